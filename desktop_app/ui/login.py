"""Opening the book: who, and the password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.ui import theme
from desktop_app.ui.buttons import button
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.drop_down import DropDown
from desktop_app.ui.labels import label, named
from desktop_app.ui.notices import Notices
from desktop_app.ui.small_screen import SmallScreen
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import icon

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk
    from desktop_app.desk.entrance import Account

WIDTH = 420
PICTURE = 64


class LoginWindow(QWidget):
    """``opened`` carries the desk. A wrong password says so and keeps the name."""

    opened = Signal(object)

    def __init__(
        self,
        accounts: Sequence[Account],
        enter: Callable[[str, str], Desk],
        reset: Callable[[str, str, str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("startWindow")
        self.setWindowTitle("Mở sổ — Sổ ANTT")
        self.setWindowIcon(icon("logo", "accent"))
        self._enter = enter
        self._reset = reset
        self._tasks = Tasks(self)
        self._tasks.troubled.connect(self._refused)
        self.notices = Notices()
        self.who = DropDown()
        self.who.setAccessibleName("Cán bộ")
        self.who.addItems([account.name for account in accounts])
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("Mật khẩu")
        self.password.returnPressed.connect(self.enter)
        self.go = button("Mở sổ", self.enter, look="primary", sign="unlock")
        self.resize(720, 480)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(self.notices)
        column.addStretch()
        column.addWidget(self._card(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(SmallScreen(whole))
        self.password.setFocus()

    def enter(self) -> None:
        """Try the password on a worker: the key takes a moment to derive."""
        name, password = self.who.currentText(), self.password.text()
        self.go.setEnabled(False)
        self.go.setText("Đang mở sổ…")
        self._tasks.start(self, lambda _: self._enter(name, password), self._opened, lane="enter")

    def _opened(self, desk: Desk) -> None:
        self.opened.emit(desk)
        self.close()

    def _refused(self, trouble: Trouble) -> None:
        self.go.setEnabled(True)
        self.go.setText("Mở sổ")
        self.notices.trouble(trouble)
        self.password.selectAll()
        self.password.setFocus()

    def _card(self) -> QFrame:
        card = named(QFrame(), "card")
        card.setMinimumWidth(WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        picture.setPixmap(theme.picture("logo", "accent", PICTURE))
        column.addWidget(picture)
        column.addWidget(label("Mở sổ", name="pageTitle"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(QLabel("Cán bộ"))
        column.addWidget(self.who)
        column.addWidget(QLabel("Mật khẩu"))
        column.addWidget(self.password)
        column.addSpacing(8)
        column.addWidget(self.go)
        column.addWidget(button("Quên mật khẩu: dùng tờ khôi phục", self.forgot, look="flat"))
        return card

    def forgot(self) -> None:
        """Ask for the code of the recovery sheet."""
        dialog = RecoveryDialog(self.who.currentText(), self._reset, self)
        dialog.renewed.connect(self._renewed)
        dialog.open()

    def _renewed(self, password: str) -> None:
        self.password.setText(password)
        self.notices.tell("Đã đặt mật khẩu mới.", "Bấm «Mở sổ» để vào.", tone="done")
        self.go.setFocus()
