"""Records for programs: one JSON object a line, with the keys that ``show`` gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import orjson

from desktop_app.model.plain import plain
from desktop_app.model.record import Lookup, Record


class LinesWriter:
    """Writes records line by line."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def add(self, record: Record) -> None:
        """Write one record."""
        self._out.write(orjson.dumps(plain(record), option=orjson.OPT_APPEND_NEWLINE))


@contextmanager
def json_lines(file: Path, register: type[Record], lookup: Lookup) -> Iterator[LinesWriter]:
    """Yield a writer of a new file; raises OSError when it cannot be written."""
    del register, lookup  # ids and canonical values are written as they are kept
    with file.open("wb") as out:
        yield LinesWriter(out)
