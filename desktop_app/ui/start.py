"""Starts the program's window: fonts, words, the one error dialog, login or first start."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop_app.desk import entrance
from desktop_app.desk.founding import Created, Founding, create_book
from desktop_app.model.record import Registers
from desktop_app.model.resources import resource
from desktop_app.model.trouble import Trouble
from desktop_app.ui import theme
from desktop_app.ui.crash import Crashes
from desktop_app.ui.first_start import FirstStart, Wanted
from desktop_app.ui.garbage import Garbage
from desktop_app.ui.idle import Idle, leave_dialogs
from desktop_app.ui.join_steps import Joining
from desktop_app.ui.login import LoginWindow
from desktop_app.ui.single import SingleWindow
from desktop_app.ui.window import Window

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk

TITLE = "Sổ ANTT"
NO_ANSWER = (
    "Chương trình đang mở nhưng chưa trả lời. Dữ liệu đã lưu vẫn nguyên vẹn. Hãy đợi một phút rồi"
    " mở lại; nếu vẫn vậy, khởi động lại máy."
)
TURN_SECONDS = 0.0005
Furnish = Callable[["Desk"], object]


def prepared(arguments: list[str]) -> QApplication:
    """Return the Qt application in Vietnamese and in the usual dress."""
    # The screen's thread gets Python's lock ten times sooner than usual from a busy worker.
    sys.setswitchinterval(TURN_SECONDS)
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication(arguments)
    application.setApplicationName("so-antt")
    application.setApplicationDisplayName(TITLE)
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = QTranslator(application)
    if translator.load(str(resource("translations", "qtbase_vi.qm"))):
        application.installTranslator(translator)
    theme.apply(theme.THEMES[0], theme.USUAL_POINTS)
    if application.findChild(Garbage) is None:
        Garbage(application)
    application.setWindowIcon(theme.icon("logo", "accent"))
    return application


class Start(QObject):
    """From the first start or the login to the window of the open book."""

    def __init__(
        self,
        folder: Path,
        registers: Registers,
        furnish: Furnish | None = None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._ticks = ticks
        self._folder = folder
        self._registers = registers
        self._furnish = furnish
        self.shown: QWidget | None = None

    def begin(self) -> None:
        """Show what comes first on this PC."""
        if entrance.book_exists(self._folder):
            self._log_in()
        else:
            self._entrance(FirstStart(self._make, Joining(self._folder, self._registers)))

    def open(self, desk: Desk) -> Window:
        """Show the window of an open book."""
        window = Window(desk)
        window.broken.connect(Crashes.show_error)
        self.shown = window
        window.locking.connect(self.lock)
        self.idle = Idle(window, self._ticks)
        self.idle.lapsed.connect(self._lock_idle)
        window.show()
        # On a bare virtual screen no window manager hands the focus to a new window.
        window.activateWindow()
        try:
            desk.note_access("login", "", "")
        except Trouble as trouble:
            window.trouble(trouble)
        return window

    def lock(self) -> None:
        """Close the book and show the login; what is being typed is kept for who typed it."""
        window = self.shown
        if isinstance(window, Window) and window.tasks.working():
            window.notices.tell(
                "Chưa khóa sổ: còn việc đang chạy.",
                "Hãy đợi xong, hoặc bấm «Dừng», rồi khóa sổ lại.",
                tone="due",
            )
        else:
            self._lock("Sổ đã khóa.")

    def _lock_idle(self) -> None:
        if isinstance(self.shown, Window):
            self._lock(f"Sổ tự khóa vì {self.shown.desk.idle_minutes()} phút không dùng.")

    def _lock(self, told: str) -> None:
        window = self.shown
        if not isinstance(window, Window):
            return
        leave_dialogs()
        if not window.keep_typed():
            return  # what only the screen holds is not taken away; the notice says why
        # The login first: the program ends with its last window.
        self._log_in(told)
        window.close()
        window.desk.close()
        window.deleteLater()

    def close(self) -> None:
        """Close the book of the window."""
        if isinstance(self.shown, Window):
            self.shown.desk.close()

    def to_front(self) -> None:
        """Bring the window before the officer's eyes."""
        if self.shown is not None:
            self.shown.showNormal() if self.shown.isMinimized() else self.shown.show()
            self.shown.raise_()
            self.shown.activateWindow()

    def _log_in(self, told: str = "") -> None:
        try:
            accounts, trouble = entrance.accounts(self._folder), None
        except Trouble as unreadable:
            accounts, trouble = [], unreadable
        login = LoginWindow(accounts, self._enter, self._reset, self._ensure_may_try)
        self._entrance(login)
        if told:
            login.notices.tell(told, "Phần đang gõ dở, nếu có, được giữ riêng cho người gõ.")
        if trouble is not None:
            login.notices.trouble(trouble)

    def _open_new(self, desk: Desk, backup: object) -> None:
        """Show the window of a new book, and what became of its first backup."""
        self.open(desk).care.tell_first_backup(backup)

    def _entrance(self, window: LoginWindow | FirstStart) -> None:
        new = isinstance(window, FirstStart)
        window.opened.connect(self._open_new if new else self.open)
        self.shown = window
        window.show()
        window.activateWindow()

    def _enter(self, name: str, password: str) -> Desk:
        return entrance.open_book(
            self._folder, self._registers, user=name, password=password, ticks=self._ticks
        )

    def _ensure_may_try(self, name: str) -> None:
        entrance.ensure_may_try(self._folder, name, self._ticks)

    def _reset(self, name: str, code: str, password: str) -> entrance.Account:
        return entrance.reset_password(self._folder, self._registers, code, name, password)

    def _make(self, wanted: Wanted) -> Created:
        asked = Founding(wanted.unit_code, wanted.officer_name, wanted.password, wanted.practice)
        created = create_book(self._folder, self._registers, asked)
        if wanted.practice and self._furnish is not None:
            self._furnish(created.desk)
        return created


def run(folder: Path, registers: Registers, furnish: Furnish) -> int:
    """Open the window and stay until it is closed; a second start shows the first one's window.

    *furnish* fills a new practice book.
    """
    application = prepared(sys.argv[:1])
    Crashes.install()
    single = SingleWindow(folder)
    if not single.claim():
        if not single.answered:
            QMessageBox.warning(None, TITLE, NO_ANSWER)
        return 0
    start = Start(folder, registers, furnish)
    single.called.connect(start.to_front)
    start.begin()
    code = application.exec()
    start.close()
    return code
