"""What a new record takes over from one it is copied from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.model.dates import Clock, Day, Moment, PartialDay
from desktop_app.model.kinds import Status, Text
from desktop_app.model.links import Rows, new_id

if TYPE_CHECKING:
    from desktop_app.model.field import Field, Json
    from desktop_app.model.record import Record

TIMES = Clock, Day, Moment, PartialDay


def copied(record: Record) -> dict[str, Json]:
    """Return what tends to be the same again: whom and what it is about, not who or when it is.

    A copy has no number, name, state, days or times of its own yet, and nothing masked or
    confidential; of its child lists it takes those in which nothing happened at a time.
    """
    kept = {
        name: record.values[name]
        for name, field in record.fields.items()
        if name in record.values and not _own(record, field)
    }
    for name in kept:
        if isinstance(record.fields[name], Rows):
            kept[name] = [{**row, "id": new_id()} for row in kept[name]]
    return kept


def _own(record: Record, field: Field[Any]) -> bool:
    """Tell whether a field belongs to this one record only."""
    if isinstance(field, Rows):
        return field.confidential or any(map(_timed, field.entry.fields.values()))
    named = isinstance(field, Text) and field in record.called
    secret = field.masked or field.confidential
    return field.name == "number" or named or secret or isinstance(field, Status) or _timed(field)


def _timed(field: Field[Any]) -> bool:
    return isinstance(field, TIMES)
