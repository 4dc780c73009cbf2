"""Tables: fixed ones, one line per entry of a child list, one line per record of a long list.

A row is parted only if it is higher than half a page, and never with less than three lines on a
side. Heads repeat on each page.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from desktop_app.model.entry import Entry
from desktop_app.printing.breaking import Line, lines
from desktop_app.printing.columns import column_widths
from desktop_app.printing.form import Grid
from desktop_app.printing.phrase import Facts, Phrase, Source
from desktop_app.printing.prose import EMPTY
from desktop_app.printing.setting import Placed
from desktop_app.printing.sheet import LEFT, MM, Sheet
from desktop_app.printing.strips import PARTED_PADDING, Measure, Rule, Strip, set_lines

SIZE, LEADING = 12.0, 14.0
LYING_SIZE, LYING_LEADING = 11.0, 13.0
PADDING, DEPTH_PADDING = 1.2 * MM, 1.0 * MM
GAP = 6.0
THICKNESS = 0.5
TALLEST_ROW = 0.5  # of a page; a higher row may be parted, but leaves lines on both sides
LINES_KEPT = 3
OVERLAP = 0.25
EMPTY_ROWS, EMPTY_LISTED_ROWS = 3, 10
EMPTY_ROW_HEIGHT = 8 * MM


class GridBlock:
    """A table; its first strip is the head, repeated on each page."""

    clings = False

    def __init__(self, grid: Grid, sheet: Sheet, facts: Facts) -> None:
        self._grid = grid
        self._size = LYING_SIZE if sheet.lying else SIZE
        self._leading = LYING_LEADING if sheet.lying else LEADING
        self._limit = sheet.text_height
        widths = column_widths(grid, sheet.text_width, self._size, PADDING)
        self._edges = list(accumulate(widths, initial=LEFT))
        self._heads = [Phrase(column.head, self._size, facts) for column in grid.columns]
        self._rows = [
            [Phrase(spans, self._size, facts, dotted=False) for spans in row] for row in grid.rows
        ]
        self.fixed = not grid.path and not grid.lists and self._all_fixed()

    def _all_fixed(self) -> bool:
        phrases = [phrase for row in (self._heads, *self._rows) for phrase in row]
        return all(phrase.fixed for phrase in phrases)

    def strips(self, source: Source) -> list[Strip]:
        """Return the head and the rows."""
        head = list(self._row(self._heads, source, ["centre"] * len(self._heads), head=True))
        rows = [strip for row in self._filled(source) for strip in row]
        return [*head[:1], *rows] if rows else head[:1]

    def _filled(self, source: Source) -> Iterator[Iterator[Strip]]:
        manners = [column.manner for column in self._grid.columns]
        if not self._grid.path and not self._grid.lists:
            for row in self._rows:
                yield self._row(row, source, manners)
            return
        template = self._rows[0]
        for number, entry in enumerate(self._entries(source), start=1):
            yield self._row(template, source.of(entry, number), manners)

    def _entries(self, source: Source) -> Sequence[Entry]:
        if self._grid.path:
            return source.reached(self._grid.path, self._grid.only) or [EMPTY] * EMPTY_ROWS
        return source.listed or [EMPTY] * EMPTY_LISTED_ROWS

    def _row(
        self,
        phrases: Sequence[Phrase],
        source: Source,
        manners: Sequence[str],
        *,
        head: bool = False,
    ) -> Iterator[Strip]:
        cells = [self._cell(phrase, source, place) for place, phrase in enumerate(phrases)]
        most = max(map(len, cells))
        least = EMPTY_ROW_HEIGHT if not any(line.words for cell in cells for line in cell) else 0
        height = max(most * self._leading + 2 * DEPTH_PADDING, least)
        if source.entry is EMPTY:
            height = max(height, EMPTY_ROW_HEIGHT)
        if height <= self._limit * TALLEST_ROW:
            yield self._strip(cells, manners, height, head=head)
        else:
            yield from self._slices(cells, manners, most)

    def _cell(self, phrase: Phrase, source: Source, place: int) -> list[Line]:
        width = self._width(place)
        return [
            line
            for items in phrase.paragraphs(phrase.values(source))
            for line in lines(items, width, width, self._size)
        ]

    def _width(self, place: int) -> float:
        return self._edges[place + 1] - self._edges[place] - 2 * PADDING

    def _type(
        self, cells: Sequence[Sequence[Line]], manners: Sequence[str], depth: float
    ) -> tuple[Placed, ...]:
        return tuple(
            piece
            for place, cell in enumerate(cells)
            for piece in set_lines(
                cell,
                Measure(
                    self._edges[place] + PADDING,
                    self._width(place),
                    self._size,
                    self._leading,
                    manners[place],
                ),
                depth,
            )
            if piece.runs
        )

    def _strip(
        self, cells: Sequence[Sequence[Line]], manners: Sequence[str], height: float, *, head: bool
    ) -> Strip:
        above = self._across(0.0) if head else ()
        type_ = self._type(cells, manners, DEPTH_PADDING)
        rules = (*above, *self._rules(height, foot=True))
        return Strip(height, GAP if head else 0.0, type_, rules, keep=head)

    def _slices(
        self, cells: Sequence[Sequence[Line]], manners: Sequence[str], most: int
    ) -> Iterator[Strip]:
        """Yield a row that is higher than a page line by line."""
        for number in range(most):
            first, last = number == 0, number == most - 1
            over = OVERLAP if last else PARTED_PADDING
            above = DEPTH_PADDING if first else 0.0
            height = self._leading + above + (DEPTH_PADDING if last else 0.0)
            slices = [cell[number : number + 1] for cell in cells]
            yield Strip(
                height,
                0.0,
                self._type(slices, manners, above),
                self._rules(height, foot=last, above=0.0 if first else PARTED_PADDING, below=over),
                keep=number < LINES_KEPT - 1 or most - LINES_KEPT <= number < most - 1,
                parted=None if last else (self._edges[0], self._edges[-1]),
            )

    def _rules(
        self, height: float, *, foot: bool, above: float = 0.0, below: float = OVERLAP
    ) -> tuple[Rule, ...]:
        """Return the sides, which may reach over the row, and the rule under it."""
        sides = [Rule(edge, -above, edge, height + below, THICKNESS) for edge in self._edges]
        return (*self._across(height), *sides) if foot else tuple(sides)

    def _across(self, depth: float) -> tuple[Rule, ...]:
        return (Rule(self._edges[0], depth, self._edges[-1], depth, THICKNESS),)
