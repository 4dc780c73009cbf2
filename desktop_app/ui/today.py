"""Hôm nay: what is late, what is due, what is unfinished; each line opens its record."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.attention import FOR_THE_CHIEF, RETURNED_TO_ME
from desktop_app.desk.permission import Action
from desktop_app.model.kinds import dotted
from desktop_app.model.moments import moment_words
from desktop_app.ui.buttons import Link, button
from desktop_app.ui.chips import CHIP, Chip
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.flow import FlowLayout
from desktop_app.ui.labels import label
from desktop_app.ui.lines_table import LinesTable

if TYPE_CHECKING:
    from desktop_app.desk.attention import AlertLine, Attention

TARGET = int(Qt.ItemDataRole.UserRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
CHIPS = {"late": Chip("Quá hạn", "late"), "due": Chip("Đến hạn", "due")}
STEPS = {
    RETURNED_TO_ME.name: Chip("Bị trả lại", "due"),
    FOR_THE_CHIEF.name: Chip("Chờ duyệt", "going"),
}
OTHER = Chip("Cần làm", "new")
COLUMNS = "Mức", "Việc", "Hồ sơ", "Hạn", "Sổ"
DUE = COLUMNS.index("Hạn")
CHARACTERS = 13, 0, 32, 16, 20
LEVELS = {"late": "quá hạn", "due": "đến hạn", "draft": "còn dở"}
TICK_MILLISECONDS = 15_000


class TodayPage(QWidget):
    """The first thing to look at; ``opened`` carries (register, id), ``adding`` a register."""

    title = "Hôm nay"
    opened = Signal(str, str)
    adding = Signal(str)
    settling = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: list[AlertLine] = []
        self.beginnings: list[QPushButton] = []
        self.summary = label(name="faint", wraps=True)
        self.lines = LinesTable("Việc hôm nay", COLUMNS, CHARACTERS)
        self.lines.opened.connect(self._open)
        self.nothing = label("✓ Không có việc nào đến hạn, quá hạn hay còn dở.")
        self.nothing.hide()
        self.unsettled = self._unsettled()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(label(self.title, name="pageTitle"))
        column.addWidget(self._begin())
        column.addWidget(self.unsettled)
        column.addWidget(self.summary)
        column.addWidget(self.nothing)
        column.addWidget(self.lines, 1)
        column.addStretch()
        if not self.beginnings:
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.setAccessibleName(self.title)
        clock = QTimer(self, interval=TICK_MILLISECONDS)
        clock.timeout.connect(self._tick)
        clock.start()
        self.refit()

    def _unsettled(self) -> Link:
        """Return the line that leads to what other PCs told differently."""
        made = Link()
        made.setProperty("level", "warning")
        made.clicked.connect(lambda: self.settling.emit())
        made.hide()
        return made

    def _begin(self) -> QWidget:
        """Offer to begin a record of each register of the first group: the daily work."""
        holder = QWidget()
        row = FlowLayout(holder)
        desk = self._context.desk
        registers = desk.registers if desk.may(Action.WRITE) else {}
        if not registers:
            holder.hide()
            return holder
        daily = next(iter(registers.values())).group
        for table, register in registers.items():
            if register.group == daily:
                words = f"Thêm {(register.singular or register.title).lower()}"
                add = button(words, partial(self.adding.emit, table), sign=register.icon)
                self.beginnings.append(add)
                row.addWidget(add)
        return holder

    def activate(self) -> None:
        """Take the focus when the page comes to sight."""
        (self.lines if self._found else self._beginning()).setFocus()
        if self.lines.currentRow() < 0 or not self.lines.selectedItems():
            self.lines.selectRow(0)

    def _beginning(self) -> QWidget:
        """Return where the focus waits while there is nothing to do."""
        return self.beginnings[0] if self.beginnings else self

    def refit(self) -> None:
        """Take widths and heights from the present font."""
        self.lines.refit()

    def show_attention(self, attention: Attention) -> None:
        """Show what wants attention; the line the officer stands on stays chosen."""
        chosen = self._target(self.lines.currentRow())
        waiting = not self._found and self.window().focusWidget() is self._beginning()
        before, self._found = self._found, attention.lines
        self.summary.setText(summary_of(attention))
        self.nothing.setVisible(not self._found)
        self.lines.setVisible(bool(self._found))
        self.lines.setRowCount(len(self._found))
        for row, line in enumerate(self._found):
            if before[row : row + 1] != [line]:  # most stay as they are, and there are hundreds
                for column, item in enumerate(self._items(line)):
                    self.lines.setItem(row, column, item)
            if self._target(row) == chosen:
                self.lines.selectRow(row)
        self._tick()
        if waiting:
            self.activate()

    def show_unsettled(self, number: int) -> None:
        """Show how much other PCs told differently."""
        self.unsettled.say(unsettled_words(number))
        self.unsettled.setVisible(number > 0)

    def _tick(self) -> None:
        """Let the clocks that run in minutes go on."""
        present = self._context.desk.present
        for row, line in enumerate(self._found):
            item = self.lines.item(row, DUE) if line.minutes else None
            if item is not None:
                item.setText(due_words(line, present))
                item.setData(SPOKEN, f"{COLUMNS[DUE]}: {item.text()}")

    def _items(self, line: AlertLine) -> list[QTableWidgetItem]:
        chip = STEPS.get(line.alert) or CHIPS.get(line.level, OTHER)
        due = due_words(line, self._context.desk.present)
        title = self._context.desk.registers[line.register].title
        items = [
            QTableWidgetItem(text) for text in (chip.text, line.text, line.caption, due, title)
        ]
        items[0].setData(CHIP, chip)
        items[0].setData(TARGET, (line.register, line.id, line.alert))
        for head, item in zip(COLUMNS, items, strict=True):
            item.setToolTip(item.text())
            item.setData(SPOKEN, f"{head}: {item.text()}")
            if line.minutes:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
        return items

    def _target(self, row: int) -> tuple[str, str, str] | None:
        """Return register, record and alert of a line."""
        item = self.lines.item(row, 0)
        return tuple(item.data(TARGET)) if item is not None else None

    def _open(self, row: int) -> None:
        target = self._target(row)
        if target is not None:
            register, id, _ = target
            self.opened.emit(register, id)


def summary_of(attention: Attention) -> str:
    """Return how much there is to do, and whether all of it is shown."""
    levels = Counter(line.level for line in attention.lines)
    words = [
        f"{dotted(levels[level])} việc {name}" for level, name in LEVELS.items() if levels[level]
    ]
    whole = sum(each.number for each in attention.counts.values())
    if whole > len(attention.lines):
        words = [f"{dotted(len(attention.lines))} việc gấp nhất trong {dotted(whole)} việc"]
    return " · ".join([*words, "Enter hoặc bấm đúp để mở hồ sơ"]) if words else ""


def due_words(line: AlertLine, present: datetime) -> str:
    """Return when something is or was due; a clock in minutes counts to that moment."""
    if not line.due:
        return ""
    due = datetime.fromisoformat(line.due)
    if not line.minutes:
        return moment_words(line.due)
    minutes = round((due - present).total_seconds() / 60)
    return f"còn {span_words(minutes)}" if minutes >= 0 else f"quá {span_words(-minutes)}"


def span_words(minutes: int) -> str:
    """Return a span as an officer says it.

    >>> span_words(23), span_words(72), span_words(2885)
    ('23 phút', '1 giờ 12 phút', '2 ngày 0 giờ')
    """
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return f"{hours // 24} ngày {hours % 24} giờ"
    return f"{hours} giờ {rest} phút" if hours else f"{rest} phút"


def unsettled_words(number: int) -> str:
    """Return how much waits to be settled.

    >>> unsettled_words(3)
    '▲ Cần xử lý: 3 mục do các máy ghi khác nhau hoặc trùng số (Ctrl+Shift+U)'
    """
    told = f"{dotted(number)} mục do các máy ghi khác nhau hoặc trùng số"
    return f"▲ Cần xử lý: {told} (Ctrl+Shift+U)"
