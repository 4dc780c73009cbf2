"""To a newer version: brought and proved, the book backed up, tried on a copy, switched last.

Until the switch, which is one file put in place, the version that runs is the one that starts,
and the book is only read.
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from filelock import FileLock, Timeout

from desktop_app.model.trouble import Trouble
from desktop_app.store import backup
from desktop_app.store.backup import Backup
from desktop_app.store.book import Book
from desktop_app.updating import trial, unpacking
from desktop_app.updating.installation import Installation, order, write_whole
from desktop_app.updating.outcomes import FORWARD, Updated
from desktop_app.updating.package import Package, packages_on, read
from desktop_app.updating.trial import Failed, Tried
from desktop_app.updating.watch import Watch

BRING, UNPACK, BACK_UP, TRY, TEST, SWITCH = range(len(FORWARD))
BACKUPS = "truoc-cap-nhat"
RECORD, LOCK = "cap-nhat.json", "cap-nhat.lock"
NOTHING_CHANGED = "Bản đang dùng vẫn chạy; sổ chưa có gì thay đổi."


def newest_on(folder: Path, installation: Installation) -> Package | None:
    """Return the newest package on a stick; None when there is none.

    Raises Trouble when there are packages and none of them is the maker's.
    """
    found, refused = [], None
    for file in packages_on(folder):
        try:
            found.append(read(file, installation.key))
        except Trouble as trouble:
            refused = trouble
    if refused is not None and not found:
        raise refused
    return max(found, key=lambda one: order(one.header.version), default=None)


def refuse_unfit(installation: Installation, version: str) -> None:
    """Raise Trouble unless *version* is newer than the one that runs and starts next time."""
    if installation.current() != installation.version:
        raise Trouble(
            f"Phần mềm đã chuyển sang bản {installation.current()}, chờ mở lại.",
            "Sổ nguyên vẹn.",
            "Hãy đóng phần mềm rồi mở lại trước khi cập nhật tiếp.",
            "CN-13",
        )
    if order(version) == order(installation.version):
        raise Trouble(
            f"Bản trên USB ({version}) chính là bản đang dùng.",
            "Phần mềm và sổ chưa có gì thay đổi.",
            "Không cần làm gì.",
            "CN-05",
        )
    if order(version) < order(installation.version):
        raise Trouble(
            f"Bản trên USB ({version}) cũ hơn bản đang dùng ({installation.version}).",
            "Phần mềm và sổ chưa có gì thay đổi.",
            "Muốn trở về bản trước lần cập nhật vừa rồi, hãy dùng «Trở về bản trước».",
            "CN-04",
        )


def update(
    installation: Installation, package: Package, book: Book, backups: Path, watch: Watch
) -> Updated:
    """Go to the version of *package*; it starts next time. Raises Trouble, Stopped."""
    refuse_unfit(installation, package.header.version)
    installation.refuse_unwritable()
    unpacking.refuse_full(package, installation.root, 3 * book.path.stat().st_size)
    with alone(installation):
        content = unpacking.brought(package, installation.root, watch.step(BRING))
        home = unpacking.unpacked(content, package, installation.root, watch.step(UNPACK))
        content.unlink()
        watch.step(BACK_UP)
        made = backup.make(book, backups / BACKUPS)
        try:
            watch.step(TRY)
            _accept(home, book, made, package.header.version)
            watch.step(TEST)
            _self_tested(home, package.header.version)
            watch.step(SWITCH)
        except BaseException:
            made.file.unlink(missing_ok=True)
            raise
        done = Updated(installation.version, package.header.version, str(made.file), made.records)
        write_whole(installation.root / RECORD, json.dumps(asdict(done), ensure_ascii=False))
        installation.switch(package.header.version)
        _only(made.file)
    return done


def _only(file: Path) -> None:
    """Take away the backups of updates before this one, and what killed ones left."""
    for each in file.parent.iterdir():
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        elif each != file:
            each.unlink(missing_ok=True)


@contextmanager
def alone(installation: Installation) -> Iterator[None]:
    """Let nobody else update meanwhile, and take away what is unfinished, before and after."""
    try:
        with FileLock(installation.root / LOCK, timeout=0):
            installation.sweep()
            try:
                yield
            finally:
                installation.sweep()
    except Timeout:
        raise Trouble(
            "Phần mềm đang được cập nhật ở một cửa sổ khác trên máy này.",
            NOTHING_CHANGED,
            "Hãy đợi lần cập nhật kia xong.",
            "CN-16",
        ) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise unpacking.full() from error
        raise Trouble(
            f"Không ghi được vào thư mục phần mềm «{installation.root}».",
            NOTHING_CHANGED,
            "Hãy thử lại; nếu vẫn lỗi, xem phần mềm diệt vi-rút có chặn không.",
            "CN-17",
        ) from error


def last_update(installation: Installation) -> Updated | None:
    """Return the last update that was done here, if any."""
    try:
        return Updated(**json.loads((installation.root / RECORD).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def tried(home: Path, book: Book, made: Backup) -> Tried:
    """Let the version in *home* open what a backup holds. Raises Trouble, Failed."""
    copy = book.folder.with_name(f"{book.folder.name}-thu-cap-nhat")
    shutil.rmtree(copy, ignore_errors=True)
    try:
        copy.mkdir()
        backup.unpack(made.file, copy)
        return trial.try_on_copy(home, copy, book.key)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _accept(home: Path, book: Book, made: Backup, version: str) -> None:
    """Raise Trouble unless the new version opens the book's copy, whole, with every record."""
    try:
        found = tried(home, book, made)
    except Failed as failed:
        raise not_working(version) from failed
    if found.refused or found.findings or found.records != made.records:
        told = (found.refused, *found.findings[:3], f"{found.records}/{made.records} hồ sơ")
        raise Trouble(
            f"Bản mới mở thử bản chép của sổ không đạt ({'; '.join(filter(None, told))}).",
            NOTHING_CHANGED,
            "Hãy «Kiểm tra sổ»; nếu sổ nguyên vẹn thì báo nơi phát hành bản mới.",
            "CN-09",
        )


def _self_tested(home: Path, version: str) -> None:
    try:
        trial.self_test(home)
    except Failed as failed:
        raise not_working(version) from failed


def not_working(version: str) -> Trouble:
    """Return what to tell when another version does not run on this PC as it should."""
    return Trouble(
        f"Bản {version} không tự kiểm tra được trên máy này.",
        NOTHING_CHANGED,
        "Hãy dùng tiếp bản này và báo nơi phát hành.",
        "CN-10",
    )
