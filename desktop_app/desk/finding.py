"""Lists, suggestions and what wants attention: everything an officer looks up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice, zip_longest
from typing import Any

from desktop_app.desk.filtering import FilteringActions
from desktop_app.desk.permission import Action, needs
from desktop_app.model.approval import APPROVAL_STATE, TITLES
from desktop_app.model.field import Field
from desktop_app.model.record import ERASED, Record
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


class FindingActions(FilteringActions):
    """Looking things up; callable from worker threads."""

    @needs(Action.READ)
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

    @needs(Action.READ)
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

    @needs(Action.READ)
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

    @needs(Action.READ)
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
        field = self.field(kind, sort) if sort else kind.order
        if descending is None:
            descending = kind.newest_first if field is kind.order else False
        return Asked(kind, text, self.condition(kind, where or {}), field, descending, self.present)

    @needs(Action.READ)
    def counts(self) -> dict[str, int]:
        """Return how many live records each register holds."""
        connection = self.reading().connection
        return {table: lists.live_count(connection, kind) for table, kind in self.registers.items()}

    @needs(Action.READ)
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

    @needs(Action.READ)
    def suggest(self, targets: tuple[str, ...], text: str, limit: int = 12) -> list[Suggestion]:
        """Return records of the *targets* whose name or number begins as typed."""
        reading, day = self.reading(), self.present.date()
        found: list[Suggestion] = []
        for table in targets:
            kind = self.registers[table]
            sort = kind.by_name or kind.order
            page = self.find(table, text, sort=sort.name, limit=limit)
            found += [
                Suggestion(one.id, table, one.caption(reading), one.hint(reading, day))
                for one in (line.record for line in page.rows)
            ]
        return found[:limit]


def _line(record: Record, reading: Reading, hit: Hit, columns: Sequence[Field[Any]]) -> Line:
    shown = cells(record, reading, columns)
    return Line(record.id, record, shown, record.draft, hit.exact, hit.at)


def cells(record: Record, reading: Reading, columns: Sequence[Field[Any]]) -> list[str]:
    """Return a record's columns as a list may show them."""
    day = reading.present.date()
    told = [_cell(record, field, reading, day) for field in columns]
    if record.erased and "" in told:
        told[told.index("")] = ERASED
    return told


def _cell(record: Record, field: Field[Any], reading: Reading, day: date) -> str:
    if field is APPROVAL_STATE:
        return TITLES[record.approval]
    return record.listed(field, reading, day)


def shown_columns(kind: type[Record], names: Sequence[str]) -> list[Field[Any]]:
    """Return the columns called *names* that the register has, or else its own."""
    known = {**kind.fields, APPROVAL_STATE.name: APPROVAL_STATE}
    return [known[name] for name in names if name in known] or list(kind.columns)
