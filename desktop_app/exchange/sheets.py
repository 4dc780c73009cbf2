"""A register as tables: one line a record, and for each child list one line an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from desktop_app.model.dates import Day, Moment, PartialDay
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field
from desktop_app.model.kinds import LongText, Number
from desktop_app.model.links import Address, Rows
from desktop_app.model.record import Lookup, Record, told
from desktop_app.model.text import clean_lines

Kind = Literal["text", "number", "day", "moment"]
Cell = str | int | date | datetime | None
DRAFT, ID = "Bản nháp", "Mã hồ sơ"
WHOLE_DAY = len("2026-11-05")
WIDE, USUAL, NARROW = 44, 24, 14


@dataclass(frozen=True)
class Column:
    """A column: its heading (the label on screen), what its cells are, its width in letters."""

    heading: str
    kind: Kind
    width: int


@dataclass(frozen=True)
class Sheet:
    """A table's name and columns; *of* names the child list it holds, none for the records."""

    title: str
    columns: tuple[Column, ...]
    of: str = ""


def sheets_of(register: type[Record]) -> list[Sheet]:
    """Return the sheet of a register, then one for each of its child lists."""
    fields = register.fields.values()
    own = [_column(field) for field in fields]
    marks = [Column(DRAFT, "text", NARROW), Column(ID, "text", WIDE)]
    return [Sheet(register.title, (*own, *marks)), *map(_sheet_of, _child_lists(register))]


def line_of(record: Record, lookup: Lookup) -> list[Cell]:
    """Return a record as a line of its register's sheet; child lists as text, numbered."""
    own = [_cell(record, field, lookup) for field in record.fields.values()]
    return [*own, "Có" if record.draft else "", record.id]


def child_lines(record: Record, of: str, lookup: Lookup) -> Iterator[list[Cell]]:
    """Yield the entries of the child list called *of*, each with the record it belongs to."""
    rows = record.fields[of]
    for entry in rows.typed(record.values.get(of) or []):
        own = [_cell(entry, field, lookup) for field in entry.fields.values()]
        yield [record.id, record.caption(lookup), *own]


def as_text(cell: Cell) -> str:
    """Return a cell as it is written where there are only words: days as on the screen."""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def _child_lists(register: type[Record]) -> list[Rows[Any]]:
    return [field for field in register.fields.values() if isinstance(field, Rows)]


def _sheet_of(rows: Rows[Any]) -> Sheet:
    head = [Column(ID, "text", WIDE), Column("Hồ sơ", "text", USUAL)]
    own = [_column(field) for field in rows.entry.fields.values()]
    return Sheet(rows.label, (*head, *own), rows.name)


def _column(field: Field[Any]) -> Column:
    if isinstance(field, Number):
        return Column(field.label, "number", NARROW)
    if isinstance(field, Day | PartialDay):
        return Column(field.label, "day", NARROW)
    if isinstance(field, Moment):
        return Column(field.label, "moment", USUAL)
    wide = isinstance(field, LongText | Rows | Address)
    return Column(field.label, "text", WIDE if wide else USUAL)


def _cell(entry: Entry, field: Field[Any], lookup: Lookup) -> Cell:
    value = entry.values.get(field.name)
    if value is None:
        return None
    if isinstance(field, Number):
        return int(value)
    if isinstance(field, Moment):
        return datetime.fromisoformat(value)
    if isinstance(field, Day | PartialDay) and len(value) == WHOLE_DAY:
        return date.fromisoformat(value)
    return clean_lines(_words(entry, field, lookup))


def _words(entry: Entry, field: Field[Any], lookup: Lookup) -> str:
    if not isinstance(field, Rows):
        return told(entry, field, lookup)
    entries = field.typed(entry.values[field.name])
    return "\n".join(
        f"{number}. {'; '.join(_parts(row, lookup))}" for number, row in enumerate(entries, 1)
    )


def _parts(row: Entry, lookup: Lookup) -> Iterator[str]:
    for field in row.fields.values():
        text = told(row, field, lookup)
        if text:
            yield f"{field.label}: {text}"
