"""Everything that came with the program, each with the words of its licence."""

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.release import licences
from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label

TITLE = "Giấy phép"
EXPLAINS = "Chương trình dùng các phần sau đây của nhiều tác giả, theo giấy phép kèm theo."
FROM_SOURCE = (
    "Chương trình đang chạy từ mã nguồn. Bản cài đặt có kèm thư mục LICENSES với giấy phép của mọi"
    " phần được phát hành cùng; mở bản cài đặt để đọc ở đây."
)
MISSING = "Không đọc được tệp giấy phép này. Hãy xem trong thư mục LICENSES của chương trình."


class LicencesDialog(QDialog):
    """A list of names and versions, and beside it what the chosen one's licence says."""

    def __init__(self, parent: QWidget, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.resize(900, 560)
        self._known = licences(folder)
        self.names = QListWidget()
        self.names.setAccessibleName("Các phần của chương trình")
        self.names.addItems([f"{one.name} {one.version} · {one.licence}" for one in self._known])
        self.text = QPlainTextEdit(FROM_SOURCE, readOnly=True)
        self.text.setAccessibleName("Lời giấy phép")
        self.names.currentRowChanged.connect(self._show)
        parts = QSplitter()
        parts.addWidget(self.names)
        parts.addWidget(self.text)
        parts.setStretchFactor(1, 1)
        parts.setSizes([360, 540])
        self.names.setVisible(bool(self._known))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button("Đóng", self.accept))
        column = QVBoxLayout(self)
        column.addWidget(label(EXPLAINS, wraps=True))
        column.addWidget(parts, 1)
        column.addLayout(row)
        self.names.setCurrentRow(0)
        (self.names if self._known else self.text).setFocus()

    def _show(self, row: int) -> None:
        try:
            self.text.setPlainText(self._known[row].text)
        except OSError:
            self.text.setPlainText(MISSING)
