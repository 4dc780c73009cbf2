"""An installed program, its officer, and a stick."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.updating.installation import Installation
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


@pytest.fixture
def pc(tmp_path: Path, desk: Desk) -> Pc:
    """Version 1.0.0 installed, the chief at his book."""
    here = installation(tiny(tmp_path / "SoANTT", "1.0.0"))
    desk.program = here.home / "app"
    stick = tmp_path / "usb"
    stick.mkdir()
    return Pc(here, desk, stick, tmp_path / "noi-phat-hanh")
