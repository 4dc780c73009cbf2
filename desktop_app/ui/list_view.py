"""The view of a register's list: keys, selection, columns, the order by a click on the header."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.ui.chips import ChipDelegate
from desktop_app.ui.columns import characters
from desktop_app.ui.table import FIRST, LAST, MOST_LINES, Index, ListModel
from desktop_app.ui.theme import row_height

NARROWEST = 0.6
READING_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
ENDS = {Qt.Key.Key_Home: FIRST, Qt.Key.Key_End: LAST}
ROWS = QAbstractItemView.SelectionBehavior.SelectRows


class ListView(QTableView):
    """Lines of a register; ``selected`` carries the record's id, ``opened`` follows Enter or F2,
    ``wanted`` the space bar: that very record, not one passed by on the way.

    Only what the officer does selects: a click; an arrow key too, unless reading is logged.
    Several lines may be chosen (Ctrl, Shift, Ctrl+A: those read so far); none of them is read.
    """

    selected = Signal(str)
    wanted = Signal(str)
    opened = Signal()
    sorted_by = Signal(object)
    arranged = Signal()

    def __init__(self, model: ListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = model
        self.widths: dict[str, float] = {}
        self._fitted: object = None
        self._fitting = False
        self._depth = 0
        self.setModel(model)
        self.setItemDelegate(ChipDelegate(self))
        self.setSelectionBehavior(ROWS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(f"Danh sách {model.register.title}")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        self._connect()

    def _connect(self) -> None:
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        self.clicked.connect(lambda _: self._read(self.selected))
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.lines.modelAboutToBeReset.connect(self._note_depth)
        self.lines.rowsInserted.connect(self._grown)
        # Later: first let the officer see the lines that have come.
        self.lines.arrived.connect(lambda: QTimer.singleShot(0, self, self._reach))
        self.verticalScrollBar().valueChanged.connect(self._reach)

    # ------------------------------------------------------------------ columns

    def fit(self) -> None:
        """Take row height and column widths from the present font; chosen widths stay."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        letter = self.fontMetrics().averageCharWidth()
        wanted = [self._wanted(column) for column in range(self.lines.columnCount())]
        fitted = letter, row_height(), wanted, self.viewport().width()
        if fitted == self._fitted:
            return
        self._fitted = fitted
        fixed = sum(letter * width for width, flexible in wanted if not flexible)
        loose = sum(letter * width for width, flexible in wanted if flexible)
        room = self.viewport().width() - fixed
        shortage = min(max(room / max(loose, 1), NARROWEST), 1.0)
        header = self.horizontalHeader()
        self._fitting = True
        for column, (width, flexible) in enumerate(wanted):
            least = 0 if self._chosen(column) else header.sectionSizeHint(column)
            share = letter * width * (shortage if flexible else 1)
            self.setColumnWidth(column, max(round(share), least))
        self._fitting = False

    def order_of_columns(self) -> tuple[str, ...]:
        """Return the names of the columns from left to right, as they stand now."""
        header = self.horizontalHeader()
        places = range(self.lines.columnCount())
        return tuple(self.lines.columns[header.logicalIndex(place)].name for place in places)

    def straighten(self) -> None:
        """Let the columns stand as the list now gives them."""
        header = self.horizontalHeader()
        self._fitting = True
        for column in range(self.lines.columnCount()):
            header.moveSection(header.visualIndex(column), column)
        self._fitting = False
        self.fit()

    def _chosen(self, column: int) -> bool:
        return self.lines.columns[column].name in self.widths

    def _wanted(self, column: int) -> tuple[float, bool]:
        field = self.lines.columns[column]
        if field.name in self.widths:
            return self.widths[field.name], False
        return characters(field)

    def _resized(self, column: int, _before: int, width: int) -> None:
        header = self.horizontalHeader()
        stretched = header.visualIndex(column) == self.lines.columnCount() - 1
        if self._fitting or stretched:
            return
        letter = self.fontMetrics().averageCharWidth()
        self.widths[self.lines.columns[column].name] = round(width / letter, 2)
        self.arranged.emit()

    def _moved(self) -> None:
        if not self._fitting:
            self.arranged.emit()

    # ------------------------------------------------------------------ selection

    def current_id(self) -> str:
        """Return the id of the selected record; empty when none is."""
        row = self.currentIndex().row()
        known = 0 <= row < len(self.lines.lines)
        chosen = known and self.selectionModel().isRowSelected(row, QModelIndex())
        return self.lines.lines[row].id if chosen else ""

    def neighbour_id(self) -> str:
        """Return the id of the line below the current one, or above it when it is the last."""
        row, lines = self.currentIndex().row(), self.lines.lines
        if not 0 <= row < len(lines):
            return ""
        near = row + 1 if row + 1 < len(lines) else row - 1
        return lines[near].id if near >= 0 else ""

    def selected_ids(self) -> list[str]:
        """Return the ids of all selected records, in list order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.lines.lines[row].id for row in rows]

    def select(self, id: str) -> bool:
        """Select a record's line, if it is among those read; tell whether it is."""
        row = self.lines.row_of(id)
        if row < 0:
            return False
        self.setCurrentIndex(self.lines.index(row, 0))
        return True

    def land(self) -> None:
        """Stand where the lines that just arrived want it; the line keeps its height."""
        row = self.lines.landing
        if row < 0:
            return
        self.updateGeometries()
        self.verticalScrollBar().setValue(row - self._depth)
        self.setCurrentIndex(self.lines.index(row, 0))

    def _note_depth(self) -> None:
        """Remember how far below the top of the list the current line stands."""
        depth = self.currentIndex().row() - self.rowAt(0)
        self._depth = depth if 0 <= depth <= self._rows_in_sight() else 0

    def _rows_in_sight(self) -> int:
        return int(self.viewport().height() / max(row_height(), 1))

    def _read(self, told: SignalInstance) -> None:
        if len(self.selectionModel().selectedRows()) == 1 and self.current_id():
            told.emit(self.current_id())

    # ------------------------------------------------------------------ reading on

    def _reach(self) -> None:
        first = max(self.rowAt(0), 0)
        self.lines.reach(first, first + self._rows_in_sight())

    def _grown(self, _parent: Index, first: int, last: int) -> None:
        """Keep what is in sight in its place, and the piece of the list that is here small."""
        added = last - first + 1
        above = first == 0 and added < len(self.lines.lines)
        if above:
            self._scroll_by(added)
        surplus = len(self.lines.lines) - MOST_LINES
        if surplus > 0 and not self._selected_within(surplus, above=not above):
            self.lines.drop(surplus, above=not above)
            if not above:
                self._scroll_by(-surplus)
        # After Qt has laid out what came.
        QTimer.singleShot(0, self, self._reach)

    def _scroll_by(self, rows: int) -> None:
        bar = self.verticalScrollBar()
        top = bar.value() + rows
        self.updateGeometries()
        bar.setValue(top)

    def _selected_within(self, count: int, *, above: bool) -> bool:
        first = 0 if above else len(self.lines.lines) - count
        rows = range(first, first + count)
        return any(index.row() in rows for index in self.selectionModel().selectedRows())

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.current_id()
        if not before and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Space):
            self._go(0)
        else:
            self._key(event)
        passing = not self.lines.register.restricted
        if event.key() == Qt.Key.Key_Space:
            self._read(self.wanted)
        elif passing and (self.current_id() != before or event.key() in READING_KEYS):
            self._read(self.selected)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _key(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        key = Qt.Key(event.key())
        if key in OPENING_KEYS and not event.modifiers():
            self.opened.emit()
        elif key in ENDS and not shift:
            self._to_end(ENDS[key])
        else:
            super().keyPressEvent(event)

    def _to_end(self, end: str) -> None:
        """Go to the first or last line of the whole list, read or not."""
        if self.lines.below if end == LAST else self.lines.above:
            self.lines.ask(self.lines.wish, end)
        else:
            self._go(self.lines.rowCount() - 1 if end == LAST else 0)

    def _go(self, row: int) -> None:
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(row, 0))

    def _sort(self, column: int) -> None:
        if not self.lines.sortable(column):
            return
        name = self.lines.columns[column].name
        present, down = self.lines.order()
        descending = not down if name == present else False
        self.sorted_by.emit(replace(self.lines.wish, sort=name, descending=descending))
