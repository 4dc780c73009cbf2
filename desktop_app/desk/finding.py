"""Lists, suggestions and what wants attention: everything an officer looks up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.desk.session import Session
from desktop_app.model.dates import Day, Moment
from desktop_app.model.field import Field, Invalid, Json
from desktop_app.model.kinds import Text
from desktop_app.model.links import Rows
from desktop_app.model.periods import period
from desktop_app.model.query import Condition, every
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.store import lists, rows
from desktop_app.store.lists import Asked, Cursor, Hit
from desktop_app.store.reading import Reading

MOST_COUNTED = 1_000
WHOLE_PAGE = 500


@dataclass(frozen=True)
class Line:
    """One line of a list: the record, its columns as text (numbers masked), its marks.

    *at* is its place in the list: reading may go on from it, forwards or backwards.
    """

    id: str
    record: Record
    cells: list[str]
    draft: bool
    exact: bool
    at: Cursor


@dataclass(frozen=True)
class Page:
    """One page of a list and where the next begins."""

    rows: list[Line]
    next: Cursor | None


@dataclass(frozen=True)
class Surroundings:
    """The lines round a record; whether the list may go on above, below."""

    rows: list[Line]
    above: bool
    below: bool


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
        columns: Sequence[str] = (),
    ) -> Page:
        """Return one page of a list; *backwards* gives the page before *after* (or the last).

        The lines show the *columns* chosen, else the register's own.
        """
        reading = self.reading()
        asked = self._asked(register, text, where, sort, descending)
        if backwards:
            asked = replace(asked, backwards=True)
        shown = shown_columns(asked.register, columns)
        hits, cursor = lists.page(reading.connection, asked, after, limit)
        records = self._met(asked.register, [hit.number for hit in hits])
        of = {hit.number: hit for hit in hits}
        lines = [_line(record, reading, of[record.place], shown) for record in records]
        return Page(lines[::-1] if backwards else lines, cursor)

    def find_around(  # noqa: PLR0913 - as above
        self,
        register: str,
        id: str,
        text: str = "",
        where: dict[str, Any] | None = None,
        *,
        sort: str = "",
        descending: bool | None = None,
        limit: int = 100,
        columns: Sequence[str] = (),
    ) -> Surroundings | None:
        """Return the lines round a record, half of *limit* above it; None when not listed."""
        asked = self._asked(register, text, where, sort, descending)
        record = self.record(id)
        if record is None or record.table != register:
            return None
        at = lists.place(self.reading().connection, asked, record.place)
        if at is None:
            return None

        def read(after: Cursor | None, limit: int, *, backwards: bool = False) -> Page:
            return self.find(
                register,
                text,
                where,
                sort=sort,
                descending=descending,
                after=after,
                backwards=backwards,
                limit=limit,
                columns=columns,
            )

        before = read(at, limit // 2, backwards=True)
        after = read(before.rows[-1].at if before.rows else None, limit - len(before.rows))
        return Surroundings(
            before.rows + after.rows, above=before.next is not None, below=after.next is not None
        )

    def _met(self, register: type[Record], numbers: list[int]) -> list[Record]:
        reading = self.reading()
        found = rows.by_numbers(reading.connection, register, numbers)
        records = [found[number] for number in numbers if number in found]
        reading.meet(records)
        return records

    def all_of(self, asked: Asked) -> list[Record]:
        """Return every record that a list's question finds, in its order."""
        return [record for part in self.parts_of(asked) for record in part]

    def parts_of(self, asked: Asked) -> Iterator[list[Record]]:
        """Yield every record that a list's question finds, in its order, by the hundred."""
        after: Cursor | None = None
        while True:
            hits, after = lists.page(self.reading().connection, asked, after, WHOLE_PAGE)
            yield self._met(asked.register, [hit.number for hit in hits])
            if after is None:
                return

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
        return self._within(field, value) or _is(field, value)

    def _within(self, field: Field[Any], value: Json) -> Condition | None:
        """Return the condition that a day lies in a span such as «Tháng này»."""
        if not isinstance(field, Day | Moment) or not isinstance(value, str):
            return None
        span = period(value, self.present.date())
        if span is None:
            return None
        last = "T23:59" if isinstance(field, Moment) else ""
        return field.not_before(span[0].isoformat()) & field.not_after(f"{span[1]}{last}")

    def _field(self, kind: type[Record], name: str) -> Field[Any]:
        field = kind.fields.get(name)
        if field is None:
            raise _no_field(kind, name)
        return field

    def counts(self) -> dict[str, int]:
        """Return how many live records each register holds."""
        connection = self.reading().connection
        return {table: lists.live_count(connection, kind) for table, kind in self.registers.items()}

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
        if hasattr(field, "contains"):
            return field.contains(str(value))  # type: ignore[no-any-return]  # list kinds only
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


def _line(record: Record, reading: Reading, hit: Hit, columns: Sequence[Field[Any]]) -> Line:
    shown = cells(record, reading, columns)
    return Line(record.id, record, shown, record.draft, hit.exact, hit.at)


def cells(record: Record, reading: Reading, columns: Sequence[Field[Any]]) -> list[str]:
    """Return a record's columns as text, identity numbers masked."""
    return [
        field.shown_masked(record.values.get(field.name))
        if isinstance(field, Text) and field.masked
        else record.told(field, reading)
        for field in columns
    ]


def shown_columns(kind: type[Record], names: Sequence[str]) -> list[Field[Any]]:
    """Return the columns called *names* that the register has, or else its own."""
    return [kind.fields[name] for name in names if name in kind.fields] or list(kind.columns)
