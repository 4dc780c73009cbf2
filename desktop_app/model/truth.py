"""Whether a condition holds of one record held in memory."""

from collections.abc import Callable
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

Test = Callable[[Entry, Asking], bool | None]


def deciding(condition: Condition) -> Test:
    """Return whether *condition* is true of an entry, as a function; None: a value is missing."""
    match condition:
        case Compare():
            return _compared(condition)
        case OneOf(field, values):
            return _one_of(field.name, values)
        case Present(field):
            return lambda entry, book: entry.values.get(field.name) is not None
        case Contains(field, value):
            return lambda entry, book: value in (entry.values.get(field.name) or ())
        case Every(parts) | Either(parts):
            return _joined(parts, decisive=isinstance(condition, Either))
        case Negation(part):
            return _negated(deciding(part))
        case _:
            return _through(condition)


def _through(condition: Condition) -> Test:
    match condition:
        case AnyRow(field, inner):
            holds = deciding(inner)
            return lambda entry, book: any(
                holds(row, book) for row in getattr(entry, field.name) or ()
            )
        case Via(field, _, inner):
            return _via(field.name, deciding(inner))
        case Told(_, decide):
            return decide
    raise TypeError(f"{type(condition).__name__} is asked of the whole book, not of a record")


def _one_of(name: str, values: tuple[str, ...]) -> Test:
    def test(entry: Entry, book: Asking) -> bool | None:
        value = entry.values.get(name)
        return None if value is None else value in values

    return test


def _negated(part: Test) -> Test:
    def test(entry: Entry, book: Asking) -> bool | None:
        inner = part(entry, book)
        return None if inner is None else not inner

    return test


def _via(name: str, inner: Test) -> Test:
    def test(entry: Entry, book: Asking) -> bool | None:
        id = entry.values.get(name)
        target = book.record(id) if id else None
        return inner(target, book) if target else None

    return test


def _joined(parts: tuple[Condition, ...], *, decisive: bool) -> Test:
    """Return the test of several conditions: one that answers *decisive* decides for all."""
    tests = [deciding(part) for part in parts]

    def test(entry: Entry, book: Asking) -> bool | None:
        answers = [each(entry, book) for each in tests]
        if decisive in answers:
            return decisive
        return None if None in answers else not decisive

    return test


def _compared(condition: Compare) -> Test:
    field, right = condition.field, condition.operand
    name, operation = field.name, OPERATIONS[condition.operation]

    def test(entry: Entry, book: Asking) -> bool | None:
        value = entry.values.get(name)
        other = None if value is None else _operand(right, entry, book)
        if other is None:
            return None
        return operation(*_alike(field.typed(value), other))

    return test


def _operand(right: Any, entry: Entry, book: Asking) -> Any:
    """Return what a field is compared with; None when another field has no value."""
    if isinstance(right, Field):
        value = entry.values.get(right.name)
        return None if value is None else right.typed(value)
    return right.at(book.present) if isinstance(right, Relative) else right


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
