"""What the build decides, without building: rules, hashes, archives, libraries asked for."""

import hashlib
import json
import unicodedata
import zipfile
from pathlib import Path

import pip
import pytest
from windows_package import (
    archive,
    budget,
    guarding,
    inputs,
    installer,
    licences,
    manifest,
    trimming,
)
from windows_package.release import Release, this_release

# A program of Windows that every environment has: what pip starts scripts with.
PROGRAM = Path(pip.__file__).parent / "_vendor" / "distlib" / "t64.exe"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small folder."""
    (tmp_path / "tree" / "Sổ").mkdir(parents=True)
    (tmp_path / "tree" / "a.txt").write_text("one", "utf-8")
    (tmp_path / "tree" / "Sổ" / "b.txt").write_text("two", "utf-8")
    return tmp_path / "tree"


def test_the_first_rule_that_fits_decides_and_an_idle_one_stops() -> None:
    rules = trimming.Trimming(trimming.read("keep Qt/a.dll : needed\ndrop Qt/* : the rest\n"))
    assert rules.keeps("Qt/a.dll")
    with pytest.raises(trimming.UnusedRule, match=r"Qt/\*"):
        rules.finish()
    assert not rules.keeps("Qt/deep/b.dll")
    assert rules.keeps("other.py")
    rules.finish()


def test_a_rule_without_its_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule"):
        trimming.read("drop Qt/*\n")


def test_what_windows_gets_is_what_was_tested() -> None:
    tested = inputs.locked(inputs.LOCK.with_name("run.txt"))
    shipped = inputs.locked(inputs.LOCK)
    assert set(tested) - set(shipped) == {one for one in tested if one.startswith("pip==")}
    assert all(shipped[one] <= tested[one] for one in shipped)


def test_the_manifest_tells_every_difference(tree: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "Sổ").mkdir(parents=True)
    (other / "a.txt").write_text("one", "utf-8")
    (other / "Sổ" / "b.txt").write_text("three", "utf-8")
    (other / "c.txt").write_text("", "utf-8")
    manifest.write(other)
    assert manifest.differences(tree, other) == ["Sổ/b.txt", "c.txt"]


def test_the_zip_does_not_tell_when_and_where_it_was_made(tree: Path, tmp_path: Path) -> None:
    archive.write(tree, tmp_path / "one.zip")
    (tree / "a.txt").write_text("one", "utf-8")
    (tree / "a.txt").chmod(0o600)
    archive.write(tree, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == ["tree/Sổ/b.txt", "tree/a.txt"]


def test_over_the_budget_is_told(tree: Path) -> None:
    assert budget.told("zip", tree, 60) == ("zip: 0.0 MB (budget 60 MB)", True)
    assert not budget.told("zip", tree, 0)[1]


def test_libraries_that_windows_lacks_are_named(tmp_path: Path) -> None:
    (tmp_path / "start.exe").write_bytes(PROGRAM.read_bytes())
    asked = guarding.imports(tmp_path / "start.exe")
    assert "kernel32.dll" in asked
    assert not guarding.Guard((), guarding.windows_libraries()).faults(tmp_path)
    faults = guarding.Guard((), frozenset(asked) - {"kernel32.dll"}).faults(tmp_path)
    assert faults == ["start.exe asks for kernel32.dll"]
    (tmp_path / "Kernel32.dll").write_bytes(b"MZ")
    found = guarding.Guard((tmp_path,), frozenset())
    assert found._finds("kernel32.dll", tmp_path / "elsewhere")


def test_texts_of_licences_that_are_added_lie_there() -> None:
    added = json.loads(licences.PARTS.read_text("utf-8"))
    named = [file for part in added["parts"] for file in part["files"]]
    named += [file for files in added["more"].values() for file in files]
    there = [file for file in named if not file.startswith("python:")]
    assert all((inputs.ROOT / file).is_file() for file in there)


def test_a_wheel_without_a_licence_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "mute-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as files:
        files.writestr(
            "mute-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: mute\nVersion: 1\n"
        )
    with pytest.raises(licences.NoLicence, match="mute"):
        licences._wheel_part(tmp_path, wheel, {"parts": [], "named": {}, "more": {}})


def test_a_release_says_version_build_and_day_of_the_units() -> None:
    said = json.loads(this_release(None).as_json())
    assert sorted(said) == ["build", "units", "version"]
    assert said["units"] == "2026-07-25"
    assert Release("1", "b", "u").public_key is None


def test_the_words_of_the_installer_are_composed() -> None:
    text = installer.SCRIPT.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)


def test_who_carries_the_stick_compares_a_whole_line(tree: Path) -> None:
    manifest.write_handed_out(tree, [tree / "a.txt"])
    told = (tree / "SHA256.txt").read_bytes().decode()
    assert told == f"{hashlib.sha256(b'one').hexdigest().upper()}  a.txt\r\n"
