"""The last merge taken back as a whole, by changes that travel like any others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.store.change import payload_of
from desktop_app.store.merging import NothingMerged, undo_merge
from tests.store.replicas import Replica, replica

LAMP = "0190a000-0000-7000-8000-000000000001"
OTHER = "0190a000-0000-7000-8000-000000000002"
ROW = "bulbs/0190a000-0000-7000-8000-0000000000b0"
Pair = tuple[Replica, Replica]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Two PCs that both know a lamp."""
    a, b = (replica(tmp_path / letter, letter * 4) for letter in "ab")
    a.add("lamp", LAMP, {"code": "Đèn 1", "height": 3, "foot": "gạch"})
    b.takes_all_of(a)
    yield a, b
    for pc in (a, b):
        pc.hold_to_ledger()
        pc.hold_to_rebuilding()
        pc.book.close()


def undone(pc: Replica) -> int:
    """Take the last merge back."""
    with pc.book.transaction() as into:
        return undo_merge(pc.book, into, pc.officer)


def values(pc: Replica, id: str = LAMP) -> dict[str, object]:
    """Return a record's values."""
    record = pc.record(id)
    assert record is not None
    return record.values


def test_every_record_is_led_back_and_what_was_new_is_deleted(pair: Pair) -> None:
    a, b = pair
    a.alter(LAMP, {"code": "Đèn 2", ROW: {"colour": "đỏ"}, "note": "x"})
    a.alter(LAMP, {"note": None, "height": None})
    a.add("lamp", OTHER, {"code": "Đèn 9"})
    before = values(b)
    b.takes_all_of(a)
    assert undone(b) == 2
    assert values(b) == before
    other = b.record(OTHER)
    assert other is not None
    assert other.deleted
    a.takes_all_of(b)
    assert a.digest() == b.digest()
    assert values(a) == before


def test_once_and_only_the_last(pair: Pair) -> None:
    a, b = pair
    a.alter(LAMP, {"code": "Đèn 2"})
    b.takes_all_of(a)
    assert b.takes_all_of(a).applied == 0  # nothing came: the merge before is still the last
    assert undone(b) == 1
    with pytest.raises(NothingMerged) as trouble:
        undone(b)
    assert trouble.value.code == "DB-24"
    a.alter(LAMP, {"height": 8})
    b.takes_all_of(a)
    assert undone(b) == 1
    assert values(b)["height"] == 3


def test_a_conflict_goes_with_the_merge_that_brought_it(pair: Pair) -> None:
    a, b = pair
    a.alter(LAMP, {"code": "Đèn 2", "height": 5})
    b.alter(LAMP, {"code": "Đèn 3", "foot": "đá"})
    b.takes_all_of(a)
    lamp = b.record(LAMP)
    assert lamp is not None
    assert set(lamp.disputed) == {"code", "height", "foot"}
    assert undone(b) == 1
    lamp = b.record(LAMP)
    assert lamp is not None
    assert lamp.disputed == {}
    assert lamp.values == {"code": "Đèn 3", "height": 3, "foot": "đá"}


def test_what_was_written_since_the_merge_stays(pair: Pair) -> None:
    a, b = pair
    a.alter(LAMP, {"code": "Đèn 2", "note": "của máy kia"})
    a.add("lamp", OTHER, {"code": "Đèn 9"})
    b.takes_all_of(a)
    b.alter(LAMP, {"code": "Đèn 4"})
    b.alter(OTHER, {"height": 1})
    assert undone(b) == 1
    assert values(b) == {"code": "Đèn 4", "height": 3, "foot": "gạch"}
    other = b.record(OTHER)
    assert other is not None
    assert not other.deleted


def test_what_has_no_table_here_is_not_taken_back(pair: Pair) -> None:
    a, b = pair
    a.notes("@device", "cccc", payload_of({"name": "máy 3"}, "add"))
    b.takes_all_of(a)
    assert undone(b) == 0
    assert "bbbb" not in b.known()


def test_an_approval_that_came_is_not_given_again_by_taking_back(pair: Pair) -> None:
    a, b = pair
    b.alter(LAMP, {"$approval": {"state": "submitted"}}, "approve")
    a.takes_all_of(b)
    a.alter(LAMP, {"$approval": {"state": "approved"}}, "approve")
    a.alter(LAMP, {"height": 9})
    b.takes_all_of(a)
    assert undone(b) == 1
    (last,) = b.changes({"bbbb": 2}, {"bbbb": 1})
    assert last.content()["fields"] == {"height": 3}
