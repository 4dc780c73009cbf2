"""Spans of days that go with the calendar: this week, last month, this year."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.model.text import folded

PERIODS = (
    "Hôm nay", "Hôm qua", "Tuần này", "Tháng này", "Tháng trước", "Quý này", "Năm nay",
    "Năm trước",
)  # fmt: skip
ONE_DAY = timedelta(days=1)


def period(words: str, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of a span called by its *words*, marks or not.

    >>> [str(day) for day in period("thang truoc", date(2026, 3, 9)) or ()]
    ['2026-02-01', '2026-02-28']
    """
    wanted = folded(words)
    name = next((one for one in PERIODS if folded(one) == wanted), "")
    if not name:
        return None
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    quarter = month.replace(month=(today.month - 1) // 3 * 3 + 1)
    monday = today - today.weekday() * ONE_DAY
    spans = {
        "Hôm nay": (today, today),
        "Hôm qua": (today - ONE_DAY, today - ONE_DAY),
        "Tuần này": (monday, monday + 6 * ONE_DAY),
        "Tháng này": (month, _months_on(month, 1) - ONE_DAY),
        "Tháng trước": (_months_on(month, -1), month - ONE_DAY),
        "Quý này": (quarter, _months_on(quarter, 3) - ONE_DAY),
        "Năm nay": (year, _months_on(year, 12) - ONE_DAY),
        "Năm trước": (_months_on(year, -12), year - ONE_DAY),
    }
    return spans[name]


def _months_on(first: date, months: int) -> date:
    """Return the first day of the month so many *months* later."""
    whole = first.year * 12 + first.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)
