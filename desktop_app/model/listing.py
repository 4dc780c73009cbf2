"""How a record is found and ordered: its search words, its digits, its sort keys."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from desktop_app.model.collation import collation_key, name_key
from desktop_app.model.entry import Entry, told_once
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import SEPARATORS, Status, Text
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.record import Lookup, Record
from desktop_app.model.text import search_words

DIGITS = re.compile(r"\d[\d./\-]*\d")
NO_DIGIT = re.compile(r"\D")
SHORTEST_DIGITS = 3
LONGEST_KEPT = 120
LENGTH_OF_DAY = 10
NUMBERED = {"citizen_number", "old_citizen_number", "phone"}
_Teller = Callable[[Json, Lookup], Sequence["Phrase"]]


class Indexed(NamedTuple):
    """What the lists know of a record: folded words, runs of digits, one key per sort."""

    words: str
    digits: str
    keys: tuple[Json, ...]


class Phrase(NamedTuple):
    """A text by which a record is found, its words for the index, its runs of digits."""

    text: str
    words: tuple[str, ...]
    digits: tuple[str, ...]


@told_once
def sorts(register: type[Record]) -> tuple[Field[Any], ...]:
    """Return the fields a list keeps sort keys for: its own order, then the name."""
    if register.by_name is None or register.by_name is register.order:
        return (register.order,)
    return register.order, register.by_name


def indexed(record: Record, lookup: Lookup) -> Indexed:
    """Return what the lists must know to find and order *record*."""
    values, found = record.values, _found_by(type(record))
    words: list[str] = []
    digits: list[str] = []
    for name, tell in found:
        value = values.get(name)
        if value is not None:
            for _, its_words, its_digits in tell(value, lookup):
                words += its_words
                digits += its_digits
    keys = tuple([sort_key(record, field, lookup) for field in sorts(type(record))])
    return Indexed(" ".join(dict.fromkeys(words)), _longest_first(digits), keys)


def _phrase(text: str) -> Phrase:
    # Numbers are mostly different ones and would push the words out; days come back.
    if text[:1].isdigit():
        return _known_day(text) if len(text) <= LENGTH_OF_DAY else _new_phrase(text)
    return _known_phrase(text) if len(text) <= LONGEST_KEPT else _new_phrase(text)


def _new_phrase(text: str) -> Phrase:
    if text.isascii() and text.isdecimal():
        return Phrase(text, (text,), (text,) if len(text) >= SHORTEST_DIGITS else ())
    runs = [run if run.isdecimal() else NO_DIGIT.sub("", run) for run in DIGITS.findall(text)]
    kept = tuple([run for run in runs if len(run) >= SHORTEST_DIGITS])
    return Phrase(text, tuple(search_words(text)), kept)


# The same names, places and phrases come back in thousands of records.
_known_phrase = lru_cache(maxsize=20_000)(_new_phrase)
_known_day = lru_cache(maxsize=10_000)(_new_phrase)


def digits_of(text: str) -> str:
    """Return the runs of digits worth finding by a fragment, separators dropped.

    >>> digits_of("Số 12/2026, điện thoại 0912 345678")
    '122026 345678 0912'
    """
    return _longest_first(_phrase(text).digits)


def _longest_first(runs: Sequence[str]) -> str:
    if len(runs) < 2:
        return "".join(runs)
    return " ".join(sorted(sorted(set(runs)), key=len, reverse=True))


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
    return () if value is None or field.confidential else _teller(field)(value, lookup)


@told_once
def _found_by(register: type[Record]) -> tuple[tuple[str, _Teller], ...]:
    return _tellers(register.search)


def _tellers(fields: Iterable[Field[Any]]) -> tuple[tuple[str, _Teller], ...]:
    """Return by their names how fields tell a value that is there by its phrases."""
    return tuple((field.name, _teller(field)) for field in fields if not field.confidential)


def _teller(field: Field[Any]) -> _Teller:
    if isinstance(field, Ref):
        return lambda value, lookup: _names(lookup.record(value), lookup)
    if isinstance(field, Refs):
        return lambda value, lookup: [
            phrase for id in value for phrase in _names(lookup.record(id), lookup)
        ]
    if isinstance(field, Rows):
        inner = _tellers(field.entry.fields.values())
        return lambda value, lookup: [
            phrase
            for row in value
            for name, tell in inner
            if (cell := row.get(name)) is not None
            for phrase in tell(cell, lookup)
        ]
    if field.role in NUMBERED:
        return lambda value, lookup: (_phrase(_together(value)),)
    if type(field).show is Text.show:
        return lambda value, lookup: (_phrase(value),)
    return lambda value, lookup: (_phrase(field.show(value)),)


def _names(target: Record | None, lookup: Lookup) -> Sequence[Phrase]:
    if target is None:
        return ()
    if target.names is None:
        names = [target.told(field, lookup) for field in target.called]
        values = map(target.values.get, _numbered(type(target)))
        names += [_together(value) for value in values if value]
        target.names = tuple(map(_phrase, names))
    return target.names


@told_once
def _numbered(register: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in register.fields.values() if field.role in NUMBERED)


def _together(number: str) -> str:
    """Return a number without the blanks and dots that part it, so any piece of it is found."""
    return number.translate(SEPARATORS)
