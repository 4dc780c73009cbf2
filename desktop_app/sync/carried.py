"""What of this PC's own changes no stick has carried away yet: asked at each start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.store import ledger
from desktop_app.store.book import Book
from desktop_app.sync.myself import CARRIED, Myself, myself


@dataclass(frozen=True)
class Uncarried:
    """How many of this PC's own changes no stick has carried away yet, and for how many days."""

    changes: int
    days: int


def uncarried(book: Book) -> Uncarried | None:
    """Return what waits for a stick; None where there is no other PC to carry it to."""
    if not myself(book).others:
        return None
    carried = int(book.meta(CARRIED) or 0)
    number = book.head.seq - carried
    if number <= 0:
        return Uncarried(0, 0)
    since = ledger.wall_of(book.reading().connection, book.head.device, carried + 1)
    began = datetime.fromisoformat(since).replace(tzinfo=None) if since else book.clock()
    return Uncarried(number, max(0, (book.clock() - began).days))


def note_carried(book: Book, me: Myself) -> None:
    """Note that a stick has all of this PC's changes, where another PC may come for them."""
    if me.others:
        with book.transaction():
            book.set_meta(CARRIED, str(book.head.seq))
