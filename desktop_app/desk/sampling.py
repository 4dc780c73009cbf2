"""Sample records, full to the last field, that note which of their fields are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from desktop_app.model.dates import Clock, Day, Moment, PartialDay
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Choice, Choices, Number, YesNo
from desktop_app.model.links import Address, Links, Ref, Refs, Rows
from desktop_app.model.query import Condition
from desktop_app.model.record import Record, Registers

DAY, MOMENT, CLOCK = "2020-01-02", "2020-01-02T08:00", "08:00"
WORDS = "Mẫu Thử"


class Samples:
    """One sample of each register; a lookup among them, and a book that holds no others."""

    def __init__(self, registers: Registers, present: datetime) -> None:
        self.registers = registers
        self.present = present
        self._noted: dict[tuple[type[Entry], str], None] = {}
        places = enumerate(registers, start=1)
        self._ids = {table: f"00000000-0000-7000-8000-{place:012d}" for place, table in places}
        self._known = {
            id: registers[table](self._values(registers[table]), id)
            for table, id in self._ids.items()
        }

    def one(self, table: str) -> Record:
        """Return the sample of a register."""
        return self._known[self._ids[table]]

    def record(self, id: str) -> Record | None:
        """Return the sample with this id."""
        return self._known.get(id)

    def matches(self, register: str, condition: Condition, besides: str = "") -> list[str]:
        """Return no ids: a sample stands alone."""
        del register, condition, besides
        return []

    def voided(self, register: str, number: str) -> str:
        """Return nothing: no number of a sample was voided."""
        del register, number
        return ""

    def read(self) -> list[tuple[type[Entry], str]]:
        """Return which fields, of which register or child list, were read since last asked."""
        found = list(self._noted)
        self._noted.clear()
        return found

    def _values(self, kind: type[Entry], turn: int = 0) -> _Noting:
        filled = {name: self._sample(field, turn) for name, field in kind.fields.items()}
        return _Noting(kind, {k: v for k, v in filled.items() if v is not None}, self._noted)

    def _sample(self, field: Field[Any], turn: int) -> Json:
        """Return a value of a field; *turn* goes through the codes of a list."""
        if isinstance(field, Choice):
            chosen = field.options()[turn % len(field.options())]
            return [chosen] if isinstance(field, Choices) else chosen
        if isinstance(field, Rows):
            return list(self._rows(field))
        if isinstance(field, Ref):
            return self._ids[field.targets[0]]
        if isinstance(field, Refs):
            return [] if isinstance(field, Links) else [self._ids[field.targets[0]]]
        return _plain_sample(field)

    def _rows(self, rows: Rows[Any]) -> Iterator[Json]:
        codes = (each for each in rows.entry.fields.values() if isinstance(each, Choice))
        for turn in range(max((len(each.options()) for each in codes), default=1)):
            values = self._values(rows.entry, turn)
            dict.__setitem__(values, "id", f"00000000-0000-7000-9000-{turn:012d}")
            yield values


def _plain_sample(field: Field[Any]) -> Json:
    samples: tuple[tuple[type[Field[Any]], Json], ...] = (
        (Number, 1), (YesNo, True), (Day, DAY), (PartialDay, DAY), (Moment, MOMENT),
        (Clock, CLOCK), (Address, {"as_written": WORDS}),
    )  # fmt: skip
    return next((value for kind, value in samples if isinstance(field, kind)), WORDS)


class _Noting(dict[str, Json]):
    """Values that note which of them are read."""

    def __init__(self, kind: type[Entry], values: dict[str, Json], noted: dict[Any, None]) -> None:
        super().__init__(values)
        self._kind = kind
        self._noted = noted

    def get(self, name: str, default: Json = None) -> Json:
        self._note(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Json:
        self._note(name)
        return super().__getitem__(name)

    def _note(self, name: str) -> None:
        if name in self._kind.fields:
            self._noted[self._kind, name] = None
