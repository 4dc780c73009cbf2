"""The small vocabulary in which rules, alerts, counts and filters ask about records.

A condition is plain data: ``Record`` evaluates it on one record, ``store`` compiles the same
condition to SQL, and ``sentence`` says it in Vietnamese. Missing values make a comparison
unknown (``None``), never false, so a rule complains only about what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from desktop_app.model.moments import Relative

if TYPE_CHECKING:
    from desktop_app.model.field import Field

Operand = Any
OPERATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "!=": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}
WORDS = {
    "=": "là",
    "!=": "khác",
    "<": "trước",
    "<=": "không sau",
    ">": "sau",
    ">=": "không trước",
}


class Condition:
    """Something that is true, false or unknown of a record."""

    def __and__(self, other: Condition) -> Condition:
        return Every((self, other))

    def __or__(self, other: Condition) -> Condition:
        return Either((self, other))

    def __invert__(self) -> Condition:
        return Negation(self)

    def sentence(self) -> str:
        """Return the condition in Vietnamese."""
        raise TypeError(f"{type(self).__name__} has no sentence")


@dataclass(frozen=True)
class Compare(Condition):
    """A field against a value, a moment relative to now, or another field."""

    field: Field[Any]
    operation: str
    operand: Operand

    def sentence(self) -> str:
        if isinstance(self.operand, Relative):
            shown = "thời điểm tính từ bây giờ"
        elif hasattr(self.operand, "label"):
            shown = f"«{self.operand.label}»"
        elif isinstance(self.operand, bool):
            shown = "Có" if self.operand else "Không"
        else:
            shown = str(self.operand)
        return f"{self.field.label} {WORDS[self.operation]} {shown}"


@dataclass(frozen=True)
class OneOf(Condition):
    """A field holds one of several values."""

    field: Field[Any]
    values: tuple[str, ...]

    def sentence(self) -> str:
        return f"{self.field.label} là {' hoặc '.join(self.values)}"


@dataclass(frozen=True)
class Present(Condition):
    """A field has a value."""

    field: Field[Any]

    def sentence(self) -> str:
        return f"có {self.field.label}"


@dataclass(frozen=True)
class Contains(Condition):
    """A list field (several codes or references) holds a value."""

    field: Field[Any]
    value: str

    def sentence(self) -> str:
        return f"{self.field.label} có {self.value}"


@dataclass(frozen=True)
class Every(Condition):
    """All parts hold."""

    parts: tuple[Condition, ...]

    def sentence(self) -> str:
        return " và ".join(part.sentence() for part in self.parts)


@dataclass(frozen=True)
class Either(Condition):
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def sentence(self) -> str:
        return " hoặc ".join(part.sentence() for part in self.parts)


@dataclass(frozen=True)
class Negation(Condition):
    """The part does not hold."""

    part: Condition

    def sentence(self) -> str:
        if isinstance(self.part, Present):
            return f"không {self.part.sentence()}"
        return f"không phải {self.part.sentence()}"


@dataclass(frozen=True)
class AnyRow(Condition):
    """At least one entry of a child list satisfies the condition on the list's own fields."""

    field: Field[Any]
    condition: Condition

    def sentence(self) -> str:
        return f"{self.field.label} có dòng mà {self.condition.sentence()}"


@dataclass(frozen=True)
class Via(Condition):
    """The record a reference points to satisfies the condition."""

    field: Field[Any]
    register: str
    condition: Condition

    def sentence(self) -> str:
        return f"{self.field.label} có {self.condition.sentence()}"


@dataclass(frozen=True)
class Told(Condition):
    """A condition that only Python can decide, with its sentence; never compiled to SQL."""

    says: str
    decide: Callable[[Any, Any], bool | None]

    def sentence(self) -> str:
        return self.says


@dataclass(frozen=True)
class Linked(Condition):
    """The number of live records of *register* that point here compares with a number.

    *operand* is an int or a field of this record holding one; drafts do not count.
    """

    register: str
    field: Field[Any]
    condition: Condition | None
    operation: str
    operand: Operand


@dataclass(frozen=True)
class Overlapping(Condition):
    """Another live record of *register* runs at the same time and has somebody in common.

    *people* are references of the record, or pairs of a child list and a reference of its
    entries; *condition* is asked of the other record. Spans are shorter than a day, which
    keeps the search to one day of an index on *start*.
    """

    register: str
    start: Field[Any]
    end: Field[Any]
    people: tuple[Field[Any] | tuple[Field[Any], Field[Any]], ...]
    condition: Condition


def moments_in(condition: Condition) -> Iterator[Relative]:
    """Yield every moment counted from now that a condition speaks of, however deep inside."""
    for part in fields(condition):  # type: ignore[arg-type]  # every condition is a dataclass
        value = getattr(condition, part.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Relative):
                yield one
            elif isinstance(one, Condition):
                yield from moments_in(one)


def held_fields(condition: Condition) -> Iterator[str]:
    """Yield the fields that hold one of a few named values wherever the condition holds."""
    if isinstance(condition, Every):
        for part in condition.parts:
            yield from held_fields(part)
    elif isinstance(condition, OneOf) or (
        isinstance(condition, Compare)
        and condition.operation == "="
        and isinstance(condition.operand, str | bool)
    ):
        yield condition.field.name


def registers_in(condition: Condition) -> Iterator[str]:
    """Yield every register that a condition asks besides the record's own, however deep inside."""
    for part in fields(condition):  # type: ignore[arg-type]  # every condition is a dataclass
        value = getattr(condition, part.name)
        if part.name == "register":
            yield value
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Condition):
                yield from registers_in(one)


def every(*parts: Condition) -> Condition:
    """Return the condition that all *parts* hold."""
    return parts[0] if len(parts) == 1 else Every(parts)


def either(*parts: Condition) -> Condition:
    """Return the condition that one of *parts* holds."""
    return Either(parts)


def any_row(field: Field[Any], condition: Condition) -> Condition:
    """Return the condition that some entry of the child list satisfies *condition*."""
    return AnyRow(field, condition)
