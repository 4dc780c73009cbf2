"""Merging: changes of other PCs taken over, as a union of what both know; and taken back whole.

What is entered, and in which order or how often it came, makes no difference: every row is what
all changes of its record amount to (see ``fold``).
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import orjson

from desktop_app.store import ledger
from desktop_app.store.applying import brought_in
from desktop_app.store.book import Book
from desktop_app.store.change import Change
from desktop_app.store.driver import Connection, wide_cache
from desktop_app.store.reading import Reading
from desktop_app.store.receiving import Damaged, Fork, Gap, received
from desktop_app.store.unmerging import MERGED, NothingMerged, undo_merge

__all__ = [
    "Damaged",
    "Fork",
    "Gap",
    "Known",
    "Merged",
    "NothingMerged",
    "changes_between",
    "known",
    "merge",
    "undo_merge",
]


@dataclass(frozen=True)
class Known:
    """How far a replica knows a device's chain: the last number and its hash."""

    seq: int
    hash: bytes


@dataclass(frozen=True)
class Merged:
    """What a merge did, in changes: all *received*, those *known* before, those *applied*.

    And in records of registers that this program has: *new* here, *changed*, those that came
    into a conflict they had not been in.
    *waiting* names each device part of whose chain was left for a later time, and the device
    whose changes that part builds on (empty: an erasure that is not here yet).
    """

    received: int
    known: int
    new: int
    changed: int
    conflicts: int
    applied: int
    waiting: Mapping[str, str] = field(default_factory=dict)


def known(connection: Connection) -> dict[str, Known]:
    """Return what a book knows of each device's chain."""
    ends = connection.execute(ledger.ENDS)
    return {device: Known(seq, hashed) for device, seq, _, hashed in ends}


def changes_between(connection: Connection, device: str, after: int, upto: int) -> Iterator[Change]:
    """Yield a device's changes from number *after* + 1 to number *upto*, in order."""
    found = connection.execute(
        f"SELECT {ledger.COLUMNS} FROM change WHERE device = ? AND seq > ? AND seq <= ? "
        "ORDER BY seq",
        (device, after, upto),
    )
    for row in found:
        yield Change(*row)


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Let Python look for no cycles: a merge makes none, and its many objects make that dear."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def merge(
    book: Book,
    into: Reading,
    changes: Iterable[Change],
    progress: ledger.Progress | None = None,
    *,
    proven: bool = False,
) -> Merged:
    """Take over, inside a transaction, what is new among authenticated *changes*.

    Each device's changes come in order of number; *proven* see ``received``. *progress* is told
    (done, total), with total 0 while changes are still coming in. What builds on changes that are
    not here is left to a later delivery (``waiting``). Raises Gap, Fork, Damaged before anything
    is written.
    """
    with wide_cache(into.connection), _collecting_nothing():
        came = received(into.connection, changes, progress, proven=proven)
        applying = brought_in(book, into, came, progress)
    if came.entered:
        book.set_meta(MERGED, orjson.dumps([came.first, ledger.newest(into.connection)]).decode())
        book.head = ledger.head_of(into.connection, book.head.device)
    return Merged(
        came.received,
        came.known,
        applying.new,
        applying.changed,
        applying.conflicts,
        came.entered,
        came.waiting,
    )
