"""Two records that are one and the same, such as one person entered twice: united, and parted.

Uniting is two ordinary changes. That of the one who goes deletes it and says whom it is now
(``$united``), that of the one who stays says whom it took in (``$absorbed/…``), so that deleting
it elsewhere meanwhile is a conflict. Parting takes both back. References are never written
anew: they resolve through ``stands_for``, and after parting point where they did.

The elder id always stays, on whichever PC it is done: so what different PCs unite without
knowing of each other never goes in a circle. A program that knows nothing of this shows the one
who went as deleted, and carries all of it.
"""

from __future__ import annotations

from desktop_app.model.field import Json
from desktop_app.model.record import Record
from desktop_app.store import ledger, writing
from desktop_app.store.book import Book
from desktop_app.store.change import ABSORBED, DELETED, UNITED, Change
from desktop_app.store.fold import folded_state
from desktop_app.store.reading import Reading
from desktop_app.store.writing import Deed


def unite(
    book: Book, into: Reading, goes: Record, stays: Record, deed: Deed
) -> tuple[Change, Change]:
    """Let *goes* be *stays* from now on, inside a transaction; return the change of each.

    Raises ValueError unless both are live, of one register, and the elder id stays.
    """
    sound = goes.table == stays.table and stays.id < goes.id
    if not sound or goes.deleted or stays.deleted:
        raise ValueError(f"{goes.id} cannot become {stays.id}")
    left = writing.alter(book, into, goes, {DELETED: True, UNITED: stays.id}, deed)
    taken: dict[str, Json] = {f"{ABSORBED}{goes.id}": True}
    return left, writing.alter(book, into, stays, taken, deed)


def part(book: Book, into: Reading, gone: Record, deed: Deed) -> None:
    """Let a record be its own again, inside a transaction. Raises ValueError when it is."""
    state = _state(into, gone)
    stays = into.record(str(state.get(UNITED, "")))
    if stays is None:
        raise ValueError(f"{gone.id} was united with none")
    writing.alter(book, into, gone, {DELETED: None, UNITED: None}, deed)
    writing.alter(book, into, stays, {f"{ABSORBED}{gone.id}": None}, deed)


def stands_for(reading: Reading, id: str) -> str:
    """Return the record that a reference to *id* means now: itself, or whom it was united with.

    While PCs disagree whether it went, it stands for itself.
    """
    record = reading.record(id)
    while record is not None and record.deleted:
        state = _state(reading, record)
        wanted = str(state.get(UNITED, ""))
        following = reading.record(wanted) if wanted and wanted < record.id else None
        if following is None or UNITED in record.disputed:
            break
        record = following
    return record.id if record is not None else id


def absorbed(reading: Reading, record: Record) -> list[Record]:
    """Return the records that mean *record* since they were united with it, at any remove."""
    found: dict[str, Record] = {}
    pending = [record.id]
    while pending:
        for id in _ever_absorbed(reading, pending.pop()):
            one = reading.record(id)
            if one is not None and id not in found and stands_for(reading, id) == record.id:
                found[id] = one
                pending.append(id)
    return list(found.values())


def _ever_absorbed(reading: Reading, id: str) -> set[str]:
    """Return whom a record ever took in, also by changes that its erasure did not know."""
    fields = {
        key for one in ledger.changes_of(reading.connection, id) for key in one.content()["fields"]
    }
    return {key.removeprefix(ABSORBED) for key in fields if key.startswith(ABSORBED)}


def _state(reading: Reading, record: Record) -> dict[str, Json]:
    changes = ledger.changes_of(reading.connection, record.id)
    return folded_state(changes, record.together).flat
