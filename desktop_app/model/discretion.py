"""What a list may show of a person: of a number its ends, of a minor's birth the year.

Lists on the screen, on the terminal and on paper show this; a record, and a form that needs the
whole number or date, show all.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.model.age import age_on
from desktop_app.model.entry import Entry, first_of
from desktop_app.model.field import Field, Json
from desktop_app.model.identity import masked

OF_AGE = 18  # Luật Trẻ em and Bộ luật Dân sự differ (16, 18): the wider protection is taken
BIRTH = "birth_date"
YEAR = len("2015")


def is_minor(person: Entry, day: date) -> bool:
    """Tell whether this is someone under age on *day*; no birth date is no minor."""
    age = age_on(first_of(person, BIRTH), day)
    return age is not None and age < OF_AGE


def discreet(entry: Entry, field: Field[Any], day: date) -> Json:
    """Return a field's value as a list may show it on *day*."""
    value = entry.values.get(field.name)
    if value is None:
        return None
    if field.masked:
        return masked(str(value))
    if field.role == BIRTH and is_minor(entry, day):
        return value[:YEAR]
    return value
