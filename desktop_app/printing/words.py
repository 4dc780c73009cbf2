"""Words, and dots for the pen.

A *leader* is a word of dots; those of one line share the width that is left.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop_app.printing.fonts import MOST_WORDS, Style, width

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


def dated(text: str) -> str:
    """Bind the parts of a written date, so that it never breaks across lines."""
    if "ngày" not in text and "Ngày" not in text:
        return text
    return _DATED.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def bound(text: str) -> str:
    """Bind the groups of a number written with spaces, such as that of a telephone."""
    return _SPACED_DIGITS.sub("\u00a0", text)


class _Known(dict[str, Word]):
    """The words of one style; those of a ward's names come again and again."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, text: str) -> Word:
        found = Word(width(text, self._style), ((self._style.face, text),))
        if len(self) >= MOST_WORDS:
            self.clear()
        self[text] = found
        return found


@lru_cache(maxsize=64)
def _known(style: Style) -> _Known:
    return _Known(style)


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


def join(parts: Iterable[tuple[Sequence[Word], bool]]) -> list[Word]:
    """Return the words of *parts*; a part marked True is glued to the one before it."""
    joined: list[Word] = []
    for part, glue in parts:
        if glue and joined and part:
            joined[-1] = glued(joined[-1], part[0])
            joined.extend(part[1:])
        else:
            joined.extend(part)
    return joined


def least_of(leader: float) -> float:
    """Return how far a leader may shrink: the pen needs room for two digits, and for most words."""
    return min(leader, max(leader * LEAST_OF_LEADER, SHORTEST_LEADER))


def tail_width(item: Word, size: float) -> float:
    """Return the width of what a leader carries with it, such as a full stop."""
    return sum(width(text, Style(face, size)) for face, text in item.runs if text)
