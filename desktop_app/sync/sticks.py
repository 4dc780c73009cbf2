"""Which sticks are plugged in: what the system calls removable, nothing guessed."""

from __future__ import annotations

import ctypes
import os
import re
import string
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

MOUNTS = Path("/proc/mounts")
BLOCKS = Path("/sys/class/block")
PLACES = ("/media/", "/run/media/", "/mnt/")
WINDOWS_REMOVABLE = 2
NO_QUESTIONS = 0x0001  # SEM_FAILCRITICALERRORS
ESCAPED = re.compile(r"\\([0-7]{3})")


def plugged_in() -> list[Path]:
    """Return the folders of the sticks that this PC sees now."""
    if sys.platform == "win32":
        return _windows_sticks()
    try:
        mounts = MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return []
    return list(mounted_sticks(mounts, is_removable))


def mounted_sticks(mounts: str, removable: Callable[[str], bool]) -> Iterator[Path]:
    """Yield where sticks are mounted, from the system's list of mounts.

    >>> told = "/dev/sda1 / ext4 rw 0 0\\n/dev/sdb1 /media/an/USB\\\\0401 vfat rw 0 0\\n"
    >>> [str(found) for found in mounted_sticks(told, lambda device: device == "sdb1")]
    ['/media/an/USB 1']
    """
    for line in mounts.splitlines():
        device, folder, *_ = line.split(" ")
        place = ESCAPED.sub(lambda code: chr(int(code[1], 8)), folder)
        known = device.startswith("/dev/") and place.startswith(PLACES)
        if known and removable(device.removeprefix("/dev/")):
            yield Path(place)


def is_removable(device: str, blocks: Path = BLOCKS) -> bool:
    """Tell whether a partition lies on a disk that can be pulled out, or came by USB."""
    try:
        partition = (blocks / device).resolve(strict=True)
        disk = partition if (partition / "removable").exists() else partition.parent
        removable = (disk / "removable").read_text("ascii").strip() == "1"
    except OSError:
        return False
    return removable or "/usb" in os.fspath(disk)


def _windows_sticks() -> list[Path]:
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]  # Windows
    # Otherwise Windows asks the officer for a disk in every empty card reader.
    kernel.SetErrorMode(NO_QUESTIONS)
    present = kernel.GetLogicalDrives()
    letters = enumerate(string.ascii_uppercase)
    drives = [f"{letter}:\\" for place, letter in letters if present >> place & 1]
    kind_of = kernel.GetDriveTypeW
    return [
        Path(each)
        for each in drives
        if kind_of(ctypes.c_wchar_p(each)) == WINDOWS_REMOVABLE and Path(each).is_dir()
    ]
