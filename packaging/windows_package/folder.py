"""The portable folder: CPython, trimmed libraries, the program, each in a place of its own."""

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from windows_package import licences
from windows_package.inputs import ROOT, Inputs
from windows_package.release import Release
from windows_package.trimming import Trimming

# What Microsoft's compiler wants at run time lies once beside python.exe, where Windows looks for
# any library; the copies that come with Qt are newer than CPython's own.
RUNTIME = ("vcruntime140", "msvcp140")
SEARCH_PATH = "python312.zip\n.\n..\\lib\n..\\app\n"
PROGRAM = ("desktop_app", "resources", "forms")
NEVER_SHIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", "test_*.py")


@dataclass(frozen=True)
class Layout:
    """The names of what lies in the portable folder *root*."""

    root: Path
    version: str

    @property
    def release(self) -> Path:
        """The folder of this version; everything but the launcher."""
        return self.root / f"app-{self.version}"

    @property
    def python(self) -> Path:
        """The embeddable CPython."""
        return self.release / "python"

    @property
    def lib(self) -> Path:
        """The libraries."""
        return self.release / "lib"

    @property
    def app(self) -> Path:
        """The program and its data files."""
        return self.release / "app"


def laid_out(root: Path, inputs: Inputs, release: Release) -> Layout:
    """Make the folder *root* anew, without launcher and compiled modules, and return its names."""
    shutil.rmtree(root, ignore_errors=True)
    layout = Layout(root, release.version)
    trimming = Trimming()
    _lay_python(layout, inputs, trimming)
    shipped = [wheel for wheel in inputs.wheels if _lay_wheel(layout, wheel, trimming)]
    trimming.finish()
    for part in PROGRAM:
        shutil.copytree(ROOT / part, layout.app / part, ignore=NEVER_SHIPPED)
    _write(layout.app / "release.json", release.as_json().encode())
    if release.public_key is not None:
        _write(layout.app / "release_key.pub", release.public_key)
    licences.collect(layout.release / "LICENSES", inputs, shipped)
    _write(root / "current.txt", f"{layout.release.name}\n".encode("ascii"))
    return layout


def _lay_python(layout: Layout, inputs: Inputs, trimming: Trimming) -> None:
    for name, content in inputs.python_files().items():
        if trimming.keeps(f"python/{name}"):
            _write(layout.python / name, content)
    _write(layout.python / "python312._pth", SEARCH_PATH.encode("ascii"))


def _lay_wheel(layout: Layout, wheel: Path, trimming: Trimming) -> bool:
    """Lay out what is kept of a wheel and return whether that is anything."""
    kept = False
    with zipfile.ZipFile(wheel) as files:
        for info in files.infolist():
            name = _installed_name(info.filename)
            if info.is_dir() or name is None or not trimming.keeps(name):
                continue
            last = name.rpartition("/")[2]
            home = layout.python / last if last.startswith(RUNTIME) else layout.lib / name
            _write(home, files.read(info))
            kept = True
    return kept


def _installed_name(name: str) -> str | None:
    """Return where pip would put this file of a wheel; None for what only pip needs."""
    first, _, rest = name.partition("/")
    if first.endswith(".dist-info") or name.endswith(".pyc"):
        return None
    if first.endswith(".data"):
        kind, _, inner = rest.partition("/")
        return inner if kind in {"purelib", "platlib"} else None
    return name


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
