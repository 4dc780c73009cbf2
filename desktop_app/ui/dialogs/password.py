"""A new password for the officer himself, who knows the one in use."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label
from desktop_app.ui.notices import Notices
from desktop_app.ui.passwords import PasswordLines, password_line
from desktop_app.ui.tasks import Tasks

WIDTH = 520
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Change = Callable[[str, str], object]


class PasswordDialog(QDialog):
    """Asks for the password in use and the new one twice; ``changed`` follows."""

    changed = Signal()

    def __init__(self, name: str, change: Change, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đổi mật khẩu")
        self.setMinimumWidth(WIDTH)
        self._change = change
        self._tasks = Tasks(self)
        self._tasks.troubled.connect(self._refused)
        self.notices = Notices()
        self.old: QLineEdit = password_line("Mật khẩu đang dùng")
        self.lines = PasswordLines()
        self.go = button("Đổi mật khẩu", self.renew, look="primary", sign="key")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.notices)
        column.addWidget(label(name, name="panelTitle", wraps=True))
        column.addWidget(label("Mật khẩu đang dùng"))
        column.addWidget(self.old)
        column.addWidget(self.lines)
        row = QHBoxLayout()
        row.addWidget(button("Thôi", self.reject))
        row.addStretch()
        row.addWidget(self.go)
        column.addLayout(row)
        self.old.returnPressed.connect(self.lines.first.setFocus)
        self.lines.entered.connect(self.renew)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the lines, which go on to the next: a dialog would press a button."""
        if event.key() not in RETURNS:
            super().keyPressEvent(event)

    def renew(self) -> None:
        """Try the old password and set the new one on a worker."""
        wrong = self.lines.complaint()
        if wrong:
            self.notices.tell(wrong, "Mật khẩu cũ vẫn dùng được.", tone="late")
            self.lines.first.setFocus()
            return
        old, new = self.old.text(), self.lines.first.text()
        self.go.setEnabled(False)
        self._tasks.start(
            self, lambda _: self._change(old, new), lambda _: self._done(), lane="change"
        )

    def _done(self) -> None:
        self.changed.emit()
        self.accept()

    def _refused(self, trouble: Trouble) -> None:
        self.go.setEnabled(True)
        self.notices.trouble(trouble)
        self.old.selectAll()
        self.old.setFocus()
