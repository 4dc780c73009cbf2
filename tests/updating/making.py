"""Made-up installations and update packages: real folders, real signatures, real processes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from nacl.signing import SigningKey

from desktop_app.updating.installation import Installation, installed
from desktop_app.updating.package import MANIFEST, make, manifest_of
from tests.cli.post import unlocked_environment

ROOT = Path(__file__).parents[2]
MAKER, STRANGER = SigningKey(b"\x11" * 32), SigningKey(b"\x22" * 32)
NEWS = "Thêm mẫu báo cáo tháng.\nSửa lỗi in."
FORMAT = "\nFORMAT = 1\n"
# What a version answers about a copy of the book without being one.
ANSWER = '{"format": 1, "records": %d, "findings": [%s]}'


def tiny(
    at: Path,
    version: str,
    *,
    records: int = 1,
    finding: str = "",
    refuses: str = "",
    tested: int = 0,
    big: int = 0,
) -> Path:
    """Return an app folder whose Python is a script that knows what to answer."""
    home = at / f"app-{version}"
    answer = ANSWER % (records, json.dumps(finding) if finding else "")
    if refuses:
        answer = json.dumps({"refused": refuses, "what": "Sổ này mới hơn."}, ensure_ascii=True)
    script = (
        "#!/bin/sh\n"
        f'case "$*" in *--self-test*) exit {tested};; esac\n'
        f"read key; echo '{answer}'; exit {int(bool(refuses))}\n"
    )
    _furnished(home, version, script)
    (home / "lib" / "Thư viện").mkdir(parents=True)
    for number in range(4):
        (home / "lib" / "Thư viện" / f"{number}.txt").write_text(f"{version} {number}\n" * 9)
    (home / "lib" / "lon.bin").write_bytes(bytes(big))
    return sealed(home)


def present(at: Path, version: str) -> Path:
    """Return an app folder whose Python runs this very source tree."""
    home = at / f"app-{version}"
    _furnished(home, version, f'#!/bin/sh\ncd {ROOT} && exec {sys.executable} "$@"\n')
    return sealed(home)


def real(at: Path, version: str, reads: int = 1) -> Path:
    """Return an app folder with this program in it, reading books up to a format."""
    home = at / f"app-{version}"
    script = (
        "#!/bin/sh\n"
        'case "$*" in *--self-test*) exit 0;; esac\n'
        # Outside the version's folder: what Python compiles is in no manifest.
        'export PYTHONPYCACHEPREFIX="$(dirname "$0")/../../compiled"\n'
        'export PYTHONPATH="$(dirname "$0")/../app"\n'
        f'exec {sys.executable} "$@"\n'
    )
    _furnished(home, version, script)
    leave = shutil.ignore_patterns("__pycache__", "ui")
    shutil.copytree(ROOT / "desktop_app", home / "app" / "desktop_app", ignore=leave)
    for part in ("codes", "units"):
        shutil.copytree(ROOT / "resources" / part, home / "app" / "resources" / part)
    book = home / "app" / "desktop_app" / "store" / "book.py"
    source = book.read_text("utf-8")
    assert FORMAT in source
    book.write_text(source.replace(FORMAT, f"\nFORMAT = {reads}\n"), "utf-8")
    return sealed(home)


def _furnished(home: Path, version: str, script: str) -> None:
    for part in ("python", "app", "LICENSES"):
        (home / part).mkdir(parents=True)
    python = home / "python" / "python3"
    python.write_text(script, "utf-8")
    python.chmod(0o755)
    release = {"version": version, "build": "20261123", "units": "2026-07-01"}
    (home / "app" / "release.json").write_text(json.dumps(release), "utf-8")
    (home / "app" / "release_key.pub").write_text(bytes(MAKER.verify_key).hex() + "\n", "ascii")
    (home / "LICENSES" / "Qt.txt").write_text("LGPL\n", "ascii")


def sealed(home: Path) -> Path:
    """Write the manifest of an app folder anew and return the folder."""
    (home / MANIFEST).unlink(missing_ok=True)
    (home / MANIFEST).write_text(manifest_of(home), "utf-8")
    return home


def installation(home: Path) -> Installation:
    """Make the app folder *home* the current version of its installation and return that."""
    (home.parent / "current.txt").write_text(f"{home.name}\n", "ascii")
    found = installed(home / "app")
    assert found is not None
    return found


def packed(home: Path, stick: Path, maker: SigningKey = MAKER) -> Path:
    """Write the update package of an app folder to a stick."""
    return make(home, maker, stick, NEWS)


def typed(home: Path, book: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Type a command to an installed version, about the book in a folder."""
    command = [str(home / "python" / "python3"), "-m", "desktop_app", *words]
    return subprocess.run(
        command,
        cwd=home / "app",
        env=unlocked_environment(book),
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
