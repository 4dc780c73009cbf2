"""A form is a pile of strips: the smallest pieces a page is filled with."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop_app.printing.breaking import Line
from desktop_app.printing.fonts import Encoder
from desktop_app.printing.setting import Placed, placed
from desktop_app.printing.sheet import MM, Sheet

DESCENT = 0.25
"""How far letters reach below their baseline, in ems."""


PARTED_PADDING = 1 * MM
"""Space between the letters of a parted row and the rules that close and reopen it."""


class Rule(NamedTuple):
    """A straight line between two points, depths measured from the top of its strip."""

    x1: float
    depth1: float
    x2: float
    depth2: float
    thickness: float = 0.6


class Strip(NamedTuple):
    """Lines that are never parted.

    *gap* is the space above, dropped at the top of a page. *keep* binds the strip to the next.
    *parted* marks a table row that continues in the next strip: where the page ends between
    the two, the row is closed with a rule from x1 to x2.
    """

    height: float
    gap: float = 0.0
    type: tuple[Placed, ...] = ()
    rules: tuple[Rule, ...] = ()
    keep: bool = False
    parted: tuple[float, float] | None = None


def sliced(strip: Strip, room: float) -> Iterator[Strip]:
    """Yield a strip that is higher than a page in pieces that are not, parted between lines."""
    waiting = sorted(strip.type, key=lambda piece: piece.depth)
    start, gap = 0.0, strip.gap
    while waiting:
        end = start + room
        fitting = [piece for piece in waiting if piece.depth + DESCENT * piece.size <= end]
        waiting = waiting[len(fitting) :]
        end = min(end, waiting[0].depth - waiting[0].size) if waiting else strip.height
        type_ = tuple(piece._replace(depth=piece.depth - start) for piece in fitting)
        rules = tuple(
            rule._replace(depth1=rule.depth1 - start, depth2=rule.depth2 - start)
            for rule in strip.rules
            if start <= rule.depth1 < end
        )
        yield Strip(end - start, gap, type_, rules, keep=strip.keep and not waiting)
        start, gap = end, 0.0


class Measure(NamedTuple):
    """Where lines are set: left edge, width, size, leading and how they are aligned."""

    x: float
    width: float
    size: float
    leading: float
    manner: str = "left"
    indent: float = 0.0


def baseline(leading: float, size: float) -> float:
    """Return the depth of the baseline in a line: the letters stand in its middle."""
    return (leading - size) / 2 + size * 0.8


def set_lines(broken: Sequence[Line], measure: Measure, depth: float = 0.0) -> list[Placed]:
    """Return the type of lines one below the other from *depth* on."""
    first = baseline(measure.leading, measure.size) + depth
    return [
        placed(
            line,
            measure.x + (measure.indent if place == 0 else 0.0),
            first + place * measure.leading,
            measure.size,
            measure.manner,
        )
        for place, line in enumerate(broken)
    ]


def operators(strip: Strip, top: float, sheet: Sheet, encoder: Encoder) -> Iterator[str]:
    """Yield the PDF operators of a strip whose top is *top* points below the page's edge."""
    height = sheet.height - top
    for x, depth, size, stretch, runs in strip.type:
        shown = " ".join([encoder.operators(face, size, text) for face, text in runs])
        yield f"BT {stretch:.3f} Tw 1 0 0 1 {x:.2f} {height - depth:.2f} Tm {shown} ET"
    for rule in strip.rules:
        yield (
            f"{rule.thickness:g} w {rule.x1:.2f} {height - rule.depth1:.2f} m "
            f"{rule.x2:.2f} {height - rule.depth2:.2f} l S"
        )
