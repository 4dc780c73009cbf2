"""The judge of random histories: what each PC shows, held against the truth of causality."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.store.change import Change
from tests.store.causality import APPROVAL, DELETED, Fields, Story, Truth, Wrote
from tests.store.invented import DEVICES, GROUP, RECORDS, is_here
from tests.store.replicas import Replica, emptied, replica


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


class Judged(RuleBasedStateMachine):
    """A post whose every PC is judged after whatever happens to it."""

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

    def _write(self, pc: Replica, register: str, id: str, fields: Fields) -> None:
        story = self.truth.seen_of(self.held[pc.device]).get(id)
        if story is not None and story.erasures:
            return
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

    def _step(self, pc: Replica, id: str, state: str) -> None:
        """Take a step of approval: it names the heads that its author has before him."""
        story = self.truth.seen_of(self.held[pc.device]).get(id)
        if story is not None and not story.erasures:
            mark = {"state": state, "heads": sorted(story.heads())}
            self._remember(pc, pc.approves(id, state), id, {APPROVAL: mark})

    def _forget(self, pc: Replica, id: str) -> None:
        """Erase a record's personal data: all that was written of it here, but its height."""
        story = self.truth.seen_of(self.held[pc.device]).get(id)
        record = pc.record(id)
        if story is None or record is None or story.erasures:
            return
        kept = {key: value for key, value in record.values.items() if key == "height"}
        change = pc.forgets(id, kept)
        assert set(change.content()["erased"]) == story.written.keys()
        fields = change.content()["fields"]
        assert {key: value for key, value in fields.items() if not key.startswith("$")} == kept
        self._remember(pc, change.name, id, fields, frozenset(story.written))

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
            assert record.version == story.versions()
            assert record.approval == story.approval(), id
            assert record.erased == bool(story.erasures)
            if story.erasures:
                _hold_erased(record, story)
                continue
            shown = dict(record.values)
            for row in shown.pop("bulbs", ()):
                shown[f"bulbs/{row['id']}"] = {k: v for k, v in row.items() if k != "id"}
            for unit in story.units():
                views = [view for _, view in story.views(unit)]
                if unit == (DELETED,):
                    plain = bool(views[0][0]) if DELETED not in story.disputed() else False
                    assert record.deleted is plain
                elif unit not in {("unknown",), (APPROVAL,)}:
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
        for pc in self.pcs:
            pc.hold_to_ledger()
            self._hold_every_value(pc)
            assert pc.words() == self.pcs[0].words()
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


def _hold_erased(record: Record, story: Story) -> None:
    """An erasure that no other knew of tells all that is left, whatever came beside it."""
    left = [
        (
            {key: value for key, value in fields.items() if not key.startswith("$")},
            bool(fields.get(DELETED)),
        )
        for fields in story.standing_erasures()
    ]
    assert (record.values, record.deleted) in left
