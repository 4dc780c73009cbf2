"""Tables held against the ledger: does each row say what its record's changes amount to?

And does the list hold the live records and nothing else? Most records have one change. Of those
SQLite writes the payload anew from the row and compares the two as text; only what differs, and
records of several changes, are folded here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.model.field import Field
from desktop_app.model.kinds import YesNo
from desktop_app.model.links import Rows
from desktop_app.model.record import Record, Registers
from desktop_app.store import ledger, rows
from desktop_app.store.change import DRAFT, Change
from desktop_app.store.driver import Connection, OperationalError
from desktop_app.store.fold import folded_state

PART = 500


@dataclass
class Compared:
    """What a comparison found: rows unlike their changes, rows that no change made, and how
    many records the list lacks or holds wrongly."""

    differing: list[str] = field(default_factory=list)
    strangers: int = 0
    misplaced: int = 0


def compared(connection: Connection, register: type[Record]) -> Compared:
    """Return how a register's rows and list differ from the ledger; missing rows apart."""
    found, absent = Compared(), 0
    doubtful = _doubtful(connection, register)
    for start in range(0, len(doubtful), PART):
        part = doubtful[start : start + PART]
        standing = _standing(connection, register, part)
        for id, changes in ledger.changes_of_each(connection, part):
            if not changes or changes[0].register != register.table:
                found.strangers += 1
            elif standing[id] != amounting_to(register, changes):
                found.differing.append(id)
        for live, listed, count in _listed(connection, register, part):
            found.misplaced += count * (live != listed)
            absent += count * (not listed)
    table = register.table
    standing_count = _count(connection, f'"{table}"')
    found.misplaced += abs(_count(connection, f'"{table}_list"') - (standing_count - absent))
    return found


def differs(connection: Connection, register: type[Record], id: str) -> bool:
    """Tell whether one record's row is missing or unlike its changes."""
    standing = _standing(connection, register, [id])
    return any(
        standing.get(id) != amounting_to(register, changes)
        for id, changes in ledger.changes_of_each(connection, [id])
    )


def without_row(connection: Connection, registers: Registers) -> Iterator[tuple[str, str]]:
    """Yield (register, id) of records that have changes but no row."""
    tables = list(registers)
    sums = ", ".join(f"total(register = '{table}')" for table in tables)
    counts = connection.execute(
        f"SELECT {sums} FROM (SELECT DISTINCT record, register FROM change)"
    ).fetchone()
    for table, count in zip(tables, counts, strict=True):
        if count != _count(connection, f'"{table}"'):
            missing = connection.execute(
                f"SELECT DISTINCT record FROM change WHERE register = '{table}' "
                f'AND record NOT IN (SELECT id FROM "{table}")'
            )
            yield from ((table, id) for (id,) in missing)


def amounting_to(register: type[Record], changes: list[Change]) -> list[Any] | None:
    """Return the row that *changes* amount to; None when a meddled one cannot be read."""
    try:
        return rows.cells(register, folded_state(changes, register.together))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _standing(
    connection: Connection, register: type[Record], ids: Sequence[str]
) -> dict[str, list[Any]]:
    marks = ",".join("?" * len(ids))
    found = connection.execute(f"{rows.shape(register).select} WHERE id IN ({marks})", ids)
    return {row[1]: list(row[2:]) for row in found}


def _listed(
    connection: Connection, register: type[Record], ids: Sequence[str]
) -> Iterator[tuple[int, int, int]]:
    """Yield (live, listed, how many) of some rows."""
    yield from connection.execute(
        f'SELECT _deleted = 0, n IN (SELECT n FROM "{register.table}_list"), count(*) '
        f'FROM "{register.table}" WHERE id IN ({",".join("?" * len(ids))}) GROUP BY 1, 2',
        ids,
    )


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _doubtful(connection: Connection, register: type[Record]) -> list[str]:
    """Return the ids of rows not in the list or not, letter by letter, their only change."""
    statement = (
        f'SELECT DISTINCT r.id FROM "{register.table}" AS r '
        f'LEFT JOIN "{register.table}_list" AS l ON l.n = r.n '
        f"LEFT JOIN change AS c ON c.record = r.id WHERE {_unequal(register)}"
    )
    try:
        return [id for (id,) in connection.execute(statement)]
    except OperationalError:  # a cell that JSON cannot hold: each row is looked at by itself
        return [id for (id,) in connection.execute(f'SELECT id FROM "{register.table}"')]


def _unequal(register: type[Record]) -> str:
    """Return the SQL that a row and a change differ, or are more than a row and its only change.

    What follows the fields in a payload (kind, reason, warnings) is no matter of the row.
    """
    start = f'concat(\'{{"fields":{{\', substr(concat({_fields(register)}), 2), \'}},"kind":"\')'
    return (
        "l.n IS NULL OR r._version IS NOT 1 OR r._heads IS NOT c.device || ':' || c.seq "
        "OR r._deleted IS NOT 0 OR r._approval IS NOT NULL OR r._conflicts IS NOT NULL "
        "OR r._erased IS NOT 0 "
        f"OR c.register IS NOT '{register.table}' OR typeof(c.payload) <> 'text' "
        f"OR instr(c.payload, {start}) IS NOT 1"
    )


def _fields(register: type[Record]) -> str:
    """Return the SQL of a row's fields as a payload holds them: by name, each after a comma."""
    parts = [(DRAFT, f"iif(r._draft IS 0, '', ',\"{DRAFT}\":true')")]
    parts += [(_key(one), _written(one)) for one in register.fields.values()]
    return ", ".join(part for _, part in sorted(parts))


def _key(one: Field[Any]) -> str:
    return f"{one.name}/" if isinstance(one, Rows) else one.name


def _written(one: Field[Any]) -> str:
    column = f'r."{one.name}"'
    name = f"',\"{one.name}"
    if isinstance(one, Rows):
        return (
            f"(SELECT group_concat(concat({name}/', value->>'$.id', '\":', "
            f"json_remove(value, '$.id')), '') FROM json_each({column}))"
        )
    if isinstance(one, YesNo):
        return f"{name}\":' || iif({column} IS 1, 'true', iif({column} IS 0, 'false', {column}))"
    if one.storage == "JSON":
        return f"{name}\":' || {column}"
    return f"iif({column} IS NULL, NULL, concat({name}\":', json_quote({column})))"
