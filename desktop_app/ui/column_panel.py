"""The panel that chooses a list's columns and their order; each choice shows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.field import Field
from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label, named
from desktop_app.ui.panel import PanelFoot, PanelHead

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

NAME = Qt.ItemDataRole.UserRole
CTRL = Qt.KeyboardModifier.ControlModifier
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Columns(QListWidget):
    """Leaves the keys that move a column to the panel."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in MOVES and event.modifiers() & CTRL:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ColumnPanel(QWidget):
    """``changed`` carries the names of the columns from left to right."""

    changed = Signal(object)
    reset = Signal()
    closed = Signal()

    def __init__(self, fields: Sequence[Field[Any]], shown: Sequence[str]) -> None:
        super().__init__()
        self._labels = {field.name: field.label for field in fields}
        self.list = _Columns()
        self.list.setAccessibleName("Các cột của danh sách")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.list.model().rowsMoved.connect(lambda *_: self._tell())
        self.show_chosen(shown)
        inside = named(QWidget(), "formBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 10)
        words = "Đánh dấu cột muốn xem (phím cách). Kéo, hoặc Ctrl+↑, Ctrl+↓ để đổi chỗ."
        column.addWidget(label(words, wraps=True))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(button("Lên", lambda: self._move(-1), sign="chevron-up", tip="Ctrl+↑"))
        row.addWidget(button("Xuống", lambda: self._move(1), sign="chevron-down", tip="Ctrl+↓"))
        row.addStretch()
        column.addLayout(row)
        own = button("Như ban đầu", self.reset.emit)
        done = button("Xong", self.closed.emit, look="primary", tip="Esc")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PanelHead("Cột của danh sách", "Đóng (Esc)", self.closed.emit))
        whole.addWidget(inside, 1)
        whole.addWidget(PanelFoot(own, done))

    def show_chosen(self, shown: Sequence[str]) -> None:
        """List the columns *shown* in their order, ticked; the others below them."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for name in dict.fromkeys((*shown, *self._labels)):
                item = QListWidgetItem(self._labels.get(name, name))
                item.setData(NAME, name)
                state = Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked
                item.setCheckState(state)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def chosen(self) -> list[str]:
        """Return the names of the ticked columns, in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return [str(item.data(NAME)) for item in ticked]

    def focus_first(self) -> None:
        """Put the focus into the list of columns."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in MOVES and event.modifiers() & CTRL:
            self._move(MOVES[key])
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if not 0 <= row + by < self.list.count():
            return
        with QSignalBlocker(self.list), QSignalBlocker(self.list.model()):
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
        self.list.setCurrentRow(row + by)
        self._tell()

    def _tell(self) -> None:
        """Show the columns; a list always keeps one."""
        names = self.chosen()
        if names:
            self.changed.emit(names)
