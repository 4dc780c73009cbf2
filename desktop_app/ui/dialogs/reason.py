"""The one question before a record is deleted: why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.labels import label

WIDTH = 460


class ReasonDialog(QDialog):
    """Says what deleting does; ``given`` carries the reason. Leaving it as it is is the default."""

    given = Signal(str)

    def __init__(self, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Xóa hồ sơ")
        self.setMinimumWidth(WIDTH)
        self.reason = Line()
        self.reason.setPlaceholderText("Ví dụ: ghi trùng với hồ sơ khác")
        self.reason.setAccessibleName("Lý do xóa")
        self.reason.textChanged.connect(self._allow)
        self.reason.composed.connect(self._allow)
        self.keep = button("Không xóa", self.reject)
        self.go: QPushButton = button("Xóa 1 hồ sơ", self._go, look="danger", sign="trash")
        self.go.setEnabled(False)
        self.go.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(f"Xóa «{caption}»?", name="panelTitle", wraps=True))
        words = (
            "1 hồ sơ sẽ rời khỏi danh sách, báo cáo và bản in. Lịch sử và lý do vẫn được giữ;"
            " có thể hoàn tác."
        )
        column.addWidget(label(words, wraps=True))
        column.addWidget(QLabel("Lý do xóa *"))
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
