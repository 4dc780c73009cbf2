"""What two PCs' concurrent changes amount to, decided by causality and never by clocks."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.record import Record
from desktop_app.store import writing
from desktop_app.store.change import Change, payload_of
from desktop_app.store.fold import folded_state, state_at
from tests.furnishing import add_person, furnish, valid
from tests.registers.shelf import CHAU, PUPIL
from tests.store.meddling import SecondPc

WITNESS = "Người chứng kiến"


@pytest.fixture
def other(desk: Desk) -> SecondPc:
    """A second PC of the post."""
    return SecondPc(desk)


@pytest.fixture
def person(desk: Desk) -> str:
    """A person whom both PCs know."""
    return add_person(desk, occupation="Làm ruộng")


def folded(desk: Desk, id: str) -> Record:
    """Return a record after all changes of both PCs were folded anew."""
    desk.repair()
    assert desk.check(full=True).ok
    record = desk.record(id)
    assert record is not None
    return record


def heads(desk: Desk, id: str) -> str:
    """Return the heads that an author at this PC sees."""
    record = desk.record(id)
    assert record is not None
    return record.heads


def test_different_fields_changed_at_once_are_no_conflict(
    desk: Desk, other: SecondPc, person: str
) -> None:
    seen = heads(desk, person)
    desk.edit("person", person, {"occupation": "Thợ mộc"})
    other.writes(person, seen, {"phone": "0912345678"})
    record = folded(desk, person)
    assert record.values["occupation"] == "Thợ mộc"
    assert record.values["phone"] == "0912345678"
    assert record.disputed == {}
    assert len(record.heads.split(",")) == 2


def test_one_field_changed_at_once_keeps_both_values_and_shows_the_later(
    desk: Desk, other: SecondPc, person: str
) -> None:
    seen = heads(desk, person)
    desk.edit("person", person, {"occupation": "Thợ mộc"})
    mine = heads(desk, person)
    theirs = other.writes(person, seen, {"occupation": "Thợ nề"})
    record = folded(desk, person)
    assert record.values["occupation"] == "Thợ nề"
    assert record.disputed == {"occupation": [mine, theirs]}
    assert desk.open("person", person).conflicts == ["occupation"]
    assert [line.fields.get("occupation") for line in desk.history("person", person)] == [
        (None, "Làm ruộng"),
        ("Làm ruộng", "Thợ mộc"),
        ("Làm ruộng", "Thợ nề"),
    ]


def test_a_change_known_to_its_author_is_no_conflict_whatever_the_clocks_say(
    desk: Desk, other: SecondPc, person: str
) -> None:
    desk.edit("person", person, {"occupation": "Thợ mộc"})
    other.writes(person, heads(desk, person), {"occupation": "Thợ nề"}, lamport=1_000)
    record = folded(desk, person)
    assert (record.values["occupation"], record.disputed) == ("Thợ nề", {})


def test_equal_values_never_conflict(desk: Desk, other: SecondPc, person: str) -> None:
    seen = heads(desk, person)
    address = {"as_written": "Xóm Chùa", "detail": "số 1"}
    desk.edit("person", person, {"occupation": "Thợ nề", "current_address": address})
    other.writes(person, seen, {"occupation": "Thợ nề", "current_address": address})
    assert folded(desk, person).disputed == {}


def test_emptying_a_field_against_filling_it_is_a_conflict(
    desk: Desk, other: SecondPc, person: str
) -> None:
    seen = heads(desk, person)
    desk.edit("person", person, {"occupation": None})
    other.writes(person, seen, {"occupation": "Thợ nề"})
    assert list(folded(desk, person).disputed) == ["occupation"]


def test_an_edit_after_the_merge_decides_the_field_it_gives_again(
    desk: Desk, other: SecondPc, person: str
) -> None:
    seen = heads(desk, person)
    desk.edit("person", person, {"occupation": "Thợ mộc", "phone": "0911111111"})
    other.writes(person, seen, {"occupation": "Thợ nề", "phone": "0922222222"})
    folded(desk, person)
    desk.edit("person", person, {"occupation": "Thợ nề"})
    record = folded(desk, person)
    assert list(record.disputed) == ["phone"]
    assert record.values["occupation"] == "Thợ nề"
    assert "," not in record.heads
    desk.edit("person", person, {"phone": "0911111111"})
    assert folded(desk, person).disputed == {}


def test_a_deletion_against_an_edit_is_a_conflict_that_hides_nothing(
    desk: Desk, other: SecondPc, person: str
) -> None:
    seen = heads(desk, person)
    desk.delete("person", person, "ghi trùng")
    mine = heads(desk, person)
    theirs = other.writes(person, seen, {"phone": "0912345678"})
    record = folded(desk, person)
    assert record.disputed == {"$deleted": sorted([mine, theirs])}
    assert not record.deleted
    assert [line.id for line in desk.find("person").rows] == [person]


def test_deleting_again_decides_for_the_deletion(desk: Desk, other: SecondPc, person: str) -> None:
    seen = heads(desk, person)
    desk.delete("person", person, "ghi trùng")
    other.writes(person, seen, {"phone": "0912345678"})
    folded(desk, person)
    desk.delete("person", person, "đã xem cả hai")
    record = folded(desk, person)
    assert (record.deleted, record.disputed) == (True, {})


def test_deleting_on_both_pcs_is_no_conflict(desk: Desk, other: SecondPc, person: str) -> None:
    seen = heads(desk, person)
    desk.delete("person", person, "ghi trùng")
    other.writes(person, seen, {"$deleted": True})
    record = folded(desk, person)
    assert (record.deleted, record.disputed) == (True, {})


def test_an_edit_that_the_deletion_knew_is_no_conflict(
    desk: Desk, other: SecondPc, person: str
) -> None:
    desk.edit("person", person, {"occupation": "Thợ mộc"})
    other.writes(person, heads(desk, person), {"$deleted": True})
    record = folded(desk, person)
    assert (record.deleted, record.disputed) == (True, {})


def test_child_rows_are_a_set_to_which_both_pcs_may_add(desk: Desk, other: SecondPc) -> None:
    furnish(desk)
    matter = desk.add("mediation", valid("mediation")).id
    seen = heads(desk, matter)
    first, second = f"{'0' * 8}-0000-7000-8000-{'1' * 12}", f"{'f' * 8}-0000-7000-8000-{'2' * 12}"
    known = desk.record(matter)
    assert known is not None
    rows = known.values["parties"]
    mine = {"id": first, "person_id": CHAU, "role": WITNESS}
    desk.edit("mediation", matter, {"parties": [*rows, mine]})
    theirs = {"person_id": PUPIL, "role": WITNESS}
    other.writes(matter, seen, {f"parties/{second}": theirs}, register="mediation")
    record = folded(desk, matter)
    assert [row["id"] for row in record.values["parties"]] == sorted(
        [first, second, *(row["id"] for row in rows)]
    )
    assert record.disputed == {}


def test_one_child_row_changed_on_both_pcs_is_a_conflict_of_that_row(
    desk: Desk, other: SecondPc
) -> None:
    furnish(desk)
    matter = desk.add("mediation", valid("mediation")).id
    seen = heads(desk, matter)
    record = desk.record(matter)
    assert record is not None
    row, *rest = record.values["parties"]
    desk.edit("mediation", matter, {"parties": [row | {"role": WITNESS}, *rest]})
    other.writes(matter, seen, {f"parties/{row['id']}": None}, register="mediation")
    record = folded(desk, matter)
    assert list(record.disputed) == [f"parties/{row['id']}"]
    assert [each["id"] for each in record.values["parties"]] == [each["id"] for each in rest]
    assert desk.open("mediation", matter).conflicts == ["parties"]


def test_a_register_this_program_does_not_know_is_kept_and_checked(
    desk: Desk, other: SecondPc
) -> None:
    before = desk.digest()
    other.writes("0" * 8, "", {"code": "Đèn 02"}, register="lamp")
    desk.repair()
    assert desk.check(full=True).ok
    after = desk.digest()
    assert after.digest == before.digest
    assert after.changes == before.changes + 1


def test_a_field_this_program_does_not_know_survives_an_edit(
    desk: Desk, other: SecondPc, person: str
) -> None:
    other.writes(person, heads(desk, person), {"blood_group": "O"}, lamport=50)
    folded(desk, person)
    desk.edit("person", person, {"occupation": "Thợ mộc"})
    desk.undo("person", person)
    assert folded(desk, person).values["occupation"] == "Làm ruộng"
    payloads = desk.reading().connection.execute(
        "SELECT payload FROM change WHERE record = ? ORDER BY n", (person,)
    )
    assert [("blood_group" in payload) for (payload,) in payloads] == [False, True, False, False]


def _change(device: str, seq: int, lamport: int, parents: str, **fields: object) -> Change:
    payload = payload_of(fields, "edit")
    return Change(device, seq, lamport, "", "", 1, "r", "x", parents, payload, b"", b"")


def test_changes_amount_to_the_same_in_whatever_order_they_arrive() -> None:
    changes = [
        _change("a", 1, 1, "", x=1, y=1),
        _change("a", 2, 2, "a:1", x=2),
        _change("b", 1, 2, "a:1", x=3, y=2),
        _change("b", 2, 3, "b:1", z=1),
        _change("a", 3, 9, "a:2,b:2", x=4),
    ]
    state = folded_state(changes, {})
    assert state == folded_state(changes[::-1], {})
    assert (state.flat, state.heads, state.conflicts) == ({"x": 4, "y": 2, "z": 1}, ["a:3"], {})


def test_a_state_in_the_past_knows_only_what_its_author_knew() -> None:
    changes = [
        _change("a", 1, 1, "", x=1),
        _change("a", 2, 2, "a:1", x=2),
        _change("b", 1, 2, "a:1", y=1),
    ]
    state = state_at(changes, "b:1", {})
    assert state is not None
    assert state.flat == {"x": 1, "y": 1}
    assert state_at(changes, "c:1", {}) is None


def test_the_difference_of_two_states_leads_from_one_to_the_other() -> None:
    old = folded_state([_change("a", 1, 1, "", x=1, y=1)], {})
    new = folded_state([_change("a", 1, 1, "", x=2, z=1)], {})
    assert writing.marks_difference(old, new) == {"x": 2, "y": None, "z": 1}
