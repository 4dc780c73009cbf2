"""Name lists show less of a person than the form that is his own: see ``model.discretion``."""

from datetime import date
from typing import Any

from desktop_app.model.discretion import discreet
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.record import Lookup, Record


class Discreet:
    """A lookup for name lists: what is read with it is what lists may show on *day*."""

    def __init__(self, lookup: Lookup, day: date) -> None:
        self._lookup = lookup
        self.day = day

    def record(self, id: str) -> Record | None:
        """Return the record with this id."""
        return self._lookup.record(id)


def seen(entry: Entry, field: Field[Any], lookup: Lookup) -> Json:
    """Return a field's value as the paper that is read for with *lookup* may show it."""
    if isinstance(lookup, Discreet):
        return discreet(entry, field, lookup.day)
    return entry.values.get(field.name)
