"""A register's table: records to rows and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from desktop_app.model.approval import NONE
from desktop_app.model.entry import told_once
from desktop_app.model.field import Field, Json
from desktop_app.model.record import Record
from desktop_app.store.driver import Connection
from desktop_app.store.fold import State

STATE = "_draft", "_deleted", "_version", "_heads", "_approval", "_conflicts", "_erased"


@dataclass(frozen=True)
class Shape:
    """The statements and columns (id apart) of one register's table."""

    fields: tuple[Field[Any], ...]
    columns: tuple[str, ...]
    names: tuple[str, ...]
    converted: tuple[tuple[int, Field[Any]], ...]
    select: str
    insert: str
    insert_at: str
    update: str


@told_once
def shape(register: type[Record]) -> Shape:
    """Return the statements of *register*'s table."""
    fields = tuple(register.fields.values())
    names = [f'"{field.name}"' for field in fields]
    table = f'"{register.table}"'
    columns = (*STATE, *names)
    told = ", ".join(columns)
    marks = ", ".join("?" for _ in range(len(columns) + 1))
    settings = ", ".join(f"{name} = ?" for name in columns)
    return Shape(
        fields,
        columns,
        tuple(register.fields),
        tuple((at, field) for at, field in enumerate(fields) if _converts(field)),
        f"SELECT n, id, {told} FROM {table}",
        f"INSERT INTO {table} (id, {told}) VALUES ({marks})",
        f"INSERT INTO {table} (n, id, {told}) VALUES (?, {marks})",
        f"UPDATE {table} SET {settings} WHERE id = ?",
    )


def _converts(field: Field[Any]) -> bool:
    return field.storage == "JSON" or type(field).stored is not Field.stored


def cells(register: type[Record], state: State) -> list[Any]:
    """Return a record's state as the cells of its row, id apart."""
    return [
        int(state.draft),
        int(state.deleted),
        state.version,
        ",".join(state.heads),
        orjson.dumps(state.approval).decode() if state.approval else None,
        orjson.dumps(state.conflicts).decode() if state.conflicts else None,
        int(state.erased),
        *_stored(register, state.values),
    ]


def first_cells(
    register: type[Record], values: dict[str, Json], draft: bool, head: str
) -> list[Any]:
    """Return the cells of a record that one change made, id apart."""
    return [int(draft), 0, 1, head, None, None, 0, *_stored(register, values)]


def _stored(register: type[Record], values: dict[str, Json]) -> list[Any]:
    form = shape(register)
    stored = list(map(values.get, form.names))
    for at, field in form.converted:
        if stored[at] is not None:
            stored[at] = field.stored(stored[at])
    return stored


def insert(connection: Connection, register: type[Record], id: str, state: State) -> int:
    """Add a row; return its local number."""
    cursor = connection.execute(shape(register).insert, [id, *cells(register, state)])
    return int(cursor.lastrowid)


def update(connection: Connection, register: type[Record], id: str, state: State) -> None:
    """Replace a row by a record's new state."""
    connection.execute(shape(register).update, [*cells(register, state), id])


def loaded(register: type[Record], row: Sequence[Any]) -> Record:
    """Return the record of a row selected with ``shape(register).select``."""
    form = shape(register)
    told = zip(form.names, row[9:], strict=True)
    values: dict[str, Json] = {name: cell for name, cell in told if cell is not None}
    for _, field in form.converted:
        if field.name in values:
            values[field.name] = field.loaded(values[field.name])
    record = register(values, row[1])
    record.place = row[0]
    record.draft, record.deleted, record.version = bool(row[2]), bool(row[3]), row[4]
    record.heads = row[5]
    mark = orjson.loads(row[6]) if row[6] else {}
    record.approval, record.remark = mark.get("state", NONE), mark.get("remark", "")
    record.disputed = orjson.loads(row[7]) if row[7] else {}
    record.erased = bool(row[8])
    return record


def by_ids(connection: Connection, register: type[Record], ids: Iterable[str]) -> list[Record]:
    """Return the records with these ids, in no particular order."""
    wanted = list(ids)
    found: list[Record] = []
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = connection.execute(f"{shape(register).select} WHERE id IN ({marks})", part)
        found += [loaded(register, row) for row in rows]
    return found


def by_numbers(
    connection: Connection, register: type[Record], numbers: Sequence[int]
) -> dict[int, Record]:
    """Return the records with these local numbers."""
    marks = ",".join("?" * len(numbers))
    rows = connection.execute(f"{shape(register).select} WHERE n IN ({marks})", list(numbers))
    return {row[0]: loaded(register, row) for row in rows}
