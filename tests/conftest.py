"""A real encrypted book for every test that wants one, and a clock that stands still."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.desk.founding import Founding, create_book
from desktop_app.desk.permission import Role
from desktop_app.model.record import Registers
from desktop_app.registers import REGISTERS

PRESENT = datetime.fromisoformat("2026-11-23T14:00")
WARD = "08707"  # Phường Vĩnh Yên, tỉnh Phú Thọ
OFFICER_NAME = "Nguyễn Văn Bình"
PASSWORD = "mở sổ lúc sáng sớm"
LIGHT = 1  # pass: as many tests open a book, its stretching takes no longer than it must


@dataclass
class Clock:
    """The time that a book is told; it stands still until a test moves it."""

    moment: datetime = PRESENT

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **amount: float) -> None:
        """Move on by days, hours, minutes."""
        self.moment += timedelta(**amount)


@dataclass(frozen=True)
class Founded:
    """A new book, closed: where it lies and what opens it."""

    folder: Path
    recovery: str
    device: str

    def copied(self, to: Path) -> Path:
        """Return *to* with a copy of the book in it."""
        shutil.copytree(self.folder, to)
        return to


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """A new book made once, because stretching a password takes its time by design."""
    folder = tmp_path_factory.mktemp("founded") / "du-lieu"
    created = create_book(
        folder, REGISTERS, Founding(WARD, OFFICER_NAME, PASSWORD, passes=LIGHT), Clock()
    )
    created.desk.close()
    return Founded(folder, created.recovery, created.device)


STAFF = {
    Role.CHIEF: OFFICER_NAME,
    Role.OFFICER: "Lê Thị Bình",
    Role.READER: "Đỗ Văn Xem",
    Role.TECHNICIAN: "Vũ Kỹ Thuật",
}


@pytest.fixture(scope="session")
def staffed(founded: Founded, tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """The new book with an account of each role, all with the same password."""
    folder = founded.copied(tmp_path_factory.mktemp("staffed") / "du-lieu")
    desk = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=Clock())
    for role, name in STAFF.items():
        if role is not Role.CHIEF:
            desk.add_account(name, role, PASSWORD, passes=LIGHT)
    desk.close()
    return Founded(folder, founded.recovery, founded.device)


@pytest.fixture
def clock() -> Clock:
    """The time that the test's book is told."""
    return Clock()


@pytest.fixture
def folder(founded: Founded, tmp_path: Path) -> Path:
    """A folder with a new book, closed."""
    return founded.copied(tmp_path / "du-lieu")


Opener = Callable[..., Desk]


@pytest.fixture
def opened(clock: Clock) -> Iterator[Opener]:
    """Opens the book in a folder; what a test leaves open is closed after it."""
    desks: list[Desk] = []

    def opener(
        folder: Path,
        *,
        writing: bool = True,
        user: str | None = None,
        password: str = PASSWORD,
        registers: Registers = REGISTERS,
    ) -> Desk:
        desk = open_book(
            folder, registers, user=user, password=password, writing=writing, clock=clock
        )
        desks.append(desk)
        return desk

    yield opener
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(folder: Path, opened: Opener) -> Desk:
    """An officer at a new book of his own."""
    return opened(folder)


Sitting = Callable[[Role], Desk]


@pytest.fixture
def desk_of(staffed: Founded, tmp_path: Path, opened: Opener) -> Sitting:
    """Lets the holder of a role sit down at one and the same book; who sat there has left."""
    folder = staffed.copied(tmp_path / "bon-nguoi")
    sitting: list[Desk] = []

    def sit(role: Role) -> Desk:
        for desk in sitting:
            desk.close()
        sitting.append(opened(folder, user=STAFF[role]))
        return sitting[-1]

    return sit


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the generated files that are reviewed in diffs be written anew."""
    parser.addoption("--renew-schema", action="store_true", help="write db/schema.sql anew")
    parser.addoption("--renew-pictures", action="store_true", help="take the pictures anew")
