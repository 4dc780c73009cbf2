"""A line of a form, ready to be filled with the values of one record after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.model.entry import Entry
from desktop_app.model.record import Lookup, Record
from desktop_app.printing.fonts import SPACE, Style, printable
from desktop_app.printing.form import Pen, Spans, Text, Value
from desktop_app.printing.kept import Kept
from desktop_app.printing.paths import Path
from desktop_app.printing.picks import Pick
from desktop_app.printing.room import room_mm
from desktop_app.printing.sheet import MM
from desktop_app.printing.words import Part, Word, bound, dated, dots, joined

Facts = Callable[[Path], str]
LINES_FOR_THE_PEN = 3
MOST = 5_000
_LONG = 60


@dataclass(frozen=True)
class Source:
    """Where values come from: a record, perhaps an entry of it, or what many records share."""

    lookup: Lookup
    record: Record | None = None
    entry: Entry | None = None
    ordinal: int = 0
    listed: Sequence[Record] = ()

    def text(self, path: Path) -> str:
        """Return the value of a path, empty when there is none."""
        if path.ordinal:
            return str(self.ordinal) if self.ordinal else ""
        if path.tally is not None:
            return path.tally(self.listed, self.lookup) if self.listed else ""
        if self.record is None and self.entry is None and self.listed:
            return self._shared(path)
        entry = self.record if path.of_record or self.entry is None else self.entry
        return path.text(entry, self.lookup)

    def _shared(self, path: Path) -> str:
        """Return the value all listed records share; empty when they differ."""
        first = path.text(self.listed[0], self.lookup)
        if first and all(path.text(record, self.lookup) == first for record in self.listed[1:]):
            return first
        return ""

    def reached(self, path: Path, only: Pick | None = None) -> list[Entry]:
        """Return the entries or records a path leads to, those picked."""
        start = self.record if path.of_record or self.entry is None else self.entry
        if start is None or path.reach is None:
            return []
        found = path.reach(start, self.lookup)
        return [entry for entry in found if only is None or only.holds(entry, self.lookup)]

    def of(self, entry: Entry | None, ordinal: int = 0) -> "Source":
        """Return the source for one entry of a list."""
        return Source(self.lookup, self.record, entry, ordinal)


Values = tuple[str, ...]
Paragraphs = Sequence[Sequence[Word]]


class _Piece(NamedTuple):
    """Fixed words, or a value with what stands for it when it is empty."""

    fixed: Part
    path: Path | None = None


class Phrase:
    """Spans at one size, on one line or several.

    *dotted*: an empty value prints dots. Else it prints nothing, and the words around values are
    left out where all values of the line are empty.
    """

    def __init__(self, spans: Spans, size: float, facts: Facts, *, dotted: bool = True) -> None:
        self.size = size
        self._dotted = dotted
        self._facts = facts
        self._lines: list[list[_Piece]] = [[]]
        for span in spans:
            if isinstance(span, Text):
                self._add_text(span)
            else:
                self._lines[-1].append(self._piece(span, Style(span.face, size)))
        pieces = [piece for line in self._lines for piece in line]
        self._paths = [piece.path for piece in pieces if piece.path is not None]

    @property
    def fixed(self) -> bool:
        """Whether nothing in it depends on a record."""
        return not self._paths

    def _add_text(self, span: Text) -> None:
        style = Style(span.face, self.size)
        first, *others = printable(span.text).split("\n")
        self._lines[-1].append(_Piece(Part(style, first)))
        self._lines += [[_Piece(Part(style, other))] for other in others]

    def _piece(self, span: Value | Pen, style: Style) -> _Piece:
        if isinstance(span, Pen):
            return _Piece(Part(style, leader=dots(span.count * SPACE * self.size, style)))
        if span.path.fact:
            return _Piece(self._fact(span, style))
        leader = self._empty(span.path, style) if self._dotted else None
        return _Piece(Part(style, leader=leader), span.path)

    def _fact(self, span: Value, style: Style) -> Part:
        text = printable(self._facts(span.path))
        leader = dots(30 * MM, style) if not text and self._dotted else None
        return Part(style, bound(text), leader)

    def _empty(self, path: Path, style: Style) -> Word:
        leader = dots(room_mm(path) * MM, style)
        if path.ending.several_lines:
            wide = leader.width * 2
            return leader._replace(width=wide, leader=wide, more=LINES_FOR_THE_PEN)
        return leader

    def values(self, source: Source) -> Values:
        """Return the values of a source that are asked for."""
        return tuple([source.text(path) for path in self._paths])

    def words(self, values: Values) -> list[Word]:
        """Return all words in one run, for a line that is not a paragraph."""
        return [word for items in self.paragraphs(values) for word in items]

    def paragraphs(self, values: Values) -> Paragraphs:
        """Return the words; a value of several lines starts a new paragraph with each."""
        left = iter(values)
        done = [part for line in self._lines for part in self._filled(line, left)]
        return done or [[]]

    def _filled(self, line: Sequence[_Piece], left: Iterator[str]) -> list[list[Word]]:
        done: list[list[Word]] = []
        told, asked = False, False
        parts: list[Part] = []
        for fixed, path in line:
            if path is None:
                parts.append(fixed)
                continue
            asked = True
            text = next(left)
            if not text:
                parts.append(fixed)
                continue
            told = True
            first, *others = _LINES[text]
            parts.append(Part(fixed.style, first))
            for other in others:
                done.append(joined(parts))
                parts = [Part(fixed.style, other)]
        done.append(joined(parts))
        return done if self._dotted or told or not asked else []


def _lines_of(value: str) -> list[str]:
    lines = printable(value).split("\n")
    return [dated(line) if len(line) > _LONG else bound(line) for line in lines]


_LINES = Kept(_lines_of, MOST)
"""The lines of a value as they are printed."""
