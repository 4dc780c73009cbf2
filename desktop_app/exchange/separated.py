"""Tables as text (CSV): UTF-8 with the mark by which Excel knows it, commas, every cell quoted.

Commas, because that is what the standard says (RFC 4180) and what other programs expect; a file
that is to be worked on in Excel is better exported as a workbook. A cell that Excel would take
for a formula begins with an apostrophe, as Excel itself marks words that look like one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop_app.exchange.sheets import as_text, line_of, sheets_of
from desktop_app.model.record import Lookup, Record

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class SeparatedWriter:
    """Writes records as lines of a table; child lists stand in one cell, an entry a line."""

    def __init__(self, out: Any, register: type[Record], lookup: Lookup) -> None:
        self._lookup = lookup
        self._lines = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._lines.writerow(column.heading for column in sheets_of(register)[0].columns)

    def add(self, record: Record) -> None:
        """Write one record."""
        self._lines.writerow(harmless(as_text(cell)) for cell in line_of(record, self._lookup))


@contextmanager
def separated(file: Path, register: type[Record], lookup: Lookup) -> Iterator[SeparatedWriter]:
    """Yield a writer of a new table; raises OSError when it cannot be written."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        yield SeparatedWriter(out, register, lookup)


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=HYPERLINK(0)"), harmless("-5"), harmless("5")
    ("'=HYPERLINK(0)", "'-5", '5')
    """
    return f"'{text}" if text.startswith(FORMULA) else text
