"""The one door to SQLCipher."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

Connection = Any
BOOK_FILE = "so.antt"
Error: type[Exception] = dbapi2.Error
DatabaseError: type[Exception] = dbapi2.DatabaseError
OperationalError: type[Exception] = dbapi2.OperationalError
CACHE_KIB = 16_000
WIDE_CACHE_KIB = 40_000  # with what two readers hold still below 64 MB
PAGES_IN_JOURNAL = 4_000  # with the usual 1,000 every twentieth save waits for a checkpoint
MOST_STATEMENTS = 500  # a dozen registers have a dozen statements each

__all__ = [
    "BOOK_FILE",
    "Connection",
    "DatabaseError",
    "Error",
    "OperationalError",
    "connect",
    "format_of",
    "wide_cache",
]


def format_of(path: Path, key: bytes) -> int | None:
    """Return the format number of an encrypted file, touching not a byte of it.

    None when the file alone is unreadable and a journal lies beside it: a crash may have come
    while the journal was being written back, and then only both together are the book.
    """
    connection = dbapi2.connect(_address(path, "immutable=1"), uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except DatabaseError:
        if path.with_name(path.name + "-wal").exists():
            return None
        raise
    finally:
        connection.close()


def connect(
    path: Path,
    key: bytes,
    *,
    writing: bool,
    making: bool = False,
    cache_kib: int = CACHE_KIB,
) -> Connection:
    """Open an encrypted file with its raw 32-byte key; autocommit, WAL, full durability.

    Only *making* creates the file when there is none: elsewhere an empty one would lie in the
    place of a book that was taken away. A reading connection is refused every write by SQLite
    itself. Raises OperationalError when the file cannot be opened.
    """
    connection = dbapi2.connect(
        _address(path, "mode=rwc" if making else "mode=rw"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=10,
        cached_statements=MOST_STATEMENTS,
    )
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")
    run(f"PRAGMA key = \"x'{key.hex()}'\"")
    run("PRAGMA trusted_schema = OFF")
    run("PRAGMA temp_store = MEMORY")
    run(f"PRAGMA cache_size = -{cache_kib}")
    if writing:
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run(f"PRAGMA wal_autocheckpoint = {PAGES_IN_JOURNAL}")
        run("PRAGMA foreign_keys = OFF")
    else:
        run("PRAGMA query_only = ON")
    return connection


@contextmanager
def wide_cache(connection: Connection) -> Iterator[None]:
    """Let a writer hold more pages while it works all over the book."""
    connection.execute(f"PRAGMA cache_size = -{WIDE_CACHE_KIB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _address(path: Path, options: str) -> str:
    """Return a file's address as SQLite reads it: a share of the network has no authority."""
    address = path.resolve().as_uri()
    if not address.startswith("file:///"):
        address = address.replace("file://", "file:////", 1)
    return f"{address}?{options}"
