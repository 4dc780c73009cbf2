"""The kinds of file a list can leave as, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.exchange.json_lines import json_lines
from desktop_app.exchange.separated import separated
from desktop_app.exchange.workbook import workbook
from desktop_app.model.record import Lookup, Record


class Writer(Protocol):
    """What takes records into a file."""

    def add(self, record: Record) -> None:
        """Write one record."""


Opens = Callable[[Path, type[Record], Lookup], AbstractContextManager[Writer]]


@dataclass(frozen=True)
class Format:
    """A kind of file: the ending of its name, what an officer calls it, how it is written."""

    ending: str
    title: str
    opens: Opens


FORMATS = (
    Format(".xlsx", "Excel (.xlsx): xem, lọc, in bằng Excel", workbook),
    Format(".csv", "CSV (.csv): nạp vào phần mềm khác", separated),
    Format(".jsonl", "JSONL (.jsonl): cho cán bộ kỹ thuật", json_lines),
)


def format_of(file: Path) -> Format | None:
    """Return the format that a file's name asks for; None when there is none."""
    return next((each for each in FORMATS if each.ending == file.suffix.lower()), None)
