"""What a stick brings: copied, authenticated and put in order, before anything is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from desktop_app.store import ledger, merging
from desktop_app.store.book import Book
from desktop_app.store.change import START, Change
from desktop_app.store.devices import SignedHead
from desktop_app.store.merging import Known
from desktop_app.sync import card, segment
from desktop_app.sync.card import Card
from desktop_app.sync.copies import Copies, copies
from desktop_app.sync.myself import Myself
from desktop_app.sync.roster import Roster
from desktop_app.sync.segment import NotForMe, Refused, Segment
from desktop_app.sync.stick import Stick, present

CARDS = re.compile(r"[0-9a-f]{16}\.card")
Progress = Callable[[int, int], None]


_File = tuple[int, int, str]  # the first and last change, the name


@dataclass
class Delivery:
    """What a stick brought for this book: ``changes`` opens it, the rest tells of what was read.

    *heads* are the signed heads that came with the changes, *from_devices* the PCs they are of.
    *known* counts changes already here; *waiting* names what another stick must bring first.
    """

    book: Book
    me: Myself
    copies: Copies
    roster: Roster
    progress: Progress | None = None
    cards: list[Card] = field(default_factory=list)
    files: dict[str, list[_File]] = field(default_factory=dict)
    heads: list[SignedHead] = field(default_factory=list)
    known: int = 0
    waiting: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def from_devices(self) -> set[str]:
        """Return the PCs whose changes were read."""
        return {one.device for one in self.heads}

    def changes(self) -> Iterator[Change]:
        """Yield authentic changes, each chain in its order and without a hole; once.

        Of a file nothing is yielded before all of it is authentic; only one is held at a time.
        """
        vector = merging.known(self.book.reading().connection)
        done = self._number
        for device, files in self.files.items():
            chain = _Chain(self, device, vector.get(device, Known(0, START)))
            for file in sorted(files, key=lambda each: (each[0], -each[1])):
                self._tell(done)
                done += 1
                yield from chain.went_on(file)
            self.refused += chain.refused()

    def copy(self, stick: Stick) -> None:
        """Copy the files to this PC; what is not an ordinary file is left to be refused.

        Raises Trouble when the stick cannot be read, or has gone.
        """
        names = (name for files in self.files.values() for _, _, name in files)
        for done, name in enumerate(names):
            self._tell(done)
            content = stick.read(name, segment.LARGEST_FILE)
            if content is None:
                present(stick.folder)
            else:
                self.copies.add(name, content)

    @property
    def _number(self) -> int:
        return sum(map(len, self.files.values()))

    def _tell(self, done: int) -> None:
        if self.progress is not None:
            self.progress(done, 2 * self._number)  # each file is copied, then opened

    def opened(self, device: str, file: _File) -> Segment:
        """Return the authentic segment in a file. Raises Refused."""
        first, last, name = file
        one = segment.opened(self._content(name), self.roster)
        if (one.head.device, one.first, one.head.seq) != (device, first, last):
            raise Refused("tên tệp không đúng với nội dung")
        return one

    def _content(self, name: str) -> bytes:
        return _unsealed(self.me, self.copies.read(name))


class _Chain:
    """One device's chain while its segments come in: how far it goes, and whether it has ended."""

    def __init__(self, delivery: Delivery, device: str, have: Known) -> None:
        self._delivery, self._device, self._have = delivery, device, have
        self._connection = delivery.book.reading().connection
        self._began, self._arrived = have.seq, bytearray()  # hashes of what came, end to end
        self._ended = False
        self._unbelieved: list[tuple[int, str, str]] = []  # the last change, the name, why

    def went_on(self, file: _File) -> Iterator[Change]:
        """Yield what a file adds to the chain; after a hole or a fork nothing more is taken."""
        try:
            one = self._delivery.opened(self._device, file)
        except Refused as why:
            self._unbelieved.append((file[1], file[2], str(why)))
            return
        if self._ended:
            return
        if one.first > self._have.seq + 1:
            self._delivery.waiting.append(
                f"Chờ USB của máy «{self._name}»: còn thiếu thay đổi"
                f" {self._have.seq + 1} đến {one.first - 1}"
            )
            self._ended = True
        elif self._forks(one):
            self._delivery.refused.append(
                (
                    self._device,
                    f"máy «{self._name}» có hai lịch sử khác nhau: sổ của máy đó đã bị chép ra và"
                    " dùng ở hai nơi; máy đó dừng, các máy khác vẫn tiếp tục. Hãy loại máy đó, cất"
                    " thư mục dữ liệu của nó sang chỗ khác, rồi cho vào lại như máy mới",
                )
            )
            self._ended = True
        else:
            yield from self._new_of(one)

    def refused(self) -> list[tuple[str, str]]:
        """Return the files refused, and why; no alarm for one whose changes are here all the same.

        It was written before this PC was let in, or torn, and another file made that good.
        """
        return [(name, why) for last, name, why in self._unbelieved if last > self._have.seq]

    def _forks(self, one: Segment) -> bool:
        """Tell whether a segment that begins within the chain, or at its end, leaves it."""
        common = min(one.head.seq, self._have.seq)
        theirs = one.changes[common - one.first].hash if common >= one.first else one.previous
        return self._hash_at(one.first - 1) != one.previous or self._hash_at(common) != theirs

    def _hash_at(self, seq: int) -> bytes | None:
        if seq > self._began:
            place = (seq - self._began - 1) * len(START)
            return bytes(self._arrived[place : place + len(START)])
        return ledger.hash_at(self._connection, self._device, seq) if seq else START

    def _new_of(self, one: Segment) -> Iterator[Change]:
        new = one.changes[max(0, self._have.seq + 1 - one.first) :]
        self._delivery.known += len(one.changes) - len(new)
        if new:
            self._delivery.heads.append(one.head)
            self._have = Known(one.head.seq, one.head.hash)
            self._arrived += b"".join([change.hash for change in new])
        yield from new

    @property
    def _name(self) -> str:
        return name_of(self._delivery.roster, self._device)


@contextmanager
def brought(
    book: Book, me: Myself, stick: Stick, progress: Progress | None = None
) -> Iterator[Delivery]:
    """Yield what a stick brings for this book, its cards read and its segments copied here.

    So a slow stick keeps no one waiting who writes into the book, and one that is pulled out ends
    no merge. Raises Trouble when the stick cannot be read.
    """
    with copies(book.folder) as place:
        delivery = Delivery(book, me, place, me.roster, progress)
        _read_cards(me, stick, delivery)
        _find_segments(stick, delivery)
        delivery.copy(stick)
        yield delivery


def _read_cards(me: Myself, stick: Stick, delivery: Delivery) -> None:
    """Read the cards; again while the roster grows, since one may vouch for the next.

    No alarm at every visit for those of PCs shut out, which lie there for good, nor for those
    that other PCs wrote before this one was let in: they write them anew when they come.
    """
    unread = {
        me.device,
        *(one.device for one in me.roster.devices.values() if one.revoked is not None),
    }
    waiting = [name for name in stick.names(CARDS) if name.partition(".")[0] not in unread]
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
                refused.append((name, why))
        if len(delivery.roster.devices) == before:
            known = delivery.roster.devices if delivery.cards else {}
            delivery.refused += [
                (name, str(why))
                for name, why in refused
                if not (isinstance(why, NotForMe) and name.partition(".")[0] in known)
            ]
            return
        waiting = [name for name, _ in refused]


def _find_segments(stick: Stick, delivery: Delivery) -> None:
    """Note which files may bring something new; what is here is known by its name alone."""
    found: dict[str, list[_File]] = defaultdict(list)
    readers = [one.device for one in delivery.roster.readers()]
    for name in stick.names(segment.NAME):
        device, first, last = _named(name)
        if _here(delivery.book, name, device, first, last, readers):
            delivery.known += last - first + 1
        else:
            found[device].append((first, last, name))
    delivery.files = dict(found)


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
    return _unsealed(me, stick.read(name, min(largest, segment.LARGEST_FILE)), largest)


def _unsealed(me: Myself, file: bytes | None, largest: int = segment.LARGEST_CONTENT) -> bytes:
    if file is None:
        raise Refused("không phải tệp thường hoặc lớn hơn mức cho phép")
    return segment.unsealed(file, me.keys, largest)


def holds(me: Myself, stick: Stick, name: str, content: bytes) -> bool:
    """Tell whether a file of the stick is what its name says: a stick pulled too early tears."""
    try:
        return _content(me, stick, name) == content
    except Refused:
        return False


def name_of(roster: Roster, device: str) -> str:
    """Return what a PC is called; its id when it is unknown."""
    known = roster.devices.get(device)
    return known.name if known else device
