"""The list of a register: pages fetched by a worker as far as the officer scrolls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.model.dates import Clock, Day, Moment, PartialDay
from desktop_app.model.field import Field
from desktop_app.model.kinds import Choice, Number, Status
from desktop_app.model.listing import sorts
from desktop_app.model.record import Record
from desktop_app.ui.chips import CHIP, DRAFT_CHIP, Chip, status_chip
from desktop_app.ui.editors.editor import Context

if TYPE_CHECKING:
    from desktop_app.desk.finding import Line, Page

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
DISPLAY = Qt.ItemDataRole.DisplayRole
PAGE = 100
TWO_LINE_TIP = 40
CHARACTERS: tuple[tuple[type[Field[Any]], int], ...] = (
    (Clock, 8),
    (Day, 12),
    (Moment, 18),
    (PartialDay, 12),
    (Number, 10),
    (Status, 20),
    (Choice, 18),
)
USUAL_CHARACTERS = 24
NUMBER_CHARACTERS = 11


@dataclass(frozen=True)
class Wish:
    """What the list shows: words, filters, order."""

    text: str = ""
    where: dict[str, Any] = field(default_factory=dict)
    sort: str = ""
    descending: bool | None = None

    @property
    def narrowed(self) -> bool:
        """Tell whether words or filters leave records out."""
        return bool(self.text.strip() or self.where)


class ListModel(QAbstractTableModel):
    """Lines of a register in list order. ``arrived`` follows the first page of a new wish."""

    arrived = Signal()

    def __init__(self, register: type[Record], context: Context) -> None:
        super().__init__()
        self.register = register
        self.context = context
        self.wish = Wish()
        self.lines: list[Line] = []
        self._next: Any = None
        self._loading = False
        self._sortable = {one.name for one in sorts(register)}

    def ask(self, wish: Wish) -> None:
        """Show what *wish* says; the old lines stay until the first new page is there."""
        self.wish = wish
        self._next = None
        self._loading = True
        self._fetch(None, self._replace)

    def again(self) -> None:
        """Read the lines anew, as many as are shown."""
        self.ask(self.wish)

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        return not parent.isValid() and self._next is not None and not self._loading

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        if self.canFetchMore(parent):
            self._loading = True
            self._fetch(self._next, self._append)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.register.columns)

    def sortable(self, column: int) -> bool:
        """Tell whether the list may be ordered by a column."""
        return self.register.columns[column].name in self._sortable

    def row_of(self, id: str) -> int:
        """Return the row of a record, or -1."""
        return next((row for row, line in enumerate(self.lines) if line.id == id), -1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.register.columns[section]
        if role == DISPLAY:
            return column.label + self._arrow(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and self.sortable(section):
            return f"{column.label}: bấm để xếp thứ tự"
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line = self.lines[index.row()]
        column = self.register.columns[index.column()]
        if role == DISPLAY:
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == CHIP:
            return self._chip(line, column, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            text = line.cells[index.column()]
            return text if len(text) > TWO_LINE_TIP else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.label}: {line.cells[index.column()]}"
        return None

    def characters(self, column: int) -> tuple[int, bool]:
        """Return the width a column wants, in characters, and whether it may have less."""
        shown = self.register.columns[column]
        for kind, wanted in CHARACTERS:
            if isinstance(shown, kind):
                return wanted, isinstance(shown, Choice) and not isinstance(shown, Status)
        if shown is self.register.fields.get(Record.number.name):
            return NUMBER_CHARACTERS, False
        return USUAL_CHARACTERS, True

    def _chip(self, line: Line, column: Field[Any], place: int) -> Chip | None:
        if isinstance(column, Status):
            value = line.record.values.get(column.name)
            return status_chip(column, value) if value else None
        return DRAFT_CHIP if line.draft and place == 0 else None

    def _arrow(self, column: Field[Any]) -> str:
        sort = self.wish.sort or self.register.order.name
        if column.name != sort:
            return ""
        down = self.wish.descending
        if down is None:
            down = self.register.newest_first and sort == self.register.order.name
        return " ▼" if down else " ▲"

    def _fetch(self, after: Any, take: Callable[[Page], None]) -> None:
        desk, table, wish = self.context.desk, self.register.table, self.wish

        def work(_task: object) -> Page:
            return desk.find(
                table,
                wish.text,
                wish.where,
                sort=wish.sort,
                descending=wish.descending,
                after=after,
                limit=PAGE,
            )

        self.context.tasks.start(self, work, take, lane="page", failed=self._failed)

    def _failed(self, wrong: BaseException) -> None:
        self._loading = False
        self.context.tasks.tell(wrong)

    def _replace(self, page: Page) -> None:
        self.beginResetModel()
        self.lines = list(page.rows)
        self._next = page.next
        self._loading = False
        self.endResetModel()
        self.arrived.emit()

    def _append(self, page: Page) -> None:
        self._loading = False
        self._next = page.next
        if page.rows:
            first = len(self.lines)
            self.beginInsertRows(NOWHERE, first, first + len(page.rows) - 1)
            self.lines += page.rows
            self.endInsertRows()


def _alignment(column: Field[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if isinstance(column, Number) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
