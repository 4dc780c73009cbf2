"""The sheet: its size, its margins, and what stands on every page at the same place.

Lengths are points (1/72 inch) measured from the top left corner of the page downwards, the way
a form is read; the press turns them over. Margins: NĐ 30/2020 Phụ lục I mục I.3.
"""

from dataclasses import dataclass

MM = 72 / 25.4
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30.2 * MM, 15.3 * MM
CODE_SIDE = 18 * MM
BAND = CODE_SIDE + 3 * MM
"""Height kept free at the foot of the text area for the code of the page."""

PAGE_NUMBER_SIZE = 13.0
PAGE_NUMBER_BASELINE = 14 * MM
BODY = 13.0
LEADING = 15.0
PARAGRAPH_GAP = 6.0
INDENT = 10 * MM


@dataclass(frozen=True)
class Sheet:
    """A4, upright or lying."""

    width: float
    height: float

    @property
    def text_width(self) -> float:
        """Width of the text area."""
        return self.width - LEFT - RIGHT

    @property
    def text_height(self) -> float:
        """Height of the text area above the band of the code."""
        return self.height - TOP - BOTTOM - BAND

    @property
    def lying(self) -> bool:
        """Whether the long side is at the top."""
        return self.width > self.height


PORTRAIT = Sheet(210 * MM, 297 * MM)
LANDSCAPE = Sheet(297 * MM, 210 * MM)


def sheet_of(page: str) -> Sheet:
    """Return the sheet a form names: ``portrait`` or ``landscape``."""
    return LANDSCAPE if page == "landscape" else PORTRAIT
