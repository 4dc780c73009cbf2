"""Pages of a PDF as pictures, for the screen and for printers, without any PDF reader."""

from collections.abc import Iterable
from threading import Lock

import pypdfium2

POINTS_PER_INCH = 72
# PDFium must not be entered twice, and preview and printer draw on different threads.
_ALONE = Lock()


def page_images(
    pdf: bytes, dpi: float, pages: Iterable[int] | None = None, *, grey: bool = False
) -> list[tuple[int, int, bytes]]:
    """Return pages (from 0; all when none are named) as width, height and RGB or grey bytes.

    Three bytes a pixel, or one if *grey*; rows without padding.
    """
    with _ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            wanted = range(len(document)) if pages is None else pages
            return [_picture(document, number, dpi, grey=grey) for number in wanted]
        finally:
            document.close()


def _picture(
    document: pypdfium2.PdfDocument, number: int, dpi: float, *, grey: bool
) -> tuple[int, int, bytes]:
    page = document[number]
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, grayscale=grey)
    try:
        picture = bitmap.to_pil().convert("L" if grey else "RGB")
        return picture.width, picture.height, picture.tobytes()
    finally:
        bitmap.close()
        page.close()
