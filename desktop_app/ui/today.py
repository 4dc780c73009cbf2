"""Hôm nay: what is late, what is due, what is unfinished; each line opens its record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label
from desktop_app.ui.theme import colour

if TYPE_CHECKING:
    from desktop_app.desk.attention import AlertLine

TARGET = int(Qt.ItemDataRole.UserRole)
MARKS = {"late": "✕ Quá hạn", "due": "▲ Đến hạn"}
OTHER = "○ Cần làm"


class TodayPage(QWidget):
    """The first thing to look at; ``opened`` carries (register, id)."""

    opened = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.lines = QListWidget()
        self.lines.setAccessibleName("Việc hôm nay")
        self.lines.itemActivated.connect(self._open)
        self.lines.itemClicked.connect(self._open)
        self.nothing = QLabel("Không có việc nào đến hạn, quá hạn hay còn dở.")
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(label("Hôm nay", name="pageTitle"))
        column.addWidget(self.nothing)
        column.addWidget(self.lines, 1)

    def refresh(self) -> None:
        """Ask the desk on a worker."""
        desk = self._context.desk
        self._context.tasks.start(self, lambda _: desk.alerts(), self._show, lane="today")

    def _show(self, found: list[AlertLine]) -> None:
        self.lines.clear()
        self.nothing.setVisible(not found)
        self.lines.setVisible(bool(found))
        for line in found:
            self.lines.addItem(self._item(line))
        self.lines.setFocus()

    def _item(self, line: AlertLine) -> QListWidgetItem:
        title = self._context.desk.registers[line.register].title
        due = f" · hạn {moment_words(line.due)}" if line.due else ""
        mark = MARKS.get(line.level, OTHER)
        item = QListWidgetItem(f"{mark} · {line.text}: {line.caption}{due} · {title}")
        item.setData(TARGET, (line.register, line.id))
        item.setForeground(colour(line.level if line.level in MARKS else "text"))
        return item

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(*item.data(TARGET))


def moment_words(iso: str) -> str:
    """Return an ISO moment as an officer reads it.

    >>> moment_words("2026-11-05T14:02")
    '14:02 05/11/2026'
    """
    return f"{datetime.fromisoformat(iso):%H:%M %d/%m/%Y}"
