"""Signatures and recipients.

NĐ 30/2020 Phụ lục I mục II.7, II.9: titles and names 13-14 bold, the block centred at 75% of the
text width; "Nơi nhận:" 12 bold italic at the left margin on the line of the title, the list 11.
The decree gives no height for the signature itself; 20-35 mm is custom.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from desktop_app.printing.breaking import lines
from desktop_app.printing.columns import distributed
from desktop_app.printing.fonts import BOLD_ITALIC, ITALIC, SPACE
from desktop_app.printing.form import Recipients, Signatory, Signature, Spans, Value
from desktop_app.printing.kept import MOST_SET, Kept
from desktop_app.printing.phrase import Facts, Phrase, Source, Values
from desktop_app.printing.setting import Placed
from desktop_app.printing.sheet import BODY, LEADING, LEFT, MM, PARAGRAPH_GAP, Sheet
from desktop_app.printing.spans import refaced
from desktop_app.printing.strips import Measure, Strip, baseline, set_lines

SIGNING_ROOM = 22 * MM
GAP_ABOVE = 10.0
RECIPIENTS_SIZE, RECIPIENT_SIZE, RECIPIENT_LEADING = 12.0, 11.0, 13.0
BETWEEN = 4 * MM
HALVES = 2
NAME_ROOM, RANKED_NAME_ROOM = 42 * MM, 58 * MM
"""What a name of four words takes on one line, and one with a rank before it."""


class _Side:
    """One column of a row: a signatory, or the list of recipients at the left margin."""

    def __init__(self, item: Signatory | Recipients, facts: Facts) -> None:
        self.recipients = isinstance(item, Recipients)
        if isinstance(item, Recipients):
            title = Phrase(refaced(item.title, BOLD_ITALIC), RECIPIENTS_SIZE, facts)
            self.titles = [title]
            self._others = [Phrase(spans, RECIPIENT_SIZE, facts) for spans in item.lines]
            self.names: list[Phrase] = []
            self._name_room = 0.0
        else:
            slanted = [refaced(spans, ITALIC) for spans in item.remarks]
            self.titles = [Phrase(spans, BODY, facts, dotted=False) for spans in item.titles]
            self._others = [Phrase(spans, BODY, facts, dotted=False) for spans in slanted]
            self.names = [Phrase(spans, BODY, facts, dotted=False) for spans in item.names]
            self._name_room = max(map(_name_room, item.names), default=0.0)
        self.fixed = all(phrase.fixed for phrase in (*self.titles, *self._others))
        self._named = Kept(self._name, MOST_SET)

    def wanted(self, source: Source, *, named: bool) -> float:
        """Return the width of the widest title or remark on one line, if *named* of a name too."""
        least = self._name_room if named else 0.0
        lines = self.titles if self.recipients else (*self.titles, *self._others)
        return max([least, *(_width(line, source) for line in lines)])

    def set(self, source: Source, measure: Measure) -> tuple[list[Placed], float]:
        """Return the type of titles and what stands under them, and the depth of its end."""
        if not self.recipients:
            return _stacked([*self.titles, *self._others], source, measure, 0.0)
        shift = baseline(LEADING, BODY) - baseline(LEADING, RECIPIENTS_SIZE)
        at = measure._replace(size=RECIPIENTS_SIZE)
        type_, depth = _stacked(self.titles, source, at, shift)
        at = measure._replace(size=RECIPIENT_SIZE, leading=RECIPIENT_LEADING)
        others, end = _stacked(self._others, source, at, depth)
        return type_ + others, end

    def named(self, source: Source, measure: Measure) -> tuple[list[Placed], float]:
        """Return the type of the names below the room for the pen, and the depth of its end."""
        return self._named[tuple([name.values(source) for name in self.names]), measure]

    def _name(self, question: tuple[tuple[Values, ...], Measure]) -> tuple[list[Placed], float]:
        values, measure = question
        return _stacked_values(self.names, values, measure, SIGNING_ROOM)


class _Set(NamedTuple):
    """A row's titles as type, where the titles end and where the recipients end."""

    type: tuple[Placed, ...]
    measures: list[Measure]
    titles_end: float
    end: float


class TitlesBlock:
    """The titles of a row of signatures, and the recipients beside them."""

    def __init__(
        self, row: Sequence[Signatory | Recipients], sheet: Sheet, facts: Facts, *, first: bool
    ) -> None:
        self.sides = [_Side(item, facts) for item in row]
        self._room = sheet.text_width
        self._first = first
        self.fixed = all(side.fixed for side in self.sides)
        self._kept: _Set | None = None

    @property
    def clings(self) -> bool:
        """Whether the lines before must stay on the same page."""
        return self._first

    def strips(self, source: Source) -> list[Strip]:
        """Return the titles as one strip; recipients may reach beside the room for the pen."""
        row = self.set(source)
        return [Strip(row.titles_end, GAP_ABOVE, row.type, keep=True)]

    def set(self, source: Source) -> _Set:
        """Return the row as type; a row that depends on no record is set once."""
        if self._kept is None or not self.fixed:
            measures = self._measures(source)
            set_ = [side.set(source, at) for side, at in zip(self.sides, measures, strict=True)]
            ends = [
                end for side, (_, end) in zip(self.sides, set_, strict=True) if not side.recipients
            ]
            type_ = tuple(piece for part, _ in set_ for piece in part)
            end = max(end for _, end in set_)
            self._kept = _Set(type_, measures, max(ends, default=0.0), end)
        return self._kept

    def _measures(self, source: Source) -> list[Measure]:
        """Share the width equally, but give a long title or name of three the line it needs."""
        count = len(self.sides)
        shares = [self._room / count] * count
        if count > HALVES:
            for named in (False, True):
                least = [side.wanted(source, named=named) + BETWEEN for side in self.sides]
                if sum(least) <= self._room:
                    shares = distributed([1.0] * count, least, self._room)
        edges = accumulate(shares, initial=LEFT)
        return [
            Measure(edge, share - BETWEEN, BODY, LEADING)
            if side.recipients
            else Measure(edge + BETWEEN / 2, share - BETWEEN, BODY, LEADING, "centre")
            for side, edge, share in zip(self.sides, edges, shares, strict=False)
        ]


class NamesBlock:
    """Room for the pen and the names under the titles of a row."""

    clings = False

    def __init__(self, titles: TitlesBlock, *, last: bool) -> None:
        self._titles = titles
        self._last = last
        names = [name for side in titles.sides for name in side.names]
        self.fixed = titles.fixed and all(name.fixed for name in names)

    def strips(self, source: Source) -> list[Strip]:
        """Return room and names as one strip."""
        row = self._titles.set(source)
        type_: list[Placed] = []
        height = max(SIGNING_ROOM, row.end - row.titles_end)
        for side, measure in zip(self._titles.sides, row.measures, strict=True):
            names, end = side.named(source, measure)
            type_ += names
            height = max(height, end)
        return [Strip(height, 0.0, tuple(type_), keep=not self._last)]


class BelowBlock:
    """A line under all signatures."""

    clings = False

    def __init__(self, spans: Spans, sheet: Sheet, facts: Facts, *, last: bool) -> None:
        self._phrase = Phrase(spans, BODY, facts)
        self._measure = Measure(LEFT, sheet.text_width, BODY, LEADING, "justify")
        self._last = last
        self.fixed = self._phrase.fixed

    def strips(self, source: Source) -> list[Strip]:
        """Return the line as one strip."""
        type_, height = _stacked([self._phrase], source, self._measure, 0.0)
        return [Strip(height, PARAGRAPH_GAP, tuple(type_), keep=not self._last)]


def signature_blocks(
    signature: Signature, sheet: Sheet, facts: Facts
) -> Iterator[TitlesBlock | NamesBlock | BelowBlock]:
    """Yield the blocks of all signatures, bound to each other."""
    for place, row in enumerate(signature.rows, start=1):
        titles = TitlesBlock(row, sheet, facts, first=place == 1)
        yield titles
        yield NamesBlock(titles, last=place == len(signature.rows) and not signature.below)
    for place, spans in enumerate(signature.below, start=1):
        yield BelowBlock(spans, sheet, facts, last=place == len(signature.below))


def _name_room(spans: Spans) -> float:
    values = sum(isinstance(span, Value) for span in spans)
    return RANKED_NAME_ROOM if values > 1 else NAME_ROOM


def _width(phrase: Phrase, source: Source) -> float:
    items = phrase.words(phrase.values(source))
    return sum(item.width for item in items) + SPACE * phrase.size * max(len(items) - 1, 0)


def _stacked(
    phrases: Sequence[Phrase], source: Source, measure: Measure, depth: float
) -> tuple[list[Placed], float]:
    """Set phrases one below the other; return the type and the depth of its end."""
    values = [phrase.values(source) for phrase in phrases]
    return _stacked_values(phrases, values, measure, depth)


def _stacked_values(
    phrases: Sequence[Phrase], values: Sequence[Values], measure: Measure, depth: float
) -> tuple[list[Placed], float]:
    type_: list[Placed] = []
    for phrase, told in zip(phrases, values, strict=True):
        for items in phrase.paragraphs(told):
            if not items:
                continue
            broken = lines(items, measure.width, measure.width, measure.size)
            type_ += set_lines(broken, measure, depth)
            depth += len(broken) * measure.leading
    return type_, depth
