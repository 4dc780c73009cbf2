"""The ledger: appending changes, reading them back, and the head of each device's chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from desktop_app.store.change import SCHEMA, START, Change, chained
from desktop_app.store.driver import Connection

COLUMNS = (
    "device, seq, lamport, wall, officer, schema, register, record, parents, payload, "
    "payload_hash, hash"
)
APPEND = f"INSERT INTO change ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Lamport numbers grow along each device's chain, so only the ends of the chains are looked at.
HIGHEST = """
WITH RECURSIVE known(device) AS (
  SELECT min(device) FROM change
  UNION ALL
  SELECT (SELECT min(device) FROM change WHERE device > known.device) FROM known
  WHERE known.device IS NOT NULL
)
SELECT max((SELECT lamport FROM change WHERE change.device = known.device
            ORDER BY seq DESC LIMIT 1)) FROM known
"""
ERASING = '{"erased":'


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
    highest = connection.execute(HIGHEST).fetchone()[0]
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
    """Yield (device, seq, what is wrong) for every break in the chains of raw *rows*.

    A payload may be missing only when a change of kind ``erase`` lists its name.
    """
    device, expected, previous = "", 0, START
    payloads = _Payloads()
    for row in rows:
        if row[0] != device:
            device, expected, previous = row[0], 0, START
        expected += 1
        if row[1] != expected:
            yield device, expected, "thiếu thay đổi trong chuỗi"
            expected = row[1]
        elif not _follows(previous, row):
            yield device, row[1], "mã băm của thay đổi không khớp"
        if not payloads.sound(row):
            yield device, row[1], "nội dung thay đổi không khớp mã băm"
        previous = row[11]
    for author, seq in payloads.unlawfully_blank():
        yield author, seq, "nội dung thay đổi bị xóa mà không có thay đổi nào cho phép"


class _Payloads:
    """Holds payloads against their hashes and missing ones against the erasures that list them."""

    def __init__(self) -> None:
        self._blank: list[tuple[str, int]] = []
        self._erased: set[str] = set()

    def sound(self, row: Sequence[Any]) -> bool:
        """Tell whether a raw row's payload is the one its header was made for."""
        payload = row[9]
        if payload is None:
            self._blank.append((row[0], row[1]))
            return True
        if not isinstance(payload, str) or sha256(payload.encode()).digest() != row[10]:
            return False
        if payload.startswith(ERASING):
            self._erased.update(map(str, orjson.loads(payload)["erased"]))
        return True

    def unlawfully_blank(self) -> list[tuple[str, int]]:
        """Return device and number of every missing payload that no erasure lists."""
        return [
            (author, seq) for author, seq in self._blank if f"{author}:{seq}" not in self._erased
        ]


def _follows(previous: Any, row: Sequence[Any]) -> bool:
    if not isinstance(previous, bytes) or not isinstance(row[10], bytes):
        return False
    return bool(chained(previous, tuple(row[:9]), row[10]) == row[11])
