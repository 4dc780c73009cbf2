"""Chăm sóc sổ: the first page of who looks after the book and may not read what stands in it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.actions import Actions
from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label

OFFERED = {
    "backup": "Ghi một bản sao lưu mã hóa rồi mở lại để kiểm tra.",
    "check": "Đọc toàn bộ tệp sổ, đối chiếu chuỗi thay đổi và nhật ký truy cập.",
    "sync": "Nhận thay đổi của máy khác từ USB và ghi thay đổi của máy này ra.",
    "update": "Nhận bản mới của phần mềm từ USB, trở về bản trước.",
    "settings": "Nơi ghi bản sao lưu, thời gian tự khóa sổ.",
    "password": "Mật khẩu của riêng tài khoản này.",
    "lock": "Cất sổ vào khóa và để người khác mở bằng tài khoản của họ.",
}
CHARACTERS = 30


class CareHome(QWidget):
    """What may be done for the book, each a command of the menus with a line on what it does."""

    title = "Chăm sóc sổ"

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        column.addWidget(label(self.title, name="pageTitle"))
        told = "Tài khoản này chăm sóc sổ, không xem được hồ sơ bên trong."
        column.addWidget(label(told, name="faint", wraps=True))
        self.buttons: list[QPushButton] = []
        for name, explained in OFFERED.items():
            for action in actions.those(name):
                words = action.text().replace("&", "")
                made = button(words, action.trigger, sign=actions.sign(name))
                made.setAccessibleDescription(explained)
                self.buttons.append(made)
                row = QHBoxLayout()
                row.setSpacing(12)
                row.addWidget(made)
                row.addWidget(label(explained, wraps=True), 1)
                column.addLayout(row)
        column.addStretch()
        self.refit()

    def activate(self) -> None:
        """Take the focus when the page comes to sight."""
        self.buttons[0].setFocus()

    def refit(self) -> None:
        """Take the width of the buttons from the present font."""
        for made in self.buttons:
            made.setMinimumWidth(made.fontMetrics().averageCharWidth() * CHARACTERS)
