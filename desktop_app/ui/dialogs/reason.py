"""The one question before something that is done for a reason: why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
from desktop_app.ui.buttons import Look, button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.labels import label

WIDTH = 460


@dataclass(frozen=True)
class Asking:
    """The words of the dialog: its title, what is asked and done, and its two buttons."""

    title: str
    question: str
    means: str
    reason: str
    example: str
    go: str
    keep: str
    look: Look = "primary"
    sign: str = ""


DELETING = Asking(
    "Xóa hồ sơ",
    "Xóa «{}»?",
    "1 hồ sơ sẽ rời khỏi danh sách, báo cáo và bản in. Lịch sử và lý do vẫn được giữ;"
    " có thể hoàn tác.",
    "Lý do xóa",
    "ghi trùng với hồ sơ khác",
    "Xóa 1 hồ sơ",
    "Không xóa",
    "danger",
    "trash",
)
RETURNING = Asking(
    "Trả lại hồ sơ",
    "Trả lại «{}»?",
    "Hồ sơ và nhận xét hiện ở trang Hôm nay của cán bộ phụ trách, cho tới khi trình lại.",
    "Cần sửa, bổ sung gì",
    "chưa ghi kết quả xử lý",
    "Trả lại",
    "Không trả lại",
    sign="undo",
)
REOPENING = Asking(
    "Mở lại hồ sơ",
    "Mở lại «{}»?",
    "Duyệt không còn hiệu lực; cán bộ phụ trách sửa được hồ sơ rồi trình duyệt lại.",
    "Lý do mở lại",
    "có tình tiết mới",
    "Mở lại",
    "Không mở lại",
    sign="unlock",
)
SUPPLEMENTING = Asking(
    "Bổ sung hồ sơ đã duyệt",
    "Bổ sung «{}»?",
    "Giá trị cũ và lý do được giữ trong lịch sử. Sau khi bổ sung, hồ sơ phải được duyệt lại.",
    "Lý do bổ sung",
    "xác minh lại số điện thoại",
    "Bổ sung",
    "Chưa bổ sung",
    sign="save",
)


class ReasonDialog(QDialog):
    """Says what will be done; ``given`` carries the reason. Leaving it as it is is the default."""

    given = Signal(str)

    def __init__(self, caption: str, parent: QWidget, asking: Asking = DELETING) -> None:
        super().__init__(parent)
        self.setWindowTitle(asking.title)
        self.setMinimumWidth(WIDTH)
        self.reason = Line()
        self.reason.setPlaceholderText(f"Ví dụ: {asking.example}")
        self.reason.setAccessibleName(asking.reason)
        self.reason.textChanged.connect(self._allow)
        self.reason.composed.connect(self._allow)
        self.keep = button(asking.keep, self.reject)
        self.go: QPushButton = button(asking.go, self._go, look=asking.look, sign=asking.sign)
        self.go.setEnabled(False)
        self.go.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(asking.question.format(caption), name="panelTitle", wraps=True))
        column.addWidget(label(asking.means, wraps=True))
        column.addWidget(QLabel(f"{asking.reason} *"))
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
    parent: QWidget, caption: str, does: Callable[[str], object], why: str = ""
) -> None:
    """Do something to a record; when it is approved, ask for the reason first and do it then."""
    try:
        does(why)
    except SupplementReason:
        dialog = ReasonDialog(caption, parent, SUPPLEMENTING)
        dialog.given.connect(lambda given: supplementing(parent, caption, does, given))
        dialog.open()
