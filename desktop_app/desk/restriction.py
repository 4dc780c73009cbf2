"""Which records are restricted: those of a restricted register, and all that a minor stands in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.model.discretion import is_minor
from desktop_app.model.entry import Entry, first_of
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.record import Lookup, Record
from desktop_app.model.trouble import Trouble

EVENT = "event_date"


class ReasonNeeded(Trouble):
    """A restricted record of another officer is not shown before a reason is given."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ này thuộc diện hạn chế và không do bạn phụ trách.",
            "Hồ sơ chưa được mở; việc mở sẽ được ghi vào nhật ký truy cập cùng lý do.",
            "Hãy ghi lý do xem hồ sơ rồi mở lại.",
            "QU-02",
        )


def restricted(record: Record, book: Lookup, day: date) -> bool:
    """Tell whether a record is restricted on *day*."""
    return record.restricted or has_minor(record, book, day)


def has_minor(record: Record, book: Lookup, day: date) -> bool:
    """Tell whether someone in the record is under age, on *day* or when it happened."""
    happened = first_of(record, EVENT)
    days = [day, date.fromisoformat(happened[:10])] if happened else [day]
    return any(is_minor(person, each) for person in _people(record, book) for each in days)


def responsible(record: Record) -> str:
    """Return the id of the officer in charge, by the field declared for that; or empty."""
    return first_of(record, "officer") or ""


def _people(record: Record, book: Lookup) -> Iterator[Record]:
    yield record
    for id in _named(record):
        found = book.record(id)
        if found is not None:
            yield found


def _named(entry: Entry) -> Iterator[str]:
    for field in entry.fields.values():
        value = entry.values.get(field.name)
        if value is None:
            continue
        if isinstance(field, Ref):
            yield value
        elif isinstance(field, Refs):
            yield from value
        elif isinstance(field, Rows):
            for row in field.typed(value):
                yield from _named(row)
