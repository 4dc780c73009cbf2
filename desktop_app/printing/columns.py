"""How wide the columns of a table are: as the form asks, but never too narrow for their words."""

from collections.abc import Sequence

from desktop_app.printing.fonts import Style, width
from desktop_app.printing.form import Grid, Span, Spans, Text, Value

_WHOLE = {
    "date": "00/00/0000",
    "partial_date": "00/00/0000",
    "datetime": "00/00/0000",
    "time": "00:00",
}
_BY_ROLE = {"citizen_number": "000000000000", "phone": "0000000000"}
_BY_WAY = {"ngày tháng năm": "00/00/0000", "giờ phút": "00:00", "ngày": "00", "năm": "0000"}


def column_widths(grid: Grid, room: float, size: float, padding: float) -> list[float]:
    """Return the widths of the columns, together *room* points.

    A word of a head, a date, a citizen or telephone number is never broken, so no column is
    narrower than they are; what this takes is given by the wider columns.
    """
    least = [
        _widest([column.head, *(row[place] for row in grid.rows)], size) + 2 * padding + 1.0
        for place, column in enumerate(grid.columns)
    ]
    shares = [column.share for column in grid.columns]
    if sum(least) >= room:
        return [room * width / sum(least) for width in least]
    return distributed(shares, least, room)


def distributed(shares: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Give every column its share; those that need more get what they need first."""
    needy: set[int] = set()
    while True:
        free = room - sum(least[place] for place in needy)
        total = sum(share for place, share in enumerate(shares) if place not in needy)
        widths = [
            least[place] if place in needy else free * share / total
            for place, share in enumerate(shares)
        ]
        short = {place for place, found in enumerate(widths) if found < least[place] - 0.01}
        if not short - needy:
            return widths
        needy |= short


def _widest(cells: Sequence[Spans], size: float) -> float:
    return max(
        (
            width(word, Style(span.face, size))
            for cell in cells
            for span in cell
            for word in _words(span)
        ),
        default=0.0,
    )


def _words(span: Span) -> list[str]:
    if isinstance(span, Text):
        return span.text.split()
    if not isinstance(span, Value):
        return []
    path, ending = span.path, span.path.ending
    whole = _BY_WAY.get(path.way) or _BY_ROLE.get(ending.role) or _WHOLE.get(ending.type_name)
    return [whole] if whole else []
