"""How wide the columns of a list want to be, and which columns there are to choose from."""

from __future__ import annotations

from typing import Any

from desktop_app.model.approval import APPROVAL_STATE
from desktop_app.model.dates import Clock, Day, Moment, PartialDay
from desktop_app.model.field import Field
from desktop_app.model.kinds import Choice, Number, Status
from desktop_app.model.record import Record

CHARACTERS: tuple[tuple[type[Field[Any]], int], ...] = (
    (Clock, 8),
    (Day, 12),
    (Moment, 18),
    (PartialDay, 12),
    (Number, 10),
    (Status, 20),
    (Choice, 18),
)
USUAL_CHARACTERS = 24
NUMBER_CHARACTERS = 11


def characters(field: Field[Any]) -> tuple[int, bool]:
    """Return the width a column wants, in characters, and whether it may have less."""
    for kind, wanted in CHARACTERS:
        if isinstance(field, kind):
            return wanted, isinstance(field, Choice) and not isinstance(field, Status)
    if field.name == Record.number.name:
        return NUMBER_CHARACTERS, False
    return USUAL_CHARACTERS, True


def choosable(register: type[Record]) -> list[Field[Any]]:
    """Return the fields a list may show: its own columns, then the rest as the form has them,
    and where approval stands."""
    in_form = [field for section in register.form for field in section.fields()]
    fields = dict.fromkeys((*register.columns, *in_form, APPROVAL_STATE))
    return [field for field in fields if not field.confidential]
