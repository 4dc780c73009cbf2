"""Words, and dots for the pen.

A *leader* is a word of dots; those of one line share the width that is left.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop_app.printing.fonts import Style, width
from desktop_app.printing.kept import Kept

Run = tuple[str, str]
"""A face and the text shown in it."""

SHORTEST_LEADER = 24.0
LEAST_OF_LEADER = 0.55
_SPACED_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_DATED = re.compile(r"\b([Nn]gày|tháng|năm) (?=\d)|(?<=\d) (tháng|năm)\b")


class Word(NamedTuple):
    """What stays together on a line; *more* full lines of dots follow it.

    *leader* is how wide a word of dots would like to be, 0 for a word of letters.
    """

    width: float
    runs: tuple[Run, ...]
    leader: float = 0.0
    more: int = 0


class Part(NamedTuple):
    """A piece of a line in one style: a text, or else a leader."""

    style: Style
    text: str = ""
    leader: Word | None = None


def dated(text: str) -> str:
    """Bind the parts of a written date, so that it never breaks across lines."""
    if "ngày" not in text and "Ngày" not in text:
        return text
    return _DATED.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def bound(text: str) -> str:
    """Bind the groups of a number written with spaces, such as that of a telephone."""
    return _SPACED_DIGITS.sub("\u00a0", text)


@lru_cache(maxsize=64)
def _known(style: Style) -> Mapping[str, Word]:
    return Kept(lambda text: Word(width(text, style), ((style.face, text),)))


def words(text: str, style: Style) -> list[Word]:
    """Return the words of *text*, which holds no line end."""
    known = _known(style)
    return [known[part] for part in text.split(" ") if part]


def dots(wanted: float, style: Style) -> Word:
    """Return a leader that would like to be *wanted* points wide."""
    return Word(wanted, ((style.face, ""),), leader=wanted)


def glued(left: Word, right: Word) -> Word:
    """Return two words with nothing between them as one."""
    (*before, (face, text)), ((next_face, next_text), *after) = left.runs, right.runs
    if face == next_face and text and next_text:
        runs = (*before, (face, text + next_text), *after)
    else:
        runs = left.runs + right.runs
    return Word(
        left.width + right.width, runs, left.leader + right.leader, max(left.more, right.more)
    )


def joined(parts: Sequence[Part]) -> list[Word]:
    """Return the words of parts that follow each other; only a space divides words."""
    styles = {part.style for part in parts if part.leader is None}
    if len(styles) == 1 and all(part.leader is None for part in parts):
        return words("".join([part.text for part in parts]), styles.pop())
    found: list[Word] = []
    open_end = False
    for style, text, leader in parts:
        part = [leader] if leader is not None else words(text, style)
        if open_end and part and not text.startswith(" "):
            found[-1] = glued(found[-1], part[0])
            part = part[1:]
        found += part
        if text or leader:
            open_end = bool(found) and not text.endswith(" ")
    return found


def least_of(leader: float) -> float:
    """Return how far a leader may shrink: the pen needs room for two digits, and for most words."""
    return min(leader, max(leader * LEAST_OF_LEADER, SHORTEST_LEADER))


def tail_width(item: Word, size: float) -> float:
    """Return the width of what a leader carries with it, such as a full stop."""
    return sum(width(text, Style(face, size)) for face, text in item.runs if text)
