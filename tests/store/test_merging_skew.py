"""Programs of three ages exchange: nothing a younger one wrote is lost by way of the oldest."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.model.kinds import Text
from desktop_app.model.record import Record, Registers, note, section
from tests.store.replicas import POST, Replica, Street, opened, replica

LAMP = "0190a000-0000-7000-8000-000000000001"
OTHER = "0190a000-0000-7000-8000-000000000002"
KEEPER = "0190a000-0000-7000-8000-00000000000a"
ROW = "bulbs/0190a000-0000-7000-8000-0000000000b0"


class EarlyLamp(Record):
    """The lamp as the middle age knew it: a code, and no more."""

    table, title, singular, group = "lamp", "Đèn đường", "Đèn", "Danh mục"
    code = Text("Mã đèn", required=True)
    columns = (code,)
    search = (code,)
    order = code
    called = (code,)
    form = (section("Đèn", code, note),)


OLDEST: Registers = {"street": Street}
MIDDLE: Registers = {"street": Street, "lamp": EarlyLamp}
Ages = tuple[Replica, Replica, Replica]


@pytest.fixture
def ages(tmp_path: Path) -> Iterator[Ages]:
    """An old, a middle and a young PC, the young one with a lamp the others cannot show."""
    old = replica(tmp_path / "a", "aaaa", OLDEST)
    middle = replica(tmp_path / "b", "bbbb", MIDDLE)
    young = replica(tmp_path / "c", "cccc", POST)
    young.add("keeper", KEEPER, {"name": "Lê Sen"})
    young.add("lamp", LAMP, {"code": "Đèn 1", "height": 7, "keeper_id": KEEPER})
    young.alter(LAMP, {ROW: {"colour": "đỏ", "keeper_id": KEEPER}})
    yield old, middle, young
    for pc in (old, middle, young):
        pc.book.close()


def test_the_oldest_carries_what_it_cannot_read(ages: Ages) -> None:
    old, middle, young = ages
    old.takes_all_of(young)
    middle.takes_all_of(old)
    middle.alter(LAMP, {"code": "Đèn 2"})
    middle.add("lamp", OTHER, {"code": "Đèn 5"})
    old.takes_all_of(middle)
    young.takes_all_of(old)
    for pc in ages:
        assert pc.changes(pc.known()) == young.changes(pc.known())
        pc.hold_to_ledger()
    lamp = young.record(LAMP)
    assert lamp is not None
    assert lamp.values["code"] == "Đèn 2"
    assert lamp.values["height"] == 7
    assert lamp.values["bulbs"][0]["colour"] == "đỏ"
    young.hold_to_rebuilding()


def test_a_conflict_in_a_field_that_one_does_not_know_is_in_all(ages: Ages) -> None:
    old, middle, young = ages
    middle.takes_all_of(young)
    middle.alter(LAMP, {"foot": "đá"})  # as a program between the ages would
    young.alter(LAMP, {"foot": "gạch"})
    assert middle.takes_all_of(young).conflicts == 1
    assert young.takes_all_of(middle).conflicts == 1
    old.takes_all_of(middle)
    for pc in ages:
        pc.hold_to_ledger()


def test_after_the_upgrade_all_that_was_carried_is_shown(ages: Ages) -> None:
    old, middle, young = ages
    middle.takes_all_of(young)
    old.takes_all_of(middle)
    young.alter(LAMP, {"height": 9})
    old.takes_all_of(young)
    for pc in (old, middle):
        pc.book.close()
    for pc in (old, middle):
        upgraded = opened(pc.book.folder)
        upgraded.takes_all_of(young)
        assert upgraded.digest() == young.digest()
        assert upgraded.words() == young.words()
        upgraded.hold_to_ledger()
        upgraded.book.close()
