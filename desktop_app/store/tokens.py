"""Bookkeeping that travels but is no register: the holder of a book of numbers, voided numbers.

Kept as changes of registers called ``@…``: the ledger carries them, no table shows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.model.field import Json
from desktop_app.model.record import Record
from desktop_app.store import ledger
from desktop_app.store.book import Book
from desktop_app.store.change import payload_of
from desktop_app.store.driver import Connection
from desktop_app.store.fold import State, folded_state
from desktop_app.store.reading import Reading
from desktop_app.store.voided import NUMBERS, OFFICIAL
from desktop_app.store.writing import Deed, wall


def numbers_state(connection: Connection, register: str, year: int) -> State | None:
    """Return what is known of a book of numbers; None when nobody has opened it."""
    changes = ledger.changes_of(connection, f"{NUMBERS}/{register}/{year}")
    return folded_state(changes, {}) if changes else None


def opened_years(connection: Connection, register: str) -> list[int]:
    """Return the years for which a register's book of numbers was opened."""
    found = connection.execute(
        "SELECT DISTINCT record FROM change WHERE record >= ? AND record < ?",
        (f"{NUMBERS}/{register}/", f"{NUMBERS}/{register}0"),
    )
    return sorted(int(record.rpartition("/")[2]) for (record,) in found)


def note(  # noqa: PLR0913 - which book, what of it, and whose deed
    book: Book, into: Reading, register: str, year: int, fields: dict[str, Json], deed: Deed
) -> None:
    """Append a change of a book of numbers, inside a transaction."""
    record = f"{NUMBERS}/{register}/{year}"
    known = numbers_state(into.connection, register, year)
    parents = ",".join(known.heads) if known else ""
    what = (wall(into.present), deed.officer, NUMBERS, record, parents)
    payload = payload_of(fields, deed.kind, deed.reason)
    ledger.append(into.connection, [ledger.chained_on(book.head, what, payload)])


def used_numbers(connection: Connection, register: type[Record], year: int) -> dict[int, list[str]]:
    """Return the numbers of a year that records hold, deleted ones too, with their ids."""
    used: dict[int, list[str]] = {}
    for number, id in _numbered(connection, register, year):
        used.setdefault(number, []).append(id)
    return used


def count_waiting(connection: Connection, register: type[Record], year: int, happened: str) -> int:
    """Return how many records of a year, by the day in field *happened*, have no number yet."""
    asked = f"SELECT count(*) {_waiting(register, happened)}"
    return int(connection.execute(asked, _within(year)).fetchone()[0])


def waiting(
    connection: Connection, register: type[Record], year: int, happened: str, most: int
) -> list[str]:
    """Return at most *most* of those records, the oldest first."""
    asked = f'SELECT id {_waiting(register, happened)} ORDER BY "{happened}", id LIMIT ?'
    return [id for (id,) in connection.execute(asked, (*_within(year), most))]


def _waiting(register: type[Record], happened: str) -> str:
    return (
        f'FROM "{register.table}" WHERE "{Record.number.name}" IS NULL '
        f'AND "{happened}" >= ? AND "{happened}" < ? '
        "AND _deleted = 0 AND _draft = 0 AND _erased = 0"
    )


def _within(year: int) -> tuple[str, str]:
    return str(year), str(year + 1)


def _numbered(
    connection: Connection, register: type[Record], year: int
) -> Iterator[tuple[int, str]]:
    found = connection.execute(
        f'SELECT "{Record.number.name}", id FROM "{register.table}" '
        f'WHERE "{Record.number.name}" LIKE ?',
        (f"%/{year}",),
    )
    for text, id in found:
        parts = OFFICIAL.fullmatch(text.strip())
        if parts and int(parts[2]) == year:
            yield int(parts[1]), id
