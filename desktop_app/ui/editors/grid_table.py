"""The table of a child list's grid: its keys and its widths."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from desktop_app.model.dates import Clock, Day, Moment
from desktop_app.model.field import Field
from desktop_app.model.kinds import Choice, LongText, Number
from desktop_app.model.links import Ref, Refs
from desktop_app.ui.composing import Composing, hand_over
from desktop_app.ui.editors.editor import Editor
from desktop_app.ui.editors.grid_cells import RETURNS, with_control
from desktop_app.ui.editors.grid_model import GridModel
from desktop_app.ui.theme import row_height

CHARACTERS: tuple[tuple[type[Field[Any]], int], ...] = (
    (Clock, 7),
    (Day, 11),
    (Moment, 16),
    (Number, 9),
    (LongText, 24),
    (Ref, 22),
    (Refs, 22),
    (Choice, 16),
)
USUAL_CHARACTERS = 16


class GridTable(QTableView):
    """The grid's table: Enter types in the cell, Tab leaves it, Ctrl+V pastes a block."""

    pasted = Signal(str)
    deleted = Signal()
    undone = Signal()
    left = Signal()

    def take_word(self) -> None:
        """Hand the word whose first letters opened a cell over to the cell's editor."""
        hand_over(self, self._word)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._word = event.preeditString()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._word:
            self.take_word()
            QApplication.sendEvent(QApplication.focusWidget() or self, event)
            return
        model = self.model()
        last_row = self.currentIndex().row() == model.rowCount() - 1
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif event.key() in RETURNS and not event.modifiers() and not last_row:
            self.edit(self.currentIndex())
        elif event.key() in RETURNS or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() == Qt.Key.Key_Delete and with_control(event):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Z before the window does: it undoes what was typed here."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and QKeyEvent.matches(event, QKeySequence.StandardKey.Undo):  # type: ignore[arg-type]  # a shortcut is a key event
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._word:
            self._close_composed()
        if self.state() != QAbstractItemView.State.EditingState:
            self.left.emit()

    def _close_composed(self) -> None:
        """Keep what is composed in a cell whose editor has no focus of its own yet."""
        self._word = ""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, Editor):
            line: object = editor.target()
            if isinstance(line, Composing):
                line.take_word()
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def __init__(self, lines: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._word = ""
        self.setModel(lines)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        letter = self.fontMetrics().averageCharWidth()
        header = self.horizontalHeader()
        for number, field in enumerate(lines.columns):
            wanted = letter * _characters(field) + 16
            self.setColumnWidth(number, max(wanted, header.sectionSizeHint(number)))
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _characters(field: Field[Any]) -> int:
    for kind, characters in CHARACTERS:
        if isinstance(field, kind):
            return characters
    return USUAL_CHARACTERS
