"""Changes of a book's tables that adding a column cannot do, each a named function.

None has been needed since the first format: a book of format 1 is what ``schema`` makes.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from desktop_app.store.driver import Connection

if TYPE_CHECKING:
    from desktop_app.store.migrating import Step

STEPS: tuple[Step, ...] = ()
SET = "book"


def pending(connection: Connection, steps: Sequence[Step] = STEPS) -> list[str]:
    """Return the names of the migrations that this book still lacks."""
    kept = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    done = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
    known = connection.execute(done, (SET,)) if connection.execute(kept).fetchone() else ()
    applied = {name for (name,) in known}
    return [step.__name__ for step in steps if step.__name__ not in applied]


def apply(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Apply what is lacking, each in a transaction of its own, and note that it was applied.

    The caller has made a verified backup, unless the book is still empty.
    """
    if pending(connection, steps):
        # Only then: loading sqlite-utils takes longer than opening a book.
        import_module("desktop_app.store.migrating").run(connection, SET, steps)
