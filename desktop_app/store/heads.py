"""Where the chains of a book stand: written down elsewhere, they bind all that came before."""

from dataclasses import dataclass

from desktop_app.store import accesslog
from desktop_app.store.book import Book

SHOWN = 16


@dataclass(frozen=True)
class Heads:
    """The newest link of this PC's ledger and of its access log: number and start of the hash."""

    ledger: str
    access: str


def heads(book: Book) -> Heads:
    """Return where a book's chains stand now."""
    number, hashed = accesslog.head(book.reading().connection)
    own = book.head
    return Heads(f"{own.device}:{own.seq} {own.hash.hex()[:SHOWN]}", f"{number} {hashed[:SHOWN]}")
