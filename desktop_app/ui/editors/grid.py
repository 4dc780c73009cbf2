"""The editor of a child list: a small grid to type in and to paste into."""

from __future__ import annotations

from typing import Any

import orjson
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.model.field import Invalid
from desktop_app.model.links import Rows
from desktop_app.ui.editors.editor import Context, Editor, Json
from desktop_app.ui.editors.grid_cells import CellDelegate, MakeEditor
from desktop_app.ui.editors.grid_model import GridModel
from desktop_app.ui.editors.grid_table import GridTable
from desktop_app.ui.editors.pasting import Cell, block_of, lines_of
from desktop_app.ui.labels import label
from desktop_app.ui.theme import row_height

MOST_ROWS_SHOWN = 8


class GridEditor(Editor):
    """Lines of a child list. ``passed`` follows Enter in the empty last line."""

    WIDE = True
    passed = Signal(bool)

    def __init__(
        self, field: Rows[Any], context: Context, make: MakeEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, context, parent)
        self.lines = GridModel(field, context)
        self.lines.setParent(self)  # it ends with the editor, and lets go of what it calls
        self.table = GridTable(self.lines, self)
        self._delegate = CellDelegate(self.lines, make, self)
        self.table.setItemDelegate(self._delegate)
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

    def typed(self) -> str:
        try:
            self.value()
        except Invalid:
            return orjson.dumps(self.lines.kept()).decode()
        return ""

    def set_typed(self, text: str) -> None:
        self.lines.restore(orjson.loads(text))
        self._fit()

    def target(self) -> QWidget:
        return self.table

    def place(self) -> tuple[str, int]:
        return self.lines.place(self.table.currentIndex())

    def lead(self, name: str, row: int) -> None:
        self.table.setCurrentIndex(self.lines.cell(name, row))

    def _connect(self) -> None:
        self.table.pasted.connect(self._paste)
        self.table.deleted.connect(self._remove)
        self.table.undone.connect(self._undo)
        self.table.left.connect(self.left)
        self._delegate.moved_on.connect(self._next_cell)
        self._delegate.stayed.connect(self.table.setFocus)
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
        self.note = label(name="faint", wraps=True)
        row.addWidget(self.note, 1)
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

    def _undo(self) -> None:
        place = self.table.currentIndex()
        row, column = place.row(), place.column()
        self.lines.undo()
        self._fit()
        self.note.setText("")
        self.table.setCurrentIndex(
            self.lines.index(min(row, self.lines.rowCount() - 1), max(column, 0))
        )
        self.changed.emit()

    def _next_cell(self, by: int) -> None:
        """Go to the next or previous cell; from the empty last line or past the first, go out."""
        self.table.setFocus()
        index = self.table.currentIndex()
        empty_line = self.lines.rowCount() - 1
        row, column = divmod(index.column() + by, self.lines.columnCount())
        row += index.row()
        if row < 0 or (by > 0 and index.row() == empty_line):
            self._go_out(by > 0)
            return
        following = self.lines.index(row, column)
        self.table.setCurrentIndex(following)
        if row < empty_line:
            self.table.edit(following)

    def _go_out(self, forward: bool) -> None:
        self.table.setFocus()
        self.passed.emit(forward)

    def _paste(self, text: str) -> None:
        """Take a block copied from a workbook: columns in the grid's order, new lines added."""
        start = self.table.currentIndex()
        row, column = max(start.row(), 0), max(start.column(), 0)
        fields, desk = self.lines.columns, self.context.desk
        block = block_of(text)
        self.context.tasks.start(
            self,
            lambda _: lines_of(block, fields, column, desk),
            lambda found: self._pasted(row, *found),
            lane="paste",
        )

    def _pasted(self, row: int, found: list[dict[str, Cell]], unknown: list[str]) -> None:
        if not found:
            return
        wrong = self.lines.put_block(row, found)
        said = [f"Đã dán {len(found)} dòng (Ctrl+Z: bỏ)"]
        said += [f"{wrong} ô chữ đỏ: Enter vào ô để chọn hoặc thêm mới"] if wrong else []
        said += [f"bỏ qua cột: {', '.join(unknown)}"] if unknown else []
        self.note.setText("; ".join(said))
        self.table.setFocus()

    def repeat_above(self) -> bool:
        """Write into the present cell what the cell above holds; tell whether there is one."""
        index = self.table.currentIndex()
        if index.row() > 0:
            above = self.lines.index(index.row() - 1, index.column())
            self.lines.put(index, self.lines.value(above), self.lines.words(above))
        return index.row() > 0
