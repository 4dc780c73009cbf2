"""A whole program passes its self-test; with a planted fault it fails and names the step."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop_app.__main__ import main
from desktop_app.model.release import Release
from desktop_app.selftest.report import FAILED, OK, Outcome, verdict

ROOT = Path(__file__).parents[2]
PARTS = "desktop_app", "resources", "forms"
RELEASE = {"version": "1.2.3", "build": "0f0f0f 2026-11-25", "units": "2026-07-25"}
STEPS = ["nap", "mo-so", "ghi", "tim", "in", "ma-trang", "dong-bo", "cua-so", "don"]


class Copy:
    """A copy of the program in a folder of its own, and what its self-test said."""

    def __init__(self, at: Path) -> None:
        self.program = at / "chương trình" / "app"
        self.elsewhere, self.temporary, self.home = at / "nơi khác", at / "tạm", at / "nhà"
        for folder in (self.elsewhere, self.temporary, self.home):
            folder.mkdir()
        for part in PARTS:
            skip = shutil.ignore_patterns("__pycache__", "pictures")
            shutil.copytree(ROOT / part, self.program / part, ignore=skip)
        (self.program / "release.json").write_text(json.dumps(RELEASE), "utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the self-test from another folder, as a user who has no book yet."""
        environment = os.environ | {
            "PYTHONPATH": str(self.program),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self.temporary),
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "PYTHONIOENCODING": "cp1252",  # as the console of an office PC is
        }
        environment.pop("QT_QPA_PLATFORM", None)
        command = [sys.executable, "-m", "desktop_app", "--self-test", *words]
        return subprocess.run(
            command,
            cwd=self.elsewhere,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=120,
        )

    def found(self) -> list[str]:
        """Return every file of the program."""
        return sorted(str(file) for file in self.program.rglob("*"))

    def left(self) -> list[Path]:
        """Return what lies where nothing should have been left behind."""
        places = self.elsewhere, self.temporary, self.home / "data"
        return [file for place in places if place.exists() for file in place.iterdir()]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the program."""
    return Copy(tmp_path)


def states(answer: dict[str, Any]) -> dict[str, str]:
    """Return how each step ended."""
    return {one["step"]: one["state"] for one in answer["steps"]}


def test_a_whole_program_passes_from_any_folder_and_leaves_nothing(
    copy: Copy, tmp_path: Path
) -> None:
    before, picture = copy.found(), tmp_path / "cửa sổ.png"
    copy.program.chmod(0o555)

    done = copy.run("--json", "--picture", str(picture))

    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads(done.stdout)
    assert answer["ok"] is True
    assert {name: answer[name] for name in RELEASE} == RELEASE
    assert states(answer) == dict.fromkeys(STEPS, "ok")
    with Image.open(picture) as taken:
        assert taken.size == (1366, 728)
    assert copy.found() == before
    assert copy.left() == []


def cut(file: str) -> Callable[[Path], None]:
    """Return what makes a file of the program unusable."""

    def spoil(program: Path) -> None:
        (program / file).write_bytes(b"\0" * 100)

    return spoil


def gone(file: str) -> Callable[[Path], None]:
    """Return what takes a file or folder of the program away."""

    def take(program: Path) -> None:
        place = program / file
        shutil.rmtree(place) if place.is_dir() else place.unlink()

    return take


@pytest.mark.parametrize(
    ("fault", "step"),
    [
        (gone("desktop_app/desk/enlisting.py"), "nap"),
        (gone("desktop_app/updating/back.py"), "nap"),
        (gone("resources/units/wards_2026.csv"), "mo-so"),
        (cut("resources/fonts/LiberationSerif-Bold.ttf"), "in"),
        (gone("resources/device_words.txt"), "dong-bo"),
        (cut("resources/fonts/NotoSans-Regular.ttf"), "cua-so"),
    ],
)
def test_a_planted_fault_is_named_by_its_step(
    copy: Copy, fault: Callable[[Path], None], step: str
) -> None:
    fault(copy.program)

    done = copy.run("--json")

    assert done.returncode == 1, done.stdout + done.stderr
    answer = json.loads(done.stdout)
    place = STEPS.index(step)
    assert answer["ok"] is False
    assert states(answer) == {
        name: "ok" if at < place or name == "don" else "failed" if at == place else "skipped"
        for at, name in enumerate(STEPS)
    }
    assert answer["steps"][place]["why"] in done.stderr
    assert copy.left() == []


def test_people_read_the_failed_step_in_vietnamese() -> None:
    well = Outcome("mo-so", "Tạo và mở sổ", OK, 1.25)
    bad = Outcome("in", "In biểu mẫu", FAILED, 0.5, "OSError: không có phông chữ")
    assert well.line.split() == "Tạo và mở sổ ok 1.25 giây".split()
    assert bad.line.splitlines()[1].strip() == "OSError: không có phông chữ"
    told = verdict(Release("1.2.3", "7f2", date(2026, 7, 25)), [well, bad])
    assert told == "Sổ ANTT 1.2.3 (7f2): hỏng ở bước «In biểu mẫu», 1.8 giây."


def test_wrong_words_are_no_failed_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--self-test", "--nope"]) == 2
    assert "--nope" in capsys.readouterr().err


def test_without_a_console_nothing_is_said_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["--self-test", "--nope"]) == 2
    assert main(["--version"]) == 0
    assert main(["find", "--data", str(tmp_path), "--nope"]) == 2
    assert main(["digest", "--data", str(tmp_path)]) == 1
