"""The cells of a child list's grid: the field's own editor opens in the cell and closes by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desktop_app.model.field import Field, Invalid
from desktop_app.model.links import Refs
from desktop_app.ui.composing import take_word
from desktop_app.ui.editors.editor import Context, Created, Editor
from desktop_app.ui.editors.grid_model import GridModel
from desktop_app.ui.editors.suggestions import PickLine

RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
LEAVING = (*RETURNS, *TABS)
MakeEditor = Callable[[Field[Any], Context, QWidget], Editor]


class CellDelegate(QStyledItemDelegate):
    """Opens the field's own editor in a cell and takes its value back."""

    moved_on = Signal(int)
    stayed = Signal()

    def __init__(self, lines: GridModel, make: MakeEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines
        self._make = make

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Show the present cell by its colour: the grid has the frame already."""
        super().initStyleOption(option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]  # Qt's stubs omit the option's fields
            option.state |= QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]  # as above
            option.state &= ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]  # as above

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        field = self._lines.columns[index.column()]
        place = QPersistentModelIndex(index)
        editor = self._make(field, self._context(field, place), parent)
        editor.setAutoFillBackground(True)
        editor.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus
        )  # else a composed word leaves it unfocused
        editor.target().setObjectName("cellEditor")
        editor.name_for_readers(field.label, field.explains)
        editor.target().installEventFilter(self)
        editor.left.connect(lambda: self._left(editor, place))
        return editor

    def _context(self, field: Field[Any], place: QPersistentModelIndex) -> Context:
        """Return a context in which a record added on the way comes into the cell.

        The cell's editor is gone by then: it closed when the nested form took the focus.
        """
        context = self._lines.context
        create = context.create
        if create is None:
            return context

        def add(table: str, words: str, _created: Created) -> None:
            create(table, words, lambda id: self._add_created(field, place, id))

        return replace(context, create=add)

    def _add_created(self, field: Field[Any], place: QPersistentModelIndex, id: str) -> None:
        if place.isValid():
            earlier = self._lines.value(place) or []
            self._lines.put(place, [*earlier, id] if isinstance(field, Refs) else id)
        if isinstance(field, Refs):
            self.stayed.emit()
        else:
            self.moved_on.emit(1)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if not isinstance(editor, Editor) or editor.property("filled"):
            return
        editor.setProperty("filled", True)
        editor.set_value(self._lines.value(index))
        if words := self._lines.words(index):
            editor.set_typed(words)
            line = editor.target()
            if isinstance(line, PickLine):
                QTimer.singleShot(0, line, line.ask)

    def setModelData(
        self, editor: QWidget, _model: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not isinstance(editor, Editor):
            return
        try:
            self._lines.put(index, editor.value())
        except Invalid:
            self._lines.put(index, None, editor.typed())

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area = option.rect  # type: ignore[attr-defined]  # Qt's stubs omit the option's fields
        height = area.height()
        if isinstance(editor, Editor) and editor.WIDE:
            height = max(height, editor.sizeHint().height())
        editor.setGeometry(area.x(), area.y(), max(area.width(), 120), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = _editor_of(watched)
        if editor is None or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        return self._key(editor, watched, event)

    def _key(self, editor: Editor, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        list_open = isinstance(watched, PickLine) and watched.list_open()
        choosing = isinstance(watched, PickLine) and watched.highlighted() is not None
        if key in LEAVING:
            take_word()
        if key in TABS and list_open and isinstance(watched, PickLine):
            watched.take_highlighted()
        if key in TABS or (key in RETURNS and not choosing and not with_control(event)):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._close(editor)
            self.moved_on.emit(-1 if back else 1)
            return True
        if key == Qt.Key.Key_Escape and not list_open:
            editor.setProperty("closed", True)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self.stayed.emit()
            return True
        return False

    def _close(self, editor: Editor) -> None:
        if editor.property("closed"):
            return
        editor.settle()
        editor.setProperty("closed", True)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _left(self, editor: Editor, index: QPersistentModelIndex) -> None:
        """Keep what stands in a cell whose editor lost the focus; a late choice counts too."""
        if editor.property("closed") or not index.isValid():
            return
        self.setModelData(editor, None, index)
        QTimer.singleShot(0, editor, lambda: self._close_left(editor, index))

    def _close_left(self, editor: Editor, index: QPersistentModelIndex) -> None:
        """Close an editor the focus has left, unless the view has closed it meanwhile."""
        inside = editor.isAncestorOf(editor.window().focusWidget() or editor.window())
        viewport = editor.parentWidget()
        view = viewport.parentWidget() if viewport else None
        known = isinstance(view, QTableView) and view.isPersistentEditorOpen(index)
        if known and not editor.property("closed") and not inside:
            editor.setProperty("closed", True)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _editor_of(watched: QObject) -> Editor | None:
    current: QObject | None = watched
    while current is not None and not isinstance(current, Editor):
        current = current.parent()
    return current


def with_control(event: QKeyEvent) -> bool:
    """Tell whether Ctrl is held down."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
