"""Carrying: give and take with a stick, and the PCs of the post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.desk import rooms
from desktop_app.desk.many import Stopped
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.session import Session
from desktop_app.store import unmerging
from desktop_app.sync.carried import Uncarried, uncarried
from desktop_app.sync.myself import myself
from desktop_app.sync.stick import HOME, Stick

if TYPE_CHECKING:
    from desktop_app.sync.courier import Synced as Synced
    from desktop_app.sync.joining import Request as Request

LAST_STICK = "stick"


@dataclass(frozen=True)
class DeviceLine:
    """A PC of the post: its state is ``here``, ``in`` or ``out``; *last_seq* what is here of it."""

    id: str
    name: str
    state: str
    last_seq: int


@dataclass(frozen=True)
class StickLine:
    """A stick that may be meant: *used* says it carries deliveries already."""

    folder: Path
    used: bool


def plugged_in() -> list[StickLine]:
    """Return the sticks that this PC sees now; which one is meant is the officer's word."""
    return [StickLine(each, (each / HOME).is_dir()) for each in rooms.sticks.plugged_in()]


class CarryingActions(Session):
    """What goes between the post's PCs."""

    @needs(Action.CARRY)
    def last_stick(self) -> Path | None:
        """Return the stick or folder that was used last; None when it is not there now."""
        kept = str(self.setting(LAST_STICK, ""))
        return Path(kept) if kept and Path(kept).is_dir() else None

    @needs(Action.CARRY)
    def sync(
        self,
        folder: Path,
        *,
        dry_run: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Synced:
        """Take what a stick brings, then write what the others lack.

        Raises Trouble; Stopped when it was *cancelled* before anything was written.
        """
        home = self._home(folder)
        try:
            done = rooms.courier.sync(
                self.book, home, dry_run=dry_run, progress=progress, cancelled=cancelled
            )
        except rooms.courier.Stopped:
            raise Stopped from None
        except rooms.courier.NotGiven as half:
            self.note_access("sync", "", "", f"nhận {half.taken}, chưa ghi xong")
            raise
        if not dry_run:
            self.set_setting(LAST_STICK, str(folder))
            self.note_access("sync", "", "", f"nhận {done.received}, ghi {done.written}")
        return done

    @needs(Action.CARRY)
    def devices(self) -> list[DeviceLine]:
        """Return the post's PCs."""
        me, vector = myself(self.book), rooms.courier.vector(self.book)
        return [
            DeviceLine(
                one.device,
                one.name,
                "here" if one.device == me.device else "in" if one.revoked is None else "out",
                vector.get(one.device, 0),
            )
            for one in me.roster.devices.values()
        ]

    @needs(Action.DEVICES)
    def pending(self, folder: Path) -> list[Request]:
        """Return which PCs ask on a stick to join the post. Raises Trouble."""
        return rooms.joining.requests(Stick(folder))

    @needs(Action.DEVICES)
    def approve_device(self, folder: Path, device: str, words: str) -> Request:
        """Let a PC in whose six words agree. Raises Trouble."""
        done = rooms.joining.approve(self.book, Stick(folder), self._home(folder), device, words)
        self.note_access("device", "", "", f"duyệt máy «{done.name}» ({device})")
        return done

    @needs(Action.DEVICES)
    def revoke_device(self, device: str) -> None:
        """Shut a lost PC out. Raises Trouble."""
        rooms.joining.shut_out(self.book, device)
        self.note_access("device", "", "", f"loại máy {device}")

    @needs(Action.WRITE)
    def undo_sync(self) -> int:
        """Take the last merge back by compensating changes; return the records changed."""
        with self.book.long_transaction() as into:
            return unmerging.undo_merge(self.book, into, self.me)

    def uncarried(self) -> Uncarried | None:
        """Return how many own changes wait for a stick, and how long; None at a lonely PC."""
        return uncarried(self.book)

    def _home(self, folder: Path) -> Stick:
        return Stick(folder, self.unit.code)
