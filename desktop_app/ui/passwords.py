"""A new password, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui.first_steps import SHORTEST_PASSWORD
from desktop_app.ui.labels import label


class PasswordLines(QWidget):
    """Two lines for one password; ``entered`` follows Enter in the second."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = password_line("Mật khẩu mới")
        self.again = password_line("Gõ lại mật khẩu mới")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = f"Mật khẩu mới (từ {SHORTEST_PASSWORD} ký tự; một câu dễ nhớ là tốt nhất)"
        column.addWidget(label(words, wraps=True))
        column.addWidget(self.first)
        column.addWidget(label("Gõ lại mật khẩu mới"))
        column.addWidget(self.again)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)

    def complaint(self) -> str:
        """Return what is wrong with what was typed; empty when it can be a password."""
        if len(self.first.text()) < SHORTEST_PASSWORD:
            return f"Mật khẩu cần từ {SHORTEST_PASSWORD} ký tự."
        return "" if self.first.text() == self.again.text() else "Hai lần gõ mật khẩu khác nhau."


def password_line(name: str) -> QLineEdit:
    """Return a line that hides what is typed."""
    line = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line
