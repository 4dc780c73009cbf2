"""A table of lines to read and to choose from, as the pages that are no register show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop_app.ui.chips import CHIP, Chip, ChipDelegate
from desktop_app.ui.theme import row_height

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesTable(QTableWidget):
    """``opened`` carries the number of a line, by Enter or a double click.

    Of the columns' widths in characters, 0 takes the room that is left.
    """

    opened = Signal(int)

    def __init__(self, name: str, columns: Sequence[str], characters: Sequence[int]) -> None:
        super().__init__(0, len(columns))
        self._columns, self._characters = columns, characters
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(columns))
        self.setItemDelegate(ChipDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        for place, width in enumerate(characters):
            if not width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.cellDoubleClicked.connect(lambda row, _column: self.opened.emit(row))
        self.refit()

    def refit(self) -> None:
        """Take widths and heights from the present font."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        letter = self.fontMetrics().averageCharWidth()
        for column, width in enumerate(self._characters):
            if width:
                self.setColumnWidth(column, letter * width)

    def show_lines(self, lines: Sequence[Sequence[str | Chip]]) -> None:
        """Show lines of cells, and stand on the line stood on before, or on the first."""
        row = self.currentRow()
        self.setRowCount(len(lines))
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                self.setItem(number, column, self._item(self._columns[column], cell))
        if lines:
            self.selectRow(min(max(row, 0), len(lines) - 1))

    @staticmethod
    def _item(head: str, cell: str | Chip) -> QTableWidgetItem:
        text = cell.text if isinstance(cell, Chip) else cell
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setData(SPOKEN, f"{head}: {text}")
        if isinstance(cell, Chip):
            item.setData(CHIP, cell)
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURNS:
            self.opened.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Home:
            self.selectRow(0)
        elif event.key() == Qt.Key.Key_End:
            self.selectRow(self.rowCount() - 1)
        else:
            super().keyPressEvent(event)
