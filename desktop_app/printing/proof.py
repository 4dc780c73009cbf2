"""Draws composed documents onto the pages of one PDF."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop_app.printing import fonts, qr
from desktop_app.printing.fonts import BOLD, REGULAR, Encoder, Style
from desktop_app.printing.layout import Composed, Layout
from desktop_app.printing.paging import Page
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

rl_config.useA85 = 0

PRACTICE = "BẢN TẬP"
PRACTICE_SIZE, PRACTICE_GREY = 110.0, 0.88
NOTE_SIZE, NOTE_LEADING = 9.0, 11.0
NOTE_GAP = 3 * MM


class Proof:
    """One PDF being drawn page by page."""

    def __init__(self, layout: Layout, unit: str, *, practice: bool) -> None:
        fonts.load()
        self._layout = layout
        self._sheet = layout.sheet
        self._unit = unit
        self._practice = practice
        self._file = BytesIO()
        size = (self._sheet.width, self._sheet.height)
        self._canvas: Any = Canvas(
            self._file, pagesize=size, pageCompression=1, invariant=1, lang="vi",
            initialFontName=REGULAR,
        )  # fmt: skip
        self._canvas.setTitle(layout.form.title)
        self._canvas.setAuthor("")
        self._encoder = Encoder(self._canvas._doc)
        self._stamped: set[str] = set()
        self.pages = 0

    def draw(self, composed: Composed, record: str, version: int, mark: str = "") -> None:
        """Add the pages of one document."""
        plan = composed.plan
        for number, page in enumerate(plan.pages, start=1):
            stamp = f"{plan.name}p{number}"
            if stamp not in self._stamped:
                self._stamp(stamp, composed, page, number)
            code = self._code(record, version, number, len(plan.pages))
            canvas = self._canvas
            canvas.doForm(stamp)
            canvas.addLiteral("\n".join([*self._values(composed, page, code), *self._mark(mark)]))
            canvas.showPage()
            self.pages += 1

    def finish(self) -> bytes:
        """Return the PDF."""
        self._canvas.save()
        return self._file.getvalue()

    def close(self) -> None:
        """Let the fonts forget the document, finished or not."""
        for font in fonts.load().values():
            font.state.pop(self._canvas._doc, None)

    def _code(self, record: str, version: int, number: int, count: int) -> qr.PageCode:
        form = self._layout.form
        return qr.PageCode(self._unit, form.number, form.version, record, version, number, count)

    def _stamp(self, name: str, composed: Composed, page: Page, number: int) -> None:
        """Keep what does not depend on the record as one object of the PDF."""
        self._stamped.add(name)
        drawn = list(self._strips(composed, page, fixed=True))
        if number > 1:
            drawn.append(self._centred(str(number), PAGE_NUMBER_SIZE, PAGE_NUMBER_BASELINE))
        if self._practice:
            drawn.insert(0, self._watermark())
        canvas = self._canvas
        canvas.beginForm(name, 0, 0, self._sheet.width, self._sheet.height)
        canvas.addLiteral("\n".join(drawn))
        canvas.endForm()

    def _strips(self, composed: Composed, page: Page, *, fixed: bool) -> Iterator[str]:
        for block, number, top in page.spots:
            if self._layout.is_fixed(block) == fixed:
                strip = composed.strips[block][number]
                yield from operators(strip, TOP + top, self._sheet, self._encoder)

    def _values(self, composed: Composed, page: Page, code: qr.PageCode) -> Iterator[str]:
        yield from self._strips(composed, page, fixed=False)
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
            yield f"BT 0 Tw 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET"

    def _mark(self, words: str) -> Iterator[str]:
        """Yield words at the lower right of the text area, in line with those beside the code."""
        if words:
            x = LEFT + self._sheet.text_width - fonts.width(words, Style(BOLD, NOTE_SIZE))
            shown = self._encoder.operators(BOLD, NOTE_SIZE, words)
            yield f"BT 0 Tw 1 0 0 1 {x:.2f} {BOTTOM + 2:.2f} Tm {shown} ET"

    def _centred(self, text: str, size: float, depth: float) -> str:
        middle = LEFT + self._sheet.text_width / 2
        x = middle - fonts.width(text, Style(REGULAR, size)) / 2
        shown = self._encoder.operators(REGULAR, size, text)
        return f"BT 0 Tw 1 0 0 1 {x:.2f} {self._sheet.height - depth:.2f} Tm {shown} ET"

    def _watermark(self) -> str:
        """Return large grey words across the page, under everything else."""
        half = fonts.width(PRACTICE, Style(BOLD, PRACTICE_SIZE)) / 2
        x, y = self._sheet.width / 2 - half * 0.707, self._sheet.height / 2 - half * 0.707
        shown = self._encoder.operators(BOLD, PRACTICE_SIZE, PRACTICE)
        turned = f"0.707 0.707 -0.707 0.707 {x:.2f} {y:.2f} Tm"
        return f"q {PRACTICE_GREY} g BT 0 Tw {turned} {shown} ET Q"
