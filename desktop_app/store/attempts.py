"""Wrong passwords, counted before each try; ``tries`` tells when one may be made."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from desktop_app.model.placing import put_in_place
from desktop_app.model.text import folded
from desktop_app.store.keyfile import WrongPassword
from desktop_app.store.tries import MOST_TRIES, TRIES_FILE, Count, Ticks, Tries, read, refuse_early

LOCK_FILE = "dang-nhap.lock"


@dataclass(frozen=True)
class Tried:
    """What came before a try: wrong ones in a row, and all there ever were on this PC."""

    wrong: int
    total: int


@contextmanager
def counted(folder: Path, name: str, ticks: Ticks = time.monotonic) -> Iterator[Tried]:
    """Count the try of a password made inside; only a wrong one is held against the account.

    It is counted before it is made, so that killing the program takes nothing back.
    Raises Trouble, Waiting before anything is tried.
    """
    before = _begin(folder, name, ticks)
    try:
        yield before
    except WrongPassword:
        raise WrongPassword(MOST_TRIES - before.wrong - 1) from None
    except BaseException:
        _end(folder, name, before.wrong)
        raise
    _end(folder, name, 0)


def unlock(folder: Path, name: str) -> None:
    """Forget an account's wrong tries: the chief or the recovery sheet says so."""
    with _counting(folder) as count:
        count.accounts.pop(folded(name), None)


def _begin(folder: Path, name: str, ticks: Ticks) -> Tried:
    with _counting(folder) as count:
        tries = count.accounts.setdefault(folded(name), Tries())
        refuse_early(name, tries, ticks)
        before = Tried(tries.wrong, count.total)
        tries.wrong, tries.at, count.total = tries.wrong + 1, ticks(), count.total + 1
        return before


def _end(folder: Path, name: str, wrong: int) -> None:
    with _counting(folder) as count:
        count.accounts.setdefault(folded(name), Tries()).wrong = wrong
        count.total -= 1  # _begin() had counted this one


@contextmanager
def _counting(folder: Path) -> Iterator[Count]:
    """Yield the count to change; kept as a whole, also when a try is refused.

    On a disk that is full or may only be read nothing can be counted; the stretching still guards.
    """
    with ExitStack() as held:
        with suppress(OSError):
            held.enter_context(FileLock(folder / LOCK_FILE))
        count = read(folder)
        try:
            yield count
        finally:
            with suppress(OSError):
                _write(folder, count)


def _write(folder: Path, count: Count) -> None:
    count.accounts = {name: one for name, one in count.accounts.items() if one.wrong}
    if count == Count():
        (folder / TRIES_FILE).unlink(missing_ok=True)
        return
    aside = folder / (TRIES_FILE + ".moi")
    aside.write_text(json.dumps(asdict(count)), encoding="utf-8")
    put_in_place(aside, folder / TRIES_FILE)
