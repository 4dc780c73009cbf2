"""Whether the book is whole: the file, the chains, the tables as the fold of the ledger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from desktop_app.model.listing import indexed
from desktop_app.model.record import Record
from desktop_app.store import accesslog, ledger, rows, schema, searching
from desktop_app.store.book import Book
from desktop_app.store.change import Change
from desktop_app.store.driver import Connection, Database, DatabaseError
from desktop_app.store.fold import State, folded_state
from desktop_app.store.reading import Reading

MOST_FINDINGS = 200
SPOT_RECORDS = 200
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Finding:
    """Something wrong with the book: a code for the telephone and a Vietnamese sentence."""

    code: str
    text: str


def check(reading: Reading, *, full: bool, progress: Progress | None = None) -> list[Finding]:
    """Return what is wrong; nothing is changed. *full* reads every page and every change."""
    found: list[Finding] = []
    try:
        for finding in _findings(reading, full=full, progress=progress):
            found.append(finding)
            if len(found) >= MOST_FINDINGS:
                break
    except DatabaseError as error:
        found.append(Finding("KT-01", f"Không đọc được một phần tệp sổ ({error})."))
    return found


def _findings(reading: Reading, *, full: bool, progress: Progress | None) -> Iterator[Finding]:
    connection = reading.connection
    if full:
        for (line,) in connection.execute("PRAGMA cipher_integrity_check"):
            yield Finding("KT-02", f"Trang dữ liệu hỏng: {line}.")
        for device, seq, what in ledger.broken_links(ledger.by_device(connection)):
            yield Finding("KT-03", f"Thay đổi {device}:{seq}: {what}.")
        for number in accesslog.breaks(connection):
            yield Finding("KT-04", f"Nhật ký truy cập bị sửa ở dòng {number}.")
        yield from _unlisted(reading)
    yield from _unfolded(reading, full=full, progress=progress)


def _unlisted(reading: Reading) -> Iterator[Finding]:
    for register in reading.registers.values():
        table = register.table
        wrong = reading.connection.execute(
            f'SELECT count(*) FROM (SELECT 1 FROM "{table}" AS r '
            f'LEFT JOIN "{table}_list" AS l ON l.n = r.n '
            "WHERE (r._deleted = 0) <> (l.n IS NOT NULL) UNION ALL "
            f'SELECT 1 FROM "{table}_list" WHERE n NOT IN (SELECT n FROM "{table}"))'
        ).fetchone()[0]
        if wrong:
            yield Finding("KT-06", f"Danh sách sổ «{register.title}» lệch {wrong} hồ sơ.")


def _unfolded(reading: Reading, *, full: bool, progress: Progress | None) -> Iterator[Finding]:
    total = ledger.change_count(reading.connection)
    done = 0
    tables = {table: _Shelf(reading, kind) for table, kind in reading.registers.items()}
    for changes in _grouped(reading.connection, full=full):
        done += len(changes)
        if progress and done % 5_000 < len(changes):
            progress(done, total)
        shelf = tables.get(changes[0].register)
        if shelf is None:
            continue
        id = changes[0].record
        row = shelf.next(id) if full else shelf.one(id)
        if row is None or list(row[2:]) != _cells(shelf.register, changes):
            yield Finding("KT-05", f"Hồ sơ {id} ở sổ «{shelf.register.title}» khác với sổ cái.")
    if full:
        for shelf in tables.values():
            yield from shelf.strangers()


def _cells(register: type[Record], changes: list[Change]) -> list[Any] | None:
    """Return the row that *changes* amount to; None when a meddled one cannot be read."""
    try:
        return rows.cells(register, folded_state(changes))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


class _Shelf:
    """A register's rows in the order of their ids, read alongside the ledger."""

    def __init__(self, reading: Reading, register: type[Record]) -> None:
        self.register = register
        self._connection = reading.connection
        self._rows: Iterator[tuple[Any, ...]] | None = None
        self._waiting: tuple[Any, ...] | None = None
        self._unknown = 0

    def one(self, id: str) -> tuple[Any, ...] | None:
        """Return the row of one record."""
        statement = f"{rows.shape(self.register).select} WHERE id = ?"
        found: tuple[Any, ...] | None = self._connection.execute(statement, (id,)).fetchone()
        return found

    def next(self, id: str) -> tuple[Any, ...] | None:
        """Return the row of the next record in order; count the rows passed over."""
        if self._rows is None:
            statement = f"{rows.shape(self.register).select} ORDER BY id"
            self._rows = iter(self._connection.execute(statement))
            self._waiting = next(self._rows, None)
        while self._waiting is not None and self._waiting[1] < id:
            self._unknown += 1
            self._waiting = next(self._rows, None)
        if self._waiting is None or self._waiting[1] != id:
            return None
        row, self._waiting = self._waiting, next(self._rows, None)
        return row

    def strangers(self) -> Iterator[Finding]:
        """Yield a finding when the table holds rows that no change made."""
        self.next("\U0010ffff")
        if self._unknown:
            text = f"Sổ «{self.register.title}» có {self._unknown} hồ sơ không có trong sổ cái."
            yield Finding("KT-07", text)


def _grouped(connection: Connection, *, full: bool) -> Iterator[list[Change]]:
    where = (
        ""
        if full
        else f"WHERE record IN (SELECT record FROM change ORDER BY n DESC LIMIT {SPOT_RECORDS})"
    )
    raw = connection.execute(
        f"SELECT {ledger.COLUMNS} FROM change {where} ORDER BY record, lamport, device"
    )
    for _, group in groupby(raw, key=itemgetter(7)):
        yield [Change(*row) for row in group]


def rebuild(book: Book, progress: Progress | None = None) -> int:
    """Make all tables again from the ledger, in one transaction; return the records made."""
    with book.transaction() as into:
        into.forget()
        connection = into.connection
        for register in book.registers.values():
            for suffix in ("_list", "_words", "_digits", ""):
                connection.execute(f'DROP TABLE IF EXISTS "{register.table}{suffix}"')
        schema.build(Database(connection), book.registers)
        made = _tables_again(into, connection, progress)
        _lists_again(into)
        book.head = ledger.head_of(connection, book.head.device)
    return made


def _tables_again(into: Reading, connection: Connection, progress: Progress | None) -> int:
    made, done, total = 0, 0, ledger.change_count(connection)
    for changes in _grouped(connection, full=True):
        done += len(changes)
        if progress and done % 5_000 < len(changes):
            progress(done, total)
        register = into.registers.get(changes[0].register)
        if register is not None:
            state: State = folded_state(changes)
            rows.insert(connection, register, changes[0].record, state)
            made += 1
    return made


def _lists_again(into: Reading) -> None:
    for register in into.registers.values():
        cursor = into.connection.execute(f"{rows.shape(register).select} WHERE _deleted = 0")
        while part := cursor.fetchmany(500):
            records = [rows.loaded(register, row) for row in part]
            into.meet(records)
            for record in records:
                what = indexed(record, into)
                searching.put(into.connection, register, record.place, what)
