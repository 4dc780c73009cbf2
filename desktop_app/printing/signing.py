"""Signatures and recipients.

NĐ 30/2020 Phụ lục I mục II.7, II.9: titles and names 13-14 bold, the block centred at 75% of the
text width; "Nơi nhận:" 12 bold italic at the left margin on the line of the title, the list 11.
The decree gives no height for the signature itself; 20-35 mm is custom.
"""

from collections.abc import Sequence

from desktop_app.printing import words
from desktop_app.printing.fonts import BOLD_ITALIC, ITALIC, SPACE
from desktop_app.printing.form import Recipients, Signatory, Signature
from desktop_app.printing.phrase import Facts, Phrase, Source
from desktop_app.printing.sheet import BODY, LEADING, LEFT, MM, PARAGRAPH_GAP, Sheet
from desktop_app.printing.spans import refaced
from desktop_app.printing.strips import Measure, Strip, baseline, set_lines
from desktop_app.printing.words import Placed

SIGNING_ROOM = 22 * MM
GAP_ABOVE = 10.0
RECIPIENTS_SIZE, RECIPIENT_SIZE, RECIPIENT_LEADING = 12.0, 11.0, 13.0
BETWEEN = 2 * MM
HALVES = 2


class _Column:
    """One column: titles and remarks, room for the pen, names."""

    def __init__(self, signatory: Signatory, facts: Facts) -> None:
        self._titles = [Phrase(spans, BODY, facts, dotted=False) for spans in signatory.titles]
        self._remarks = [
            Phrase(refaced(spans, ITALIC), BODY, facts, dotted=False)
            for spans in signatory.remarks
        ]
        self._names = [Phrase(spans, BODY, facts, dotted=False) for spans in signatory.names]
        self.fixed = all(
            phrase.fixed for phrase in (*self._titles, *self._remarks, *self._names)
        )

    def wanted(self, source: Source, *, names: bool) -> float:
        """Return the width of the widest title, or name too, on one line."""
        lines = (*self._titles, *self._names) if names else self._titles
        return max((_width(line, source) for line in lines), default=0.0)

    def set(self, source: Source, measure: Measure) -> tuple[list[Placed], float]:
        """Return the type of titles and remarks and the depth of their end."""
        return _stacked([*self._titles, *self._remarks], source, measure, 0.0)

    def named(self, source: Source, measure: Measure, depth: float) -> tuple[list[Placed], float]:
        """Return the type of the names, in one line with those of the other columns."""
        return _stacked(self._names, source, measure, depth)


class _Recipients:
    """The list of recipients, at the left margin."""

    def __init__(self, recipients: Recipients, facts: Facts) -> None:
        title = refaced(recipients.title, BOLD_ITALIC)
        self._title = Phrase(title, RECIPIENTS_SIZE, facts)
        self._lines = [Phrase(spans, RECIPIENT_SIZE, facts) for spans in recipients.lines]
        self.fixed = self._title.fixed and all(line.fixed for line in self._lines)

    def wanted(self, source: Source, *, names: bool) -> float:
        """Return the width of the title; a list of recipients has no names."""
        return _width(self._title, source)

    def set(self, source: Source, measure: Measure) -> tuple[list[Placed], float]:
        """Return the type of the list and the depth of its end."""
        shift = baseline(LEADING, BODY) - baseline(LEADING, RECIPIENTS_SIZE)
        at = measure._replace(manner="left", size=RECIPIENTS_SIZE)
        type_, depth = _stacked([self._title], source, at, shift)
        lines = at._replace(size=RECIPIENT_SIZE, leading=RECIPIENT_LEADING)
        others, end = _stacked(self._lines, source, lines, depth)
        return type_ + others, end


def _width(phrase: Phrase, source: Source) -> float:
    [items] = phrase.paragraphs(source)[:1]
    return sum(item.width for item in items) + SPACE * phrase.size * max(len(items) - 1, 0)


def _stacked(
    phrases: Sequence[Phrase], source: Source, measure: Measure, depth: float
) -> tuple[list[Placed], float]:
    type_: list[Placed] = []
    for phrase in phrases:
        for items in phrase.paragraphs(source):
            if not items:
                continue
            broken = words.lines(items, measure.width, measure.width, measure.size)
            type_ += set_lines(broken, measure, depth)
            depth += len(broken) * measure.leading
    return type_, depth


class SignatureBlock:
    """Rows of signatures, each row one strip, all kept together."""

    def __init__(self, signature: Signature, sheet: Sheet, facts: Facts) -> None:
        self._rows = [[_side(item, facts) for item in row] for row in signature.rows]
        self._sheet = sheet
        self._below = [Phrase(spans, BODY, facts) for spans in signature.below]
        self._full = Measure(LEFT, sheet.text_width, BODY, LEADING, "justify")
        sides = [side.fixed for row in self._rows for side in row]
        self.fixed = all(sides) and all(phrase.fixed for phrase in self._below)

    def strips(self, source: Source) -> list[Strip]:
        """Return a strip for each row of signatures and each line below them."""
        strips = []
        for row in self._rows:
            measures = _measures(row, source, self._sheet)
            sides = list(zip(row, measures, strict=True))
            set_ = [(side, *side.set(source, at)) for side, at in sides]
            signed = max(end for side, _, end in set_ if isinstance(side, _Column)) + SIGNING_ROOM
            named = [
                side.named(source, at, signed) for side, at in sides if isinstance(side, _Column)
            ]
            type_ = [piece for _, part, _ in set_ for piece in part]
            type_ += [piece for part, _ in named for piece in part]
            height = max(*(end for _, _, end in set_), *(end for _, end in named))
            strips.append(Strip(height, GAP_ABOVE, tuple(type_), keep=True))
        strips += self._lines_below(source)
        strips[-1] = _last(strips[-1])
        return strips

    def _lines_below(self, source: Source) -> list[Strip]:
        strips = []
        for phrase in self._below:
            type_, height = _stacked([phrase], source, self._full, 0.0)
            strips.append(Strip(height, PARAGRAPH_GAP, tuple(type_), keep=True))
        return strips


def _last(strip: Strip) -> Strip:
    return Strip(strip.height, strip.gap, strip.type, strip.rules, keep=False)


def _side(item: Signatory | Recipients, facts: Facts) -> _Column | _Recipients:
    return _Recipients(item, facts) if isinstance(item, Recipients) else _Column(item, facts)


def _measures(
    row: Sequence[_Column | _Recipients], source: Source, sheet: Sheet
) -> list[Measure]:
    """Return the columns of a row: halves; more than two share the width by their titles."""
    shares = _shares(row, source, sheet.text_width)
    edges = [LEFT + sum(shares[:place]) for place in range(len(row))]
    return [
        Measure(edge, width - BETWEEN, BODY, LEADING, "left")
        if isinstance(side, _Recipients)
        else Measure(edge + BETWEEN / 2, width - BETWEEN, BODY, LEADING, "centre")
        for side, edge, width in zip(row, edges, shares, strict=True)
    ]


def _shares(row: Sequence[_Column | _Recipients], source: Source, room: float) -> list[float]:
    """Share the width so that no title, and if possible no name, needs a second line."""
    if len(row) > HALVES:
        for names in (True, False):
            wanted = [side.wanted(source, names=names) + BETWEEN for side in row]
            spare = (room - sum(wanted)) / len(row)
            if spare >= 0:
                return [width + spare for width in wanted]
    return [room / max(len(row), 1)] * len(row)
