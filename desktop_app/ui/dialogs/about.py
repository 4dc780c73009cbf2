"""What this program is and where the data lie."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.buttons import button
from desktop_app.ui.dialogs.opening import open_once


class AboutDialog(QDialog):
    """What the program is and where the data lie."""

    def __init__(self, parent: QWidget) -> None:
        body = (
            "<h3>Sổ ANTT</h3><p>Sổ nghiệp vụ và biểu mẫu của Công an xã, phường, đặc khu. Chương"
            " trình làm việc trên một máy tính, không dùng mạng; mọi dữ liệu nằm trong một sổ mã"
            " hóa trên máy này.</p><p>Quên mật khẩu thì mở sổ bằng tờ khôi phục đã in khi tạo sổ."
            "</p>"
        )
        super().__init__(parent)
        self.setWindowTitle("Giới thiệu")
        self.resize(560, 360)
        words = QLabel(body, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        words.setMargin(12)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea(widgetResizable=True)
        area.setObjectName("readingArea")
        area.setAccessibleName("Giới thiệu")
        area.setWidget(words)
        close = button("Đóng", self.accept)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()


def tell_about(window: QWidget) -> None:
    """Show what the program is."""
    open_once(AboutDialog(window))
