"""One number for the whole state of a book: equal on two PCs when their records are equal.

It is made of one sum for each register, over the hashes of its rows. A sum that is kept can be
reckoned on: what a record was when the sum was taken follows from the changes known by then.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from desktop_app.model.record import Record
from desktop_app.store import declared, ledger
from desktop_app.store.book import Book
from desktop_app.store.change import SEPARATOR, Change
from desktop_app.store.fold import folded_state
from desktop_app.store.reading import Reading
from desktop_app.store.rebuilding import KEPT_DIGEST
from desktop_app.store.rows import STATE, cells, shape

MOST_RECKONED = 10_000  # changes; of more, reading all rows anew takes no longer
PART = 500
_TOLD = ("_draft", "_deleted", "_approval", "_conflicts", "_erased")
_MODULUS = 1 << 256
_Sums = dict[str, tuple[int, int]]  # by register: the sum of its rows, how many of them live


@dataclass(frozen=True)
class Digest:
    """The digest, how many live records it covers, how many changes led there."""

    digest: str
    records: int
    changes: int


def digest(reading: Reading) -> Digest:
    """Return the digest of the logical state, ids, values and marks, read row by row."""
    return _told(_summed(reading), reading)


def reckoned_digest(book: Book) -> Digest:
    """Return the same, reckoned on from when it was last asked for; keep what was found.

    It tells what the rows should be now: rows that were meddled with since show in ``digest``.
    """
    reading = book.reading()
    made_for = _made_for(reading)
    reading.connection.execute("BEGIN")  # one state of the book, while others may write
    try:
        upto = ledger.newest(reading.connection)
        kept = book.document(KEPT_DIGEST)
        sums = _moved_on(reading, kept, upto) if kept.get("for") == made_for else None
        if sums is None:
            sums = _summed(reading)
        told = _told(sums, reading)
    finally:
        reading.connection.execute("ROLLBACK")
    if kept.get("upto") != upto or kept.get("for") != made_for:
        written = {table: [f"{total:x}", live] for table, (total, live) in sums.items()}
        with book.transaction():
            content = {"for": made_for, "upto": upto, "sums": written}
            book.set_meta(KEPT_DIGEST, orjson.dumps(content).decode())
    return told


def rightly_kept(reading: Reading) -> bool:
    """Tell whether the digest that is kept, reckoned on to now, is that of the rows there are."""
    found = reading.connection.execute("SELECT value FROM meta WHERE name = ?", (KEPT_DIGEST,))
    kept = orjson.loads((found.fetchone() or ("{}",))[0])
    if kept.get("for") != _made_for(reading):
        return True  # of tables that were declared otherwise: nobody believes it any more
    sums = _moved_on(reading, kept, ledger.newest(reading.connection))
    return sums is None or sums == _summed(reading)


def _made_for(reading: Reading) -> str:
    """Return what a kept digest was made for: the tables as they are declared."""
    return sha256(repr(declared.known(reading.connection)).encode()).hexdigest()


def _told(sums: _Sums, reading: Reading) -> Digest:
    whole = sha256()
    for table, (total, _) in sums.items():
        whole.update(f"{table}\x1f{total:x}\x1f".encode())
    records = sum(live for _, live in sums.values())
    ends = reading.connection.execute(ledger.ENDS)  # no chain has a hole: its end counts it
    return Digest(whole.hexdigest(), records, sum(seq for _, seq, *_ in ends))


def _summed(reading: Reading) -> _Sums:
    return {
        table: _sum_of(reading.connection.execute(_select(register)))
        for table, register in reading.registers.items()
    }


def _select(register: type[Record]) -> str:
    """Return the query for whether a row lives and for what is hashed of it (see ``_hashed``).

    SQLite joins the cells: twice as fast as doing it here, and other threads work meanwhile.
    """
    names = (*_TOLD, *(f'"{field.name}"' for field in shape(register).fields))
    told = ", ".join(f"coalesce({name}, 'None')" for name in names)
    joined = f"CAST(concat_ws(char({ord(SEPARATOR)}), id, {told}) AS BLOB)"
    return f'SELECT _deleted = 0, {joined} FROM "{register.table}"'


def _hashed(row: Sequence[Any]) -> tuple[bool, bytes]:
    """Return whether a folded row lives and what is hashed of it, as ``_select`` asks for it."""
    return not row[2], SEPARATOR.join(map(str, row)).encode()


def _sum_of(rows: Iterable[tuple[bool, bytes]]) -> tuple[int, int]:
    """Return the sum of some rows' hashes, and how many of them are not deleted."""
    total = live = 0
    for lives, hashed in rows:
        total += int.from_bytes(sha256(hashed).digest())
        live += lives
    return total % _MODULUS, live


def _moved_on(reading: Reading, kept: dict[str, Any], upto: int) -> _Sums | None:
    """Return kept sums moved on to change *upto*; None when all rows had better be read."""
    after = kept["upto"]
    run = reading.connection.execute
    erased = run(f"SELECT 1 FROM change WHERE n > ? AND {ledger.IS_ERASURE}", (after,)).fetchone()
    if erased or not 0 <= upto - after <= MOST_RECKONED:
        return None  # what an erasure blanked tells no more what the record was
    touched: dict[str, set[str]] = defaultdict(set)
    for table, id in run("SELECT register, record FROM change WHERE n > ?", (after,)):
        touched[table].add(id)  # asked for DISTINCT ones, SQLite walks a whole index instead
    sums: _Sums = {}
    for table, register in reading.registers.items():
        total, live = int(kept["sums"][table][0], 16), kept["sums"][table][1]
        ids = list(touched[table])
        for start in range(0, len(ids), PART):
            part = ids[start : start + PART]
            marks = ",".join("?" * len(part))
            now, living = _sum_of(run(f"{_select(register)} WHERE id IN ({marks})", part))
            was, lived = _sum_of(map(_hashed, _rows_at(reading, register, part, after)))
            total, live = (total + now - was) % _MODULUS, live + living - lived
        sums[table] = total, live
    return sums


def _rows_at(
    reading: Reading, register: type[Record], ids: Sequence[str], upto: int
) -> Iterator[list[Any]]:
    """Yield what the rows of some records were when the ledger ended at number *upto*."""
    at = [STATE.index(name) for name in _TOLD]
    for id, numbered in ledger.numbered_changes_of_each(reading.connection, ids):
        changes: list[Change] = [change for number, change in numbered if number <= upto]
        if changes:
            row = cells(register, folded_state(changes, register.together))
            yield [id, *(row[place] for place in at), *row[len(STATE) :]]
