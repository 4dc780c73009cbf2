"""Whether a condition holds of one record held in memory."""

from datetime import date, datetime, time
from typing import Any

from desktop_app.model.entry import Entry
from desktop_app.model.field import Field
from desktop_app.model.moments import Relative
from desktop_app.model.query import (
    OPERATIONS,
    AnyRow,
    Compare,
    Condition,
    Contains,
    Either,
    Every,
    Negation,
    OneOf,
    Present,
    Told,
    Via,
)
from desktop_app.model.record import Asking


def holds(condition: Condition, entry: Entry, book: Asking) -> bool | None:
    """Return whether *condition* is true of *entry*; None when a value is missing."""
    match condition:
        case Compare():
            return _compared(condition, entry, book)
        case OneOf(field, values):
            value = entry.values.get(field.name)
            return None if value is None else value in values
        case Present(field):
            return entry.values.get(field.name) is not None
        case Contains(field, value):
            return value in (entry.values.get(field.name) or ())
        case Every(parts) | Either(parts):
            return _joined(parts, entry, book, all_of=isinstance(condition, Every))
        case Negation(part):
            inner = holds(part, entry, book)
            return None if inner is None else not inner
        case _:
            return _through(condition, entry, book)


def _through(condition: Condition, entry: Entry, book: Asking) -> bool | None:
    match condition:
        case AnyRow(field, inner):
            rows = getattr(entry, field.name) or ()
            return any(holds(inner, row, book) for row in rows)
        case Via(field, _, inner):
            id = entry.values.get(field.name)
            target = book.record(id) if id else None
            return holds(inner, target, book) if target else None
        case Told(_, decide):
            return decide(entry, book)
    raise TypeError(f"{type(condition).__name__} is asked of the whole book, not of a record")


def _joined(
    parts: tuple[Condition, ...], entry: Entry, book: Asking, *, all_of: bool
) -> bool | None:
    answers = [holds(part, entry, book) for part in parts]
    if all_of:
        return False if False in answers else (None if None in answers else True)
    return True if True in answers else (None if None in answers else False)


def _compared(condition: Compare, entry: Entry, book: Asking) -> bool | None:
    left = _typed(condition.field, entry)
    right: Any = condition.operand
    if isinstance(right, Field):
        right = _typed(right, entry)
    elif isinstance(right, Relative):
        right = right.at(book.present)
    if left is None or right is None:
        return None
    left, right = _alike(left, right)
    return OPERATIONS[condition.operation](left, right)


def _typed(field: Field[Any], entry: Entry) -> Any:
    value = entry.values.get(field.name)
    return None if value is None else field.typed(value)


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Compare a day with a moment by their days, typed values with ISO text by the text."""
    if isinstance(right, str) and isinstance(left, date | time):
        return left.isoformat()[: len(right)], right
    if isinstance(left, str) and isinstance(right, date | time):
        return left, right.isoformat()[: len(left)]
    if isinstance(left, datetime) != isinstance(right, datetime):
        left = left.date() if isinstance(left, datetime) else left
        right = right.date() if isinstance(right, datetime) else right
    return left, right
