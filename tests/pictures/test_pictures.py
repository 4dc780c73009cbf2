"""Every page, form, dialog and state looks as it did when somebody last looked at it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.model.resources import resource
from tests.pictures.album import ALBUM
from tests.pictures.likeness import MOST_CELLS, marked, unlike_cells

REFERENCES = Path(__file__).parent / "references"
FAILED = Path(tempfile.gettempdir()) / "so-antt-pictures"
MANUAL = {
    "hom_nay": "today",
    "phieu_ghi": "form_pledge",
    "danh_sach": "list_person",
    "lich_su": "history",
    "xem_truoc": "preview",
}
STICK_GUIDE = {"bat_dau": "first_start", "mo_so": "login", "hom_nay": "today"}
STICK_PICTURES = Path(__file__).parents[2] / "packaging" / "pictures"


@dataclass(frozen=True)
class Mode:
    """How a set of pictures is taken."""

    theme: str
    scale: str
    names: tuple[str, ...]


MODES = {
    "": Mode("light", "1", tuple(ALBUM)),
    "dark_": Mode("dark", "1", ("today", "form_with_errors", "preview")),
    "contrast_": Mode("contrast", "1", ("record",)),
    "large_": Mode("light", "1.5", ("today", "form_patrol", "preview")),
}
SHOTS = [(prefix, name) for prefix, mode in MODES.items() for name in mode.names]


_folders: dict[str, Path] = {}


def taken(prefix: str) -> Path:
    """Return the folder with the pictures of a mode, taken by a process of their own."""
    if prefix in _folders:
        return _folders[prefix]
    mode = MODES[prefix]
    folder = _folders[prefix] = Path(tempfile.mkdtemp(prefix="so-antt-album-"))
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": mode.scale}
    command = [sys.executable, "-m", "tests.pictures.taking", str(folder), mode.theme, *mode.names]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module", autouse=True)
def _tidied() -> Iterator[None]:
    """Put the pictures away after the last test."""
    yield
    for folder in _folders.values():
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(("prefix", "name"), SHOTS, ids=[f"{p}{n}" for p, n in SHOTS])
def test_it_looks_as_it_did(prefix: str, name: str, request: pytest.FixtureRequest) -> None:
    file, reference = taken(prefix) / f"{name}.png", REFERENCES / f"{prefix}{name}.png"
    if request.config.getoption("--renew-pictures"):
        shutil.copyfile(file, reference)
        return
    ours = QImage(str(file))
    cells = unlike_cells(ours, QImage(str(reference)))
    if len(cells) > MOST_CELLS:
        FAILED.mkdir(exist_ok=True)
        marked(ours, cells).save(str(FAILED / reference.name))
    assert len(cells) <= MOST_CELLS, f"look at {FAILED / reference.name}"


@pytest.mark.parametrize(
    ("folder", "shown"),
    [(resource("help", "pictures"), MANUAL), (STICK_PICTURES, STICK_GUIDE)],
    ids=["manual", "stick"],
)
def test_the_manuals_show_the_program_as_it_is(
    folder: Path, shown: dict[str, str], request: pytest.FixtureRequest
) -> None:
    for target, name in shown.items():
        file = folder / f"{target}.png"
        if request.config.getoption("--renew-pictures"):
            shutil.copyfile(REFERENCES / f"{name}.png", file)
        assert file.read_bytes() == (REFERENCES / f"{name}.png").read_bytes()


def test_there_are_few_enough_to_be_looked_at() -> None:
    assert len(SHOTS) <= 50
    assert {file.stem for file in REFERENCES.glob("*.png")} == {p + n for p, n in SHOTS}


def test_a_button_that_moved_is_seen() -> None:
    before = QImage(200, 100, QImage.Format.Format_RGB32)
    before.fill(QColor("white"))
    after = before.copy()
    for picture, left in ((before, 20), (after, 40)):
        painter = QPainter(picture)
        painter.fillRect(left, 30, 60, 30, QColor("teal"))
        painter.end()
    assert len(unlike_cells(after, before)) > MOST_CELLS
    assert unlike_cells(after, after) == []
