"""Carrying: give and take with a stick, and the PCs of the post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.desk.permission import Action, needs
from desktop_app.desk.session import Session
from desktop_app.store.unmerging import undo_merge
from desktop_app.sync import courier, joining
from desktop_app.sync.courier import Synced, Uncarried
from desktop_app.sync.joining import Request
from desktop_app.sync.myself import myself
from desktop_app.sync.stick import Stick


@dataclass(frozen=True)
class DeviceLine:
    """A PC of the post: its state is ``here``, ``in`` or ``out``; *last_seq* what is here of it."""

    id: str
    name: str
    state: str
    last_seq: int


class CarryingActions(Session):
    """What goes between the post's PCs."""

    @needs(Action.CARRY)
    def sync(
        self,
        folder: Path,
        *,
        dry_run: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Synced:
        """Take what a stick brings, then write what the others lack. Raises Trouble."""
        done = courier.sync(
            self.book, self._home(folder), dry_run=dry_run, progress=progress, cancelled=cancelled
        )
        if not dry_run:
            self.note_access("sync", "", "", f"nhận {done.received}, ghi {done.written}")
        return done

    @needs(Action.CARRY)
    def devices(self) -> list[DeviceLine]:
        """Return the post's PCs."""
        me, vector = myself(self.book), courier.vector(self.book)
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
        return joining.requests(Stick(folder))

    @needs(Action.DEVICES)
    def approve_device(self, folder: Path, device: str, words: str) -> Request:
        """Let a PC in whose six words agree. Raises Trouble."""
        done = joining.approve(self.book, Stick(folder), self._home(folder), device, words)
        self.note_access("device", "", "", f"approve {device} {done.name}")
        return done

    @needs(Action.DEVICES)
    def revoke_device(self, device: str) -> None:
        """Shut a lost PC out. Raises Trouble."""
        joining.shut_out(self.book, device)
        self.note_access("device", "", "", f"revoke {device}")

    @needs(Action.CARRY)
    def undo_sync(self) -> int:
        """Take the last merge back by compensating changes; return the records changed."""
        with self.book.long_transaction() as into:
            return undo_merge(self.book, into, self.me)

    def uncarried(self) -> Uncarried | None:
        """Return how many own changes wait for a stick, and how long; None at a lonely PC."""
        return courier.uncarried(self.book)

    def _home(self, folder: Path) -> Stick:
        return Stick(folder, self.unit.code)
