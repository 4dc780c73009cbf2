"""The ledger: appending changes, reading them back, and the head of each device's chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from desktop_app.store.change import SCHEMA, START, Change, chained
from desktop_app.store.driver import Connection

COLUMNS = (
    "device, seq, lamport, wall, officer, schema, register, record, parents, payload, "
    "payload_hash, hash"
)
APPEND = f"INSERT INTO change ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass
class Head:
    """Where this PC's own chain stands: its last number, the highest clock seen, its hash."""

    device: str
    seq: int
    lamport: int
    hash: bytes


def head_of(connection: Connection, device: str) -> Head:
    """Return the head of *device*'s chain in this book."""
    last = connection.execute(
        "SELECT seq, hash FROM change WHERE device = ? ORDER BY seq DESC LIMIT 1", (device,)
    ).fetchone()
    highest = connection.execute(
        "SELECT max(lamport) FROM (SELECT lamport FROM change ORDER BY n DESC LIMIT 100000)"
    ).fetchone()[0]
    return Head(device, last[0] if last else 0, highest or 0, last[1] if last else START)


def append(
    connection: Connection, head: Head, what: tuple[str, str, str, str, str], payload: str
) -> Change:
    """Append a change to this PC's chain and move its *head*.

    *what* is (wall, officer, register, record, parents).
    """
    wall, officer, register, record, parents = what
    seq, lamport = head.seq + 1, head.lamport + 1
    payload_hash = sha256(payload.encode()).digest()
    header = (head.device, seq, lamport, wall, officer, SCHEMA, register, record, parents)
    hashed = chained(head.hash, header, payload_hash)
    connection.execute(APPEND, (*header, payload, payload_hash, hashed))
    head.seq, head.lamport, head.hash = seq, lamport, hashed
    return Change(*header, payload, payload_hash, hashed)


def changes_of(connection: Connection, record: str) -> list[Change]:
    """Return a record's changes, oldest first."""
    found = connection.execute(
        f"SELECT {COLUMNS} FROM change WHERE record = ? ORDER BY lamport, device",
        (record,),
    )
    return [Change(*row) for row in found]


def by_device(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """Yield all changes' raw rows, chain by chain in order."""
    yield from connection.execute(f"SELECT {COLUMNS} FROM change ORDER BY device, seq")


def change_count(connection: Connection) -> int:
    """Return how many changes the ledger holds."""
    return int(connection.execute("SELECT count(*) FROM change").fetchone()[0])


def broken_links(rows: Iterator[Sequence[Any]]) -> Iterator[tuple[str, int, str]]:
    """Yield (device, seq, what is wrong) for every break in the chains of raw *rows*."""
    device, expected, previous = "", 0, START
    for row in rows:
        if row[0] != device:
            device, expected, previous = row[0], 0, START
        expected += 1
        if row[1] != expected:
            yield device, expected, "thiếu thay đổi trong chuỗi"
            expected = row[1]
        elif chained(previous, tuple(row[:9]), row[10]) != row[11]:
            yield device, row[1], "mã băm của thay đổi không khớp"
        if row[9] is not None and sha256(row[9].encode()).digest() != row[10]:
            yield device, row[1], "nội dung thay đổi không khớp mã băm"
        previous = row[11]
