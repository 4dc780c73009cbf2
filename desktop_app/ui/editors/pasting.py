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


def lines_of(
    block: list[list[str]], fields: Sequence[Field[Any]], desk: Desk
) -> list[dict[str, Cell]]:
    """Return for each line the value of each field, or the words that are no value."""
    return [
        {field.name: _cell(field, text, desk) for field, text in zip(fields, cells, strict=False)}
        for cells in block
    ]


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
