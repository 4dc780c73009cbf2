"""The history of a record: who, when, old and new, why, and which warnings were passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.desk.altering import approval_not_undone, ensure_supplement
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import RecordActions, Saved
from desktop_app.desk.standing import refuse_erased
from desktop_app.model.approval import NONE
from desktop_app.model.field import Json
from desktop_app.model.trouble import Trouble
from desktop_app.store import ledger, writing
from desktop_app.store.change import DELETED, Change
from desktop_app.store.fold import State, Together, folded_state, state_at
from desktop_app.store.reading import Reading


@dataclass(frozen=True)
class HistoryLine:
    """One change as an officer reads it; *fields* gives old and new value by field name."""

    device: str
    seq: int
    officer: str
    officer_id: str
    wall: str
    reason: str
    fields: dict[str, tuple[Json, Json]]
    parents: list[str]
    kind: str
    passed: list[str]


class HistoryActions(RecordActions):
    """Reading what happened to a record, and bringing it or a field of it back."""

    @needs(Action.READ)
    def history(self, register: str, id: str, why: str = "") -> list[HistoryLine]:
        """Return a record's changes, oldest first. Raises ReasonNeeded as ``open`` does."""
        record = self.known(register, id)
        self.approach(record, Action.READ, why)
        if self.restricted(record):
            self.note_access("history", register, id)
        changes = ledger.changes_of(self.reading().connection, id)
        return [self._line(changes, change, record.together) for change in changes]

    @needs(Action.WRITE)
    def undo(
        self, register: str, id: str, to: tuple[str, int] | None = None, why: str = ""
    ) -> Saved:
        """Undo the last change, or bring the record back to how it was after change *to*.

        Its approval stays: a step of approval as the last change is refused.
        """
        self.approach(self.known(register, id), Action.WRITE, why)
        with self.book.transaction(prompt=True) as into:
            return self.take_back(into, id, ledger.changes_of(into.connection, id), to, why)

    def take_back(
        self,
        into: Reading,
        id: str,
        changes: Sequence[Change],
        to: tuple[str, int] | None = None,
        reason: str = "",
    ) -> Saved:
        """Undo inside a transaction; *changes* are all those of the record."""
        old = into.record(id)
        if old is None:
            raise LookupError(id)
        refuse_erased(old)
        if to is None and changes[-1].is_approval:
            raise approval_not_undone()
        wanted = self._wanted(changes, to, old.together)
        if wanted is None:
            return self._alter(into, old, {DELETED: True}, "undo", reason)
        fields = writing.marks_difference(folded_state(changes, old.together), wanted)
        if not fields:
            return Saved(id, self.book.head.seq)
        ensure_supplement(old, reason)
        return self._alter(into, old, fields, "undo", reason)

    def _wanted(
        self, changes: Sequence[Change], to: tuple[str, int] | None, together: Together
    ) -> State | None:
        if to is None:
            return folded_state(changes[:-1], together) if len(changes) > 1 else None
        found = state_at(changes, f"{to[0]}:{to[1]}", together)
        if found is None:
            raise Trouble(
                f"Hồ sơ này không có thay đổi {to[0]}:{to[1]}.",
                "Chưa có gì bị thay đổi.",
                "Hãy xem lịch sử hồ sơ để chọn đúng thay đổi.",
                "LU-05",
            )
        return found

    @needs(Action.WRITE)
    def restore_field(
        self, register: str, id: str, name: str, to: tuple[str, int], why: str = ""
    ) -> Saved:
        """Bring one field back to what it was before change *to*; a child list with all lines."""
        self.approach(self.known(register, id), Action.WRITE, why)
        with self.book.transaction(prompt=True) as into:
            old = self._alive(into, register, id)
            changes = ledger.changes_of(into.connection, id)
            change = next(one for one in changes if (one.device, one.seq) == to)
            then = _before(changes, change, old.together) or State({}, [], 0)
            difference = writing.marks_difference(folded_state(changes, old.together), then)
            fields = {key: v for key, v in difference.items() if key.partition("/")[0] == name}
            if not fields:
                return Saved(id, self.book.head.seq)
            ensure_supplement(old, why)
            return self._alter(into, old, fields, "undo", why)

    def _line(self, changes: Sequence[Change], change: Change, together: Together) -> HistoryLine:
        content = change.content()
        return HistoryLine(
            change.device,
            change.seq,
            self.caption(change.officer) or change.officer,
            change.officer,
            change.wall,
            content.get("reason", ""),
            _changed(_before(changes, change, together), state_at(changes, change.name, together)),
            change.parent_names(),
            content["kind"],
            content.get("passed", []),
        )


def _before(changes: Sequence[Change], change: Change, together: Together) -> State | None:
    parents = change.parent_names()
    if not parents:
        return None
    if len(parents) == 1:
        return state_at(changes, parents[0], together)
    known = {each.name: each for each in changes}
    wanted: set[str] = set()
    pending = parents
    while pending:
        name = pending.pop()
        if name in known and name not in wanted:
            wanted.add(name)
            pending += known[name].parent_names()
    return folded_state([known[name] for name in wanted], together)


def _changed(old: State | None, new: State | None) -> dict[str, tuple[Json, Json]]:
    before = old.values if old else {}
    after = new.values if new else {}
    names = list(dict.fromkeys((*before, *after)))
    fields = {n: (before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)}
    for mark in ("draft", "deleted"):
        pair = (bool(old and getattr(old, mark)), bool(new and getattr(new, mark)))
        if pair[0] != pair[1]:
            fields[mark] = pair
    approvals = _approval_of(old), _approval_of(new)
    if approvals[0] != approvals[1]:
        fields["approval"] = approvals
    return fields


def _approval_of(state: State | None) -> str:
    return str(state.approval["state"]) if state and state.approval else NONE
