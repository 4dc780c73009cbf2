"""Words, dots for the pen, and how they break into lines.

A word is never broken unless it alone is wider than the line, so a citizen number or a date stays
in one piece. A *leader* is a word of dots that takes the width that is left.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop_app.printing.fonts import SPACE, Style, width, widths

Run = tuple[str, str]
"""A face and the text shown in it."""

SHORTEST_LEADER = 24.0
_SPACED_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_DATED = re.compile(r"\b([Nn]gày|tháng|năm) (?=\d)|(?<=\d) (tháng|năm)\b")


class Word(NamedTuple):
    """What stays together on a line; *leader* words may shrink and grow, *more* breaks a line."""

    width: float
    runs: tuple[Run, ...]
    leader: bool = False
    more: int = 0


class Line(NamedTuple):
    """Words that fit on one line, and the width they leave free."""

    words: Sequence[Word]
    free: float
    last: bool


class Placed(NamedTuple):
    """A line of type: where it starts, how deep its baseline is, how far spaces are widened."""

    x: float
    depth: float
    size: float
    stretch: float
    runs: tuple[Run, ...]


def dated(text: str) -> str:
    """Bind the parts of a written date, so that it never breaks across lines."""
    if "ngày" not in text and "Ngày" not in text:
        return text
    return _DATED.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def bound(text: str) -> str:
    """Bind the groups of a number written with spaces, such as that of a telephone."""
    return _SPACED_DIGITS.sub("\u00a0", text)


def word(text: str, style: Style) -> Word:
    """Return one unbreakable word."""
    return Word(width(text, style), ((style.face, text),))


def words(text: str, style: Style) -> list[Word]:
    """Return the words of *text*, which holds no line end."""
    face, size = style
    known = widths(face)
    return [Word(known[part] * size, ((face, part),)) for part in text.split(" ") if part]


def dots(wanted: float, style: Style) -> Word:
    """Return a leader that would like to be *wanted* points wide."""
    return Word(wanted, ((style.face, ""),), leader=True)


def glued(left: Word, right: Word) -> Word:
    """Return two words with nothing between them as one."""
    return Word(
        left.width + right.width,
        left.runs + right.runs,
        left.leader or right.leader,
        max(left.more, right.more),
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

    @property
    def _room(self) -> float:
        return self._other if self.lines else self._first

    def add(self, item: Word) -> None:
        used = self._used + item.width + (self._space if self._row else 0.0)
        if used <= self._room + 0.01:
            self._row.append(item)
            self._used = used
        else:
            self._add_to_next(item)
        for _ in range(item.more):
            self.end(last=True)
            self._row = [_full(self._other, self._size)]
            self._used = self._other

    def _add_to_next(self, item: Word) -> None:
        if item.leader:
            left = self._room - self._used - (self._space if self._row else 0.0)
            tail = _tail_width(item, self._size)
            if left - tail >= SHORTEST_LEADER:
                self._row.append(item._replace(width=left))
                self._used = self._room
                return
        if self._row:
            self.end()
        if item.width > self._room and item.leader:
            item = item._replace(width=self._room)
        while item.width > self._room:
            head, item = _split(item, self._room, self._size)
            self._row, self._used = [head], head.width
            self.end()
        self._row, self._used = [item], item.width

    def end(self, *, last: bool = False) -> None:
        self.lines.append(Line(self._row, self._room - self._used, last))
        self._row, self._used = [], 0.0


def _full(room: float, size: float) -> Word:
    return dots(room, Style("Serif", size))


def _tail_width(item: Word, size: float) -> float:
    return sum(width(text, Style(face, size)) for face, text in item.runs if text)


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
            fits = fits or (0 if head else 1)
            if fits:
                head.append((face, text[:fits]))
            rest[0] = (face, text[fits:])
            break
        head.append(rest.pop(0))
        used += width(text, style)
    return _measured(head, size), _measured(rest, size)


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


def lines(items: Iterable[Word], first: float, other: float, size: float) -> list[Line]:
    """Break words of *size* points into lines, the first *first* and the others *other* wide."""
    breaker = _Breaker(first, other, size)
    for item in items:
        breaker.add(item)
    breaker.end(last=True)
    return breaker.lines


GROWING = ("left", "justify")
ALIGNED = {"left": 0.0, "centre": 0.5, "right": 1.0}


def placed(line: Line, x: float, depth: float, size: float, manner: str) -> Placed:
    """Return a line as type, with x the left edge of its measure.

    *manner* is left, centre, right or justify.
    """
    free = line.free
    items: Sequence[Word] = line.words
    if any(item.leader for item in items):
        items, free = _dotted(line, size, grows=manner in GROWING)
    runs = _runs(items)
    stretch = 0.0
    if manner == "justify" and not line.last:
        spaces = sum(text.count(" ") for _, text in runs)
        stretch = free / spaces if spaces and free > 0 else 0.0
    else:
        x += max(free, 0.0) * ALIGNED.get(manner, 0.0)
    return Placed(x, depth, size, stretch, runs)


def _dotted(line: Line, size: float, *, grows: bool) -> tuple[list[Word], float]:
    """Write out the leaders; the last one takes what the line leaves free if it may grow."""
    items = list(line.words)
    free = max(line.free, 0.0)
    last = max(place for place, item in enumerate(items) if item.leader)
    growing = last if grows and (not line.last or last == len(items) - 1) else None
    one = SPACE * size
    for place, item in enumerate(items):
        if not item.leader:
            continue
        tail = _tail_width(item, size)
        room = item.width - tail + (free if place == growing else 0.0)
        count = max(int((room + 0.01) / one), 1)
        free += item.width - tail - count * one
        written = tuple(_filled(item.runs, count))
        items[place] = Word(tail + count * one, written)
    return items, free


def _filled(runs: tuple[Run, ...], count: int) -> Iterable[Run]:
    """Put dots in the place of the empty text that marks a leader; several share them."""
    leaders = sum(not text for _, text in runs)
    for face, text in runs:
        yield face, text or "." * max(count // leaders, 1)


def _runs(items: Sequence[Word]) -> tuple[Run, ...]:
    """Return the words with their spaces, joined as far as the face stays the same."""
    joined: list[Run] = []
    face, texts = "", [""]
    first = True
    for item in items:
        if not first:
            texts.append(" ")
        first = False
        for run_face, text in item.runs:
            if run_face != face:
                if face:
                    joined.append((face, "".join(texts)))
                    texts = []
                face = run_face
            texts.append(text)
    joined.append((face, "".join(texts)))
    return tuple(
        (shown_in, text.replace("\u00a0", " ")) for shown_in, text in joined if text and shown_in
    )
