"""Windows programs run under wine, each time from a home of its own that is thrown away."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

# The 64-bit loader itself: Debian's /usr/bin/wine complains first that the 32-bit one is missing.
LOADERS = ("/usr/lib/wine/wine64", "wine64", "wine")
SERVERS = ("/usr/lib/wine/wineserver", "wineserver")
LONGEST = 600
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


class WineFailed(Exception):
    """A program under wine did not end well."""


@dataclass(frozen=True)
class Ran:
    """What a program left: its exit code and all it printed."""

    code: int
    printed: str


@dataclass(frozen=True)
class Wine:
    """A Windows of its own in *home*; C: lies in ``drive``."""

    home: Path

    @property
    def drive(self) -> Path:
        """Where C: lies."""
        return self.home / "wine" / "drive_c"

    def environment(self, more: Mapping[str, str] = NOTHING_MORE) -> dict[str, str]:
        """Return the environment that keeps wine inside its home and quiet."""
        own = {"HOME": str(self.home), "WINEPREFIX": str(self.home / "wine")}
        quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d"}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "WINE"))}
        return {**kept, **own, **quiet, "LC_ALL": "C.UTF-8", **more}

    def command(self, program: str | Path, *words: str) -> list[str]:
        """Return the command line that starts a program of Windows."""
        return [_found(LOADERS), str(program), *words]

    def run(
        self,
        program: str | Path,
        *words: str,
        cwd: Path | None = None,
        more: Mapping[str, str] = NOTHING_MORE,
    ) -> Ran:
        """Run a program to its end; what it prints goes through a pipe, never into a file."""
        done = subprocess.run(
            self.command(program, *words),
            cwd=cwd,
            env=self.environment(more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LONGEST,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace").replace("\r\n", "\n"))

    def succeed(
        self,
        program: str | Path,
        *words: str,
        cwd: Path | None = None,
        more: Mapping[str, str] = NOTHING_MORE,
    ) -> str:
        """Run a program and return what it printed. Raises WineFailed unless it ends with 0."""
        ran = self.run(program, *words, cwd=cwd, more=more)
        if ran.code != 0:
            raise WineFailed(f"{program} {' '.join(words)} ended with {ran.code}:\n{ran.printed}")
        return ran.printed

    def stick(self, letter: str) -> Path:
        """Plug in an empty stick that Windows calls *letter*, and return where it lies."""
        folder = self.home / f"stick-{letter[0]}"
        folder.mkdir()
        (self.home / "wine" / "dosdevices" / letter).symlink_to(folder)
        drives = "HKLM\\Software\\Wine\\Drives"
        self.succeed("reg.exe", "add", drives, "/v", letter, "/d", "floppy", "/f")
        return folder

    def stop(self) -> None:
        """End every program of this Windows."""
        self._ask_server("-k")
        self.wait()

    def wait(self) -> None:
        """Wait until every program of this Windows has ended, those others started too."""
        self._ask_server("-w")

    def _ask_server(self, word: str) -> None:
        command = [_found(SERVERS), word]
        subprocess.run(command, env=self.environment(), timeout=LONGEST, check=False)


def absent() -> bool:
    """Whether there is no wine on this machine."""
    return not any(shutil.which(loader) for loader in LOADERS)


@contextmanager
def fresh(parent: Path | None = None) -> Iterator[Wine]:
    """Give a new Windows 10 in a temporary home, and end all of it afterwards."""
    home = Path(tempfile.mkdtemp(prefix="so-antt-wine-", dir=parent))
    wine = Wine(home)
    try:
        wine.run("wineboot.exe", "--init")
        wine.run("winecfg.exe", "-v", "win10")
        yield wine
    finally:
        wine.stop()
        shutil.rmtree(home, ignore_errors=True)


def _found(names: Sequence[str]) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise WineFailed("wine is absent")
    return found
