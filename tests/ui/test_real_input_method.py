"""Telex through a real input method, ibus-unikey, where the machine has one."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.typists import WRITTEN

ROOT = Path(__file__).parents[2]
NEEDED = "xvfb-run", "dbus-run-session", "xdotool", "ibus", "ibus-daemon"
UNIKEY = Path("/usr/share/ibus/component/unikey.xml")
missing = [name for name in NEEDED if not shutil.which(name)]
missing += [] if UNIKEY.exists() else ["ibus-unikey"]


@pytest.mark.skipif(bool(missing), reason=f"no real input method here: {', '.join(missing)}")
def test_a_name_in_telex_arrives_whole_in_every_kind_of_editor(
    filled: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(filled, tmp_path / "so"))
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    surroundings = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "GSETTINGS_BACKEND": "memory",
        "QT_QPA_PLATFORM": "xcb",
        "QT_IM_MODULE": "ibus",
    }
    command = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1366x768x24"]
    command += ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.real_typing", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    stood = json.loads(done.stdout.splitlines()[-1])  # what other programs say comes before
    assert stood == dict.fromkeys(stood, WRITTEN)
