"""Saving: one change appended, the tables and lists that follow from it brought up to date.

Everything here runs inside ``Book.transaction``; either all of it is kept or nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from desktop_app.model.field import Json
from desktop_app.model.listing import indexed
from desktop_app.model.moments import VIETNAM
from desktop_app.model.record import Record
from desktop_app.model.text import clean_lines
from desktop_app.store import ledger, rows, searching
from desktop_app.store.book import Book
from desktop_app.store.change import APPROVAL, DELETED, DRAFT, Change, flat, payload_of
from desktop_app.store.fold import State, folded_state
from desktop_app.store.reading import Reading

TOGETHER = 2_000  # far fewer than a Reading remembers, so that none is looked for in the ledger


@dataclass(frozen=True)
class Deed:
    """Who does something, what kind of thing it is, why, and the warnings passed."""

    officer: str
    kind: str
    reason: str = ""
    passed: Sequence[str] = ()


class Adding:
    """New records of one transaction.

    A record's row is written at once, for the rules of the next may ask for it; the ledger and
    the lists, which they do not ask, are written for many together: at the latest by ``finish``.
    """

    def __init__(self, book: Book, into: Reading) -> None:
        self.into = into
        self._book = book
        self._changes: dict[str, Change] = {}
        self._entered: dict[type[Record], list[searching.Entered]] = defaultdict(list)

    def add(self, record: Record, deed: Deed) -> Change:
        """Chain the first change of a new record and write its row."""
        register = type(record)
        fields = flat(register, record.values)
        if record.draft:
            fields[DRAFT] = True
        payload = payload_of(fields, deed.kind, deed.reason, deed.passed)
        what = (wall(self.into.present), deed.officer, register.table, record.id, "")
        change = ledger.chained_on(self._book.head, what, payload)
        state = State(fields, [change.name], 1)
        record.place = rows.insert(self.into.connection, register, record.id, state)
        record.version, record.heads = 1, change.name
        self._changes[record.id] = change
        self._entered[register].append((record.place, indexed(record, self.into)))
        self.into.keep(record)
        if len(self._changes) == TOGETHER:
            self.finish()
        return change

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return at least those of *ids* that any change is of, also one still to be written."""
        return {*self.into.known(ids), *self._changes}

    def finish(self) -> None:
        """Write the changes into the ledger, the records into the lists."""
        ledger.append(self.into.connection, self._changes.values())
        for register, entered in self._entered.items():
            searching.put(self.into.connection, register, entered)
        self._changes.clear()
        self._entered.clear()


@contextmanager
def adding(book: Book, into: Reading) -> Iterator[Adding]:
    """Let new records be added one after the other; without an error all are then entered."""
    some = Adding(book, into)
    yield some
    some.finish()


def add(book: Book, into: Reading, record: Record, deed: Deed) -> Change:
    """Append the first change of a new record and enter it everywhere."""
    with adding(book, into) as some:
        return some.add(record, deed)


def alter(book: Book, into: Reading, record: Record, fields: dict[str, Json], deed: Deed) -> Change:
    """Append a change of an existing record (*fields* flattened, None empties) and apply it."""
    register = type(record)
    payload = payload_of(fields, deed.kind, clean_lines(deed.reason), deed.passed)
    what = (wall(into.present), deed.officer, register.table, record.id, record.heads)
    change = ledger.chained_on(book.head, what, payload)
    ledger.append(into.connection, [change])
    apply(into, record)
    return change


def apply(into: Reading, old: Record) -> None:
    """Fold a record's changes again and bring its row and the lists up to date."""
    register = type(old)
    state = folded_state(ledger.changes_of(into.connection, old.id), register.together)
    rows.update(into.connection, register, old.id, state)
    into.forget([old.id])
    new = into.record(old.id)
    if new is None:
        raise LookupError(old.id)
    searching.refresh(into, new)
    if searching.renamed(old, new) or old.deleted != new.deleted:
        searching.refresh_dependents(into, new)


def difference(
    register: type[Record], old: dict[str, Json], new: dict[str, Json]
) -> dict[str, Json]:
    """Return the flattened fields by which *new* differs from *old*; None where emptied."""
    before, after = flat(register, old), flat(register, new)
    changed = {key: value for key, value in after.items() if before.get(key) != value}
    return changed | {key: None for key in before if key not in after}


def decided(old: Record, given: Iterable[str], new: dict[str, Json]) -> dict[str, Json]:
    """Return the disputed fields among the *given* ones: writing one again decides for it."""
    after = flat(type(old), new)
    return {key: after.get(key) for key in old.disputed if key.partition("/")[0] in given}


def marks_difference(old: State, new: State) -> dict[str, Json]:
    """Return the whole difference of two states, also whether it is a draft or deleted.

    Not of their approval: that has its own steps, and undoing is none of them.
    """
    changed = {key: value for key, value in new.flat.items() if old.flat.get(key) != value}
    changed |= {key: None for key in old.flat if key not in new.flat}
    changed.pop(APPROVAL, None)
    return changed


def deletion(*, deleted: bool) -> dict[str, Json]:
    """Return the fields of a change that deletes or brings back."""
    return {DELETED: True if deleted else None}


def completion(*, draft: bool) -> dict[str, Json]:
    """Return the fields of a change that makes a draft or completes it."""
    return {DRAFT: True if draft else None}


def approval(record: Record, state: str, remark: str = "") -> dict[str, Json]:
    """Return the field of a change that brings the approval of *record*, as it is, to a state."""
    mark: dict[str, Json] = {"state": state, "heads": record.heads.split(",")}
    return {APPROVAL: {**mark, "remark": remark} if remark else mark}


def wall(moment: datetime) -> str:
    """Return a moment as the ledger shows it, with Vietnam's offset."""
    return moment.replace(tzinfo=VIETNAM).isoformat(timespec="seconds")
