"""Days, part-known days, moments and clock times as officers type them."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.dates import Clock, Day, Moment, PartialDay
from desktop_app.model.field import Field, Invalid
from desktop_app.model.moments import today

DAY, PARTIAL, MOMENT, CLOCK = Day("Ngày"), PartialDay("Ngày sinh"), Moment("Lúc"), Clock("Giờ")
days = st.dates(
    min_value=datetime.fromisoformat("1900-01-01").date(),
    max_value=datetime.fromisoformat("2200-12-31").date(),
)


TODAY = today()
YESTERDAY, THE_DAY_BEFORE = TODAY - timedelta(days=1), TODAY - timedelta(days=2)


@given(days.map(lambda day: day.isoformat()))
def test_a_day_typed_as_it_is_shown_stays_the_same(day: str) -> None:
    assert DAY.parse(DAY.show(day)) == day


@given(days.map(lambda day: day.isoformat()), st.sampled_from([4, 7, 10]))
def test_a_part_known_day_typed_as_it_is_shown_stays_the_same(day: str, length: int) -> None:
    assert PARTIAL.parse(PARTIAL.show(day[:length])) == day[:length]


@given(days, st.times())
def test_a_moment_typed_as_it_is_shown_stays_the_same(day: Any, clock: time) -> None:
    kept = f"{day.isoformat()}T{clock:%H:%M}"
    assert MOMENT.parse(MOMENT.show(kept)) == kept
    assert MOMENT.typed(kept).isoformat(timespec="minutes") == kept


@given(st.times())
def test_a_clock_time_typed_as_it_is_shown_stays_the_same(clock: time) -> None:
    kept = f"{clock:%H:%M}"
    assert CLOCK.parse(CLOCK.show(kept)) == kept


@pytest.mark.parametrize("field", [DAY, PARTIAL, MOMENT, CLOCK], ids=lambda field: field.label)
@given(text=st.text(max_size=30) | st.from_regex(r"\d{1,4}[-/. hg:]?\d{0,2}[-/.:]?\d{0,4}"))
def test_any_typing_is_a_value_or_a_sentence(field: Field[Any], text: str) -> None:
    says = ""
    try:
        kept = field.parse(text)
    except Invalid as wrong:
        says = str(wrong)
    if says:
        assert f"«{field.label}»" in says
        return
    assert field.clean(kept) == kept


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (DAY, "5/11", f"{TODAY.year}-11-05"),
        (DAY, "05/11/2026", "2026-11-05"),
        (DAY, "5-11-2026", "2026-11-05"),
        (DAY, "5.11.26", "2026-11-05"),
        (DAY, "051126", "2026-11-05"),
        (DAY, "05112026", "2026-11-05"),
        (DAY, "051190", "1990-11-05"),
        (DAY, "5/11/62", "1962-11-05"),
        (DAY, "2026-11-05", "2026-11-05"),
        (DAY, "hôm nay", TODAY.isoformat()),
        (DAY, "Hôm qua", YESTERDAY.isoformat()),
        (DAY, "hom kia", THE_DAY_BEFORE.isoformat()),
        (DAY, " ", None),
        (PARTIAL, "1962", "1962"),
        (PARTIAL, "3/1962", "1962-03"),
        (PARTIAL, "05/03/1962", "1962-03-05"),
        (PARTIAL, "05031962", "1962-03-05"),
        (MOMENT, "05/11/2026 21:30", "2026-11-05T21:30"),
        (MOMENT, "21h30 ngày 5/11", f"{TODAY.year}-11-05T21:30"),
        (MOMENT, "8h hôm qua", f"{YESTERDAY}T08:00"),
        (MOMENT, "8 giờ 05", f"{TODAY}T08:05"),
        (MOMENT, "2026-11-05T08:00", "2026-11-05T08:00"),
        (CLOCK, "8h", "08:00"),
        (CLOCK, "8h30", "08:30"),
        (CLOCK, "21:30", "21:30"),
        (CLOCK, "2130", "21:30"),
        (CLOCK, "8 giờ 5", None),
    ],
)
def test_what_an_officer_types_is_understood(field: Field[Any], typed: str, kept: Any) -> None:
    if kept is None and typed.strip():
        with pytest.raises(Invalid):
            field.parse(typed)
    else:
        assert field.parse(typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (DAY, "31/02/2026"),
        (DAY, "30/2"),
        (DAY, "ngày mốt"),
        (DAY, "5/11/1899"),
        (PARTIAL, "13/1962"),
        (PARTIAL, "1899"),
        (MOMENT, "05/11/2026"),
        (MOMENT, "05/11/2026 25:00"),
        (CLOCK, "24:00"),
        (CLOCK, "8:60"),
    ],
)
def test_what_is_not_in_the_calendar_is_refused(field: Field[Any], typed: str) -> None:
    with pytest.raises(Invalid):
        field.parse(typed)


def test_a_day_that_does_not_exist_is_named_in_the_sentence() -> None:
    with pytest.raises(Invalid, match="31/02/2026 không có trong lịch"):
        DAY.parse("31/2/2026")


@pytest.mark.parametrize("value", ["2026-11-05T08:00:30", "2026-11-05T08:00"])
def test_a_moment_is_kept_to_the_minute(value: str) -> None:
    assert MOMENT.clean(value) == "2026-11-05T08:00"


START = Moment("Bắt đầu", on=DAY)
END = Moment("Kết thúc", on=DAY, since=START)
DAY.name, START.name, END.name = "day", "start", "end"


@pytest.mark.parametrize(
    ("field", "text", "beside", "meant"),
    [
        (START, "22:00", {"day": "2026-11-05"}, "2026-11-05T22:00"),
        (START, "22h", {"day": "2026-11-05"}, "2026-11-05T22:00"),
        (START, "2200", {"day": "2026-11-05"}, "2026-11-05T22:00"),
        (START, "6/11 22h", {"day": "2026-11-05"}, "2026-11-06T22:00"),
        (START, "22h", {}, f"{TODAY.isoformat()}T22:00"),
        (END, "2 giờ", {"day": "2026-12-31", "start": "2026-12-31T22:00"}, "2027-01-01T02:00"),
        (END, "23:30", {"day": "2026-11-05", "start": "2026-11-05T22:00"}, "2026-11-05T23:30"),
        (END, "3h", {"day": "2026-11-05", "start": "2026-11-06T01:00"}, "2026-11-06T03:00"),
        (END, "3h", {"day": "2026-11-05"}, "2026-11-05T03:00"),
        (MOMENT, "3h", {"day": "2026-11-05"}, f"{TODAY.isoformat()}T03:00"),
        (DAY, "6/11/2026", {"day": "2026-11-05"}, "2026-11-06"),
    ],
)
def test_a_bare_clock_time_belongs_to_the_day_of_its_record(
    field: Field[Any], text: str, beside: dict[str, str], meant: str
) -> None:
    assert field.parse_beside(text, beside.get) == meant
