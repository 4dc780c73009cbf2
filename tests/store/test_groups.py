"""Fields of a group conflict as one: held against a plain reading of what each author knew."""

from functools import cache
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.desk.desk import Desk
from desktop_app.model.field import Json
from desktop_app.model.links import Rows
from desktop_app.registers import REGISTERS
from desktop_app.store.change import Change, payload_of
from desktop_app.store.fold import folded_state
from tests.furnishing import furnish, valid
from tests.store.meddling import SecondPc

GROUP = "result", "day", "signer"
TOGETHER = dict.fromkeys(GROUP, GROUP)
FIELDS = *GROUP, "note"
History = tuple[Change, ...]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Changes of one record by three PCs, each on top of whichever changes its author saw."""
    made: list[Change] = []
    seqs, clocks = dict.fromkeys("abc", 0), dict.fromkeys("abc", 0)
    for _ in range(draw(st.integers(1, 7))):
        device = draw(st.sampled_from("abc"))
        seqs[device] += 1
        places = draw(st.sets(st.integers(0, len(made) - 1), max_size=3)) if made else set[int]()
        seen = [made[place] for place in places]
        known = [clocks[device], *(each.lamport for each in seen)]
        lamport = clocks[device] = 1 + max(known) + draw(st.integers(0, 2))
        values = st.sampled_from([None, 1, 2])
        fields = draw(st.dictionaries(st.sampled_from(FIELDS), values, min_size=1))
        parents = ",".join(sorted(each.name for each in seen))
        made.append(_change(device, seqs[device], lamport, parents, fields))
    return tuple(draw(st.permutations(made)))


def _change(device: str, seq: int, lamport: int, parents: str, fields: dict[str, Json]) -> Change:
    payload = payload_of(fields, "edit")
    return Change(device, seq, lamport, "", "", 1, "r", "x", parents, payload, b"", b"")


class Truth:
    """What a unit amounts to, from its definition and nothing else."""

    def __init__(self, history: History, unit: tuple[str, ...]) -> None:
        self._known = {change.name: change for change in history}
        self._unit = unit
        self.ancestors = cache(self._ancestors)

    def _ancestors(self, name: str) -> frozenset[str]:
        parents = self._known[name].parent_names()
        return frozenset(parents).union(*(self.ancestors(parent) for parent in parents))

    def live(self, names: frozenset[str]) -> list[str]:
        """Return, the greatest last, the writers that no later writer among *names* knew."""
        writers = [name for name in names if self._own(name)]
        found = [one for one in writers if not any(one in self.ancestors(x) for x in writers)]
        return sorted(found, key=lambda name: (self._known[name].lamport, name[0]))

    def view(self, name: str) -> dict[str, Json]:
        """Return the unit as this change and its ancestors make it."""
        before = self.live(self.ancestors(name))
        values = {**(self.view(before[-1]) if before else {}), **self._own(name)}
        return {key: value for key, value in values.items() if value is not None}

    def _own(self, name: str) -> dict[str, Json]:
        fields = self._known[name].content()["fields"]
        return {key: fields[key] for key in self._unit if key in fields}


@given(histories())
def test_a_group_is_what_its_live_writers_saw(history: History) -> None:
    state = folded_state(history, TOGETHER)
    shown: dict[str, Json] = {}
    disputed: dict[str, list[str]] = {}
    for unit in (GROUP, ("note",)):
        truth = Truth(history, unit)
        live = truth.live(frozenset(change.name for change in history))
        views = [truth.view(name) for name in live]
        shown.update(views[-1] if views else {})
        if any(view != views[-1] for view in views):
            disputed.update(dict.fromkeys(unit, live))
    assert state.flat == shown
    assert {key: sorted(names) for key, names in state.conflicts.items()} == {
        key: sorted(names) for key, names in disputed.items()
    }


@given(histories(), st.randoms(use_true_random=False))
def test_a_group_is_the_same_in_whatever_order_changes_arrive(
    history: History, dice: Random
) -> None:
    other = list(history)
    dice.shuffle(other)
    assert folded_state(other, TOGETHER) == folded_state(history, TOGETHER)


def test_two_fields_of_a_group_changed_at_once_leave_the_whole_group_in_conflict() -> None:
    first = _change("a", 1, 1, "", {"result": "thành", "day": 1, "signer": "An"})
    mine = _change("a", 2, 2, "a:1", {"result": "không thành"})
    theirs = _change("b", 1, 2, "a:1", {"signer": "Bình"})
    state = folded_state([first, mine, theirs], TOGETHER)
    assert state.flat == {"result": "thành", "day": 1, "signer": "Bình"}
    assert state.conflicts == {key: ["a:2", "b:1"] for key in GROUP}
    decided = _change("a", 3, 3, "a:2,b:1", {"result": "không thành"})
    state = folded_state([first, mine, theirs, decided], TOGETHER)
    assert state.conflicts == {}
    assert state.flat == {"result": "không thành", "day": 1, "signer": "Bình"}


def test_the_outcome_of_a_mediation_conflicts_as_one_until_it_is_decided(desk: Desk) -> None:
    furnish(desk)
    matter = desk.add("mediation", valid("mediation")).id
    record = desk.record(matter)
    assert record is not None
    seen = record.heads
    desk.edit("mediation", matter, {"closed_on": "2026-11-22"})
    SecondPc(desk).writes(matter, seen, {"agreement_due": "2026-12-01"}, register="mediation")
    desk.repair()
    assert desk.check(full=True).ok
    record = desk.record(matter)
    assert record is not None
    assert set(record.disputed) == set(record.together["result"])
    assert "closed_on" not in record.values
    assert record.values["agreement_due"] == "2026-12-01"
    desk.edit("mediation", matter, {"closed_on": "2026-11-22"})
    record = desk.record(matter)
    assert record is not None
    assert record.disputed == {}
    assert desk.check(full=True).ok


def test_groups_are_of_several_fields_and_of_no_child_list() -> None:
    grouped = {
        (register.table, names)
        for register in REGISTERS.values()
        for names in register.together.values()
    }
    assert {table for table, _ in grouped} >= {"patrol", "pledge", "mediation", "surrender"}
    for table, names in grouped:
        assert len(names) > 1
        assert not any(isinstance(REGISTERS[table].fields[name], Rows) for name in names)
