"""Who opened restricted records, printed, exported, restored, and why: chained, of this PC only."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from desktop_app.store.change import START
from desktop_app.store.driver import Connection


@dataclass(frozen=True)
class Access:
    """One entry of the access log; no personal data but the ids."""

    wall: str
    officer: str
    action: str
    register: str
    record: str
    why: str


def note(connection: Connection, what: Access) -> None:
    """Append an entry, bound to the one before it; in a transaction of its own if need be."""
    last = connection.execute("SELECT hash FROM access ORDER BY n DESC LIMIT 1").fetchone()
    cells = (what.wall, what.officer, what.action, what.register, what.record, what.why)
    connection.execute(
        "INSERT INTO access (wall, officer, action, register, record, why, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*cells, _hashed(last[0] if last else START, cells)),
    )


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; what is empty does not matter. Days are inclusive."""

    officer: str = ""
    action: str = ""
    register: str = ""
    record: str = ""
    first: str = ""
    last: str = ""


def entries(connection: Connection, newest: int = 1_000, wanted: Wanted = Wanted()) -> list[Access]:
    """Return the newest entries that are wanted, newest first."""
    equal = ("officer", "action", "register", "record")
    tests = [f"{name} = ?" for name in equal if getattr(wanted, name)]
    values = [getattr(wanted, name) for name in equal if getattr(wanted, name)]
    for day, sign in ((wanted.first, ">="), (wanted.last, "<=")):
        if day:
            tests.append(f"substr(wall, 1, 10) {sign} ?")
            values.append(day)
    where = f"WHERE {' AND '.join(tests)} " if tests else ""
    found = connection.execute(
        "SELECT wall, officer, action, register, record, why FROM access "
        f"{where}ORDER BY n DESC LIMIT ?",
        (*values, newest),
    )
    return [Access(*row) for row in found]


def head(connection: Connection) -> tuple[int, str]:
    """Return the number of the newest entry and its hash, in hexadecimal."""
    found = connection.execute("SELECT n, hash FROM access ORDER BY n DESC LIMIT 1").fetchone()
    return (int(found[0]), _bytes(found[1]).hex()) if found else (0, START.hex())


def last_reason(connection: Connection, action: str) -> str:
    """Return what the newest entry of an action says; empty when there is none."""
    found = connection.execute(
        "SELECT why FROM access WHERE action = ? ORDER BY n DESC LIMIT 1", (action,)
    ).fetchone()
    return str(found[0]) if found else ""


def reasons(
    connection: Connection, action: str, records: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield (record, why) of each entry of an action on these records."""
    yield from connection.execute(
        "SELECT record, why FROM access "
        "WHERE action = ? AND record IN (SELECT value FROM json_each(?))",
        (action, json.dumps(list(records))),
    )


def breaks(connection: Connection) -> Iterator[int]:
    """Yield the numbers of entries that do not follow from the one before."""
    previous, expected = START, 0
    rows = connection.execute(
        "SELECT n, hash, wall, officer, action, register, record, why FROM access ORDER BY n"
    )
    for number, hashed, *cells in rows:
        expected += 1
        if number != expected or hashed != _hashed(previous, tuple(cells)):
            yield number
        previous, expected = _bytes(hashed), number
    # SQLite itself remembers the highest number, so that a missing end is seen too.
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'access'").fetchone()
    if expected != (last[0] if last else 0):
        yield expected + 1


def _hashed(previous: bytes, cells: tuple[str, ...]) -> bytes:
    return sha256(previous + "\x1f".join(map(str, cells)).encode()).digest()


def _bytes(hashed: object) -> bytes:
    return hashed if isinstance(hashed, bytes) else str(hashed).encode()
