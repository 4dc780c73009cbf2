"""Files that changes name, kept whole in the encrypted book and called by their content's sha256.

A value that stands for a file is an object with ``sha256`` (and what the field wants besides,
such as a name). The payload of a change that holds such values begins with the list of them
(``change.ATTACHING``): so any program finds the files that its ledger names, also those of fields
it does not know, and carries them. A file that no change names any more is let go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256

import orjson

from desktop_app.store.driver import Connection
from desktop_app.store.ledger import IS_ATTACHING


class Unlike(ValueError):
    """A content that is not the one its name was made from."""


def named(connection: Connection) -> dict[str, list[tuple[str, int]]]:
    """Return the files that the ledger names, each with the changes (device, seq) that do."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    asked = f"SELECT device, seq, payload FROM change WHERE {IS_ATTACHING}"
    for device, seq, payload in connection.execute(asked):
        for hashed in orjson.loads(payload)["attached"]:
            found[hashed].append((device, seq))
    return found


def held(connection: Connection) -> set[str]:
    """Return the files that are here."""
    return {hashed for (hashed,) in connection.execute("SELECT hash FROM attached_file")}


def missing(connection: Connection) -> set[str]:
    """Return the files that the ledger names and that are not here."""
    return named(connection).keys() - held(connection)


def content(connection: Connection, hashed: str) -> bytes | None:
    """Return a file's content; None when it is not here."""
    asked = "SELECT content FROM attached_file WHERE hash = ?"
    found = connection.execute(asked, (hashed,)).fetchone()
    return bytes(found[0]) if found else None


def keep(connection: Connection, hashed: str, content: bytes) -> None:
    """Keep a file, inside a transaction. Raises Unlike."""
    if sha256(content).hexdigest() != hashed:
        raise Unlike(hashed)
    connection.execute(
        "INSERT OR IGNORE INTO attached_file (hash, content) VALUES (?, ?)", (hashed, content)
    )


def damaged(connection: Connection) -> Iterator[str]:
    """Yield the files that are here and not what they are called by."""
    for hashed, content in connection.execute("SELECT hash, content FROM attached_file"):
        if sha256(content).hexdigest() != hashed:
            yield hashed


def drop_unnamed(connection: Connection) -> None:
    """Let go, overwritten, what no change names any more: an erasure took the name away."""
    gone = held(connection) - named(connection).keys()
    if not gone:
        return
    before = connection.execute("PRAGMA secure_delete").fetchone()[0]
    connection.execute("PRAGMA secure_delete = ON")
    connection.executemany("DELETE FROM attached_file WHERE hash = ?", [(one,) for one in gone])
    connection.execute(f"PRAGMA secure_delete = {before}")
