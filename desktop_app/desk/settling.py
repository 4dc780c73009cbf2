"""Cần xử lý: fields that two PCs wrote without knowing of each other, and numbers held twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.desk.altering import altered
from desktop_app.desk.approving import APPROVE, CLOSE, RETURN, SUBMIT, ApprovalActions
from desktop_app.desk.carrying import CarryingActions
from desktop_app.desk.erasing import ErasureActions
from desktop_app.desk.marks import chosen_from, label_of, told_mark
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import Refused, Saved
from desktop_app.model.approval import APPROVED, CLOSED, RETURNED, SUBMITTED
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Text
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.model.validation import cleaned
from desktop_app.store import ledger, lists, writing
from desktop_app.store.change import APPROVAL, DELETED, Change
from desktop_app.store.fold import state_at
from desktop_app.store.reading import Reading
from desktop_app.sync.myself import myself

UNIQUE_ROLES = ("citizen_number", "old_citizen_number")
WHY = "xử lý xung đột"


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
    """A number that several live records hold."""

    register: str
    label: str
    value: str
    ids: list[str]


class SettlingActions(CarryingActions, ErasureActions, ApprovalActions):
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
            Twice(kind.table, field.label, value, ids)
            for kind in self.registers.values()
            for field in _unique(kind)
            for value, ids in lists.held_twice(self.reading().connection, kind, field)
        ]

    @needs(Action.WRITE)
    def decide(self, register: str, id: str, key: str, value: Json, why: str = "") -> Saved:
        """Let one value hold for a field in conflict; the others stay in the history.

        *key* is a field, an entry of a child list (``members/…``), the deletion (``$deleted``:
        True or False) or the approval (``$approval``: a state, whose step is then taken anew by
        who may take it; ``submitted`` lets the chief begin again). Raises Refused, Trouble;
        ReasonNeeded without *why* where a restricted record is another officer's.
        """
        record = self.known(register, id)
        self.approach(record, Action.WRITE, why)
        self._ensure_open(record, {key: value})
        with self.book.transaction(prompt=True) as into:
            return self._decided(into, record, key, value)

    @needs(Action.WRITE)
    def decide_all(self, register: str, id: str, chosen: dict[str, Json]) -> list[Saved]:
        """Decide for several fields of a record in one go: keys and values as for ``decide``.

        All is kept, or nothing. The fields are one change; lines of child lists, the deletion and
        the approval follow, which a deleted record waits for anew. Raises Refused, Trouble.
        """
        record = self.known(register, id)
        self.approach(record, Action.WRITE)
        fields = {key: value for key, value in chosen.items() if key in record.fields}
        others = {key: value for key, value in chosen.items() if key not in fields}
        if (last := others.pop(APPROVAL, None)) is not None:
            others[APPROVAL] = SUBMITTED if others.get(DELETED) else last
        self._ensure_open(record, others)
        with self.book.transaction(prompt=True) as into:
            saved = [self._corrected(into, record, fields)] if fields else []
            return saved + [self._decided(into, record, key, others[key]) for key in others]

    @needs(Action.READ)
    def unsettled(self) -> int:
        """Return how many records are in conflict or not wholly erased, numbers held twice."""
        if self.uncarried() is None:
            return 0
        connection = self.reading().connection
        disputed = sum(len(lists.disputed(connection, kind)) for kind in self.registers.values())
        return disputed + len(self.numbers_twice()) + len(self.not_wholly_erased())

    def _ensure_open(self, record: Record, chosen: dict[str, Json]) -> None:
        """Raise Trouble when a key is not in conflict, or not the officer's to decide."""
        disputed = {each.partition("/")[0] for each in record.disputed}
        for key in chosen:
            if key not in record.disputed and key.partition("/")[0] not in disputed:
                raise Trouble(
                    f"Mục «{key}» của hồ sơ này không có xung đột.",
                    "Chưa có gì bị thay đổi.",
                    "Hãy xem lại danh sách Cần xử lý.",
                    "XD-01",
                )
        if chosen.get(APPROVAL, SUBMITTED) != SUBMITTED:
            self.approach(record, Action.APPROVE)

    def _decided(self, into: Reading, record: Record, key: str, value: Json) -> Saved:
        """Let a value hold, inside a transaction."""
        if key in record.fields:
            return self._corrected(into, record, {key: value})
        old = into.record(record.id) or record
        if key == APPROVAL:
            return self._approval_decided(into, old, value)
        fields = writing.deletion(deleted=bool(value)) if key == DELETED else {key: value}
        return self._alter(into, old, fields, "decide", "")

    def _approval_decided(self, into: Reading, record: Record, state: Json) -> Saved:
        """Take the step that leads to *state* on the record as it is now."""
        if state in (APPROVED, CLOSED):
            saved = self._stepped(into, APPROVE, record)
            return self._stepped(into, CLOSE, record) if state == CLOSED else saved
        if state == RETURNED:
            return self._stepped(into, RETURN, record, self._remark(record))
        if state == SUBMITTED:
            return self._alter(into, record, writing.approval(record, SUBMITTED), SUBMIT, "")
        raise Trouble(
            f"«{state}» không phải bước duyệt để chọn.",
            "Chưa có gì bị thay đổi.",
            f"Hãy chọn một trong: {', '.join((SUBMITTED, RETURNED, APPROVED, CLOSED))}.",
            "XD-08",
        )

    def _corrected(self, into: Reading, record: Record, fields: dict[str, Json]) -> Saved:
        kept, wrong = cleaned(type(record), fields)
        if wrong:
            raise Refused(wrong)
        old = self._alive(into, record.table, record.id)
        saved = self.write(into, old, altered(old, kept, into), WHY)
        self.saved_at = self.present
        return saved

    def _remark(self, record: Record) -> str:
        """Return the remark with which one of the PCs returned the record."""
        changes = ledger.changes_of(self.reading().connection, record.id)
        marks = [
            one.content()["fields"].get(APPROVAL) or {}
            for one in changes
            if one.name in record.disputed[APPROVAL]
        ]
        return next((mark["remark"] for mark in marks if mark.get("remark")), WHY)

    def _conflict(
        self, record: Record, key: str, names: list[str], changes: list[Change]
    ) -> Conflict:
        known = {change.name: change for change in changes}
        name = key.partition("/")[0]
        field = record.fields.get(name)
        versions = [
            self._version(record, key, field, known[one], changes) for one in names if one in known
        ]
        seen, old = _before(record, key, names, known, changes)
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
        if value is None:
            return ""
        _, slash, row = key.partition("/")
        whole = [{"id": row, **value}] if slash else value
        return type(record)({field.name: whole}, record.id).told(field, self.reading())


def _before(
    record: Record,
    key: str,
    names: list[str],
    known: dict[str, Change],
    changes: list[Change],
) -> tuple[bool, Json]:
    """Return what stood there before any of them, as far as one change tells it."""
    parents = [known[one].parent_names() for one in names if one in known]
    common = set(parents[0]).intersection(*parents[1:]) if parents else set()
    state = state_at(changes, sorted(common)[0], record.together) if common else None
    return state is not None, state.flat.get(key) if state else None


def _unique(kind: type[Record]) -> Iterator[Field[Json]]:
    yield from (
        field
        for field in kind.fields.values()
        if field.role in UNIQUE_ROLES or (isinstance(field, Text) and field is kind.number)
    )
