"""Excel workbooks. No cell is ever a formula: whatever is no number or day is written as text."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from desktop_app.exchange.sheets import Cell, Sheet, child_lines, line_of, sheets_of
from desktop_app.model.record import Lookup, Record
from desktop_app.model.trouble import Trouble

LONGEST_CELL = 32_767  # letters, as Excel allows
CUT = "… (dài quá một ô Excel, phần còn lại xem trong sổ)"
LONGEST_TITLE = 31
FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
LAST_ROW = 1_048_575
FORMATS = {
    "text": "@",  # Excel then reads it as words even after it was edited: "=1+1", "0260…"
    "number": "#,##0",
    "day": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
}


class WorkbookWriter:
    """Writes records into the sheets of an open workbook."""

    def __init__(self, book: Any, register: type[Record], lookup: Lookup) -> None:
        self._lookup = lookup
        self._sheets = sheets_of(register)
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._formats = {
            kind: book.add_format({"num_format": form, "text_wrap": True, "valign": "top"})
            for kind, form in FORMATS.items()
        }
        titles = _titles(self._sheets)
        self._pages = [book.add_worksheet(title) for title in titles]
        self._next = [1] * len(self._sheets)
        for sheet, page in zip(self._sheets, self._pages, strict=True):
            for place, column in enumerate(sheet.columns):
                page.set_column(place, place, column.width)
                page.write_string(0, place, column.heading, head)
            page.freeze_panes(1, 0)
            page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def add(self, record: Record) -> None:
        """Write one record and the entries of its child lists. Raises Trouble when full."""
        for place, sheet in enumerate(self._sheets):
            if sheet.of:
                for line in child_lines(record, sheet.of, self._lookup):
                    self._write(place, line)
            else:
                self._write(place, line_of(record, self._lookup))

    def _write(self, place: int, line: list[Cell]) -> None:
        row = self._next[place]
        if row > LAST_ROW:
            raise Trouble(
                "Một trang Excel chỉ chứa được 1.048.575 dòng; danh sách dài hơn.",
                "Chưa có tệp nào được ghi; sổ không bị ảnh hưởng.",
                "Hãy lọc hẹp lại, hoặc xuất ra CSV.",
                "XD-06",
            )
        self._next[place] = row + 1
        page = self._pages[place]
        for at, (cell, column) in enumerate(zip(line, self._sheets[place].columns, strict=True)):
            self._write_cell(page, (row, at), cell, column.kind)

    def _write_cell(self, page: Any, at: tuple[int, int], cell: Cell, kind: str) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, datetime | date):
            page.write_datetime(*at, cell, self._formats[kind])
        elif isinstance(cell, int):
            page.write_number(*at, cell, self._formats["number"])
        else:
            page.write_string(*at, _fitting(cell), self._formats["text"])


@contextmanager
def workbook(file: Path, register: type[Record], lookup: Lookup) -> Iterator[WorkbookWriter]:
    """Yield a writer of a new workbook; raises OSError when it cannot be written.

    Its parts lie beside the file while it is made: whoever may see the file may see them.
    """
    with tempfile.TemporaryDirectory(dir=file.parent, prefix="tam-") as parts:
        # Lines go out as they come, so that a long list needs no more memory than a short one.
        book = Workbook(file, {"constant_memory": True, "tmpdir": parts})
        try:
            yield WorkbookWriter(book, register, lookup)
            book.close()
        except FileCreateError as wrapped:
            found = wrapped.args[0] if wrapped.args else None
            raise found if isinstance(found, OSError) else OSError(str(wrapped)) from wrapped
        finally:
            _release(book)


def _release(book: Any) -> None:
    """Close the files of a workbook that was given up: Windows deletes no open file."""
    for page in book.worksheets():
        handle = getattr(page, "row_data_fh", None)
        if handle is not None and not handle.closed:
            handle.close()
    book.fileclosed = True  # otherwise its end would complain, or write what was given up


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _titles(sheets: list[Sheet]) -> list[str]:
    titles: list[str] = []
    for sheet in sheets:
        bare = " ".join(FORBIDDEN_IN_TITLE.sub(" ", sheet.title).split())
        title, number = bare[:LONGEST_TITLE].strip(), 1
        while title.casefold() in {each.casefold() for each in titles}:
            number += 1
            title = f"{bare[: LONGEST_TITLE - 4].strip()} ({number})"
        titles.append(title)
    return titles
