"""What the self-test does, step by step, with two books in a temporary folder.

All of it is invented and thrown away. Each step raises when what it made is not what was meant.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from PIL import Image

from desktop_app.desk import rooms
from desktop_app.desk.desk import Desk
from desktop_app.desk.enlisting import ask_to_join, join
from desktop_app.desk.entrance import open_book
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.kinds import Text
from desktop_app.model.record import Record
from desktop_app.model.text import folded
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records

WARD = "08707"  # Phường Vĩnh Yên, tỉnh Phú Thọ
OFFICERS = "Nguyễn Văn Tự", "Trần Thị Thử"
PASSWORD = "mở sổ để tự kiểm tra"
QUICK = 1  # pass of the stretching: nothing here is worth guarding
CORRECTED = "Đã sửa ở máy thứ hai"
EVENTS, SEED = 4, 1
FEWEST_COLOURS = 24  # a window whose words are missing shows fewer; a whole one some hundred


@dataclass
class Trial:
    """One self-test under way in *folder*; the steps are called in their order."""

    folder: Path
    platform: str
    picture: Path | None = None
    desks: list[Desk] = field(default_factory=list)
    register: str = ""
    id: str = ""
    pdf: bytes = b""

    @property
    def desk(self) -> Desk:
        """Return the desk of the first PC."""
        return self.desks[0]

    @property
    def record(self) -> Record:
        """Return the record that was added."""
        return self.desk.known(self.register, self.id)

    def open(self) -> None:
        """Create an encrypted book, close it, and open it again with its password."""
        home = self.folder / "may-1"
        founding = Founding(WARD, OFFICERS[0], PASSWORD, practice=True, passes=QUICK)
        create_book(home, REGISTERS, founding).desk.close()
        self.desks.append(open_book(home, REGISTERS, user=None, password=PASSWORD))
        if self.desk.book.path.read_bytes().startswith(b"SQLite"):
            raise ValueError("the book is not encrypted")

    def add(self) -> None:
        """Record an invented case and all that it refers to."""
        invented = practice_records(EVENTS, SEED, self.desk.present, self.desk.me)
        *before, (self.register, _, values) = invented
        self.desk.fill(before)
        self.id = self.desk.add(self.register, values).id

    def find(self) -> None:
        """Find it by its words, typed without marks."""
        words = next(self._marked_words())
        found = [line.id for line in self.desk.find(self.register, folded(words)).rows]
        if self.id not in found:
            raise LookupError(f"«{folded(words)}» does not find «{words}»")

    def print(self) -> None:
        """Print it on its form and read the words of the PDF."""
        form = next(each for each in self.desk.forms(self.register) if each.kind == "record")
        file = self.folder / "ban-in.pdf"
        self.desk.save_pdf(self.desk.print(form.code, ids=[self.id]), file)
        self.pdf = file.read_bytes()
        read, words = rooms.printing.words_of(self.pdf), next(self._marked_words())
        if words not in " ".join(read.split()):
            raise LookupError(f"the PDF does not say «{words}»")

    def scan(self) -> None:
        """Read the codes of the printed pages."""
        codes = rooms.printing.codes_of(self.pdf)
        if not codes or not all(rooms.printing.tells_of(code, self.id) for code in codes):
            raise LookupError(f"the codes of the pages say {codes}")

    def carry(self) -> None:
        """Let a second PC in by a stick, carry one change over and one back."""
        stick, home = self.folder / "usb", self.folder / "may-2"
        stick.mkdir()
        request = ask_to_join(home, stick, OFFICERS[1], PASSWORD, passes=QUICK)
        self.desk.approve_device(stick, request.device, request.words)
        other = join(home, stick, REGISTERS, PASSWORD).desk
        self.desks.append(other)
        told = other.known(self.register, self.id)
        name = next(
            name for name, each in told.fields.items() if type(each) is Text and name in told.values
        )
        other.edit(self.register, self.id, {name: CORRECTED})
        other.sync(stick)
        taken = self.desk.sync(stick)
        if taken.refused or self.record.values[name] != CORRECTED:
            raise LookupError(f"the delivery was not taken: {taken}")
        if self.desk.digest().digest != other.digest().digest:
            raise ValueError("the two books differ")

    def show(self) -> None:
        """Show the real window and look at its picture."""
        file = self.folder / "cua-so.png"
        # Only now: where Qt cannot be loaded, this step is the one that fails.
        portray = import_module("desktop_app.ui.portrait").portray
        portray(self.desk, REGISTERS, self.register, file, self.platform)
        with Image.open(file) as taken:
            colours = taken.convert("RGB").getcolors(taken.width * taken.height) or ()
        if len(colours) < FEWEST_COLOURS:
            raise ValueError(f"the window shows {len(colours)} colours only")
        if self.picture is not None:
            shutil.copyfile(file, self.picture)

    def close(self) -> None:
        """Close every book."""
        while self.desks:
            self.desks.pop().close()

    def _marked_words(self) -> Iterator[str]:
        """Yield what the record's search fields say in words that bear marks."""
        for each in type(self.record).search:
            words = self.record.told(each, self.desk.reading())
            if folded(words) != words.lower():
                yield words
