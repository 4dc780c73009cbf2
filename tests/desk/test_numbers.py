"""An official number stands once in a register and year, and is never used again there."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.records import Refused
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
