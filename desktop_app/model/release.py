"""Which release of the program this is, and under which licences the things in it came.

The package for officers says so in ``app/release.json`` (version, build, units) and in
``LICENSES/index.json`` beside ``app``. Run from source there is neither, and the version is that of
``pyproject.toml``.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.model.resources import program_folder
from desktop_app.model.units import AS_OF

FROM_SOURCE = "từ mã nguồn"
VERSION_LINE = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """A version, the build it came from, and the day of the table of units in it."""

    version: str
    build: str
    units: date

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Return what an officer reads of it: labels and values."""
        return [
            ("Phiên bản", self.version),
            ("Bản dựng", self.build),
            ("Danh mục đơn vị hành chính", f"ngày {self.units:%d/%m/%Y}"),
        ]


@dataclass(frozen=True)
class Licence:
    """Something that came with the program, and the texts that allow it."""

    name: str
    version: str
    licence: str
    files: tuple[Path, ...]

    @property
    def text(self) -> str:
        """Return the words of the licence. Raises OSError when a file is not there."""
        return "\n\n".join(file.read_text("utf-8", "replace") for file in self.files)


def release(folder: Path | None = None) -> Release:
    """Return this release, or that of the program in *folder*.

    Raises ValueError, KeyError when it is written wrongly, OSError when it is written nowhere.
    """
    home = folder or program_folder()
    try:
        told = json.loads((home / "release.json").read_text("utf-8"))
    except FileNotFoundError:
        return Release(_version_of(home / "pyproject.toml"), FROM_SOURCE, AS_OF)
    return Release(str(told["version"]), str(told["build"]), date.fromisoformat(told["units"]))


def licences(folder: Path | None = None) -> list[Licence]:
    """Return what came with the program, by name; from source nothing came with it.

    Raises ValueError, KeyError when the list is written wrongly.
    """
    home = folder or program_folder().parent / "LICENSES"
    try:
        told = json.loads((home / "index.json").read_text("utf-8"))
    except FileNotFoundError:
        return []
    return sorted(_listed(told, home), key=lambda one: one.name.lower())


def _version_of(project: Path) -> str:
    found = VERSION_LINE.search(project.read_text("utf-8"))
    if found is None:
        raise ValueError("the project does not say its version")
    return found[1]


def _listed(told: list[dict[str, object]], home: Path) -> Iterator[Licence]:
    for one in told:
        files = one["files"]
        if not isinstance(files, list):
            raise TypeError(f"the licence of {one['name']} names no files")
        paths = tuple(home / str(file) for file in files)
        yield Licence(str(one["name"]), str(one["version"]), str(one["licence"]), paths)
