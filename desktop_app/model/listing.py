"""How a record is found and ordered: its search words, its digits, its sort keys."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop_app.model.collation import collation_key, name_key
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Status, Text
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.record import Lookup, Record
from desktop_app.model.text import search_words

DIGITS = re.compile(r"\d[\d./\-]*\d")
SHORTEST_DIGITS = 3
LONGEST_KEPT = 120
NUMBERED = {"citizen_number", "old_citizen_number", "phone"}


@dataclass(frozen=True)
class Indexed:
    """What the lists know of a record: folded words, runs of digits, one key per sort."""

    words: str
    digits: str
    keys: tuple[Json, ...]


def sorts(register: type[Record]) -> tuple[Field[Any], ...]:
    """Return the fields a list keeps sort keys for: its own order, then the name."""
    if register.by_name is None or register.by_name is register.order:
        return (register.order,)
    return register.order, register.by_name


def indexed(record: Record, lookup: Lookup) -> Indexed:
    """Return what the lists must know to find and order *record*."""
    words: dict[str, None] = {}
    digits: set[str] = set()
    for text in _searched(record, lookup):
        # Numbers are mostly different ones and would push the words out.
        kept = len(text) <= LONGEST_KEPT and not text[:1].isdigit()
        found = _found_by(text) if kept else _finds(text)
        words.update(found[0])
        digits.update(found[1])
    keys = tuple([sort_key(record, field, lookup) for field in sorts(type(record))])
    return Indexed(" ".join(words), _longest_first(digits), keys)


def _finds(text: str) -> tuple[dict[str, None], tuple[str, ...]]:
    """Return the words and the runs of digits by which a text is found."""
    if text.isascii() and text.isdecimal():
        return {text: None}, ((text,) if len(text) >= SHORTEST_DIGITS else ())
    runs = [re.sub(r"\D", "", run) for run in DIGITS.findall(text)]
    kept = tuple([run for run in runs if len(run) >= SHORTEST_DIGITS])
    return dict.fromkeys(search_words(text)), kept


# The same names, places and phrases come back in thousands of records.
_found_by = lru_cache(maxsize=20_000)(_finds)


def digits_of(text: str) -> str:
    """Return the runs of digits worth finding by a fragment, separators dropped.

    >>> digits_of("Số 12/2026, điện thoại 0912 345678")
    '122026 345678 0912'
    """
    return _longest_first(set(_finds(text)[1]))


def _longest_first(runs: set[str]) -> str:
    return " ".join(sorted(runs, key=lambda run: (-len(run), run)))


def sort_key(record: Record, field: Field[Any], lookup: Lookup) -> Json:
    """Return the value whose plain binary order is the order an officer expects."""
    value = record.values.get(field.name)
    if value is None:
        return ""
    if isinstance(field, Ref):
        target = lookup.record(value)
        return _called_key(target, lookup) if target else ""
    if field.role == "name":
        return name_key(value)
    if isinstance(field, Status):
        return f"{field.options().index(value):02d}" if value in field.options() else "99"
    return collation_key(value) if isinstance(field, Text) else value


def _called_key(target: Record, lookup: Lookup) -> Json:
    return sort_key(target, target.called[0], lookup) if target.called else ""


def _searched(record: Record, lookup: Lookup) -> list[str]:
    texts: list[str] = []
    for field in record.search:
        texts += field_words(record, field, lookup)
    return texts


def field_words(entry: Entry, field: Field[Any], lookup: Lookup) -> Sequence[str]:
    """Return the texts by which a field's value is found; a person also by his numbers."""
    value = entry.values.get(field.name)
    if value is None or field.confidential:
        return ()
    if isinstance(field, Ref):
        return _named(lookup.record(value), lookup)
    if isinstance(field, Refs):
        return [text for id in value for text in _named(lookup.record(id), lookup)]
    if isinstance(field, Rows):
        return [
            text
            for row in field.typed(value)
            for inner in row.fields.values()
            for text in field_words(row, inner, lookup)
        ]
    return (_together(value) if field.role in NUMBERED else field.show(value),)


def _named(target: Record | None, lookup: Lookup) -> Sequence[str]:
    if target is None:
        return ()
    if target.names is None:
        names = [target.told(field, lookup) for field in target.called]
        numbered = [f for f in target.fields.values() if f.role in NUMBERED]
        values = (target.values.get(field.name) for field in numbered)
        target.names = (*names, *(_together(value) for value in values if value))
    return target.names


def _together(number: str) -> str:
    """Return a number without the blanks and dots that part it, so any piece of it is found."""
    return re.sub(r"[ .\-]", "", number)
