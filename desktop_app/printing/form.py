"""A printed form after reading: its head and the blocks it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop_app.printing.paths import Path
from desktop_app.printing.picks import Pick

Kind = Literal["record", "rows", "list", "listed"]


@dataclass(frozen=True)
class Text:
    """Fixed words."""

    text: str
    face: str


@dataclass(frozen=True)
class Value:
    """A place for a value."""

    path: Path
    face: str


@dataclass(frozen=True)
class Pen:
    """Dots typed into the form for the pen; *count* of them were typed."""

    count: int
    face: str


Span = Text | Value | Pen
Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """The kind of document (level 1), its subject (2), or a centred line below (3)."""

    level: int
    spans: Spans
    underlined: bool = False


@dataclass(frozen=True)
class Prose:
    """One paragraph of the body: each line of the file is one."""

    spans: Spans


@dataclass(frozen=True)
class Header:
    """The head: what stands left of the national name (or nothing), and the line of the date."""

    left: tuple[Spans, ...]
    right: tuple[Spans, ...]
    centred: bool


@dataclass(frozen=True)
class Signatory:
    """One column of signatures: titles, remarks in brackets, and the name after the gap."""

    titles: tuple[Spans, ...]
    remarks: tuple[Spans, ...]
    names: tuple[Spans, ...]


@dataclass(frozen=True)
class Recipients:
    """The list of recipients at the left of a signature."""

    title: Spans
    lines: tuple[Spans, ...]


@dataclass(frozen=True)
class Signature:
    """Rows of columns; *below* are lines under them all."""

    rows: tuple[tuple[Signatory | Recipients, ...], ...]
    below: tuple[Spans, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its share of the width and how its cells are aligned."""

    head: Spans
    share: float
    manner: str


@dataclass(frozen=True)
class Grid:
    """A table. Its rows are fixed, or one per entry of *path*, or one per listed record."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Spans, ...], ...]
    path: Path | None = None
    lists: str = ""
    only: Pick | None = None


@dataclass(frozen=True)
class Repeated:
    """Paragraphs printed once per entry of *path*."""

    path: Path
    lines: tuple[Spans, ...]
    only: Pick | None = None


Block = Heading | Prose | Header | Signature | Grid | Repeated


@dataclass(frozen=True)
class Form:
    """One form: its head, its blocks, and the file it came from.

    *kind*: a page per ``record``, per chosen entry of each record (``rows``), one ``list`` of
    the records, or a list of what hangs on each record (``listed``).
    """

    code: str
    number: str
    title: str
    register: str
    page: str
    version: str
    series: str
    file: str
    text: str
    blocks: Sequence[Block] = field(repr=False)
    kind: Kind = "record"
    lists: str = ""
    each: Path | None = None
    only: Pick | None = None
    coded: bool = False
    overridden: bool = False
