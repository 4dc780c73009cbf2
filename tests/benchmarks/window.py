"""The window: its starts beside a bare one's, then a large book driven in a process of its own."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
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
from tests.benchmarks.measure import Figure, ms

STARTS = 7
TYPED_SECONDS = 3  # in which an officer types a good password


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


@dataclass
class Starts:
    """What the starts of one kind took: all of it, the login alone, and the processor's part."""

    whole: list[float] = field(default_factory=list)
    login: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)

    def keep(self, whole: float, login: float, busy: float) -> None:
        """Add one start."""
        self.whole.append(whole)
        self.login.append(login)
        self.busy.append(busy)


def _starts(folder: Path, key: bytes, me: str) -> list[Figure]:
    """Time starts by turns."""
    empty = folder.parent / "empty"
    made = create_book(empty, REGISTERS, Founding(WARD, "Nguyễn Văn Bình", "mở sổ lúc sáng")).desk
    new = empty, made.book.key, made.me
    made.close()
    bare, none, ours, hasty = Starts(), Starts(), Starts(), Starts()
    start_of = partial(_start, folder.parent / "compiled")
    turns = (
        (bare, partial(start_of, "bare")),
        (none, partial(start_of, "book", new, TYPED_SECONDS)),
        (ours, partial(start_of, "book", (folder, key, me), TYPED_SECONDS)),
        (hasty, partial(start_of, "book", (folder, key, me), 0)),
    )
    for lap in range(STARTS + 1):
        for starts, begin in turns:
            taken = begin()
            if lap:  # the first one compiles the modules
                starts.keep(*taken)
    plain = median(bare.whole)
    return [
        _beside("start to the first painted list, password apart, beside a bare table",
                median(ours.whole), plain, 2.5),
        _beside("the same by processor time, which neighbours disturb less",
                median(ours.busy), median(bare.busy)),
        _beside("the same, beside an empty book", median(ours.whole), median(none.whole), 1.15),
        _beside("start to the painted login, beside a bare table", median(ours.login), plain),
        _beside("start to the first painted list, password typed in no time",
                median(hasty.whole), plain),
    ]  # fmt: skip


def _beside(work: str, ours: float, floor: float, most: float | None = None) -> Figure:
    ratio = ours / floor
    if most is None:
        return Figure(work, ms(ours), ms(floor), ratio)
    return Figure(work, ms(ours), ms(floor), ratio, f"<= {most}", ratio <= most)


def _start(
    compiled: Path, kind: str, book: tuple[Path, bytes, str] | None = None, seconds: float = 0
) -> tuple[float, float, float]:
    """Return the seconds from the start of a process to its first painted list: those that an
    officer waits, those to the login, and those in which the processor worked for the first.

    As on an officer's PC the modules lie compiled; some machines that build programs forbid it.
    """
    folder, key, me = book or (Path(), b"", "")
    command = [sys.executable, "-m", "tests.benchmarks.starting", kind, str(folder), str(seconds)]
    begun = time.time()
    told = subprocess.run(
        command,
        input=f"{key.hex()}\n{me}\n",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)},
        capture_output=True,
        text=True,
        check=True,
    )
    numbers = [float(word) for word in told.stdout.splitlines()[0].split()]
    moments = list(zip(numbers[::2], numbers[1::2], strict=True))
    (first, busy), waited, worked = moments[0], 0.0, 0.0
    if len(moments) > 1:
        _, accepted, last = moments
        waited, worked = last[0] - accepted[0], last[1] - accepted[1]
    return first - begun + waited, first - begun, busy + worked
