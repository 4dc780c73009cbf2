"""What a record and an entry of a child list have in common: declared fields over values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from desktop_app.model.field import Field, Json


class Entry:
    """Values read through declared fields; a child list's line is an Entry.

    ``fields`` keeps the order of the class body, which is the paper's; the fields named in
    *closing* come last, wherever they are declared.
    """

    fields: ClassVar[dict[str, Field[Any]]] = {}
    closing: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        own = {item.name: item for item in vars(cls).values() if isinstance(item, Field)}
        known = {**own, **{name: item for name, item in cls.fields.items() if name not in own}}
        first = [name for name in known if name not in cls.closing]
        last = [name for name in cls.closing if name in known]
        cls.fields = {name: known[name] for name in first + last}

    def __init__(self, values: dict[str, Json], id: str = "") -> None:
        self.values = values
        self.id = id

    def shown(self, field: Field[Any]) -> str:
        """Return a field's value as the officer reads it (references: see Record)."""
        return field.show(self.values.get(field.name))


def first_of(entry: Entry, role: str) -> str | None:
    """Return the text of the first field declared for a role; None when there is none."""
    field = next((each for each in entry.fields.values() if each.role == role), None)
    value = entry.values.get(field.name) if field else None
    return value if isinstance(value, str) else None


Kind = TypeVar("Kind", bound=Entry)
Told = TypeVar("Told")


def told_once(tell: Callable[[type[Kind]], Told]) -> Callable[[type[Kind]], Told]:
    """Let *tell* be asked once of each class (mypy lets ``functools.cache`` take no class)."""
    known: dict[type[Kind], Told] = {}

    def told(kind: type[Kind]) -> Told:
        if kind not in known:
            known[kind] = tell(kind)
        return known[kind]

    return told
