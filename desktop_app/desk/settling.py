"""Cần xử lý: fields that two PCs wrote without knowing of each other, and numbers held twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.desk.carrying import CarryingActions
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import RecordActions, Saved
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Text
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.store import ledger, lists, writing
from desktop_app.store.change import DELETED, Change
from desktop_app.store.fold import state_at
from desktop_app.store.writing import Deed
from desktop_app.sync.myself import myself

UNIQUE_ROLES = ("citizen_number", "old_citizen_number")
DELETION = "Xóa hay giữ hồ sơ"
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

    *old* is its value.
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


@dataclass(frozen=True)
class Twice:
    """A number that several live records hold."""

    register: str
    label: str
    value: str
    ids: list[str]


class SettlingActions(CarryingActions, RecordActions):
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

        *key* is a field, an entry of a child list (``members/…``) or the deletion
        (``$deleted``: True or False). Raises Refused, Trouble; ReasonNeeded without *why* where
        a restricted record is another officer's.
        """
        record = self.known(register, id)
        self.approach(record, Action.WRITE, why)
        name = key.partition("/")[0]
        if not any(each == key or each.partition("/")[0] == name for each in record.disputed):
            raise Trouble(
                f"Mục «{key}» của hồ sơ này không có xung đột.",
                "Chưa có gì bị thay đổi.",
                "Hãy xem lại danh sách Cần xử lý.",
                "XD-01",
            )
        if key == DELETED:
            return self._decided(record, writing.deletion(deleted=bool(value)))
        if name != key:
            return self._decided(record, {key: value})
        return self.edit(register, id, {key: value}, reason=WHY)

    @needs(Action.WRITE)
    def decide_all(self, register: str, id: str, chosen: dict[str, Json]) -> list[Saved]:
        """Decide for several fields of a record in one go: keys and values as for ``decide``.

        The fields are one change, refused or kept as a whole; lines of child lists and the
        deletion follow. Raises Refused, Trouble.
        """
        fields = {key: value for key, value in chosen.items() if _plain(key)}
        saved = []
        if fields:
            self.approach(self.known(register, id), Action.WRITE)
            saved.append(self.edit(register, id, fields, reason=WHY))
        return saved + [
            self.decide(register, id, key, value)
            for key, value in chosen.items()
            if not _plain(key)
        ]

    @needs(Action.READ)
    def unsettled(self) -> int:
        """Return how many records are in conflict and how many numbers are held twice."""
        if self.uncarried() is None:
            return 0
        connection = self.reading().connection
        disputed = sum(len(lists.disputed(connection, kind)) for kind in self.registers.values())
        return disputed + len(self.numbers_twice())

    def _decided(self, record: Record, fields: dict[str, Json]) -> Saved:
        with self.book.transaction() as into:
            old = into.record(record.id) or record
            change = writing.alter(self.book, into, old, fields, Deed(self.me, "decide"))
        return Saved(record.id, change.seq)

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
        return Conflict(
            record.table,
            record.id,
            record.caption(self.reading()),
            key,
            field.label if field else DELETION if key == DELETED else key,
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
            value,
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
        if key == DELETED:
            return "xóa" if value else "giữ"
        if field is None or value is None:
            return "" if value is None else str(value)
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


def _plain(key: str) -> bool:
    """Tell whether a key names a whole field, not a line of a child list nor the deletion."""
    return key != DELETED and "/" not in key


def _unique(kind: type[Record]) -> Iterator[Field[Json]]:
    yield from (
        field
        for field in kind.fields.values()
        if field.role in UNIQUE_ROLES or (isinstance(field, Text) and field is kind.number)
    )
