"""Merging what other PCs wrote, beside the bare writing of the same rows, ledger and index.

Both by processor time, which neighbours disturb less, and with the same page cache. What came was
authenticated before: see ``carrying``.
"""

import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from desktop_app.model.kinds import Text
from desktop_app.model.listing import Indexed, indexed
from desktop_app.model.record import Record
from desktop_app.registers import REGISTERS
from desktop_app.store import merging as engine
from desktop_app.store import rows, searching
from desktop_app.store.book import Book, create
from desktop_app.store.change import SCHEMA, START, Change, chained, flat, payload_of
from desktop_app.store.driver import BOOK_FILE, connect, wide_cache
from desktop_app.store.ledger import APPEND, COLUMNS
from tests.benchmarks.filling import Ground, years
from tests.benchmarks.measure import Figure, Watch, forget_peak, peak_mb, rate

CHANGES = 100_000
DEVICE = "eeeeeeeeeeeeeeee"
MOST, MOST_DISPUTED = 2.2, 3.0
AGAIN = 1_000_000
WHOLE, WHOLE_SECONDS = 1_000_000, 45
DISPUTED_EACH = 100
PART = 50_000  # changes of a whole book of which a floor is prepared at a time
MOST_MEMORY = 500  # MB
_cells = attrgetter(*COLUMNS.split(", "))


class _Chain:
    """A device that writes without a book."""

    def __init__(self, device: str, lamport: int) -> None:
        self._device, self._lamport, self._hash, self._seq = device, lamport, START, 0

    def writes(self, record: Record, fields: dict[str, Any], kind: str) -> Change:
        """Return the next change, of a record whose heads are known."""
        self._seq += 1
        payload = payload_of(fields, kind)
        hashed = sha256(payload.encode()).digest()
        header = (
            self._device, self._seq, self._lamport + self._seq, "2026-11-23T14:00:00+07:00",
            "", SCHEMA, record.table, record.id, record.heads,
        )  # fmt: skip
        self._hash = chained(self._hash, header, hashed)
        return Change(*header, payload, hashed, self._hash)


def merging(on: Ground) -> list[Figure]:
    """Merge a whole book, a delivery, the same again, and one with concurrent changes."""
    place = Path(on.desk.book.folder).parent
    on.desk.book.writer.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    figures = _whole(on, place)  # first: it is asked how much memory it takes
    for disputed, most in ((0, MOST), (DISPUTED_EACH, MOST_DISPUTED)):
        figures += _delivery(on, place, disputed, most)
    return figures


def _delivery(on: Ground, place: Path, disputed: int, most: float) -> list[Figure]:
    ours, bare = _copy(on, place / "ours"), _copy(on, place / "floor")
    if disputed:
        for each in (ours, bare):
            _edit_here(each, disputed)
    changes = list(_changes(on, min(CHANGES, on.size)))
    seconds, merged = _merged(ours, changes)
    again, _ = _merged(ours, changes)
    floor = _floor(ours, bare, changes)
    ratio = seconds / floor
    count = len(changes)
    with_disputes = f", {merged.conflicts:,} of them concurrent" if disputed else ""
    figures = [
        Figure(
            f"merge {count:,} changes{with_disputes} into {on.size:,} records",
            rate(count, seconds),
            rate(count, floor),
            ratio,
            f"<= {most}",
            ratio <= most,
        ),
        Figure(
            "the same delivery again",
            rate(count, again),
            target=f">= {AGAIN:,}/s",
            holds=count / again >= AGAIN,
        ),
    ]
    for each in (ours, bare):
        each.close()
        shutil.rmtree(each.folder)
    return figures


def _copy(on: Ground, folder: Path) -> Book:
    folder.mkdir()
    shutil.copy(on.desk.book.path, folder / BOOK_FILE)
    return Book(folder, on.desk.book.key, REGISTERS, on.desk.book.clock)


def _merged(book: Book, changes: Iterable[Change]) -> tuple[float, engine.Merged]:
    watch = Watch()
    with watch.running(), book.transaction() as into:
        merged = engine.merge(book, into, changes, proven=True)
    return watch.busy, merged


def _changes(on: Ground, count: int) -> Iterator[Change]:
    """Yield new records and edits of old ones by turns; every third edit is of what lists show."""
    chain = _Chain(DEVICE, on.desk.book.head.lamport)
    new = years(count, on.desk)
    for number, old in enumerate(_spread(on, count // 2)):
        register, id, values = next(new)
        record = on.desk.new_record(register, dict(values), id)
        yield chain.writes(record, flat(type(record), record.values), "add")
        field = _told(type(old)) if number % 3 == 0 else "note"
        yield chain.writes(old, {field: f"Đã xem lại lần {number}"}, "edit")


def _told(register: type[Record]) -> str:
    texts = [one for one in register.search if isinstance(one, Text) and not one.role]
    return next((one.name for one in texts if one not in register.called), "note")


def _spread(on: Ground, count: int) -> Iterator[Record]:
    """Yield records from everywhere in the book."""
    reading = on.desk.reading()
    step = max(1, on.size // count)
    for register in REGISTERS.values():
        cursor = reading.connection.execute(
            f"{rows.shape(register).select} WHERE n % {step} = 0 ORDER BY n"
        )
        for row in cursor:
            yield rows.loaded(register, row)


def _edit_here(book: Book, each: int) -> None:
    """Let the notes of some records be changed here too: the delivery will not know it."""
    chain = _Chain("dddddddddddddddd", book.head.lamport)
    with book.transaction() as into:
        for register in REGISTERS.values():
            found = into.connection.execute(
                f"{rows.shape(register).select} WHERE n % {each} = 0"
            ).fetchall()
            some = [rows.loaded(register, row) for row in found]
            engine.merge(book, into, [chain.writes(one, {"note": "Ở đây"}, "edit") for one in some])


def _floor(ours: Book, bare: Book, changes: list[Change]) -> float:
    """Write what the merge came to with rows, ledger and index lying ready."""
    touched: dict[str, set[str]] = {table: set() for table in REGISTERS}
    for change in changes:
        touched[change.register].add(change.record)
    prepared = [
        (register, *_prepared(ours, bare, register, touched[table]))
        for table, register in REGISTERS.items()
    ]
    ledger_rows = list(map(_cells, changes))
    watch = Watch()
    with watch.running(), bare.transaction() as into, wide_cache(into.connection):
        run = into.connection.executemany
        run(APPEND, ledger_rows)
        for register, new, old, entered, again in prepared:
            marks = ", ".join("?" * (len(rows.shape(register).columns) + 2))
            columns = ", ".join(("n", "id", *rows.shape(register).columns))
            run(f'INSERT INTO "{register.table}" ({columns}) VALUES ({marks})', new)
            run(rows.shape(register).update, old)
            searching.remove(into.connection, register, again)
            searching.put(into.connection, register, entered)
    return watch.busy


def _prepared(
    ours: Book, bare: Book, register: type[Record], ids: set[str]
) -> tuple[list[Any], list[Any], list[tuple[int, Indexed]], list[int]]:
    """Return new rows, changed rows, list entries, and which of them were there before."""
    reading, before = ours.reading(), bare.reading()
    last = before.connection.execute(f'SELECT max(n) FROM "{register.table}"').fetchone()[0] or 0
    new: list[Any] = []
    old: list[Any] = []
    entered: list[tuple[int, Indexed]] = []
    again: list[int] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ",".join("?" * len(part))
        cursor = reading.connection.execute(
            f"{rows.shape(register).select} WHERE id IN ({marks})", part
        )
        for row in cursor:
            (new if row[0] > last else old).append(row if row[0] > last else [*row[2:], row[1]])
        known = {one.id: one for one in before.bring(register, part)}
        records = reading.bring(register, part)
        reading.meet(records)
        for record in records:
            shown = indexed(record, reading)
            if record.id in known:
                if indexed(known[record.id], before) == shown:
                    continue
                again.append(record.place)
            entered.append((record.place, shown))
    return new, old, entered, again


def _empty(on: Ground, folder: Path) -> Book:
    folder.mkdir()
    create(folder, on.desk.book.key, REGISTERS, {"device": "cccccccccccccccc"})
    return Book(folder, on.desk.book.key, REGISTERS, on.desk.book.clock)


def _whole(on: Ground, place: Path) -> list[Figure]:
    """Merge a whole book into an empty one, as a new PC's snapshot comes."""
    book, bare = _empty(on, place / "whole"), _empty(on, place / "bare-whole")
    source = connect(on.desk.book.path, on.desk.book.key, writing=False)
    device, end = on.desk.book.head.device, min(WHOLE, on.desk.book.head.seq)
    reading = Watch()
    with reading.running():
        for _ in engine.changes_between(source, device, 0, end):
            pass
    forget_peak()
    seconds, _ = _merged(book, engine.changes_between(source, device, 0, end))
    memory = peak_mb()
    parts = (
        list(engine.changes_between(source, device, after, min(after + PART, end)))
        for after in range(0, end, PART)
    )
    floor = sum(_floor(book, bare, part) for part in parts)
    for each in (book, bare, source):
        each.close()
    ours, most = seconds - reading.busy, WHOLE_SECONDS * end / WHOLE
    return [
        Figure(
            f"merge {end:,} changes into an empty book",
            f"{ours:.1f} s",
            f"{floor:.1f} s",
            ours / floor,
            f"<= {most:.0f} s",
            holds=ours <= most,
        ),
        Figure(
            "peak memory of that merge",
            f"{memory} MB" if memory else "",
            target=f"<= {MOST_MEMORY} MB",
            holds=memory <= MOST_MEMORY if memory else None,
        ),
    ]
