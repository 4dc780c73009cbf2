"""What a book knows of the post's PCs: certificates, signed heads, what each is known to have.

These tables are this PC's own: no part of the book's state, of its digest or of a report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass

import orjson

from desktop_app.store.driver import Connection


@dataclass(frozen=True)
class Certificate:
    """A device of the post as another one vouches for it.

    *by* is the device that let it in, *proof* its signature; the founding device vouches for
    itself. *revoked* is the last number accepted of it, by *revoked_by* with *revoked_proof*.
    """

    device: str
    name: str
    sign: str
    age: str
    by: str
    proof: str
    revoked: int | None = None
    revoked_by: str = ""
    revoked_proof: str = ""


@dataclass(frozen=True)
class SignedHead:
    """A device's signature of where its chain stood: it vouches for all changes before too."""

    device: str
    seq: int
    hash: bytes
    signature: str


def certificates(connection: Connection) -> list[Certificate]:
    """Return all devices of the post, in the order they came in."""
    return [
        Certificate(*row)
        for row in connection.execute(
            "SELECT device, name, sign, age, by, proof, revoked, revoked_by, revoked_proof "
            "FROM device ORDER BY n"
        )
    ]


def keep_certificates(connection: Connection, known: Iterable[Certificate]) -> None:
    """Keep or renew certificates."""
    connection.executemany(
        "INSERT INTO device (device, name, sign, age, by, proof, revoked, revoked_by, "
        "revoked_proof) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device) DO UPDATE SET "
        "name = excluded.name, by = excluded.by, proof = excluded.proof, "
        "revoked = excluded.revoked, revoked_by = excluded.revoked_by, "
        "revoked_proof = excluded.revoked_proof",
        [astuple(one) for one in known],
    )


def signed_heads(connection: Connection, device: str, after: int, upto: int) -> list[SignedHead]:
    """Return the signed heads of a device's chain beyond *after* and up to *upto*, in order."""
    found = connection.execute(
        "SELECT device, seq, hash, signature FROM signed_head "
        "WHERE device = ? AND seq > ? AND seq <= ? ORDER BY seq",
        (device, after, upto),
    )
    return [SignedHead(*row) for row in found]


def keep_heads(connection: Connection, heads: Iterable[SignedHead]) -> None:
    """Keep signed heads."""
    connection.executemany(
        "INSERT OR REPLACE INTO signed_head VALUES (?, ?, ?, ?)", [astuple(one) for one in heads]
    )


def knowledge(connection: Connection) -> dict[str, dict[str, int]]:
    """Return for each other device how far it is known to have each chain."""
    found = connection.execute("SELECT device, knows FROM peer")
    return {device: orjson.loads(knows) for device, knows in found}


def lacks(connection: Connection) -> dict[str, set[str]]:
    """Return for each other device the files that its card said it lacks."""
    found: dict[str, set[str]] = defaultdict(set)
    for device, hashed in connection.execute("SELECT device, hash FROM peer_lacks"):
        found[device].add(hashed)
    return found


def keep_lacks(connection: Connection, device: str, hashes: Iterable[str]) -> None:
    """Remember which files a device's card says it lacks, in the place of those before."""
    connection.execute("DELETE FROM peer_lacks WHERE device = ?", (device,))
    rows = [(device, hashed) for hashed in set(hashes)]
    connection.executemany("INSERT INTO peer_lacks VALUES (?, ?)", rows)


def keep_knowledge(connection: Connection, device: str, knows: dict[str, int]) -> None:
    """Remember what a device's card said; what it had it will have."""
    before = knowledge(connection).get(device, {})
    higher = {one: max(seq, before.get(one, 0)) for one, seq in {**before, **knows}.items()}
    connection.execute(
        "INSERT OR REPLACE INTO peer VALUES (?, ?)", (device, orjson.dumps(higher).decode())
    )
