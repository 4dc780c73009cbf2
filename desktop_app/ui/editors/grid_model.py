"""The lines of a child list as a table: values, and words that are no value yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.model.field import Field, Invalid
from desktop_app.model.kinds import Number
from desktop_app.model.links import Ref, Refs, Rows, new_id
from desktop_app.ui.editors.editor import Context, Json
from desktop_app.ui.theme import colour

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
DISPLAY = Qt.ItemDataRole.DisplayRole
Line = dict[str, Json]
MOST_STEPS = 50


class GridModel(QAbstractTableModel):
    """A child list with one empty line at its end: typing there makes it a line of the list."""

    def __init__(self, field: Rows[Any], context: Context) -> None:
        super().__init__()
        self.field = field
        self.context = context
        self.columns: list[Field[Any]] = list(field.entry.fields.values())
        self._lines: list[Line] = []
        self._words: dict[tuple[str, str], str] = {}
        self._captions: dict[str, str] = {}
        self._past: list[bytes] = []

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines) + 1

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> str | None:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].explains or self.columns[section].label
        if role != DISPLAY:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if section < len(self._lines) else "+"
        field = self.columns[section]
        return f"{field.label} *" if field.required is True else field.label

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        field = self.columns[index.column()]
        words = self.words(index)
        if role in (DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return words or self.shown(field, self.value(index))
        if role == Qt.ItemDataRole.ForegroundRole and words:
            return colour("late")
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(field, Number):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{field.label}: {words or self.shown(field, self.value(index))}"
        return None

    def shown(self, field: Field[Any], value: Json) -> str:
        """Return a value as the officer reads it, following references."""
        if value is None:
            return ""
        if isinstance(field, Ref):
            return self._caption(value)
        if isinstance(field, Refs):
            return "; ".join(self._caption(id) for id in value)
        return field.show(value)

    def value(self, index: Index) -> Json:
        """Return the canonical value of a cell."""
        if index.row() >= len(self._lines):
            return None
        return self._lines[index.row()].get(self.columns[index.column()].name)

    def words(self, index: Index) -> str:
        """Return the words of a cell that are no value yet."""
        if index.row() >= len(self._lines):
            return ""
        key = (self._lines[index.row()]["id"], self.columns[index.column()].name)
        return self._words.get(key, "")

    def place(self, index: Index) -> tuple[str, int]:
        """Return the field of a cell and the number of its line among those that hold anything."""
        filled = self._filled()
        number = filled.index(index.row()) + 1 if index.row() in filled else 0
        return (self.columns[index.column()].name if index.isValid() else ""), number

    def cell(self, name: str, number: int) -> QModelIndex:
        """Return the cell ``place`` tells of; of no line, the first that holds mere words."""
        names = [field.name for field in self.columns]
        if number:
            row = dict(enumerate(self._filled(), start=1)).get(number, 0)
            return self.index(row, names.index(name) if name in names else 0)
        of_line = {line["id"]: row for row, line in enumerate(self._lines)}
        worded = [(of_line[id], names.index(one)) for id, one in self._words if id in of_line]
        return self.index(*min(worded, default=(0, 0)))

    def _filled(self) -> list[int]:
        return [row for row, line in enumerate(self._lines) if _holds_anything(line)]

    def put(self, index: Index, value: Json, words: str = "") -> None:
        """Write a cell; a value in the empty last line makes it a line."""
        if (value, words) != (self.value(index), self.words(index)):
            self._remember()
            self._put(index, value, words)

    def put_block(self, row: int, block: Sequence[Mapping[str, tuple[Json, str]]]) -> int:
        """Write a block of cells from line *row* on, as one step; return how many are no value."""
        self._remember()
        names = [field.name for field in self.columns]
        for number, cells in enumerate(block, start=row):
            for name, (value, words) in cells.items():
                self._put(self.index(number, names.index(name)), value, words)
        return sum(bool(words) for cells in block for _, words in cells.values())

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            *earlier, last = self._past
            self.restore(orjson.loads(last))
            self._past = earlier

    def _remember(self) -> None:
        self._past = [*self._past[1 - MOST_STEPS :], orjson.dumps(self.kept())]

    def _put(self, index: Index, value: Json, words: str) -> None:
        row, field = index.row(), self.columns[index.column()]
        if row >= len(self._lines):
            if value is None and not words:
                return
            self._begin_line()
        line = self._lines[row]
        line[field.name] = value
        self._words.pop((line["id"], field.name), None)
        if words:
            self._words[line["id"], field.name] = words
        self.dataChanged.emit(index, index)

    def _begin_line(self) -> None:
        """Make the empty last line a line of the list; a new empty one comes below it."""
        below = len(self._lines) + 1
        self.beginInsertRows(NOWHERE, below, below)
        self._lines.append({"id": new_id()})
        self.endInsertRows()

    def remove(self, row: int) -> None:
        """Take a line out; the empty last one stays."""
        if 0 <= row < len(self._lines):  # no line is chosen: -1
            self._remember()
            self.beginRemoveRows(NOWHERE, row, row)
            del self._lines[row]
            self.endRemoveRows()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = [dict(line) for line in lines]
        self._words.clear()
        self._past.clear()
        self.endResetModel()

    def kept(self) -> dict[str, Any]:
        """Return lines and words as JSON, for the draft."""
        words = [[id, name, text] for (id, name), text in self._words.items()]
        return {"lines": self._lines, "words": words}

    def restore(self, kept: dict[str, Any]) -> None:
        """Put back what ``kept`` gave."""
        self.set_lines(kept["lines"])
        self._words = {(id, name): text for id, name, text in kept["words"]}

    def cleaned(self) -> Json:
        """Return the list's canonical value, empty lines left out. Raises Invalid."""
        kept: list[Line] = []
        for line in self._lines:
            number = len(kept) + 1
            for field in self.columns:
                words = self._words.get((line["id"], field.name))
                if words:
                    raise Invalid(f"«{self.field.label}» dòng {number}: {_wrong(field, words)}")
            if _holds_anything(line):
                kept.append({name: value for name, value in line.items() if value is not None})
        return self.field.clean(kept)

    def _caption(self, id: str) -> str:
        if id not in self._captions:
            self._captions[id] = self.context.desk.caption(id)
        return self._captions[id]


def _holds_anything(line: Line) -> bool:
    return any(value is not None for name, value in line.items() if name != "id")


def _wrong(field: Field[Any], words: str) -> str:
    """Return the sentence for words a cell cannot hold."""
    if isinstance(field, Ref | Refs):
        return f"«{field.label}»: chưa chọn «{words[:60]}» từ danh sách"
    try:
        field.parse(words)
    except Invalid as wrong:
        return str(wrong)
    return f"«{field.label}»: không hiểu «{words[:60]}»"
