"""Changes of a book's tables that adding a column cannot do, each a named function.

None has been needed since the first format: a book of format 1 is what ``schema`` makes.
"""

from desktop_app.store.driver import Database, Migrations

book_migrations = Migrations("book")


def pending(db: Database) -> list[str]:
    """Return the names of the migrations that this book still lacks."""
    return [migration.name for migration in book_migrations.pending(db)]


def apply(db: Database) -> None:
    """Apply what is lacking; the caller has made a verified backup."""
    if pending(db):
        book_migrations.apply(db)


def mark_all(db: Database) -> None:
    """Run through all migrations on a new, still empty book, so that they count as applied."""
    book_migrations.apply(db)
