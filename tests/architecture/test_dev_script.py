"""dev.py starts on a bare PC: what it needs, what it says when it may not help itself."""

import ast
import os
import shutil
import sys

import pytest

import dev
from tests.sync.drives import EXFAT, FAT32


def test_the_script_needs_only_the_standard_library() -> None:
    tree = ast.parse((dev.ROOT / "dev.py").read_text("utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def test_check_runs_the_test_command_of_the_readme() -> None:
    assert dev.readme_test_command() == [sys.executable, "dev.py", "test"]


@pytest.mark.skipif(sys.platform == "win32", reason="Debian packages exist on Debian only")
def test_an_ordinary_user_is_told_the_exact_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "sudo" else f"/bin/{name}")
    line = "apt-get update && apt-get install -y --no-install-recommends libegl1 xvfb"
    with pytest.raises(SystemExit, match=line):
        dev.install_debian_packages(["libegl1", "xvfb"])


def test_nothing_is_installed_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    dev.install_debian_packages([])


def test_a_missing_library_is_noticed() -> None:
    assert not dev.loads("libno_such_thing.so.9")


def test_an_unknown_command_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dev.py", "fly"])
    assert dev.main() == 2
    assert "run | test | check" in capsys.readouterr().out


def test_what_mounts_real_drives_is_installed_by_name() -> None:
    wanted = {program for kind in (FAT32, EXFAT) for program in (kind.make[0], kind.driver)}
    assert wanted | {"strace"} == set(dev.DRIVE_TOOLS)
