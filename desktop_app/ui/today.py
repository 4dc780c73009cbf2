"""Hôm nay: what is late, what is due, what is unfinished; each line opens its record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.chips import CHIP, Chip, ChipDelegate
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label
from desktop_app.ui.theme import row_height

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_app.desk.attention import AlertLine

TARGET = int(Qt.ItemDataRole.UserRole)
CHIPS = {"late": Chip("Quá hạn", "late"), "due": Chip("Đến hạn", "due")}
OTHER = Chip("Cần làm", "new")
COLUMNS = "Mức", "Việc", "Hồ sơ", "Hạn", "Sổ"
CHARACTERS = 13, 0, 0, 18, 22


class _Table(QTableWidget):
    opened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Home:
            self.selectRow(0)
        else:
            super().keyPressEvent(event)


class TodayPage(QWidget):
    """The first thing to look at; ``opened`` carries (register, id)."""

    opened = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.lines = _Table(0, len(COLUMNS))
        self.lines.setHorizontalHeaderLabels(list(COLUMNS))
        self.lines.setItemDelegate(ChipDelegate(self.lines))
        self.lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lines.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.lines.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.lines.setTabKeyNavigation(False)
        self.lines.setShowGrid(False)
        self.lines.setAlternatingRowColors(True)
        self.lines.setAccessibleName("Việc hôm nay")
        self.lines.verticalHeader().hide()
        header = self.lines.horizontalHeader()
        for place, characters in enumerate(CHARACTERS):
            if not characters:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.lines.opened.connect(self._open)
        self.lines.cellDoubleClicked.connect(lambda row, _column: self._open(row))
        self.nothing = label("✓ Không có việc nào đến hạn, quá hạn hay còn dở.")
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(label("Hôm nay", name="pageTitle"))
        column.addWidget(label("Enter hoặc bấm đúp để mở hồ sơ", name="faint"))
        column.addWidget(self.nothing)
        column.addWidget(self.lines, 1)
        self.refit()

    def refresh(self) -> None:
        """Ask the desk on a worker."""
        desk = self._context.desk
        self._context.tasks.start(self, lambda _: desk.alerts(), self._show, lane="today")

    def refit(self) -> None:
        """Take widths and heights from the present font."""
        self.lines.verticalHeader().setDefaultSectionSize(row_height())
        letter = self.lines.fontMetrics().averageCharWidth()
        for column, characters in enumerate(CHARACTERS):
            if characters:
                self.lines.setColumnWidth(column, letter * characters)

    def _show(self, found: list[AlertLine]) -> None:
        self.nothing.setVisible(not found)
        self.lines.setVisible(bool(found))
        self.lines.setRowCount(len(found))
        for row, line in enumerate(found):
            for column, item in enumerate(self._items(line)):
                self.lines.setItem(row, column, item)
        self.lines.setFocus()

    def _items(self, line: AlertLine) -> list[QTableWidgetItem]:
        chip = CHIPS.get(line.level, OTHER)
        due = moment_words(line.due) if line.due else ""
        title = self._context.desk.registers[line.register].title
        items = [
            QTableWidgetItem(text) for text in (chip.text, line.text, line.caption, due, title)
        ]
        items[0].setData(CHIP, chip)
        items[0].setData(TARGET, (line.register, line.id))
        for item in items:
            item.setToolTip(item.text())
        return items

    def _open(self, row: int) -> None:
        item = self.lines.item(row, 0)
        if item is not None:
            self.opened.emit(*item.data(TARGET))


def moment_words(iso: str) -> str:
    """Return an ISO moment as an officer reads it.

    >>> moment_words("2026-11-05T14:02")
    '05/11/2026 14:02'
    """
    return f"{datetime.fromisoformat(iso):%d/%m/%Y %H:%M}"
