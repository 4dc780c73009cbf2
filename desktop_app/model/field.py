"""What every kind of field knows about its value, and nothing about Qt or SQLite.

A field knows how a value is stored as JSON, read from typed text, shown as text, and when
it is wrong. Canonical values are JSON: dates are ISO text, codes are their Vietnamese label,
references are record ids.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from desktop_app.model.query import Compare, Condition, OneOf, Present

if TYPE_CHECKING:
    from desktop_app.model.entry import Entry

Json = Any
Value = TypeVar("Value")


class Invalid(ValueError):
    """A value the field cannot hold; the message is the Vietnamese sentence for the officer."""


class Field(Generic[Value]):
    """One labelled blank of the paper book.

    *required* is True, False or the condition under which the blank must be filled.
    *role* tells general rooms what the field means (name, birth_date, citizen_number,
    address, phone, area, officer) without naming it. *masked* values are shown in lists,
    on the screen and on paper, with their middle hidden; *confidential* ones never enter the
    search index. *group* names the fields that conflict as one. *explains* is the help text,
    *example* a filled example; *need* says why it is kept where no form, figure or alert reads it.
    """

    type_name = "text"
    storage = "TEXT"
    name = ""

    def __init__(  # noqa: PLR0913 - a declaration reads by its names, all of them optional
        self,
        label: str,
        *,
        required: bool | Condition = False,
        default: Json = None,
        role: str = "",
        masked: bool = False,
        confidential: bool = False,
        group: str = "",
        explains: str = "",
        example: str = "",
        need: str = "",
    ) -> None:
        self.label = label
        self.required = required
        self.default = default
        self.role = role
        self.masked = masked
        self.confidential = confidential
        self.group = group
        self.explains = explains
        self.example = example
        self.need = need

    def __set_name__(self, owner: type, name: str) -> None:
        if not self.name:  # `order = signed_on` says where the list begins, it names no new field
            self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Entry, owner: type) -> Value | None: ...
    def __get__(self, instance: Entry | None, owner: type) -> Self | Value | None:
        if instance is None:
            return self
        value = instance.values.get(self.name)
        return None if value is None else self.typed(value)

    def clean(self, value: Json) -> Json:
        """Return the canonical form of a JSON value, or None when it is empty.

        Raises Invalid when the value is of the wrong shape.
        """
        raise TypeError(f"{type(self).__name__} cannot clean a value")

    def typed(self, value: Json) -> Value:
        """Return a canonical value as the Python type that rules compare."""
        return value  # type: ignore[no-any-return]  # JSON is Any; kinds narrow it

    def parse(self, text: str) -> Json:
        """Return the canonical value an officer typed. Raises Invalid."""
        return self.clean(text)

    def parse_beside(self, text: str, beside: Callable[[str], Json]) -> Json:
        """Return the value an officer typed into a record. Raises Invalid.

        *beside* gives the value that another field of the record holds now.
        """
        return self.parse(text)

    def show(self, value: Json) -> str:
        """Return a canonical value as the officer reads it."""
        return "" if value is None else str(value)

    def stored(self, value: Json) -> Json:
        """Return a canonical value as one SQLite cell."""
        return value

    def loaded(self, cell: Json) -> Json:
        """Return the canonical value of one SQLite cell."""
        return cell

    def is_(self, value: Json) -> Condition:
        """Return the condition that the field equals *value*."""
        return Compare(self, "=", value)

    def is_not(self, value: Json) -> Condition:
        """Return the condition that the field differs from *value*."""
        return Compare(self, "!=", value)

    def one_of(self, *values: str) -> Condition:
        """Return the condition that the field holds one of *values*."""
        return OneOf(self, values)

    def filled(self) -> Condition:
        """Return the condition that the field has a value."""
        return Present(self)

    def missing(self) -> Condition:
        """Return the condition that the field has no value."""
        return ~Present(self)

    def before(self, other: Any) -> Condition:
        """Return the condition that the field lies before *other* (or is less)."""
        return Compare(self, "<", other)

    def after(self, other: Any) -> Condition:
        """Return the condition that the field lies after *other* (or is more)."""
        return Compare(self, ">", other)

    def not_before(self, other: Any) -> Condition:
        """Return the condition that the field is at or after *other*."""
        return Compare(self, ">=", other)

    def not_after(self, other: Any) -> Condition:
        """Return the condition that the field is at or before *other*."""
        return Compare(self, "<=", other)
