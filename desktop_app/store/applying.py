"""Changes that are in the ledger brought into the rows and lists of their records.

A new record comes into the lists as soon as its part of the changes has come into rows. At the
end the lists follow what else was changed, and what others are called by then.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

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
from desktop_app.store.reading import Reading, pointed_to
from desktop_app.store.receiving import Received

TOGETHER = 2_000
PART = 500
MISSING = "missing"  # ids that merged records point to and nothing is known of yet
_NEW = (
    "SELECT register, record, lamport, device, seq, parents, payload FROM change "
    "WHERE n > ? ORDER BY n"
)
_Row = list[Any]
_Standing = dict[str, tuple[int, _Row]]  # by id: local number and cells, id apart


class Applying:
    """Rows and lists of one transaction brought up to what the ledger amounts to.

    ``new`` counts records that were not here before, ``changed`` others; ``missing`` are the ids
    that records point to and nothing is known of.
    """

    def __init__(self, into: Reading, missing: set[str]) -> None:
        into.forget()
        self._into = into
        self.missing = missing
        self._run = into.connection.execute
        self._last = {table: self._highest(table) for table in into.registers}
        self._newest = dict(self._last)
        self._pointed_to = pointed_to(into.registers)
        self.new = 0
        self._folded: set[str] = set()
        self._changed: set[str] = set()
        self._begun: dict[str, Record] = {}
        self._unlisted: dict[str, list[Record]] = defaultdict(list)
        self._disputes: dict[str, tuple[str | None, str | None]] = {}
        self._relisted: dict[str, set[int]] = defaultdict(set)
        self._renamed: dict[str, set[str]] = defaultdict(set)

    @property
    def changed(self) -> int:
        """How many records that were here before are not what they were."""
        return len(self._changed)

    @property
    def conflicts(self) -> int:
        """How many records are in conflict now and were not in the same one before."""
        return sum(
            now is not None and _disputed(now) != _disputed(old)
            for old, now in self._disputes.values()
        )

    def _highest(self, table: str) -> int:
        return int(self._run(f'SELECT max(n) FROM "{table}"').fetchone()[0] or 0)

    def changes(self, first: int, total: int, told: ledger.Progress | None = None) -> None:
        """Bring in the *total* changes of the ledger after number *first*."""
        cursor, done = self._run(_NEW, (first,)), 0
        while part := cursor.fetchmany(TOGETHER):
            for table, steps in _by_register(part).items():
                if table in self._into.registers:
                    self._advance(self._into.registers[table], steps)
            self._list_new()
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
                moved = self._begin(register, id, in_order(given))
            if moved is None:
                folding.append(id)
            else:
                entered.append((id, moved))
        entered += self._fold(register, folding)
        self._write(register, standing, entered)

    def _begin(self, register: type[Record], id: str, steps: list[Step]) -> _Row | None:
        """Return the row of a new record; one of a single change is kept for the lists."""
        values = begun(register, steps[0])
        if values is None:
            return None
        row = rows.first_cells(register, *values)
        if len(steps) == 1:
            self._begun[id] = register(values[0], id)
        return _moved(register, row, steps[1:])

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
                self._list_new()

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
        form, table = rows.shape(register), register.table
        altered: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
        for id, row in entered:
            if id not in standing:
                self._newest[table] += 1
                new.append([self._newest[table], id, *row])
                self._note_new(register, new[-1])
                continue
            number, old = standing[id]
            places = [at for at, cell in enumerate(row) if cell != old[at]]
            if places:
                names = tuple([form.columns[at] for at in places])
                altered[names].append([*[row[at] for at in places], number])
            self._note_disputes(id, old[CONFLICTS_AT], row[CONFLICTS_AT])
            self._note_changed(register, id, number, places)
        self._into.connection.executemany(form.insert_at, new)
        for names, cells in altered.items():
            settings = ", ".join(f"{name} = ?" for name in names)
            statement = f'UPDATE "{table}" SET {settings} WHERE n = ?'
            self._into.connection.executemany(statement, cells)

    def _note_new(self, register: type[Record], row: _Row) -> None:
        """Note a new record, given as its whole row."""
        table, id = register.table, row[1]
        self.new += 1
        self._note_disputes(id, None, row[2 + CONFLICTS_AT])
        if id in self.missing:
            self.missing.discard(id)
            self._renamed[table].add(id)
        record = self._begun.pop(id, None) or rows.loaded(register, row)
        record.place = row[0]
        if table in self._pointed_to:
            self._into.keep(record)
        if not record.deleted:
            self._unlisted[table].append(record)

    def _note_disputes(self, id: str, before: str | None, now: str | None) -> None:
        if before is not None or now is not None:
            self._disputes[id] = self._disputes.get(id, (before,))[0], now

    def _note_changed(
        self, register: type[Record], id: str, number: int, places: Sequence[int]
    ) -> None:
        table, form = register.table, layout(register)
        self._into.forget([id])
        if not form.naming.isdisjoint(places):
            self._renamed[table].add(id)
        if not form.listed.isdisjoint(places):
            self._relisted[table].add(number)
        if number <= self._last[table]:
            self._changed.add(id)

    def lists(self) -> None:
        """Bring the lists up to date with all that was changed and with whatever shows it."""
        self._into.forget()  # some may be called by what they show, and remember how
        showing = pointing.dependents(self._into, self._renamed)
        for table, register in self._into.registers.items():
            again = sorted(showing.get(table, set()) | self._relisted[table])
            searching.remove(self._into.connection, register, again)
            for part in _parts(again, PART):  # in order: FTS5 writes out whatever comes before
                found = rows.by_numbers(self._into.connection, register, part)
                self._list(register, [one for one in found.values() if not one.deleted])

    def _list_new(self) -> None:
        for table, records in self._unlisted.items():
            self._list(self._into.registers[table], records)
        self._unlisted.clear()

    def _list(self, register: type[Record], records: Sequence[Record]) -> None:
        for part in _parts(records, PART):
            self.missing |= self._into.meet(part)
            entered = [(record.place, indexed(record, self._into)) for record in part]
            searching.put(self._into.connection, register, entered)


def _disputed(cell: str | None) -> dict[str, set[str]]:
    """Return who disagrees about what; an erasure may turn round the order they are told in."""
    return {name: set(who) for name, who in orjson.loads(cell or "{}").items()}


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
