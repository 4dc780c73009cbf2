"""Adding, correcting, deleting, undoing: appended, remembered, refused in words."""

from typing import Any

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.records import Refused
from desktop_app.model.trouble import Trouble
from tests.conftest import Clock, Opener
from tests.furnishing import add_area, add_person, add_route, furnish, valid, values
from tests.registers.shelf import AN, BINH, OFFICER


@pytest.mark.parametrize("register", ["patrol", "pledge", "mediation", "surrender"])
def test_what_was_saved_is_there_after_closing_and_opening(
    desk: Desk, opened: Opener, register: str
) -> None:
    furnish(desk)
    id = desk.add(register, valid(register)).id
    before = values(desk, id)
    desk.close()
    again = opened(desk.book.folder)
    assert values(again, id) == before
    written = {name: _without_ids(before[name]) for name in valid(register)}
    assert written == valid(register)
    assert again.check(full=True).ok


def _without_ids(value: Any) -> Any:
    """Return child rows as they were written, without the ids they got when kept."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{name: cell for name, cell in row.items() if name != "id"} for row in value]
    return value


def test_defaults_are_filled_in_and_shown_in_the_empty_form(desk: Desk) -> None:
    assert desk.new_values("pledge") == {"status": "Phải ký", "officer_id": desk.me}
    assert desk.new_values("person") == {"nationality": "Việt Nam"}
    person = add_person(desk)
    assert values(desk, person)["nationality"] == "Việt Nam"


def test_a_record_with_errors_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    before = desk.digest()
    with pytest.raises(Refused) as refused:
        desk.add("person", {"full_name": "An 5", "birth_date": "2030"})
    assert {problem.field for problem in refused.value.problems} >= {"full_name", "sex"}
    assert refused.value.code == "LU-01"
    assert desk.digest() == before
    assert desk.saved_at is None


def test_a_draft_is_never_blocked_and_becomes_a_record_when_complete(
    desk: Desk, clock: Clock
) -> None:
    draft = desk.add("person", {"full_name": "Vũ Văn An"}, draft=True).id
    record = desk.record(draft)
    assert record is not None
    assert record.draft
    desk.edit("person", draft, {"sex": "Nam"})
    record = desk.record(draft)
    assert record is not None
    assert record.draft
    clock.forward(minutes=1)
    desk.edit("person", draft, {"birth_date": "1980"})
    record = desk.record(draft)
    assert record is not None
    assert not record.draft
    assert desk.history("person", draft)[-1].fields["draft"] == (True, False)
    assert desk.saved_at == clock()


def test_a_draft_may_stay_one_though_complete(desk: Desk) -> None:
    draft = desk.add("person", {"full_name": "Vũ Văn An"}, draft=True).id
    desk.edit("person", draft, {"sex": "Nam", "birth_date": "1980"}, draft=True)
    record = desk.record(draft)
    assert record is not None
    assert record.draft


def test_a_complete_record_is_not_emptied_into_an_incomplete_one(desk: Desk) -> None:
    person = add_person(desk)
    with pytest.raises(Refused):
        desk.edit("person", person, {"sex": None})
    desk.edit("person", person, {"sex": None}, draft=True)
    assert "sex" not in values(desk, person)


def test_a_passed_warning_is_recorded(desk: Desk) -> None:
    saved = desk.add(
        "person",
        {"full_name": "Vũ Văn An", "sex": "Nữ", "birth_date": "1980", "id_number": "026080012345"},
    )
    assert [problem.level for problem in saved.problems] == ["warning"]
    line = desk.history("person", saved.id)[0]
    assert line.passed == [problem.text for problem in saved.problems]
    assert "Giới tính" in line.passed[0]


def test_many_are_saved_all_or_none_and_the_bad_line_is_named(desk: Desk) -> None:
    good = {"full_name": "Vũ Văn An", "sex": "Nam", "birth_date": "1980"}
    with pytest.raises(Refused, match="Dòng 3") as refused:
        desk.add_many("person", [good, good, {"full_name": "An"}, good])
    assert refused.value.line == 3
    assert desk.counts()["person"] == 0
    saved = desk.add_many("person", [good, good | {"phone": "12"}])
    assert [line for line, _ in saved.problems] == [2]
    assert [line.id for line in desk.find("person").rows] == saved.ids


def test_filling_saves_by_parts_through_the_same_rules(desk: Desk) -> None:
    told: list[int] = []
    good = {"full_name": "Vũ Văn An", "sex": "Nam", "birth_date": "1980"}
    made = desk.fill(
        (("person", AN, good), ("route", BINH, {"name": "Chợ"})), lambda done, _: told.append(done)
    )
    assert (made, told) == (2, [2])
    assert values(desk, AN)["full_name"] == "Vũ Văn An"
    assert desk.check(full=True).ok


def test_an_id_may_be_given_once_among_many(desk: Desk) -> None:
    good = {"full_name": "Vũ Văn An", "sex": "Nam", "birth_date": "1980"}
    with pytest.raises(Refused, match=AN) as refused:
        desk.add_many("person", [good | {"id": AN}, good, good | {"id": AN}])
    assert refused.value.line == 3
    with pytest.raises(Refused, match=AN):
        desk.fill([("person", AN, good), ("person", AN, good)])
    assert desk.counts()["person"] == 0


def test_many_are_held_against_those_saved_just_before(desk: Desk) -> None:
    twin = {
        "full_name": "Vũ Văn An",
        "sex": "Nam",
        "birth_date": "1980",
        "id_number": "000080000001",
    }
    saved = desk.add_many("person", [twin, twin])
    assert any(line == 2 and "đã ghi cho Vũ Văn An" in told.text for line, told in saved.problems)
    assert desk.check(full=True).ok


def test_an_id_may_be_given_once(desk: Desk) -> None:
    add_person(desk, id=AN)
    for id in (AN, "x", 5, "", AN.upper()[:-1] + "A"):
        with pytest.raises(Refused):
            add_person(desk, id=id)
    desk.delete("person", AN, "ghi trùng")
    with pytest.raises(Refused):
        add_route(desk, id=AN)


def test_an_edit_changes_only_what_is_given(desk: Desk) -> None:
    person = add_person(desk, occupation="Thợ mộc", phone="0912345678")
    desk.edit("person", person, {"occupation": None, "phone": "0987654321"}, reason="đổi số")
    assert "occupation" not in values(desk, person)
    line = desk.history("person", person)[-1]
    assert line.fields == {"occupation": ("Thợ mộc", None), "phone": ("0912345678", "0987654321")}
    assert (line.reason, line.kind, line.officer) == ("đổi số", "edit", desk.my_name)
    assert line.wall == "2026-11-23T14:00:00+07:00"


def test_an_edit_that_changes_nothing_writes_nothing(desk: Desk) -> None:
    person = add_person(desk, current_address={"detail": "1", "as_written": "Xóm 1"})
    before = desk.digest()
    saved = desk.edit("person", person, values(desk, person))
    assert desk.digest() == before
    assert saved.seq == desk.history("person", person)[-1].seq


def test_one_line_of_a_child_list_changed_is_one_line_of_history(desk: Desk) -> None:
    furnish(desk)
    matter = desk.add("mediation", valid("mediation")).id
    first, second = values(desk, matter)["parties"]
    desk.edit("mediation", matter, {"parties": [first, second | {"role": "Người chứng kiến"}]})
    change = (
        desk.reading()
        .connection.execute(
            "SELECT payload FROM change WHERE record = ? ORDER BY n DESC LIMIT 1", (matter,)
        )
        .fetchone()
    )
    assert second["id"] in change[0]
    assert first["id"] not in change[0]
    assert list(desk.history("mediation", matter)[-1].fields) == ["parties"]


def test_every_action_on_an_unknown_record_is_answered_in_words(desk: Desk) -> None:
    route = add_route(desk)
    for id in (AN, "", "x", "\ud800", "'; DROP TABLE person", route):
        for act in (
            lambda id=id: desk.open("person", id),
            lambda id=id: desk.history("person", id),
            lambda id=id: desk.edit("person", id, {"phone": "1"}),
            lambda id=id: desk.delete("person", id, "lý do"),
            lambda id=id: desk.undelete("person", id),
            lambda id=id: desk.undo("person", id),
        ):
            with pytest.raises(Trouble) as trouble:
                act()
            assert trouble.value.code == "TM-02"
    with pytest.raises(Trouble) as trouble:
        desk.add("none", {})
    assert trouble.value.code == "TM-01"


def test_a_reference_to_what_is_not_there_is_an_error_to_a_deleted_one_a_warning(
    desk: Desk,
) -> None:
    furnish(desk)
    with pytest.raises(Refused, match="không có hồ sơ"):
        desk.add("pledge", valid("pledge", signer_person_id=OFFICER[:-1] + "9"))
    with pytest.raises(Refused, match="không chọn được"):
        desk.add("pledge", valid("pledge", signer_person_id=OFFICER))
    desk.delete("person", AN, "chuyển đi")
    warned = desk.add("pledge", valid("pledge")).problems
    assert any("đã xóa" in problem.text for problem in warned)


def test_a_form_half_filled_is_judged_without_saving(desk: Desk) -> None:
    before = desk.digest()
    found = desk.problems("person", {"full_name": "An", "birth_date": "x", "none": 1})
    assert {problem.field for problem in found} == {"full_name", "birth_date", "none", "sex"}
    assert desk.digest() == before


def test_a_restricted_record_is_opened_with_a_trace_and_others_without(desk: Desk) -> None:
    draft = desk.add("surrender", {"offence": "Trộm cắp"}, draft=True).id
    person = add_person(desk)
    desk.open("person", person)
    desk.open("surrender", draft, "giao ban")
    desk.history("surrender", draft)
    rows = desk.reading().connection.execute("SELECT action, record, why FROM access ORDER BY n")
    assert rows.fetchall() == [("open", draft, "giao ban"), ("history", draft, "")]


def test_a_lifecycle_that_goes_backwards_is_warned_of(desk: Desk) -> None:
    furnish(desk)
    shift = desk.add("patrol", valid("patrol")).id
    warned = desk.edit("patrol", shift, {"status": "Dự kiến"}).problems
    assert any("lùi" in problem.text for problem in warned)


def test_two_areas_of_one_name_are_refused(desk: Desk) -> None:
    add_area(desk)
    with pytest.raises(Refused, match="đã có thôn"):
        add_area(desk)


def test_the_digest_is_equal_when_and_only_when_records_are_equal(
    desk: Desk, opened: Opener, tmp_path: Any, founded: Any
) -> None:
    other = opened(founded.copied(tmp_path / "khac"))
    for one in (desk, other):
        add_person(one, id=AN)
    assert desk.digest().digest == other.digest().digest
    desk.edit("person", AN, {"phone": "0912345678"})
    changed = desk.digest().digest
    assert changed != other.digest().digest
    other.edit("person", AN, {"phone": "0987654321"})
    other.edit("person", AN, {"phone": "0912345678"})
    assert changed == other.digest().digest
    desk.delete("person", AN, "x")
    assert desk.digest().digest != changed
    desk.undo("person", AN)
    assert desk.digest().digest == changed


def test_a_hint_says_no_address_twice_and_no_rank_that_is_not_known(desk: Desk) -> None:
    home = {"as_written": "Tổ 3, phường Ẵ"}
    id = add_person(desk, permanent_address=home, current_address=home)
    (hit,) = desk.suggest(("person",), "vu van an")
    assert (hit.id, hit.hint) == (id, "06/05/1980, Tổ 3, phường Ẵ")
    (me,) = desk.suggest(("officer",), "nguyen van binh")
    assert me.hint == ""
