"""A forgotten password: the code on the recovery sheet lets an officer choose a new one."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks

WIDTH = 520
Reset = Callable[[str, str, str], object]


class RecoveryDialog(QDialog):
    """Asks for the code and the new password twice; ``renewed`` carries the new password."""

    renewed = Signal(str)

    def __init__(self, name: str, reset: Reset, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đặt lại mật khẩu")
        self.setMinimumWidth(WIDTH)
        self._name = name
        self._reset = reset
        self._tasks = Tasks(self)
        self._tasks.troubled.connect(self._refused)
        self.notices = Notices()
        self.code, self.password, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.go = button("Đặt mật khẩu mới", self.renew, look="primary", sign="key")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.notices)
        column.addWidget(label(f"Cán bộ: {name}", name="panelTitle"))
        for words, line in (
            ("Mã trên tờ khôi phục", self.code),
            ("Mật khẩu mới", self.password),
            ("Gõ lại mật khẩu mới", self.again),
        ):
            column.addWidget(label(words))
            line.setAccessibleName(words)
            column.addWidget(line)
        for line in (self.password, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        row = QHBoxLayout()
        row.addWidget(button("Thôi", self.reject))
        row.addStretch()
        row.addWidget(self.go)
        column.addLayout(row)
        self.go.setDefault(True)

    def renew(self) -> None:
        """Try the code on a worker."""
        password = self.password.text()
        if password != self.again.text():
            self.notices.tell("Hai lần gõ mật khẩu khác nhau.", "Hãy gõ lại.", tone="late")
            return
        name, code = self._name, self.code.text()
        self.go.setEnabled(False)
        self._tasks.start(
            self,
            lambda _: self._reset(name, code, password),
            lambda _: self._done(password),
            lane="reset",
        )

    def _done(self, password: str) -> None:
        self.renewed.emit(password)
        self.accept()

    def _refused(self, trouble: Trouble) -> None:
        self.go.setEnabled(True)
        self.notices.trouble(trouble)
