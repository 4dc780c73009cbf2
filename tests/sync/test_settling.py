"""What a merge leaves to officers beside fields: approval taken two ways, erasure not known of."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.erasing import NotWhole
from desktop_app.desk.settling import Conflict
from desktop_app.model.trouble import Trouble
from desktop_app.store import writing
from desktop_app.store.change import DRAFT, UNITED
from desktop_app.store.ledger import changes_of
from desktop_app.store.writing import Deed
from tests.furnishing import add_person
from tests.sync.post import Pcs

WHY = "Hết thời hạn lưu theo quy định"


def approved_here_returned_there(pcs: Pcs, *, disputed_note: bool = False) -> str:
    """Let one chief approve a person whom another returns, and carry."""
    first = pcs.desks[0]
    first.allow_self_approval(True)
    person = add_person(first)
    first.submit("person", person)
    second = pcs.enlist()
    second.allow_self_approval(True)
    if disputed_note:
        first.edit("person", person, {"note": "một"})
        second.edit("person", person, {"note": "hai"})
    first.approve("person", person)
    second.send_back("person", person, "Thiếu số điện thoại")
    pcs.carry(0, 1, 0)
    return person


def approval(desk: Desk, id: str) -> str:
    record = desk.record(id)
    assert record is not None
    return record.approval


def only(desk: Desk) -> Conflict:
    (conflict,) = desk.conflicts()
    return conflict


def test_an_approval_taken_two_ways_is_told_in_words(pcs: Pcs) -> None:
    person = approved_here_returned_there(pcs)
    conflict = only(pcs.desks[0])
    assert (conflict.field, conflict.label) == ("$approval", "Việc duyệt hồ sơ")
    assert (conflict.before, conflict.old) == ("Chờ duyệt", "submitted")
    assert {(one.value, one.shown) for one in conflict.versions} == {
        ("approved", "Đã duyệt"),
        ("returned", "Bị trả lại: Thiếu số điện thoại"),
    }
    assert approval(pcs.desks[0], person) == "voided"


@pytest.mark.parametrize("state", ["returned", "closed"])
def test_any_step_that_was_taken_can_be_chosen_and_holds_on_every_pc(pcs: Pcs, state: str) -> None:
    person = approved_here_returned_there(pcs)
    first, second = pcs.desks
    first.decide("person", person, "$approval", state)
    pcs.carry(0, 1)
    for desk in pcs.desks:
        assert desk.conflicts() == []
        assert approval(desk, person) == state
    record = second.record(person)
    assert record is not None
    assert record.remark == ("Thiếu số điện thoại" if state == "returned" else "")


def test_a_word_that_is_no_step_is_refused(pcs: Pcs) -> None:
    person = approved_here_returned_there(pcs)
    with pytest.raises(Trouble, match="XL-02"):
        pcs.desks[0].decide("person", person, "$approval", "xong")
    assert only(pcs.desks[0]).approval


def test_fields_are_decided_before_the_approval_that_sees_them(pcs: Pcs) -> None:
    person = approved_here_returned_there(pcs, disputed_note=True)
    first = pcs.desks[0]
    first.decide_all("person", person, {"$approval": "approved", "note": "hai"})
    assert first.conflicts() == []
    assert approval(first, person) == "approved"


def test_who_decides_fields_does_not_approve_them_in_the_same_go_and_nothing_is_kept(
    pcs: Pcs,
) -> None:
    person = approved_here_returned_there(pcs, disputed_note=True)
    first = pcs.desks[0]
    first.allow_self_approval(False)
    before = first.digest()
    for state, refusal in (("approved", "DU-03"), ("xong", "XL-02")):
        with pytest.raises(Trouble, match=refusal):
            first.decide_all("person", person, {"$approval": state, "note": "hai"})
        assert first.digest() == before
    assert {one.field for one in first.conflicts()} == {"$approval", "note"}
    first.decide_all("person", person, {"$approval": "submitted", "note": "hai"})
    assert first.conflicts() == []
    assert approval(first, person) == "submitted"


def test_a_record_that_is_deleted_waits_for_approval_anew(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person = approved_here_returned_there(pcs)
    second = pcs.desks[1]
    first.delete("person", person, "ghi trùng")
    second.edit("person", person, {"note": "vẫn cần"}, reason="bổ sung")
    pcs.carry(0, 1, 0)
    assert {one.field for one in first.conflicts()} == {"$approval", "$deleted"}
    first.decide_all("person", person, {"$approval": "approved", "$deleted": True})
    assert first.conflicts() == []
    record = first.record(person)
    assert record is not None
    assert record.deleted


def test_marks_that_no_page_writes_are_told_in_words_and_decided_too(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person, elder = add_person(first), add_person(first, "Vũ Thị Cả")
    second = pcs.enlist()
    for desk, fields in ((first, {UNITED: elder, DRAFT: True, "later": "a"}), (second, {
        UNITED: None, DRAFT: None, "later": "b",
    })):  # fmt: skip
        with desk.book.transaction() as into:
            record = into.record(person)
            assert record is not None
            writing.alter(desk.book, into, record, fields, Deed(desk.me, "edit"))
    pcs.carry(0, 1, 0)
    told = {one.label: {each.shown for each in one.versions} for one in first.conflicts()}
    assert told == {
        "Gộp vào hồ sơ nào": {first.caption(elder), "không gộp"},
        "Bản nháp hay hồ sơ chính thức": {"bản nháp", "hồ sơ chính thức"},
        "Mục «later» của bản phần mềm mới hơn": {"a", "b"},
    }
    first.decide_all("person", person, {UNITED: None, DRAFT: None, "later": "b"})
    assert first.conflicts() == []


def test_what_was_written_without_knowing_of_an_erasure_is_listed_until_it_is_erased(
    pcs: Pcs,
) -> None:
    first = pcs.desks[0]
    person = add_person(first)
    second = pcs.enlist()
    first.erase("person", person, WHY)
    second.edit("person", person, {"note": "ghi ở máy hai"})
    assert first.not_wholly_erased() == []
    pcs.carry(0, 1, 0)
    for desk in pcs.desks:
        (found,) = desk.not_wholly_erased()
        assert isinstance(found, NotWhole)
        assert (found.register, found.id, found.changes) == ("person", person, 1)
        assert found.officer == second.caption(second.me)
        assert desk.unsettled() == 1
        record = desk.record(person)
        assert record is not None
        assert "note" not in record.values
        lines = desk.history("person", person)
        assert [one.fields["note"][1] for one in lines if "note" in one.fields] == ["ghi ở máy hai"]
    first.erase("person", person, WHY)
    pcs.carry(0, 1, 0)
    for desk in pcs.desks:
        assert desk.not_wholly_erased() == []
        assert desk.unsettled() == 0
        left = [one.payload or "" for one in changes_of(desk.reading().connection, person)]
        assert not any("ghi ở máy hai" in payload for payload in left)
        assert desk.check(full=True).ok
    assert len({desk.digest() for desk in pcs.desks}) == 1
    with pytest.raises(Trouble, match="LU-06"):
        first.erase("person", person, WHY)


def test_taking_a_merge_back_writes_nothing_beside_an_erasure(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person = add_person(first)
    second = pcs.enlist()
    first.erase("person", person, WHY)
    pcs.carry(0, 1)
    second.undo_sync()
    assert second.not_wholly_erased() == []
    record = second.record(person)
    assert record is not None
    assert record.erased
