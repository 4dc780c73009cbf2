"""A block copied from a workbook, read into the fields of a child list."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desktop_app.model.field import Field, Invalid
from desktop_app.model.links import Ref, Refs
from desktop_app.model.text import clean, folded

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk

MOST_LINES = 2_000
Cell = tuple[Any, str]


def block_of(text: str) -> list[list[str]]:
    """Return the cells of a copied block, empty lines left out.

    >>> block_of("Ân\\tCông an\\r\\n\\r\\nBình\\tDân quân\\r\\n")
    [['Ân', 'Công an'], ['Bình', 'Dân quân']]
    """
    lines = csv.reader(io.StringIO(text), delimiter="\t")
    return [cells for cells in lines if any(cell.strip() for cell in cells)][:MOST_LINES]


def headed(
    block: list[list[str]], fields: Sequence[Field[Any]], desk: Desk
) -> dict[int, Field[Any]] | None:
    """Return which column of the block goes to which field, when its first line says so.

    A column headed by words that no field has ("STT") goes nowhere.
    """
    heads = [folded(cell) for cell in block[0]] if block else []
    found: dict[int, Field[Any]] = {}
    for place, head in enumerate(heads):
        fitting = (each for each in fields if each not in found.values())
        field = next((each for each in fitting if _heads(head, each, desk)), None)
        if field is not None:
            found[place] = field
    return found if 2 * len(found) >= sum(map(bool, heads)) > 0 else None


def _heads(head: str, field: Field[Any], desk: Desk) -> bool:
    """Tell whether a column headed *head* is about the field, or names what it refers to."""
    names = [field.label]
    if isinstance(field, Ref | Refs):
        names += [each.label for table in field.targets for each in desk.registers[table].called]
    said = set(head.split())
    known = [set(folded(name).split()) for name in names]
    return bool(said) and any(
        said <= name or (1 < len(name) < len(said) and name < said) for name in known
    )


def lines_of(
    block: list[list[str]], fields: Sequence[Field[Any]], first: int, desk: Desk
) -> tuple[list[dict[str, Cell]], list[str]]:
    """Return for each line the value of each field, or the words that are no value.

    A head line says which column is which, and its unknown words are returned as well; without
    one the columns stand in the order of the fields from number *first* on.
    """
    by_head = headed(block, fields, desk)
    placed = dict(enumerate(fields[first:])) if by_head is None else by_head
    lines = block if by_head is None else block[1:]
    unknown = [
        clean(head)
        for place, head in enumerate(block[0] if by_head is not None else ())
        if place not in placed and head.strip()
    ]
    known: dict[tuple[str, str], Cell] = {}
    return [_line(cells, placed, known, desk) for cells in lines], unknown


def _line(
    cells: list[str],
    placed: dict[int, Field[Any]],
    known: dict[tuple[str, str], Cell],
    desk: Desk,
) -> dict[str, Cell]:
    """Return one line; what was looked up for an earlier line is not looked up again."""
    found: dict[str, Cell] = {}
    for place, text in enumerate(cells):
        field = placed.get(place)
        if field is None:
            continue
        key = (field.name, text)
        if key not in known:
            known[key] = _cell(field, text, desk)
        found[field.name] = known[key]
    return found


def _cell(field: Field[Any], text: str, desk: Desk) -> Cell:
    words = clean(text)
    if not words:
        return None, ""
    if isinstance(field, Ref | Refs):
        found = desk.suggest(field.targets, words)
        hits = [one for one in found if folded(one.caption) == folded(words)]
        if len(hits) != 1:
            return None, words
        return (hits[0].id if isinstance(field, Ref) else [hits[0].id]), ""
    try:
        return field.parse(text), ""
    except Invalid:
        return None, words
