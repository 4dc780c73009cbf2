"""One person entered twice: united on one PC, gone on with on another, parted again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.store import uniting
from desktop_app.store.writing import Deed
from tests.store.replicas import POST, Replica, opened, replica
from tests.store.test_merging_skew import OLDEST

ELDEST, ELDER, YOUNGER = (f"0190a000-0000-7000-8000-00000000000{digit}" for digit in "123")
LAMP = "0190a000-0000-7000-8000-000000000009"
DEED = Deed("officer", "unite", "ghi hai lần")
Pcs = tuple[Replica, Replica]


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[Pcs]:
    """Two PCs that know three keepers, and a lamp of the youngest."""
    here, there = replica(tmp_path / "a", "aaaa"), replica(tmp_path / "b", "bbbb")
    for id, name in ((ELDEST, "Lê Sen"), (ELDER, "Lê Thị Sen"), (YOUNGER, "Lê Sen")):
        here.add("keeper", id, {"name": name})
    here.add("lamp", LAMP, {"code": "Đèn 1", "keeper_id": YOUNGER})
    there.takes_all_of(here)
    yield here, there
    for pc in (here, there):
        pc.hold_to_ledger()
        pc.hold_to_rebuilding()
        pc.book.close()


def unite(pc: Replica, goes: str, stays: str) -> None:
    """Let one keeper be another."""
    with pc.book.transaction() as into:
        gone, left = into.record(goes), into.record(stays)
        assert gone is not None
        assert left is not None
        uniting.unite(pc.book, into, gone, left, DEED)


def part(pc: Replica, gone: str) -> None:
    """Let a keeper be his own again."""
    with pc.book.transaction() as into:
        record = into.record(gone)
        assert record is not None
        uniting.part(pc.book, into, record, DEED)


def meet(pcs: Pcs) -> None:
    """Let both PCs know all that either knows."""
    here, there = pcs
    here.takes_all_of(there)
    there.takes_all_of(here)
    assert here.digest() == there.digest()


def meant(pc: Replica) -> str:
    """Return whom the lamp's reference means; the reference itself is never written anew."""
    lamp = pc.record(LAMP)
    assert lamp is not None
    assert lamp.values["keeper_id"] == YOUNGER
    return uniting.stands_for(pc.book.reading(), YOUNGER)


def disputed(pc: Replica, id: str) -> set[str]:
    """Return what PCs disagree about in a record."""
    record = pc.record(id)
    assert record is not None
    return set(record.disputed)


def test_a_reference_means_whom_the_record_was_united_with_until_they_are_parted(pcs: Pcs) -> None:
    here, there = pcs
    unite(here, YOUNGER, ELDER)
    unite(here, ELDER, ELDEST)
    meet(pcs)
    assert [meant(pc) for pc in pcs] == [ELDEST, ELDEST]
    part(there, ELDER)
    meet(pcs)
    assert [meant(pc) for pc in pcs] == [ELDER, ELDER]
    part(here, YOUNGER)
    meet(pcs)
    assert [meant(pc) for pc in pcs] == [YOUNGER, YOUNGER]
    for id in (ELDEST, ELDER, YOUNGER):
        assert [disputed(pc, id) for pc in pcs] == [set(), set()]


def test_an_edit_made_elsewhere_meanwhile_is_a_conflict_and_nothing_is_hidden(pcs: Pcs) -> None:
    here, there = pcs
    unite(here, YOUNGER, ELDER)
    there.alter(YOUNGER, {"note": "đã chuyển đi"})
    meet(pcs)
    assert [disputed(pc, YOUNGER) for pc in pcs] == [{"$deleted"}, {"$deleted"}]
    assert [meant(pc) for pc in pcs] == [YOUNGER, YOUNGER]
    there.alter(YOUNGER, {"$deleted": True})
    meet(pcs)
    assert [meant(pc) for pc in pcs] == [ELDER, ELDER]
    found = here.record(YOUNGER)
    assert found is not None
    assert found.values["note"] == "đã chuyển đi"


def test_who_stays_is_not_deleted_elsewhere_without_a_word(pcs: Pcs) -> None:
    here, there = pcs
    unite(here, YOUNGER, ELDER)
    there.alter(ELDER, {"$deleted": True})
    meet(pcs)
    assert [disputed(pc, ELDER) for pc in pcs] == [{"$deleted"}, {"$deleted"}]
    assert [meant(pc) for pc in pcs] == [ELDER, ELDER]


def test_two_pcs_that_unite_differently_go_in_no_circle_and_are_told(pcs: Pcs) -> None:
    here, there = pcs
    unite(here, YOUNGER, ELDER)
    unite(there, YOUNGER, ELDEST)
    meet(pcs)
    assert [disputed(pc, YOUNGER) for pc in pcs] == [{"$united"}, {"$united"}]
    assert [meant(pc) for pc in pcs] == [YOUNGER, YOUNGER]
    here.alter(YOUNGER, {"$united": ELDEST})
    meet(pcs)
    assert [meant(pc) for pc in pcs] == [ELDEST, ELDEST]
    with pytest.raises(ValueError, match=ELDEST):
        unite(here, ELDEST, ELDER)


def test_the_same_done_on_both_is_one_and_the_same(pcs: Pcs) -> None:
    for pc in pcs:
        unite(pc, YOUNGER, ELDER)
    meet(pcs)
    assert [meant(pc) for pc in pcs] == [ELDER, ELDER]
    assert [disputed(pc, YOUNGER) | disputed(pc, ELDER) for pc in pcs] == [set(), set()]


def test_an_older_program_carries_it_to_where_it_is_understood(pcs: Pcs, tmp_path: Path) -> None:
    here, there = pcs
    old = replica(tmp_path / "c", "cccc", OLDEST)
    unite(here, YOUNGER, ELDER)
    old.takes_all_of(here)
    there.takes_all_of(old)
    assert meant(there) == ELDER
    assert there.digest() == here.digest()
    old.book.close()
    upgraded = opened(old.book.folder, POST)
    assert meant(upgraded) == ELDER
    upgraded.book.close()
