"""The question before personal data are erased for good: what goes, what stays, on what ground."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.model.kinds import dotted
from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.labels import label

WIDTH = 520
GOES = (
    "Họ tên, địa chỉ, số giấy tờ, lời khai, ghi chú và cả lịch sử của hồ sơ này sẽ bị xóa hẳn khỏi"
    " sổ. Số liệu thống kê (loại, ngày, số lượng, địa bàn, cán bộ) được giữ nguyên."
)
STAYS = (
    "KHÔNG hoàn tác được. Các bản sao lưu và USB ghi trước lúc này vẫn còn dữ liệu cũ: sau khi xóa"
    " hãy sao lưu lại, rồi hủy các bản trước theo quy định."
)


class ErasingDialog(QDialog):
    """``given`` carries the reason. Leaving everything as it is is the default."""

    given = Signal(str)

    def __init__(self, caption: str, referring: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Xóa dữ liệu cá nhân")
        self.reason = Line()
        self.reason.setPlaceholderText("Ví dụ: hết thời hạn lưu theo quyết định số …")
        self.reason.setAccessibleName("Căn cứ xóa")
        self.sure = QCheckBox("Tôi hiểu dữ liệu này không lấy lại được")
        self.keep = button("Không xóa", self.reject)
        self.go = button("Xóa hẳn dữ liệu cá nhân", self._go, look="danger", sign="trash")
        self.go.setAutoDefault(False)
        self.reason.textChanged.connect(self._allow)
        self.reason.composed.connect(self._allow)
        self.sure.toggled.connect(self._allow)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        title = f"Xóa hẳn dữ liệu cá nhân của «{caption}»?"
        column.addWidget(_paragraph(title, "panelTitle"))
        column.addWidget(_paragraph(GOES))
        column.addWidget(_paragraph(STAYS))
        if referring:
            named = f"{dotted(referring)} hồ sơ khác đang nhắc tới hồ sơ này sẽ không còn tên."
            column.addWidget(_paragraph(named))
        column.addWidget(QLabel("Căn cứ xóa * (không ghi tên người: căn cứ được giữ lại)"))
        column.addWidget(self.reason)
        column.addWidget(self.sure)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch()
        row.addWidget(self.keep)
        column.addLayout(row)
        self.keep.setDefault(True)
        self._allow()
        self.reason.setFocus()

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.reason.words().strip()) and self.sure.isChecked())

    def _go(self) -> None:
        take_word()
        self.given.emit(self.reason.text())
        self.accept()


def _paragraph(words: str, name: str = "") -> QLabel:
    """Return a text of several lines that is as high as it has to be."""
    made = label(words, name=name, wraps=True)
    made.ensurePolished()
    made.setFixedWidth(WIDTH)
    made.setMinimumHeight(made.heightForWidth(WIDTH))
    return made
