"""Several PCs of one post in one test: real books, and folders as the sticks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.desk.enlisting import ask_to_join, join
from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from desktop_app.sync.courier import Synced
from tests.conftest import LIGHT, PASSWORD, Clock, Founded


@dataclass
class Pcs:
    """A post of one PC to begin with; ``enlist`` brings another in."""

    at: Path
    clock: Clock
    desks: list[Desk] = field(default_factory=list)

    @property
    def stick(self) -> Path:
        """Return the stick of this post, made when it is first wanted."""
        folder = self.at / "usb"
        folder.mkdir(exist_ok=True)
        return folder

    def found(self, founded: Founded) -> Desk:
        """Open the founding PC."""
        folder = founded.copied(self.at / "may-1")
        self.desks.append(
            open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=self.clock)
        )
        return self.desks[0]

    def enlist(self, name: str = "Trần Thị Hai") -> Desk:
        """Let another PC in by the first one, and open its book."""
        folder = self.at / f"may-{len(self.desks) + 1}"
        request = ask_to_join(folder, self.stick, name, PASSWORD, passes=LIGHT)
        self.desks[0].approve_device(self.stick, request.device, request.words)
        made = join(folder, self.stick, REGISTERS, PASSWORD, self.clock)
        self.desks.append(made.desk)
        return made.desk

    def carry(self, *order: int) -> list[Synced]:
        """Carry the stick from PC to PC (numbers from 0); all of them in turn by default."""
        wanted = order or range(len(self.desks))
        return [self.desks[number].sync(self.stick) for number in wanted]

    def close(self) -> None:
        """Close every book."""
        for desk in self.desks:
            desk.close()
