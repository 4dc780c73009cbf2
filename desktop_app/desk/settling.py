"""Cần xử lý: fields that two PCs wrote without knowing of each other, and numbers held twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.desk.carrying import CarryingActions
from desktop_app.desk.deciding import DecidingActions, before
from desktop_app.desk.marks import chosen_from, label_of, told_line, told_mark
from desktop_app.desk.permission import Action, needs
from desktop_app.model.approval import SUBMITTED
from desktop_app.model.field import Field, Json
from desktop_app.model.identity import masked
from desktop_app.model.kinds import Text
from desktop_app.model.links import Rows
from desktop_app.model.record import Record
from desktop_app.store import ledger, lists
from desktop_app.store.change import APPROVAL, DELETED, Change
from desktop_app.store.fold import state_at
from desktop_app.sync.myself import myself

NO_LINE = "bỏ dòng này"
UNIQUE_ROLES = ("citizen_number", "old_citizen_number")


@dataclass(frozen=True)
class Version:
    """One of the values that stand against each other: whose, where and when it was written."""

    value: Json
    shown: str
    officer: str
    officer_id: str
    device: str
    device_name: str
    here: bool
    wall: str


@dataclass(frozen=True)
class Conflict:
    """A field of a record with several values; *before* is what all of them had seen.

    *old* is its value. Of an approval a value is the state, and *old* is to submit it anew:
    what two PCs did with it has no effect until then.
    """

    register: str
    id: str
    caption: str
    field: str
    label: str
    before: str
    old: Json
    versions: list[Version]

    @property
    def deletion(self) -> bool:
        """Tell whether the record was deleted on one PC while another went on with it."""
        return self.field == DELETED

    @property
    def approval(self) -> bool:
        """Tell whether two PCs took different steps of the record's approval."""
        return self.field == APPROVAL


@dataclass(frozen=True)
class Twice:
    """A number that several live records hold, as a list may show it."""

    register: str
    label: str
    value: str
    ids: list[str]


class SettlingActions(CarryingActions, DecidingActions):
    """What a merge left to the officers."""

    @needs(Action.READ)
    def conflicts(self) -> list[Conflict]:
        """Return every open conflict, register by register."""
        connection = self.reading().connection
        return [
            conflict
            for kind in self.registers.values()
            for id in lists.disputed(connection, kind)
            for conflict in self.conflicts_of(id)
        ]

    @needs(Action.READ)
    def conflicts_of(self, id: str) -> list[Conflict]:
        """Return the open conflicts of one record.

        None of a restricted record that wants a reason first: its officer or the chief decides.
        """
        record = self.record(id)
        if record is None or not record.disputed or self.wants_reason(record):
            return []
        changes = ledger.changes_of(self.reading().connection, id)
        order = {name: place for place, name in enumerate(record.fields)}
        keys = sorted(record.disputed, key=lambda key: order.get(key.partition("/")[0], -1))
        return [self._conflict(record, key, record.disputed[key], changes) for key in keys]

    @needs(Action.READ)
    def numbers_twice(self) -> list[Twice]:
        """Return the numbers of identity and of the books that several live records hold."""
        return [
            Twice(kind.table, field.label, masked(value) if field.masked else value, ids)
            for kind in self.registers.values()
            for field in _unique(kind)
            for value, ids in lists.held_twice(self.reading().connection, kind, field)
        ]

    @needs(Action.READ)
    def unsettled(self) -> int:
        """Return how many records are in conflict or not wholly erased, numbers held twice."""
        if self.uncarried() is None:
            return 0
        connection = self.reading().connection
        disputed = sum(len(lists.disputed(connection, kind)) for kind in self.registers.values())
        return disputed + len(self.numbers_twice()) + len(self.not_wholly_erased())

    def _conflict(
        self, record: Record, key: str, names: list[str], changes: list[Change]
    ) -> Conflict:
        known = {change.name: change for change in changes}
        name = key.partition("/")[0]
        field = record.fields.get(name)
        versions = [
            self._version(record, key, field, known[one], changes) for one in names if one in known
        ]
        past = before(record, key, changes)
        seen, old = past is not None, past.flat.get(key) if past else None
        if key == APPROVAL:
            seen, old = True, SUBMITTED
        return Conflict(
            record.table,
            record.id,
            record.caption(self.reading()),
            key,
            label_of(record, key),
            self._shown(record, key, field, old) if seen else "",
            old,
            versions,
        )

    def _version(
        self,
        record: Record,
        key: str,
        field: Field[Json] | None,
        change: Change,
        changes: list[Change],
    ) -> Version:
        state = state_at(changes, change.name, record.together)
        value = state.flat.get(key) if state else None
        return Version(
            chosen_from(key, value),
            self._shown(record, key, field, value),
            self.caption(change.officer),
            change.officer,
            change.device,
            self._pc(change.device),
            change.device == self.book.head.device,
            change.wall,
        )

    def _pc(self, device: str) -> str:
        known = myself(self.book).roster.devices.get(device)
        return known.name if known else device

    def _shown(self, record: Record, key: str, field: Field[Json] | None, value: Json) -> str:
        if field is None:
            return told_mark(key, value, self.reading())
        if "/" in key and isinstance(field, Rows):
            return told_line(field.entry(value), self.reading()) if value else NO_LINE
        if value is None:
            return ""
        return type(record)({field.name: value}, record.id).told(field, self.reading())


def _unique(kind: type[Record]) -> Iterator[Field[Json]]:
    yield from (
        field
        for field in kind.fields.values()
        if field.role in UNIQUE_ROLES or (isinstance(field, Text) and field is kind.number)
    )
