"""Wrong passwords: when the next one may be tried.

QUALITY R12: five wrong tries wait a minute, each further one twice as long (an hour at most);
ten lock the account until the chief or the recovery sheet opens it. The count lies beside the
book, since nothing encrypted can be read yet: it guards the screen of an office PC. A stolen
disk is guarded by the stretching of the password alone.

The wait is measured by the machine's running time, never by the clock on the wall: after a
restart it counts from the restart, so no change of the clock shortens it. The login asks this
before it is painted; what counts a try stands in ``attempts``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from desktop_app.model.text import folded
from desktop_app.model.trouble import Trouble

TRIES_FILE = "dang-nhap.json"
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
class Tries:
    """How often an account's password was wrong in a row, and when the last try was."""

    wrong: int = 0
    at: float = 0.0


@dataclass
class Count:
    """What is kept on the disk: the wrong tries of each account, and all there ever were."""

    accounts: dict[str, Tries] = field(default_factory=dict)
    total: int = 0


def ensure_allowed(folder: Path, name: str, ticks: Ticks = time.monotonic) -> None:
    """Raise Trouble, Waiting when a password may not be tried now; nothing is counted."""
    refuse_early(name, read(folder).accounts.get(folded(name), Tries()), ticks)


def left(folder: Path, name: str) -> int:
    """Return how many tries an account has before it is locked."""
    return MOST_TRIES - read(folder).accounts.get(folded(name), Tries()).wrong


def read(folder: Path) -> Count:
    """Return the count beside the book; none where it cannot be read."""
    try:
        loaded = json.loads((folder / TRIES_FILE).read_text(encoding="utf-8"))
        known = loaded["accounts"].items()
        accounts = {name: Tries(int(one["wrong"]), float(one["at"])) for name, one in known}
        return Count(accounts, int(loaded["total"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Count()


def refuse_early(name: str, tries: Tries, ticks: Ticks) -> None:
    """Raise Trouble, Waiting for an account with these tries."""
    if tries.wrong >= MOST_TRIES:
        raise _locked(name)
    left = _wait(tries.wrong) - _passed_since(tries.at, ticks())
    if left > 0:
        raise Waiting(tries.wrong, ceil(left))


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
