"""Starts the program's window: fonts, words, the one error dialog, login or first start.

Little is loaded until the login is painted; what lies behind it comes through ``rooms``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop_app.desk import door, started
from desktop_app.model.resources import resource
from desktop_app.model.trouble import Trouble
from desktop_app.ui import rooms, theme
from desktop_app.ui.crash import Crashes
from desktop_app.ui.first_paint import FirstPaint
from desktop_app.ui.garbage import Garbage
from desktop_app.ui.idle import Idle, leave_dialogs
from desktop_app.ui.login import LoginWindow
from desktop_app.ui.single import SingleWindow
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk
    from desktop_app.desk.founding import Created
    from desktop_app.model.record import Registers
    from desktop_app.ui.first_start import FirstStart, Wanted
    from desktop_app.ui.window import Window

TITLE = "Sổ ANTT"
RESTART = 75  # no exit code of the program itself
NO_ANSWER = (
    "Chương trình đang mở nhưng chưa trả lời. Dữ liệu đã lưu vẫn nguyên vẹn. Hãy đợi một phút rồi"
    " mở lại; nếu vẫn vậy, khởi động lại máy."
)
TURN_SECONDS = 0.0005
Furnish = Callable[["Desk"], object]
Asked = Callable[[], "Registers"]


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
    """From the first start or the login to the window of the open book.

    *registers* loads and returns them; it is not called before they are needed. *program* is where
    this version lies, if not in its usual place. ``restarting`` tells that the program ends so that
    another version of it can start, ``failed`` that it ends because a part of it cannot be loaded.
    ``standing`` follows when the first window is painted and what lies behind it is loaded.
    """

    standing = Signal()

    def __init__(
        self,
        folder: Path,
        registers: Asked,
        furnish: Furnish | None = None,
        ticks: Callable[[], float] = time.monotonic,
        program: Path | None = None,
    ) -> None:
        super().__init__()
        self._program = program
        self.restarting = False
        self.failed: BaseException | None = None
        self._tasks = Tasks(self)
        self._ticks = ticks
        self._folder = folder
        self._registers = registers
        self._furnish = furnish
        self.shown: QWidget | None = None
        self.window: Window | None = None

    def begin(self) -> None:
        """Show what comes first on this PC."""
        if door.book_exists(self._folder):
            self._log_in()
        else:
            self._begin_first()

    def open(self, desk: Desk) -> Window:
        """Show the window of an open book."""
        window = rooms.window.Window(desk)
        window.broken.connect(Crashes.show_error)
        self.shown = self.window = window
        window.locking.connect(self.lock)
        window.restarting.connect(self.restart)
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
        window = self.window
        if window is not None and window.tasks.working():
            window.notices.tell(
                "Chưa khóa sổ: còn việc đang chạy.",
                "Hãy đợi xong, hoặc bấm «Dừng», rồi khóa sổ lại.",
                tone="due",
            )
        else:
            self._lock("Sổ đã khóa.")

    def _lock_idle(self) -> None:
        if self.window is not None:
            self._lock(f"Sổ tự khóa vì {self.window.desk.idle_minutes()} phút không dùng.")

    def _lock(self, told: str) -> None:
        window = self.window
        if window is None:
            return
        leave_dialogs()
        if not window.keep_typed():
            return  # what only the screen holds is not taken away; the notice says why
        # The login first: the program ends with its last window.
        self.window = None
        self._log_in(told)
        window.close()
        window.desk.close()
        window.deleteLater()

    def restart(self, returning: bool = False) -> None:
        """End so that another version starts; *returning* puts the book of before in place first.

        Not while work is under way, nor when what is being typed could not be kept.
        """
        window = self.window
        if window is None or not window.keep_typed():
            return
        if returning:
            self.window, self.shown = None, rooms.returning.ReturnWindow(window.desk)
            self.shown.restarting.connect(self._end)
            self.shown.show()  # before the other closes: the program ends with its last window
            window.close()
            window.deleteLater()
        else:
            self._end()

    def _end(self) -> None:
        self.restarting = True
        if self.shown is not None:
            self.shown.close()

    def close(self) -> None:
        """Close the book of the window."""
        self._tasks.close()
        if self.window is not None:
            self.window.desk.close()

    def to_front(self) -> None:
        """Bring the window before the officer's eyes."""
        if self.shown is not None:
            self.shown.showNormal() if self.shown.isMinimized() else self.shown.show()
            self.shown.raise_()
            self.shown.activateWindow()

    def _log_in(self, told: str = "") -> None:
        try:
            accounts, trouble = door.accounts(self._folder), None
        except Trouble as unreadable:
            accounts, trouble = [], unreadable
        login = LoginWindow(accounts, self._enter, self._reset, self._ensure_may_try)
        login.opened.connect(self.open)
        self._entrance(login, self._load)
        if told:
            login.notices.tell(told, "Phần đang gõ dở, nếu có, được giữ riêng cho người gõ.")
        if trouble is not None:
            login.notices.trouble(trouble)

    def _open_new(self, desk: Desk, backup: object) -> None:
        """Show the window of a new book, and what became of its first backup."""
        self.open(desk).care.tell_first_backup(backup)

    def _begin_first(self) -> None:
        """Show the steps to a new book; nobody types a password, so all is loaded at once."""
        joining = rooms.join_steps.Joining(self._folder, self._registers())
        first = rooms.first_start.FirstStart(self._make, joining)
        first.opened.connect(self._open_new)
        self._entrance(first, self._stand)

    def _entrance(self, window: LoginWindow | FirstStart, painted: Callable[[], object]) -> None:
        self.shown = window
        news = started.news_of_start(self._program)
        if news is not None:
            window.notices.tell(*news, tone="due")
        FirstPaint(window, painted)
        window.show()
        window.activateWindow()

    def _load(self) -> None:
        """Load what lies behind the login, while the officer types."""

        def load() -> Iterator[str]:
            rooms.load()
            self._registers()
            return rooms.pieces()

        self._tasks.start(self, lambda _: load(), self._load_next, failed=self._not_loaded)

    def _load_next(self, pieces: Iterator[str]) -> None:
        """Load one piece of the window at a turn of the screen's events."""
        try:
            loaded = next(pieces, "")
        except Exception as wrong:  # noqa: BLE001 (whatever it is, the program cannot go on)
            self._not_loaded(wrong)
            return
        if loaded:
            QTimer.singleShot(0, self, lambda: self._load_next(pieces))
        else:
            self._stand()

    def _stand(self) -> None:
        Garbage.keep()
        started.note_started(self._program)
        self.standing.emit()

    def _not_loaded(self, wrong: BaseException) -> None:
        """End at once, before the launcher takes this version for one that starts."""
        self.failed = wrong
        if self.shown is not None:
            self.shown.close()

    def _enter(self, name: str, password: str) -> Desk:
        return rooms.entrance.open_book(
            self._folder, self._registers(), user=name, password=password, ticks=self._ticks
        )

    def _ensure_may_try(self, name: str) -> None:
        door.ensure_may_try(self._folder, name, self._ticks)

    def _reset(self, name: str, code: str, password: str) -> door.Account:
        return rooms.entrance.reset_password(self._folder, self._registers(), code, name, password)

    def _make(self, wanted: Wanted) -> Created:
        asked = rooms.founding.Founding(
            wanted.unit_code, wanted.officer_name, wanted.password, wanted.practice
        )
        created = rooms.founding.create_book(self._folder, self._registers(), asked)
        if wanted.practice and self._furnish is not None:
            self._furnish(created.desk)
        return created


def run(folder: Path, registers: Asked, furnish: Furnish) -> int:
    """Open the window and stay until it is closed; a second start shows the first one's window.

    *furnish* fills a new practice book. Returns RESTART when another version is to start; raises
    what kept a part of the program from being loaded.
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
    start.standing.connect(single.listen)
    start.begin()
    code = application.exec()
    start.close()
    if start.failed is not None:
        raise start.failed
    return RESTART if start.restarting else code
