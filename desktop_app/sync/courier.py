"""Give and take with a stick: take first, then write what the others still lack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop_app.model.kinds import dotted
from desktop_app.model.trouble import Trouble
from desktop_app.store import attachments, devices, ledger, merging
from desktop_app.store.book import Book
from desktop_app.store.change import START
from desktop_app.store.digesting import digest, reckoned_digest
from desktop_app.store.merging import Merged
from desktop_app.store.writing import wall
from desktop_app.sync import attached, card, delivery, segment
from desktop_app.sync.card import Card
from desktop_app.sync.carried import note_carried
from desktop_app.sync.delivery import Delivery, Progress, name_of
from desktop_app.sync.myself import Myself, myself
from desktop_app.sync.roster import Roster
from desktop_app.sync.segment import Segment
from desktop_app.sync.signing import USUAL_CONTENT, new_heads
from desktop_app.sync.stick import Stick, present


@dataclass(frozen=True)
class Synced:
    """What one visit of a stick did; *differing* names PCs whose equal books are not equal."""

    received: int
    known: int
    new: int
    changed: int
    conflicts: int
    waiting: list[str]
    refused: list[tuple[str, str]]
    written: int
    from_devices: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


class _Looked(Exception):
    """Ends a transaction that only wanted to see what would become of it."""


def sync(
    book: Book,
    stick: Stick,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Synced:
    """Take what a stick brings, in one transaction, then give. Raises Trouble, NotGiven.

    A *dry_run* says what would be taken and writes nothing, here or there.
    """
    present(stick.folder)
    me = myself(book)
    with delivery.brought(book, me, stick, _stoppable(progress, cancelled)) as found:
        if cancelled():
            raise Stopped
        merged = _looked(book, found) if dry_run else _taken(book, found)
    if dry_run:
        return _told(found, merged, 0, book)
    waiting, refused = attached.take(book, me, stick)
    found.waiting += waiting
    found.refused += refused
    try:
        written = give(book, stick, progress)
        if not (found.waiting or found.refused or merged.waiting):
            attached.clear_unnamed(book, stick)
    except Trouble as trouble:
        raise NotGiven(trouble, merged.applied) from trouble
    return _told(found, merged, written, book)


class NotGiven(Trouble):
    """The stick failed, or was full, while it was written to: what was taken before stays."""

    def __init__(self, why: Trouble, taken: int) -> None:
        stays = f" {dotted(taken)} thay đổi vừa nhận từ USB đã vào sổ." if taken else ""
        later = " Những gì USB chưa mang được sẽ ghi ra ở lần đồng bộ sau."
        super().__init__(why.what, f"{why.means}{stays}{later}", why.do, why.code)
        self.taken = taken


class Stopped(Exception):
    """The officer stopped before anything was written."""


def _stoppable(progress: Progress | None, cancelled: Callable[[], bool]) -> Progress:
    """Return what tells how far the reading is and ends it, between two files, on request."""

    def told(done: int, total: int) -> None:
        if cancelled():
            raise Stopped
        if progress is not None:
            progress(done, total)

    return told


def _told(found: Delivery, merged: Merged, written: int, book: Book) -> Synced:
    return Synced(
        merged.received,
        merged.known + found.known,
        merged.new,
        merged.changed,
        merged.conflicts,
        [*found.waiting, *_waiting(found.roster, merged)],
        found.refused,
        written,
        sorted({found.roster.devices[each].name for each in found.from_devices}),
        _differing(book, found),
    )


def _waiting(roster: Roster, merged: Merged) -> list[str]:
    """Return what was left for a later stick because what it builds on is not here yet."""
    return [
        f"Chờ USB của máy «{name_of(roster, parent) if parent else 'đã xóa dữ liệu'}»: thay đổi"
        f" của máy «{name_of(roster, device)}» dựa trên thay đổi chưa tới"
        for device, parent in merged.waiting.items()
    ]


def _taken(book: Book, found: Delivery) -> Merged:
    with book.long_transaction() as into:
        merged = merging.merge(book, into, found.changes(), proven=True)
        devices.keep_certificates(into.connection, found.roster.devices.values())
        devices.keep_heads(into.connection, found.heads)
        for each in found.cards:
            devices.keep_knowledge(into.connection, each.device, each.knows)
            devices.keep_lacks(into.connection, each.device, each.lacks)
    return merged


def _looked(book: Book, found: Delivery) -> Merged:
    merged: Merged | None = None
    try:
        with book.long_transaction() as into:
            merged = merging.merge(book, into, found.changes(), proven=True)
            raise _Looked  # noqa: TRY301 - the transaction must end as if it had never begun
    except _Looked:
        pass
    if merged is None:
        raise LookupError("nothing was looked at")
    return merged


def _differing(book: Book, found: Delivery) -> list[str]:
    """Return the PCs that have the very same changes and yet another digest."""
    mine = vector(book)
    equal = [each for each in found.cards if each.digest and each.knows == mine]
    if not equal:
        return []
    ours = reckoned_digest(book).digest
    if any(each.digest != ours for each in equal):
        ours = digest(book.reading()).digest  # no alarm for what only the reckoning got wrong
    names = found.roster.devices
    return [names[each.device].name for each in equal if each.digest != ours]


# --------------------------------------------------------------------------- giving


def give(book: Book, stick: Stick, progress: Progress | None = None) -> int:
    """Write what the post's other PCs lack, and this PC's card; return the changes written."""
    me = myself(book)
    stick.sweep()
    readers = me.roster.readers()
    recipients = me.roster.recipients()
    on_stick = set(stick.names(segment.NAME))
    written = 0
    for one in _lacking(book, me):
        name = segment.name_of(one.head, one.first, [each.device for each in readers])
        content = segment.content_of(one)
        if name not in on_stick or not delivery.holds(me, stick, name, content):
            stick.write(name, segment.sealed(content, recipients))
            written += len(one.changes)
            if progress is not None:
                progress(written, written)
    attached.give(book, me, stick)
    stick.write(f"{me.device}{card.ENDING}", segment.sealed(_card(book, me), recipients))
    _clean(book, me, stick)
    note_carried(book, me)
    return written


def _lacking(book: Book, me: Myself) -> Iterator[Segment]:
    """Yield what at least one other PC is not known to have, cut at signed heads."""
    connection = book.reading().connection
    knows = devices.knowledge(connection)
    if not me.others:
        return
    for device, known in merging.known(connection).items():
        least = min(knows.get(other.device, {}).get(device, 0) for other in me.others)
        if device == me.device:
            heads = new_heads(connection, me, least, known.seq)
            if heads:
                with book.transaction() as into:
                    devices.keep_heads(into.connection, heads)
        if least < known.seq and me.roster.public(device) is not None:
            yield from _cut(book, me, device, least, known.seq)


def _cut(book: Book, me: Myself, device: str, after: int, upto: int) -> Iterator[Segment]:
    """Yield the segments of a chain: as many whole signed stretches in each as make 8 MB."""
    connection = book.reading().connection
    heads = devices.signed_heads(connection, device, after, upto)
    size, changes, last = 0, [], None
    by_seq = {one.seq: one for one in heads}
    previous = ledger.hash_at(connection, device, after) if after else START
    for change in merging.changes_between(connection, device, after, upto):
        changes.append(change)
        size += len(change.payload or "") + 200
        last = by_seq.get(change.seq)
        if last is not None and (size >= USUAL_CONTENT // 2 or change.seq == heads[-1].seq):
            yield Segment(me.post, last, changes[0].seq, previous or START, changes)
            size, changes, previous = 0, [], change.hash


def _card(book: Book, me: Myself) -> bytes:
    reading = book.reading()
    now = reckoned_digest(book)
    told = Card(
        me.post,
        me.device,
        vector(book),
        list(me.roster.devices.values()),
        now.digest,
        now.records,
        wall(reading.present),
        sorted(attachments.missing(reading.connection)),
    )
    return card.written(told, me.keys)


def vector(book: Book) -> dict[str, int]:
    """Return how far this book has each PC's chain."""
    return {device: one.seq for device, one in merging.known(book.reading().connection).items()}


def _clean(book: Book, me: Myself, stick: Stick) -> None:
    """Take away the segments that every PC of the post has acknowledged."""
    knows = devices.knowledge(book.reading().connection)
    mine = vector(book)
    known = [mine, *(knows.get(one.device, {}) for one in me.others)]
    for name in list(stick.names(segment.NAME)):
        parts = segment.NAME.fullmatch(name)
        if parts and all(one.get(parts[1], 0) >= int(parts[3]) for one in known):
            stick.remove(name)
