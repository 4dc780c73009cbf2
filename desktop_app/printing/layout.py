"""A form bound to one job: what does not depend on a record is laid out once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from desktop_app.printing.form import (
    Block,
    Form,
    Grid,
    Header,
    Heading,
    Prose,
    Repeated,
    Signature,
)
from desktop_app.printing.head import HeaderBlock, NumberBlock
from desktop_app.printing.paging import Page, Spot, pages
from desktop_app.printing.phrase import Facts, Source
from desktop_app.printing.prose import HeadingBlock, ProseBlock, RepeatedBlock
from desktop_app.printing.sheet import sheet_of
from desktop_app.printing.signing import signature_blocks
from desktop_app.printing.strips import Strip, sliced
from desktop_app.printing.tables import GridBlock

MOST_PLANS = 2_000


class Laid(Protocol):
    """A block that can be set for one record after the other."""

    fixed: bool

    @property
    def clings(self) -> bool:
        """Whether the two lines before it must stay on its page."""

    def strips(self, source: Source) -> list[Strip]:
        """Return the block's strips for a source of values."""


@dataclass(frozen=True)
class PlannedPage:
    """A page of a plan: where the strips that are the same for all records stand, and the others.

    *closings* are the rules below a row that goes on overleaf.
    """

    name: str
    fixed: Sequence[Spot]
    loose: Sequence[Spot]
    closings: Sequence[tuple[float, float, float]]


@dataclass(frozen=True)
class Plan:
    """How the strips fall on pages; records whose strips are equally high share one."""

    pages: Sequence[PlannedPage]


@dataclass(frozen=True)
class Composed:
    """One document: its strips by block, and the plan of its pages."""

    strips: Sequence[Sequence[Strip]]
    plan: Plan


class Layout:
    """All blocks of a form for a job."""

    def __init__(self, form: Form, facts: Facts) -> None:
        self.form = form
        self.sheet = sheet_of(form.page)
        self._facts = facts
        self._blocks = [
            laid
            for before, block in zip([None, *form.blocks], form.blocks, strict=False)
            for laid in self._laid(block, before)
        ]
        nothing = Source(_Nobody())
        self._fixed = [
            self._strips(block, nothing) if block.fixed else None for block in self._blocks
        ]
        self._tables = frozenset(
            place for place, block in enumerate(self._blocks) if isinstance(block, GridBlock)
        )
        self._signatures = frozenset(
            place for place, block in enumerate(self._blocks) if block.clings
        )
        self._plans: dict[tuple[tuple[float, ...], ...], Plan] = {}
        self._names = count(1)

    def _laid(self, block: Block, before: Block | None) -> Iterable[Laid]:
        sheet, facts = self.sheet, self._facts
        match block:
            case Header():
                return HeaderBlock(block, sheet, facts), NumberBlock(block, sheet, facts)
            case Heading():
                first = not isinstance(before, Heading)
                return (HeadingBlock(block, sheet, facts, first=first),)
            case Prose():
                return (ProseBlock(block, sheet, facts),)
            case Repeated():
                return (RepeatedBlock(block, sheet, facts),)
            case Grid():
                return (GridBlock(block, sheet, facts),)
            case Signature():
                return signature_blocks(block, sheet, facts)

    def compose(self, source: Source) -> Composed:
        """Return the document for one source of values."""
        strips = [
            self._strips(block, source) if fixed is None else fixed
            for block, fixed in zip(self._blocks, self._fixed, strict=True)
        ]
        heights = tuple(
            [
                tuple([strip.height for strip in part])
                for part, fixed in zip(strips, self._fixed, strict=True)
                if fixed is None
            ]
        )
        plan = self._plans.get(heights)
        if plan is None:
            plan = self._plan(strips)
            if len(self._plans) < MOST_PLANS:
                self._plans[heights] = plan
        return Composed(strips, plan)

    def _strips(self, block: Laid, source: Source) -> list[Strip]:
        strips = block.strips(source)
        room = self.sheet.text_height
        if all(strip.height <= room for strip in strips):
            return strips
        return [piece for strip in strips for piece in sliced(strip, room)]

    def _plan(self, strips: Sequence[Sequence[Strip]]) -> Plan:
        filled = pages(strips, self.sheet.text_height, self._tables, self._signatures)
        return Plan([self._planned(page) for page in filled])

    def _planned(self, page: Page) -> PlannedPage:
        fixed = [spot for spot in page.spots if self._fixed[spot.block] is not None]
        loose = [spot for spot in page.spots if self._fixed[spot.block] is None]
        return PlannedPage(f"p{next(self._names)}", fixed, loose, page.closings)


class _Nobody:
    """A lookup that knows no record, for what depends on none."""

    def record(self, id: str) -> None:
        return None
