"""Paragraphs and titles as strips.

Sizes and gaps: NĐ 30/2020 Phụ lục I mục II.5.b (tên loại, trích yếu 13-14, a rule of a third to a
half of the line below), II.6.e (text 13-14, first line indented 10 mm, at least 6 pt between
paragraphs, single to one and a half spacing).
"""

from collections.abc import Sequence

from desktop_app.model.entry import Entry
from desktop_app.printing.breaking import balanced, lines
from desktop_app.printing.fonts import BOLD, BOLD_ITALIC
from desktop_app.printing.form import Heading, Pen, Prose, Repeated, Text
from desktop_app.printing.kept import MOST_SET, Kept
from desktop_app.printing.phrase import Facts, Phrase, Source, Values
from desktop_app.printing.setting import placed
from desktop_app.printing.sheet import (
    BODY,
    INDENT,
    LEADING,
    LEFT,
    PARAGRAPH_GAP,
    Sheet,
)
from desktop_app.printing.strips import Measure, Rule, Strip, baseline, set_lines
from desktop_app.printing.words import Word

TITLE, TITLE_LEADING = 14.0, 17.0
GAP_ABOVE_TITLE = 14.0
RULE_SHARE = 0.4
LINES_KEPT = 2
EMPTY = Entry({})


def paragraph(items: Sequence[Word], measure: Measure, gap: float) -> list[Strip]:
    """Return the strips of a paragraph; its first and its last two lines stay together."""
    indent, wide = measure.indent, measure.width
    broken = lines(items, wide - indent, wide, measure.size)
    depth = baseline(measure.leading, measure.size)
    count = len(broken)
    return [
        Strip(
            measure.leading,
            0.0 if place else gap,
            (
                placed(
                    line,
                    measure.x + (0.0 if place else indent),
                    depth,
                    measure.size,
                    measure.manner,
                ),
            ),
            keep=count > 1 and place in (0, count - LINES_KEPT),
        )
        for place, line in enumerate(broken)
    ]


class ProseBlock:
    """One paragraph of the body."""

    clings = False

    def __init__(self, prose: Prose, sheet: Sheet, facts: Facts) -> None:
        self._phrase = Phrase(prose.spans, BODY, facts)
        first = next((span for span in prose.spans if not _is_space(span)), None)
        goes_on = isinstance(first, Pen)  # dots for the pen continue the line above
        indent, self._gap = (0.0, 0.0) if goes_on else (INDENT, PARAGRAPH_GAP)
        self._measure = Measure(LEFT, sheet.text_width, BODY, LEADING, "justify", indent)
        self.fixed = self._phrase.fixed
        faces = {span.face for span in prose.spans if not _is_space(span)}
        self._keeps = bool(faces) and faces <= {BOLD, BOLD_ITALIC}
        self._set = Kept(self._lines, MOST_SET)

    def strips(self, source: Source) -> list[Strip]:
        """Return the lines of the paragraph, or of several when a value has several lines."""
        return self._set[self._phrase.values(source)]

    def _lines(self, values: Values) -> list[Strip]:
        strips = [
            strip
            for items in self._phrase.paragraphs(values)
            for strip in paragraph(items, self._measure, self._gap)
        ]
        if self._keeps:
            strips[-1] = strips[-1]._replace(keep=True)
        return strips


class RepeatedBlock:
    """Paragraphs for each entry of a list, or once with dots when the list is empty."""

    clings = False
    fixed = False

    def __init__(self, repeated: Repeated, sheet: Sheet, facts: Facts) -> None:
        self._path, self._only = repeated.path, repeated.only
        self._blocks = [ProseBlock(Prose(line), sheet, facts) for line in repeated.lines]

    def strips(self, source: Source) -> list[Strip]:
        """Return the paragraphs of all entries."""
        entries = source.reached(self._path, self._only) or [EMPTY]
        return [
            strip
            for number, entry in enumerate(entries, start=1)
            for block in self._blocks
            for strip in block.strips(source.of(entry, number))
        ]


class HeadingBlock:
    """A centred line: kind of document, subject, or a plain one such as the addressee."""

    clings = False

    def __init__(self, heading: Heading, sheet: Sheet, facts: Facts, *, first: bool) -> None:
        size = TITLE if heading.level <= LINES_KEPT else BODY
        leading = TITLE_LEADING if heading.level <= LINES_KEPT else LEADING
        self._phrase = Phrase(heading.spans, size, facts)
        self._measure = Measure(LEFT, sheet.text_width, size, leading, "centre")
        self._underlined = heading.underlined
        self._gap = GAP_ABOVE_TITLE if first else (PARAGRAPH_GAP if heading.level > 1 else 6.0)
        if heading.level == LINES_KEPT:
            self._gap = 2.0
        self.fixed = self._phrase.fixed

    def strips(self, source: Source) -> list[Strip]:
        """Return the lines in one strip, kept with what follows."""
        items = self._phrase.words(self._phrase.values(source))
        measure = self._measure
        broken = balanced(items, measure.width, measure.size)
        height = len(broken) * measure.leading
        rules: tuple[Rule, ...] = ()
        if self._underlined:
            used = (measure.width - broken[-1].free) * RULE_SHARE
            middle = LEFT + measure.width / 2
            rules = (Rule(middle - used / 2, height + 2, middle + used / 2, height + 2),)
            height += 8
        return [Strip(height, self._gap, tuple(set_lines(broken, measure)), rules, keep=True)]


def _is_space(span: object) -> bool:
    return isinstance(span, Text) and not span.text.strip()
