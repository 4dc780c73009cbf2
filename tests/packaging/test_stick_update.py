"""The real program updated by stick under wine, and back again."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from windows_package.folder import Layout
from windows_package.wine import Wine

from desktop_app.updating.package import make
from tests.packaging.editions import edition

pytestmark = pytest.mark.windows

SECRET = {"SO_ANTT_PASSWORD": "mo so luc sang som"}
OLDER, NEWER = "0.0.9", "99.0.0"
DATA = "C:\\Sổ cập nhật"
HOLD = """
import ctypes, sys
ctypes.windll.user32.GetDesktopWindow()
print("held", flush=True)
sys.stdin.read()
"""


def test_an_update_by_stick_and_back(layout: Layout, windows: Wine, tmp_path: Path) -> None:
    key = SigningKey.generate()
    stick = windows.stick("f:")
    make(edition(layout, tmp_path / "new", NEWER, key).release, key, stick, "Thử cập nhật.")
    root = windows.drive / "SoANTT"
    edition(layout, root, OLDER, key)
    program = root / "so-antt.exe"
    words = ["--data", DATA, "--unit", "08707", "--officer", "Bình"]
    windows.succeed(program, "init", *words, more=SECRET)

    with desktop(windows, layout):
        windows.succeed(program, "update", "F:\\", "--data", DATA, more=SECRET)
    assert (root / "current.txt").read_bytes() == f"app-{NEWER}\n".encode()
    assert NEWER in windows.succeed(program, "--version")
    assert "nguyên vẹn" in windows.succeed(program, "check", "--data", DATA, more=SECRET)

    with desktop(windows, layout):
        windows.succeed(program, "update", "--back", "--data", DATA, more=SECRET)
    assert (root / "current.txt").read_bytes() == f"app-{OLDER}\n".encode()
    assert OLDER in windows.succeed(program, "--version")
    assert "nguyên vẹn" in windows.succeed(program, "check", "--data", DATA, more=SECRET)


@contextmanager
def desktop(windows: Wine, layout: Layout) -> Iterator[None]:
    """Hold wine's desktop open.

    Otherwise the self-test of the new version opens it, and wine's desktop keeps the pipe that
    the old version reads the answer from; a Windows has its desktop long before.
    """
    command = windows.command(layout.python / "python.exe", "-c", HOLD)
    own = windows.environment()
    with subprocess.Popen(
        command,
        env=own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,  # what is no pipe would end Python there at once
        text=True,
    ) as holding:
        assert holding.stdout is not None
        assert holding.stdout.readline().strip() == "held"
        yield
