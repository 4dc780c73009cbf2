"""Fills pages with strips: what belongs together stays together, heads of tables repeat."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.printing.strips import PARTED_PADDING, Strip

LINES_WITH_SIGNATURE = 2


class Spot(NamedTuple):
    """Where a strip stands: which block, which of its strips, how far below the text area's top."""

    block: int
    strip: int
    top: float


@dataclass
class Page:
    """The spots of one page, and the rules that close a row going on overleaf (x1, x2, depth)."""

    spots: list[Spot] = field(default_factory=list)
    closings: list[tuple[float, float, float]] = field(default_factory=list)
    used: float = 0.0


class _Item(NamedTuple):
    block: int
    number: int
    strip: Strip


def pages(
    blocks: Sequence[Sequence[Strip]],
    room: float,
    tables: Collection[int],
    signatures: Collection[int],
) -> list[Page]:
    """Return the pages of a document whose text area is *room* points high."""
    items = [
        _Item(block, number, strip)
        for block, strips in enumerate(blocks)
        for number, strip in enumerate(strips)
    ]
    filler = _Filler(blocks, room, tables)
    for chain in _chains(items, signatures):
        filler.add(chain)
    return filler.pages


def _chains(items: Sequence[_Item], signatures: Collection[int]) -> Iterator[list[_Item]]:
    """Yield the runs of strips that stay together."""
    bound = [item.strip.keep for item in items]
    for place, item in enumerate(items):
        if item.block in signatures and item.number == 0:
            for before in range(max(place - LINES_WITH_SIGNATURE, 0), place):
                bound[before] = True
    chain: list[_Item] = []
    for item, bind in zip(items, bound, strict=True):
        chain.append(item)
        if not bind:
            yield chain
            chain = []
    if chain:
        yield chain


class _Filler:
    """Places chains one below the other."""

    def __init__(
        self, blocks: Sequence[Sequence[Strip]], room: float, tables: Collection[int]
    ) -> None:
        self._blocks = blocks
        self._room = room
        self._tables = tables
        self._last: _Item | None = None
        self.pages = [Page()]

    def add(self, chain: Sequence[_Item]) -> None:
        if not self._fits(chain):
            self._turn(chain[0])
        for place, item in enumerate(chain):
            if not self._fits([item]) or (
                item.number == 0 and self._better_overleaf(chain[place:])
            ):
                self._turn(item)
            self._place(item)

    def _better_overleaf(self, rest: Sequence[_Item]) -> bool:
        """Whether a chain longer than a page is best parted before *rest*."""
        return not self._fits(rest) and _height(rest) <= self._room

    def _fits(self, chain: Sequence[_Item]) -> bool:
        page = self.pages[-1]
        if not page.spots:
            return True
        return page.used + _height(chain) <= self._room + 0.01

    def _turn(self, item: _Item) -> None:
        """Begin a page; within a table close a parted row and repeat the head."""
        page = self.pages[-1]
        last = self._last
        goes_on = item.block in self._tables and item.number > 0
        parted = goes_on and last is not None and last.block == item.block and last.strip.parted
        if parted:
            page.closings.append((*parted, page.used + PARTED_PADDING))
        self.pages.append(Page())
        if goes_on:
            self._place(_Item(item.block, 0, self._blocks[item.block][0]))
        if parted:
            self.pages[-1].used += PARTED_PADDING

    def _place(self, item: _Item) -> None:
        page = self.pages[-1]
        top = page.used + (item.strip.gap if page.spots else 0.0)
        page.spots.append(Spot(item.block, item.number, top))
        page.used = top + item.strip.height
        self._last = item


def _height(chain: Sequence[_Item]) -> float:
    return sum(item.strip.height + item.strip.gap for item in chain)
