"""Where this copy of the program is installed: versions side by side, and which one starts.

::

    SoANTT/
      SoANTT.exe              reads current.txt and starts that version
      current.txt             "app-1.1.0"
      previous.txt            "app-1.0.0", after an update
      app-1.1.0/              python/ lib/ app/ LICENSES/ MANIFEST.sha256

A copy without ``app/release_key.pub`` takes no updates: there is nobody it could believe.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktop_app.model.placing import put_in_place
from desktop_app.model.trouble import Trouble

APP = "app-"
RELEASE_FILE, KEY_FILE = "release.json", "release_key.pub"
CURRENT, PREVIOUS = "current.txt", "previous.txt"
UNFINISHED = ".tmp"
VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){1,3}")
KEY = re.compile(r"[0-9a-f]{64}")
# A virus scanner that has just seen programs written lets go of them within seconds.
PATIENCE = 5.0


@dataclass(frozen=True)
class Installation:
    """A copy of the program that can be updated: its folder, the version that runs, whose word
    it believes.
    """

    root: Path
    version: str
    key: bytes

    @property
    def home(self) -> Path:
        """Return the folder of the version that runs."""
        return self.home_of(self.version)

    def home_of(self, version: str) -> Path:
        """Return the folder of a version, there or not."""
        return self.root / f"{APP}{version}"

    def current(self) -> str:
        """Return the version that starts next time."""
        return named_in(self.root / CURRENT)

    def previous(self) -> str:
        """Return the version that the last update left behind; empty when there is none."""
        found = named_in(self.root / PREVIOUS)
        return "" if found == self.current() else found

    def switch(self, to: str) -> None:
        """Let another version start next time; the one that runs stays to go back to.

        A kill between the two leaves the version that runs as the current one.
        """
        write_whole(self.root / PREVIOUS, f"{APP}{self.version}\n")
        write_whole(self.root / CURRENT, f"{APP}{to}\n")

    def sweep(self) -> None:
        """Take away what no start needs: unfinished updates and versions older than the last."""
        needed = {f"{APP}{each}" for each in (self.version, self.current(), self.previous())}
        for found in self.root.glob(f"{APP}*"):
            if found.is_dir() and found.name not in needed:
                shutil.rmtree(found, ignore_errors=True)
        for found in self.root.glob(f"*{UNFINISHED}"):
            if found.is_file():
                found.unlink(missing_ok=True)

    def refuse_unwritable(self) -> None:
        """Raise Trouble when this officer's Windows account may not write into the folder."""
        try:
            with tempfile.TemporaryFile(dir=self.root):
                pass
        except OSError as error:
            raise Trouble(
                f"Thư mục phần mềm «{self.root}» không cho tài khoản Windows này ghi vào.",
                "Phần mềm và sổ chưa có gì thay đổi.",
                "Hãy nhờ người đã cài đặt cập nhật, hoặc cài lại cho riêng tài khoản này.",
                "CN-06",
            ) from error


def installed(program: Path) -> Installation | None:
    """Return the installation that the folder *program* (``app-…/app``) belongs to.

    None for the source tree, and for a copy that carries no key to believe.
    """
    home = program.parent
    version = version_of(program)
    try:
        key = (program / KEY_FILE).read_text("ascii").strip()
    except (OSError, ValueError):
        return None
    lies_right = home.name == f"{APP}{version}" and (home.parent / CURRENT).is_file()
    return (
        Installation(home.parent, version, bytes.fromhex(key))
        if (version and lies_right and KEY.fullmatch(key))
        else None
    )


def version_of(program: Path) -> str:
    """Return the version that lies in the folder *program*; empty when it does not say."""
    try:
        said = json.loads((program / RELEASE_FILE).read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return said if isinstance(said, str) and VERSION.fullmatch(said) else ""


def order(version: str) -> tuple[int, ...]:
    """Return what versions are compared by.

    >>> order("1.10") > order("1.9.3"), order("1.2.0") == order("1.2")
    (True, True)
    """
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def named_in(file: Path) -> str:
    """Return the version that current.txt or previous.txt names; empty when it names none."""
    try:
        name = file.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
    version = name.removeprefix(APP)
    return version if name.startswith(APP) and VERSION.fullmatch(version) else ""


def interpreter(home: Path, *, windowed: bool = False) -> Path:
    """Return the Python of a version; *windowed* the one that opens no console."""
    if sys.platform == "win32":
        return home / "python" / ("pythonw.exe" if windowed else "python.exe")
    return home / "python" / "python3"


def write_whole(file: Path, text: str) -> None:
    """Write a small file as a whole: aside, flushed, then moved into place."""
    aside = file.with_name(file.name + UNFINISHED)
    with aside.open("w", encoding="utf-8", newline="\n") as writing:
        writing.write(text)
        writing.flush()
        os.fsync(writing.fileno())
    put_in_place(aside, file, PATIENCE)
