"""The editor of a child list: a small grid to type in, to paste into, to leave by Tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop_app.model.dates import Clock, Day, Moment
from desktop_app.model.field import Field, Invalid
from desktop_app.model.kinds import Choice, LongText, Number
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.ui.editors.editor import Context, Editor, Json
from desktop_app.ui.editors.grid_model import GridModel
from desktop_app.ui.editors.pasting import block_of, lines_of
from desktop_app.ui.editors.suggestions import PickLine
from desktop_app.ui.theme import row_height

MOST_ROWS_SHOWN = 8
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CHARACTERS: tuple[tuple[type[Field[Any]], int], ...] = (
    (Clock, 7), (Day, 11), (Moment, 16), (Number, 9), (LongText, 24), (Ref, 22), (Refs, 22),
    (Choice, 16),
)
USUAL_CHARACTERS = 16
MakeEditor = Callable[[Field[Any], Context, QWidget], Editor]


class _Delegate(QStyledItemDelegate):
    """Opens the field's own editor in a cell and takes its value back."""

    moved_on = Signal()
    stayed = Signal()
    went_out = Signal(bool)

    def __init__(self, grid: GridEditor, make: MakeEditor) -> None:
        super().__init__(grid)
        self._grid = grid
        self._make = make

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        field = self._grid.lines.columns[index.column()]
        editor = self._make(field, self._grid.context, parent)
        editor.setAutoFillBackground(True)
        editor.target().setObjectName("cellEditor")
        editor.name_for_readers(field.label, field.explains)
        editor.target().installEventFilter(self)
        editor.left.connect(lambda: self._left(editor))
        return editor

    def setEditorData(
        self, editor: QWidget, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not isinstance(editor, Editor) or editor.property("filled"):
            return
        editor.setProperty("filled", True)
        editor.set_value(self._grid.lines.value(index))
        if words := self._grid.lines.words(index):
            editor.set_typed(words)

    def setModelData(
        self, editor: QWidget, _model: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not isinstance(editor, Editor):
            return
        try:
            self._grid.lines.put(index, editor.value())
        except Invalid:
            self._grid.lines.put(index, None, editor.typed())

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
        many_lines = isinstance(editor.field, LongText) and not event.modifiers()
        if key in RETURNS and not list_open and not many_lines and not _shortcut(event):
            self._close(editor)
            self.moved_on.emit()
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if list_open and isinstance(watched, PickLine):
                watched.take_highlighted()
            self._close(editor)
            self.went_out.emit(key == Qt.Key.Key_Tab)
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

    def _left(self, editor: Editor) -> None:
        """Keep what stands in a cell whose editor lost the focus; a late choice counts too."""
        if editor.property("closed"):
            return
        self.commitData.emit(editor)
        if not editor.isAncestorOf(editor.window().focusWidget() or editor.window()):
            editor.setProperty("closed", True)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


class _Table(QTableView):
    """The grid's table: Enter types in the cell, Tab leaves, Ctrl+V pastes a block."""

    pasted = Signal(str)
    deleted = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        last_row = self.currentIndex().row() == model.rowCount() - 1
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in RETURNS and not event.modifiers() and not last_row:
            self.edit(self.currentIndex())
        elif event.key() in RETURNS or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() == Qt.Key.Key_Delete and _shortcut(event):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.state() != QAbstractItemView.State.EditingState:
            self.left.emit()


class GridEditor(Editor):
    """Lines of a child list. ``passed`` follows Enter in the empty last line."""

    WIDE = True
    passed = Signal(bool)

    def __init__(
        self, field: Rows[Any], context: Context, make: MakeEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, context, parent)
        self.lines = GridModel(field, context)
        self.table = _Table(self)
        self.table.setModel(self.lines)
        self._delegate = _Delegate(self, make)
        self.table.setItemDelegate(self._delegate)
        self._arrange_table()
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table)
        column.addLayout(self._buttons())
        self.setFocusProxy(self.table)
        self._fit()

    def value(self) -> Json:
        return self.lines.cleaned()

    def set_value(self, value: Json) -> None:
        self.lines.set_lines(value or ())
        self._fit()

    def target(self) -> QWidget:
        return self.table

    def _arrange_table(self) -> None:
        table = self.table
        table.setTabKeyNavigation(False)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setDefaultSectionSize(row_height())
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        letter = table.fontMetrics().averageCharWidth()
        for number, field in enumerate(self.lines.columns):
            wanted = max(_characters(field), len(field.label) + 3)
            table.setColumnWidth(number, letter * wanted + 16)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def _connect(self) -> None:
        self.table.pasted.connect(self._paste)
        self.table.deleted.connect(self._remove)
        self.table.left.connect(self.left)
        self._delegate.moved_on.connect(self._next_cell)
        self._delegate.stayed.connect(self.table.setFocus)
        self._delegate.went_out.connect(self._go_out)
        self.lines.dataChanged.connect(lambda *_: self.changed.emit())
        for signal in (self.lines.rowsInserted, self.lines.rowsRemoved):
            signal.connect(lambda *_: self._fit())
            signal.connect(lambda *_: self.changed.emit())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, tip, do in (
            ("Thêm dòng", "Gõ vào dòng trống cuối bảng", self._add),
            ("Bỏ dòng", "Bỏ dòng đang chọn (Ctrl+Delete)", self._remove),
        ):
            button = QPushButton(text)
            button.setProperty("flat", True)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(do)
            row.addWidget(button)
        row.addStretch()
        return row

    def _fit(self) -> None:
        rows = min(self.lines.rowCount(), MOST_ROWS_SHOWN)
        header = self.table.horizontalHeader().sizeHint().height()
        bar = self.table.horizontalScrollBar().sizeHint().height() + 4
        self.table.setFixedHeight(header + rows * row_height() + bar)

    def _add(self) -> None:
        index = self.lines.index(self.lines.rowCount() - 1, 0)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _remove(self) -> None:
        self.lines.remove(self.table.currentIndex().row())
        self.table.setFocus()

    def _next_cell(self) -> None:
        """Go to the next cell; from the empty last line go out of the grid."""
        self.table.setFocus()
        index = self.table.currentIndex()
        empty_line = index.row() == self.lines.rowCount() - 1
        if empty_line and index.column() == 0:
            self._go_out(True)
            return
        column = index.column() + 1
        row = index.row() + column // self.lines.columnCount()
        following = self.lines.index(row, column % self.lines.columnCount())
        self.table.setCurrentIndex(following)
        if row < self.lines.rowCount() - 1:
            self.table.edit(following)

    def _go_out(self, forward: bool) -> None:
        self.table.setFocus()
        self.passed.emit(forward)

    def _paste(self, text: str) -> None:
        """Take a block copied from a workbook: columns in the grid's order, new lines added."""
        start = self.table.currentIndex()
        row = max(start.row(), 0)
        fields = self.lines.columns[max(start.column(), 0) :]
        desk = self.context.desk
        block = block_of(text)
        self.context.tasks.start(
            self,
            lambda _: lines_of(block, fields, desk),
            lambda found: self._pasted(row, found),
            lane="paste",
        )

    def _pasted(self, row: int, found: list[dict[str, tuple[Json, str]]]) -> None:
        names = [field.name for field in self.lines.columns]
        for offset, cells in enumerate(found):
            for name, (value, words) in cells.items():
                self.lines.put(self.lines.index(row + offset, names.index(name)), value, words)
        QTimer.singleShot(0, self.table, self.table.setFocus)


def _editor_of(watched: QObject) -> Editor | None:
    current: QObject | None = watched
    while current is not None and not isinstance(current, Editor):
        current = current.parent()
    return current


def _shortcut(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _characters(field: Field[Any]) -> int:
    for kind, characters in CHARACTERS:
        if isinstance(field, kind):
            return characters
    return USUAL_CHARACTERS
