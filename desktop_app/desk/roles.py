"""The roles of this PC's accounts, kept inside the encrypted book."""

from __future__ import annotations

from desktop_app.desk.permission import Role
from desktop_app.store.book import Book

ACCOUNTS, STOPPED = "accounts", "stopped_accounts"


def roles(book: Book) -> dict[str, Role]:
    """Return the role of every account by its officer, those that were stopped too."""
    return {officer: Role(role) for officer, role in book.document(ACCOUNTS).items()}


def kept_roles(wanted: dict[str, Role]) -> dict[str, str]:
    """Return roles as the book keeps them."""
    return {officer: role.value for officer, role in wanted.items()}


def stopped(book: Book) -> set[str]:
    """Return the officers whose accounts were stopped: an old file of keys opens nothing."""
    return set(book.document(STOPPED))
