"""One start of a window, to its first painted list; run as a process of its own.

``python -m tests.benchmarks.starting bare`` shows a bare QTableView; ``… book FOLDER`` shows the
window of the book there, whose key and officer come on standard input: the password step stands
apart. Each prints the moment when a list with lines was first painted, then what is loaded then.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

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


def told() -> None:
    """Print the moment and the modules, and end the process; nothing is worth putting away."""
    sys.stdout.write(f"{time.time()}\n")
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


def book(folder: Path) -> None:
    """Show the window of a book."""
    from desktop_app.desk.desk import Desk  # noqa: PLC0415 (the bare start imports nothing of ours)
    from desktop_app.desk.permission import Role  # noqa: PLC0415 (as above)
    from desktop_app.model import moments  # noqa: PLC0415 (as above)
    from desktop_app.registers import REGISTERS  # noqa: PLC0415 (as above)
    from desktop_app.store.book import Book  # noqa: PLC0415 (as above)
    from desktop_app.ui import start  # noqa: PLC0415 (as above)

    key, me = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    application = start.prepared([])
    desk = Desk(Book(folder, bytes.fromhex(key), REGISTERS, moments.now), me, Role.CHIEF)
    window = start.Start(folder, REGISTERS).open(desk)
    page = window.page_of(next(iter(desk.registers)))
    for seen in (page.view.viewport(), page.empty):  # an empty book says what the list is for
        FirstPaint(seen, lambda: page.head.count.text(), told)
    window.side_bar.choose(page.register.table)
    application.exec()
    window.close()
    desk.close()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        book(Path(sys.argv[2]))
