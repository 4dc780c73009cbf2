"""Wrong passwords: counted before each try, waited for, and locked after the tenth.

QUALITY R12: five wrong tries wait a minute, each further one twice as long (an hour at most);
ten lock the account until the chief or the recovery sheet opens it. The count lies beside the
book, since nothing encrypted can be read yet: it guards the screen of an office PC. A stolen
disk is guarded by the stretching of the password alone.

The wait is measured by the machine's running time, never by the clock on the wall: after a
restart it counts from the restart, so no change of the clock shortens it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from math import ceil
from pathlib import Path

from filelock import FileLock

from desktop_app.model.placing import put_in_place
from desktop_app.model.text import folded
from desktop_app.model.trouble import Trouble
from desktop_app.store.keys import WrongPassword

TRIES_FILE = "dang-nhap.json"
LOCK_FILE = "dang-nhap.lock"
FREE_TRIES = 5
MOST_TRIES = 10
FIRST_WAIT = 60
LONGEST_WAIT = 3_600
Ticks = Callable[[], float]


class Waiting(Trouble):
    """Too many wrong passwords: the next try must wait *seconds*."""

    def __init__(self, wrong: int, seconds: int) -> None:
        minutes, rest = divmod(seconds, 60)
        parts = [f"{minutes} phút" if minutes else "", f"{rest} giây" if rest else ""]
        told = " ".join(part for part in parts if part)
        super().__init__(
            f"Đã gõ sai mật khẩu {wrong} lần.",
            "Sổ vẫn nguyên vẹn và vẫn khóa.",
            f"Hãy đợi {told} rồi gõ lại; sai {MOST_TRIES} lần thì tài khoản bị khóa.",
            "MK-05",
        )
        self.seconds = seconds


@dataclass
class _Tries:
    """How often an account's password was wrong in a row, and when the last try was."""

    wrong: int = 0
    at: float = 0.0


@dataclass
class _Count:
    accounts: dict[str, _Tries] = field(default_factory=dict)
    total: int = 0


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


def ensure_allowed(folder: Path, name: str, ticks: Ticks = time.monotonic) -> None:
    """Raise Trouble, Waiting when a password may not be tried now; nothing is counted."""
    _refuse_early(name, _read(folder).accounts.get(folded(name), _Tries()), ticks)


def unlock(folder: Path, name: str) -> None:
    """Forget an account's wrong tries: the chief or the recovery sheet says so."""
    with _counting(folder) as count:
        count.accounts.pop(folded(name), None)


def left(folder: Path, name: str) -> int:
    """Return how many tries an account has before it is locked."""
    return MOST_TRIES - _read(folder).accounts.get(folded(name), _Tries()).wrong


def _begin(folder: Path, name: str, ticks: Ticks) -> Tried:
    with _counting(folder) as count:
        tries = count.accounts.setdefault(folded(name), _Tries())
        _refuse_early(name, tries, ticks)
        before = Tried(tries.wrong, count.total)
        tries.wrong, tries.at, count.total = tries.wrong + 1, ticks(), count.total + 1
        return before


def _refuse_early(name: str, tries: _Tries, ticks: Ticks) -> None:
    if tries.wrong >= MOST_TRIES:
        raise _locked(name)
    left = _wait(tries.wrong) - _passed_since(tries.at, ticks())
    if left > 0:
        raise Waiting(tries.wrong, ceil(left))


def _end(folder: Path, name: str, wrong: int) -> None:
    with _counting(folder) as count:
        count.accounts.setdefault(folded(name), _Tries()).wrong = wrong
        count.total -= 1  # _begin() had counted this one


def _wait(wrong: int) -> int:
    if wrong < FREE_TRIES:
        return 0
    return min(FIRST_WAIT << (wrong - FREE_TRIES), LONGEST_WAIT)


def _passed_since(then: float, now: float) -> float:
    """Return at least so many seconds have passed; *then* lies before a restart if it is later."""
    return now - then if now >= then else now


def _locked(name: str) -> Trouble:
    return Trouble(
        f"Tài khoản «{name}» đã bị khóa vì gõ sai mật khẩu {MOST_TRIES} lần.",
        "Sổ vẫn nguyên vẹn và vẫn khóa.",
        "Hãy nhờ chỉ huy đơn vị mở khóa, hoặc đặt mật khẩu mới bằng tờ khôi phục.",
        "MK-06",
    )


@contextmanager
def _counting(folder: Path) -> Iterator[_Count]:
    """Yield the count to change; kept as a whole, also when a try is refused.

    On a disk that is full or may only be read nothing can be counted; the stretching still guards.
    """
    with ExitStack() as held:
        with suppress(OSError):
            held.enter_context(FileLock(folder / LOCK_FILE))
        count = _read(folder)
        try:
            yield count
        finally:
            with suppress(OSError):
                _write(folder, count)


def _read(folder: Path) -> _Count:
    try:
        loaded = json.loads((folder / TRIES_FILE).read_text(encoding="utf-8"))
        known = loaded["accounts"].items()
        accounts = {name: _Tries(int(one["wrong"]), float(one["at"])) for name, one in known}
        return _Count(accounts, int(loaded["total"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Count()


def _write(folder: Path, count: _Count) -> None:
    count.accounts = {name: one for name, one in count.accounts.items() if one.wrong}
    if count == _Count():
        (folder / TRIES_FILE).unlink(missing_ok=True)
        return
    aside = folder / (TRIES_FILE + ".moi")
    aside.write_text(json.dumps(asdict(count)), encoding="utf-8")
    put_in_place(aside, folder / TRIES_FILE)
