"""What this program is, which release, where the data lie, and whose work came with it."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.model.release import release
from desktop_app.ui.buttons import button
from desktop_app.ui.dialogs.licences import LicencesDialog
from desktop_app.ui.dialogs.opening import open_once

TITLE = "Giới thiệu"
WORDS = (
    "Sổ nghiệp vụ và biểu mẫu của Công an xã, phường, đặc khu. Chương trình làm việc trên một máy"
    " tính, không dùng mạng; mọi dữ liệu nằm trong một sổ mã hóa trên máy này.",
    "Quên mật khẩu thì mở sổ bằng tờ khôi phục đã in khi tạo sổ.",
)


class AboutDialog(QDialog):
    """What the program is; *folder* is where the data lie."""

    def __init__(self, parent: QWidget, folder: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.resize(620, 400)
        facts = [*release().lines, ("Thư mục dữ liệu", str(folder))]
        rows = "".join(
            f"<tr><td>{escape(name)}:</td><td><b>{escape(value)}</b></td></tr>"
            for name, value in facts
        )
        paragraphs = "".join(f"<p>{words}</p>" for words in WORDS)
        body = f"<h3>Sổ ANTT</h3>{paragraphs}<table cellpadding='3'>{rows}</table>"
        self.words = QLabel(body, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.words.setMargin(12)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        area = QScrollArea(widgetResizable=True)
        area.setObjectName("readingArea")
        area.setAccessibleName(TITLE)
        area.setWidget(self.words)
        close = button("Đóng", self.accept)
        row = QHBoxLayout()
        row.addWidget(button("Giấy phép", self.show_licences))
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addLayout(row)
        close.setFocus()

    def show_licences(self) -> None:
        """Show whose work came with the program, and under which licence."""
        open_once(LicencesDialog(self))


def tell_about(window: QWidget, folder: Path) -> None:
    """Show what the program is; *folder* is where the data lie."""
    open_once(AboutDialog(window, folder))
