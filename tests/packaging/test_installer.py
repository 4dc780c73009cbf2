"""The installer under wine: install, upgrade, go back, uninstall; each step follows the last."""

import json
from pathlib import Path

import pytest
from windows_package import installer, manifest
from windows_package.folder import Layout
from windows_package.wine import Wine

from tests.packaging.editions import edition

pytestmark = pytest.mark.windows

PROGRAMS = "AppData/Local/Programs/SoANTT"
OLDER = "0.0.9"
TOO_OLD = 10
SECRET = {"SO_ANTT_PASSWORD": "mo so luc sang som"}


@pytest.fixture(scope="module")
def setup(layout: Layout) -> Path:
    """The installer that was built."""
    return layout.root.parent / f"SoANTT-{layout.version}-setup.exe"


@pytest.fixture(scope="module")
def older(layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installer of an older version: the same program under an older number."""
    folder = tmp_path_factory.mktemp("older")
    installer.write(edition(layout, folder / "SoANTT", OLDER), folder / "old.exe", "none")
    return folder / "old.exe"


@pytest.fixture
def home(windows: Wine) -> Path:
    """The folder of this Windows' only user."""
    (found,) = [f for f in (windows.drive / "users").iterdir() if f.name != "Public"]
    return found


def test_windows_before_1809_is_told_why(windows: Wine, setup: Path, home: Path) -> None:
    windows.succeed("winecfg.exe", "-v", "win81")
    try:
        assert windows.run(setup, "/S").code == TOO_OLD
    finally:
        windows.succeed("winecfg.exe", "-v", "win10")
    assert not (home / PROGRAMS).exists()


def test_the_older_version_installs_silently(windows: Wine, older: Path, home: Path) -> None:
    windows.succeed(older, "/S")
    assert current(home) == f"app-{OLDER}"
    assert not (home / PROGRAMS / "previous.txt").exists()
    words = ["init", "--unit", "08707", "--officer", "Bình"]
    windows.succeed(home / PROGRAMS / "so-antt.exe", *words, more=SECRET)


def test_the_upgrade_keeps_the_older_version(
    windows: Wine, setup: Path, home: Path, layout: Layout
) -> None:
    windows.succeed(setup, "/S")
    installed = home / PROGRAMS / layout.release.name
    assert current(home) == layout.release.name
    assert (home / PROGRAMS / "previous.txt").read_bytes() == f"app-{OLDER}\n".encode()
    assert not manifest.differences(installed, layout.release)
    assert "nguyên vẹn" in windows.succeed(home / PROGRAMS / "so-antt.exe", "check", more=SECRET)
    assert {file.name for file in home.rglob("*.lnk")} == {"Sổ ANTT.lnk"}


def test_the_installed_program_is_well(windows: Wine, home: Path) -> None:
    said = windows.succeed(home / PROGRAMS / "so-antt.exe", "--self-test", "--json")
    assert {step["state"] for step in json.loads(said)["steps"]} == {"ok"}


def test_the_older_installer_goes_back(
    windows: Wine, older: Path, home: Path, layout: Layout
) -> None:
    windows.succeed(older, "/S")
    assert current(home) == f"app-{OLDER}"
    assert (home / PROGRAMS / "previous.txt").read_bytes() == f"{layout.release.name}\n".encode()


def test_uninstalling_keeps_the_book(windows: Wine, home: Path) -> None:
    book = home / "AppData/Local/so-antt/so.antt"
    before = book.read_bytes()
    windows.succeed(home / PROGRAMS / "go-bo.exe", "/S")
    windows.wait()
    assert not (home / PROGRAMS).exists()
    assert not list(home.rglob("*.lnk"))
    assert book.read_bytes() == before


def current(home: Path) -> str:
    """Return the version that the launcher starts, as its file says."""
    return (home / PROGRAMS / "current.txt").read_bytes().decode("ascii").removesuffix("\n")
