"""The ledger: appending changes, reading them back, and the head of each device's chain."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter

import orjson

from desktop_app.store.change import ERASING, SCHEMA, START, Change, chained, linked
from desktop_app.store.driver import Connection

COLUMNS = (
    "device, seq, lamport, wall, officer, schema, register, record, parents, payload, "
    "payload_hash, hash"
)
APPEND = f"INSERT INTO change ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_cells = attrgetter(*COLUMNS.split(", "))
_DEVICES = """
WITH RECURSIVE known(device) AS (
  SELECT min(device) FROM change
  UNION ALL
  SELECT (SELECT min(device) FROM change WHERE device > known.device) FROM known
  WHERE known.device IS NOT NULL
)
"""
# Lamport numbers grow along each device's chain, so only the ends of the chains are looked at.
HIGHEST = f"""{_DEVICES}
SELECT max((SELECT lamport FROM change WHERE change.device = known.device
            ORDER BY seq DESC LIMIT 1)) FROM known
"""
ENDS = f"""{_DEVICES}
SELECT change.device, seq, lamport, hash FROM known JOIN change ON change.device = known.device
AND seq = (SELECT max(seq) FROM change AS own WHERE own.device = known.device)
"""
IS_ERASURE = "payload >= '{\"erased\":' AND payload < '{\"erased\";'"
ERASURES = f"SELECT device, seq, payload FROM change WHERE {IS_ERASURE}"
Progress = Callable[[int, int], None]
HEADER = ("device", "seq", "lamport", "wall", "officer", "schema", "register", "record", "parents")
NUMBERS = {"seq", "lamport", "schema"}
# A change as its chain sees it. SQLite joins the header, which is twice as fast as doing it here;
# so it also tells whether every cell has its own type, and hashes are bytes.
_JOINED = ", ".join(f"{name}, x'1f'" for name in HEADER)
_TYPES = {**dict.fromkeys(HEADER, "text"), **dict.fromkeys(NUMBERS, "integer")}
_TYPED = " AND ".join(f"typeof({name}) = '{kind}'" for name, kind in _TYPES.items())
LINK = (
    f"device, seq, CAST(concat({_JOINED}) AS BLOB), CAST(payload AS BLOB), "
    f"CAST(payload_hash AS BLOB), CAST(hash AS BLOB), {_TYPED} "
    "AND typeof(payload) <> 'blob' AND typeof(payload_hash) = 'blob' AND typeof(hash) = 'blob'"
)
# device, seq, header, payload, payload hash, hash, whether all types are right
Link = tuple[str, int, bytes, bytes | None, bytes, bytes, int]


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


def wall_of(connection: Connection, device: str, seq: int) -> str:
    """Return what the clock said at a device's change; empty when it is not here."""
    found = connection.execute(
        "SELECT wall FROM change WHERE device = ? AND seq = ?", (device, seq)
    ).fetchone()
    return str(found[0]) if found else ""


def hash_at(connection: Connection, device: str, seq: int) -> bytes | None:
    """Return the hash of a device's change of this number; None when it is not here."""
    found = connection.execute(
        "SELECT hash FROM change WHERE device = ? AND seq = ?", (device, seq)
    ).fetchone()
    return bytes(found[0]) if found else None


def last_wall(connection: Connection, device: str) -> str:
    """Return what the clock said at *device*'s newest change; empty when there is none."""
    found = connection.execute(
        "SELECT wall FROM change WHERE device = ? ORDER BY seq DESC LIMIT 1", (device,)
    ).fetchone()
    return str(found[0]) if found else ""


def chained_on(head: Head, what: tuple[str, str, str, str, str], payload: str) -> Change:
    """Return the next change of this PC's chain, still to be written, and move its *head*.

    *what* is (wall, officer, register, record, parents).
    """
    wall, officer, register, record, parents = what
    seq, lamport = head.seq + 1, head.lamport + 1
    payload_hash = sha256(payload.encode()).digest()
    header = (head.device, seq, lamport, wall, officer, SCHEMA, register, record, parents)
    hashed = chained(head.hash, header, payload_hash)
    head.seq, head.lamport, head.hash = seq, lamport, hashed
    return Change(*header, payload, payload_hash, hashed)


def append(connection: Connection, changes: Iterable[Change]) -> None:
    """Write changes into the ledger."""
    connection.executemany(APPEND, map(_cells, changes))


def changes_of(connection: Connection, record: str) -> list[Change]:
    """Return a record's changes, oldest first."""
    found = connection.execute(
        f"SELECT {COLUMNS} FROM change WHERE record = ? ORDER BY lamport, device",
        (record,),
    )
    return [Change(*row) for row in found]


def changes_of_each(
    connection: Connection, records: Sequence[str]
) -> Iterator[tuple[str, list[Change]]]:
    """Yield each of some *records* (at most 500) with its changes, oldest first."""
    known: dict[str, list[Change]] = {record: [] for record in records}
    found = connection.execute(
        f"SELECT {COLUMNS} FROM change WHERE record IN ({','.join('?' * len(records))}) "
        "ORDER BY lamport, device",
        records,
    )
    for row in found:
        known[row[7]].append(Change(*row))
    yield from known.items()


def numbered_changes_of_each(
    connection: Connection, records: Sequence[str]
) -> Iterator[tuple[str, list[tuple[int, Change]]]]:
    """Yield each of some *records* (at most 500) with its changes and the ledger's own numbers."""
    known: dict[str, list[tuple[int, Change]]] = {record: [] for record in records}
    found = connection.execute(
        f"SELECT n, {COLUMNS} FROM change WHERE record IN ({','.join('?' * len(records))})",
        records,
    )
    for number, *cells in found:
        change = Change(*cells)
        known[change.record].append((number, change))
    yield from known.items()


def blank(connection: Connection, record: str) -> None:
    """Take away every payload of a record but those of erasures, which allow it."""
    connection.execute(
        "UPDATE change SET payload = NULL "
        "WHERE record = ? AND payload IS NOT NULL AND substr(payload, 1, ?) <> ?",
        (record, len(ERASING), ERASING),
    )


def author_of(connection: Connection, record: str) -> str:
    """Return the officer who made a record's first change; empty when there is none."""
    found = connection.execute(
        "SELECT officer FROM change WHERE record = ? ORDER BY lamport, device LIMIT 1", (record,)
    ).fetchone()
    return str(found[0]) if found else ""


def links(connection: Connection) -> Iterator[Link]:
    """Yield all changes as links of their chains, chain by chain in order."""
    yield from connection.execute(f"SELECT {LINK} FROM change ORDER BY device, seq")


def newest(connection: Connection) -> int:
    """Return the ledger's own number of its last line."""
    return int(connection.execute("SELECT max(n) FROM change").fetchone()[0] or 0)


def registers_since(connection: Connection, number: int) -> set[str]:
    """Return the registers that changes after the ledger's line *number* speak of."""
    found = connection.execute("SELECT DISTINCT register FROM change WHERE n > ?", (number,))
    return {register for (register,) in found}


def change_count(connection: Connection) -> int:
    """Return how many changes the ledger holds."""
    return int(connection.execute("SELECT count(*) FROM change").fetchone()[0])


def broken_links(found: Iterator[Link]) -> Iterator[tuple[str, int, str]]:
    """Yield (device, seq, what is wrong) for every break in the chains of the *found* links.

    A payload may be missing only when a change of kind ``erase`` lists its name.
    """
    device, expected, previous = "", 0, START
    payloads = _Payloads()
    for author, seq, header, payload, payload_hash, hashed, sound in found:
        if author != device:
            device, expected, previous = author, 0, START
        expected += 1
        if seq != expected:
            yield device, expected, "thiếu thay đổi trong chuỗi"
            expected = seq
        elif not sound or linked(previous, header, payload_hash) != hashed:
            yield device, seq, "mã băm của thay đổi không khớp"
        if not payloads.sound(author, seq, payload, payload_hash):
            yield device, seq, "nội dung thay đổi không khớp mã băm"
        previous = hashed
    for author, seq in payloads.unlawfully_blank():
        yield author, seq, "nội dung thay đổi bị xóa mà không có thay đổi nào cho phép"


class _Payloads:
    """Holds payloads against their hashes and missing ones against the erasures that list them."""

    def __init__(self) -> None:
        self._blank: list[tuple[str, int]] = []
        self._erased: set[str] = set()

    def sound(self, device: str, seq: int, payload: bytes | None, payload_hash: bytes) -> bool:
        """Tell whether a change's payload is the one its header was made for."""
        if payload is None:
            self._blank.append((device, seq))
            return True
        if sha256(payload).digest() != payload_hash:
            return False
        if payload.startswith(ERASING.encode()):
            self._erased.update(map(str, orjson.loads(payload)["erased"]))
        return True

    def unlawfully_blank(self) -> list[tuple[str, int]]:
        """Return device and number of every missing payload that no erasure lists."""
        return [
            (author, seq) for author, seq in self._blank if f"{author}:{seq}" not in self._erased
        ]
