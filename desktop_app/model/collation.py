"""Keys whose plain binary comparison is Vietnamese order, for TEXT columns and ``sorted``.

Letters a ă â b c d đ … y z of the whole text weigh first, then the tones ngang, huyền, hỏi, ngã,
sắc, nặng (order of ICU's root for Vietnamese as in vn-collate). Numbers count as numbers, so that
"Tổ 2" comes before "Tổ 10". Other characters follow the letters.
"""

import re
import unicodedata
from functools import lru_cache

from desktop_app.model.text import clean, new_tone

# Every character of a key is ASCII: digits, 33 letters from "A" on, "~" before anything else.
_LETTERS = {
    letter: chr(ord("A") + place)
    for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_VOWEL_MARKS = "\u0302\u0306\u031b"

# Both are below "0", the level mark below the word mark: a text comes before its continuations.
_NEXT_LEVEL = " "
_NEXT_WORD = ","

_LONGEST_KEYED_TEXT = 200
_LONGEST_SHORT_NUMBER = 8
_CLUSTER = re.compile("[0-9]+|[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]")


def _number_weight(digits: str) -> str:
    """Digits behind their count, so that more digits mean a later place."""
    digits = digits.lstrip("0") or "0"
    if len(digits) <= _LONGEST_SHORT_NUMBER:
        return f"{len(digits)}{digits}"
    return f"9{len(digits):03d}{digits}"


def _cluster_weights(cluster: str) -> tuple[str, str]:
    """Weight of a number or of a letter with its marks apart (NFD), and weight of its tone."""
    if cluster.isascii() and cluster.isdecimal():
        return _number_weight(cluster), "0"
    tone = next((_TONES[mark] for mark in cluster if mark in _TONES), "0")
    vowel = cluster[0] + "".join(mark for mark in cluster[1:] if mark in _VOWEL_MARKS)
    letter = _LETTERS.get(unicodedata.normalize("NFC", vowel)) or _LETTERS.get(cluster[0])
    return letter or f"~{cluster[0]}", tone


@lru_cache(maxsize=60_000)
def _weights(word: str) -> tuple[str, str]:
    """Letter weights and tone weights of a word."""
    apart = unicodedata.normalize("NFD", new_tone(word).casefold())
    weights = [_cluster_weights(cluster) for cluster in _CLUSTER.findall(apart)]
    return "".join([letter for letter, _ in weights]), "".join([tone for _, tone in weights])


def _key(words: list[str]) -> str:
    weights = [_weights(word) for word in words]
    letters = _NEXT_WORD.join([letters for letters, _ in weights])
    # Texts with equal letters have equally many tones, so closing level tones may be left out.
    tones = "".join([tones for _, tones in weights]).rstrip("0")
    return f"{letters}{_NEXT_LEVEL}{tones}"


def collation_key(text: str) -> str:
    """Key of a text, ASCII but for foreign letters; only the first 200 characters count."""
    return _key(clean(text[:_LONGEST_KEYED_TEXT]).split(" ")).rstrip(_NEXT_LEVEL)


@lru_cache(maxsize=8192)
def name_key(full_name: str) -> str:
    """Key of a person's name by tên (last syllable), then họ (first), then chữ đệm."""
    *before, given = clean(full_name[:_LONGEST_KEYED_TEXT]).split(" ")
    parts = [given], before[:1], before[1:]
    return _NEXT_LEVEL.join([_key(part) for part in parts]).rstrip(_NEXT_LEVEL)
