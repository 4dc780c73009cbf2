"""A line of a form, ready to be filled with the values of one record after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop_app.model.entry import Entry
from desktop_app.model.record import Lookup, Record
from desktop_app.printing.fonts import SPACE, Style, printable
from desktop_app.printing.form import Pen, Spans, Text, Value
from desktop_app.printing.paths import Path
from desktop_app.printing.picks import Pick
from desktop_app.printing.room import room_mm
from desktop_app.printing.sheet import MM
from desktop_app.printing.words import Word, bound, dated, dots, join, words

Facts = Callable[[Path], str]
LINES_FOR_THE_PEN = 3
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


@dataclass(frozen=True)
class _Piece:
    """Fixed words, or a value with the words that stand for it when it is empty."""

    fixed: tuple[Word, ...]
    path: Path | None
    style: Style
    glued: bool


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
        open_end = False
        for span in spans:
            if isinstance(span, Text):
                open_end = self._add_text(span, after=open_end)
            else:
                piece = self._piece(span, Style(span.face, size))
                self._lines[-1].append(replace(piece, glued=open_end))
                open_end = True
        self._whole: list[list[Word]] | None = None
        if self.fixed:
            self._whole = [
                join((piece.fixed, piece.glued) for piece in line) for line in self._lines
            ]

    @property
    def fixed(self) -> bool:
        """Whether nothing in it depends on a record."""
        return all(piece.path is None for line in self._lines for piece in line)

    def _add_text(self, span: Text, *, after: bool) -> bool:
        """Append fixed words, glued to what is before; tell whether the next is glued to them."""
        style = Style(span.face, self.size)
        for place, part in enumerate(printable(span.text).split("\n")):
            if place:
                self._lines.append([])
                after = False
            glued = after and not part.startswith(" ")
            self._lines[-1].append(_Piece(tuple(words(part, style)), None, style, glued))
            after = bool(part) and not part.endswith(" ")
        return after

    def _piece(self, span: Value | Pen, style: Style) -> _Piece:
        if isinstance(span, Pen):
            leader = dots(span.count * SPACE * self.size, style)
            return _Piece((leader,), None, style, glued=False)
        if span.path.fact:
            return self._fact(span, style)
        empty = (self._empty(span.path, style),) if self._dotted else ()
        return _Piece(empty, span.path, style, glued=False)

    def _fact(self, span: Value, style: Style) -> _Piece:
        text = printable(self._facts(span.path))
        if not text and self._dotted:
            return _Piece((dots(30 * MM, style),), None, style, glued=False)
        return _Piece(tuple(words(bound(text), style)), None, style, glued=False)

    def _empty(self, path: Path, style: Style) -> Word:
        leader = dots(room_mm(path) * MM, style)
        if path.ending.several_lines:
            wide = leader.width * 2
            return leader._replace(width=wide, leader=wide, more=LINES_FOR_THE_PEN)
        return leader

    def words(self, source: Source) -> list[Word]:
        """Return all words in one run, for a line that is not a paragraph."""
        return [word for items in self.paragraphs(source) for word in items]

    def paragraphs(self, source: Source) -> list[list[Word]]:
        """Return the words; a value of several lines starts a new paragraph with each."""
        if self._whole is not None:
            return self._whole
        done = [part for line in self._lines for part in self._filled(line, source)]
        return done or [[]]

    def _filled(self, line: Sequence[_Piece], source: Source) -> list[list[Word]]:
        done: list[list[Word]] = []
        told, asked = False, False
        parts: list[tuple[Sequence[Word], bool]] = []
        for piece in line:
            text = source.text(piece.path) if piece.path is not None else ""
            asked = asked or piece.path is not None
            if not text:
                parts.append((piece.fixed, piece.glued))
                continue
            told = True
            first, *others = printable(text).split("\n")
            parts.append((_words(first, piece.style), piece.glued))
            for other in others:
                done.append(join(parts))
                parts = [(_words(other, piece.style), False)]
        done.append(join(parts))
        return done if self._dotted or told or not asked else []


def _words(text: str, style: Style) -> list[Word]:
    return words(dated(text) if len(text) > _LONG else bound(text), style)
