"""The window: its starts beside a bare one's, then a large book driven in a process of its own."""

import json
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median

from desktop_app.desk.desk import Desk
from desktop_app.desk.founding import Founding, create_book
from desktop_app.desk.permission import Role
from desktop_app.model import moments
from desktop_app.registers import REGISTERS
from desktop_app.store.book import Book
from tests.benchmarks.filling import WARD, Ground
from tests.benchmarks.measure import Figure, Watch, ms

STARTS = 7


def window(on: Ground) -> list[Figure]:
    """Measure starts, then one window; the book is let go meanwhile, for each opens it to write."""
    folder, key, me = on.desk.book.folder, on.desk.book.key, on.desk.me
    on.desk.close()
    try:
        return _starts(folder, key, me) + _driven(folder, key, me)
    finally:
        on.desk = Desk(Book(folder, key, REGISTERS, moments.now), me, Role.CHIEF)


def _driven(folder: Path, key: bytes, me: str) -> list[Figure]:
    command = [sys.executable, "-m", "tests.benchmarks.driven", str(folder)]
    told = subprocess.run(
        command, input=f"{key.hex()}\n{me}\n", stdout=subprocess.PIPE, text=True, check=True
    )
    return [Figure(**each) for each in json.loads(told.stdout)]


def _starts(folder: Path, key: bytes, me: str) -> list[Figure]:
    """Time starts by turns."""
    empty = folder.parent / "empty"
    made = create_book(empty, REGISTERS, Founding(WARD, "Nguyễn Văn Bình", "mở sổ lúc sáng")).desk
    new_key, new_me = made.book.key, made.me
    made.close()
    bare, small, large = Watch(), Watch(), Watch()
    start_of = partial(_start, folder.parent / "compiled")
    for lap in range(STARTS + 1):
        laps = [
            start_of("bare"),
            start_of("book", empty, new_key, new_me),
            start_of("book", folder, key, me),
        ]
        for watch, taken in zip((bare, small, large), laps, strict=True):
            watch.laps += [taken] if lap else []  # the first one compiles the modules
    ours, plain, none = median(large.laps), median(bare.laps), median(small.laps)
    beside, more = ours / plain, ours / none
    return [
        Figure("start to the first painted list, beside a bare table", ms(ours), ms(plain),
               beside, "<= 2.5", beside <= 2.5),
        Figure("the same, beside an empty book", ms(ours), ms(none), more, "<= 1.15",
               more <= 1.15),
    ]  # fmt: skip


def _start(
    compiled: Path, kind: str, folder: Path | None = None, key: bytes = b"", me: str = ""
) -> float:
    """Return the seconds from the start of a process to its first painted list.

    As on an officer's PC the modules lie compiled; some machines that build programs forbid it.
    """
    command = [sys.executable, "-m", "tests.benchmarks.starting", kind, str(folder or "")]
    begun = time.time()
    told = subprocess.run(
        command,
        input=f"{key.hex()}\n{me}\n",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(told.stdout.split()[0]) - begun
