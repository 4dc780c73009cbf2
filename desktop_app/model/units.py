"""Administrative units: the 34 provinces and 3,321 communes of 2026, found by new and old names.

The tables lie in ``resources/units`` (sources there); codes are those of the General Statistics
Office. Old names are those of the 10,040 communes that existed until 30 June 2025.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from desktop_app.model.collation import collation_key
from desktop_app.model.resources import resource
from desktop_app.model.text import clean, folded, tone_key, upper_vi, words

AS_OF = date(2026, 7, 25)
"""The day of the tables in force; see ``resources/units/LICENSE.md``."""

# What people write before a name; in a search they help to rank and are not insisted on.
_KIND_WORDS = (
    "phuong", "xa", "dac khu", "thi tran", "tinh", "thanh pho", "huyen dao", "huyen", "quan",
    "thi xa", "tp", "tx", "tt",
)  # fmt: skip
_OLD_KIND = re.compile("^(?:Thị trấn|Phường|Xã|Huyện) ")
_LONGEST_QUERY = 100
_SYMBOLS = {"Xã": "CAX", "Phường": "CAP", "Đặc khu": "CAĐK"}


class Unit(NamedTuple):
    """A province (kind Tỉnh, Thành phố) or a commune (Xã, Phường, Đặc khu) in force."""

    code: str
    kind: str
    name: str
    full_name: str
    province_code: str
    province: str

    def label(self) -> str:
        """As lists show it: "Phường Vĩnh Phúc, Tỉnh Phú Thọ"."""
        return self.full_name if self.is_province else f"{self.full_name}, {self.province}"

    @property
    def is_province(self) -> bool:
        """Whether this is a province and no commune."""
        return self.code == self.province_code


@dataclass(frozen=True)
class UnitHit:
    """A unit that answers a search.

    ``via`` is the old name with district and province by which it was found, empty if it was the
    present one. ``divided`` says that the old commune went to several units; ``is_default`` marks
    the one to offer first.
    """

    unit: Unit
    via: str = ""
    divided: bool = False
    is_default: bool = True


@dataclass(frozen=True)
class UnitHeadings:
    """What the police of a commune write in the head and foot of a document; settings may differ.

    Circular 48/2025/TT-BCA speaks of "Công an xã, phường, đặc khu"; symbols are custom.
    """

    superior: str
    issuer: str
    symbol: str
    place: str
    signer_title: str
    deputy_titles: tuple[str, str]
    committee: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name under which a unit is found; keys have a space at both ends of each word."""

    hit: UnitHit
    name: str  # folded, without the kind
    plain: str  # folded, with all words that may surround the name
    context: str  # the same as an officer reads it


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource("units", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        head = next(lines)
        for line in lines:  # csv.DictReader does the same and takes four times as long
            yield dict(zip(head, line, strict=True))


@lru_cache(maxsize=1)
def _units() -> dict[str, Unit]:
    units = {}
    for row in _rows("provinces_2026"):
        full_name = f"{row['kind']} {row['name']}"
        code = row["code"]
        units[code] = Unit(code, row["kind"], row["name"], full_name, code, full_name)
    for row in _rows("wards_2026"):
        full_name, province = f"{row['kind']} {row['name']}", units[row["province_code"]]
        units[row["code"]] = Unit(
            row["code"], row["kind"], row["name"], full_name, province.code, province.full_name
        )
    return units


def unit(code: str) -> Unit | None:
    """The province (two digits) or commune (five digits) of a code; None if there is none."""
    return _units().get(code)


@lru_cache(maxsize=1)
def provinces() -> tuple[Unit, ...]:
    """The 34 provinces in Vietnamese order."""
    return _in_order(unit for unit in _units().values() if unit.is_province)


@lru_cache(maxsize=64)
def wards_of(province_code: str) -> tuple[Unit, ...]:
    """Communes, wards and special zones of a province in Vietnamese order."""
    return _in_order(
        unit
        for unit in _units().values()
        if unit.province_code == province_code and not unit.is_province
    )


def _in_order(units: Iterator[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units, key=lambda unit: (collation_key(unit.name), unit.code)))


def headings(ward: Unit) -> UnitHeadings:
    """Heading and signature words of the police of a commune."""
    kind, province = upper_vi(ward.kind), upper_vi(ward.province)
    return UnitHeadings(
        superior=f"CÔNG AN {province}",
        issuer=f"CÔNG AN {upper_vi(ward.full_name)}",
        symbol=_SYMBOLS[ward.kind],
        # Nghị định 30/2020/NĐ-CP, Phụ lục I: a unit named by a number keeps its kind in the place.
        place=ward.full_name if ward.name.isdecimal() else ward.name,
        signer_title=f"TRƯỞNG CÔNG AN {kind}",
        deputy_titles=(f"KT. TRƯỞNG CÔNG AN {kind}", f"PHÓ TRƯỞNG CÔNG AN {kind}"),
        committee=f"Ủy ban nhân dân {ward.kind.lower()}",
    )


def _padded(key: str) -> str:
    return f" {' '.join(words(key))} "


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    """Every name in the order in which equally near ones are listed: present, then old names."""
    communes = _in_order(unit for unit in _units().values() if not unit.is_province)
    return (
        *(_entry(UnitHit(unit), unit.name, unit.label()) for unit in communes),
        *sorted(_old_entries(), key=attrgetter("plain")),
    )


def _entry(hit: UnitHit, name: str, context: str) -> _Entry:
    return _Entry(hit, _padded(folded(name)), _padded(folded(context)), context)


def _old_entries() -> Iterator[_Entry]:
    units = _units()
    districts = {row["number"]: (row["name"], row["province"]) for row in _rows("old_districts")}
    for row in _rows("old_wards"):
        # Five island districts had no communes.
        place = [part for part in (row["name"], *districts[row["district"]]) if part]
        via, new = ", ".join(place), units[row["new_code"]]
        hit = UnitHit(new, via, bool(row["share"]), row["share"] in ("", "default"))
        yield _entry(hit, _OLD_KIND.sub("", place[0]), f"{via}, {new.province}")


@dataclass(frozen=True)
class _Query:
    """What was typed, split into words that must be there and words of kind that only rank."""

    needed: tuple[str, ...]
    kinds: tuple[str, ...]
    plain: str
    marked: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "_Query":
        plain = _padded(folded(text))
        core = plain
        for kind in _KIND_WORDS:
            core = core.replace(f" {kind} ", " ")
        typed = tuple(f" {word}" for word in plain.split())
        needed = tuple(f" {word}" for word in core.split())
        kinds = tuple(word for word in typed if word not in needed)
        marked = tuple(f" {word}" for word in words(tone_key(text)) if not word.isascii())
        return cls(needed, kinds, plain, marked)

    def matches(self, entry: _Entry) -> bool:
        """Whether every needed word begins a word of the entry; kinds alone must be in its name."""
        if not self.needed:
            return bool(self.kinds) and all(word in entry.name for word in self.kinds)
        return all(word in entry.plain for word in self.needed)

    def rank(self, entry: _Entry) -> tuple[int, ...]:
        """Smaller is nearer: whole name typed, marks as typed, a present name, kinds as typed."""
        return (
            self._distance(entry),
            self._wrong_marks(entry),
            bool(entry.hit.via),
            sum(word not in entry.plain for word in self.kinds),
            not entry.hit.is_default,
        )

    def _distance(self, entry: _Entry) -> int:
        if entry.name in (self.plain, "".join(self.needed) + " "):
            return 0
        if entry.name in self.plain:
            return 1
        return 2 if all(word in entry.name for word in self.needed) else 3

    def _wrong_marks(self, entry: _Entry) -> int:
        if not self.marked:
            return 0
        context = _padded(tone_key(entry.context))
        return sum(word not in context for word in self.marked)


def find_units(text: str, limit: int = 20) -> list[UnitHit]:
    """Communes by present or old name, words in any order, without marks, nearest first.

    Names of old districts and of provinces help ("khai quang vinh yen"). Each commune is listed
    once, by its nearest name; an old commune that was divided gives each part.
    """
    query = _Query.of(clean(text)[:_LONGEST_QUERY])
    found = sorted(filter(query.matches, _entries()), key=query.rank)
    nearest: dict[str, UnitHit] = {}
    for entry in found:
        nearest.setdefault(entry.hit.unit.code, entry.hit)
    return list(nearest.values())[:limit]
