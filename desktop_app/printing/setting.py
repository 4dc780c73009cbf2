"""Lines of words as type: where each begins, how far its spaces are widened, dots written out."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop_app.printing.breaking import Line
from desktop_app.printing.fonts import SPACE
from desktop_app.printing.sheet import MM
from desktop_app.printing.words import Run, Word, least_of, tail_width


class Placed(NamedTuple):
    """A line of type: where it starts, how deep its baseline is, how far spaces are widened."""

    x: float
    depth: float
    size: float
    stretch: float
    runs: tuple[Run, ...]


GROWING = ("left", "justify")
SMALL = 20 * MM
"""Dots wanted for less, such as those of an hour or a count, do not fill a last line."""
ALIGNED = {"left": 0.0, "centre": 0.5, "right": 1.0}


def placed(line: Line, x: float, depth: float, size: float, manner: str) -> Placed:
    """Return a line as type, with x the left edge of its measure.

    *manner* is left, centre, right or justify.
    """
    free = line.free
    items: Sequence[Word] = line.words
    if line.dotted:
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
    """Write out the leaders; what the line has for them is shared as they would like it."""
    items, free = list(line.words), line.free
    leaders = [place for place, item in enumerate(items) if item.leader]
    shared = free if free < 0 or (grows and _is_filled(line, leaders[-1])) else 0.0
    one = SPACE * size
    tails = [tail_width(items[place], size) for place in leaders]
    room = shared + sum(items[place].width for place in leaders) - sum(tails)
    wide = _shared([items[place].leader for place in leaders], room)
    counts = [max(int((width + 0.01) / one), 1) for width in wide]
    counts[-1] += max(int((room + 0.01) / one) - sum(counts), 0)
    for place, tail, count in zip(leaders, tails, counts, strict=True):
        width = tail + count * one
        free += items[place].width - width
        items[place] = Word(width, tuple(_filled(items[place].runs, count)))
    return items, free


def _shared(leaders: Sequence[float], room: float) -> list[float]:
    """Share *room* among leaders; where there is too little, no one gets less than it needs."""
    least = [least_of(leader) for leader in leaders]
    wanted, needed = sum(leaders), sum(least)
    if room >= wanted or wanted == needed:
        return [leader * room / wanted for leader in leaders]
    part = (room - needed) / (wanted - needed)
    return [low + (leader - low) * part for leader, low in zip(leaders, least, strict=True)]


def _is_filled(line: Line, last: int) -> bool:
    """Whether dots reach to the end of the line; of the last line only if it ends with them."""
    return not line.last or (last == len(line.words) - 1 and line.words[last].leader > SMALL)


def _filled(runs: tuple[Run, ...], count: int) -> Iterable[Run]:
    """Put dots in the place of the empty text that marks a leader; several share them."""
    leaders = sum(not text for _, text in runs)
    for face, text in runs:
        yield face, text or "." * max(count // leaders, 1)


def _runs(items: Sequence[Word]) -> tuple[Run, ...]:
    """Return the words with their spaces, joined as far as the face stays the same."""
    runs = [item.runs for item in items]
    faces = {found[0][0] for found in runs}
    if len(faces) == 1 and max(map(len, runs)) == 1:
        text = " ".join([found[0][1] for found in runs])
        return ((faces.pop(), text.replace("\u00a0", " ")),)
    return _mixed_runs(items)


def _mixed_runs(items: Sequence[Word]) -> tuple[Run, ...]:
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
