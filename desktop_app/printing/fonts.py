"""The four faces every form is set in, and what they can show.

Liberation Serif has the widths of Times New Roman, which the Decree names (NĐ 30/2020 Phụ lục I
mục I.4) and which may not be passed on. No font of the PC is ever used. reportlab would put a
Helvetica that is not embedded into every file unless its defaults are changed first.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app.model.resources import resource
from desktop_app.printing.kept import Kept

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Serif", "Serif-Bold", "Serif-Italic", "Serif-BoldItalic"
_FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}
SPACE = 0.25
"""Width of a space and of a full stop in ems, the same in all four faces."""

_UNKNOWN = 0x25A1  # an open box: the officer sees that something could not be printed
_NOT_PRINTED = "\u200b\u200c\u200d\ufe0e\ufe0f\ufeff\u00ad"

rl_config.canvas_basefontname = REGULAR
rl_config.defaultGraphicsFontName = REGULAR


class Style(NamedTuple):
    """A face at a size in points."""

    face: str
    size: float


def face_of(*, bold: bool, italic: bool) -> str:
    """Return the face for a weight and a slant."""
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR


@lru_cache(maxsize=1)
def load() -> dict[str, Any]:
    """Register the faces with reportlab once and return them by name."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file)), asciiReadable=0))
    return {name: pdfmetrics.getFont(name) for name in _FILES}


@lru_cache(maxsize=len(_FILES))
def widths(face: str) -> Mapping[str, float]:
    """Return the mapping from a word to its width in ems."""
    metrics = load()[face].face
    letters: dict[int, float] = metrics.charWidths
    default: float = metrics.defaultWidth
    return Kept(lambda word: sum([letters.get(code, default) for code in map(ord, word)]) / 1000)


def width(text: str, style: Style) -> float:
    """Return the width of *text* in points."""
    return widths(style.face)[text] * style.size


def _shown(code: int) -> int | None:
    if chr(code) in _NOT_PRINTED or unicodedata.category(chr(code)) == "Cc":
        return None
    return code if code in load()[REGULAR].face.charToGlyph or code == 0xA0 else _UNKNOWN


_PRINTABLE = Kept(_shown)
_PRINTABLE.update({ord("\n"): ord("\n"), ord("\t"): ord(" ")})


def printable(text: str) -> str:
    """Return *text* without what no paper shows; a letter the fonts lack becomes an open box.

    Raises ValueError on text that is not NFC: it would print with displaced marks.
    """
    if text.isascii() and text.isprintable():
        return text
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("text reached the press without having been cleaned at the door")
    return text.translate(_PRINTABLE)


_OTHER = "\uffff"
_ESCAPES = {ord(letter): f"\\{letter}" for letter in "()\\"} | {ord("\r"): "\\r"}
"""What has a meaning within a string of a PDF; every other byte stands for itself."""


def _escaped(coded: bytes) -> str:
    return coded.decode("latin-1").translate(_ESCAPES)


class Encoder:
    """Writes text as the operators of one PDF document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._codes = {name: Kept(partial(self._coded, name)) for name in load()}
        self._names = Kept(self._name)

    def operators(self, face: str, size: float, text: str) -> str:
        """Return the operators that show *text* from the current point on."""
        codes = self._codes[face]
        coded = " ".join([codes[word] for word in text.split(" ")])
        if _OTHER not in coded:
            return f"/{self._names[face, 0]} {size:g} Tf ({coded}) Tj"
        return " ".join(self._pieces(face, size, text))

    def _coded(self, face: str, word: str) -> str:
        """Return the codes of a word in the first subset of a face, or a mark for another."""
        pieces = load()[face].splitString(word, self._document)
        return "".join([_OTHER if subset else _escaped(coded) for subset, coded in pieces])

    def _pieces(self, face: str, size: float, text: str) -> Iterator[str]:
        for subset, coded in load()[face].splitString(text, self._document):
            yield f"/{self._names[face, subset]} {size:g} Tf ({_escaped(coded)}) Tj"

    def _name(self, part: tuple[str, int]) -> str:
        face, subset = part
        name: str = load()[face].getSubsetInternalName(subset, self._document)
        return name[1:]
