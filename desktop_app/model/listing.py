"""How a record is found and ordered: its search words, its digits, its sort keys."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from desktop_app.model.collation import collation_key, name_key
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import SEPARATORS, Status, Text
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.record import Lookup, Record
from desktop_app.model.text import search_words

DIGITS = re.compile(r"\d[\d./\-]*\d")
NO_DIGIT = re.compile(r"\D")
SHORTEST_DIGITS = 3
LONGEST_KEPT = 120
NUMBERED = {"citizen_number", "old_citizen_number", "phone"}


@dataclass(frozen=True)
class Indexed:
    """What the lists know of a record: folded words, runs of digits, one key per sort."""

    words: str
    digits: str
    keys: tuple[Json, ...]


class Phrase(NamedTuple):
    """A text by which a record is found, its words for the index, its runs of digits."""

    text: str
    words: tuple[str, ...]
    digits: tuple[str, ...]


def sorts(register: type[Record]) -> tuple[Field[Any], ...]:
    """Return the fields a list keeps sort keys for: its own order, then the name."""
    if register.by_name is None or register.by_name is register.order:
        return (register.order,)
    return register.order, register.by_name


def indexed(record: Record, lookup: Lookup) -> Indexed:
    """Return what the lists must know to find and order *record*."""
    found = [phrase for field in record.search for phrase in phrases(record, field, lookup)]
    words = dict.fromkeys([word for phrase in found for word in phrase.words])
    digits = {run for phrase in found for run in phrase.digits}
    keys = tuple([sort_key(record, field, lookup) for field in sorts(type(record))])
    return Indexed(" ".join(words), _longest_first(digits), keys)


def _phrase(text: str) -> Phrase:
    # Numbers are mostly different ones and would push the words out.
    if len(text) <= LONGEST_KEPT and not text[:1].isdigit():
        return _known_phrase(text)
    return _new_phrase(text)


def _new_phrase(text: str) -> Phrase:
    if text.isascii() and text.isdecimal():
        return Phrase(text, (text,), (text,) if len(text) >= SHORTEST_DIGITS else ())
    runs = [NO_DIGIT.sub("", run) for run in DIGITS.findall(text)]
    kept = tuple([run for run in runs if len(run) >= SHORTEST_DIGITS])
    return Phrase(text, tuple(search_words(text)), kept)


# The same names, places and phrases come back in thousands of records.
_known_phrase = lru_cache(maxsize=20_000)(_new_phrase)


def digits_of(text: str) -> str:
    """Return the runs of digits worth finding by a fragment, separators dropped.

    >>> digits_of("Số 12/2026, điện thoại 0912 345678")
    '122026 345678 0912'
    """
    return _longest_first(set(_phrase(text).digits))


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


def phrases(entry: Entry, field: Field[Any], lookup: Lookup) -> Sequence[Phrase]:
    """Return the texts by which a field's value is found; a person also by his numbers."""
    value = entry.values.get(field.name)
    if value is None or field.confidential:
        return ()
    if isinstance(field, Ref):
        return _names(lookup.record(value), lookup)
    if isinstance(field, Refs):
        return [phrase for id in value for phrase in _names(lookup.record(id), lookup)]
    if isinstance(field, Rows):
        return [
            phrase
            for row in field.typed(value)
            for inner in row.fields.values()
            for phrase in phrases(row, inner, lookup)
        ]
    return (_phrase(_together(value) if field.role in NUMBERED else field.show(value)),)


def _names(target: Record | None, lookup: Lookup) -> Sequence[Phrase]:
    if target is None:
        return ()
    if target.names is None:
        names = [target.told(field, lookup) for field in target.called]
        numbered = [f for f in target.fields.values() if f.role in NUMBERED]
        values = (target.values.get(field.name) for field in numbered)
        names += [_together(value) for value in values if value]
        target.names = tuple(map(_phrase, names))
    return target.names


def _together(number: str) -> str:
    """Return a number without the blanks and dots that part it, so any piece of it is found."""
    return number.translate(SEPARATORS)
