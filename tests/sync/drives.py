"""Real FAT32 and exFAT drives: an image, its driver in user space, and every write it made.

The kernel of a test machine may know neither file system; ``fusefat`` and ``exfat-fuse`` do, and
``strace`` tells what they write to the drive and where they wait until it lies there.

What was seen of them: fusefat writes at once and never waits. exfat-fuse, asked to wait, writes a
file's entry and the map of clusters and waits; giving a name it takes the old entry away, writes
the new one and waits only then. Between the two neither may lie on a drive, or, where they are in
two sectors that change places, both: two files in the same clusters, of which ``fsck.exfat``
empties one. So a file just written may be missing or refused; none that lay there before is
touched, and what reads it never takes a part of it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TRACED = "trace=read,write,pwrite64,lseek,fsync"
CALL = re.compile(
    r"^\d+ +(?P<call>\w+)\((?P<fd>\d+)(?:, \"(?P<text>[^\"]*)\", \d+)?(?:, (?P<place>\d+))?.*"
    r"\) += (?P<result>-?\d+)"
)
NOWHERE = subprocess.DEVNULL
DRIVE = "3"  # the first file that a driver opens


@dataclass(frozen=True)
class Kind:
    """A file system: how a drive is made, repaired and mounted."""

    name: str
    size: int
    make: tuple[str, ...]
    repair: tuple[str, ...]
    driver: str
    options: tuple[str, ...] = ()
    block_device: bool = False

    def lacking(self) -> str:
        """Return why no such drive can be had here; empty when it can."""
        if sys.platform != "linux" or os.geteuid() != 0 or not Path("/dev/fuse").exists():
            return "mounting wants Linux, its superuser and FUSE"
        if self.block_device and not Path("/dev/loop-control").exists():
            return "its driver wants a block device, and there are no loop devices"
        wanted = [self.make[0], self.repair[0], self.driver, "strace", "fusermount"]
        wanted += ["losetup"] if self.block_device else []
        absent = [program for program in wanted if shutil.which(program) is None]
        return f"not installed: {', '.join(absent)}" if absent else ""


FAT32 = Kind(
    "FAT32",
    40 << 20,
    ("mkfs.fat", "-F", "32", "-s", "1"),
    ("fsck.fat", "-a"),
    "fusefat",
    ("-o", "rw+", "-s"),  # one thread: it seeks and writes in two steps
)
EXFAT = Kind(
    "exFAT",
    16 << 20,
    ("mkfs.exfat",),
    ("fsck.exfat", "-y"),
    "mount.exfat-fuse",
    block_device=True,
)


@dataclass(frozen=True)
class Write:
    """Some bytes that a driver wrote at a place of its drive."""

    place: int
    content: bytes


Journal = list[Write | None]  # None: here the driver waited until all before lay on the drive


def made(kind: Kind, image: Path) -> Path:
    """Make an empty drive."""
    with image.open("wb") as file:
        file.truncate(kind.size)
    _run(*kind.make, str(image))
    return image


def repaired(kind: Kind, image: Path) -> None:
    """Let the file system's own program mend what a pulled drive left."""
    subprocess.run([*kind.repair, str(image)], capture_output=True, check=False)


@contextmanager
def mounted(kind: Kind, image: Path, at: Path, log: Path | None = None) -> Iterator[Path]:
    """Mount a drive; what its driver does goes to *log*."""
    at.mkdir(exist_ok=True)
    device = _run("losetup", "-f", "--show", str(image)).strip() if kind.block_device else ""
    traced = ("strace", "-D", "-f", "-qq", "-xx", "-s", str(1 << 20), "-e", TRACED, "-o", str(log))
    try:
        driver = (kind.driver, device or str(image), str(at), *kind.options)
        # It stays behind, and would hold the ends of pipes open.
        subprocess.run(
            [*(traced if log else ()), *driver], stdout=NOWHERE, stderr=NOWHERE, check=True
        )
        try:
            yield at
        finally:
            _run("fusermount", "-u", str(at))
            _until_gone(image, device)
    finally:
        if device:
            _run("losetup", "-d", device)


def _until_gone(image: Path, device: str) -> None:
    """Wait until the driver has let go of its drive: unmounting does not."""
    held = {str(image), device} - {""}
    while any(_holds(process, held) for process in Path("/proc").glob("[0-9]*/fd/3")):
        pass


def _holds(file: Path, held: set[str]) -> bool:
    try:
        return str(file.readlink()) in held
    except OSError:
        return False


def journal(log: Path) -> Journal:
    """Return what a driver wrote, in order."""
    found: Journal = []
    at = 0
    for line in log.read_text("ascii", "replace").splitlines():
        told = CALL.match(line)
        if told is None or told["fd"] != DRIVE:
            assert not (f"({DRIVE}, " in line and "unfinished" in line), "two threads at once"
            continue
        result = int(told["result"])
        if told["call"] == "fsync":
            found.append(None)
        elif told["call"] == "pwrite64":
            found.append(Write(int(told["place"]), _bytes(told["text"])))
        elif told["call"] == "lseek":
            at = result
        else:
            if told["call"] == "write":
                found.append(Write(at, _bytes(told["text"])))
            at += result
    return found


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def laid(image: Path, writes: Iterator[Write]) -> None:
    """Write to a drive what reached it."""
    with image.open("r+b") as file:
        for each in writes:
            file.seek(each.place)
            file.write(each.content)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout
