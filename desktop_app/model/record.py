"""A register is a class whose body reads like the printed head of the paper book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Protocol

from desktop_app.model.discretion import discreet
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import LongText, Text
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.query import moments_in

if TYPE_CHECKING:
    from desktop_app.model.field import Field, Json
    from desktop_app.model.listing import Phrase
    from desktop_app.model.moments import Relative
    from desktop_app.model.query import Condition

Level = Literal["error", "warning"]
ME = "@me"
ERASED = "(đã xóa dữ liệu cá nhân)"


class Problem(NamedTuple):
    """What is wrong with a value: an error refuses, a passed warning is recorded.

    Of a child list, *field* is "list.cell" and *row* the number of the line, from 1. A text
    that names another person has one that does not, to be *kept* in the history.
    """

    field: str
    text: str
    level: Level = "error"
    row: int = 0
    kept: str = ""

    @property
    def for_history(self) -> str:
        """Return how a passed warning is kept with this record: telling of no other person."""
        return self.kept or self.text


class Lookup(Protocol):
    """Finds the record behind an id."""

    def record(self, id: str) -> Record | None:
        """Return the live or deleted record with this id, of whichever register."""


class Asking(Lookup, Protocol):
    """What a rule may ask the book."""

    @property
    def present(self) -> datetime:
        """Return the present moment (Vietnam, naive)."""

    def matches(self, register: str, condition: Condition, besides: str = "") -> list[str]:
        """Return the ids of some live records that satisfy *condition*, without *besides*."""

    def voided(self, register: str, number: str) -> str:
        """Return why an official number was voided; empty where it was not."""


@dataclass(frozen=True)
class Section:
    """A titled part of the entry form; each item is a field or a row of fields."""

    title: str
    items: tuple[Field[Any] | tuple[Field[Any], ...], ...]

    def fields(self) -> Iterator[Field[Any]]:
        """Yield the section's fields in tab order."""
        for item in self.items:
            yield from item if isinstance(item, tuple) else (item,)


def section(title: str, *items: Field[Any] | tuple[Field[Any], ...]) -> Section:
    """Return a section of the entry form."""
    return Section(title, items)


@dataclass(frozen=True)
class Must:
    """A declared rule: when *condition* is false of a record, *text* stands under *field*."""

    field: Field[Any]
    condition: Condition
    text: str
    level: Level = "error"
    when: Condition | None = None


@dataclass(frozen=True)
class Alert:
    """Something that wants an officer: declared here, found by ``store``, shown on Hôm nay.

    *due* is the field the clock runs from and *within* the time allowed; *level* is ``due``
    (amber), ``late`` (red) or ``draft`` (unfinished). *minutes* asks for a clock in minutes.
    *text* may name a threshold in braces: "quá {patrol_log_hours} giờ".
    """

    name: str
    text: str
    condition: Condition
    level: Literal["due", "late", "draft"] = "due"
    due: Any = None
    within: Relative | None = None
    minutes: bool = False

    def thresholds(self) -> dict[str, Relative]:
        """Return the spans in the condition that a chief may change, by their names."""
        return {each.setting: each for each in moments_in(self.condition) if each.setting}

    def told(self, changed: Mapping[str, int]) -> str:
        """Return the text with the thresholds in force."""
        usual = {name: abs(each.amount) for name, each in self.thresholds().items()}
        return self.text.format_map({**usual, **changed})


@dataclass(frozen=True)
class Figure:
    """A number for the reports: a count, or the sum of a field (entries of a child list)."""

    name: str
    label: str
    where: Condition | None = None
    of: Field[Any] | None = None


@dataclass(frozen=True)
class Derived:
    """A value printed on forms that no field holds; *tell* computes it from the record.

    *type_name* is that of the field it is like: where it is missing, a form leaves so much room.
    """

    label: str
    tell: Callable[[Any, Lookup], str]
    type_name: str = ""


class Record(Entry):
    """One line of a register. Subclasses declare; an instance holds values.

    ``columns`` are the list's columns, ``search`` the fields found by typing, ``form`` the
    entry form, ``called`` the fields that name the record where others refer to it, ``tells``
    those that tell namesakes apart, ``order`` the list's own order. ``together`` follows from
    the fields' groups: each grouped field's name with all that conflict as one with it. Personal
    data are kept ``keeps_years`` after the last event unless the chief changes it; 0: for good.
    """

    closing = ("number", "area_id", "officer_id", "status", "note")
    table: ClassVar[str] = ""
    title: ClassVar[str] = ""
    singular: ClassVar[str] = ""
    group: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    explains: ClassVar[str] = ""
    columns: ClassVar[tuple[Field[Any], ...]] = ()
    search: ClassVar[tuple[Field[Any], ...]] = ()
    filters: ClassVar[tuple[Field[Any], ...]] = ()
    order: ClassVar[Field[Any]]
    newest_first: ClassVar[bool] = True
    by_name: ClassVar[Field[Any] | None] = None
    form: ClassVar[tuple[Section, ...]] = ()
    called: ClassVar[tuple[Field[Any], ...]] = ()
    tells: ClassVar[tuple[Field[Any], ...]] = ()
    checks: ClassVar[tuple[Must, ...]] = ()
    alerts: ClassVar[tuple[Alert, ...]] = ()
    figures: ClassVar[tuple[Figure, ...]] = ()
    derived: ClassVar[tuple[Derived, ...]] = ()
    prints: ClassVar[tuple[str, ...]] = ()
    restricted: ClassVar[bool] = False
    keeps_years: ClassVar[int] = 10
    together: ClassVar[dict[str, tuple[str, ...]]] = {}

    number = Text(
        "Số",
        explains="Số chính thức của sổ giấy; bỏ trống nếu chưa có.",
        example="12/2026",
        need="Đối chiếu với sổ giấy và hồ sơ lưu",
    )
    note = LongText(
        "Ghi chú",
        lines=2,
        example="Gia đình đi làm xa, hẹn ký bổ sung",
        need="Phần ghi chú như ở sổ giấy",
    )

    draft: bool = False
    deleted: bool = False
    erased: bool = False
    version: int = 0
    place: int = 0
    heads: str = ""
    approval: str = "none"
    remark: str = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        fields = cls.fields.values()
        cls.together = {
            one.name: tuple(other.name for other in fields if other.group == one.group)
            for one in fields
            if one.group
        }

    def __init__(self, values: dict[str, Json], id: str = "") -> None:
        super().__init__(values, id)
        self.disputed: dict[str, list[str]] = {}
        self.names: tuple[Phrase, ...] | None = None

    def rules(self, book: Asking) -> Iterable[Problem]:
        """Yield what only this register knows to be wrong."""
        return ()

    def presets(self) -> dict[str, Json]:
        """Return values to fill in where the officer left a blank."""
        return {}

    @classmethod
    def founding(cls, name: str, day: str) -> dict[str, Json]:
        """Return the values of a new book's first record: the officer called *name*."""
        raise TypeError(f"{cls.__name__} has no first record")

    def caption(self, lookup: Lookup) -> str:
        """Return the name other records refer to this one by."""
        if self.erased:
            return ERASED
        parts = (self.told(field, lookup) for field in self.called)
        return " - ".join(part for part in parts if part) or "(chưa có tên)"

    def hint(self, lookup: Lookup, day: date) -> str:
        """Return what tells this record from its namesakes, as lists may show it on *day*."""
        parts = (self.listed(field, lookup, day) for field in self.tells)
        return ", ".join(part for part in dict.fromkeys(parts) if part)

    def listed(self, field: Field[Any], lookup: Lookup, day: date) -> str:
        """Return a field as read in a list: numbers masked, of a minor's birth the year."""
        shown = discreet(self, field, day)
        if shown == self.values.get(field.name):
            return self.told(field, lookup)
        return field.show(shown)

    def told(self, field: Field[Any], lookup: Lookup) -> str:
        """Return a field's value as read by an officer, following references."""
        return told(self, field, lookup)


def told(entry: Entry, field: Field[Any], lookup: Lookup) -> str:
    """Return a field of a record or child entry as text, following references."""
    value = entry.values.get(field.name)
    if value is None:
        return ""
    if isinstance(field, Ref):
        return _caption(value, lookup)
    if isinstance(field, Refs):
        return "; ".join(_caption(id, lookup) for id in value)
    if isinstance(field, Rows):
        return _rows_told(field, value, lookup)
    return field.show(value)


def _rows_told(field: Rows[Any], value: Json, lookup: Lookup) -> str:
    """Return whom the entries of a child list are about; only their number if about no one."""
    about = next((each for each in field.entry.fields.values() if isinstance(each, Ref)), None)
    if about is None:
        return field.show(value)
    return "; ".join(filter(None, (told(row, about, lookup) for row in field.typed(value))))


def _caption(id: str, lookup: Lookup) -> str:
    found = lookup.record(id)
    return found.caption(lookup) if found else "(không tìm thấy hồ sơ)"


class Occurrence(Record):
    """A register of things that happen in an area and have an officer in charge."""

    area_id = Ref(
        "Thôn/tổ dân phố", "area", role="area", need="Thống kê, lọc theo thôn, tổ dân phố"
    )
    officer_id = Ref(
        "Cán bộ phụ trách",
        "officer",
        required=True,
        default=ME,
        role="officer",
        need="Phân công trách nhiệm; ai được xem hồ sơ hạn chế",
    )


number = Record.number
note = Record.note
area_id = Occurrence.area_id
officer_id = Occurrence.officer_id
Registers = dict[str, type[Record]]
