"""Takes pictures in a process of its own: python -m tests.pictures.taking OUT THEME NAME…

The scale of a screen holds for a whole process, and a picture must not depend on what was shown
before it. The clock stands still, the post is invented from a seed, the cursor does not blink.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.desk.entrance import open_book
from desktop_app.desk.founding import Founding, create_book
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records
from desktop_app.ui import start
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import OFFICER_NAME, PASSWORD, PRESENT, WARD, Clock
from tests.pictures.album import ALBUM
from tests.pictures.stage import SIZE, Stage

RECORDS, SEED = 120, 1
COLOURS = 256


def main(out: Path, theme: str, names: list[str]) -> None:
    """Take the named pictures."""
    start.prepared(["pictures"])
    QApplication.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory() as place:
        founded = _founded(Path(place) / "founded", theme)
        for name in names:
            _take(Path(shutil.copytree(founded, Path(place) / name)), ALBUM[name], out / name)


def _founded(folder: Path, theme: str) -> Path:
    founding = Founding(WARD, OFFICER_NAME, PASSWORD)
    desk = create_book(folder, REGISTERS, founding, Clock()).desk
    desk.fill(practice_records(RECORDS, SEED, PRESENT, desk.me))
    desk.set_setting("theme", theme)
    desk.close()
    return folder


def _take(folder: Path, pose: object, file: Path) -> None:
    desk = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=Clock())
    window = Window(desk)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    stage = Stage(window, Robot(window))
    stage.settle()
    assert callable(pose)
    seen = pose(stage)
    stage.robot.pause()
    shot = file.with_suffix(".png")
    seen.grab().save(str(shot))
    # A palette of its own colours: the pictures lie in the repository.
    with Image.open(shot) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(shot, optimize=True)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
