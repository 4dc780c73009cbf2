"""The list of a register: a window of lines, read by a worker wherever the officer goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.desk.finding import Surroundings, shown_columns
from desktop_app.model.approval import APPROVAL_STATE
from desktop_app.model.field import Field
from desktop_app.model.kinds import Number, Status
from desktop_app.model.listing import sorts
from desktop_app.model.record import Record
from desktop_app.ui.chips import (
    CHIP,
    DISPUTED_CHIP,
    DRAFT_CHIP,
    Chip,
    approval_chip,
    status_chip,
)
from desktop_app.ui.editors.editor import Context

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk
    from desktop_app.desk.finding import Line, Page

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
# Plain numbers: a list asks for many thousands of cells, and comparing Qt's names is slow.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
TOLD = frozenset((DISPLAY, ALIGNMENT, CHIP, TIP, SPOKEN))
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
IN_SIGHT, PAGE = 50, 100  # lines read at first, and later together
NEAR = 50
MOST_LINES = 1_000
TWO_LINE_TIP = 40
FIRST, LAST = "@first", "@last"


@dataclass(frozen=True)
class Wish:
    """What the list shows: words, filters, order, columns (none: the register's own)."""

    text: str = ""
    where: dict[str, Any] = field(default_factory=dict)
    sort: str = ""
    descending: bool | None = None
    columns: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Tell whether words or filters leave records out."""
        return bool(self.text.strip() or self.where)


class ListModel(QAbstractTableModel):
    """Lines of a register in list order, a piece of it at a time.

    ``arrived`` follows the first lines of a new wish; *landing* is then the row to stand on.
    """

    arrived = Signal()

    def __init__(self, register: type[Record], context: Context) -> None:
        super().__init__()
        self.register = register
        self.context = context
        self.wish = Wish()
        self.lines: list[Line] = []
        self.columns: list[Field[Any]] = list(register.columns)
        self.landing = -1
        self.above = self.below = False
        self._loading = False
        self._sortable = {one.name for one in sorts(register)}

    def ask(self, wish: Wish, select: str = "", *, around: bool = False, instead: str = "") -> None:
        """Show what *wish* says; the old lines stay until the new ones are there.

        The list is read from its beginning; from its end to stand on the LAST line; *around*
        the record to *select*, wherever in the list that is, or around the one *instead* of it
        when it is listed no more.
        """
        self.wish = wish
        self._loading = True
        desk, table = self.context.desk, self.register.table

        def work(_task: object) -> tuple[Surroundings, str]:
            for id in (select, instead) if around else ():
                found = desk.find_around(table, id, limit=PAGE, **_keywords(wish)) if id else None
                if found is not None:
                    return found, id
            page = _page(desk, table, wish, IN_SIGHT, backwards=select == LAST)
            more = page.next is not None
            at_end = select == LAST
            return Surroundings(page.rows, more and at_end, more and not at_end), select

        self.context.tasks.start(
            self, work, lambda found: self._replace(*found), lane="page", failed=self._failed
        )

    def reach(self, first: int, last: int) -> None:
        """Read on when the lines in sight come near an end of those that are here."""
        if self._loading or not self.lines:
            return
        if self.below and last >= len(self.lines) - NEAR:
            self._read_on(backwards=False)
        elif self.above and first <= NEAR:
            self._read_on(backwards=True)

    def drop(self, count: int, *, above: bool) -> None:
        """Forget lines at one end; they are read again when the officer goes back there."""
        first = 0 if above else len(self.lines) - count
        self.beginRemoveRows(NOWHERE, first, first + count - 1)
        del self.lines[first : first + count]
        self.above, self.below = self.above or above, self.below or not above
        self.endRemoveRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def sortable(self, column: int) -> bool:
        """Tell whether the list may be ordered by a column."""
        return self.columns[column].name in self._sortable

    def row_of(self, id: str) -> int:
        """Return the row of a record, or -1."""
        return next((row for row, line in enumerate(self.lines) if line.id == id), -1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role not in TOLD or orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == DISPLAY:
            return column.label + self._arrow(column)
        if role == ALIGNMENT:
            return _alignment(column)
        if role == TIP:
            return self._order_tip(section)
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role not in TOLD:
            return None
        line, place = self.lines[index.row()], index.column()
        if role == DISPLAY:
            return line.cells[place]
        column = self.columns[place]
        if role == ALIGNMENT:
            return _alignment(column)
        if role == CHIP:
            return self._chip(line, column, place)
        text = line.cells[place]
        if role == TIP:
            return text if len(text) > TWO_LINE_TIP else None
        return f"{column.label}: {text}"

    def _chip(self, line: Line, column: Field[Any], place: int) -> Chip | None:
        if column is APPROVAL_STATE:
            return approval_chip(line.record)
        if isinstance(column, Status):
            value = line.record.values.get(column.name)
            return status_chip(column, value) if value else None
        if place:
            return None
        return DISPUTED_CHIP if line.record.disputed else DRAFT_CHIP if line.draft else None

    def order(self) -> tuple[str, bool]:
        """Return the field the list is ordered by, and whether downwards."""
        own = self.register.order.name
        sort, down = self.wish.sort or own, self.wish.descending
        return sort, (self.register.newest_first and sort == own) if down is None else down

    def _arrow(self, column: Field[Any]) -> str:
        sort, down = self.order()
        if column.name != sort:
            return ""
        return " ▼" if down else " ▲"

    def _order_tip(self, section: int) -> str:
        label = self.columns[section].label
        if self.sortable(section):
            return f"{label}: bấm để xếp thứ tự"
        by = " hoặc ".join(f"«{one.label}»" for one in sorts(self.register))
        return f"{label}. Danh sách xếp được theo {by}."

    def _read_on(self, *, backwards: bool) -> None:
        self._loading = True
        desk, table, wish = self.context.desk, self.register.table, self.wish
        after = self.lines[0 if backwards else -1].at
        self.context.tasks.start(
            self,
            lambda _: _page(desk, table, wish, PAGE, after=after, backwards=backwards),
            self._prepend if backwards else self._append,
            lane="page",
            failed=self._failed,
        )

    def _failed(self, wrong: BaseException) -> None:
        self._loading = False
        self.context.tasks.tell(wrong)

    def _replace(self, found: Surroundings, select: str) -> None:
        self.beginResetModel()
        self.lines = list(found.rows)
        self.columns = shown_columns(self.register, self.wish.columns)
        self.above, self.below = found.above, found.below
        self._loading = False
        self.endResetModel()
        ends = {"": -1, FIRST: min(0, len(self.lines) - 1), LAST: len(self.lines) - 1}
        self.landing = ends[select] if select in ends else self.row_of(select)
        self.arrived.emit()

    def _append(self, page: Page) -> None:
        self.below = page.next is not None
        self._insert(len(self.lines), page.rows)

    def _prepend(self, page: Page) -> None:
        self.above = page.next is not None
        self._insert(0, page.rows)

    def _insert(self, first: int, lines: list[Line]) -> None:
        self._loading = False
        if lines:
            self.beginInsertRows(NOWHERE, first, first + len(lines) - 1)
            self.lines[first:first] = lines
            self.endInsertRows()


def _keywords(wish: Wish) -> dict[str, Any]:
    return {
        "text": wish.text,
        "where": wish.where,
        "sort": wish.sort,
        "descending": wish.descending,
        "columns": wish.columns,
    }


def _page(desk: Desk, table: str, wish: Wish, limit: int, **more: Any) -> Page:
    return desk.find(table, limit=limit, **more, **_keywords(wish))


def _alignment(column: Field[Any]) -> int:
    return RIGHT if isinstance(column, Number) else LEFT
