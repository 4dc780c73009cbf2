"""The release says what the package says; from source, what the code itself says."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from desktop_app.model.release import FROM_SOURCE, Release, licences, release
from desktop_app.model.resources import resource
from desktop_app.model.units import AS_OF

ROOT = Path(__file__).parents[2]


def test_from_source_the_version_is_that_of_the_code() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert release() == Release(project["version"], FROM_SOURCE, AS_OF)
    assert re.fullmatch(r"\d+\.\d+\.\d+", release().version)


def test_the_day_of_the_units_is_that_of_their_source() -> None:
    told = resource("units", "LICENSE.md").read_text("utf-8")
    assert f"data of {AS_OF:%d} July {AS_OF:%Y}" in told


def test_in_the_package_the_release_is_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "release.json"
    file.write_text('{"version": "1.4.2", "build": "3f9a0c1", "units": "2027-01-01"}', "utf-8")
    assert release(tmp_path) == Release("1.4.2", "3f9a0c1", date(2027, 1, 1))
    assert [value for _, value in release(tmp_path).lines] == [
        "1.4.2",
        "3f9a0c1",
        "ngày 01/01/2027",
    ]


def test_a_release_that_is_written_wrongly_is_no_release(tmp_path: Path) -> None:
    file = tmp_path / "release.json"
    file.write_text('{"version": "1.4.2"}', "utf-8")
    with pytest.raises(KeyError):
        release(tmp_path)


def test_the_licences_are_listed_by_name_with_their_words(tmp_path: Path) -> None:
    told = [
        {
            "name": "Qt",
            "version": "6.9.3",
            "licence": "LGPL-3.0",
            "files": ["qt/a.txt", "qt/b.txt"],
        },
        {"name": "argon2", "version": "1", "licence": "MIT", "files": []},
    ]
    (tmp_path / "qt").mkdir()
    (tmp_path / "qt" / "a.txt").write_text("Lesser", "utf-8")
    (tmp_path / "qt" / "b.txt").write_bytes(b"G\xe9n\xe9ral")
    (tmp_path / "index.json").write_text(json.dumps(told), "utf-8")
    first, second = licences(tmp_path)
    assert (first.name, first.text) == ("argon2", "")
    assert (second.name, second.licence) == ("Qt", "LGPL-3.0")
    assert second.text == "Lesser\n\nG\ufffdn\ufffdral"


def test_from_source_no_licences_are_listed(tmp_path: Path) -> None:
    assert licences(tmp_path) == []


def test_a_program_that_says_no_version_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        release(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    with pytest.raises(ValueError, match="version"):
        release(tmp_path)
