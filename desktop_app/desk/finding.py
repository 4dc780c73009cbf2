"""Lists, suggestions and what wants attention: everything an officer looks up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from typing import Any

from desktop_app.desk.session import Session
from desktop_app.model.field import Field, Invalid, Json
from desktop_app.model.kinds import Choices, Text
from desktop_app.model.links import Refs, Rows
from desktop_app.model.query import Condition, every
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.store import lists, rows
from desktop_app.store.lists import Asked, Cursor
from desktop_app.store.reading import Reading

MOST_COUNTED = 1_000
WHOLE_PAGE = 500


@dataclass(frozen=True)
class Line:
    """One line of a list: the record, its columns as text (numbers masked), its marks."""

    id: str
    record: Record
    cells: list[str]
    draft: bool
    exact: bool


@dataclass(frozen=True)
class Page:
    """One page of a list and where the next begins."""

    rows: list[Line]
    next: Cursor | None


@dataclass(frozen=True)
class Count:
    """How many records match; *more* when counting stopped at the cap."""

    number: int
    more: bool


@dataclass(frozen=True)
class Suggestion:
    """A record offered while a reference is typed, with what tells namesakes apart."""

    id: str
    register: str
    caption: str
    hint: str


class FindingActions(Session):
    """Looking things up; callable from worker threads."""

    def find(  # noqa: PLR0913 - keywords with defaults; each one thing a list offers
        self,
        register: str,
        text: str = "",
        where: dict[str, Any] | None = None,
        *,
        sort: str = "",
        descending: bool | None = None,
        after: Cursor | None = None,
        backwards: bool = False,
        limit: int = 100,
    ) -> Page:
        """Return one page of a list; *backwards* gives the page before *after* (or the last)."""
        reading = self.reading()
        asked = self._asked(register, text, where, sort, descending)
        if backwards:
            asked = replace(asked, backwards=True)
        numbers, exact, cursor = lists.page(reading.connection, asked, after, limit)
        records = self._met(asked.register, numbers)
        lines = [_line(record, reading, exact=record.place in exact) for record in records]
        return Page(lines[::-1] if backwards else lines, cursor)

    def _met(self, register: type[Record], numbers: list[int]) -> list[Record]:
        reading = self.reading()
        found = rows.by_numbers(reading.connection, register, numbers)
        records = [found[number] for number in numbers if number in found]
        reading.meet(records)
        return records

    def all_of(self, asked: Asked) -> list[Record]:
        """Return every record that a list's question finds, in its order."""
        found: list[Record] = []
        after: Cursor | None = None
        while True:
            connection = self.reading().connection
            numbers, _, after = lists.page(connection, asked, after, WHOLE_PAGE)
            found += self._met(asked.register, numbers)
            if after is None:
                return found

    def count(
        self,
        register: str,
        text: str = "",
        where: dict[str, Any] | None = None,
        cap: int = MOST_COUNTED,
    ) -> Count:
        """Return how many records match, counting no further than *cap*."""
        asked = self._asked(register, text, where, "", None)
        if not text.strip() and asked.condition is None:
            number = lists.live_count(self.reading().connection, asked.register)
            return Count(number, more=False)
        number = lists.counted(self.reading().connection, asked, cap)
        return Count(min(number, cap), number > cap)

    def _asked(
        self,
        register: str,
        text: str,
        where: dict[str, Any] | None,
        sort: str,
        descending: bool | None,
    ) -> Asked:
        kind = self.register(register)
        field = self._field(kind, sort) if sort else kind.order
        if descending is None:
            descending = kind.newest_first if field is kind.order else False
        return Asked(kind, text, self.condition(kind, where or {}), field, descending, self.present)

    def condition(self, kind: type[Record], where: dict[str, Any]) -> Condition | None:
        """Return the condition that filters such as {"status": "Đã ký"} mean. Raises Trouble."""
        parts = [self._equals(kind, name, value) for name, value in where.items()]
        return every(*parts) if parts else None

    def _equals(self, kind: type[Record], name: str, value: Json) -> Condition:
        outer, _, inner = name.partition(".")
        field = self._field(kind, outer)
        if isinstance(field, Rows):
            part = field.entry.fields.get(inner)
            if part is None:
                raise _no_field(kind, name)
            return field.any(_is(part, value))
        if inner:
            raise _no_field(kind, name)
        return _is(field, value)

    def _field(self, kind: type[Record], name: str) -> Field[Any]:
        field = kind.fields.get(name)
        if field is None:
            raise _no_field(kind, name)
        return field

    def counts(self) -> dict[str, int]:
        """Return how many live records each register holds."""
        connection = self.reading().connection
        return {table: lists.live_count(connection, kind) for table, kind in self.registers.items()}

    def search_all(
        self, text: str, limit: int = 12, *, restricted: bool = False
    ) -> list[Suggestion]:
        """Return records of every register, each given its share of the *limit*.

        Restricted registers are looked through only when asked for, which is logged.
        """
        looked = [kind for kind in self.registers.values() if restricted or not kind.restricted]
        for kind in looked:
            if kind.restricted:
                self.note_access("search", kind.table, "")
        found = [self.suggest((kind.table,), text, limit) for kind in looked]
        in_turns = chain.from_iterable(zip_longest(*found))
        chosen = set(islice(filter(None, in_turns), limit))
        return [one for hits in found for one in hits if one in chosen]

    def suggest(self, targets: tuple[str, ...], text: str, limit: int = 12) -> list[Suggestion]:
        """Return records of the *targets* whose name or number begins as typed."""
        reading = self.reading()
        found: list[Suggestion] = []
        for table in targets:
            kind = self.registers[table]
            sort = kind.by_name or kind.order
            page = self.find(table, text, sort=sort.name, limit=limit)
            found += [
                Suggestion(line.id, table, line.record.caption(reading), line.record.hint(reading))
                for line in page.rows
            ]
        return found[:limit]


def _is(field: Field[Any], value: Json) -> Condition:
    wanted = value
    if value is None or value == "":
        return field.missing()
    try:
        if isinstance(field, Choices | Refs):
            asked: Any = field.clean([value])
            return field.contains(asked[0])
        wanted = field.clean(value) if not isinstance(value, str) else field.parse(value)
    except Invalid as wrong:
        raise Trouble(
            f"Điều kiện lọc không đúng: {wrong}.",
            "Chưa tìm; không có gì bị thay đổi.",
            "Hãy sửa điều kiện lọc rồi tìm lại.",
            "TM-03",
        ) from None
    return field.missing() if wanted is None else field.is_(wanted)


def _no_field(kind: type[Record], name: str) -> Trouble:
    return Trouble(
        f"Sổ «{kind.title}» không có mục «{name}».",
        "Chưa tìm; không có gì bị thay đổi.",
        f"Các mục của sổ: {', '.join(kind.fields)}.",
        "TM-04",
    )


def _line(record: Record, reading: Reading, *, exact: bool) -> Line:
    return Line(record.id, record, cells(record, reading), record.draft, exact)


def cells(record: Record, reading: Reading) -> list[str]:
    """Return a record's list columns as text, identity numbers masked."""
    return [
        field.shown_masked(record.values.get(field.name))
        if isinstance(field, Text) and field.masked
        else record.told(field, reading)
        for field in record.columns
    ]
