"""A record as a pure function of its changes, in whatever order they arrive.

Conflict is decided per field by causality alone: a field's live writers are the changes that
wrote it and have no descendant that wrote it. Several live writers with different values are
a conflict; all values are kept, and the one of the greatest (lamport, device) is shown. A
deletion conflicts with every concurrent edit and hides nothing until that is decided.

An erasure stands above all others, also those made without knowing of it: it alone tells what
is left, whatever comes to light later.

Fields of a group are one unit: whoever writes one of them has seen the others, so his view is
the whole group as his change and its ancestors make it, and views are what is compared and shown.

An approval names the heads it approved and holds while there is no head but itself; whatever is
written after it, or came from elsewhere beside it, voids it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from desktop_app.model.approval import APPROVED, CLOSED, VOIDED
from desktop_app.model.field import Json
from desktop_app.store.change import (
    ABSORBED,
    APPROVAL,
    DELETED,
    DRAFT,
    ERASED,
    UNITED,
    Change,
    deep,
    is_approval,
)

Together = Mapping[str, tuple[str, ...]]  # a grouped field's name: all names of its group
_Values = dict[str, Json]


@dataclass
class State:
    """What the changes of a record amount to.

    *version* counts the changes of its content; *approval* is the mark as it holds now.
    """

    flat: dict[str, Json]
    heads: list[str]
    version: int
    conflicts: dict[str, list[str]] = field(default_factory=dict)
    approval: Json = None

    @cached_property
    def values(self) -> dict[str, Json]:
        """Return the record's values in canonical form."""
        return deep(self.flat)

    @property
    def draft(self) -> bool:
        """Tell whether the record is a draft."""
        return bool(self.flat.get(DRAFT))

    @property
    def erased(self) -> bool:
        """Tell whether the record's personal data were erased."""
        return bool(self.flat.get(ERASED))

    @property
    def deleted(self) -> bool:
        """Tell whether the record was deleted."""
        return bool(self.flat.get(DELETED))


def folded_state(changes: Sequence[Change], together: Together) -> State:
    """Return the state that *changes* (all of one record) amount to."""
    ordered = sorted(changes, key=lambda change: (change.lamport, change.device))
    erasure = next((change for change in reversed(ordered) if change.erases), None)
    if erasure is not None:
        heads = sorted(one.name for one in _heads(ordered))
        return State(_present(erasure.content()["fields"]), heads, len(ordered))
    if _is_chain(ordered):
        flat: dict[str, Json] = {}
        version = 0
        for change in ordered:
            fields = change.content()["fields"]
            version += not is_approval(fields)
            flat.update(fields)
        mark = _held(flat, [ordered[-1]]) if APPROVAL in flat else None
        return State(_present(flat), [ordered[-1].name], version, approval=mark)
    return _folded_graph(ordered, together)


def marks_of(state: State) -> _Values:
    """Return what is known of a record beside its fields; of its approval only how it stands."""
    marks = {
        name: value
        for name, value in state.flat.items()
        if value
        and (name in (DRAFT, DELETED, ERASED, UNITED) or name.startswith(ABSORBED))
        and name not in state.conflicts
    }
    approval = state.flat.get(APPROVAL)
    return {**marks, APPROVAL: {"state": approval["state"]}} if approval else marks


def state_at(changes: Sequence[Change], name: str, together: Together) -> State | None:
    """Return the record as it was right after the change called *name*."""
    known = {change.name: change for change in changes}
    if name not in known:
        return None
    wanted: set[str] = set()
    pending = [name]
    while pending:
        current = pending.pop()
        if current in known and current not in wanted:
            wanted.add(current)
            pending += known[current].parent_names()
    return folded_state([known[each] for each in wanted], together)


def since_approval(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that no approval has seen."""
    known = {change.name: change for change in changes}
    pending = [change.name for change in changes if _state_given(change) == APPROVED]
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name in known and name not in seen:
            seen.add(name)
            pending += known[name].parent_names()
    return [change for change in changes if change.name not in seen]


def _state_given(change: Change) -> str:
    return str(change.content()["fields"][APPROVAL]["state"]) if change.is_approval else ""


def _is_chain(ordered: Sequence[Change]) -> bool:
    previous = ""
    for change in ordered:
        if change.parents != previous:
            return False
        previous = change.name
    return True


def _folded_graph(ordered: Sequence[Change], together: Together) -> State:
    ancestors = _ancestors(ordered)
    units: dict[tuple[str, ...], _Unit] = {}
    version = 0
    for change in ordered:
        fields = change.content()["fields"]
        version += not is_approval(fields)
        for keys, part in _by_unit(fields, together).items():
            units.setdefault(keys, _Unit()).written(change, part, ancestors[change.name])
    flat: _Values = {}
    conflicts: dict[str, list[str]] = {}
    for keys, unit in units.items():
        flat.update(unit.shown)
        if unit.disputed:
            conflicts.update((key, [change.name for change, _ in unit.live]) for key in keys)
    deletions = units[DELETED,].live if (DELETED,) in units else []
    against = _edits_against_deletion(ordered, deletions, ancestors)
    if against:
        conflicts[DELETED] = sorted({*conflicts.get(DELETED, []), *against})
    if DELETED in conflicts:
        flat[DELETED] = None  # a disputed deletion hides nothing until an officer decides
    heads = _heads(ordered)
    mark = _held(flat, heads, disputed=APPROVAL in conflicts)
    return State(_present(flat), sorted(one.name for one in heads), version, conflicts, mark)


def _heads(ordered: Sequence[Change]) -> list[Change]:
    covered = set().union(*(change.parent_names() for change in ordered))
    return [change for change in ordered if change.name not in covered]


def _held(flat: _Values, heads: Sequence[Change], *, disputed: bool = False) -> Json:
    """Return the mark of approval as it holds on a record with these *heads*."""
    mark = flat.get(APPROVAL)
    if not mark:
        return None
    if disputed or (mark.get("state") in (APPROVED, CLOSED) and not _approves(mark, heads)):
        return {**mark, "state": VOIDED}
    return mark


def _approves(mark: Json, heads: Sequence[Change]) -> bool:
    """Tell whether the heads are this approval and nothing else; two PCs may have given it."""
    return all(
        head.content()["fields"] == {APPROVAL: mark} and head.parent_names() == mark.get("heads")
        for head in heads
    )


class _Unit:
    """What conflicts as one, a field or a group: its writers, each with his view of it."""

    def __init__(self) -> None:
        self._writers: list[tuple[Change, _Values]] = []
        self.live: list[tuple[Change, _Values]] = []

    def written(self, change: Change, part: _Values, before: set[str]) -> None:
        """Enter a *change* that knew those named in *before*; ancestors are entered first."""
        known = [view for writer, view in self._writers if writer.name in before]
        writer = (change, _present({**(known[-1] if known else {}), **part}))
        self._writers.append(writer)
        self.live = [one for one in self.live if one[0].name not in before] + [writer]

    @property
    def shown(self) -> _Values:
        """Return the view of the greatest (lamport, device)."""
        return self.live[-1][1]

    @property
    def disputed(self) -> bool:
        """Tell whether live writers left different values."""
        return any(view != self.shown for _, view in self.live)


def _by_unit(fields: _Values, together: Together) -> dict[tuple[str, ...], _Values]:
    parts: dict[tuple[str, ...], _Values] = {}
    for key, value in fields.items():
        parts.setdefault(together.get(key, (key,)), {})[key] = value
    return parts


def _ancestors(ordered: Sequence[Change]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for change in ordered:
        before: set[str] = set()
        for parent in change.parent_names():
            before |= found.get(parent, set()) | {parent}
        found[change.name] = before
    return found


def _edits_against_deletion(
    ordered: Sequence[Change],
    writers: Sequence[tuple[Change, _Values]],
    ancestors: dict[str, set[str]],
) -> set[str]:
    """Return the deletions that stand against edits unknown to them, and those edits."""
    found: set[str] = set()
    for deletion, view in writers:
        if not view.get(DELETED):
            continue
        for other in ordered:
            unaware = other.name not in ancestors[deletion.name] | {deletion.name}
            edits = any(key not in (DELETED, UNITED) for key in other.content()["fields"])
            if unaware and edits and deletion.name not in ancestors[other.name]:
                found |= {deletion.name, other.name}
    return found


def _present(flat: _Values) -> _Values:
    return {key: value for key, value in flat.items() if value is not None}
