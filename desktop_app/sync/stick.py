"""What lies on a stick: only files with names the program gave, read whole or not at all.

Sticks lie about what they wrote: a file counts when it was read back and is what was meant.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_app.model.placing import put_in_place
from desktop_app.model.trouble import Trouble

HOME = "DONGBO"
ASIDE = ".tam"
HALF_WRITTEN = re.compile(r".*\.(sol|att|card|request|welcome)" + re.escape(ASIDE))
SPARE = 1_000_000


@dataclass(frozen=True)
class Stick:
    """A folder of a stick, or any folder that is carried between PCs; ``part`` below DONGBO."""

    folder: Path
    part: str = ""

    @property
    def home(self) -> Path:
        """Return where this post's files lie on the stick."""
        return self.folder / HOME / self.part if self.part else self.folder / HOME

    def names(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """Yield the names of ordinary files that are called as the program calls its own."""
        try:
            self._refuse_detour()
            found = sorted(entry.name for entry in os.scandir(self.home))
        except FileNotFoundError:
            return
        except OSError as error:
            raise unreadable(self.folder) from error
        yield from (name for name in found if pattern.fullmatch(name))

    def read(self, name: str, largest: int) -> bytes | None:
        """Return a file's bytes; None when it is no ordinary file or too large. Raises Trouble."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            # Before it is opened: Windows says of a folder only that it may not be read.
            if not stat.S_ISREG((self.home / name).lstat().st_mode):
                return None
            number = os.open(self.home / name, flags | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(number, "rb") as file:
                about = os.fstat(file.fileno())
                if not stat.S_ISREG(about.st_mode) or about.st_size > largest:
                    return None
                return file.read(largest + 1)[: largest + 1]
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ELOOP, errno.EISDIR, errno.ENXIO):
                return None
            raise unreadable(self.folder) from error

    def write(self, name: str, content: bytes) -> None:
        """Write a file aside, read it back, and only then give it its name. Raises Trouble.

        What could not be written whole is taken away again.
        """
        aside = self.home / (name + ASIDE)
        try:
            self._refuse_detour()
            self._make_home()
            aside.unlink(missing_ok=True)
            _write(aside, content)
            put_in_place(aside, self.home / name)
            _settle(self.home)
        except OSError as error:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            no_room = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise (full if no_room else unreadable)(self.folder) from error

    def _make_home(self) -> None:
        for folder in (self.folder / HOME, self.home):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
                _settle(folder.parent)

    def _refuse_detour(self) -> None:
        """Raise Trouble when our folders on the stick are links that lead somewhere else."""
        inside = self.home.relative_to(self.folder)
        if self.home.resolve() != self.folder.resolve() / inside:
            raise Trouble(
                f"Thư mục «{inside}» trên USB «{self.folder}» là lối dẫn sang chỗ khác.",
                "Chưa có gì được nhận, chưa có gì được ghi.",
                f"Hãy xóa hoặc đổi tên «{HOME}» trên USB rồi làm lại, hoặc dùng USB khác.",
                "DB-04",
            )

    def remove(self, name: str) -> None:
        """Take a file away; what cannot be taken away stays."""
        try:
            (self.home / name).unlink(missing_ok=True)
            _settle(self.home)
        except OSError as error:
            raise unreadable(self.folder) from error

    def sweep(self) -> None:
        """Take away what a stick that was pulled out left half written."""
        for name in self.names(
            re.compile(r".*\.(sol|att|card|request|welcome)" + re.escape(ASIDE))
        ):
            self.remove(name)


def _write(file: Path, content: bytes) -> None:
    """Write a file and read it back. Raises OSError where it is not there as it should be."""
    room = shutil.disk_usage(file.parent)
    if room.total and room.free < len(content) + SPARE:  # a total of 0: it does not tell
        raise OSError(errno.ENOSPC, "No space left on device")
    with file.open("xb") as opened:  # never through a link that somebody laid there
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    if file.read_bytes() != content:
        raise OSError(errno.EIO, "read back")


def _settle(folder: Path) -> None:
    """Let a folder's names reach the stick: else it is whole here and torn when pulled out.

    Windows has no such call and writes what lies on a stick through by itself.
    """
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a share knows no such call either
            raise
    finally:
        os.close(number)


def present(folder: Path) -> None:
    """Raise Trouble when there is no such folder."""
    if not folder.is_dir():
        raise Trouble(
            f"Không thấy USB hoặc thư mục «{folder}».",
            "Chưa có gì được nhận, chưa có gì được ghi.",
            "Hãy cắm USB, chờ Windows nhận ra, rồi làm lại.",
            "DB-01",
        )


def full(folder: Path) -> Trouble:
    """Return what to tell when the stick has no room left."""
    return Trouble(
        f"USB «{folder}» đã hết chỗ.",
        "Sổ trên máy này nguyên vẹn; những tệp đồng bộ đã có trên USB vẫn dùng được.",
        "Hãy xóa bớt tệp không cần trên USB rồi đồng bộ lại.",
        "DB-02",
    )


def unreadable(folder: Path) -> Trouble:
    """Return what to tell when the stick was pulled out or is broken."""
    return Trouble(
        f"USB «{folder}» đọc hoặc ghi bị lỗi, bị khóa chống ghi, hoặc vừa bị rút ra.",
        "Sổ trên máy này nguyên vẹn; những tệp đồng bộ đã ghi xong trên USB vẫn dùng được.",
        "Hãy cắm lại rồi đồng bộ lại; nếu vẫn lỗi, hãy dùng USB khác.",
        "DB-03",
    )
