"""An official number stands once in a register and year, and is never used again there."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.records import Refused
from desktop_app.model.trouble import Trouble
from tests.furnishing import furnish, valid


def test_a_number_is_refused_a_second_time_in_the_same_year(desk: Desk) -> None:
    furnish(desk)
    desk.add("pledge", valid("pledge", number="12", signed_on="2026-11-20"))
    with pytest.raises(Refused) as refused:
        desk.add("pledge", valid("pledge", number="12", signed_on="2026-10-01"))
    assert [problem.field for problem in refused.value.problems if problem.level == "error"] == [
        "number"
    ]


def test_the_numbers_of_another_year_begin_anew(desk: Desk) -> None:
    furnish(desk)
    desk.add("pledge", valid("pledge", number="12", signed_on="2026-11-20"))
    desk.add("pledge", valid("pledge", number="12", signed_on="2025-11-20"))
    assert desk.count("pledge", where={"number": "12"}).number == 2


def test_a_record_keeps_its_number_through_a_correction(desk: Desk) -> None:
    furnish(desk)
    id = desk.add("pledge", valid("pledge", number="12")).id
    desk.edit("pledge", id, {"note": "đã thu bản giấy"})
    assert desk.count("pledge", where={"number": "12"}).number == 1


def test_another_register_has_its_own_numbers(desk: Desk) -> None:
    furnish(desk)
    desk.add("pledge", valid("pledge", number="12"))
    desk.add("patrol", valid("patrol", number="12"))
    assert desk.count("patrol", where={"number": "12"}).number == 1


def test_a_number_once_given_is_never_given_again_though_its_record_lost_it(desk: Desk) -> None:
    furnish(desk)
    one, other = (desk.add("pledge", valid("pledge", number=None)).id for _ in range(2))
    assert desk.take_number("pledge", one) == "1/2026"
    desk.edit("pledge", one, {"number": None})
    assert desk.take_number("pledge", other) == "2/2026"
    (held,) = desk.number_books()
    assert (held.next, held.gaps, held.waiting) == (3, [1], 1)
    assert desk.waiting_for_number("pledge", 2026) == [one]


def test_only_a_number_that_could_have_been_given_is_voided_and_only_once(desk: Desk) -> None:
    furnish(desk)
    with pytest.raises(Trouble, match="SO-03"):
        desk.void_number("pledge", "1/2026", "viết hỏng")
    pledge = desk.add("pledge", valid("pledge", number=None)).id
    desk.take_number("pledge", pledge)
    assert desk.void_number("pledge", "2/2026", "viết hỏng") == []
    for number, code in (("2/2026", "SO-05"), ("4/2026", "SO-06"), ("0/2026", "SO-06")):
        with pytest.raises(Trouble, match=code):
            desk.void_number("pledge", number, "viết hỏng")
    assert desk.number_books()[0].next == 3
    assert desk.void_number("pledge", "1/2026", "nhầm hồ sơ") == [pledge], "it bears it still"
    (warned,) = desk.edit("pledge", pledge, {"note": "chép lại bản cam kết"}).problems
    assert (warned.field, warned.level) == ("number", "warning")
    desk.edit("pledge", pledge, {"number": None})
    with pytest.raises(Refused, match=r"Số «1/2026» đã hủy \(nhầm hồ sơ\)"):
        desk.edit("pledge", pledge, {"number": "1/2026"})
    assert desk.take_number("pledge", pledge) == "3/2026"


def test_a_draft_a_numbered_record_and_a_person_want_no_number(desk: Desk) -> None:
    furnish(desk)
    draft = desk.add("pledge", valid("pledge", number=None), draft=True).id
    numbered = desk.add("pledge", valid("pledge", number="1/2026")).id
    person = desk.find("person").rows[0].id
    for id in (draft, numbered, person):
        record = desk.record(id)
        assert record is not None
        assert desk.number_wanted(record) is None
