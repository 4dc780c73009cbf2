"""The one question before something that wants a reason: why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.altering import SupplementReason
from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import Look, button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.labels import label

WIDTH = 460


@dataclass(frozen=True)
class Asking:
    """What is asked: the window's title, the question, what will happen, the line, the button."""

    title: str
    question: str
    words: str
    line: str
    example: str
    go: str
    stay: str = "Thôi"
    look: Look = "primary"
    sign: str = ""

    def about(self, caption: str) -> Asking:
        """Return the question asked of one record."""
        return replace(self, question=self.question.format(caption))


RETURNING = Asking(
    "Trả lại hồ sơ",
    "Trả lại «{}»?",
    "Hồ sơ và nhận xét hiện ở trang Hôm nay của cán bộ phụ trách, cho tới khi trình lại.",
    "Cần sửa, bổ sung gì",
    "Ví dụ: chưa ghi kết quả xử lý",
    "Trả lại",
    "Không trả lại",
    sign="undo",
)
REOPENING = Asking(
    "Mở lại hồ sơ",
    "Mở lại «{}»?",
    "Duyệt không còn hiệu lực; cán bộ phụ trách sửa được hồ sơ rồi trình duyệt lại.",
    "Lý do mở lại",
    "Ví dụ: có tình tiết mới",
    "Mở lại",
    "Không mở lại",
    sign="unlock",
)
SUPPLEMENTING = Asking(
    "Bổ sung hồ sơ đã duyệt",
    "Bổ sung «{}»?",
    "Giá trị cũ và lý do được giữ trong lịch sử. Sau khi bổ sung, hồ sơ phải được duyệt lại.",
    "Lý do bổ sung",
    "Ví dụ: xác minh lại số điện thoại",
    "Bổ sung",
    "Chưa bổ sung",
    sign="save",
)


class ReasonDialog(QDialog):
    """Says what will happen; ``given`` carries the reason. Leaving it as it is is the default."""

    given = Signal(str)

    def __init__(self, asking: Asking, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(asking.title)
        self.setMinimumWidth(WIDTH)
        self.reason = Line()
        self.reason.setPlaceholderText(asking.example)
        self.reason.setAccessibleName(asking.line)
        self.reason.textChanged.connect(self._allow)
        self.reason.composed.connect(self._allow)
        self.keep = button(asking.stay, self.reject)
        self.go: QPushButton = button(asking.go, self._go, look=asking.look, sign=asking.sign)
        self.go.setEnabled(False)
        self.go.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(asking.question, name="panelTitle", wraps=True))
        column.addWidget(label(asking.words, wraps=True))
        column.addWidget(QLabel(f"{asking.line} *"))
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch()
        row.addWidget(self.keep)
        column.addLayout(row)
        self.keep.setDefault(True)
        self.reason.setFocus()

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.reason.words().strip()))

    def _go(self) -> None:
        take_word()
        self.given.emit(self.reason.text())
        self.accept()


def supplementing(
    parent: QWidget,
    caption: str,
    does: Callable[[str], object],
    refused: Callable[[Trouble], object],
    why: str = "",
) -> None:
    """Do something to a record; when it is approved, ask for the reason first and do it then."""
    try:
        does(why)
    except SupplementReason:
        dialog = ReasonDialog(SUPPLEMENTING.about(caption), parent)
        dialog.given.connect(lambda given: supplementing(parent, caption, does, refused, given))
        open_once(dialog)
    except Trouble as trouble:
        refused(trouble)
