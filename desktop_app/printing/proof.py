"""Draws composed documents onto the pages of one PDF."""

from collections.abc import Iterator, Sequence

from desktop_app.printing import fonts, qr
from desktop_app.printing.document import Document
from desktop_app.printing.fonts import BOLD, REGULAR, Style
from desktop_app.printing.layout import Composed, Layout, PlannedPage
from desktop_app.printing.paging import Spot
from desktop_app.printing.sheet import (
    BOTTOM,
    CODE_SIDE,
    LEFT,
    MM,
    PAGE_NUMBER_BASELINE,
    PAGE_NUMBER_SIZE,
    TOP,
)
from desktop_app.printing.strips import operators

PRACTICE = "BẢN TẬP"
PRACTICE_SIZE, PRACTICE_GREY = 110.0, 0.88
NOTE_SIZE, NOTE_LEADING = 9.0, 11.0
NOTE_GAP = 3 * MM


class Proof:
    """One PDF being drawn page by page."""

    def __init__(self, layout: Layout, unit: str, *, practice: bool) -> None:
        self._layout = layout
        self._sheet = layout.sheet
        self._unit = unit
        self._practice = practice
        self._document = Document(layout.sheet, layout.form.title)
        self._encoder = self._document.encoder

    @property
    def pages(self) -> int:
        """Return how many pages were drawn."""
        return self._document.pages

    def draw(self, composed: Composed, record: str, version: int, mark: str = "") -> None:
        """Add the pages of one document."""
        pages = composed.plan.pages
        for number, page in enumerate(pages, start=1):
            if not self._document.has_stamp(page.name):
                self._document.keep_stamp(page.name, self._shared(composed, page, number))
            code = self._code(record, version, number, len(pages))
            drawn = [*self._values(composed, page, code), *self._mark(mark)]
            self._document.add_page(page.name, "\n".join(drawn))

    def finish(self) -> bytes:
        """Return the PDF."""
        return self._document.finish()

    def close(self) -> None:
        """Let go of the document, finished or not."""
        self._document.close()

    def _code(self, record: str, version: int, number: int, count: int) -> qr.PageCode:
        form = self._layout.form
        return qr.PageCode(self._unit, form.number, form.version, record, version, number, count)

    def _shared(self, composed: Composed, page: PlannedPage, number: int) -> str:
        """Return what does not depend on the record."""
        drawn = list(self._strips(composed, page.fixed))
        if number > 1:
            drawn.append(self._centred(str(number), PAGE_NUMBER_SIZE, PAGE_NUMBER_BASELINE))
        if self._practice:
            drawn.insert(0, self._watermark())
        return "\n".join(drawn)

    def _strips(self, composed: Composed, spots: Sequence[Spot]) -> Iterator[str]:
        for block, number, top in spots:
            strip = composed.strips[block][number]
            yield from operators(strip, TOP + top, self._sheet, self._encoder)

    def _values(self, composed: Composed, page: PlannedPage, code: qr.PageCode) -> Iterator[str]:
        yield from self._strips(composed, page.loose)
        for left, right, depth in page.closings:
            y = self._sheet.height - TOP - depth
            yield f"0.5 w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
        if self._layout.form.coded:
            yield from self._band(code)

    def _band(self, code: qr.PageCode) -> Iterator[str]:
        """Yield the code at the lower left of the text area and the words beside it."""
        side, bits = qr.write(code.payload())
        yield (
            f"q {CODE_SIDE:.2f} 0 0 {CODE_SIDE:.2f} {LEFT:.2f} {BOTTOM:.2f} cm "
            f"BI /W {side} /H {side} /IM true /D [0 1] /F /AHx ID {bits}> EI Q"
        )
        x = LEFT + CODE_SIDE + NOTE_GAP
        form = self._layout.form
        notes = (
            f"Mẫu {form.number}, bản {form.version}. Tờ {code.page}/{code.pages}",
            code.typed(),
        )
        for place, note in enumerate(reversed([note for note in notes if note])):
            y = BOTTOM + 2 + place * NOTE_LEADING
            shown = self._encoder.operators(REGULAR, NOTE_SIZE, note)
            yield f"BT 0.000 Tw 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET"

    def _mark(self, words: str) -> Iterator[str]:
        """Yield words at the lower right of the text area, in line with those beside the code."""
        if words:
            x = LEFT + self._sheet.text_width - fonts.width(words, Style(BOLD, NOTE_SIZE))
            shown = self._encoder.operators(BOLD, NOTE_SIZE, words)
            yield f"BT 0.000 Tw 1 0 0 1 {x:.2f} {BOTTOM + 2:.2f} Tm {shown} ET"

    def _centred(self, text: str, size: float, depth: float) -> str:
        middle = LEFT + self._sheet.text_width / 2
        x = middle - fonts.width(text, Style(REGULAR, size)) / 2
        shown = self._encoder.operators(REGULAR, size, text)
        return f"BT 0.000 Tw 1 0 0 1 {x:.2f} {self._sheet.height - depth:.2f} Tm {shown} ET"

    def _watermark(self) -> str:
        """Return large grey words across the page, under everything else."""
        half = fonts.width(PRACTICE, Style(BOLD, PRACTICE_SIZE)) / 2
        x, y = self._sheet.width / 2 - half * 0.707, self._sheet.height / 2 - half * 0.707
        shown = self._encoder.operators(BOLD, PRACTICE_SIZE, PRACTICE)
        turned = f"0.707 0.707 -0.707 0.707 {x:.2f} {y:.2f} Tm"
        return f"q {PRACTICE_GREY} g BT 0 Tw {turned} {shown} ET Q"
