"""What stays of a record after its personal data were erased: no more than figures are made of.

Codes, numbers, days and answers stay, and what points to places, officers and other records that
are no persons. Words, addresses, numbers of identity and references to persons go.
"""

from __future__ import annotations

from typing import Any

from desktop_app.model.dates import Clock, Day, Moment
from desktop_app.model.discretion import BIRTH
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Choice, Number, YesNo
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.record import Lookup, Record

COUNTED = Choice, Number, YesNo, Day, Moment, Clock
NUMBER = "citizen_number"


def remains(entry: Entry, lookup: Lookup) -> dict[str, Json]:
    """Return the values that stay; a child list keeps its lines, each with what stays of it."""
    secret = {field.group for field in entry.fields.values() if field.masked and field.group}
    kept: dict[str, Json] = {}
    for name, field in entry.fields.items():
        value = entry.values.get(name)
        if value is not None and not field.confidential and field.group not in secret:
            stays = _stays(field, value, lookup)
            if stays is not None:
                kept[name] = stays
    return kept


def is_of_persons(register: type[Record]) -> bool:
    """Tell whether the records of a register are persons."""
    return any(field.role in (BIRTH, NUMBER) for field in register.fields.values())


def _stays(field: Field[Any], value: Json, lookup: Lookup) -> Json:
    if isinstance(field, COUNTED):
        return value
    if isinstance(field, Ref):
        return value if _impersonal(value, lookup) else None
    if isinstance(field, Refs):
        return [id for id in value if _impersonal(id, lookup)] or None
    if isinstance(field, Rows):
        return [{"id": row.id, **remains(row, lookup)} for row in field.typed(value)]
    return None


def _impersonal(id: str, lookup: Lookup) -> bool:
    found = lookup.record(id)
    return found is not None and not is_of_persons(type(found))
