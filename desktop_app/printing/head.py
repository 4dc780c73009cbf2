"""The head of a document: national name and motto, unit, number, place and date.

NĐ 30/2020 Phụ lục I mục II.1-II.4: Quốc hiệu 12-13 bold capitals; Tiêu ngữ 13-14 bold with a rule
as long as itself; the superior unit 12-13 capitals; the issuing unit bold with a rule of a third
to a half; number 13; place and date 13-14 italic on the number's line.
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.printing.breaking import Line, balanced
from desktop_app.printing.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, SPACE, Style
from desktop_app.printing.form import Header, Spans, Text
from desktop_app.printing.kept import MOST_SET, Kept
from desktop_app.printing.phrase import Facts, Phrase, Source, Values
from desktop_app.printing.setting import Placed
from desktop_app.printing.sheet import LEFT, MM, Sheet
from desktop_app.printing.strips import Measure, Rule, Strip, baseline, set_lines
from desktop_app.printing.words import words

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATION_SIZE, MOTTO_SIZE, UNIT_SIZE, NUMBER_SIZE, SUBJECT_SIZE = 12.0, 13.0, 12.0, 13.0, 12.0
NATION_LEADING, MOTTO_LEADING, UNIT_LEADING = 14.0, 15.5, 14.0
RIGHT_SHARE = 0.55
NATION_WIDTH = 89 * MM
COLUMN_GAP = 1 * MM
NUMBER_LEADING = 15.0
RULE_SHARE = 0.4
NUMBER_GAP = 8.0
SUBJECT_GAP = 6.0


def _right_measure(header: Header, sheet: Sheet) -> Measure:
    """Return the column of the national name: the right half, or the whole width."""
    wide = sheet.text_width
    right = wide if header.centred else (wide / 2 if sheet.lying else _right_width(sheet))
    return Measure(LEFT + wide - right, right, NATION_SIZE, NATION_LEADING, "centre")


def _right_width(sheet: Sheet) -> float:
    return max(sheet.text_width * RIGHT_SHARE, NATION_WIDTH)


class HeaderBlock:
    """National name and motto, and the units left of them, as one strip."""

    clings = False

    def __init__(self, header: Header, sheet: Sheet, facts: Facts) -> None:
        self._right = _right_measure(header, sheet)
        left = sheet.text_width - self._right.width - COLUMN_GAP
        self._left = Measure(LEFT, left, UNIT_SIZE, UNIT_LEADING, "centre")
        above, _ = _parted(header.left)
        self._units = [Phrase(spans, UNIT_SIZE, facts) for spans in above]
        self.fixed = all(phrase.fixed for phrase in self._units)

    def strips(self, source: Source) -> list[Strip]:
        """Return the head in one strip."""
        type_, rules, right = self._national()
        units, unit_rules, left = self._unit(source)
        return [Strip(max(left, right), 0.0, (*type_, *units), (*rules, *unit_rules), keep=True)]

    def _national(self) -> tuple[list[Placed], list[Rule], float]:
        measure = self._right
        type_: list[Placed] = []
        depth = 0.0
        for text, size, leading in (
            (NATION, NATION_SIZE, NATION_LEADING),
            (MOTTO, MOTTO_SIZE, MOTTO_LEADING),
        ):
            items = words(text, Style(BOLD, size))
            used = sum(item.width for item in items) + (len(items) - 1) * SPACE * size
            at = measure._replace(size=size, leading=leading)
            type_ += set_lines([Line(items, measure.width - used, last=True)], at, depth)
            depth += leading
        middle, depth = measure.x + measure.width / 2, depth + 1.5
        return type_, [Rule(middle - used / 2, depth, middle + used / 2, depth)], depth + 3.5

    def _unit(self, source: Source) -> tuple[list[Placed], list[Rule], float]:
        type_: list[Placed] = []
        depth, free = 0.0, self._left.width
        for phrase in self._units:
            for items in phrase.paragraphs(phrase.values(source)):
                broken = balanced(items, self._left.width, UNIT_SIZE)
                type_ += set_lines(broken, self._left, depth)
                depth += len(broken) * UNIT_LEADING
                free = broken[-1].free
        if not type_:
            return [], [], 0.0
        half = (self._left.width - free) * RULE_SHARE / 2
        middle, depth = self._left.x + self._left.width / 2, depth + 2
        return type_, [Rule(middle - half, depth, middle + half, depth)], depth + 3


class NumberBlock:
    """Number (and subject of a letter) on the left, place and date on the right, on one line."""

    clings = False

    def __init__(self, header: Header, sheet: Sheet, facts: Facts) -> None:
        right = _right_measure(header, sheet)
        left = sheet.text_width - right.width - COLUMN_GAP
        self._left = Measure(LEFT, left, NUMBER_SIZE, NUMBER_LEADING, "centre")
        if header.centred:
            width = _right_width(sheet)
            right = right._replace(x=LEFT + sheet.text_width - width, width=width)
        self._right = right._replace(size=NUMBER_SIZE, leading=NUMBER_LEADING)
        _, below = _parted(header.left)
        self._numbers = [Phrase(spans, _size(spans), facts) for spans in below]
        self._dates = [Phrase(_slanted(spans), NUMBER_SIZE, facts) for spans in header.right]
        self.fixed = all(phrase.fixed for phrase in (*self._numbers, *self._dates))
        self._set = Kept(self._line, MOST_SET)

    def strips(self, source: Source) -> list[Strip]:
        """Return the line in one strip; nothing when the form has neither."""
        phrases = (*self._numbers, *self._dates)
        return self._set[tuple([phrase.values(source) for phrase in phrases])]

    def _line(self, values: tuple[Values, ...]) -> list[Strip]:
        count = len(self._numbers)
        left, left_end = _below(self._numbers, values[:count], self._left)
        right, right_end = _below(self._dates, values[count:], self._right)
        if not left and not right:
            return []
        return [Strip(max(left_end, right_end), NUMBER_GAP, (*left, *right), keep=True)]


def _below(
    phrases: Sequence[Phrase], values: Sequence[Values], measure: Measure
) -> tuple[list[Placed], float]:
    """Set lines whose first stand on one baseline; return the depth of the end."""
    line = baseline(NUMBER_LEADING, NUMBER_SIZE)
    type_: list[Placed] = []
    depth = 0.0
    for place, (phrase, told) in enumerate(zip(phrases, values, strict=True)):
        items = phrase.words(told)
        gap = SUBJECT_GAP if place else 0.0
        shift = line - baseline(NUMBER_LEADING, phrase.size) + gap
        broken = balanced(items, measure.width, phrase.size)
        type_ += set_lines(broken, measure._replace(size=phrase.size), depth + shift)
        depth += len(broken) * NUMBER_LEADING + gap
    return type_, depth


def _parted(lines: Sequence[Spans]) -> tuple[list[Spans], list[Spans]]:
    """Part the names of the units from the number and the subject below them."""
    for place, spans in enumerate(lines):
        if _starts(spans, ("Số", "V/v")):
            return list(lines[:place]), list(lines[place:])
    return list(lines), []


def _starts(spans: Spans, starts: tuple[str, ...]) -> bool:
    return bool(spans) and isinstance(spans[0], Text) and spans[0].text.startswith(starts)


def _size(spans: Spans) -> float:
    return SUBJECT_SIZE if _starts(spans, ("V/v",)) else NUMBER_SIZE


def _slanted(spans: Spans) -> Spans:
    slant = {REGULAR: ITALIC, BOLD: BOLD_ITALIC}
    return tuple(replace(span, face=slant.get(span.face, span.face)) for span in spans)
