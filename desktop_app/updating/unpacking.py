"""From the stick into the program's folder: copied and hashed, then unpacked and compared.

What is unpacked lies under a name that nothing starts until every file is what the manifest says.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from desktop_app.model.placing import put_in_place
from desktop_app.model.trouble import Trouble
from desktop_app.updating.installation import APP, PATIENCE, UNFINISHED, version_of
from desktop_app.updating.package import (
    HASH,
    MANIFEST,
    PART,
    Header,
    Package,
    not_genuine,
    opened,
)

ZIP = f"capnhat.zip{UNFINISHED}"
MOST_FILES, LARGEST_MANIFEST, LONGEST_NAME = 20_000, 8_000_000, 240
SPARE = 20_000_000
# Names that Windows takes for devices, and letters it allows in no name.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
Step = Callable[[int, int], None]


def refuse_full(package: Package, root: Path, besides: int) -> None:
    """Raise Trouble when the disk has no room for the package, its files and *besides* bytes."""
    wanted = package.header.size + package.header.unpacked + besides + SPARE
    free = shutil.disk_usage(root).free
    if free < wanted:
        raise full(wanted - free)


def full(lacking: int = 0) -> Trouble:
    """Return what to tell when the disk has no room, by how many bytes if that is known."""
    more = f" (thiếu khoảng {lacking // 1_000_000 + 1} MB)" if lacking else ""
    return Trouble(
        f"Ổ đĩa không đủ chỗ để cập nhật{more}.",
        "Bản đang dùng vẫn chạy; sổ chưa có gì thay đổi.",
        "Hãy xóa bớt tệp không cần trên ổ đĩa rồi cập nhật lại.",
        "CN-07",
    )


def brought(package: Package, root: Path, step: Step) -> Path:
    """Copy the zip from the stick and return it; what was copied is what was signed.

    Raises Trouble, OSError.
    """
    header, hashed, done = package.header, sha256(), 0
    to = root / ZIP
    with opened(package.file) as source, to.open("wb") as target:
        source.seek(package.start)
        while part := source.read(min(PART, header.size + 1 - done)):
            hashed.update(part)
            target.write(part)
            done += len(part)
            step(min(done, header.size), header.size)
    if done != header.size or hashed.hexdigest() != header.sha256:
        raise not_genuine(package.file)
    return to


def unpacked(content: Path, package: Package, root: Path, step: Step) -> Path:
    """Unpack the copied zip into ``app-<version>`` and return that folder, whole.

    Raises Trouble, OSError.
    """
    header = package.header
    name = f"{APP}{header.version}"
    aside, home = root / f"{name}{UNFINISHED}", root / name
    shutil.rmtree(aside, ignore_errors=True)
    try:
        with zipfile.ZipFile(content) as archive:
            entries = _entries(archive, name, header)
            hashes = _manifest(archive, entries, header)
            aside.mkdir()
            for done, (path, entry) in enumerate(entries.items(), 1):
                _unpack(archive, entry, aside / path, hashes[path])
                step(done, len(entries))
    except (ValueError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        raise not_genuine(package.file) from error
    if version_of(aside / "app") != header.version:
        raise not_genuine(package.file)
    shutil.rmtree(home, ignore_errors=True)
    put_in_place(aside, home, PATIENCE)
    return home


def whole(home: Path) -> bool:
    """Tell whether every file of an app folder is what its manifest says; more may lie there."""
    try:
        hashes = _parsed((home / MANIFEST).read_bytes())
        return all(_hashed(home / name) == wanted for name, wanted in hashes.items())
    except (OSError, ValueError):
        return False


def _entries(archive: zipfile.ZipFile, name: str, header: Header) -> dict[str, zipfile.ZipInfo]:
    """Return the files of a package by their paths below *name*. Raises ValueError."""
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        raise ValueError("too many files")
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        top, _, path = info.orig_filename.partition("/")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if top != name or kind not in (0, stat.S_IFREG) or not _lawful(path):
            raise ValueError("a path that leads elsewhere")
        found[path] = info
    if sum(info.file_size for info in infos) > header.unpacked:
        raise ValueError("more than was said")
    # Windows tells no capitals from small letters.
    if len({path.casefold() for path in found}) != len(infos):
        raise ValueError("a file twice")
    return found


def _lawful(path: str) -> bool:
    parts = path.split("/")
    return (
        len(path) <= LONGEST_NAME
        and not FORBIDDEN.search(path)
        and all(part and part[-1] not in ". " for part in parts)
        and not any(RESERVED.fullmatch(part) for part in parts)
    )


def _manifest(
    archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], header: Header
) -> dict[str, str]:
    """Return the hash of every entry. Raises ValueError, KeyError."""
    entry = entries[MANIFEST]
    if entry.file_size > LARGEST_MANIFEST:
        raise ValueError("too long")
    text = archive.read(entry)
    if sha256(text).hexdigest() != header.manifest:
        raise ValueError("another manifest")
    hashes = _parsed(text) | {MANIFEST: header.manifest}
    if hashes.keys() != entries.keys():
        raise ValueError("other files than the manifest names")
    return hashes


def _parsed(manifest: bytes) -> dict[str, str]:
    lines = [line.partition("  ") for line in manifest.decode().splitlines()]
    if not all(HASH.fullmatch(each) and path for each, _, path in lines):
        raise ValueError("no manifest")
    return {path: each for each, _, path in lines}


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, to: Path, wanted: str) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    hashed, left = sha256(), entry.file_size
    with archive.open(entry) as source, to.open("xb") as target:
        while part := source.read(PART):
            hashed.update(part)
            left -= len(part)
            if left < 0:
                raise ValueError("more than was said")
            target.write(part)
        target.flush()
        os.fsync(target.fileno())
    if hashed.hexdigest() != wanted:
        raise ValueError("not what the manifest says")
    if entry.external_attr >> 16 & 0o100:
        to.chmod(0o755)


def _hashed(file: Path) -> str:
    hashed = sha256()
    with file.open("rb") as source:
        while part := source.read(PART):
            hashed.update(part)
    return hashed.hexdigest()
