"""Approvals of two PCs: they hold for exactly the heads they name, and for nothing else."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.approval import VOID_BY_EDIT, VOID_BY_TWO, void_words
from desktop_app.model.record import Record
from desktop_app.store.change import Change, payload_of
from desktop_app.store.fold import folded_state, since_approval, state_at
from tests.furnishing import add_person
from tests.store.meddling import SecondPc


@pytest.fixture
def other(desk: Desk) -> SecondPc:
    """A second PC of the post."""
    return SecondPc(desk)


@pytest.fixture
def person(desk: Desk) -> str:
    """A person submitted for approval, whom both PCs know; the chief may approve his own."""
    desk.allow_self_approval(True)
    id = add_person(desk, occupation="Làm ruộng")
    desk.submit("person", id)
    return id


def known(desk: Desk, id: str) -> Record:
    record = desk.record(id)
    assert record is not None
    return record


def folded(desk: Desk, id: str) -> Record:
    """Return a record after all changes of both PCs were folded anew."""
    desk.repair()
    assert desk.check(full=True).ok
    return known(desk, id)


def mark(state: str, heads: str) -> dict[str, object]:
    return {"$approval": {"state": state, "heads": heads.split(",")}}


def test_an_edit_made_elsewhere_meanwhile_voids_an_approval_and_says_so(
    desk: Desk, other: SecondPc, person: str
) -> None:
    seen = known(desk, person).heads
    desk.approve("person", person)
    assert known(desk, person).approval == "approved"
    other.writes(person, seen, {"phone": "0912345678"})
    record = folded(desk, person)
    assert (record.approval, void_words(record)) == ("voided", VOID_BY_EDIT)
    desk.approve("person", person)
    record = folded(desk, person)
    assert (record.approval, record.disputed) == ("approved", {})
    assert "," not in record.heads


def test_a_supplement_that_knew_the_approval_voids_it_too(
    desk: Desk, other: SecondPc, person: str
) -> None:
    desk.approve("person", person)
    other.writes(person, known(desk, person).heads, {"phone": "0912345678"})
    assert folded(desk, person).approval == "voided"


def test_the_same_step_on_both_pcs_is_one_step(desk: Desk, other: SecondPc, person: str) -> None:
    seen = known(desk, person).heads
    desk.send_back("person", person, "thiếu số điện thoại")
    told = {"state": "returned", "heads": [seen], "remark": "thiếu số điện thoại"}
    other.writes(person, seen, {"$approval": told})
    record = folded(desk, person)
    assert (record.approval, record.disputed) == ("returned", {})


def test_different_steps_on_two_pcs_count_as_none(desk: Desk, other: SecondPc, person: str) -> None:
    seen = known(desk, person).heads
    desk.send_back("person", person, "thiếu số điện thoại")
    other.writes(person, seen, mark("approved", seen))
    record = folded(desk, person)
    assert (record.approval, void_words(record)) == ("voided", VOID_BY_TWO)
    assert desk.open("person", person).conflicts == ["$approval"]
    desk.send_back("person", person, "xem lại cả hai")
    record = folded(desk, person)
    assert (record.approval, record.remark, record.disputed) == ("returned", "xem lại cả hai", {})


def test_the_same_approval_given_on_two_pcs_holds_until_something_else_comes(
    desk: Desk, other: SecondPc, person: str
) -> None:
    seen = known(desk, person).heads
    desk.approve("person", person)
    theirs = other.writes(person, seen, mark("approved", seen))
    assert folded(desk, person).approval == "approved"
    other.writes(person, theirs, {"phone": "0912345678"})
    assert folded(desk, person).approval == "voided"


def test_an_approval_that_names_other_heads_than_it_saw_does_not_hold(
    desk: Desk, other: SecondPc, person: str
) -> None:
    heads = known(desk, person).heads
    other.writes(person, heads, mark("approved", "ffffffffffffffff:9"))
    assert folded(desk, person).approval == "voided"


def test_an_approval_that_changes_something_besides_does_not_hold(
    desk: Desk, other: SecondPc, person: str
) -> None:
    heads = known(desk, person).heads
    other.writes(person, heads, {**mark("approved", heads), "phone": "0912345678"})
    assert folded(desk, person).approval == "voided"


def test_deleting_elsewhere_what_is_approved_here_hides_nothing(
    desk: Desk, other: SecondPc, person: str
) -> None:
    seen = known(desk, person).heads
    desk.approve("person", person)
    other.writes(person, seen, {"$deleted": True})
    record = folded(desk, person)
    assert (record.deleted, record.approval) == (False, "voided")


def _change(device: str, seq: int, parents: str, fields: dict[str, object]) -> Change:
    payload = payload_of(fields, "edit")
    return Change(device, seq, seq, "", "", 1, "r", "x", parents, payload, b"", b"")


def test_a_step_of_approval_is_no_new_version_of_the_content() -> None:
    changes = [
        _change("a", 1, "", {"x": 1}),
        _change("a", 2, "a:1", mark("submitted", "a:1")),
        _change("a", 3, "a:2", mark("approved", "a:2")),
    ]
    state = folded_state(changes, {})
    assert (state.version, state.approval["state"]) == (1, "approved")
    earlier = state_at(changes, "a:2", {})
    assert earlier is not None
    assert earlier.approval["state"] == "submitted"


def test_what_no_approval_has_seen_is_all_but_its_ancestors() -> None:
    changes = [
        _change("a", 1, "", {"x": 1}),
        _change("b", 1, "a:1", {"y": 1}),
        _change("a", 2, "a:1", {"x": 2}),
        _change("a", 3, "a:2", mark("approved", "a:2")),
        _change("a", 4, "a:3,b:1", {"z": 1}),
    ]
    assert [change.name for change in since_approval(changes)] == ["b:1", "a:4"]
