"""A thousand pledges as one PDF, beside the same pages as hand-written bytes, and beside fpdf2.

The hand is given what stands on each page, laid out: every line as Unicode text with its place,
stretch, face and size, the text of the page's code, and fonts and shared parts ready for use. From
that it writes the file anew: encodes the text for the subset fonts, writes out the numbers, makes
the code, packs each page, notes the places of all objects. It looks nothing up in a book, breaks
no lines and subsets no font. Its pages are compared with ours byte for byte. A second floor
writes the same pages from codes made before.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2
from fpdf import FPDF
from PIL import Image, ImageOps

from desktop_app.model.resources import resource
from desktop_app.printing import qr
from tests.benchmarks.filling import Ground
from tests.benchmarks.measure import Figure, Watch, rate

FORM = "cam_ket_ho_gia_dinh"
HOUSEHOLD = "Hộ gia đình"
COPIES, TIMES, MOST = 1_000, 5, 2
PEER_PAGES = 50
OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"/Length \d+(.*?)>>\nstream\n(.*?)\n?endstream", re.DOTALL)
SHOWN = re.compile(
    rb"BT ([\d.]+) Tw 1 0 0 1 ([\d.]+) ([\d.]+) Tm /(\S+) (\d+) Tf "
    rb"\(((?:[^\\()]|\\.)*)\) Tj ET",
    re.DOTALL,
)
CODE = re.compile(rb"BI /W (\d+) .*? ID ([0-9A-F]+)> EI")
FACE = re.compile(rb"/Name /(\S+).*?/ToUnicode (\d+) 0 R", re.DOTALL)
LETTER = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>")
ESCAPED = {"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"}
Type = tuple[float, float, float, str, int, str]
"""Stretch, place, face, size and text of a line."""


@dataclass(frozen=True)
class Code:
    """The text of a page's code, and what stands around its bits."""

    payload: str
    before: str
    after: str


Piece = Type | Code | str


@dataclass(frozen=True)
class Taken:
    """What a PDF consists of: pages, other streams, plain objects, trailer; letters by face."""

    pages: dict[int, list[Piece]]
    letters: dict[str, dict[int, str]]
    streams: dict[int, tuple[bytes, bytes]]
    plain: dict[int, bytes]
    trailer: bytes


def paper(on: Ground) -> list[Figure]:
    """Print, write by hand, and let fpdf2 write, in turns."""
    lines = on.desk.find("pledge", where={"subject_type": HOUSEHOLD}, limit=COPIES).rows
    ids = [line.id for line in lines]
    printed = on.desk.print(FORM, ids=ids)
    taken = taken_apart(printed.pdf)
    replayed = _with_ready_codes(taken)
    texts = _texts(printed.pdf)
    ours, floor, ready, peer = Watch(), Watch(), Watch(), Watch()
    for _ in range(TIMES):
        with ours.running():
            on.desk.print(FORM, ids=ids)
        with floor.running():
            written = by_hand(taken)
        with ready.running():
            by_hand(replayed)
        with peer.running():
            _by_fpdf(texts)
    if _contents(written) != _contents(printed.pdf):
        raise ValueError("the hand-written pages are other pages")
    each, hand = median(ours.laps) / printed.pages, median(floor.laps) / printed.pages
    fpdf, replay = median(peer.laps) / PEER_PAGES, median(ready.laps) / printed.pages
    work = f"{len(ids):,} pledges, {printed.pages:,} pages -> one PDF of {len(printed.pdf):,} bytes"
    return [
        Figure(work, rate(1, each), rate(1, hand), each / hand, f"<= {MOST}", each / hand <= MOST),
        Figure("the same by processor time, which neighbours disturb less",
               rate(TIMES * printed.pages, ours.busy), rate(TIMES * printed.pages, floor.busy),
               ours.busy / floor.busy),
        Figure("the same, the hand given its codes ready-made", rate(1, each), rate(1, replay),
               each / replay),
        Figure("the same beside fpdf2, which wraps the words and draws no code", rate(1, each),
               rate(1, fpdf), each / fpdf),
    ]  # fmt: skip


def taken_apart(pdf: bytes) -> Taken:
    """Return the parts of a PDF, streams unpacked, lines of type apart and in Unicode."""
    plain: dict[int, bytes] = {}
    streams: dict[int, tuple[bytes, bytes]] = {}
    for number, content in OBJECT.findall(pdf):
        found = STREAM.search(content)
        if found is None:
            plain[int(number)] = content
        else:
            head = content[: found.start()] + found[1]
            streams[int(number)] = head, zlib.decompress(found[2])
    letters = {
        found[1].decode(): _letters(streams[int(found[2])][1])
        for content in plain.values()
        if (found := FACE.search(content))
    }
    pages = {
        number: list(_pieces(content, letters))
        for number, (_, content) in streams.items()
        if content.startswith(b"/Stamp Do")
    }
    others = {number: parts for number, parts in streams.items() if number not in pages}
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
    return Taken(pages, letters, others, plain, trailer)


def _letters(cmap: bytes) -> dict[int, str]:
    return {int(code, 16): chr(int(letter, 16)) for code, letter in LETTER.findall(cmap)}


def _pieces(content: bytes, letters: dict[str, dict[int, str]]) -> Iterator[Piece]:
    """Yield a page's lines of type, its code, and what stands between them."""
    end = 0
    for found in sorted([*SHOWN.finditer(content), *CODE.finditer(content)], key=re.Match.start):
        yield content[end : found.start()].decode("latin-1")
        yield _code(found) if found.re is CODE else _type(found, letters)
        end = found.end()
    yield content[end:].decode("latin-1")


def _type(found: re.Match[bytes], letters: dict[str, dict[int, str]]) -> Type:
    stretch, x, y, face, size, coded = found.groups()
    plain = re.sub(rb"\\(.)", lambda one: one[1].replace(b"r", b"\r"), coded, flags=re.DOTALL)
    known = letters[face.decode()]
    text = "".join(known[code] for code in plain)
    return float(stretch), float(x), float(y), face.decode(), int(size), text


def _code(found: re.Match[bytes]) -> Code:
    """Read a code back from its bits."""
    side = int(found[1])
    bits = bytes.fromhex(found[2].decode())
    drawn = Image.frombytes("1", (side, side), bits).resize((side * 4, side * 4))
    [read] = qr.read(ImageOps.expand(drawn.convert("L"), 16, 255))
    whole = found[0].decode()
    before, _, after = whole.partition(found[2].decode())
    return Code(read.payload(), before, after)


def _with_ready_codes(taken: Taken) -> Taken:
    return replace(
        taken,
        pages={
            number: [_coded(piece) if isinstance(piece, Code) else piece for piece in pieces]
            for number, pieces in taken.pages.items()
        },
    )


def _coded(code: Code) -> str:
    _, bits = qr.write(code.payload)
    return f"{code.before}{bits}{code.after}"


def _contents(pdf: bytes) -> list[bytes]:
    return sorted(zlib.decompress(found[2]) for found in STREAM.finditer(pdf))


def by_hand(taken: Taken) -> bytes:
    """Return the file written anew, as the head of this module says."""
    codes = {
        face: {ord(letter): ESCAPED.get(chr(code), chr(code)) for code, letter in known.items()}
        for face, known in taken.letters.items()
    }
    parts: list[bytes] = [b"%PDF-1.4\n"]
    places: dict[int, int] = {}
    at = len(parts[0])

    def put(number: int, content: bytes) -> None:
        nonlocal at
        places[number] = at
        part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        parts.append(part)
        at += len(part)

    for number, pieces in taken.pages.items():
        put(number, _packed(b"<< /Filter /FlateDecode", _written(pieces, codes)))
    for number, (head, content) in taken.streams.items():
        put(number, _packed(head, content))
    for number, content in taken.plain.items():
        put(number, content)
    lines = [b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)]
    lines += [b"%010d 00000 n \n" % places[number] for number in sorted(places)]
    return b"".join([*parts, *lines, taken.trailer, b"startxref\n%d\n%%%%EOF\n" % at])


def _written(pieces: list[Piece], codes: dict[str, dict[int, str]]) -> bytes:
    drawn: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            drawn.append(piece)
        elif isinstance(piece, Code):
            drawn.append(_coded(piece))
        else:
            stretch, x, y, face, size, text = piece
            drawn.append(
                f"BT {stretch:.3f} Tw 1 0 0 1 {x:.2f} {y:.2f} Tm "
                f"/{face} {size} Tf ({text.translate(codes[face])}) Tj ET"
            )
    return "".join(drawn).encode("latin-1")


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
