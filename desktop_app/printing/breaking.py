"""How words break into lines.

A word is never broken unless it alone is wider than the line, so a citizen number or a date stays
in one piece. Dots give way to words: they shrink as far as the pen can do with.
"""

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.printing.fonts import REGULAR, SPACE, Style, width, widths
from desktop_app.printing.words import (
    SHORTEST_LEADER,
    Run,
    Word,
    dots,
    least_of,
    tail_width,
)

TRIALS = 8
_JOINTS = "/-"


class Line(NamedTuple):
    """Words that fit on one line, the width they leave free, and whether there are leaders.

    The width is less than nothing where the leaders of the line have to shrink.
    """

    words: Sequence[Word]
    free: float
    last: bool
    dotted: bool = False


class _Breaker:
    """Fills lines one after the other."""

    def __init__(self, first: float, other: float, size: float) -> None:
        self.lines: list[Line] = []
        self._first = first
        self._other = other
        self._size = size
        self._space = SPACE * size
        self._row: list[Word] = []
        self._used = 0.0
        self._spare = 0.0

    @property
    def _room(self) -> float:
        return self._other if self.lines else self._first

    def add(self, item: Word) -> None:
        used = self._used + item.width + (self._space if self._row else 0.0)
        spare = self._spare + (0.0 if item.more else item.leader - least_of(item.leader))
        if used <= self._room + spare + 0.01:
            self._row.append(item)
            self._used, self._spare = used, spare
        else:
            self._add_to_next(item)
        for _ in range(item.more):
            self.end(last=True)
            self._row = [_full(self._other, self._size)]
            self._used = self._other

    def _begin(self, item: Word) -> None:
        self._row, self._used = [item], item.width
        self._spare = item.leader - least_of(item.leader)

    def _add_to_next(self, item: Word) -> None:
        if item.more:
            left = self._room - self._used - (self._space if self._row else 0.0)
            tail = tail_width(item, self._size)
            if left - tail >= SHORTEST_LEADER:
                self._row.append(item._replace(width=left, leader=left - tail))
                self._used = self._room
                return
        if self._row:
            self.end()
        if item.width > self._room and item.leader:
            item = item._replace(width=self._room, leader=self._room)
        while item.width > self._room:
            head, item = _split(item, self._room, self._size)
            self._row, self._used = [head], head.width
            self.end()
        self._begin(item)

    def end(self, *, last: bool = False) -> None:
        dotted = any(item.leader for item in self._row)
        self.lines.append(Line(self._row, self._room - self._used, last, dotted))
        self._row, self._used, self._spare = [], 0.0, 0.0


def _full(room: float, size: float) -> Word:
    return dots(room, Style(REGULAR, size))


def _split(item: Word, room: float, size: float) -> tuple[Word, Word]:
    """Part a word that is wider than the line where the line is full."""
    head: list[Run] = []
    rest = list(item.runs)
    used = 0.0
    while rest:
        face, text = rest[0]
        style = Style(face, size)
        fits = _letters_that_fit(text, style, room - used)
        if fits < len(text):
            fits = _joint(text, fits) or fits or (0 if head else 1)
            if fits:
                head.append((face, text[:fits]))
            rest[0] = (face, text[fits:])
            break
        head.append(rest.pop(0))
        used += width(text, style)
    return _measured(head, size), _measured(rest, size)


def _joint(text: str, fits: int) -> int:
    """Return where to part a number such as 12/BB-CAP: after a stroke, if one is in reach."""
    return max(text.rfind(joint, 0, fits) for joint in _JOINTS) + 1


def _letters_that_fit(text: str, style: Style, room: float) -> int:
    known = widths(style.face)
    used = 0.0
    for place, letter in enumerate(text):
        used += known[letter] * style.size
        if used > room:
            return place
    return len(text)


def _measured(runs: Sequence[Run], size: float) -> Word:
    return Word(sum(width(text, Style(face, size)) for face, text in runs), tuple(runs))


def lines(items: Sequence[Word], first: float, other: float, size: float) -> list[Line]:
    """Break words of *size* points into lines, the first *first* and the others *other* wide."""
    return _plain_lines(items, first, other, size) or _all_lines(items, first, other, size)


def balanced(items: Sequence[Word], room: float, size: float) -> list[Line]:
    """Break a title into as few lines as *lines* does, but of like length."""
    broken = lines(items, room, room, size)
    if len(broken) == 1 or any(item.leader for item in items):
        return broken
    low, high = 0.0, room
    for _ in range(TRIALS):
        middle = (low + high) / 2
        trial = lines(items, middle, middle, size)
        if len(trial) > len(broken) or max(item.width for item in items) > middle:
            low = middle
        else:
            broken, high = trial, middle
    return [line._replace(free=line.free + room - high) for line in broken]


def _plain_lines(
    items: Sequence[Word], first: float, other: float, size: float
) -> list[Line] | None:
    """Break words among which there is nothing special; None when there is."""
    space = SPACE * size
    broken: list[Line] = []
    row: list[Word] = []
    used, room = -space, first
    for item in items:
        wide, _, leader, more = item
        if leader or more or wide > other:
            return None
        if used + space + wide <= room + 0.01:
            row.append(item)
            used += space + wide
        else:
            broken.append(Line(row, room - used, last=False))
            row, used, room = [item], wide, other
    broken.append(Line(row, room - max(used, 0.0), last=True))
    return broken


def _all_lines(items: Sequence[Word], first: float, other: float, size: float) -> list[Line]:
    breaker = _Breaker(first, other, size)
    for item in items:
        breaker.add(item)
    breaker.end(last=True)
    return breaker.lines
