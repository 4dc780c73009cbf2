"""Whole stories through real processes, as a script of the province would run them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.post import unlocked_environment
from tests.conftest import PASSWORD, Founded

ROOT = Path(__file__).resolve().parents[2]


def run(
    folder: Path, *words: str, given: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *words],
        cwd=ROOT,
        env={**unlocked_environment(folder), **variables},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_year_of_work_from_an_empty_pc_to_a_restored_book(tmp_path: Path) -> None:
    folder = tmp_path / "dữ liệu của đơn vị"
    made = run(folder, "init", "--unit", "08716", "--officer", "Trần Thị Ánh", "--json")
    assert made.returncode == 0, made.stderr
    given = '{"name": "Thôn Đoài", "kind": "Thôn"}\n{"name": "Thôn Đông", "kind": "Thôn"}\n'
    saved = run(folder, "add", "area", "--from", "-", "--json", given=given)
    ids = json.loads(saved.stdout)["ids"]
    found = run(folder, "--json", "find", "area", "dong")
    assert [row["id"] for row in json.loads(found.stdout)] == ids[1:]
    digest = json.loads(run(folder, "digest", "--json").stdout)
    file = json.loads(run(folder, "backup", "--json").stdout)["file"]
    restored = run(folder, "restore", file, "--to", str(tmp_path / "moi"), "--json")
    assert json.loads(restored.stdout)["digest"] == digest["digest"]
    assert run(folder, "check", "--full").returncode == 0


def test_words_are_utf8_whatever_the_machine_speaks(tmp_path: Path) -> None:
    done = run(tmp_path, "describe", "area", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "Tổ dân phố" in done.stdout


def test_exit_codes_and_streams_are_kept_apart(tmp_path: Path) -> None:
    refused = run(tmp_path / "không có", "find", "area", "--json")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("MO-02: ")
    misused = run(tmp_path, "find")
    assert (misused.returncode, misused.stdout) == (2, "")
    helped = run(tmp_path, "--help")
    assert (helped.returncode, helped.stderr) == (0, "")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "describe", "--json"],
            cwd=ROOT,
            env=unlocked_environment(tmp_path),
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def pseudo_terminal() -> tuple[int, int]:
    """Return the two ends of a terminal; skips where the machine has none to give."""
    try:
        return os.openpty()
    except OSError:
        pytest.skip("this machine has no pseudo-terminals (/dev/pts is not mounted)")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_the_password_is_asked_for_on_a_terminal_and_not_shown(founded: Founded) -> None:
    keyboard, terminal = pseudo_terminal()
    variables = unlocked_environment(founded.folder)
    del variables["SO_ANTT_PASSWORD"]
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "digest", "--json"],
        cwd=ROOT,
        env=variables,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=terminal,
        start_new_session=True,
    )
    os.close(terminal)
    try:
        asked = os.read(keyboard, 100).decode()
        os.write(keyboard, f"{PASSWORD}\n".encode())
        out, _ = process.communicate(timeout=60)
    finally:
        process.kill()
        os.close(keyboard)
    assert asked.startswith("Mật khẩu:")
    assert set(json.loads(out)) == {"digest", "records", "changes"}


def test_the_terminal_starts_without_qt() -> None:
    script = (
        "import sys, desktop_app.__main__;"
        "raise SystemExit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
