"""Killing an update, or the way back, at a point; and what must be true afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.registers import REGISTERS
from desktop_app.store.book import Book
from desktop_app.updating.installation import Installation, installed
from desktop_app.updating.unpacking import whole
from tests.conftest import Clock

UPDATER = [sys.executable, "-m", "tests.updating.updater"]


@dataclass
class Scene:
    """A PC, closed, that is copied for each kill: ``SoANTT``, ``du-lieu`` and ``usb`` in *at*."""

    at: Path
    key: bytes
    me: str
    running: str

    def copied(self, to: Path) -> Scene:
        """Return the same scene elsewhere; what was there is gone."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.at, to)
        return Scene(to, self.key, self.me, self.running)

    @property
    def here(self) -> Installation:
        """Return the installation, of the version that ran when the scene began."""
        found = installed(self.at / "SoANTT" / f"app-{self.running}" / "app")
        assert found is not None
        return found

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the book, at the version that starts next."""
        desk = Desk(Book(self.at / "du-lieu", self.key, REGISTERS, Clock()), self.me, Role.CHIEF)
        desk.program = self.here.home_of(self.here.current()) / "app"
        try:
            yield desk
        finally:
            desk.close()


class Updater:
    """A process that updates, or goes back, in processes of its own which die."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            UPDATER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def run(self, scene: Scene, point: int = -1, *, back: bool = False) -> str:
        """Run to the end, or to a *point*; return ``killed`` or how many points there were."""
        asked = {
            "data": str(scene.at / "du-lieu"),
            "key": scene.key.hex(),
            "me": scene.me,
            "program": str(scene.here.home / "app"),
            "stick": str(scene.at / "usb"),
            "point": point,
            "back": back,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def hold(scene: Scene, digests: set[str]) -> tuple[str, str]:
    """One of the versions starts, whole; the book is whole, in one of its states; return both."""
    current = scene.here.current()
    assert current in {"1.0.0", "1.1.0"}
    assert whole(scene.here.home_of(current))
    with scene.desk() as desk:
        assert desk.check(full=True).ok
        digest = desk.digest().digest
    assert digest in digests
    return current, digest
