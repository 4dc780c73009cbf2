"""What a release says of itself: version, build, date of its table of units, key of its signer."""

import json
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

from nacl.signing import SigningKey

from desktop_app.model.units import AS_OF
from windows_package.inputs import ROOT


@dataclass(frozen=True)
class Release:
    """``build`` is the commit and its day, so that the same commit makes the same package."""

    version: str
    build: str
    units: str
    key: SigningKey | None = None

    @property
    def public_key(self) -> bytes | None:
        """Return what ``release_key.pub`` holds: whose updates this release believes."""
        return None if self.key is None else f"{bytes(self.key.verify_key).hex()}\n".encode("ascii")

    def as_json(self) -> str:
        """Return the text of ``release.json``."""
        said = {"version": self.version, "build": self.build, "units": self.units}
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def this_release(key: Path | None) -> Release:
    """Return the release of the checked out commit; *key* holds the signer's secret one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    commit = _git("log", "-1", "--format=%h %cs", "--abbrev=10")
    changed = "+" if _git("status", "--porcelain", "--untracked-files=no") else ""
    number, _, day = commit.partition(" ")
    return Release(
        str(project["version"]),
        f"{number}{changed} {day}",
        AS_OF.isoformat(),
        SigningKey(bytes.fromhex(key.read_text("ascii").strip())) if key else None,
    )


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
