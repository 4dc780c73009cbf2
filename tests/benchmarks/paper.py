"""A thousand pledges as one PDF, beside the same pages as hand-written bytes, and beside fpdf2."""

import re
import zlib
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2
from fpdf import FPDF

from desktop_app.model.resources import resource
from desktop_app.printing import qr
from tests.benchmarks.filling import Ground
from tests.benchmarks.measure import Figure, Watch, rate

FORM = "cam_ket_ho_gia_dinh"
HOUSEHOLD = "Hộ gia đình"
COPIES, TIMES, MOST = 1_000, 5, 2
PEER_PAGES = 50
CODE = "A1|08707|05|0123456789|1|1/1|"
OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"/Length \d+(.*?)>>\nstream\n(.*)endstream", re.DOTALL)
SHOWN = re.compile(
    rb"BT ([\d.]+) Tw 1 0 0 1 ([\d.]+) ([\d.]+) Tm (/F\S+) (\d+) Tf \((.*?)\) Tj ET\n", re.DOTALL
)
ESCAPED = {"(": "\\(", ")": "\\)", "\\": "\\\\"}


@dataclass(frozen=True)
class Page:
    """A page as a hand would write it: literal pieces, and lines with place, face and text."""

    pieces: list[str | tuple[float, float, float, str, int, str]]


@dataclass(frozen=True)
class Taken:
    """What a PDF consists of: the streams of pages, other streams, plain objects, trailer."""

    pages: dict[int, Page]
    streams: dict[int, tuple[bytes, bytes]]
    plain: dict[int, bytes]
    trailer: bytes


def paper(on: Ground) -> list[Figure]:
    """Print, write by hand, and let fpdf2 write, in turns."""
    lines = on.desk.find("pledge", where={"subject_type": HOUSEHOLD}, limit=COPIES).rows
    ids = [line.id for line in lines]
    printed = on.desk.print(FORM, ids=ids)
    taken = taken_apart(printed.pdf)
    texts = _texts(printed.pdf)
    ours, floor, codes, peer = Watch(), Watch(), Watch(), Watch()
    for _ in range(TIMES):
        with ours.running():
            on.desk.print(FORM, ids=ids)
        with floor.running():
            written = by_hand(taken)
        with codes.running():
            for number in range(printed.pages):
                qr.write(f"{CODE}{number:06d}")
        with peer.running():
            _by_fpdf(texts)
    if len(pypdfium2.PdfDocument(written)) != printed.pages:
        raise ValueError("the hand-written file has other pages")
    each, hand = median(ours.laps) / printed.pages, median(floor.laps) / printed.pages
    fpdf = median(peer.laps) / PEER_PAGES
    drawn = hand + median(codes.laps) / printed.pages
    work = f"{len(ids):,} pledges, {printed.pages:,} pages -> one PDF of {len(printed.pdf):,} bytes"
    return [
        Figure(work, rate(1, each), rate(1, hand), each / hand, f"<= {MOST}", each / hand <= MOST),
        Figure("the same, the hand making its QR codes too", rate(1, each), rate(1, drawn),
               each / drawn, f"<= {MOST}", each / drawn <= MOST),
        Figure("the same beside fpdf2, which wraps the words and draws no code", rate(1, each),
               rate(1, fpdf), each / fpdf),
    ]  # fmt: skip


def taken_apart(pdf: bytes) -> Taken:
    """Return the parts of a PDF, streams unpacked and lines of type apart."""
    pages: dict[int, Page] = {}
    streams: dict[int, tuple[bytes, bytes]] = {}
    plain: dict[int, bytes] = {}
    for number, content in OBJECT.findall(pdf):
        found = STREAM.search(content)
        if found is None:
            plain[int(number)] = content
            continue
        unpacked = zlib.decompress(found[2])
        if SHOWN.search(unpacked) and b"/XObject" not in content:
            pages[int(number)] = _page(unpacked)
        else:
            streams[int(number)] = content[: found.start()] + found[1], unpacked
    return Taken(pages, streams, plain, pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")])


def _page(content: bytes) -> Page:
    pieces: list[Any] = []
    end = 0
    for found in SHOWN.finditer(content):
        pieces.append(content[end : found.start()].decode("latin-1"))
        stretch, x, y, face, size, text = found.groups()
        plain = re.sub(rb"\\([0-7]{3}|.)", _unescaped, text).decode("latin-1")
        pieces.append((float(stretch), float(x), float(y), face.decode(), int(size), plain))
        end = found.end()
    return Page([*pieces, content[end:].decode("latin-1")])


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if len(code) == 3 else code


def by_hand(taken: Taken) -> bytes:
    """Return the file written anew: numbers and text formatted, streams packed, places noted."""
    escapes = str.maketrans(ESCAPED)
    parts: list[bytes] = [b"%PDF-1.4\n"]
    places: dict[int, int] = {}
    at = len(parts[0])

    def put(number: int, content: bytes) -> None:
        nonlocal at
        places[number] = at
        part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        parts.append(part)
        at += len(part)

    for number, page in taken.pages.items():
        written = "".join(
            [
                piece
                if isinstance(piece, str)
                else f"BT {piece[0]:.3f} Tw 1 0 0 1 {piece[1]:.2f} {piece[2]:.2f} Tm "
                f"{piece[3]} {piece[4]} Tf ({piece[5].translate(escapes)}) Tj ET\n"
                for piece in page.pieces
            ]
        ).encode("latin-1")
        put(number, _packed(b"<< /Filter [ /FlateDecode ]", written))
    for number, (head, content) in taken.streams.items():
        put(number, _packed(head, content))
    for number, content in taken.plain.items():
        put(number, content)
    lines = [b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)]
    lines += [b"%010d 00000 n \n" % places[number] for number in sorted(places)]
    return b"".join([*parts, *lines, taken.trailer, b"startxref\n%d\n%%%%EOF\n" % at])


def _packed(head: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"%b /Length %d >>\nstream\n%b\nendstream" % (head, len(packed), packed)


def _texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [document[place].get_textpage().get_text_bounded() for place in range(PEER_PAGES)]


def _by_fpdf(texts: list[str]) -> bytes:
    """Let fpdf2 wrap the same words in the same face; it draws no code and aligns less."""
    document = FPDF(unit="pt", format="A4")
    document.add_font("face", "", str(resource("fonts", "LiberationSerif-Regular.ttf")))
    document.set_font("face", size=13)
    for text in texts:
        document.add_page()
        document.multi_cell(0, 15, text)
    return bytes(document.output())
