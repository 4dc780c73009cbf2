"""Several PCs of one post in one process: real encrypted books of small registers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import orjson

from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Number, Text
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.record import Record, Registers, note, section
from desktop_app.store import comparing, erasing, ledger, merging, writing
from desktop_app.store.book import Book, create
from desktop_app.store.change import Change
from desktop_app.store.checkup import check, rebuild
from desktop_app.store.digesting import Digest, digest, reckoned_digest
from desktop_app.store.writing import Deed
from tests.conftest import Clock

KEY = bytes(range(32))


class Street(Record):
    """A street."""

    table, title, singular, group = "street", "Đường", "Đường", "Danh mục"
    name = Text("Tên", required=True)
    columns = (name,)
    search: ClassVar[tuple[Field[Any], ...]] = (name,)
    order = name
    called = (name,)
    form = (section("Đường", name, note),)


class Keeper(Record):
    """Someone who looks after lamps, called by his name and by his street."""

    table, title, singular, group = "keeper", "Người trông", "Người trông", "Danh mục"
    name = Text("Họ tên", required=True, role="name")
    street_id = Ref("Đường", "street")
    columns = (name,)
    search: ClassVar[tuple[Field[Any], ...]] = (name, street_id)
    order = name
    called = name, street_id
    form = (section("Người trông", name, street_id, note),)


class Bulb(Entry):
    """One bulb of a lamp."""

    colour = Text("Màu")
    keeper_id = Ref("Người thay", "keeper")


class Lamp(Record):
    """A street lamp."""

    table, title, singular, group = "lamp", "Đèn đường", "Đèn", "Danh mục"
    code = Text("Mã đèn", required=True)
    height = Number("Chiều cao", group="post")
    foot = Text("Chân cột", group="post")
    keeper_id = Ref("Người trông", "keeper")
    helper_ids = Refs("Người giúp", "keeper")
    bulbs = Rows("Bóng", Bulb)
    columns = code, height
    search: ClassVar[tuple[Field[Any], ...]] = (code, keeper_id, helper_ids, bulbs)
    order = code
    by_name = keeper_id
    called = (code,)
    form = (section("Đèn", code, height, foot, keeper_id, helper_ids, bulbs, note),)


POST: Registers = {"street": Street, "keeper": Keeper, "lamp": Lamp}


@dataclass
class Replica:
    """One PC: its book, its clock, what it does and what it was given."""

    book: Book
    clock: Clock = field(default_factory=Clock)
    officer: str = "officer"

    @property
    def device(self) -> str:
        """Return the PC's own device id."""
        return self.book.head.device

    def add(self, register: str, id: str, values: dict[str, Json], *, draft: bool = False) -> str:
        """Save a new record; return the change's name."""
        record = self.book.registers[register](values, id)
        record.draft = draft
        with self.book.transaction() as into:
            return writing.add(self.book, into, record, Deed(self.officer, "add")).name

    def alter(self, id: str, fields: dict[str, Json], kind: str = "edit") -> str:
        """Save a change of a record, given flattened; return its name."""
        with self.book.transaction() as into:
            record = into.record(id)
            assert record is not None
            return writing.alter(self.book, into, record, fields, Deed(self.officer, kind)).name

    def approves(self, id: str, state: str) -> str:
        """Take a step of a record's approval; return the change's name."""
        with self.book.transaction() as into:
            record = into.record(id)
            assert record is not None
            fields = writing.approval(record, state)
            return writing.alter(self.book, into, record, fields, Deed(self.officer, state)).name

    def forgets(self, id: str, kept: dict[str, Json]) -> Change:
        """Erase a record's personal data but for what is *kept*."""
        with self.book.transaction() as into:
            record = into.record(id)
            assert record is not None
            deed = Deed(self.officer, "erase", "luật")
            return erasing.erase(self.book, into, record, kept, deed)

    def notes(self, register: str, record: str, payload: str) -> str:
        """Chain a change of a register that has no table here; return its name."""
        with self.book.transaction() as into:
            what = (writing.wall(into.present), self.officer, register, record, "")
            change = ledger.chained_on(self.book.head, what, payload)
            ledger.append(into.connection, [change])
        return change.name

    def erases(self, names: Iterable[str]) -> str:
        """Erase the payloads of changes that lie here, as a deed that travels."""
        content = {"erased": sorted(names), "fields": {}, "kind": "erase", "reason": "luật"}
        payload = orjson.dumps(content).decode()
        with self.book.transaction() as into:
            what = (writing.wall(into.present), self.officer, "@erasure", "", "")
            change = ledger.chained_on(self.book.head, what, payload)
            ledger.append(into.connection, [change])
            for name in names:
                device, _, seq = name.rpartition(":")
                statement = "UPDATE change SET payload = NULL WHERE device = ? AND seq = ?"
                into.connection.execute(statement, (device, seq))
                found = into.connection.execute(
                    "SELECT record FROM change WHERE device = ? AND seq = ?", (device, seq)
                ).fetchone()[0]
                record = into.record(found)
                if record is not None:
                    writing.apply(into, record)
        return change.name

    def known(self) -> dict[str, int]:
        """Return how far this PC knows each chain."""
        found = merging.known(self.book.writer.connection)
        return {device: end.seq for device, end in found.items()}

    def changes(self, upto: Mapping[str, int], after: Mapping[str, int] = {}) -> list[Change]:
        """Return the changes of some chains, as this PC would give them."""
        connection = self.book.writer.connection
        return [
            change
            for device, end in upto.items()
            for change in merging.changes_between(connection, device, after.get(device, 0), end)
        ]

    def takes(self, changes: Iterable[Change]) -> merging.Merged:
        """Merge changes."""
        with self.book.transaction() as into:
            return merging.merge(self.book, into, changes)

    def takes_all_of(self, other: "Replica") -> merging.Merged:
        """Merge all that another PC knows."""
        return self.takes(other.changes(other.known()))

    def record(self, id: str) -> Record | None:
        """Return a record as it stands."""
        return self.book.reading().record(id)

    def digest(self) -> Digest:
        """Return the book's digest."""
        return digest(self.book.reading())

    def words(self) -> list[tuple[Any, ...]]:
        """Return all that the lists hold: keys, words, digits, by record."""
        connection = self.book.writer.connection
        found: list[tuple[Any, ...]] = []
        for table in self.book.registers:
            keys = connection.execute(
                f"SELECT r.id, l.* FROM {table}_list AS l JOIN {table} AS r USING (n)"
            )
            found += [(table, id, *rest) for id, _, *rest in keys]
            for kind in ("words", "digits"):
                connection.execute(
                    "CREATE VIRTUAL TABLE temp.vocabulary "
                    f"USING fts5vocab(main, {table}_{kind}, instance)"
                )
                found += connection.execute(
                    f"SELECT '{table}', r.id, '{kind}', v.term "
                    f"FROM vocabulary AS v JOIN {table} AS r ON r.n = v.doc"
                )
                connection.execute("DROP TABLE temp.vocabulary")
        return sorted(set(map(tuple, found)), key=repr)

    def hold_to_ledger(self) -> None:
        """Hold chains, rows and lists against what the ledger amounts to."""
        connection = self.book.writer.connection
        assert list(ledger.broken_links(ledger.links(connection))) == []
        assert list(comparing.without_row(connection, self.book.registers)) == []
        for register in self.book.registers.values():
            assert comparing.compared(connection, register) == comparing.Compared()
        assert reckoned_digest(self.book) == self.digest()

    def hold_to_rebuilding(self) -> None:
        """Check the whole book, and that rows and words made again are what they were."""
        findings = check(self.book, full=True)
        assert findings == [], findings
        before, words = self.digest(), self.words()
        rebuild(self.book)
        assert self.digest() == before
        assert self.words() == words, set(self.words()) ^ set(words)


Founder = Callable[..., Replica]


def replica(folder: Path, device: str, registers: Registers = POST) -> Replica:
    """Return a PC with a new empty book; its tests want speed, not durability."""
    folder.mkdir(parents=True)
    create(folder, KEY, registers, {"device": device})
    return opened(folder, registers)


def opened(folder: Path, registers: Registers = POST) -> Replica:
    """Return the PC whose book lies in *folder*."""
    clock = Clock()
    book = Book(folder, KEY, registers, clock)
    book.writer.connection.execute("PRAGMA synchronous = OFF")
    return Replica(book, clock)


def emptied(pc: Replica, device: str) -> None:
    """Make a PC's book as new, under another device id."""
    with pc.book.transaction() as into:
        run = into.connection.execute
        run("DELETE FROM change")
        run("DELETE FROM meta WHERE name IN ('merged', 'missing', 'digest')")
        for table in pc.book.registers:
            run(f"DELETE FROM {table}")
            run(f"DELETE FROM {table}_list")
            for kind in ("words", "digits"):
                run(f"INSERT INTO {table}_{kind} ({table}_{kind}) VALUES ('delete-all')")
        into.forget()
        pc.book.set_meta("device", device)
    pc.book.head = ledger.head_of(pc.book.writer.connection, device)
    pc.clock.moment = Clock().moment


def shifted(pc: Replica, years: int) -> None:
    """Set a PC's clock off by years."""
    pc.clock.moment = Clock().moment + timedelta(days=365 * years)
