"""Compiled modules, made by the very Python that is shipped, and the launcher, made by MinGW.

The modules carry the hash of their source and are never checked against it again: the folder may
not be writable, no time stamp of a copy decides, and the program starts without compiling first.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from windows_package.folder import Layout
from windows_package.icon import as_ico
from windows_package.inputs import ROOT
from windows_package.wine import Wine

LAUNCHER = ROOT / "packaging" / "launcher"
RESOURCES = Path(__file__).with_name("launcher.rc")
COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCE_COMPILER = "x86_64-w64-mingw32-windres"
LAUNCHERS = {"SoANTT.exe": ["-mwindows"], "so-antt.exe": ["-mconsole", "-DCONSOLE"]}
STRICT = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-municode", "-static", "-s"]
UNDATED = "-Wl,--no-insert-timestamp"


def compile_modules(layout: Layout, wine: Wine) -> None:
    """Compile what lies in ``lib`` and ``app``. Raises WineFailed."""
    options = ["-q", "-f", "--invalidation-mode", "unchecked-hash", "lib", "app"]
    python = layout.python / "python.exe"
    wine.succeed(python, "-m", "compileall", *options, cwd=layout.release)


def build_launchers(layout: Layout) -> None:
    """Compile the launcher twice: for the window, and as its terminal twin."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "so_antt.ico").write_bytes(as_ico())
        for source in (*LAUNCHER.iterdir(), RESOURCES):
            shutil.copy(source, work)
        (work / "version.h").write_text(_version_header(layout.version), "ascii")
        resources = [RESOURCE_COMPILER, "-c", "65001", RESOURCES.name, "-O", "coff"]
        subprocess.run([*resources, "-o", "resources.o"], cwd=work, check=True)
        for name, kind in LAUNCHERS.items():
            command = [COMPILER, *STRICT, *kind, "launcher.c", "resources.o", UNDATED, "-o", name]
            subprocess.run(command, cwd=work, check=True)
            shutil.copy(work / name, layout.root / name)


def _version_header(version: str) -> str:
    numbers = [*version.split("."), "0", "0", "0"][:4]
    return f'#define VERSION_TEXT "{version}"\n#define VERSION_COMMAS {",".join(numbers)}\n'
