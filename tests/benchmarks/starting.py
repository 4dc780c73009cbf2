"""One start of a window, to its first painted list; run as a process of its own.

``python -m tests.benchmarks.starting bare`` shows a bare QTableView and prints when it was painted.

``… book FOLDER SECONDS`` goes an officer's way: the login, the password, the window of the book
there and its first register. It prints when the login was painted, when the password was accepted
and when a list with lines was painted. Key and officer come on standard input, since the password
step stands apart: SECONDS after the login's paint, as long as it is typed, the key is there without
being stretched. What the program has not loaded by then is waited for, and counts.

Both print with each moment how long the processor was busy until then, and in a second line what
is loaded at the end.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QTableView, QWidget

ROWS, COLUMNS = 100, 6
AGAIN_MILLISECONDS = 5
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class FirstPaint(QObject):
    """Calls *then* once, when a widget is painted while *ready* holds."""

    def __init__(
        self, seen: QWidget, ready: Callable[[], object], then: Callable[[], object]
    ) -> None:
        super().__init__(seen)
        self._ready, self._then = ready, then
        seen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        if self._ready():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        else:  # what it waits for may come after the last paint, and would never be seen
            QTimer.singleShot(AGAIN_MILLISECONDS, watched, watched.update)
        return False


class Plain(QAbstractTableModel):
    """A table of words that lie ready."""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"Nguyễn Văn {index.row()} {index.column()}"


def now() -> tuple[float, float]:
    """Return the present moment, and the seconds the processor has worked for this process."""
    return time.time(), time.process_time()


def told(*moments: tuple[float, float]) -> None:
    """Print the moments, the present one last, and the modules; put nothing away, and end."""
    sys.stdout.write(" ".join(str(one) for moment in [*moments, now()] for one in moment) + "\n")
    sys.stdout.write(" ".join(sys.modules))
    sys.stdout.flush()
    QApplication.quit()


def bare() -> None:
    """Show a bare table."""
    application = QApplication([])
    view = QTableView()
    view.setModel(Plain())
    view.resize(1366, 728)
    FirstPaint(view.viewport(), lambda: True, told)
    view.show()
    application.exec()


def book(folder: Path, seconds: float) -> None:
    """Show the login, then the window of a book."""
    from desktop_app import app  # noqa: F401, PLC0415 (the bare start loads nothing of ours)
    from desktop_app.ui import start  # noqa: PLC0415 (as above)
    from desktop_app.ui.login import LoginWindow  # noqa: PLC0415 (as above)
    from desktop_app.ui.single import SingleWindow  # noqa: PLC0415 (as above)
    from desktop_app.ui.tasks import Tasks  # noqa: PLC0415 (as above)

    key, me = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    application = start.prepared([])
    single = SingleWindow(folder)
    single.claim()
    begun = start.Start(folder, _registers)
    begun.begin()
    login = begun.shown
    if not isinstance(login, LoginWindow):
        raise TypeError(login)
    tasks, passed = Tasks(login), list[tuple[float, float]]()

    def painted() -> None:
        passed.append(now())
        QTimer.singleShot(int(seconds * 1000), accepted)

    def accepted() -> None:
        passed.append(now())
        tasks.start(login, lambda _: _opened(folder, key, me), opened)

    def opened(desk: Any) -> None:
        login.opened.emit(desk)
        login.close()
        window = begun.window
        if window is None:
            raise TypeError(window)
        page = window.page_of(next(iter(desk.registers)))
        for seen in (page.view.viewport(), page.empty):  # an empty book says what the list is for
            FirstPaint(seen, lambda: page.head.count.text(), lambda: told(*passed))
        window.side_bar.choose(page.register.table)

    FirstPaint(login.password, lambda: True, painted)
    application.exec()
    if begun.window is not None:
        begun.window.close()
    begun.close()


def _registers() -> Any:
    from desktop_app.behind import REGISTERS  # noqa: PLC0415 (as the app asks for them)

    return REGISTERS


def _opened(folder: Path, key: str, me: str) -> Any:
    """Open the book as the login does after the password; what it needs may still be loading."""
    from desktop_app.desk.desk import Desk  # noqa: PLC0415 (behind the login)
    from desktop_app.desk.permission import Role  # noqa: PLC0415 (as above)
    from desktop_app.model import moments  # noqa: PLC0415 (as above)
    from desktop_app.store.book import Book  # noqa: PLC0415 (as above)

    return Desk(Book(folder, bytes.fromhex(key), _registers(), moments.now), me, Role.CHIEF)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        book(Path(sys.argv[2]), float(sys.argv[3]))
