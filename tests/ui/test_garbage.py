"""Circles of widgets are cleared away, and never by a worker."""

import threading
from weakref import finalize

from PySide6.QtWidgets import QWidget

from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window

CIRCLES, BUSY = 50, 200_000


class Ring(QWidget):
    """A widget that refers to itself, as one does whose signal calls its own method."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_widgets_in_circles_end_on_the_screens_thread(window: Window, robot: Robot) -> None:
    ended: list[threading.Thread] = []

    def note() -> None:
        ended.append(threading.current_thread())

    for _ in range(CIRCLES):
        finalize(Ring(), note)
    # More than enough for Python to begin clearing away there, if it were allowed to.
    kept: list[list[int]] = []
    window.tasks.start(window, lambda _: [[number] for number in range(BUSY)], kept.extend)
    robot.until(lambda: kept)
    robot.until(lambda: len(ended) == CIRCLES)
    assert set(ended) == {threading.main_thread()}
