"""The head of a document: national name and motto, unit, number, place and date.

NĐ 30/2020 Phụ lục I mục II.1-II.4: Quốc hiệu 12-13 bold capitals; Tiêu ngữ 13-14 bold with a rule
as long as itself; the superior unit 12-13 capitals; the issuing unit bold with a rule of a third
to a half; number 13; place and date 13-14 italic on the number's line.
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.model.text import upper_vi
from desktop_app.printing import words
from desktop_app.printing.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, Style
from desktop_app.printing.form import Header, Span, Spans, Text
from desktop_app.printing.phrase import Facts, Phrase, Source
from desktop_app.printing.sheet import LEFT, MM, Sheet
from desktop_app.printing.strips import Measure, Rule, Strip, baseline, set_lines
from desktop_app.printing.words import Line, Placed

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATION_SIZE, MOTTO_SIZE, UNIT_SIZE, NUMBER_SIZE, SUBJECT_SIZE = 12.0, 13.0, 12.0, 13.0, 12.0
NATION_LEADING, MOTTO_LEADING, UNIT_LEADING = 14.0, 15.5, 14.0
RIGHT_SHARE = 0.55
RULE_SHARE = 0.4
RULE_ROOM = 5.0
NUMBER_GAP = 8.0
SUBJECT_GAP = 6.0


class HeaderBlock:
    """The head as one strip that is never parted."""

    def __init__(self, header: Header, sheet: Sheet, facts: Facts) -> None:
        wide = sheet.text_width
        right = wide if header.centred else max(wide * RIGHT_SHARE, 89 * MM)
        if sheet.lying and not header.centred:
            right = wide / 2
        self._right = Measure(LEFT + wide - right, right, NATION_SIZE, NATION_LEADING, "centre")
        self._left = Measure(LEFT, wide - right - 1 * MM, UNIT_SIZE, UNIT_LEADING, "centre")
        self._dated = Measure(
            LEFT + wide - max(wide * RIGHT_SHARE, 89 * MM) if header.centred else self._right.x,
            max(wide * RIGHT_SHARE, 89 * MM) if header.centred else right,
            NUMBER_SIZE,
            15.0,
            "centre",
        )
        above, below = _parted(header.left)
        self._units = [Phrase(_capitals(spans), UNIT_SIZE, facts) for spans in above]
        self._bold = [_is_bold(spans) for spans in above]
        self._below = [Phrase(spans, _size(spans), facts) for spans in below]
        self._dates = [Phrase(_slanted(spans), NUMBER_SIZE, facts) for spans in header.right]
        everything = [*self._units, *self._below, *self._dates]
        self.fixed = all(phrase.fixed for phrase in everything)

    def strips(self, source: Source) -> list[Strip]:
        """Return the whole head."""
        type_, rules, right = self._national()
        units, unit_rules, left = self._unit(source)
        row = max(left, right) + NUMBER_GAP
        left_end = self._lines_below(self._below, self._left, row, type_, source)
        right_end = self._lines_below(self._dates, self._dated, row, type_, source)
        height = max(left_end, right_end) if self._below or self._dates else row - NUMBER_GAP
        return [
            Strip(height, 0.0, (*type_, *units), (*rules, *unit_rules), keep=True),
        ]

    def _national(self) -> tuple[list[Placed], list[Rule], float]:
        measure = self._right
        type_: list[Placed] = []
        depth = 0.0
        for text, size, leading in (
            (NATION, NATION_SIZE, NATION_LEADING),
            (MOTTO, MOTTO_SIZE, MOTTO_LEADING),
        ):
            items = words.words(text, Style(BOLD, size))
            used = sum(item.width for item in items) + (len(items) - 1) * size / 4
            at = measure._replace(size=size, leading=leading)
            type_ += set_lines([Line(items, measure.width - used, last=True)], at, depth)
            depth += leading
        middle = measure.x + measure.width / 2
        return type_, [Rule(middle - used / 2, depth + 1.5, middle + used / 2, depth + 1.5)], (
            depth + RULE_ROOM
        )

    def _unit(self, source: Source) -> tuple[list[Placed], list[Rule], float]:
        type_: list[Placed] = []
        depth, free = 0.0, self._left.width
        for phrase in self._units:
            for items in phrase.paragraphs(source):
                broken = words.lines(items, self._left.width, self._left.width, UNIT_SIZE)
                type_ += set_lines(broken, self._left, depth)
                depth += len(broken) * UNIT_LEADING
                free = broken[-1].free
        if not type_:
            return [], [], 0.0
        half = (self._left.width - free) * RULE_SHARE / 2
        middle = self._left.x + self._left.width / 2
        return type_, [Rule(middle - half, depth + 2, middle + half, depth + 2)], depth + RULE_ROOM

    def _lines_below(
        self,
        phrases: Sequence[Phrase],
        measure: Measure,
        depth: float,
        into: list[Placed],
        source: Source,
    ) -> float:
        """Set the number and the subject of a letter, or the place and date; return the end."""
        line = baseline(15.0, NUMBER_SIZE)
        for place, phrase in enumerate(phrases):
            [items] = phrase.paragraphs(source)[:1]
            at = measure._replace(size=phrase.size, leading=15.0)
            broken = words.lines(items, measure.width, measure.width, phrase.size)
            shift = line - baseline(15.0, phrase.size) + (SUBJECT_GAP if place else 0.0)
            into += set_lines(broken, at, depth + shift)
            depth += len(broken) * 15.0 + (SUBJECT_GAP if place else 0.0)
        return depth


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


def _is_bold(spans: Spans) -> bool:
    return any(span.face in (BOLD, BOLD_ITALIC) for span in spans)


def _capitals(spans: Spans) -> Spans:
    return tuple(
        Text(upper_vi(span.text), span.face) if isinstance(span, Text) else span for span in spans
    )


def _slanted(spans: Spans) -> Spans:
    slant = {REGULAR: ITALIC, BOLD: BOLD_ITALIC}
    return tuple(_with_face(span, slant.get(span.face, span.face)) for span in spans)


def _with_face(span: Span, face: str) -> Span:
    return replace(span, face=face)
