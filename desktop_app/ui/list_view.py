"""The view of a register's list: keys, widths, the order by a click on the header."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.ui.chips import ChipDelegate
from desktop_app.ui.table import ListModel, Wish
from desktop_app.ui.theme import row_height

NARROWEST = 0.6
READING_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down)
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListView(QTableView):
    """Lines of a register; ``selected`` carries the record's id, ``opened`` follows Enter.

    Only what the officer does selects: a click; an arrow key too, unless reading is logged.
    """

    selected = Signal(str)
    opened = Signal()
    sorted_by = Signal(object)

    def __init__(self, model: ListModel) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        self.setItemDelegate(ChipDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        header.sectionClicked.connect(self._sort)
        header.setSectionsMovable(True)
        self.fit()
        self.clicked.connect(lambda _: self.selected.emit(self.current_id()))
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def fit(self) -> None:
        """Take row height and column widths from the present font."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        letter = self.fontMetrics().averageCharWidth()
        columns = range(self.lines.columnCount())
        wanted = [self.lines.characters(column) for column in columns]
        fixed = sum(letter * width for width, flexible in wanted if not flexible)
        loose = sum(letter * width for width, flexible in wanted if flexible)
        room = self.viewport().width() - fixed
        shortage = min(max(room / max(loose, 1), NARROWEST), 1.0)
        header = self.horizontalHeader()
        for column, (width, flexible) in enumerate(wanted):
            share = letter * width * (shortage if flexible else 1)
            self.setColumnWidth(column, max(round(share), header.sectionSizeHint(column)))

    def current_id(self) -> str:
        """Return the id of the selected record; empty when none is."""
        row = self.currentIndex().row()
        known = 0 <= row < len(self.lines.lines)
        chosen = known and self.selectionModel().isRowSelected(row, QModelIndex())
        return self.lines.lines[row].id if chosen else ""

    def select(self, id: str) -> bool:
        """Select a record's line, if it is on the pages read; tell whether it is."""
        row = self.lines.row_of(id)
        if row < 0:
            return False
        index = self.lines.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.current_id()
        if not before and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Space):
            self._go(0)
        else:
            self._key(event)
        wanted = event.key() == Qt.Key.Key_Space or not self.lines.register.restricted
        moved = self.current_id() != before or event.key() in READING_KEYS
        if moved and wanted and self.current_id():
            self.selected.emit(self.current_id())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _key(self, event: QKeyEvent) -> None:
        if event.key() in RETURNS and not event.modifiers():
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self._go(0)
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self._go(self.lines.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def _go(self, row: int) -> None:
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(row, 0))

    def _sort(self, column: int) -> None:
        if not self.lines.sortable(column):
            return
        name = self.lines.register.columns[column].name
        wish = self.lines.wish
        present = wish.sort or self.lines.register.order.name
        down = wish.descending
        if down is None:
            down = self.lines.register.newest_first and present == self.lines.register.order.name
        descending = not down if name == present else False
        self.sorted_by.emit(Wish(wish.text, wish.where, name, descending))
