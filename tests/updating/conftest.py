"""An installed program, its officer, and a stick."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.desk.permission import Role
from desktop_app.registers import REGISTERS
from desktop_app.store.book import Book
from desktop_app.updating.installation import Installation
from tests.conftest import PASSWORD, Clock, Founded
from tests.updating.making import installation, packed, tiny


@dataclass
class Pc:
    """A PC with version 1.0.0, an officer at the open book, and a stick in it."""

    here: Installation
    desk: Desk
    stick: Path
    workshop: Path

    def offer(self, version: str = "1.1.0", **traits: int | str) -> Path:
        """Put a made-up version on the stick."""
        shutil.rmtree(self.workshop / f"app-{version}", ignore_errors=True)
        records = self.desk.digest().records
        home = tiny(self.workshop, version, **{"records": records, **traits})  # type: ignore[arg-type]  # traits of one kind each
        return packed(home, self.stick)

    def lies_there(self) -> dict[str, bytes]:
        """Return every file of the installation but the empty lock."""
        files = (each for each in self.here.root.rglob("*") if each.is_file())
        return {
            str(each.relative_to(self.here.root)): each.read_bytes()
            for each in files
            if each.suffix != ".lock"
        }


@pytest.fixture(scope="session")
def unlocked(founded: Founded, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """The key of the new book and its officer: a password is stretched once for all tests."""
    folder = founded.copied(tmp_path_factory.mktemp("unlocked") / "du-lieu")
    desk = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=Clock())
    found = desk.book.key, desk.me
    desk.close()
    return found


@pytest.fixture
def pc(tmp_path: Path, folder: Path, clock: Clock, unlocked: tuple[bytes, str]) -> Iterator[Pc]:
    """Version 1.0.0 installed, the chief at his book."""
    key, me = unlocked
    desk = Desk(Book(folder, key, REGISTERS, clock), me, Role.CHIEF)
    here = installation(tiny(tmp_path / "SoANTT", "1.0.0"))
    desk.program = here.home / "app"
    stick = tmp_path / "usb"
    stick.mkdir()
    yield Pc(here, desk, stick, tmp_path / "noi-phat-hanh")
    desk.close()
