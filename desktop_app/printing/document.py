"""The file a form is printed to: pages are packed one by one, as they are drawn.

reportlab embeds the faces and writes the frame of the file. Pages and what they share are handed
to it as finished bytes: its own would be kept unpacked until the end, and each be put together
from a dozen small parts.
"""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDocument, PDFObject

from desktop_app.printing import fonts
from desktop_app.printing.fonts import Encoder
from desktop_app.printing.sheet import Sheet

LANGUAGE = "vi"


class _Finished(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object of the file whose bytes are ready."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = content

    def format(self, document: object) -> bytes:
        return self.content


class Document:
    """A PDF whose pages are of one size."""

    def __init__(self, sheet: Sheet, title: str) -> None:
        fonts.load()
        self._sheet = sheet
        self._pdf: Any = PDFDocument(compression=1, invariant=1, lang=LANGUAGE)
        self._pdf.setTitle(title)
        self._pdf.setAuthor("")
        self._tree = _Finished()
        self._tree_number = self._add(self._tree)
        self._pdf.Catalog.Pages = self._tree
        font_number, _ = self._pdf.idToObjectNumberAndVersion[BasicFonts]
        self._fonts = b"/Font %d 0 R" % font_number
        self._stamps: dict[str, bytes] = {}
        self._pages: list[int] = []
        self.encoder = Encoder(self._pdf)

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    def has_stamp(self, name: str) -> bool:
        """Whether the stamp *name* is kept."""
        return name in self._stamps

    def keep_stamp(self, name: str, drawn: str) -> None:
        """Keep operators that many pages share as one object."""
        head = b"/Type /XObject /Subtype /Form %b /Resources << %b >>" % (
            self._box(b"BBox"),
            self._fonts,
        )
        number = self._add(_Finished(_stream(drawn, head)))
        resources = b"%b /XObject << /Stamp %d 0 R >>" % (self._fonts, number)
        self._stamps[name] = b"<< /Type /Page /Parent %d 0 R /Resources << %b >> /Contents " % (
            self._tree_number,
            resources,
        )

    def add_page(self, stamp: str, drawn: str) -> None:
        """Add a page: a stamp and what is drawn over it."""
        content = self._add(_Finished(_stream(f"/Stamp Do\n{drawn}")))
        page = b"%b%d 0 R >>\n" % (self._stamps[stamp], content)
        self._pages.append(self._add(_Finished(page)))

    def finish(self) -> bytes:
        """Return the whole file."""
        kids = b" ".join([b"%d 0 R" % number for number in self._pages])
        self._tree.content = b"<< /Type /Pages %b /Count %d /Kids [ %b ] >>\n" % (
            self._box(b"MediaBox"),
            len(self._pages),
            kids,
        )
        data: bytes = self._pdf.GetPDFData(None)
        return data

    def close(self) -> None:
        """Let the faces forget the document, finished or not."""
        for font in fonts.load().values():
            font.state.pop(self._pdf, None)

    def _box(self, name: bytes) -> bytes:
        return b"/%b [ 0 0 %.4f %.4f ]" % (name, self._sheet.width, self._sheet.height)

    def _add(self, item: _Finished) -> int:
        name = self._pdf.Reference(item).name
        number: int
        number, _ = self._pdf.idToObjectNumberAndVersion[name]
        return number


def _stream(drawn: str, head: bytes = b"") -> bytes:
    packed = zlib.compress(drawn.encode("latin-1"))
    return b"<< %b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\n" % (
        head,
        len(packed),
        packed,
    )
