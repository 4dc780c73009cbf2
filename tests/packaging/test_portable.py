"""The portable folder as it comes out of the zip, run under wine."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from windows_package import budget, guarding, manifest
from windows_package.building import guard
from windows_package.folder import Layout
from windows_package.wine import Wine

pytestmark = pytest.mark.windows

SECRET = {"SO_ANTT_PASSWORD": "mo so luc sang som"}
DATA = "C:\\Sổ thử"
# Each module of the program, and with it all it uses, is there and can be loaded.
LOAD_ALL = """
import importlib, pkgutil, desktop_app
names = [m.name for m in pkgutil.walk_packages(desktop_app.__path__, "desktop_app.")]
for name in names:
    name.endswith("__main__") or importlib.import_module(name)
print(len(names))
"""


def test_the_zip_holds_the_folder(layout: Layout, tmp_path: Path) -> None:
    archive = layout.root.parent / f"SoANTT-{layout.version}-portable.zip"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    assert not manifest.differences(tmp_path / "SoANTT", layout.root)
    assert budget.size(archive) <= budget.ZIP


def test_the_manifest_names_every_file(layout: Layout) -> None:
    written = (layout.release / manifest.NAME).read_text("utf-8").splitlines()
    assert written == manifest.lines(layout.release)


def test_no_stub_of_a_library_of_windows_is_shipped(layout: Layout) -> None:
    shipped = {file.name.lower() for file in guarding.programs(layout.root)}
    assert not shipped & guarding.windows_libraries()


def test_a_missing_library_is_noticed(layout: Layout, tmp_path: Path) -> None:
    whole = guard(layout)
    assert not whole.faults(layout.root)
    bare = guarding.Guard((), whole.system)
    assert "app-" in bare.faults(layout.root)[0]


def test_licences_of_all_libraries_are_there(layout: Layout) -> None:
    folder = layout.release / "LICENSES"
    parts = json.loads((folder / "index.json").read_text("utf-8"))
    assert {"CPython", "OpenSSL", "SQLCipher", "pyside6-essentials"} <= {p["name"] for p in parts}
    for part in parts:
        assert part["licence"]
        assert part["files"]
        assert all((folder / file).is_file() for file in part["files"])


def test_every_module_loads(layout: Layout, windows: Wine) -> None:
    loaded = windows.succeed(layout.python / "python.exe", "-c", LOAD_ALL)
    assert int(loaded) > 200


def test_the_launcher_starts_the_current_version(layout: Layout, windows: Wine) -> None:
    assert "Sổ ANTT" in windows.succeed(layout.root / "so-antt.exe", "--version")


def test_the_portable_program_is_well(layout: Layout, windows: Wine) -> None:
    words = ["--self-test", "--json", "--picture", "C:\\window.png"]
    said = windows.succeed(layout.root / "so-antt.exe", *words)
    assert {step["state"] for step in json.loads(said)["steps"]} == {"ok"}
    picture = windows.drive / "window.png"
    shutil.copy(picture, layout.root.parent)  # to be looked at
    with Image.open(picture) as taken:
        assert len(taken.convert("RGB").getcolors(taken.width * taken.height) or ()) > 100


def test_a_record_is_found_without_marks(layout: Layout, windows: Wine) -> None:
    program = layout.root / "so-antt.exe"
    own = ["--data", DATA]
    windows.succeed(program, "init", *own, "--unit", "08707", "--officer", "Bình", more=SECRET)
    given = windows.drive / "to.json"
    given.write_text(json.dumps({"name": "Tổ dân phố Đông", "kind": "Tổ dân phố"}), "utf-8")
    windows.succeed(program, "add", "area", *own, "--from", "C:\\to.json", more=SECRET)
    found = windows.succeed(program, "find", "area", "to dan pho dong", *own, more=SECRET)
    assert "Tổ dân phố Đông" in found


def test_on_a_stick_the_program_runs_and_the_book_does_not_live(
    layout: Layout, windows: Wine
) -> None:
    stick = windows.stick("e:")
    shutil.copytree(layout.root, stick / "SoANTT")
    program = stick / "SoANTT" / "so-antt.exe"
    words = ["--unit", "08707", "--officer", "Bình"]
    refused = windows.run(program, "init", "--data", "E:\\so", *words, more=SECRET)
    assert refused.code != 0
    assert "ND-01" in refused.printed
    assert {file.name for file in stick.iterdir()} == {"SoANTT"}
    own = ["--data", "C:\\own"]
    windows.succeed(program, "init", *own, *words, more=SECRET)
    assert not manifest.differences(stick / "SoANTT" / layout.release.name, layout.release)
