"""PROVISIONAL: replaced by the engine."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.model.trouble import Trouble
from desktop_app.store import ledger, rows, searching
from desktop_app.store.change import Change
from desktop_app.store.fold import folded_state


@dataclass(frozen=True)
class Known:
    seq: int
    hash: bytes


class Fork(Trouble):
    pass


class Gap(Trouble):
    pass


@dataclass(frozen=True)
class Merged:
    received: int
    known: int
    new: int
    changed: int
    conflicts: int
    records: list
    applied: int


def known(connection) -> dict[str, Known]:
    return {
        d: Known(s, h)
        for d, s, h in connection.execute(
            "SELECT device, seq, hash FROM change c WHERE seq=(SELECT max(seq) FROM change WHERE device=c.device)"
        )
    }


def changes_between(connection, device, after, upto) -> Iterator[Change]:
    for row in connection.execute(
        f"SELECT {ledger.COLUMNS} FROM change WHERE device=? AND seq>? AND seq<=? ORDER BY seq",
        (device, after, upto),
    ):
        yield Change(*row)


def merge(book, into, changes, progress=None) -> Merged:
    have = known(into.connection)
    got = list(changes)
    fresh = [c for c in got if c.seq > have.get(c.device, Known(0, b"")).seq]
    ledger.append(into.connection, fresh)
    touched = dict.fromkeys((c.register, c.record) for c in fresh)
    new = changed = conf = 0
    for reg, rec in touched:
        if reg not in book.registers:
            continue
        kind = book.registers[reg]
        old = into.record(rec)
        state = folded_state(ledger.changes_of(into.connection, rec), kind.together)
        if old is None:
            rows.insert(into.connection, kind, rec, state)
            new += 1
        else:
            rows.update(into.connection, kind, rec, state)
            changed += 1
        into.forget([rec])
        searching.refresh(into, into.record(rec))
        conf += bool(state.conflicts)
    book.head.lamport = max([book.head.lamport, *(c.lamport for c in fresh)])
    return Merged(len(got), len(got) - len(fresh), new, changed, conf, list(touched), len(fresh))


def undo_merge(book, into, officer) -> int:
    return 0
