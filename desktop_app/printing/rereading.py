"""A finished PDF read again by other eyes than those that made it: its words and its page codes."""

from collections.abc import Iterator

import pypdfium2
from PIL import Image

from desktop_app.printing import qr
from desktop_app.printing.preview import page_images
from desktop_app.printing.qr import PageCode, short_id

SCAN_DPI = 150


def words_of(pdf: bytes) -> str:
    """Return all words of a PDF, page after page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(_texts(document))
    finally:
        document.close()


def codes_of(pdf: bytes) -> list[PageCode]:
    """Return the codes found on the pages, drawn as an office scanner would see them."""
    scans = page_images(pdf, SCAN_DPI, grey=True)
    pictures = (Image.frombytes("L", (width, height), dots) for width, height, dots in scans)
    return [code for picture in pictures for code in qr.read(picture)]


def tells_of(code: PageCode, id: str) -> bool:
    """Tell whether a page's code names the record with this id."""
    return code.record == short_id(id)


def _texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for page in document:
        text = page.get_textpage()
        try:
            yield text.get_text_range()
        finally:
            text.close()
            page.close()
