"""A record as a pure function of its changes, in whatever order they arrive.

Conflict is decided per field by causality alone: a field's live writers are the changes that
wrote it and have no descendant that wrote it. Several live writers with different values are
a conflict; all values are kept, and the one of the greatest (lamport, device) is shown. A
deletion conflicts with every concurrent edit and hides nothing until that is decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from desktop_app.model.field import Json
from desktop_app.store.change import DELETED, DRAFT, Change, deep


@dataclass
class State:
    """What the changes of a record amount to."""

    flat: dict[str, Json]
    heads: list[str]
    version: int
    conflicts: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def values(self) -> dict[str, Json]:
        """Return the record's values in canonical form."""
        return deep(self.flat)

    @property
    def draft(self) -> bool:
        """Tell whether the record is a draft."""
        return bool(self.flat.get(DRAFT))

    @property
    def deleted(self) -> bool:
        """Tell whether the record was deleted."""
        return bool(self.flat.get(DELETED))


def folded_state(changes: Sequence[Change]) -> State:
    """Return the state that *changes* (all of one record) amount to."""
    ordered = sorted(changes, key=lambda change: (change.lamport, change.device))
    if _is_chain(ordered):
        flat: dict[str, Json] = {}
        for change in ordered:
            flat.update(change.content()["fields"])
        return State(_present(flat), [ordered[-1].name], len(ordered))
    return _folded_graph(ordered)


def state_at(changes: Sequence[Change], name: str) -> State | None:
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
    return folded_state([known[each] for each in wanted])


def _is_chain(ordered: Sequence[Change]) -> bool:
    previous = ""
    for change in ordered:
        if change.parents != previous:
            return False
        previous = change.name
    return True


def _folded_graph(ordered: Sequence[Change]) -> State:
    ancestors: dict[str, set[str]] = {}
    writers: dict[str, list[tuple[Change, Json]]] = {}
    for change in ordered:
        before: set[str] = set()
        for parent in change.parent_names():
            before |= ancestors.get(parent, set()) | {parent}
        ancestors[change.name] = before
        for key, value in change.content()["fields"].items():
            live = [one for one in writers.get(key, []) if one[0].name not in before]
            writers[key] = [*live, (change, value)]
    flat = {key: live[-1][1] for key, live in writers.items()}
    conflicts = {
        key: [change.name for change, _ in live]
        for key, live in writers.items()
        if any(value != live[-1][1] for _, value in live)
    }
    against = _edits_against_deletion(ordered, writers.get(DELETED, []), ancestors)
    if against:
        conflicts[DELETED] = sorted({*conflicts.get(DELETED, []), *against})
    if DELETED in conflicts:
        flat[DELETED] = None  # a disputed deletion hides nothing until an officer decides
    covered = set().union(*(change.parent_names() for change in ordered))
    heads = sorted(change.name for change in ordered if change.name not in covered)
    return State(_present(flat), heads, len(ordered), conflicts)


def _edits_against_deletion(
    ordered: Sequence[Change],
    writers: Sequence[tuple[Change, Json]],
    ancestors: dict[str, set[str]],
) -> set[str]:
    """Return the deletions that stand against edits unknown to them, and those edits."""
    found: set[str] = set()
    for deletion, deleted in writers:
        if not deleted:
            continue
        for other in ordered:
            unaware = other.name not in ancestors[deletion.name] | {deletion.name}
            edits = any(key != DELETED for key in other.content()["fields"])
            if unaware and edits and deletion.name not in ancestors[other.name]:
                found |= {deletion.name, other.name}
    return found


def _present(flat: dict[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in flat.items() if value is not None}
