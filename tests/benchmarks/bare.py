"""The floor of writing: the same rows into the same indexed encrypted tables, and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop_app.desk.desk import Desk
from desktop_app.model.listing import Indexed, indexed, phrases
from desktop_app.model.record import Record
from desktop_app.model.text import folded
from desktop_app.registers import REGISTERS
from desktop_app.store import book, rows
from desktop_app.store.change import START
from desktop_app.store.driver import BOOK_FILE, connect
from desktop_app.store.ledger import APPEND, COLUMNS
from desktop_app.store.reading import Reading

PLAIN = "pledge"  # the register whose folded text the peer of the search scans
Row = tuple[Any, ...]


@dataclass
class Prepared:
    """Rows that lie ready for the floor, so that it does nothing but insert and hash."""

    changes: list[Row] = field(default_factory=list)
    records: dict[str, list[Row]] = field(default_factory=dict)
    listed: dict[str, list[tuple[int, Indexed]]] = field(default_factory=dict)
    plain: list[tuple[int, str]] = field(default_factory=list)


class BareBook:
    """A book of the same tables in a file of its own, filled without rules, desk or fold."""

    def __init__(self, folder: Path, key: bytes) -> None:
        folder.mkdir()
        book.create(folder, key, REGISTERS, {})
        self.connection = connect(folder / BOOK_FILE, key, writing=True)
        self.connection.execute("CREATE TABLE plain (n INTEGER PRIMARY KEY, folded TEXT)")
        self._change = 0
        self._place = dict.fromkeys(REGISTERS, 0)
        self._hash = START

    def prepared(self, desk: Desk) -> Prepared:
        """Return what *desk* has saved since it was last asked."""
        ready, reading = Prepared(), desk.reading()
        run = reading.connection.execute
        found = run(f"SELECT n, {COLUMNS} FROM change WHERE n > ? ORDER BY n", (self._change,))
        for number, *cells in found:
            ready.changes.append(tuple(cells[:10]))
            self._change = number
        for table, register in REGISTERS.items():
            last = self._place[table]
            ready.records[table] = list(run(f'SELECT * FROM "{table}" WHERE n > ?', (last,)))
            if ready.records[table]:
                self._place[table] = ready.records[table][-1][0]
            statement = f"{rows.shape(register).select} WHERE n > ?"
            records = [rows.loaded(register, row) for row in run(statement, (last,))]
            reading.meet(records)
            ready.listed[table] = [(one.place, indexed(one, reading)) for one in records]
            if table == PLAIN:
                ready.plain = [(one.place, _plain_text(one, reading)) for one in records]
        return ready

    def append(self, ready: Prepared) -> None:
        """Insert rows, ledger rows with their two hashes, and search rows; then commit."""
        run = self.connection.executemany
        self.connection.execute("BEGIN IMMEDIATE")
        for table, records in ready.records.items():
            if records:
                run(insertion(table, len(records[0])), records)
        run(APPEND, self._hashed(ready.changes))
        for table, listed in ready.listed.items():
            words = [(number, what.words) for number, what in listed]
            run(f'INSERT INTO "{table}_words" (rowid, words) VALUES (?, ?)', words)
        self.connection.execute("COMMIT")

    def append_lists(self, ready: Prepared) -> None:
        """Insert the sort keys and digits too, which our lists and our search also need."""
        run = self.connection.executemany
        self.connection.execute("BEGIN IMMEDIATE")
        for table, listed in ready.listed.items():
            keys = [(number, *what.keys) for number, what in listed]
            digits = [(number, what.digits) for number, what in listed if what.digits]
            if keys:
                run(insertion(f"{table}_list", len(keys[0])), keys)
            run(f'INSERT INTO "{table}_digits" (rowid, digits) VALUES (?, ?)', digits)
        self.connection.execute("COMMIT")

    def append_plain(self, ready: Prepared) -> None:
        """Insert the folded text that the peer of the search scans."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany("INSERT INTO plain VALUES (?, ?)", ready.plain)
        self.connection.execute("COMMIT")

    def save(self, table: str, row: Sequence[Any]) -> None:
        """Insert one row durably."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(insertion(table, len(row)), row)
        self.connection.execute("COMMIT")

    def _hashed(self, changes: Iterable[Row]) -> Iterable[Row]:
        for *header, payload in changes:
            content = sha256(payload.encode()).digest()
            text = "\x1f".join(map(str, header)).encode()
            self._hash = sha256(self._hash + text + b"\x1f" + content).digest()
            yield (*header, payload, content, self._hash)


def insertion(table: str, columns: int) -> str:
    """Return the statement that inserts a whole row."""
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * columns)})'


def _plain_text(record: Record, reading: Reading) -> str:
    texts = [each.text for one in record.search for each in phrases(record, one, reading)]
    return folded(" ".join(texts))
