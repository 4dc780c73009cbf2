"""Real windows over a real book, offscreen, for the tests of the screen."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records
from desktop_app.ui import start
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import PASSWORD, PRESENT, Clock, Founded

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
RECORDS = 60
SIZE = 1366, 728


@pytest.fixture(scope="session")
def filled(founded: Founded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed book with an invented post in it; copied, never opened itself."""
    folder = founded.copied(tmp_path_factory.mktemp("filled") / "du-lieu")
    desk = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=Clock())
    desk.fill(practice_records(RECORDS, 1, PRESENT, desk.me))
    desk.close()
    return folder


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """No window outlives its test: it would take later tests' keys, and its timers their time."""
    yield
    for window in QApplication.topLevelWidgets():
        if type(window).__module__.startswith("desktop_app."):
            window.hide()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def busy_desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    """An officer at a book with an invented post in it, today."""
    folder = Path(shutil.copytree(filled, tmp_path / "so"))
    desk = open_book(folder, REGISTERS, user=None, password=PASSWORD)
    yield desk
    desk.close()


Shower = Callable[[Desk], Window]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Shower]:
    """Shows the window of an open book; it is closed after the test."""
    start.prepared(["test"])
    shown: list[Window] = []

    def shower(desk: Desk) -> Window:
        window = Window(desk)
        window.broken.connect(_break)
        window.resize(*SIZE)
        window.show()
        qtbot.waitExposed(window)
        shown.append(window)
        Robot(window).until(lambda: not window.tasks.busy())
        return window

    yield shower
    for window in shown:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(busy_desk: Desk, show: Shower) -> Window:
    """The window of a book with an invented post in it."""
    return show(busy_desk)


@pytest.fixture
def robot(window: Window) -> Robot:
    """The officer's hands on that window."""
    return Robot(window)


def _break(wrong: BaseException) -> None:
    """A bug in a worker is a failed test, not a dialog."""
    raise wrong
