"""What a stick brings: read, authenticated and put in order, before anything is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop_app.store import ledger, merging
from desktop_app.store.book import Book
from desktop_app.store.change import START, Change
from desktop_app.store.devices import SignedHead
from desktop_app.store.merging import Known
from desktop_app.sync import card, segment
from desktop_app.sync.card import Card
from desktop_app.sync.myself import Myself
from desktop_app.sync.roster import Roster
from desktop_app.sync.segment import Refused, Segment
from desktop_app.sync.stick import Stick

CARDS = re.compile(r"[0-9a-f]{16}\.card")
Progress = Callable[[int, int], None]


@dataclass
class Delivery:
    """Authentic changes, chain by chain and without a hole, and what was not taken and why.

    *known* counts those already here; *waiting* names what another stick must bring first.
    """

    roster: Roster
    cards: list[Card] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    known: int = 0
    waiting: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def changes(self) -> Iterator[Change]:
        """Yield the changes, each chain in its order."""
        for one in self.segments:
            yield from one.changes

    def heads(self) -> list[SignedHead]:
        """Return the signed heads that came with them."""
        return [one.head for one in self.segments]


def read(book: Book, me: Myself, stick: Stick, progress: Progress | None = None) -> Delivery:
    """Return what a stick brings for this book. Raises Trouble when the stick cannot be read."""
    delivery = Delivery(me.roster)
    _read_cards(me, stick, delivery)
    found = _read_segments(book, me, stick, delivery, progress)
    vector = merging.known(book.reading().connection)
    for device, segments in found.items():
        _put_in_order(book, device, segments, vector.get(device), delivery)
    return delivery


def _read_cards(me: Myself, stick: Stick, delivery: Delivery) -> None:
    """Read the cards; again while the roster grows, since one may vouch for the next."""
    waiting = [name for name in stick.names(CARDS) if not name.startswith(me.device)]
    contents: dict[str, bytes] = {}
    while waiting:
        before, refused = len(delivery.roster.devices), []
        for name in waiting:
            try:
                content = contents.get(name) or _content(me, stick, name, card.LARGEST)
                contents[name] = content
                found, delivery.roster = card.read(content, delivery.roster)
                delivery.cards.append(found)
            except Refused as why:
                refused.append((name, str(why)))
        if len(delivery.roster.devices) == before:
            delivery.refused += refused
            return
        waiting = [name for name, _ in refused]


def _read_segments(
    book: Book, me: Myself, stick: Stick, delivery: Delivery, progress: Progress | None
) -> dict[str, list[Segment]]:
    found: dict[str, list[Segment]] = defaultdict(list)
    names = list(stick.names(segment.NAME))
    readers = [one.device for one in delivery.roster.readers()]
    have = merging.known(book.reading().connection)
    for done, name in enumerate(names):
        if progress is not None:
            progress(done, len(names))
        device, first, last = _named(name)
        if _here(book, name, device, first, last, readers):
            delivery.known += last - first + 1
            continue
        try:
            one = segment.opened(_content(me, stick, name), delivery.roster)
            if (one.head.device, one.first, one.head.seq) != (device, first, last):
                raise Refused("tên tệp không đúng với nội dung")  # noqa: TRY301 - as the others
            found[device].append(one)
        except Refused as why:
            if have.get(device, Known(0, START)).seq < last:
                delivery.refused.append((name, str(why)))
            # else written before this PC was let in, or torn, and of no use any more: no alarm
    return found


def _named(name: str) -> tuple[str, int, int]:
    parts = segment.NAME.fullmatch(name)
    if parts is None:
        raise LookupError(name)
    return parts[1], int(parts[2]), int(parts[3])


def _here(  # noqa: PLR0913 - the parts of a name, and what it is compared with
    book: Book, name: str, device: str, first: int, last: int, readers: list[str]
) -> bool:
    """Tell from its name alone that a file brings nothing new: its mark tells the very head."""
    hashed = ledger.hash_at(book.reading().connection, device, last)
    if hashed is None:
        return False
    return name == segment.name_of(SignedHead(device, last, hashed, ""), first, readers)


def _content(me: Myself, stick: Stick, name: str, largest: int = segment.LARGEST_CONTENT) -> bytes:
    file = stick.read(name, min(largest, segment.LARGEST_FILE))
    if file is None:
        raise Refused("không phải tệp thường hoặc lớn hơn mức cho phép")
    return segment.unsealed(file, me.keys, largest)


def holds(me: Myself, stick: Stick, name: str, content: bytes) -> bool:
    """Tell whether a file of the stick is what its name says: a stick pulled too early tears."""
    try:
        return _content(me, stick, name) == content
    except Refused:
        return False


def _put_in_order(
    book: Book, device: str, segments: list[Segment], known: Known | None, delivery: Delivery
) -> None:
    """Take the segments of one chain that go on from what is here; tell of holes and forks."""
    have = known or Known(0, START)
    connection = book.reading().connection
    arrived: dict[int, bytes] = {have.seq: have.hash}
    for one in sorted(segments, key=lambda each: (each.first, -each.head.seq)):
        if one.first > have.seq + 1:
            delivery.waiting.append(
                f"Chờ USB của máy «{name_of(delivery.roster, device)}»: còn thiếu thay đổi"
                f" {have.seq + 1} đến {one.first - 1}"
            )
            return
        at = one.first - 1
        before = arrived.get(at) or (ledger.hash_at(connection, device, at) if at else START)
        last = arrived.get(one.head.seq) or ledger.hash_at(connection, device, one.head.seq)
        if before != one.previous or last not in (None, one.head.hash):
            delivery.refused.append(
                (
                    device,
                    f"máy «{name_of(delivery.roster, device)}» có hai lịch sử khác nhau; máy đó"
                    " dừng, các máy khác vẫn tiếp tục",
                )
            )
            return
        if one.head.seq <= have.seq:
            delivery.known += len(one.changes)
            continue
        delivery.segments.append(one)
        arrived |= {change.seq: change.hash for change in one.changes}
        have = Known(one.head.seq, one.head.hash)


def name_of(roster: Roster, device: str) -> str:
    """Return what a PC is called; its id when it is unknown."""
    known = roster.devices.get(device)
    return known.name if known else device
