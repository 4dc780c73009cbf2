"""Keeping the lists' own knowledge of a record: sort keys, words, digits."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from desktop_app.model.listing import NUMBERED, Indexed, indexed, sorts
from desktop_app.model.record import Record
from desktop_app.store import rows
from desktop_app.store.driver import Connection
from desktop_app.store.pointing import dependents
from desktop_app.store.reading import Reading

PART = 500

Entered = tuple[int, Indexed]  # a record's local number and what the lists must know of it


class _Statements(NamedTuple):
    """How a record comes into its register's lists and goes out of them."""

    list: str
    words: str
    digits: str
    removals: tuple[str, ...]


@cache
def _statements(table: str, keys: int) -> _Statements:
    marks = ", ".join("?" * (keys + 1))
    return _Statements(
        f'INSERT INTO "{table}_list" VALUES ({marks})',
        f'INSERT INTO "{table}_words" (rowid, words) VALUES (?, ?)',
        f'INSERT INTO "{table}_digits" (rowid, digits) VALUES (?, ?)',
        (
            f'DELETE FROM "{table}_list" WHERE n = ?',
            f'DELETE FROM "{table}_words" WHERE rowid = ?',
            f'DELETE FROM "{table}_digits" WHERE rowid = ?',
        ),
    )


def put(connection: Connection, register: type[Record], entered: Sequence[Entered]) -> None:
    """Enter records into their register's lists."""
    statements = _statements(register.table, len(sorts(register)))
    run = connection.executemany
    run(statements.list, [(number, *what.keys) for number, what in entered])
    run(statements.words, [(number, what.words) for number, what in entered])
    run(statements.digits, [(number, what.digits) for number, what in entered if what.digits])


def remove(connection: Connection, register: type[Record], numbers: Sequence[int]) -> None:
    """Take records out of their register's lists."""
    for statement in _statements(register.table, len(sorts(register))).removals:
        connection.executemany(statement, [(number,) for number in numbers])


def compact(connection: Connection, table: str) -> None:
    """Let the indexes of a register forget for good the words of what was taken out of them."""
    for index in (f"{table}_words", f"{table}_digits"):
        connection.execute(f'INSERT INTO "{index}" ("{index}") VALUES (\'optimize\')')


def refresh(reading: Reading, record: Record) -> None:
    """Bring the lists up to date with a changed record."""
    register = type(record)
    remove(reading.connection, register, [record.place])
    if not record.deleted:
        put(reading.connection, register, [(record.place, indexed(record, reading))])


def renamed(old: Record, new: Record) -> bool:
    """Tell whether other records' lists show something of this one that changed."""
    watched = list(new.called)
    watched += [f for f in new.fields.values() if f.role in NUMBERED]
    return any(old.values.get(f.name) != new.values.get(f.name) for f in watched)


def refresh_dependents(reading: Reading, target: Record) -> None:
    """Bring the lists of all records that show *target* up to date."""
    found = dependents(reading, {target.table: {target.id}})
    if found:
        reading.forget()  # some may be called by what they show, and remember how
    for table, numbers in found.items():
        register = reading.registers[table]
        for start in range(0, len(numbers), PART):
            part = sorted(numbers)[start : start + PART]
            for dependent in rows.by_numbers(reading.connection, register, part).values():
                refresh(reading, dependent)
