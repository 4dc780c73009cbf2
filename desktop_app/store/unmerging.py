"""A whole merge taken back: by changes that lead each record to where it was before it."""

from collections.abc import Iterator, Sequence

import orjson

from desktop_app.model.field import Json
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.store import ledger
from desktop_app.store.applying import PART, brought_in
from desktop_app.store.book import Book
from desktop_app.store.change import APPROVAL, DELETED, Change, payload_of
from desktop_app.store.fold import folded_state
from desktop_app.store.reading import Reading
from desktop_app.store.receiving import Received
from desktop_app.store.writing import wall

MERGED = "merged"  # the ledger's numbers before and at the end of the last merge
UNDOING = "undo"


class NothingMerged(Trouble):
    """No merge, or none that was not taken back already."""

    def __init__(self) -> None:
        super().__init__(
            "Không có lần nhận dữ liệu nào để hoàn tác.",
            "Chưa có gì bị thay đổi.",
            "Mỗi lần nhận chỉ hoàn tác được một lần, trước lần nhận tiếp theo.",
            "DB-24",
        )


def undo_merge(book: Book, into: Reading, officer: str) -> int:
    """Take the last merge back, inside a transaction; return how many records that changed.

    What officers wrote since then stays: the fields they gave, and the new records they went on
    with. The changes themselves remain in the ledger. Raises NothingMerged.
    """
    span = book.meta(MERGED)
    if not span:
        raise NothingMerged
    first, last = orjson.loads(span)
    undone, before = 0, ledger.newest(into.connection)
    for register, ids in _touched(into, first, last):
        compensating: list[Change] = []
        for id, numbered in ledger.numbered_changes_of_each(into.connection, ids):
            fields = _taking_back(register, numbered, first, last)
            if fields:
                heads = folded_state([each for _, each in numbered], register.together).heads
                payload = payload_of(fields, UNDOING)
                what = (wall(into.present), officer, register.table, id, ",".join(heads))
                compensating.append(ledger.chained_on(book.head, what, payload))
        ledger.append(into.connection, compensating)
        undone += len(compensating)
    brought_in(book, into, Received(before, entered=undone))
    book.set_meta(MERGED, "")
    return undone


def _touched(into: Reading, first: int, last: int) -> Iterator[tuple[type[Record], list[str]]]:
    """Yield the records that a merge touched, some at a time."""
    for table, register in into.registers.items():
        cursor = into.connection.execute(
            "SELECT DISTINCT record FROM change WHERE n > ? AND n <= ? AND register = ?",
            (first, last, table),
        )
        for_all = [id for (id,) in cursor]
        for start in range(0, len(for_all), PART):
            yield register, for_all[start : start + PART]


def _taking_back(
    register: type[Record], numbered: Sequence[tuple[int, Change]], first: int, last: int
) -> dict[str, Json]:
    """Return the fields that lead a record back to before the merge; none when it stays."""
    before = [change for number, change in numbered if number <= first]
    later = {key for number, one in numbered if number > last for key in one.content()["fields"]}
    now = folded_state([change for _, change in numbered], register.together)
    if now.erased:
        return {}  # an erasure is never taken back, nor does anything else stand beside it
    if not before:
        return {} if later or now.deleted else {DELETED: True}
    old = folded_state(before, register.together)
    keys = {*old.flat, *now.flat, *now.conflicts} - {APPROVAL} - later
    keys -= old.conflicts.keys()
    return {
        key: old.flat.get(key)
        for key in sorted(keys)
        if old.flat.get(key) != now.flat.get(key) or key in now.conflicts
    }
