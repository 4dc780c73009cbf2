"""A hundred thousand random events: no error, and no memory that grows."""

import os
import sys

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.window import Window
from tests.ui.driving import Driver, memory_kib
from tests.windows import busy_desk, filled, show, window

__all__ = ["busy_desk", "filled", "show", "window"]

TOLD_EVERY = 500
EVENTS = int(os.environ.get("SO_ANTT_SOAK_EVENTS", "100000"))
MOST_GROWTH = 1.10


# Qt mutters when a cell that may not be edited, or none, is asked to open.
@pytest.mark.qt_log_ignore("edit: ")
@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc")
def test_a_hundred_thousand_random_events_break_nothing(
    window: Window,
    qtbot: QtBot,
) -> None:
    seed = 20
    driver = Driver(window, seed)
    with qtbot.captureExceptions() as wrong:
        _drive(driver, EVENTS // 5)  # pages, caches and fonts are all there by now
        warm = memory_kib()
        _drive(driver, EVENTS)
    assert wrong == [], f"seed {seed}"
    assert memory_kib() <= warm * MOST_GROWTH
    assert window.desk.check(full=True).ok


def _drive(driver: Driver, until: int) -> None:
    """Drive on to so many events; with ``-s`` each part tells how far it is and what it holds."""
    while driver.events < until:
        driver.drive(min(TOLD_EVERY, until - driver.events))
        sys.stderr.write(f"{driver.events} events, {memory_kib()} KiB\n")
