"""What an officer was typing when the window closed or the power failed: encrypted, local.

Not part of the book's state: never in the ledger, the digest or a delivery.
"""

import json
from dataclasses import dataclass

from desktop_app.model.field import Json
from desktop_app.store.driver import Connection


@dataclass(frozen=True)
class KeptDraft:
    """A half-filled entry form: its own name, register, record (empty when new), contents."""

    key: str
    register: str
    id: str
    values: dict[str, Json]
    at: str


def keep(connection: Connection, officer: str, draft: KeptDraft) -> None:
    """Keep or replace an officer's draft."""
    content = json.dumps(draft.values)  # in ASCII: half a character being typed is kept too
    connection.execute(
        "INSERT OR REPLACE INTO kept_draft VALUES (?, ?, ?, ?, ?, ?)",
        (draft.key, officer, draft.register, draft.id, content, draft.at),
    )


def drop(connection: Connection, officer: str, key: str) -> None:
    """Forget an officer's draft."""
    connection.execute("DELETE FROM kept_draft WHERE officer = ? AND name = ?", (officer, key))


def drop_of(connection: Connection, record: str) -> None:
    """Forget what anybody was typing into a record."""
    connection.execute("DELETE FROM kept_draft WHERE record = ?", (record,))


def kept(connection: Connection, officer: str) -> list[KeptDraft]:
    """Return an officer's drafts, newest first."""
    found = connection.execute(
        "SELECT name, register, record, content, at FROM kept_draft WHERE officer = ? "
        "ORDER BY at DESC",
        (officer,),
    )
    return [KeptDraft(key, register, id, json.loads(c), at) for key, register, id, c, at in found]
