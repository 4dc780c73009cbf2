"""The real program updated by stick under wine, and back again."""

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


def test_an_update_by_stick_and_back(layout: Layout, windows: Wine, tmp_path: Path) -> None:
    key = SigningKey.generate()
    stick = windows.stick("f:")
    make(edition(layout, tmp_path / "new", NEWER, key).release, key, stick, "Thử cập nhật.")
    root = windows.drive / "SoANTT"
    edition(layout, root, OLDER, key)
    program = root / "so-antt.exe"
    words = ["--data", DATA, "--unit", "08707", "--officer", "Bình"]
    windows.succeed(program, "init", *words, more=SECRET)

    windows.succeed(program, "update", "F:\\", "--data", DATA, more=SECRET)
    assert (root / "current.txt").read_bytes() == f"app-{NEWER}\n".encode()
    assert NEWER in windows.succeed(program, "--version")
    assert "nguyên vẹn" in windows.succeed(program, "check", "--data", DATA, more=SECRET)

    windows.succeed(program, "update", "--back", "--data", DATA, more=SECRET)
    assert (root / "current.txt").read_bytes() == f"app-{OLDER}\n".encode()
    assert OLDER in windows.succeed(program, "--version")
    assert "nguyên vẹn" in windows.succeed(program, "check", "--data", DATA, more=SECRET)
