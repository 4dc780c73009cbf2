"""A row moved on by one change without folding its record again: the usual case of a merge.

Only where a change was made on top of the one head of a record that nothing disputes: then
every field it gives is its own, and what it does not give stays. All else is folded.
"""

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from desktop_app.model.entry import told_once
from desktop_app.model.field import Field, Json
from desktop_app.model.links import Rows
from desktop_app.model.listing import NUMBERED, sorts
from desktop_app.model.record import Record
from desktop_app.store.change import DELETED, DRAFT, deep
from desktop_app.store.rows import STATE, shape

(
    DRAFT_AT,
    DELETED_AT,
    VERSION_AT,
    HEADS_AT,
    APPROVAL_AT,
    CONFLICTS_AT,
    ERASED_AT,
) = range(len(STATE))
_MARKS = {DRAFT: DRAFT_AT, DELETED: DELETED_AT}
_by_clock = attrgetter("lamport", "device")


class Step(NamedTuple):
    """What a row must know of a change that moves it on."""

    record: str
    lamport: int
    device: str
    seq: int
    parents: str
    payload: str | None


def in_order(steps: list[Step]) -> list[Step]:
    """Return a record's changes, each after those it builds on."""
    return sorted(steps, key=_by_clock) if len(steps) > 1 else steps


@dataclass(frozen=True)
class Layout:
    """Where a register's row holds what: its fields, those the lists show, those that name it."""

    fields: dict[str, tuple[int, Field[Any]]]
    listed: frozenset[int]
    naming: frozenset[int]


@told_once
def layout(register: type[Record]) -> Layout:
    """Return where the cells of a row stand, the columns of its state first."""
    form = shape(register)
    fields = {one.name: (at, one) for at, one in enumerate(form.fields, start=len(STATE))}
    naming = dict.fromkeys(register.called)
    naming.update(dict.fromkeys(one for one in form.fields if one.role in NUMBERED))
    listed = dict.fromkeys((*register.search, *sorts(register), *naming))
    return Layout(
        fields,
        frozenset((DELETED_AT, *(fields[one.name][0] for one in listed))),
        frozenset(fields[one.name][0] for one in naming),
    )


def begun(register: type[Record], step: Step) -> tuple[dict[str, Json], bool, str] | None:
    """Return the values of a record that begins with this change, whether it is a draft, and
    its head; None when it must be folded."""
    if step.parents or step.payload is None:
        return None
    fields: dict[str, Json] = orjson.loads(step.payload)["fields"]
    if '"$' in step.payload and any(key[0] == "$" and key != DRAFT for key in fields):
        return None
    return deep(fields), bool(fields.get(DRAFT)), f"{step.device}:{step.seq}"


def advanced(register: type[Record], row: list[Any], step: Step) -> list[Any] | None:
    """Return a row moved on by a change; None when its record must be folded."""
    heads = row[HEADS_AT]
    quiet = row[CONFLICTS_AT] is None and row[APPROVAL_AT] is None and not row[ERASED_AT]
    if not quiet or heads != step.parents or "," in heads or step.payload is None:
        return None
    new, fields = list(row), layout(register).fields
    entries: dict[str, dict[str, Json]] = defaultdict(dict)
    for key, value in orjson.loads(step.payload)["fields"].items():
        name, slash, entry = key.partition("/")
        at, one = fields.get(name, (0, None))
        if key in _MARKS:
            new[_MARKS[key]] = int(bool(value))
        elif key.startswith("$") or isinstance(one, Rows) != bool(slash and one):
            return None
        elif slash and one:
            entries[name][entry] = value
        elif one:
            new[at] = None if value is None else one.stored(value)
    for name, given in entries.items():
        at, one = fields[name]
        new[at] = _with_entries(one, new[at], given) if one else None
    new[VERSION_AT] += 1
    new[HEADS_AT] = f"{step.device}:{step.seq}"
    return new


def _with_entries(one: Field[Any], cell: Json, given: dict[str, Json]) -> Json:
    """Return the cell of a child list with some of its entries written, None taken out."""
    known = {each["id"]: each for each in one.loaded(cell) or ()}
    for entry, value in given.items():
        known.pop(entry, None)
        if value is not None:
            known[entry] = {"id": entry, **value}
    written = sorted(known.values(), key=lambda each: str(each["id"]))
    return one.stored(written) if written else None
