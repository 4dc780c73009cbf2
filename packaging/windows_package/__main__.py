"""Build the Windows package; ``dev.py package --help`` tells how."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.updating.package import make
from windows_package import archive, budget, installer, manifest, wine
from windows_package.building import build
from windows_package.folder import Layout
from windows_package.inputs import ROOT, fetched
from windows_package.release import Release, this_release

CACHE = ROOT / "build" / "inputs"
# What the tests under wine ask for: where the package lies that they are to run.
PACKAGE_VARIABLE = "SO_ANTT_PACKAGE"


def main() -> int:
    """Build, compare with a second build, weigh; with --check run the result under wine."""
    asked = _arguments().parse_args()
    release = this_release(asked.release_key)
    out: Path = asked.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    layout = _built(out, release, asked.once)
    zipped = out / f"SoANTT-{release.version}-portable.zip"
    setup = out / f"SoANTT-{release.version}-setup.exe"
    with _timed("zip"):
        archive.write(layout.root, zipped)
    with _timed(f"installer ({asked.compressor})"):
        installer.write(layout, setup, asked.compressor)
    most = budget.INSTALLER if asked.compressor == "lzma" else None
    weighed = [
        budget.told("folder", layout.root, budget.FOLDER),
        budget.told("zip", zipped, budget.ZIP),
        budget.told("installer", setup, most),
    ]
    print("\n".join(line for line, _ in weighed), flush=True)
    updates = [make(layout.release, release.key, out, "")] if release.key is not None else []
    print("".join(f"update for the stick: {file}\n" for file in updates), end="")
    manifest.write_handed_out(out, [zipped, setup, *updates])
    if not all(kept for _, kept in weighed):
        print("The package is over its budget.")
        return 1
    return _checked(out) if asked.check else 0


def _built(out: Path, release: Release, once: bool) -> Layout:
    """Build the folder, and a second time beside it to prove that it comes out the same."""
    with _timed("inputs"):
        inputs = fetched(CACHE)
    with wine.fresh() as windows:
        with _timed("folder"):
            layout = build(out / "SoANTT", inputs, release, windows)
        if not once:
            with _timed("folder again"):
                again = build(out / "again" / "SoANTT", inputs, release, windows)
            differing = manifest.differences(layout.root, again.root)
            shutil.rmtree(out / "again")
            if differing:
                raise SystemExit(f"Two builds differ in: {', '.join(differing)}")
            print("Two builds gave the same manifest.")
    return layout


def _checked(out: Path) -> int:
    """Run the tests of the package under wine."""
    command = [sys.executable, "-m", "pytest", "-m", "windows", "tests/packaging"]
    with _timed("tests of the package"):
        environment = {**os.environ, PACKAGE_VARIABLE: str(out)}
        return subprocess.run(command, cwd=ROOT, env=environment).returncode


@contextmanager
def _timed(name: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument(
        "--zlib", dest="compressor", action="store_const", const="zlib", default="lzma"
    )
    parser.add_argument("--lzma", dest="compressor", action="store_const", const="lzma")
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "windows")
    parser.add_argument(
        "--release-key", type=Path, help="secret key: the release believes it, an update is signed"
    )
    parser.add_argument("--once", action="store_true", help="do not compare with a second build")
    parser.add_argument("--check", action="store_true", help="run the package under wine")
    return parser


if __name__ == "__main__":
    sys.exit(main())
