"""Backups: one file with the encrypted book and its keys, opened again and counted.

The file is an ordinary zip (stored, not compressed) of ``so.antt``, ``khoa.json`` and
``muc-luc.json``; what is personal in it stays encrypted.
"""

import errno
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop_app.model.placing import put_in_place
from desktop_app.model.trouble import Trouble
from desktop_app.store.book import Book
from desktop_app.store.building import ASIDE
from desktop_app.store.digesting import Digest, digest
from desktop_app.store.driver import BOOK_FILE, Error, connect
from desktop_app.store.heads import heads
from desktop_app.store.keyfile import KEY_FILE, keys_from
from desktop_app.store.reading import Reading
from desktop_app.store.refusals import readable, refused_by_disk

ENDING = ".antt-sao-luu"
CONTENTS = "muc-luc.json"
DAYS, WEEKS, MONTHS = 7, 4, 12
# What reading a file that is not a whole backup may raise, from zip, JSON and our own shape.
UNREADABLE = (
    OSError, EOFError, KeyError, TypeError, ValueError, RuntimeError, NotImplementedError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True)
class Backup:
    """A backup file: when it was made, what it holds, whether it was opened and counted."""

    file: Path
    made: str
    records: int
    digest: str
    verified: bool


def default_folder(data: Path) -> Path:
    """Return where backups go unless told otherwise: beside the data folder, never in it."""
    return data.parent / f"{data.name}-sao-luu"


def make(book: Book, folder: Path) -> Backup:
    """Write a backup, read it back, and only then give it its name. Raises Trouble."""
    _refuse_inside(folder, book.folder)
    made = book.clock()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix="tam-") as aside:
            return _made(book, folder, Path(aside), made)
    except (OSError, Error) as error:
        raise refused_by_disk(error) from error


def _made(book: Book, folder: Path, aside: Path, made: datetime) -> Backup:
    copy = aside / BOOK_FILE
    connection = book.reading().connection
    free = shutil.disk_usage(folder).free
    if free < 2 * book.path.stat().st_size + 1_000_000:
        raise OSError(errno.ENOSPC, "No space left on device")
    connection.execute("PRAGMA query_only = OFF")
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        connection.execute("PRAGMA query_only = ON")
    stated = _counted(copy, book)
    records = stated.records
    contents: dict[str, Any] = {
        "made": made.isoformat(timespec="seconds"),
        "records": records,
        "digest": stated.digest,
        "unit": book.meta("unit"),
        "heads": asdict(heads(book)),
        "sha256": _sha256(copy),
    }
    packed = aside / "goi.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.write(copy, BOOK_FILE)
        archive.write(book.folder / KEY_FILE, KEY_FILE)
        archive.writestr(CONTENTS, json.dumps(contents, ensure_ascii=False))
    with packed.open("rb+") as written:
        os.fsync(written.fileno())
    if not _reads_back(packed, contents["sha256"]):
        raise OSError(errno.EIO, "read back")
    file = _free_name(folder, made)
    put_in_place(packed, file)
    return Backup(file, str(contents["made"]), records, stated.digest, verified=True)


def listed(folder: Path) -> list[Backup]:
    """Return the backups in *folder*, newest first, each with whether it is whole."""
    if not folder.is_dir():
        return []
    found = [_described(file) for file in folder.glob(f"*{ENDING}")]
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def refuse_occupied(to: Path) -> None:
    """Raise Trouble when there is something in the folder *to*.

    What a restore left there when the PC was switched off is in nobody's way.
    """
    unfinished = {ASIDE, KEY_FILE}
    if to.exists() and (not to.is_dir() or {each.name for each in to.iterdir()} - unfinished):
        raise Trouble(
            f"Thư mục «{to}» không trống.",
            "Chưa có gì được khôi phục và không tệp nào bị đè lên.",
            "Hãy chọn một thư mục trống hoặc chưa có.",
            "SL-02",
        )


def unpack(file: Path, to: Path) -> None:
    """Put a backup's book and keys into the folder *to*. Raises Trouble, OSError."""
    if not file.is_file():
        raise Trouble(
            f"Không có tệp «{file}».",
            "Chưa có gì được khôi phục; sổ đang dùng không bị đụng tới.",
            "Hãy kiểm tra đường dẫn, hoặc cắm ổ đĩa, USB giữ bản sao lưu rồi làm lại.",
            "SL-04",
        )
    contents = _contents(file)
    if contents is None or not _reads_back(file, str(contents.get("sha256"))):
        raise Trouble(
            f"Bản sao lưu «{file.name}» bị hỏng hoặc không phải bản sao lưu của Sổ ANTT.",
            "Chưa có gì được khôi phục; sổ đang dùng không bị đụng tới.",
            "Hãy chọn một bản sao lưu khác, gần nhất trước đó.",
            "SL-03",
        )
    with zipfile.ZipFile(file) as archive:
        for name in (BOOK_FILE, KEY_FILE):
            with archive.open(name) as source, (to / name).open("wb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                os.fsync(target.fileno())


def newest_whole(folder: Path) -> Backup | None:
    """Return the newest whole backup, reading no more files than needed."""
    files = sorted(folder.glob(f"*{ENDING}"), key=_made_when, reverse=True)
    return next((found for found in map(_described, files) if found.verified), None)


def _made_when(file: Path) -> str:
    contents = _contents(file)
    return contents["made"] if contents else ""


def thin(folder: Path, now: datetime) -> list[Path]:
    """Delete the backups that the 7 daily, 4 weekly, 12 monthly ones make needless.

    One that another program holds open stays until the next time.
    """
    whole = [backup for backup in listed(folder) if backup.verified]
    keep = kept_by_age([(b.file, datetime.fromisoformat(b.made)) for b in whole], now)
    gone = [backup.file for backup in whole if backup.file not in keep]
    for file in gone:
        with suppress(PermissionError):
            file.unlink()
    return [file for file in gone if not file.exists()]


def kept_by_age(files: Iterable[tuple[Path, datetime]], now: datetime) -> set[Path]:
    """Return which files stay: all of the last day, then the newest of each period."""
    newest: dict[str, Path] = {}
    keep: set[Path] = set()
    for file, made in sorted(files, key=lambda pair: pair[1], reverse=True):
        age = now - made
        if age < timedelta(days=1) or not keep:
            keep.add(file)
        periods = (
            (DAYS, f"d{made:%Y%m%d}"),
            (7 * WEEKS, f"w{made:%G%V}"),
            (31 * MONTHS, f"m{made:%Y%m}"),
        )
        for days, period in periods:
            if age <= timedelta(days=days) and period not in newest:
                newest[period] = file
    return keep | set(newest.values())


def refuse_unfit(folder: Path, data: Path) -> None:
    """Refuse a folder in the data folder, and one that cannot be written to. Raises Trouble."""
    _refuse_inside(folder, data)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise refused_by_disk(error) from error


def _refuse_inside(folder: Path, data: Path) -> None:
    if folder.resolve().is_relative_to(data.resolve()):
        raise Trouble(
            "Thư mục sao lưu nằm ngay trong thư mục dữ liệu.",
            "Chưa sao lưu: hỏng thư mục dữ liệu thì mất cả bản sao.",
            "Hãy chọn một thư mục khác, tốt nhất là ổ khác hoặc USB.",
            "SL-01",
        )


def _counted(copy: Path, book: Book) -> Digest:
    """Open the copy by itself and count what it holds, not what the book holds by now."""
    with readable(copy):
        connection = connect(copy, book.key, writing=False)
        try:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise OSError(errno.EIO, "quick_check")
            return digest(Reading(connection, book.registers, book.clock))
        finally:
            connection.close()


def _described(file: Path) -> Backup:
    contents = _contents(file)
    if contents is None:
        return Backup(file, "", 0, "", verified=False)
    verified = _reads_back(file, contents["sha256"])
    return Backup(file, contents["made"], contents["records"], contents["digest"], verified)


def _contents(file: Path) -> dict[str, Any] | None:
    """Return what a backup says of itself; None when it is none or says nonsense."""
    try:
        with zipfile.ZipFile(file) as archive:
            loaded = json.loads(archive.read(CONTENTS))
        datetime.fromisoformat(loaded["made"])
        texts = [loaded["digest"], loaded["sha256"]]
        sound = isinstance(loaded["records"], int) and all(isinstance(t, str) for t in texts)
    except UNREADABLE:
        return None
    return loaded if sound else None


def _reads_back(file: Path, expected: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            with archive.open(BOOK_FILE) as source:
                hashed = sha256()
                while part := source.read(1 << 20):
                    hashed.update(part)
            keys_from(json.loads(archive.read(KEY_FILE)))
            return hashed.hexdigest() == expected
    except UNREADABLE:
        return False


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        hashed = sha256()
        while part := source.read(1 << 20):
            hashed.update(part)
        return hashed.hexdigest()


def _free_name(folder: Path, made: datetime) -> Path:
    stem = f"so-antt-{made:%Y%m%d-%H%M%S}"
    file = folder / f"{stem}{ENDING}"
    number = 1
    while file.exists():
        number += 1
        file = folder / f"{stem}-{number}{ENDING}"
    return file
