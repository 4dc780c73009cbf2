"""Random histories of a post's PCs, each step held against the truth of causality."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from desktop_app.store import merging
from tests.store.causality import APPROVAL, DELETED, Fields
from tests.store.invented import (
    GROUP,
    KEEPERS,
    LAMPS,
    NAMES,
    PC,
    RECORDS,
    STREET,
    VALUES,
    WORD,
    some,
)
from tests.store.judging import Judged
from tests.store.replicas import Replica, shifted

STATES = st.sampled_from(["submitted", "returned", "approved", "closed"])
ENDS = STATES | st.sampled_from(["delete", "erase"])


class Histories(Judged):
    """Officers at two to four PCs write, sticks go round, get lost, come again, come late."""

    @rule(pc=PC, id=st.sampled_from(LAMPS), fields=some(VALUES))
    def a_lamp_is_written(self, pc: int, id: str, fields: Fields) -> None:
        self._write(self._pc(pc), "lamp", id, fields)

    @rule(pc=PC, id=st.sampled_from(KEEPERS), fields=some(NAMES))
    def a_keeper_is_written(self, pc: int, id: str, fields: Fields) -> None:
        self._write(self._pc(pc), "keeper", id, fields)

    @rule(pc=PC, word=WORD)
    def the_street_is_named(self, pc: int, word: str | None) -> None:
        self._write(self._pc(pc), "street", STREET, {"name": word})

    @rule(pc=PC, ids=st.sets(st.sampled_from(LAMPS), min_size=2), word=WORD)
    def many_lamps_are_written_at_once(self, pc: int, ids: set[str], word: str | None) -> None:
        for id in sorted(ids):
            self._write(self._pc(pc), "lamp", id, {"note": word})

    @rule(pc=PC, id=st.sampled_from(LAMPS), first=some(VALUES), second=some(VALUES))
    def two_write_at_once_and_meet(self, pc: int, id: str, first: Fields, second: Fields) -> None:
        one, other = self._pc(pc), self._pc(pc + 1)
        self._write(one, "lamp", id, first)
        self._write(other, "lamp", id, second)
        self._deliver_all(one, other)
        self._deliver_all(other, one)

    @rule(pc=PC, id=st.sampled_from(RECORDS), deletes=st.booleans())
    def it_is_deleted_or_brought_back(self, pc: int, id: str, deletes: bool) -> None:
        if self._pc(pc).record(id) is not None:
            self._write(self._pc(pc), "", id, {DELETED: True if deletes else None})

    @rule(pc=PC, data=st.data())
    def something_disputed_is_decided(self, pc: int, data: st.DataObject) -> None:
        at = self._pc(pc)
        open_ = {id: keys for id in RECORDS if (keys := self._disputed(at, id))}
        if open_:
            id = data.draw(st.sampled_from(sorted(open_)))
            key = data.draw(st.sampled_from(sorted(open_[id])))
            if key == APPROVAL:
                self._step(at, id, "returned")
                return
            values = {**VALUES, **NAMES, DELETED: st.sampled_from([True, None])}
            self._write(at, "", id, {key: data.draw(values[key])})

    def _disputed(self, pc: Replica, id: str) -> set[str]:
        record = pc.record(id)
        return set(record.disputed) if record else set()

    @rule(pc=PC, id=st.sampled_from(RECORDS), how=ENDS)
    def its_approval_or_its_end_goes_a_step_on(self, pc: int, id: str, how: str) -> None:
        self._end(self._pc(pc), id, how)

    @rule(pc=PC, id=st.sampled_from(LAMPS), how=ENDS, fields=some(VALUES), other=st.none() | STATES)
    def one_approves_or_ends_it_while_another_goes_on_and_they_meet(
        self, pc: int, id: str, how: str, fields: Fields, other: str | None
    ) -> None:
        here, there = self._pc(pc), self._pc(pc + 1)
        self._deliver_all(here, there)
        self._end(here, id, how)
        if other is None:
            self._write(there, "lamp", id, fields)
        else:
            self._step(there, id, other)
        self._deliver_all(there, here)
        self._deliver_all(here, there)

    def _end(self, pc: Replica, id: str, how: str) -> None:
        if how == "erase":
            self._forget(pc, id)
        elif how != "delete":
            self._step(pc, id, how)
        elif pc.record(id) is not None:
            self._write(pc, "", id, {DELETED: True})

    @rule(pc=PC, years=st.integers(-10, 10))
    def a_clock_goes_wrong(self, pc: int, years: int) -> None:
        shifted(self._pc(pc), years)

    @rule(pc=PC, data=st.data())
    def a_payload_is_erased(self, pc: int, data: st.DataObject) -> None:
        """Let one change go, but none of a group.

        What others wrote of the group rests on what they saw of it, which then nobody can tell
        any more: the program never erases less than a record.
        """
        at = self._pc(pc)
        mine = [
            name
            for name in sorted(self.held[at.device] - self.blank[at.device])
            if self.truth.changes[name].record and not self.truth.changes[name].erases
            if self.truth.changes[name].fields.keys().isdisjoint(GROUP)
        ]
        if mine:
            names = frozenset({data.draw(st.sampled_from(mine))})
            self._remember(at, at.erases(names), "", {}, names)

    @rule(source=PC, drain=PC, share=st.integers(0, 5), order=st.randoms(use_true_random=False))
    def a_stick_is_carried(self, source: int, drain: int, share: int, order: Any) -> None:
        giver, taker = self._pc(source), self._pc(drain)
        upto = giver.known()
        if share < 5:  # else all of it
            upto = {device: order.randint(0, end) for device, end in upto.items()}
        chains = [giver.changes({device: end}) for device, end in upto.items()]
        order.shuffle(chains)
        self._deliver(giver, taker, [change for chain in chains for change in chain])

    @rule(source=PC, drain=PC, lost=st.integers(1, 3), order=st.randoms(use_true_random=False))
    def a_stick_has_a_hole(self, source: int, drain: int, lost: int, order: Any) -> None:
        giver, taker = self._pc(source), self._pc(drain)
        mine, theirs = giver.known(), taker.known()
        lacking = [device for device, end in mine.items() if end >= theirs.get(device, 0) + 2]
        if not lacking and giver is not taker:
            for word in ("Ngõ 1", "Ngõ 2"):
                self._write(giver, "street", STREET, {"name": word})
            mine = giver.known()
            lacking = (
                [giver.device] if mine[giver.device] >= theirs.get(giver.device, 0) + 2 else []
            )
        if not lacking:
            return
        device = order.choice(sorted(lacking))
        begin = theirs.get(device, 0) + min(lost, mine[device] - theirs.get(device, 0) - 1)
        changes = giver.changes(mine, {**theirs, device: begin})
        before = taker.digest(), taker.known()
        refused = ""
        try:
            taker.takes(changes)
        except merging.Gap as gap:
            refused = gap.device
        assert refused == device
        assert (taker.digest(), taker.known()) == before

    @precondition(lambda self: self.undoable)
    @rule(pc=PC)
    def a_merge_is_undone(self, pc: int) -> None:
        at = self._pc(pc)
        first = at.book.head.seq
        try:
            with at.book.transaction() as into:
                merging.undo_merge(at.book, into, at.officer)
        except merging.NothingMerged:
            assert at.device not in self.undoable
            return
        assert at.device in self.undoable
        self.undoable.discard(at.device)
        for change in at.changes({at.device: at.book.head.seq}, {at.device: first}):
            self._remember_undoing(at, change)
        self._hold(at)
