"""Random driving of the window: nothing that is pressed breaks it."""

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.window import Window
from tests.ui.driving import Driver

EVENTS = 150


# Qt mutters when a cell that may not be edited, or none, is asked to open.
@pytest.mark.qt_log_ignore("edit: ")
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_is_pressed_breaks_the_window(window: Window, qtbot: QtBot, seed: int) -> None:
    with qtbot.captureExceptions() as wrong:
        Driver(window, seed).drive(EVENTS)
    assert wrong == [], f"seed {seed}"
    assert window.isVisible()
    assert window.desk.check(full=True).ok
