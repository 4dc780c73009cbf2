"""Back to the version before the last update, with the update's own backup where it must be.

An older version that can read the present book goes on with it. One that cannot, because the
update brought the book to a newer format, gets the book of before the update; the present one
stays whole in a backup, and what was entered since is told before anything is done.
"""

from __future__ import annotations

from pathlib import Path

from desktop_app.model.trouble import Trouble
from desktop_app.store import backup, returning
from desktop_app.store.backup import Backup
from desktop_app.store.book import Book
from desktop_app.updating.forward import (
    BACKUPS,
    NOTHING_CHANGED,
    alone,
    last_update,
    not_working,
    tried,
)
from desktop_app.updating.installation import Installation, write_whole
from desktop_app.updating.outcomes import BACK, WentBack, WouldLose
from desktop_app.updating.starting import RETURNED
from desktop_app.updating.trial import NEWER_BOOK, Failed
from desktop_app.updating.unpacking import whole
from desktop_app.updating.watch import Watch

KEPT = "truoc-khi-tro-ve"
COMPARE, BACK_UP, TRY, SWITCH = range(len(BACK))


def go_back(
    installation: Installation, book: Book, backups: Path, watch: Watch, *, restoring: bool
) -> WentBack:
    """Let the version before the last update start next time. Raises Trouble, Stopped.

    *restoring* agrees to the book of before the update where it cannot be helped; otherwise
    WouldLose tells what would be lacking. *book* is closed when another took its place.
    """
    version = installation.previous()
    installation.refuse_unwritable()
    watch.step(COMPARE)
    home = installation.home_of(version)
    if not version or version == installation.version or not whole(home):
        raise _nowhere()
    with alone(installation):
        watch.step(BACK_UP)
        made = backup.make(book, backups / KEPT)
        try:
            watch.step(TRY)
            reads = _reads(home, book, made, version)
            older = None if reads else _before(installation, backups)
            entered = _entered(book, older, version, restoring=restoring)
            watch.step(SWITCH)
        except BaseException:
            made.file.unlink(missing_ok=True)
            raise
        if older is not None:
            _put_back(installation, book, older, made.file)
        installation.switch(version)
    return WentBack(version, made.file, older is not None, entered)


def _reads(home: Path, book: Book, made: Backup, version: str) -> bool:
    """Tell whether the version in *home* reads this book. Raises Trouble."""
    try:
        found = tried(home, book, made)
    except Failed as failed:
        raise not_working(version) from failed
    if found.refused not in ("", NEWER_BOOK):
        raise not_working(version)
    return not found.refused


def _before(installation: Installation, backups: Path) -> Path:
    """Return the backup that the last update made, also where its folder moved. Raises Trouble."""
    last, version = last_update(installation), installation.previous()
    if last is not None and last.before == version:
        for file in (Path(last.backup), backups / BACKUPS / Path(last.backup).name):
            if file.is_file():
                return file
    raise Trouble(
        f"Bản {version} không đọc được sổ hiện nay, và không còn bản sao lưu trước khi cập nhật.",
        NOTHING_CHANGED,
        "Hãy dùng tiếp bản này; báo cán bộ kỹ thuật nếu bản này có lỗi.",
        "CN-12",
    )


def _entered(
    book: Book, older: Path | None, version: str, *, restoring: bool
) -> list[tuple[str, str]]:
    """Return what the book of before the update lacks. Raises WouldLose without consent."""
    if older is None:
        return []
    with returning.prepared(book, older) as ready:
        entered = returning.entered_since(book, ready)
    if not restoring:
        raise WouldLose(version, entered)
    return entered


def _put_back(installation: Installation, book: Book, older: Path, kept: Path) -> None:
    """Put the book of before the update in the place of the present one, which is in *kept*."""
    told = installation.root / RETURNED
    with returning.prepared(book, older) as ready:
        # Before the book is another one: whoever starts next is told, whatever happens.
        write_whole(told, str(kept))
        try:
            returning.put_in_place(book, ready)
        except BaseException:
            told.unlink(missing_ok=True)
            raise


def _nowhere() -> Trouble:
    return Trouble(
        "Không có bản trước nguyên vẹn để trở về.",
        NOTHING_CHANGED,
        "Hãy dùng tiếp bản này, hoặc cài bản khác bằng bộ cài đặt.",
        "CN-11",
    )
