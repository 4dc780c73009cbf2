"""A stick pulled out at any byte of a delivery, and what must be true of it and of the books."""

from __future__ import annotations

import random
import shutil
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

SECTOR = 512
IN_ORDER, OWN_ORDER, LYING = WAYS = "in order", "in its own order", "lying"
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
    pulled: int = 0
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


def reached(journal: Journal, dice: random.Random, way: str) -> Iterator[Write]:
    """Yield what is on a stick that is pulled out somewhere in what its driver wrote.

    Some sticks write in order. Some write in their own order what nobody waited for, so that a
    part of it is lost. Some lie: nothing is ever waited for.
    """
    writes = [(number, each) for number, each in enumerate(journal) if each is not None]
    last, cut = dice.choice(writes)
    torn = _whole_sectors(cut, dice.randrange(len(cut.content)))
    waited = [number for number, each in enumerate(journal) if each is None and number < last]
    safe = max(waited, default=0) if way == OWN_ORDER else 0
    for number, each in writes:
        if number > last:
            return
        if number == last:
            yield Write(each.place, torn)
        elif number < safe or way == IN_ORDER or dice.random() < 0.5:
            yield each


def _whole_sectors(write: Write, upto: int) -> bytes:
    """Return what of a write lies on the drive, which writes a sector or does not."""
    end = (write.place + upto) // SECTOR * SECTOR
    return write.content[: max(0, end - write.place)]


def pull(given: Given, dice: random.Random) -> None:
    """Pull the stick somewhere in the delivery; go to the second PC, back, and there again."""
    image = Path(shutil.copy(given.before, given.at / "pulled.img"))
    way = dice.choice(WAYS)
    drives.laid(image, reached(given.journal, dice, way))
    drives.repaired(given.kind, image)
    mount = given.at / "stick"
    with drives.mounted(given.kind, image, mount), given.sitting() as (first, second):
        lies = contents(mount)
        for name, content in given.lying.items():
            if name.endswith(".sol"):
                assert lies.get(name) == content, f"{name} is gone or torn"
        second.sync(mount)
        assert second.digest().digest in given.digests, "a part of a delivery was taken"
        assert second.check(full=True).ok
        given.pulled += 1
        given.taken.append(second.digest().digest)
        first.sync(mount)
        done = second.sync(mount)
        assert second.digest().digest in given.digests
        if way != LYING:  # else the file system itself may be beyond repair: two files in one place
            assert not done.refused, done.refused
            assert not done.waiting, done.waiting
            assert second.digest().digest == first.digest().digest == given.digests[1]
