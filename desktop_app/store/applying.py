"""Changes that are in the ledger brought into the rows and lists of their records.

Rows first, for all of them; then the lists, which show what other records are called.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from desktop_app.model.field import Json
from desktop_app.model.listing import indexed
from desktop_app.model.record import Record
from desktop_app.store import attachments, drafts, ledger, pointing, rows, searching
from desktop_app.store.advancing import (
    CONFLICTS_AT,
    Step,
    advanced,
    begun,
    in_order,
    layout,
)
from desktop_app.store.book import Book
from desktop_app.store.fold import folded_state
from desktop_app.store.reading import Reading
from desktop_app.store.receiving import Received

TOGETHER = 2_000
PART = 500
MISSING = "missing"  # ids that merged records point to and nothing is known of yet
MOST_KEPT = 20_000  # new records that are not read again for the lists
_NEW = (
    "SELECT register, record, lamport, device, seq, parents, payload FROM change "
    "WHERE n > ? ORDER BY n"
)
_Row = list[Any]
_Standing = dict[str, tuple[int, _Row]]  # by id: local number and cells, id apart


class Applying:
    """Rows and lists of one transaction brought up to what the ledger amounts to.

    ``records`` are (register, id) of all records touched, ``new`` how many of them were not here
    before, ``missing`` the ids that records point to and nothing is known of.
    """

    def __init__(self, into: Reading, missing: set[str]) -> None:
        into.forget()
        self._into = into
        self.missing = missing
        self._run = into.connection.execute
        self._last = {table: self._highest(table) for table in into.registers}
        self.records: list[tuple[str, str]] = []
        self.new = 0
        self._folded: set[str] = set()
        self._changed: set[str] = set()
        self._kept: dict[str, Record] = {}
        self._disputes: dict[str, tuple[Json, Json]] = {}
        self._relisted: dict[str, set[int]] = defaultdict(set)
        self._renamed: dict[str, set[str]] = defaultdict(set)

    @property
    def conflicts(self) -> int:
        """How many records are in conflict now and were not in the same one before."""
        return sum(now is not None and now != old for old, now in self._disputes.values())

    def _highest(self, table: str) -> int:
        return int(self._run(f'SELECT max(n) FROM "{table}"').fetchone()[0] or 0)

    def changes(self, first: int, total: int, told: ledger.Progress | None = None) -> None:
        """Bring in the *total* changes of the ledger after number *first*."""
        cursor, done = self._run(_NEW, (first,)), 0
        while part := cursor.fetchmany(TOGETHER):
            for table, steps in _by_register(part).items():
                if table in self._into.registers:
                    self._advance(self._into.registers[table], steps)
            done += len(part)
            if told:
                told(done, total)

    def _advance(self, register: type[Record], steps: dict[str, list[Step]]) -> None:
        standing = self._standing(register, list(steps))
        entered: list[tuple[str, _Row]] = []
        folding: list[str] = []
        for id, given in steps.items():
            if id in self._folded:
                continue
            if id in standing:
                moved = _moved(register, standing[id][1], in_order(given))
            else:
                moved = self._begun(register, id, in_order(given))
            if moved is None:
                folding.append(id)
            else:
                entered.append((id, moved))
        entered += self._fold(register, folding)
        self._write(register, standing, entered)

    def _begun(self, register: type[Record], id: str, steps: list[Step]) -> _Row | None:
        """Return the row of a new record; one of a single change is kept for the lists."""
        state = begun(register, steps[0])
        if state is None:
            return None
        if len(steps) == 1 and len(self._kept) < MOST_KEPT:
            self._kept[id] = register(state.values, id)
        return _moved(register, rows.cells(register, state), steps[1:])

    def fold(self, touched: Iterable[tuple[str, str]]) -> None:
        """Fold records, given as (register, id), anew from all their changes."""
        wanted: dict[str, dict[str, None]] = defaultdict(dict)
        for table, id in touched:
            if table in self._into.registers and id not in self._folded:
                wanted[table][id] = None
        for table, ids in wanted.items():
            register = self._into.registers[table]
            for part in _parts(list(ids), TOGETHER):
                standing = self._standing(register, part)
                self._write(register, standing, list(self._fold(register, part)))

    def _fold(self, register: type[Record], ids: Sequence[str]) -> Iterator[tuple[str, _Row]]:
        self._folded.update(ids)
        for part in _parts(ids, PART):
            for id, changes in ledger.changes_of_each(self._into.connection, part):
                yield id, rows.cells(register, folded_state(changes, register.together))

    def _standing(self, register: type[Record], ids: Sequence[str]) -> _Standing:
        found: _Standing = {}
        for part in _parts(ids, PART):
            marks = ",".join("?" * len(part))
            statement = f"{rows.shape(register).select} WHERE id IN ({marks})"
            found.update((row[1], (row[0], list(row[2:]))) for row in self._run(statement, part))
        return found

    def _write(
        self, register: type[Record], standing: _Standing, entered: Sequence[tuple[str, _Row]]
    ) -> None:
        new: list[_Row] = []
        columns = rows.shape(register).columns
        altered: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
        for id, row in entered:
            if id not in standing:
                self._note_new(register.table, id, row)
                new.append([id, *row])
                continue
            number, old = standing[id]
            places = [at for at, cell in enumerate(row) if cell != old[at]]
            if places:
                names = tuple([columns[at] for at in places])
                altered[names].append([*[row[at] for at in places], number])
            self._note_disputes(id, old[CONFLICTS_AT], row[CONFLICTS_AT])
            self._note_changed(register, id, number, places)
        self._into.connection.executemany(rows.shape(register).insert, new)
        for names, cells in altered.items():
            settings = ", ".join(f"{name} = ?" for name in names)
            statement = f'UPDATE "{register.table}" SET {settings} WHERE n = ?'
            self._into.connection.executemany(statement, cells)

    def _note_new(self, table: str, id: str, row: _Row) -> None:
        self.new += 1
        self.records.append((table, id))
        self._note_disputes(id, None, row[CONFLICTS_AT])
        if id in self.missing:
            self.missing.discard(id)
            self._renamed[table].add(id)

    def _note_disputes(self, id: str, before: Json, now: Json) -> None:
        if before is not None or now is not None:
            self._disputes[id] = self._disputes.get(id, (before,))[0], now

    def _note_changed(
        self, register: type[Record], id: str, number: int, places: Sequence[int]
    ) -> None:
        table, form = register.table, layout(register)
        if not form.naming.isdisjoint(places):
            self._renamed[table].add(id)
        if number > self._last[table]:
            self._kept.pop(id, None)
            return
        if id not in self._changed:
            self._changed.add(id)
            self.records.append((table, id))
        if not form.listed.isdisjoint(places):
            self._relisted[table].add(number)

    def lists(self) -> None:
        """Bring the lists up to date with all that was entered and with whatever shows it."""
        showing = pointing.dependents(self._into, self._renamed)
        for table, register in self._into.registers.items():
            last = self._last[table]
            again = {n for n in showing.get(table, ()) if n <= last} | self._relisted[table]
            for part in _parts(sorted(again), PART):
                searching.remove(self._into.connection, register, part)
                found = rows.by_numbers(self._into.connection, register, part)
                self._list(register, list(found.values()))
            self._list_new(register, last)

    def _list_new(self, register: type[Record], last: int) -> None:
        numbers = self._run(f'SELECT n, id FROM "{register.table}" WHERE n > ? ORDER BY n', (last,))
        while part := numbers.fetchmany(PART):
            records: list[Record] = []
            again: list[int] = []
            for number, id in part:
                record = self._kept.pop(id, None)
                if record is None:
                    again.append(number)
                else:
                    record.place = number
                    records.append(record)
            found = rows.by_numbers(self._into.connection, register, again)
            self._list(register, [*records, *found.values()])

    def _list(self, register: type[Record], records: Sequence[Record]) -> None:
        self.missing |= self._into.meet(records)
        live = [record for record in records if not record.deleted]
        entered = [(record.place, indexed(record, self._into)) for record in live]
        searching.put(self._into.connection, register, entered)


def _forget(into: Reading, erased: Iterable[tuple[str, str]]) -> None:
    """Let nothing else of this PC still hold what an erasure took away."""
    tables = set()
    for table, record in erased:
        drafts.drop_of(into.connection, record)
        tables.add(table)
    if tables:
        attachments.drop_unnamed(into.connection)
    for table in tables & into.registers.keys():
        searching.compact(into.connection, table)


def brought_in(
    book: Book, into: Reading, came: Received, progress: ledger.Progress | None = None
) -> Applying:
    """Bring what *came* into the ledger into rows and lists; return what that touched."""
    missing = set(orjson.loads(book.meta(MISSING) or "[]"))
    applying = Applying(into, set(missing))
    applying.changes(came.first, came.entered, progress)
    applying.fold(came.blanked)
    applying.lists()
    _forget(into, came.blanked)
    if applying.missing != missing:
        book.set_meta(MISSING, orjson.dumps(sorted(applying.missing)).decode())
    into.forget()
    return applying


def _by_register(part: Iterable[Sequence[Any]]) -> dict[str, dict[str, list[Step]]]:
    found: dict[str, dict[str, list[Step]]] = defaultdict(lambda: defaultdict(list))
    for table, *rest in part:
        found[table][rest[0]].append(Step(*rest))
    return found


def _moved(register: type[Record], row: _Row | None, steps: list[Step]) -> _Row | None:
    """Return a row moved on by *steps*; None when its record must be folded."""
    for step in steps:
        if row is None:
            break
        row = advanced(register, row, step)
    return row


def _parts(whole: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(whole), size):
        yield whole[start : start + size]
