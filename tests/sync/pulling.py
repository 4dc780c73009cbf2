"""A stick pulled out at any byte of a delivery, and what must be true of it and of the books."""

from __future__ import annotations

import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.registers import REGISTERS
from desktop_app.store.book import Book
from tests.conftest import Clock
from tests.furnishing import add_person
from tests.sync import drives
from tests.sync.drives import Journal, Kind, Write
from tests.sync.post import Pcs

SECTOR = 512  # bytes that a drive writes whole or not at all
IN_ORDER, OWN_ORDER, LYING = "in order", "in its own order", "lying"
HONEST = (IN_ORDER, OWN_ORDER)  # what the driver waited for lies on the drive
GIVES_TO_MEND = {IN_ORDER: 1, OWN_ORDER: 1, LYING: 3}
MARK = "RUT!"


@dataclass
class Given:
    """A drive with one delivery, the writes of the next, and both PCs' books after that."""

    kind: Kind
    at: Path
    before: Path
    journal: Journal
    books: list[Path]
    key: list[tuple[bytes, str]]
    lying: dict[str, bytes]
    digests: list[str]
    clock: Clock
    pulled: Counter[str] = field(default_factory=Counter)
    gives: Counter[str] = field(default_factory=Counter)
    taken: list[str] = field(default_factory=list)

    @contextmanager
    def sitting(self) -> Iterator[list[Desk]]:
        """Yield copies of both PCs."""
        desks: list[Desk] = []
        for number, (folder, (key, me)) in enumerate(zip(self.books, self.key, strict=True)):
            copy = self.at / f"ban-sao-{number}"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            desks.append(Desk(Book(copy, key, REGISTERS, self.clock), me, Role.CHIEF))
        try:
            yield desks
        finally:
            for desk in desks:
                desk.close()


def given(kind: Kind, pcs: Pcs, persons: int = 20) -> Given:
    """Let the first PC deliver twice, the second time with each write of the driver noted."""
    pcs.enlist()
    pcs.carry(0, 1)
    first = pcs.desks[0]
    drive, mount, log = pcs.at / "stick.img", pcs.at / "stick", pcs.at / "writes.log"
    drives.made(kind, drive)
    with drives.mounted(kind, drive, mount):
        pcs.desks[1].sync(mount)
        add_person(first, "Vũ Thị Trước")
        first.sync(mount)
        lying = contents(mount)
    digests = [first.digest().digest]
    before = Path(shutil.copy(drive, pcs.at / "before.img"))
    noise = random.Random(1)
    for number in range(persons):
        add_person(first, f"Hồ Thị {'Ẩn' * (number % 7 + 1)}", note=noise.randbytes(900).hex())
    with drives.mounted(kind, drive, mount, log):
        first.sync(mount)
        (mount / MARK).mkdir()
    digests.append(first.digest().digest)
    keys = [(desk.book.key, desk.me) for desk in pcs.desks]
    books = [desk.book.folder for desk in pcs.desks]
    pcs.close()
    written = until_marked(drives.journal(log))
    return Given(kind, pcs.at, before, written, books, keys, lying, digests, pcs.clock)


def until_marked(journal: Journal) -> Journal:
    """Return what was written until the program said that the stick may be pulled out."""
    mark = MARK.encode("utf-16-le")
    for number, each in enumerate(journal):
        if each is not None and mark in each.content:
            return journal[:number]
    raise LookupError(MARK)


def contents(mount: Path) -> dict[str, bytes]:
    """Return what lies on a stick."""
    return {file.name: file.read_bytes() for file in mount.rglob("*") if file.is_file()}


def ways(journal: Journal) -> list[str]:
    """Return how a stick with such a driver may lose what it was given.

    A driver that never waits (fusefat) cannot tell a stick that honours waiting from one that lies.
    """
    return [IN_ORDER, OWN_ORDER, LYING] if None in journal else [IN_ORDER, LYING]


def reached(journal: Journal, dice: random.Random, way: str) -> Iterator[Write]:
    """Yield what is on a stick that is pulled out somewhere in what its driver wrote.

    Some sticks write in order. Some write in their own order what nobody waited for: of each
    sector some state between then and now is there. Some lie: nothing is ever waited for.
    """
    writes = [(number, each) for number, each in enumerate(journal) if each is not None]
    last, cut = dice.choice(writes)
    torn = Write(cut.place, _whole_sectors(cut, dice.randrange(len(cut.content))))
    before = [(number, each) for number, each in writes if number < last]
    if way == IN_ORDER:
        yield from (each for _, each in before)
        yield torn
        return
    waited = [number for number, each in enumerate(journal) if each is None and number < last]
    safe = max(waited, default=0) if way == OWN_ORDER else 0
    yield from (each for number, each in before if number < safe)
    yield from _some_state([each for number, each in before if number >= safe] + [torn], dice)


def _some_state(writes: list[Write], dice: random.Random) -> Iterator[Write]:
    """Yield for each sector the writes up to some one: a later one carries the earlier along."""
    sectors: dict[int, list[Write]] = defaultdict(list)
    for each in writes:
        for piece in _pieces(each):
            sectors[piece.place // SECTOR].append(piece)
    for pieces in sectors.values():
        yield from pieces[: dice.randint(0, len(pieces))]


def _pieces(write: Write) -> Iterator[Write]:
    """Cut a write where sectors end."""
    at = 0
    while at < len(write.content):
        upto = at + SECTOR - (write.place + at) % SECTOR
        yield Write(write.place + at, write.content[at:upto])
        at = upto


def _whole_sectors(write: Write, upto: int) -> bytes:
    """Return what of a write lies on the drive, which writes a sector or does not."""
    end = (write.place + upto) // SECTOR * SECTOR
    return write.content[: max(0, end - write.place)]


def pull(given: Given, dice: random.Random) -> None:
    """Pull the stick somewhere in the delivery; go to the second PC, back, and there again.

    Whatever the stick is like, never is a part of a delivery taken, and a later give mends what is
    missing. Of a stick that honours waiting, moreover, what it brought before is still there.
    """
    image = Path(shutil.copy(given.before, given.at / "pulled.img"))
    way = dice.choice(ways(given.journal))
    drives.laid(image, reached(given.journal, dice, way))
    drives.repaired(given.kind, image)
    mount = given.at / "stick"
    with drives.mounted(given.kind, image, mount), given.sitting() as (first, second):
        if way in HONEST:
            _brings_what_it_brought(given, contents(mount))
        second.sync(mount)
        assert second.digest().digest in given.digests, f"a part of a delivery was taken: {way}"
        assert second.check(full=True).ok
        given.pulled[way] += 1
        given.taken.append(second.digest().digest)
        gives = _gives_until_mended(first, second, mount, GIVES_TO_MEND[way])
        given.gives[way] = max(given.gives[way], gives)
        assert second.digest().digest == first.digest().digest == given.digests[1]


def _brings_what_it_brought(given: Given, lies: dict[str, bytes]) -> None:
    for name, content in given.lying.items():
        if name.endswith(".sol"):
            assert lies.get(name) == content, f"{name} is gone or torn"


def _gives_until_mended(first: Desk, second: Desk, mount: Path, most: int) -> int:
    """Carry the stick between the PCs until it brings the second one all, each file good."""
    for gives in range(1, most + 1):
        first.sync(mount)
        done = second.sync(mount)
        if not done.refused and not done.waiting:
            return gives
    raise AssertionError(f"not mended by {most} gives: {done.refused} {done.waiting}")
