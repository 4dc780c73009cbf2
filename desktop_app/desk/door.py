"""Before a password is typed: is there a book, who may open it, may he try now.

What stands here is loaded before the first window is painted, so it knows neither registers nor
desk; ``entrance`` opens the book.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from desktop_app.model.trouble import Trouble
from desktop_app.store import keyfile, refusals, tries
from desktop_app.store.driver import BOOK_FILE
from desktop_app.store.tries import Ticks, Waiting


@dataclass(frozen=True)
class Account:
    """Someone who may open the book on this PC."""

    name: str
    officer_id: str


def book_exists(folder: Path) -> bool:
    """Tell whether there is a book in *folder*. Raises Trouble when it may not be entered."""
    try:
        return (folder / BOOK_FILE).exists()
    except OSError as error:
        raise refusals.refused_by_disk(error) from error


def in_words(error: BaseException) -> Trouble | None:
    """Return what to tell of an error that came up at an open book; None when it is a bug."""
    return refusals.in_words(error)


def accounts(folder: Path) -> list[Account]:
    """Return who may open the book in *folder*. Raises Trouble when its keys are unreadable."""
    return [Account(wrap.name, wrap.officer_id) for wrap in keyfile.read_keys(folder).accounts()]


def ensure_may_try(folder: Path, name: str, ticks: Ticks = time.monotonic) -> None:
    """Raise Trouble when an account's password may not be tried now: it waits, or is locked."""
    tries.ensure_allowed(folder, name, ticks)


def seconds_to_wait(trouble: Trouble) -> int:
    """Return after how many seconds a refused password may be tried again; 0 where none helps."""
    return trouble.seconds if isinstance(trouble, Waiting) else 0
