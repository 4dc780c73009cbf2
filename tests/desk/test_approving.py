"""The steps of approval at the desk: who may take which, and what an approved record takes."""

import pytest

from desktop_app.desk.altering import SupplementReason
from desktop_app.desk.desk import Desk
from desktop_app.desk.many import Chosen
from desktop_app.desk.permission import Role
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.store.accesslog import entries
from tests.conftest import Sitting
from tests.furnishing import add_person, add_route, values


@pytest.fixture
def own(desk: Desk) -> Desk:
    """A chief whose post lets him approve his own work."""
    desk.allow_self_approval(True)
    return desk


@pytest.fixture
def approved(own: Desk) -> str:
    """An approved person."""
    person = add_person(own, occupation="Thợ mộc")
    own.submit("person", person)
    own.approve("person", person)
    return person


def record(desk: Desk, id: str) -> Record:
    found = desk.record(id)
    assert found is not None
    return found


def refusal(does: object, *given: object, **named: object) -> str:
    assert callable(does)
    with pytest.raises(Trouble) as refused:
        does(*given, **named)
    return refused.value.code


def test_a_record_goes_from_hand_to_hand_until_it_is_closed(desk_of: Sitting) -> None:
    officer = desk_of(Role.OFFICER)
    person = add_person(officer)
    assert officer.steps(record(officer, person)) == ("submit",)
    officer.submit("person", person)
    assert officer.steps(record(officer, person)) == ()
    chief = desk_of(Role.CHIEF)
    assert chief.steps(record(chief, person)) == ("approve", "return")
    chief.send_back("person", person, "Thiếu số điện thoại")
    officer = desk_of(Role.OFFICER)
    opened = officer.open("person", person)
    assert (opened.approval, opened.remark) == ("returned", "Thiếu số điện thoại")
    officer.edit("person", person, {"phone": "0912345678"})
    assert record(officer, person).approval == "returned"
    officer.submit("person", person)
    officer.edit("person", person, {"occupation": "Thợ nề"})
    assert record(officer, person).approval == "submitted"
    chief = desk_of(Role.CHIEF)
    chief.approve("person", person)
    assert chief.steps(record(chief, person)) == ("close", "reopen")
    chief.close_record("person", person)
    assert chief.steps(record(chief, person)) == ("reopen",)
    chief.reopen("person", person, "Có tình tiết mới")
    assert (record(chief, person).approval, record(chief, person).remark) == (
        "returned", "Có tình tiết mới",
    )  # fmt: skip
    told = [(line.kind, line.reason, line.fields.get("approval")) for line in chief.history(
        "person", person
    )]  # fmt: skip
    assert told == [
        ("add", "", None),
        ("submit", "", ("none", "submitted")),
        ("return", "Thiếu số điện thoại", ("submitted", "returned")),
        ("edit", "", None),
        ("submit", "", ("returned", "submitted")),
        ("edit", "", None),
        ("approve", "", ("submitted", "approved")),
        ("close", "", ("approved", "closed")),
        ("reopen", "Có tình tiết mới", ("closed", "returned")),
    ]
    assert chief.check(full=True).ok


def test_an_officer_and_a_reader_approve_nothing(desk_of: Sitting) -> None:
    officer = desk_of(Role.OFFICER)
    person = add_person(officer)
    officer.submit("person", person)
    for role in (Role.OFFICER, Role.READER):
        desk = desk_of(role)
        assert refusal(desk.approve, "person", person) == "QU-01"
        assert refusal(desk.send_back, "person", person, "x") == "QU-01"
        assert desk.steps(record(desk, person)) == ()
    reader = desk_of(Role.READER)
    assert refusal(reader.submit, "person", person) == "QU-01"


def test_only_a_complete_record_is_submitted_and_approved(own: Desk) -> None:
    person = own.add("person", {"full_name": "Vũ Văn An"}, draft=True).id
    assert own.steps(record(own, person)) == ()
    assert refusal(own.submit, "person", person) == "DU-01"
    own.edit("person", person, {"sex": "Nam", "birth_date": "1980"})
    own.submit("person", person)
    own.edit("person", person, {"sex": None}, draft=True)
    assert refusal(own.approve, "person", person) == "DU-01"


@pytest.mark.parametrize("step", ["approve", "close_record"])
def test_a_step_out_of_turn_is_refused(own: Desk, step: str) -> None:
    person = add_person(own)
    before = own.digest()
    assert refusal(getattr(own, step), "person", person) == "DU-02"
    assert refusal(own.send_back, "person", person, "x") == "DU-02"
    assert refusal(own.reopen, "person", person, "x") == "DU-02"
    own.submit("person", person)
    assert refusal(own.submit, "person", person) == "DU-02"
    assert own.digest().changes == before.changes + 1


def test_returning_and_reopening_need_words(own: Desk, approved: str) -> None:
    person = add_person(own)
    own.submit("person", person)
    assert refusal(own.send_back, "person", person, " \u200b") == "DU-04"
    assert refusal(own.reopen, "person", approved, "") == "DU-04"


def test_nobody_approves_what_he_wrote_or_submitted(desk_of: Sitting) -> None:
    chief = desk_of(Role.CHIEF)
    mine = add_person(chief, "Vũ Văn An")
    chief.submit("person", mine)
    officer = desk_of(Role.OFFICER)
    theirs, both = add_person(officer, "Hồ Thị Bé"), add_person(officer, "Lò Văn Có")
    officer.submit("person", both)
    chief = desk_of(Role.CHIEF)
    chief.submit("person", theirs)  # he submitted what an officer wrote
    chief.edit("person", both, {"phone": "0912345678"})  # he changed what an officer submitted
    for person in (mine, theirs, both):
        assert chief.steps(record(chief, person)) == ("return",)
        assert refusal(chief.approve, "person", person) == "DU-03"
    chief.allow_self_approval(True)
    assert chief.steps(record(chief, mine)) == ("approve", "return")
    chief.approve("person", mine)


def test_what_a_chief_wrote_before_the_last_approval_is_not_held_against_him(
    desk_of: Sitting,
) -> None:
    chief = desk_of(Role.CHIEF)
    chief.allow_self_approval(True)
    person = add_person(chief)
    chief.submit("person", person)
    chief.approve("person", person)
    chief.allow_self_approval(False)
    officer = desk_of(Role.OFFICER)
    officer.edit("person", person, {"phone": "0912345678"}, reason="Bổ sung số điện thoại")
    chief = desk_of(Role.CHIEF)
    chief.approve("person", person)
    assert record(chief, person).approval == "approved"


def test_letting_officers_approve_their_own_is_noted_once(desk: Desk) -> None:
    assert not desk.self_approval
    desk.allow_self_approval(True)
    desk.allow_self_approval(True)
    desk.allow_self_approval(False)
    told = [one.why for one in entries(desk.reading().connection) if one.action == "self_approval"]
    assert told == ["thôi cho phép", "cho phép"]
    assert desk.check(full=True).ok


def test_an_approved_record_is_supplemented_with_a_reason_and_waits_anew(
    own: Desk, approved: str
) -> None:
    with pytest.raises(SupplementReason):
        own.edit("person", approved, {"occupation": "Thợ nề"})
    own.edit("person", approved, {"occupation": "Thợ mộc"})  # changes nothing
    assert record(own, approved).approval == "approved"
    own.edit("person", approved, {"occupation": "Thợ nề"}, reason="Xác minh lại")
    assert record(own, approved).approval == "voided"
    line = own.history("person", approved)[-1]
    assert (line.kind, line.reason, line.fields) == (
        "supplement",
        "Xác minh lại",
        {"occupation": ("Thợ mộc", "Thợ nề"), "approval": ("approved", "voided")},
    )
    with pytest.raises(SupplementReason):
        own.edit("person", approved, {"occupation": "Thợ hàn"})
    own.approve("person", approved)
    assert record(own, approved).approval == "approved"


def test_undoing_and_restoring_need_a_reason_too(own: Desk, approved: str) -> None:
    first = own.history("person", approved)[0]
    own.edit("person", approved, {"occupation": "Thợ nề"}, reason="Xác minh lại")
    change = own.history("person", approved)[-1]
    at = change.device, change.seq
    assert refusal(own.restore_field, "person", approved, "occupation", at) == "DU-06"
    assert refusal(own.undo, "person", approved) == "DU-06"
    assert refusal(own.undo, "person", approved, (first.device, first.seq)) == "DU-06"
    own.restore_field("person", approved, "occupation", at, "Ghi nhầm")
    assert values(own, approved)["occupation"] == "Thợ mộc"
    own.undo("person", approved, why="Nhầm thật")
    assert values(own, approved)["occupation"] == "Thợ nề"
    assert own.history("person", approved)[-1].reason == "Nhầm thật"
    assert record(own, approved).approval == "voided"
    own.delete("person", approved, "Ghi trùng")
    assert record(own, approved).deleted


def test_a_step_of_approval_is_not_undone_and_going_back_past_it_leaves_it(
    own: Desk, approved: str
) -> None:
    assert refusal(own.undo, "person", approved) == "DU-07"
    first = own.history("person", approved)[0]
    own.undo("person", approved, (first.device, first.seq))  # nothing but approval came since
    assert record(own, approved).approval == "approved"


def test_a_closed_record_takes_nothing_until_it_is_reopened(own: Desk, approved: str) -> None:
    line = own.history("person", approved)[0]
    own.close_record("person", approved)
    before = own.digest()
    changes = {"occupation": "Thợ nề"}
    assert refusal(own.edit, "person", approved, changes, reason="Xác minh lại") == "DU-05"
    assert refusal(own.delete, "person", approved, "Ghi trùng") == "DU-05"
    assert refusal(own.undo, "person", approved, why="x") == "DU-07"
    assert own.digest() == before
    own.reopen("person", approved, "Có tình tiết mới")
    own.edit("person", approved, changes)
    own.undo("person", approved, (line.device, line.seq))
    assert values(own, approved)["occupation"] == "Thợ mộc"


def test_many_are_corrected_with_their_reason_but_closed_ones_stay(own: Desk) -> None:
    plain, approved, closed = (add_route(own, f"Tuyến {number}") for number in "123")
    for route in (approved, closed):
        own.submit("route", route)
        own.approve("route", route)
    own.close_record("route", closed)
    chosen = Chosen("route", [plain, approved, closed])
    preview = own.preview_many(chosen, {"note": "rà soát"})
    assert [(one.id, one.why) for one in preview.refused] == [(closed, "Hồ sơ đã đóng")]
    done = own.edit_many(chosen, {"note": "rà soát"}, "Theo kế hoạch 12")
    assert [one.id for one in done.written] == [plain, approved]
    kinds = [own.history("route", id)[-1].kind for id in (plain, approved, closed)]
    assert kinds == ["edit", "supplement", "close"]
    back = own.undo_many(done.written)
    assert back.refused == []
    assert own.history("route", approved)[-1].reason == "Hoàn tác: Theo kế hoạch 12"
    assert "note" not in values(own, approved)


def test_many_taken_back_leave_what_was_approved_since(own: Desk) -> None:
    routes = [add_route(own, f"Tuyến {number}") for number in "12"]
    done = own.edit_many(Chosen("route", routes), {"note": "rà soát"}, "Theo kế hoạch 12")
    own.submit("route", routes[0])
    back = own.undo_many(done.written)
    assert [one.id for one in back.refused] == routes[:1]
    assert [one.id for one in back.written] == routes[1:]


def test_lists_are_filtered_by_where_approval_stands_and_show_it(own: Desk, approved: str) -> None:
    plain, waiting = add_person(own, "Hồ Thị Bé"), add_person(own, "Lò Văn Có")
    own.submit("person", waiting)

    def found(state: str) -> set[str]:
        return {line.id for line in own.find("person", where={"approval": state}).rows}

    assert found("Chưa trình duyệt") == {plain} == found("none") == found("")
    assert found("Chờ duyệt") == {waiting} == found("cho duyet") == found("submitted")
    assert found("Đã duyệt") == {approved}
    own.edit("person", approved, {"phone": "0912345678"}, reason="Bổ sung")
    assert found("Chờ duyệt") == {waiting, approved}
    assert found("Mất hiệu lực") == {approved}
    assert own.count("person", where={"approval": "Chờ duyệt"}).number == 2
    page = own.find("person", "co", columns=("full_name", "approval"))
    assert [line.cells for line in page.rows] == [["Lò Văn Có", "Chờ duyệt"]]
    assert refusal(own.find, "person", where={"approval": "Lung tung"}) == "TM-03"
