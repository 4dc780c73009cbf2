"""Ways of writing a value: the last part of a label path, as in ``{{Ngày ký/tháng}}``.

Days below 10 and the months 1 and 2 are written with a leading zero, and so are official numbers
below 10 (NĐ 30/2020 Phụ lục I mục II.3.c, II.4).
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from desktop_app.model.field import Json
from desktop_app.model.identity import masked
from desktop_app.model.text import upper_vi

FIRST_MONTH_WITHOUT_ZERO = 3
_MOMENT = re.compile(r"(?:(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?)?T?(?:(\d{2}):(\d{2}))?")
_NUMBER = re.compile(r"\s*(\d+)")


def _part(place: int) -> Callable[[Json], str]:
    def take(value: Json) -> str:
        found = _MOMENT.match(str(value))
        return (found[place] or "") if found else ""

    return take


def _month(value: Json) -> str:
    month = _part(2)(value)
    return month.lstrip("0") if month and int(month) >= FIRST_MONTH_WITHOUT_ZERO else month


def _whole_day(value: Json) -> str:
    day = str(value).partition("T")[0]
    return "/".join(reversed(day.split("-")))


def _clock(value: Json) -> str:
    found = _MOMENT.match(str(value))
    return f"{found[4]}:{found[5]}" if found and found[4] else ""


DATED: Mapping[str, Callable[[Json], str]] = MappingProxyType(
    {
        "ngày tháng năm": _whole_day,
        "ngày": _part(3),
        "tháng": _month,
        "năm": _part(1),
        "giờ": _part(4),
        "phút": _part(5),
        "giờ phút": _clock,
    }
)
"""What can be taken out of a day or a moment as it is stored."""


_UNNAMED = "Khác"
_TITLES = ("rank", "position")


def on_paper(text: str, role: str) -> str:
    """Return what paper shows: a rank or position that is only "other" is none to be written."""
    return "" if text == _UNNAMED and role in _TITLES else text


def _official_number(text: str) -> str:
    """The bare number of "5/KH-CAP", with a leading zero below 10."""
    found = _NUMBER.match(text)
    return found[1].zfill(2) if found else text


WRITTEN: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "in hoa": upper_vi,
        "chữ thường": str.lower,
        "che bớt": masked,
        "số": _official_number,
    }
)
"""What can be done with a value as it is shown."""

ROOM_MM: Mapping[str, float] = MappingProxyType(
    {
        "ngày": 8,
        "tháng": 8,
        "năm": 12,
        "giờ": 9,
        "phút": 9,
        "ngày tháng năm": 26,
        "số": 18,
        "số dòng": 12,
    }
)
"""Room the pen needs for such a part, in millimetres."""
