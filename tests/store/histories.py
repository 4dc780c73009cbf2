"""Random histories of a post's PCs, each step held against the truth of causality."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from desktop_app.model.trouble import Trouble
from desktop_app.store import merging
from desktop_app.store.change import Change
from tests.store.causality import DELETED, Fields, Truth, Wrote
from tests.store.invented import (
    DEVICES,
    GROUP,
    KEEPERS,
    LAMPS,
    NAMES,
    PC,
    RECORDS,
    STREET,
    VALUES,
    WORD,
    is_here,
    some,
)
from tests.store.replicas import Replica, emptied, replica, shifted


@contextmanager
def post() -> Iterator[list[Replica]]:
    """Yield four PCs whose books every history begins anew."""
    with tempfile.TemporaryDirectory(prefix="so-antt-") as home:
        pcs = [replica(Path(home) / device, device) for device in DEVICES]
        try:
            yield pcs
        finally:
            for pc in pcs:
                pc.book.close()


class Histories(RuleBasedStateMachine):
    """Officers at two to four PCs write, sticks go round, get lost, come again, come late."""

    pool: ClassVar[list[Replica]]

    def __init__(self) -> None:
        super().__init__()
        self.truth = Truth(groups=(GROUP,))
        self.pcs: list[Replica] = []
        self.held: dict[str, frozenset[str]] = {}
        self.blank: dict[str, set[str]] = {}
        self.undoable: set[str] = set()

    @initialize(count=st.integers(2, 4))
    def a_post(self, count: int) -> None:
        self.pcs = self.pool[:count]
        for pc, device in zip(self.pcs, DEVICES, strict=False):
            emptied(pc, device)
            self.held[device] = frozenset()
            self.blank[device] = set()

    def _pc(self, number: int) -> Replica:
        return self.pcs[number % len(self.pcs)]

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
            values = {**VALUES, **NAMES, DELETED: st.sampled_from([True, None])}
            self._write(at, "", id, {key: data.draw(values[key])})

    def _disputed(self, pc: Replica, id: str) -> set[str]:
        record = pc.record(id)
        return set(record.disputed) if record else set()

    @rule(pc=PC, years=st.integers(-10, 10))
    def a_clock_goes_wrong(self, pc: int, years: int) -> None:
        shifted(self._pc(pc), years)

    @rule(pc=PC, data=st.data())
    def a_payload_is_erased(self, pc: int, data: st.DataObject) -> None:
        at = self._pc(pc)
        mine = [
            name
            for name in sorted(self.held[at.device] - self.blank[at.device])
            if self.truth.changes[name].record
        ]
        if mine:
            names = frozenset({data.draw(st.sampled_from(mine))})
            self._remember(at, at.erases(names), "", {}, names)

    def _write(self, pc: Replica, register: str, id: str, fields: Fields) -> None:
        story = self.truth.seen_of(self.held[pc.device]).get(id)
        fields = {key: value for key, value in fields.items() if is_here(pc, key, value)}
        grouped = fields.keys() & set(GROUP)
        if grouped and story and grouped & story.disputed().keys():
            fields = {**dict.fromkeys(GROUP), **fields}
        if story is None:
            assert pc.record(id) is None
            present = {key: value for key, value in fields.items() if value is not None}
            present = {key: v for key, v in present.items() if "/" not in key and key != "unknown"}
            name = pc.add(register, id, dict(present))
            self._remember(pc, name, id, present)
        else:
            self._remember(pc, pc.alter(id, fields), id, fields)

    def _remember(
        self,
        pc: Replica,
        name: str,
        id: str,
        fields: Fields,
        erases: frozenset[str] = frozenset(),
    ) -> None:
        device, _, seq = name.rpartition(":")
        held = self.held[pc.device]
        self.truth.write(Wrote(device, int(seq), id, dict(fields), held, erases))
        self.held[pc.device] = held | {name}
        self.blank[pc.device] |= erases
        self._hold(pc)

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

    def _deliver(self, giver: Replica, taker: Replica, changes: list[Change]) -> None:
        held, given = self.held[taker.device], frozenset(change.name for change in changes)
        blank = {change.name for change in changes if change.payload is None}
        taken = self.truth.taken(held, given, blank)
        now = held | taken
        old, new = self.truth.seen_of(held), self.truth.seen_of(now)
        try:
            merged = taker.takes(changes)
        except Trouble as refusal:
            raise AssertionError("a sound delivery was refused") from refusal
        assert merged.received == len(changes)
        assert merged.known == len(given & held)
        assert merged.applied == len(taken)
        assert merged.new == len(new.keys() - old.keys())
        disputed = {id: story.disputed() for id, story in new.items()}
        before = {id: story.disputed() for id, story in old.items()}
        assert merged.conflicts == sum(
            bool(found) and found != before.get(id) for id, found in disputed.items()
        )
        assert {device for device, end in taker.known().items() if end} == {
            self.truth.changes[name].device for name in now
        }
        self.held[taker.device] = now
        erased = frozenset[str]().union(*(self.truth.changes[name].erases for name in now))
        blanked = (erased & now) - self.blank[taker.device]
        assert merged.changed == sum(
            new[id].written.keys() != story.written.keys() or bool(blanked & story.written.keys())
            for id, story in old.items()
        )
        self.blank[taker.device] |= blanked
        if taken:
            self.undoable.add(taker.device)
        self._hold(taker)

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

    def _remember_undoing(self, pc: Replica, change: Change) -> None:
        fields = change.content()["fields"]
        held = self.held[pc.device]
        self.truth.write(Wrote(pc.device, change.seq, change.record, fields, held))
        self.held[pc.device] = held | {change.name}

    def _hold(self, pc: Replica) -> None:
        """Hold what a PC shows against the truth of what it can know."""
        stories = self.truth.seen_of(self.held[pc.device])
        for id in RECORDS:
            record = pc.record(id)
            assert (record is None) == (id not in stories), id
            if record is None:
                continue
            story = stories[id]
            assert {key: set(x) for key, x in record.disputed.items()} == story.disputed(), id
            assert record.version == len(story.written)
            shown = dict(record.values)
            for row in shown.pop("bulbs", ()):
                shown[f"bulbs/{row['id']}"] = {k: v for k, v in row.items() if k != "id"}
            for unit in story.units():
                views = [view for _, view in story.views(unit)]
                if unit == (DELETED,):
                    plain = bool(views[0][0]) if DELETED not in story.disputed() else False
                    assert record.deleted is plain
                elif unit != ("unknown",):
                    assert tuple(shown.get(key) for key in unit) in views, (id, unit)

    def teardown(self) -> None:
        if not self.pcs:
            return
        for giver in self.pcs[1:]:
            self._deliver_all(giver, self.pcs[0])
        for taker in self.pcs[1:]:
            self._deliver_all(self.pcs[0], taker)
        digests = {pc.digest() for pc in self.pcs}
        assert len(digests) == 1
        assert self.pcs[-1].takes_all_of(self.pcs[0]).applied == 0
        words = self.pcs[0].words()
        for pc in self.pcs:
            pc.hold_to_ledger()
            self._hold_every_value(pc)
            assert pc.words() == words
        self.pcs[-1].hold_to_rebuilding()

    def _deliver_all(self, giver: Replica, taker: Replica) -> None:
        self._deliver(giver, taker, giver.changes(giver.known()))

    def _hold_every_value(self, pc: Replica) -> None:
        """Hold the ledger against all that anybody ever wrote, losers of conflicts too."""
        kept = {change.name: change for change in pc.changes(pc.known())}
        assert kept.keys() == self.truth.changes.keys()
        erased = {x for change in self.truth.changes.values() for x in change.erases}
        for name, change in kept.items():
            assert (change.payload is None) == (name in erased), name
            if change.payload is not None:
                assert change.content()["fields"] == self.truth.changes[name].fields, name
