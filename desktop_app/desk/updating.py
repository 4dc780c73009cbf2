"""Updates of the program from a stick, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.desk import rooms
from desktop_app.desk.care import CareActions
from desktop_app.desk.many import Stopped
from desktop_app.desk.permission import Action, needs
from desktop_app.model.resources import program_folder
from desktop_app.model.trouble import Trouble
from desktop_app.updating import watch
from desktop_app.updating.installation import Installation, installed, order
from desktop_app.updating.outcomes import BACK as BACK
from desktop_app.updating.outcomes import FORWARD as FORWARD
from desktop_app.updating.outcomes import Updated as Updated
from desktop_app.updating.outcomes import WentBack as WentBack
from desktop_app.updating.outcomes import WouldLose as WouldLose
from desktop_app.updating.watch import PARTS as PARTS
from desktop_app.updating.watch import Watch

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Offer:
    """A version on a stick whose maker is known; *newer* than the one that runs or not."""

    version: str
    build: str
    news: str
    megabytes: int
    newer: bool
    file: Path


class UpdateActions(CareActions):
    """Going to another version. *program* is the folder of the running one."""

    program = program_folder()

    def version(self) -> str:
        """Return the version that runs; empty where it takes no updates."""
        known = installed(self.program)
        return known.version if known else ""

    @needs(Action.UPDATE)
    def offered(self, folder: Path) -> Offer | None:
        """Return the newest version on a stick; None when there is none.

        Raises Trouble where this copy takes no updates, and when no package is the maker's.
        """
        here = self._installation()
        found = rooms.forward.newest_on(folder, here)
        if found is None:
            return None
        header = found.header
        size = (header.size + header.unpacked) // 1_000_000
        newer = order(header.version) > order(here.version)
        return Offer(header.version, header.build, header.news, size, newer, found.file)

    @needs(Action.UPDATE)
    def update(
        self,
        folder: Path,
        progress: Progress = watch.silent,
        cancelled: Callable[[], bool] = watch.never,
    ) -> Updated:
        """Go to the newest version on a stick; it starts next time.

        Raises Trouble; Stopped when it was *cancelled* before anything was switched.
        """
        here = self._installation()
        found = rooms.forward.newest_on(folder, here)
        if found is None:
            raise nothing_there(folder)
        watching = Watch(len(FORWARD), progress, cancelled)
        try:
            done = rooms.forward.update(here, found, self.book, self.backup_folder(), watching)
        except watch.Stopped:
            raise Stopped from None
        self.note_access("update", "", "", f"{done.before} → {done.after}")
        return done

    @needs(Action.UPDATE)
    def previous_version(self) -> str:
        """Return the version that can be gone back to; empty when there is none."""
        here = installed(self.program)
        return here.previous() if here else ""

    @needs(Action.UPDATE)
    def go_back(
        self,
        progress: Progress = watch.silent,
        cancelled: Callable[[], bool] = watch.never,
        *,
        restoring: bool = False,
    ) -> WentBack:
        """Let the version before the last update start next time.

        Raises WouldLose where that one cannot read this book, unless *restoring* agrees to the
        book of before the update; this one is then closed. Raises Trouble, Stopped.
        """
        here = self._installation()
        self.note_access("update", "", "", f"{here.version} → {here.previous()}")
        watching = Watch(len(BACK), progress, cancelled)
        try:
            return rooms.back.go_back(
                here, self.book, self.backup_folder(), watching, restoring=restoring
            )
        except watch.Stopped:
            raise Stopped from None

    def _installation(self) -> Installation:
        known = installed(self.program)
        if known is None:
            raise Trouble(
                "Bản phần mềm này không nhận cập nhật bằng USB.",
                "Phần mềm và sổ chưa có gì thay đổi.",
                "Hãy cài bản mới bằng bộ cài đặt.",
                "CN-01",
            )
        return known


def nothing_there(folder: Path) -> Trouble:
    """Return what to tell when a stick carries no update."""
    return Trouble(
        f"Trên USB «{folder}» không có gói cập nhật nào (SoANTT-….capnhat).",
        "Phần mềm và sổ chưa có gì thay đổi.",
        "Hãy chép gói cập nhật vào ngay thư mục ngoài cùng của USB, hoặc chọn USB khác.",
        "CN-02",
    )
