"""Care of the book: backups, checks, the digest, and what was being typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop_app.desk.permission import Action, needs
from desktop_app.desk.session import Session
from desktop_app.model.field import Json
from desktop_app.store import backup, checkup, drafts, ledger
from desktop_app.store.backup import Backup
from desktop_app.store.checkup import Finding
from desktop_app.store.digesting import Digest, digest
from desktop_app.store.drafts import KeptDraft

SHORTEST_IDLE, USUAL_IDLE, LONGEST_IDLE = 5, 10, 60
CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Check:
    """Whether the book is whole, and what was found."""

    ok: bool
    findings: list[Finding]


class CareActions(Session):
    """Keeping the book safe."""

    def digest(self) -> Digest:
        """Return the digest of the whole logical state."""
        return digest(self.reading())

    @needs(Action.CARE)
    def check(
        self, *, full: bool = False, progress: Callable[[int, int], None] | None = None
    ) -> Check:
        """Check the file, the chains and the tables; nothing is changed."""
        findings = checkup.check(self.book, full=full, progress=progress)
        return Check(not findings, findings)

    @needs(Action.REPAIR)
    def repair(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make all tables again from the ledger, after a verified backup."""
        self.backup()
        self.note_access("repair", "", "")
        return checkup.rebuild(self.book, progress)

    def written_later(self) -> datetime | None:
        """Return when this PC wrote its newest change, if by its clock that is yet to come."""
        wall = ledger.last_wall(self.reading().connection, self.book.head.device)
        written = datetime.fromisoformat(wall).replace(tzinfo=None) if wall else self.present
        return written if written - self.present > CLOCK_TOLERANCE else None

    def backup_folder(self) -> Path:
        """Return where backups go: the folder chosen, else beside the data folder."""
        chosen = self.setting("backup_folder", "")
        return Path(chosen) if chosen else self.usual_backup_folder()

    def usual_backup_folder(self) -> Path:
        """Return where backups go unless another folder was chosen."""
        return backup.default_folder(self.book.folder)

    @needs(Action.CARE)
    def choose_backup_folder(self, folder: Path | None) -> None:
        """Let backups go to another folder, or to the usual one. Raises Trouble."""
        if folder is None:
            self.set_setting("backup_folder", "")
            return
        backup.refuse_unfit(folder, self.book.folder)
        self.set_setting("backup_folder", str(folder))

    def idle_minutes(self) -> int:
        """Return after how many minutes without a key or a mouse the screen locks the book."""
        kept = self.setting("idle_minutes", USUAL_IDLE)
        return min(max(kept, SHORTEST_IDLE), LONGEST_IDLE) if isinstance(kept, int) else USUAL_IDLE

    @needs(Action.CARE)
    def set_idle_minutes(self, minutes: int) -> None:
        """Lock the book after other minutes, on this PC; from SHORTEST_IDLE to LONGEST_IDLE."""
        self.set_setting("idle_minutes", minutes)

    @needs(Action.CARE)
    def backup(self, folder: Path | None = None) -> Backup:
        """Make a backup, opened and counted before it counts as one. Raises Trouble."""
        made = backup.make(self.book, folder or self.backup_folder())
        self.note_access("backup", "", made.file.name)
        if folder is None:
            backup.thin(self.backup_folder(), self.present)
        return made

    def backups(self) -> list[Backup]:
        """Return the backups in the usual place, newest first."""
        return backup.listed(self.backup_folder())

    def last_backup(self) -> Backup | None:
        """Return the newest whole backup."""
        return backup.newest_whole(self.backup_folder())

    @needs(Action.WRITE)
    def keep_draft(self, key: str, register: str, id: str, values: dict[str, Json]) -> None:
        """Keep what is being typed, encrypted, for this officer on this PC."""
        at = self.present.isoformat(timespec="seconds")
        with self.book.transaction(prompt=True) as into:
            drafts.keep(into.connection, self.me, KeptDraft(key, register, id, values, at))

    @needs(Action.OWN)
    def drafts(self) -> list[KeptDraft]:
        """Return what this officer was typing, newest first."""
        return drafts.kept(self.reading().connection, self.me)

    @needs(Action.OWN)
    def drop_draft(self, key: str) -> None:
        """Forget what was being typed: it was saved or given up."""
        with self.book.transaction(prompt=True) as into:
            drafts.drop(into.connection, self.me, key)
