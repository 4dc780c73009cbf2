"""The update package: one file, believed or refused before a byte of it is unpacked.

Three lines, then an ordinary zip of ``app-<version>/``::

    SO-ANTT-CAPNHAT 1
    <signature: Ed25519, hex>
    <header: one line of JSON>

The signature covers the header, the header the SHA-256 of the zip and of ``MANIFEST.sha256``, and
the manifest every file. So the zip is looked into only after all of it proved to be the maker's.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from desktop_app.model.trouble import Trouble
from desktop_app.updating.installation import APP, VERSION

MAGIC = b"SO-ANTT-CAPNHAT 1\n"
PURPOSE = b"so-antt\x1fupdate\x1f"
NAME = re.compile(r"SoANTT-\d[\d.]{0,30}\.capnhat")
ENDING = ".capnhat"
MANIFEST = "MANIFEST.sha256"
SIGNATURE = re.compile(rb"[0-9a-f]{128}\n")
SIGNATURE_LINE, LONGEST_HEADER = 129, 64 * 1024
LARGEST_ZIP, LARGEST_UNPACKED = 400_000_000, 1_000_000_000
HASH = re.compile(r"[0-9a-f]{64}")
PART = 1 << 20


@dataclass(frozen=True)
class Header:
    """What a package says of itself: sizes in bytes, *news* what an officer should know."""

    version: str
    build: str
    news: str
    size: int
    sha256: str
    manifest: str
    unpacked: int


@dataclass(frozen=True)
class Package:
    """A package on a stick whose maker is known; its zip begins at byte *start*."""

    file: Path
    header: Header
    start: int


def packages_on(folder: Path) -> list[Path]:
    """Return the files on a stick that are called as packages are. Raises Trouble."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        raise unreadable(folder) from error
    return [folder / name for name in names if NAME.fullmatch(name)]


def read(file: Path, key: bytes) -> Package:
    """Return the package in *file*, whose maker's public key is *key*. Raises Trouble."""
    with opened(file) as source:
        magic, signature, line = (
            source.read(len(MAGIC)),
            source.read(SIGNATURE_LINE),
            source.readline(LONGEST_HEADER),
        )
    if magic != MAGIC or not SIGNATURE.fullmatch(signature):
        raise not_genuine(file)
    try:
        VerifyKey(key).verify(PURPOSE + line, bytes.fromhex(signature[:-1].decode()))
        header = _header(line)
    except (BadSignatureError, ValueError, TypeError) as error:
        raise not_genuine(file) from error
    return Package(file, header, len(MAGIC) + SIGNATURE_LINE + len(line))


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file of a stick for reading; nothing else is followed. Raises Trouble."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    if file.is_symlink():
        raise not_genuine(file)
    try:
        with os.fdopen(os.open(file, flags | getattr(os, "O_NONBLOCK", 0)), "rb") as source:
            if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
                raise not_genuine(file)
            yield source
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        if error.errno in (errno.EISDIR, errno.ENXIO):
            raise not_genuine(file) from error
        raise unreadable(file.parent) from error


def _header(line: bytes) -> Header:
    header = Header(**json.loads(line))
    texts = header.version, header.build, header.news, header.sha256, header.manifest
    if not all(isinstance(each, str) for each in texts):
        raise TypeError("a text was expected")
    if not VERSION.fullmatch(header.version):
        raise ValueError("no version")
    if not all(HASH.fullmatch(each) for each in (header.sha256, header.manifest)):
        raise ValueError("no hash")
    if not (0 < header.size <= LARGEST_ZIP and 0 < header.unpacked <= LARGEST_UNPACKED):
        raise ValueError("beyond reason")
    return header


def not_genuine(file: Path) -> Trouble:
    """Return what to tell of a package that is not the maker's, or not whole."""
    return Trouble(
        f"Gói cập nhật «{file.name}» không đúng chữ ký của nơi phát hành, hoặc bị hỏng.",
        "Không có gì trong gói được mở ra; phần mềm và sổ chưa có gì thay đổi.",
        "Đừng dùng gói này. Hãy chép lại từ nơi phát hành; nếu vẫn vậy, báo cán bộ kỹ thuật.",
        "CN-03",
    )


def unreadable(folder: Path) -> Trouble:
    """Return what to tell when the stick was pulled out or is broken."""
    return Trouble(
        f"USB «{folder}» đọc bị lỗi, hoặc vừa bị rút ra.",
        "Bản đang dùng vẫn chạy; sổ chưa có gì thay đổi.",
        "Hãy cắm lại rồi cập nhật lại; nếu vẫn lỗi, hãy dùng USB khác.",
        "CN-15",
    )


# --------------------------------------------------------------------------- making


def manifest_of(home: Path) -> str:
    """Return the manifest of everything in an app folder but the manifest itself."""
    files = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    return "".join(
        f"{sha256((home / name).read_bytes()).hexdigest()}  {name}\n"
        for name in files
        if name != MANIFEST
    )


def make(home: Path, signing: SigningKey, folder: Path, news: str) -> Path:
    """Write the package of the app folder *home* into *folder* and return it.

    The folder's own manifest must be true. Raises ValueError when it is not.
    """
    said = (home / MANIFEST).read_text("utf-8")
    if sorted(said.splitlines()) != sorted(manifest_of(home).splitlines()):
        raise ValueError(f"{home / MANIFEST} is not what lies there")
    release = json.loads((home / "app" / "release.json").read_text("utf-8"))
    version = release["version"]
    if home.name != f"{APP}{version}":
        raise ValueError(f"{home} is called otherwise than its version {version}")
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{home.name}.zip"
    unpacked = _zipped(home, aside)
    content = aside.read_bytes()
    aside.unlink()
    hashes = sha256(content).hexdigest(), sha256(said.encode()).hexdigest()
    header = Header(version, str(release["build"]), news, len(content), *hashes, unpacked)
    file = folder / f"SoANTT-{version}{ENDING}"
    file.write_bytes(signed(header, signing) + content)
    return file


def signed(header: Header, signing: SigningKey) -> bytes:
    """Return the three lines before the zip."""
    line = json.dumps(asdict(header), ensure_ascii=False).encode() + b"\n"
    if len(line) > LONGEST_HEADER:
        raise ValueError("the news are too long")
    signature = signing.sign(PURPOSE + line).signature.hex().encode()
    return MAGIC + signature + b"\n" + line


def _zipped(home: Path, to: Path) -> int:
    """Write the zip, the same bytes for the same files, and return how much it unpacks to."""
    total = 0
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(each for each in home.rglob("*") if each.is_file()):
            entry = zipfile.ZipInfo(f"{home.name}/{path.relative_to(home).as_posix()}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if os.access(path, os.X_OK) else 0o644) << 16
            content = path.read_bytes()
            total += len(content)
            archive.writestr(entry, content)
    return total
