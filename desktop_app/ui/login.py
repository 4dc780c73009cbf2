"""Opening the book: who, and the password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from desktop_app.desk.door import seconds_to_wait
from desktop_app.model.trouble import Trouble
from desktop_app.ui import theme
from desktop_app.ui.buttons import button
from desktop_app.ui.crash import Crashes
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.labels import label, named
from desktop_app.ui.notices import Notices
from desktop_app.ui.small_screen import SmallScreen
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import icon, row_height

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk
    from desktop_app.desk.door import Account

SIZE = 720, 560
WIDTH = 420
MOST_ROWS, EDGES = 5, 4
SECOND_MILLISECONDS = 1_000
PICTURE = 64


class LoginWindow(QWidget):
    """``opened`` carries the desk. A wrong password says so and keeps the name.

    *ensure_may_try* raises Trouble while an account's password may not be tried.
    """

    opened = Signal(object)

    def __init__(
        self,
        accounts: Sequence[Account],
        enter: Callable[[str, str], Desk],
        reset: Callable[[str, str, str], object],
        ensure_may_try: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("startWindow")
        self.setWindowTitle("Mở sổ — Sổ ANTT")
        self.setWindowIcon(icon("logo", "accent"))
        self._enter = enter
        self._reset = reset
        self._ensure_may_try = ensure_may_try
        self._trying = False
        self._tasks = Tasks(self)
        self._tasks.troubled.connect(self._refused)
        self._tasks.broken.connect(self._failed)
        self.notices = Notices()
        self.who = named(QListWidget(), "names")
        self.who.setAccessibleName("Cán bộ")
        self.who.addItems([account.name for account in accounts])
        self.who.setCurrentRow(0)
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("Mật khẩu")
        self.password.returnPressed.connect(self.enter)
        self.waiting = label(wraps=True)
        self.waiting.setProperty("message", "warning")
        self.go = button("Mở sổ", self.enter, look="primary", sign="unlock")
        self.resize(*SIZE)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(self.notices)
        column.addStretch()
        column.addWidget(self._card(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(SmallScreen(whole))
        self.clock = QTimer(self, interval=SECOND_MILLISECONDS)
        self.clock.timeout.connect(self.look)
        self.who.currentRowChanged.connect(lambda _: self.look())
        self.who.itemActivated.connect(lambda _: self.password.setFocus())
        self.who.itemClicked.connect(lambda _: self.password.setFocus())
        (self.who if len(accounts) > 1 else self.password).setFocus()
        self.look()

    def name(self) -> str:
        """Return whose account is chosen; empty where there is none."""
        chosen = self.who.currentItem()
        return chosen.text() if chosen is not None else ""

    def look(self) -> None:
        """Show whether the chosen account may try its password now, or how long it must wait."""
        if self._trying or not self.name():
            return
        waited = not self.go.isEnabled()
        try:
            self._ensure_may_try(self.name())
        except Trouble as standing:
            self._wait(standing)
            return
        self.clock.stop()
        self.waiting.hide()
        self.go.setEnabled(True)
        if waited and not self.who.hasFocus():
            self.password.setFocus()

    def _wait(self, standing: Trouble) -> None:
        left = seconds_to_wait(standing)
        self.waiting.setText(wait_words(left) if left else f"{standing.what} {standing.do}")
        self.waiting.show()
        self.go.setEnabled(False)
        self.clock.start() if left else self.clock.stop()

    def enter(self) -> None:
        """Try the password on a worker: the key takes a moment to derive."""
        if not self.go.isEnabled():
            return
        name, password = self.name(), self.password.text()
        self._trying = True
        self.go.setEnabled(False)
        self.who.setEnabled(False)
        self.go.setText("Đang mở sổ…")
        self._tasks.start(self, lambda _: self._enter(name, password), self._opened, lane="enter")

    def _opened(self, desk: Desk) -> None:
        self.opened.emit(desk)
        self.close()

    def _refused(self, trouble: Trouble) -> None:
        self.notices.trouble(trouble)
        self._let_try()

    def _failed(self, wrong: BaseException) -> None:
        self._let_try()
        Crashes.show_error(wrong)

    def _let_try(self) -> None:
        self._trying = False
        self.go.setEnabled(True)
        self.who.setEnabled(True)
        self.go.setText("Mở sổ")
        self.password.selectAll()
        self.password.setFocus()
        self.look()

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
        for row in range(self.who.count()):
            self.who.item(row).setSizeHint(QSize(0, row_height()))
        rows = min(max(self.who.count(), 1), MOST_ROWS)
        self.who.setFixedHeight(rows * row_height() + EDGES)
        column.addWidget(self.who)
        column.addWidget(QLabel("Mật khẩu"))
        column.addWidget(self.password)
        column.addWidget(self.waiting)
        column.addSpacing(8)
        column.addWidget(self.go)
        column.addWidget(button("Quên mật khẩu: dùng tờ khôi phục", self.forgot, look="flat"))
        return card

    def forgot(self) -> None:
        """Ask for the code of the recovery sheet."""
        dialog = RecoveryDialog(self.name(), self._reset, self)
        dialog.renewed.connect(self._renewed)
        open_once(dialog)

    def _renewed(self, password: str) -> None:
        self.password.setText(password)
        self.look()
        self.notices.tell("Đã đặt mật khẩu mới.", "Bấm «Mở sổ» để vào.", tone="done")
        self.go.setFocus()


def wait_words(seconds: int) -> str:
    """Return how long the next try must wait.

    >>> wait_words(75)
    'Đã gõ sai nhiều lần. Còn 1 phút 15 giây nữa mới được gõ lại.'
    """
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} phút" if minutes else "", f"{rest} giây" if rest else ""]
    left = " ".join(part for part in parts if part)
    return f"Đã gõ sai nhiều lần. Còn {left} nữa mới được gõ lại."
