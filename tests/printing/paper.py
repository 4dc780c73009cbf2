"""Reads printed pages back: the lines of type with their places, sizes and faces."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from desktop_app.printing.preview import page_images

MM = 72 / 25.4


@dataclass(frozen=True)
class Letter:
    """One letter: its text, left and right edge, baseline from the page's top, size and face."""

    text: str
    left: float
    right: float
    depth: float
    size: float
    face: str


@dataclass(frozen=True)
class Line:
    """Letters on one baseline with no wide gap between them; lengths in millimetres."""

    letters: Sequence[Letter]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters).strip()

    @property
    def left(self) -> float:
        return min(letter.left for letter in self._inked) / MM

    @property
    def right(self) -> float:
        return max(letter.right for letter in self._inked) / MM

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def depth(self) -> float:
        return self.letters[0].depth / MM

    @property
    def sizes(self) -> set[float]:
        return {letter.size for letter in self._inked}

    @property
    def faces(self) -> set[str]:
        return {letter.face for letter in self._inked}

    @property
    def _inked(self) -> list[Letter]:
        return [letter for letter in self.letters if letter.text.strip()]


@dataclass(frozen=True)
class PaperPage:
    """One page as it was printed."""

    width: float
    height: float
    lines: Sequence[Line]
    rules: Sequence[tuple[float, float, float, float]]

    def line(self, starts: str) -> Line:
        """Return the first line that starts with some words."""
        for line in self.lines:
            if line.text.startswith(starts):
                return line
        raise AssertionError(f"no line starts with {starts!r}: {[one.text for one in self.lines]}")

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def rule_below(self, line: Line) -> tuple[float, float]:
        """Return left and right edge of the rule just below a line, in millimetres."""
        below = [
            (y, x1, x2)
            for x1, y, x2, y2 in self.rules
            if abs(y - y2) < 0.5 and 0 < y - line.depth < 4 and x1 <= line.middle <= x2
        ]
        _, left, right = min(below)
        return left, right


def pages(pdf: bytes) -> list[PaperPage]:
    """Return all pages of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(document[number]) for number in range(len(document))]
    finally:
        document.close()


def picture(pdf: bytes, page: int, dpi: float) -> Image.Image:
    """Return a page as it looks."""
    [(width, height, pixels)] = page_images(pdf, dpi, [page])
    return Image.frombytes("RGB", (width, height), pixels)


def _page(page: pypdfium2.PdfPage) -> PaperPage:
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        letters = list(_letters(text, height))
    finally:
        text.close()
    return PaperPage(width / MM, height / MM, list(_lines(letters)), list(_rules(page, height)))


def _letters(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Letter]:
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        if raw.FPDFText_IsGenerated(text, place) or not code or chr(code) in "\r\n":
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text, place, box)
        size = round(raw.FPDFText_GetFontSize(text, place), 2)
        yield Letter(chr(code), x.value, box.right, height - y.value, size, _face(text, place))


def _face(text: pypdfium2.PdfTextPage, place: int) -> str:
    name = ctypes.create_string_buffer(100)
    raw.FPDFText_GetFontInfo(text, place, name, 100, ctypes.c_int())
    return name.value.decode().partition("+")[2] or name.value.decode()


def _lines(letters: Sequence[Letter]) -> Iterator[Line]:
    """Group by baseline, then part where there is more than 6 mm of nothing."""
    rows: dict[float, list[Letter]] = {}
    for letter in letters:
        depth = next((known for known in rows if abs(known - letter.depth) < 0.7), letter.depth)
        rows.setdefault(depth, []).append(letter)
    for depth in sorted(rows):
        row: list[Letter] = []
        for letter in sorted(rows[depth], key=lambda one: one.left):
            if row and letter.left - row[-1].right > 6 * MM:
                yield from _inked(row)
                row = []
            row.append(letter)
        yield from _inked(row)


def _inked(row: list[Letter]) -> Iterator[Line]:
    if any(letter.text.strip() for letter in row):
        yield Line(row)


def _rules(page: pypdfium2.PdfPage, height: float) -> Iterator[tuple[float, float, float, float]]:
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        yield left / MM, (height - top) / MM, right / MM, (height - bottom) / MM
