"""A truth of causality kept outside the program: who wrote what, and what he had seen by then.

Everything here follows from definitions: live writers are those whom no later writer knew. No
parents, heads, clocks or arrival order of the program are asked.
"""

from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]
DELETED, APPROVAL = "$deleted", "$approval"
HOLDING = "approved", "closed"


@dataclass(frozen=True)
class Wrote:
    """One change as people remember it: *seen* are the names of all changes its author had.

    *erases* names whose content it takes away; of a *record*, it tells all that is left of it.
    """

    device: str
    seq: int
    record: str
    fields: Fields
    seen: frozenset[str]
    erases: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Return the change's name."""
        return f"{self.device}:{self.seq}"


@dataclass
class Truth:
    """Everything that anybody wrote, by name; *groups* are the fields that conflict as one."""

    groups: tuple[tuple[str, ...], ...] = ()
    changes: dict[str, Wrote] = field(default_factory=dict)

    def write(self, change: Wrote) -> None:
        """Remember a change."""
        self.changes[change.name] = change

    def taken(self, held: frozenset[str], given: frozenset[str], blank: set[str]) -> set[str]:
        """Return what a PC that holds *held* takes of the *given*: all that lacks nothing.

        A change wants its predecessor and every change of its record that its author saw; one
        given *blank* wants an erasure that lists it.
        """
        accepted = set(given) | held
        while True:
            lacking = {name for name in accepted - held if self._lacks(name, accepted, blank)}
            if not lacking:
                return accepted - held
            accepted -= lacking

    def _lacks(self, name: str, accepted: set[str], blank: set[str]) -> bool:
        change = self.changes[name]
        wanted = set[str]()
        if change.record:  # else it is of no record, and builds on none
            wanted = {each for each in change.seen if self.changes[each].record == change.record}
        if change.seq > 1:
            wanted.add(f"{change.device}:{change.seq - 1}")
        erased = any(name in self.changes[each].erases for each in accepted)
        return not wanted <= accepted or (name in blank and not erased)

    def seen_of(self, held: frozenset[str]) -> dict[str, "Story"]:
        """Return, by record, what a PC that holds *held* can know."""
        erased = frozenset[str]().union(*(self.changes[name].erases for name in held))
        stories: dict[str, Story] = {}
        for name in held:
            change = self.changes[name]
            if change.record:
                fields = {} if name in erased else change.fields
                story = stories.setdefault(change.record, Story(self.groups))
                story.written[name] = (fields, change.seen)
                if change.erases:
                    story.erasures.add(name)
        return stories


@dataclass
class Story:
    """One record as far as a PC knows it: each change's fields and what its author had seen."""

    groups: tuple[tuple[str, ...], ...]
    written: dict[str, tuple[Fields, frozenset[str]]] = field(default_factory=dict)
    erasures: set[str] = field(default_factory=set)

    def heads(self) -> list[str]:
        """Return the changes that nobody who wrote here had seen."""
        return [x for x in self.written if not any(x in seen for _, seen in self.written.values())]

    def versions(self) -> int:
        """Return how often its content was written; once it is erased, every step counts."""
        steps = [fields for fields, _ in self.written.values() if fields.keys() == {APPROVAL}]
        return len(self.written) - (0 if self.erasures else len(steps))

    def approval(self) -> str:
        """Return where approval stands: given, it holds while nothing stands after or beside it."""
        marks = [mark for _, (mark,) in self.views((APPROVAL,)) if mark]
        if not marks or self.erasures:
            return "none"
        alone = all(self.written[head][0] == {APPROVAL: marks[0]} for head in self.heads())
        several = any(mark != marks[0] for mark in marks)
        state = str(marks[0]["state"])
        return "voided" if several or (state in HOLDING and not alone) else state

    def standing_erasures(self) -> list[Fields]:
        """Return what the erasures left that no other erasure knew of."""
        known = frozenset().union(*(self.written[each][1] for each in self.erasures))
        return [self.written[each][0] for each in self.erasures - known]

    def live(self, unit: tuple[str, ...], among: frozenset[str] | None = None) -> list[str]:
        """Return who wrote a *unit* last, as far as each knew."""
        wrote = [
            name
            for name, (fields, _) in self.written.items()
            if any(key in fields for key in unit) and (among is None or name in among)
        ]
        return [name for name in wrote if not any(name in self.written[x][1] for x in wrote)]

    def views(self, unit: tuple[str, ...]) -> list[tuple[str, tuple[Any, ...]]]:
        """Return the live writers of a *unit*, each with the values as he left them."""
        return [(name, self._view(unit, name)) for name in self.live(unit)]

    def _view(self, unit: tuple[str, ...], name: str) -> tuple[Any, ...]:
        fields, seen = self.written[name]
        if all(key in fields for key in unit):
            return tuple(fields[key] for key in unit)
        before = {repr(view): view for view in (self._view(unit, x) for x in self.live(unit, seen))}
        assert len(before) < 2, "who writes part of a disputed group must write all of it"
        known = next(iter(before.values()), (None,) * len(unit))
        return tuple(fields.get(key, known[at]) for at, key in enumerate(unit))

    def units(self) -> set[tuple[str, ...]]:
        """Return the units anybody wrote."""
        keys = {key for fields, _ in self.written.values() for key in fields}
        grouped = {key: group for group in self.groups for key in group}
        return {grouped.get(key, (key,)) for key in keys}

    def disputed(self) -> dict[str, set[str]]:
        """Return the fields about which people who did not know of each other disagree: who."""
        found: dict[str, set[str]] = {}
        if self.erasures:
            return found
        for unit in self.units():
            views = self.views(unit)
            if len({repr(view) for _, view in views}) > 1:
                found.update((key, {name for name, _ in views}) for key in unit)
        for name, (value,) in self.views((DELETED,)):
            against = {
                other
                for other, (fields, seen) in self.written.items()
                if set(fields) - {DELETED} and other not in self.written[name][1]
                if name not in seen and other != name
            }
            if value and against:
                found.setdefault(DELETED, set()).update({name}, against)
        return found
