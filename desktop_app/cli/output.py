"""What the terminal shows: JSON for programs, aligned Vietnamese text for people.

Results go to stdout, everything said about them to stderr; both UTF-8 and NFC, on Windows too.
"""

import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

WIDEST_CELL = 44
GAP = "  "
Progress = Callable[[int, int], None]


def speak_utf8() -> None:
    """Make both streams UTF-8, whatever the code page of the console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class Unanswered(Exception):
    """What takes the answer is full or broken; the work itself is done."""


def say(text: str = "") -> None:
    """Write a line of the answer. Raises Unanswered, BrokenPipeError."""
    with _answering():
        print(unicodedata.normalize("NFC", text))


def finish() -> None:
    """Hand over what is still on its way. Raises Unanswered, BrokenPipeError."""
    if sys.stdout is not None:  # None when the caller closed it
        with _answering():
            sys.stdout.flush()


def leave() -> None:
    """Let nothing more be written to a reader that has gone, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unanswered from error


def remark(text: str) -> None:
    """Write a line about the answer, which is no part of it."""
    print(unicodedata.normalize("NFC", text), file=sys.stderr)


def document(value: Any) -> None:
    """Write the one JSON document of an answer."""
    say(json.dumps(value, ensure_ascii=False, indent=1))


def stream(values: Iterable[Any]) -> None:
    """Write a JSON list of any length, one value on a line, as the values come."""
    opening = "["
    for value in values:
        say(opening + json.dumps(value, ensure_ascii=False))
        opening = ","
    say("]" if opening == "," else "[]")


def pairs(lines: Iterable[tuple[str, str]]) -> None:
    """Write labels and values, the values aligned; further lines of a value are indented."""
    known = [(label, value) for label, value in lines if value]
    width = max((_width(label) for label, _ in known), default=0)
    for label, value in known:
        first, *rest = value.split("\n")
        say(f"{_padded(label, width)} : {first}")
        for line in rest:
            say(f"{' ' * width}   {line}")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], empty: str) -> None:
    """Write rows under headings in aligned columns, or the sentence *empty*.

    Columns are aligned in portions, so that a list of any length can be written.
    """
    coming = iter(rows)
    first = list(_portion(coming))
    if not first:
        say(empty)
        return
    cells = [_cells(row) for row in first]
    widths = [max(map(_width, column)) for column in zip(headings, *cells, strict=True)]
    for row in chain([headings], cells, map(_cells, coming)):
        padded = (_padded(text, width) for text, width in zip(row, widths, strict=True))
        say(GAP.join(padded).rstrip())


def _portion(rows: Iterator[Sequence[str]], size: int = 500) -> Iterator[Sequence[str]]:
    for _, row in zip(range(size), rows, strict=False):
        yield row


def _cells(row: Sequence[str]) -> list[str]:
    """Return a row's texts as they fit their columns; the last column may be of any width."""
    *narrow, last = row
    return [*map(_cell, narrow), " ".join(last.split())]


def _cell(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDEST_CELL else line[: WIDEST_CELL - 1] + "…"


def _width(text: str) -> int:
    """Return how many columns a terminal gives the text: emoji and wide letters take two."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def progress_of(doing: str) -> Progress | None:
    """Return a callback that shows how far long work is; None when nobody is watching."""
    if not (sys.stderr and sys.stderr.isatty()):
        return None

    def shown(done: int, total: int) -> None:
        of_all = f"/{total}" if total else ""
        ending = "\n" if done == total else ""
        sys.stderr.write(f"\r{doing}: {done}{of_all}{ending}")
        sys.stderr.flush()

    return shown
