"""Vietnamese text: what is stored, and the keys under which it is found again.

Stored text is ``clean`` (NFC, no invisible characters). It is found by two keys: ``folded`` knows
no mark at all, ``tone_key`` keeps the marks but not the two habits of placing a tone (hòa, hoà).
All functions take any ``str`` and raise nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = _TONES + "\u0302\u0306\u031b"

# Invisible: controls that are no white space, soft hyphen, zero-width, directions, half a pair.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ud800-\udfff]+"
)
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_TOKEN = re.compile("[^\\W_]+")
_MARKED_TOKEN = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")

# An open oa, oe, uy whose tone stands on the first vowel; after q the u is no vowel.
_OLD_TONE = re.compile(
    f"(?<![qQ])(?:([oO])([{_TONES}])([aAeE])|([uU])([{_TONES}])([yY]))(?![a-zA-ZđĐ{_MARKS}])"
)
# Letters with a stroke do not decompose; Eth is what old conversions leave in the place of Đ.
_PLAIN = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d", "’": "'", "ʼ": "'", "‘": "'"})

_LONGEST_CACHED_WORD = 24
_LONGEST_CACHED_TEXT = 80
_MOST_CACHED_WORDS = 60_000


class _WordKeys(dict[str, str]):
    """Key of each word with a closing space; a ward's names need only a few thousand words."""

    def __init__(self, key_of: Callable[[str], str]) -> None:
        super().__init__()
        self._key_of = key_of

    def __missing__(self, word: str) -> str:
        key = self._key_of(word)
        key = key and key + " "
        # Numbers are mostly different ones and would push the words out.
        if len(word) <= _LONGEST_CACHED_WORD and word.isalpha():
            if len(self) >= _MOST_CACHED_WORDS:
                self.clear()
            self[word] = key
        return key


def _visible(text: str) -> str:
    """NFC without invisible characters; white space as it was."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _settled(word: str, step: Callable[[str], str]) -> str:
    """Repeat a step until it changes nothing: some foreign letters need two rounds."""
    while (after := step(word)) != word:
        word = after
    return word


def _without_marks(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.casefold()).translate(_PLAIN)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _folded_word(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    return _settled(_INVISIBLE.sub("", word), _without_marks)


def _moved(found: re.Match[str]) -> str:
    first, tone, second = (found[1], found[2], found[3]) if found[1] else found.group(4, 5, 6)
    return first + second + tone


def _lower_new_tone(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", _OLD_TONE.sub(_moved, apart))


def _tone_word(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    return _settled(_INVISIBLE.sub("", word), _lower_new_tone)


_FOLDED = _WordKeys(_folded_word)
_TONED = _WordKeys(_tone_word)


def clean(text: str) -> str:
    """One line as it is stored: NFC, no invisible characters, single spaces, none at the ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _cleaned(text) if len(text) <= _LONGEST_CACHED_TEXT else _clean(text)


def _clean(text: str) -> str:
    return " ".join(_visible(text).split())


# The same names, places and phrases come back in thousands of records.
_cleaned = lru_cache(maxsize=10_000)(_clean)


def clean_lines(text: str) -> str:
    """Several lines as they are stored: each ``clean``, ended by \\n, no blank line at the ends."""
    return "\n".join(clean(line) for line in _LINE_END.split(text)).strip("\n")


def folded(text: str) -> str:
    """Key without any mark, small letters, đ as d, single spaces: "Đặng Hoà" → "dang hoa"."""
    return "".join(map(_FOLDED.__getitem__, text.split()))[:-1]


def tone_key(text: str) -> str:
    """Key with all marks, small letters, the tone on its new place: "HÒA" and "Hoà" → "hoà"."""
    return "".join(map(_TONED.__getitem__, text.split()))[:-1]


def new_tone(text: str) -> str:
    """The same text (NFC) with the tone on its new place: "Thúy" → "Thuý"; case as it was."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _OLD_TONE.sub(_moved, apart))


def words(folded_text: str) -> list[str]:
    """The runs of letters and digits in a text that ``folded`` made."""
    return _TOKEN.findall(folded_text)


def search_words(text: str) -> list[str]:
    """Words for the search index, each once: the folded form, then the marked one if it differs.

    "Phạm Văn 012" → ["pham", "phạm", "van", "văn", "012"]; a word that is also written with the
    other of i and y is found by both: "Lý" → ["ly", "li", "lý"].
    """
    return list(dict.fromkeys(chain.from_iterable(map(_forms, text.split()))))


def _forms(word: str) -> Sequence[str]:
    """Return a word's forms; numbers are not kept, being mostly different ones."""
    if not word.isascii() or word.lower() != word.upper():
        return _search_forms(word)
    return (word,) if word.isdecimal() else words(word)


# Both spellings are in use after these letters: lý/lí, Mỹ/Mĩ, quý/quí, Vy/Vi.
_I_OR_Y = re.compile(r"(h|k|l|m|s|t|v|qu)([iy])")


@lru_cache(maxsize=_MOST_CACHED_WORDS)
def _search_forms(word: str) -> tuple[str, ...]:
    forms: dict[str, None] = {}
    for marked in _MARKED_TOKEN.findall(tone_key(word)):
        for plain in words(folded(marked)):
            forms[plain] = None
            twin = _I_OR_Y.fullmatch(plain)
            if twin:
                forms[f"{twin[1]}{'y' if twin[2] == 'i' else 'i'}"] = None
        if marked.isalnum():
            forms[marked] = None
    return tuple(forms)


def upper_vi(text: str) -> str:
    """Capitals for a heading, NFC: "Nguyễn Văn Hòa" → "NGUYỄN VĂN HÒA"."""
    return unicodedata.normalize("NFC", text.upper())
