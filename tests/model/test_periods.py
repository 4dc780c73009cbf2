"""Spans of days that go with the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.periods import PERIODS, period


@pytest.mark.parametrize(
    ("words", "today", "first", "last"),
    [
        ("Hôm nay", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("hom qua", "2026-03-01", "2026-02-28", "2026-02-28"),
        ("Tuần này", "2026-11-22", "2026-11-16", "2026-11-22"),
        ("tháng này", "2028-02-10", "2028-02-01", "2028-02-29"),
        ("Tháng trước", "2026-01-31", "2025-12-01", "2025-12-31"),
        ("Quý này", "2026-11-23", "2026-10-01", "2026-12-31"),
        ("Năm nay", "2026-06-01", "2026-01-01", "2026-12-31"),
        ("Năm trước", "2024-02-29", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_span_begins_and_ends_with_the_calendar(
    words: str, today: str, first: str, last: str
) -> None:
    found = period(words, date.fromisoformat(today))
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(PERIODS))
def test_every_span_is_of_whole_days_near_today(today: date, words: str) -> None:
    found = period(words, today)
    assert found is not None
    assert found[0] <= found[1]
    assert found[0] - timedelta(days=366) <= today <= found[1] + timedelta(days=366)


def test_other_words_are_no_span() -> None:
    assert period("05/11/2026", date(2026, 11, 23)) is None
    assert period("", date(2026, 11, 23)) is None
