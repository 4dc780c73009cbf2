"""Fields of days, part-known days, moments and clock times, typed as officers type them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from desktop_app.model.field import Field, Invalid, Json
from desktop_app.model.moments import today
from desktop_app.model.text import clean, folded

EARLIEST_YEAR = 1900
YEARS_AHEAD = 10
LATEST_YEAR = 2200
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PARTIAL_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")
TIME = re.compile(r"\d{2}:\d{2}")
DAY_WORDS = {"hom nay": 0, "hom qua": -1, "hom kia": -2, "ngay mai": 1, "mai": 1}


def day_from(label: str, text: str) -> str:
    """Return the ISO day an officer typed: 5/11, 05/11/2026, 051126, 05112026, hôm qua."""
    words = folded(text)
    if words in DAY_WORDS:
        return (today() + timedelta(days=DAY_WORDS[words])).isoformat()
    compact = re.fullmatch(r"(\d{2})(\d{2})(\d{2}|\d{4})", words)
    spaced = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?", words)
    parts = compact or spaced
    if parts is None:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            return checked_day(label, words)
        raise Invalid(f"«{label}»: không hiểu ngày «{clean(text)[:40]}». Hãy gõ như 05/11/2026")
    year = _full_year(parts[3]) if parts[3] else today().year
    return checked_day(label, f"{year:04d}-{int(parts[2]):02d}-{int(parts[1]):02d}")


def checked_day(label: str, iso: str) -> str:
    """Return *iso* when it is a day of the calendar. Raises Invalid."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        shown = "/".join(reversed(iso.split("-")))
        raise Invalid(f"«{label}»: ngày {shown} không có trong lịch") from None
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise Invalid(f"«{label}»: năm {found.year} ngoài khoảng {EARLIEST_YEAR}-{LATEST_YEAR}")
    return iso


def shown_day(iso: str) -> str:
    """Return an ISO day, month or year as 05/11/2026, 11/2026 or 2026."""
    return "/".join(reversed(iso.split("-")))


def _full_year(digits: str) -> int:
    """Return the year meant: of two digits, the one that lies at most ten years ahead."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if 2000 + year <= today().year + YEARS_AHEAD else 1900 + year


class Day(Field[date]):
    """A day of the calendar, kept as ``2026-11-05``."""

    type_name = "date"

    def clean(self, value: Json) -> str | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not DAY.fullmatch(value):
            raise Invalid(f"«{self.label}» phải là ngày dạng 2026-11-05")
        return checked_day(self.label, value)

    def typed(self, value: Json) -> date:
        return date.fromisoformat(value)

    def parse(self, text: str) -> str | None:
        return day_from(self.label, text) if clean(text) else None

    def show(self, value: Json) -> str:
        return shown_day(value) if value else ""


class PartialDay(Field[str]):
    """A day of which perhaps only the year, or month and year, is known: ``1962-03``."""

    type_name = "partial_date"

    def clean(self, value: Json) -> str | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not PARTIAL_DAY.fullmatch(value):
            raise Invalid(
                f"«{self.label}» phải là năm, tháng/năm hoặc ngày: 1962, 1962-03, 1962-03-05"
            )
        checked_day(self.label, (value + "-01-01")[:10])
        return value

    def parse(self, text: str) -> str | None:
        words = folded(text)
        if not words:
            return None
        if re.fullmatch(r"\d{4}(-\d{2})?", words):
            return self.clean(words)
        month = re.fullmatch(r"(?:-{1,2}/)?(\d{1,2})[/.\-](\d{4})", words)
        if month:
            return self.clean(f"{month[2]}-{int(month[1]):02d}")
        return day_from(self.label, text)

    def show(self, value: Json) -> str:
        return shown_day(value) if value else ""


class Moment(Field[datetime]):
    """A day and a minute, kept as ``2026-11-05T08:00``.

    Where only a clock time is typed, the day is that of the field *on*; *since* is the moment it
    follows, perhaps past midnight.
    """

    type_name = "datetime"

    def __init__(
        self, label: str, *, on: Day | None = None, since: Moment | None = None, **options: Any
    ) -> None:
        super().__init__(label, **options)
        self.on = on
        self.since = since

    def clean(self, value: Json) -> str | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not MOMENT.fullmatch(value):
            raise Invalid(f"«{self.label}» phải là ngày giờ dạng 2026-11-05T08:00")
        checked_day(self.label, value[:10])
        return f"{value[:10]}T{checked_clock(self.label, value[11:16])}"

    def typed(self, value: Json) -> datetime:
        return datetime.fromisoformat(value)

    def parse(self, text: str) -> str | None:
        words = clean(text)
        if not words:
            return None
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", words):
            return self.clean(words)
        found = re.fullmatch(BARE_CLOCK, words.casefold()) or re.search(CLOCK, words)
        if found is None:
            raise Invalid(
                f"«{self.label}»: thiếu giờ trong «{words[:40]}». Hãy gõ như 05/11/2026 21:30"
            )
        rest = clean(words[: found.start()] + " " + words[found.end() :]).strip(" ,-")
        rest = re.sub(r"^(ngày|ngay)\s+", "", rest, flags=re.IGNORECASE)
        day = day_from(self.label, rest) if rest else today().isoformat()
        return f"{day}T{clock_from(self.label, found[0])}"

    def parse_beside(self, text: str, beside: Callable[[str], Json]) -> str | None:
        words = clean(text).casefold()
        if not re.fullmatch(BARE_CLOCK, words):
            return self.parse(text)
        clock = clock_from(self.label, words)
        since = beside(self.since.name) if self.since else None
        day = since[:10] if since else beside(self.on.name) if self.on else None
        if since and clock < since[11:16]:
            day = (date.fromisoformat(since[:10]) + timedelta(days=1)).isoformat()
        return f"{day or today().isoformat()}T{clock}"

    def show(self, value: Json) -> str:
        return f"{shown_day(value[:10])} {value[11:16]}" if value else ""


CLOCK = r"(?<![\d/])(\d{1,2})\s*(?::|h|giờ|gio|g)\s*(\d{2})?(?:\s*(?:phút|phut|p))?(?![\d/])"
BARE_CLOCK = rf"{CLOCK}|(\d{{2}})(\d{{2}})"


def clock_from(label: str, text: str) -> str:
    """Return the clock time an officer typed: 8h, 8h30, 21:30, 8 giờ 05, 2130."""
    words = clean(text).casefold()
    found = re.fullmatch(CLOCK, words) or re.fullmatch(r"(\d{2})(\d{2})", words)
    if found is None:
        raise Invalid(f"«{label}»: không hiểu giờ «{words[:40]}». Hãy gõ như 21:30")
    return checked_clock(label, f"{int(found[1]):02d}:{int(found[2] or 0):02d}")


def checked_clock(label: str, value: str) -> str:
    """Return *value* when it is a time of day. Raises Invalid."""
    try:
        time.fromisoformat(value)
    except ValueError:
        raise Invalid(f"«{label}»: {value} không phải là giờ trong ngày") from None
    return value


class Clock(Field[time]):
    """A time of day, kept as ``21:30``."""

    type_name = "time"

    def clean(self, value: Json) -> str | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not TIME.fullmatch(value):
            raise Invalid(f"«{self.label}» phải là giờ dạng 21:30")
        return checked_clock(self.label, value)

    def typed(self, value: Json) -> time:
        return time.fromisoformat(value)

    def parse(self, text: str) -> str | None:
        return clock_from(self.label, text) if clean(text) else None
