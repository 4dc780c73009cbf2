"""Code lists: the choices of a field, as dated data in ``resources/codes``.

A list is a CSV file with the columns value, from, until, source (dates as yyyy-mm-dd, both days
included, empty: no limit). A value that is no longer valid stays in the file, so that old records
keep their wording. Further columns belong to single lists and are kept in ``Code.more``.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from desktop_app.model.resources import resource

_COLUMNS = ("value", "from", "until", "source")


@dataclass(frozen=True)
class Code:
    """One choice with its days and where it comes from."""

    value: str
    from_on: date | None = None
    until_on: date | None = None
    source: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    def valid_on(self, day: date) -> bool:
        """Whether the choice could be made on that day."""
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or day <= self.until_on
        )


@dataclass(frozen=True)
class CodeList:
    """A named list in the order in which it is offered."""

    name: str
    codes: tuple[Code, ...]

    def values(self, on: date | None = None) -> tuple[str, ...]:
        """Values valid on a day; without a day those that have no end."""
        if on is None:
            return tuple(code.value for code in self.codes if code.until_on is None)
        return tuple(code.value for code in self.codes if code.valid_on(on))

    def all_values(self) -> tuple[str, ...]:
        """Every value there is or was, each once."""
        return tuple(dict.fromkeys(code.value for code in self.codes))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=256)
def code_list(name: str) -> CodeList:
    """The list of that name; FileNotFoundError or ValueError if it is missing or damaged."""
    with resource("codes", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return CodeList(
        name,
        tuple(
            Code(
                row["value"],
                _day(row["from"]),
                _day(row["until"]),
                row["source"],
                {column: row[column] for column in row if column not in _COLUMNS},
            )
            for row in rows
        ),
    )


def codes(name: str, on: date | None = None) -> tuple[str, ...]:
    """Values of a list valid on a day; without a day those that have no end."""
    return code_list(name).values(on)


def all_values(name: str) -> tuple[str, ...]:
    """Every value a list has or had."""
    return code_list(name).all_values()
