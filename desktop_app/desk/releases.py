"""This version beside others: tried on a copy of a book, and another one started in its place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.model import moments
from desktop_app.model.record import Registers
from desktop_app.model.resources import program_folder
from desktop_app.store import checkup
from desktop_app.store.book import FORMAT, Book
from desktop_app.store.digesting import digest
from desktop_app.updating.installation import installed

LAUNCHER = "SoANTT.exe" if sys.platform == "win32" else "SoANTT"


@dataclass(frozen=True)
class Tried:
    """What this version made of a copy of a book: its format now, its records, what is wrong."""

    format: int
    records: int
    findings: list[str]


def try_book(
    folder: Path, key: bytes, registers: Registers, clock: Callable[[], datetime] = moments.now
) -> Tried:
    """Bring the copy of a book in *folder* up to this version and check it. Raises Trouble."""
    with closing(Book(folder, key, registers, clock)) as opened:
        findings = checkup.check(opened, full=True)
        records = digest(opened.reading()).records
    return Tried(FORMAT, records, [f"{each.code} {each.text}" for each in findings])


def start_again(program: Path | None = None) -> None:
    """Start the version that is the current one by now; this one must be ending."""
    here = installed(program or program_folder())
    if here is not None:
        subprocess.Popen([str(here.root / LAUNCHER)], cwd=here.root, close_fds=True)
