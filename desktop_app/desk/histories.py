"""The history of a record: who, when, old and new, why, and which warnings were passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.desk.session import Session
from desktop_app.model.field import Json
from desktop_app.store import ledger
from desktop_app.store.change import Change
from desktop_app.store.fold import State, Together, folded_state, state_at


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


class HistoryActions(Session):
    """Reading what happened to a record."""

    def history(self, register: str, id: str) -> list[HistoryLine]:
        """Return a record's changes, oldest first."""
        record = self.known(register, id)
        if record.restricted:
            self.note_access("history", register, id)
        changes = ledger.changes_of(self.reading().connection, id)
        return [self._line(changes, change, record.together) for change in changes]

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
    return fields
