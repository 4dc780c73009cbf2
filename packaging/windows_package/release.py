"""What a release says of itself: version, build, date of its table of units, key of its signer."""

import json
import re
import subprocess
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from windows_package.inputs import ROOT

UNITS = ROOT / "resources" / "units" / "LICENSE.md"


@dataclass(frozen=True)
class Release:
    """``build`` is the commit and its day, so that the same commit makes the same package."""

    version: str
    build: str
    units: str
    key: bytes | None = None

    def as_json(self) -> str:
        """Return the text of ``release.json``."""
        said = {"version": self.version, "build": self.build, "units": self.units}
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def this_release(key: Path | None) -> Release:
    """Return the release of the checked out commit; *key* holds the public half of its signer's."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    commit = _git("log", "-1", "--format=%h %cs", "--abbrev=10")
    changed = "+" if _git("status", "--porcelain", "--untracked-files=no") else ""
    number, _, day = commit.partition(" ")
    return Release(
        str(project["version"]),
        f"{number}{changed} {day}",
        units_day(UNITS.read_text("utf-8")),
        key.read_bytes() if key else None,
    )


def units_day(sources: str) -> str:
    """Return the day of the table of units, as 2026-07-25, from the words of its sources."""
    found = re.search(r"data of (\d{1,2} [A-Z][a-z]+ \d{4})", sources)
    if not found:
        raise ValueError("The sources of the units do not say of which day they are.")
    return datetime.strptime(found[1], "%d %B %Y").date().isoformat()  # noqa: DTZ007 (a day only)


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
