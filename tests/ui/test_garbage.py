"""What was closed is cleared away, and never by a worker."""

import gc
import threading
from weakref import finalize, ref

from PySide6.QtWidgets import QWidget

from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of

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


def test_nothing_holds_the_fields_of_a_form_that_was_closed(window: Window, robot: Robot) -> None:
    page = page_of(window, "patrol")
    page.add()
    held = {name: ref(box.editor) for name, box in form_of(window).body.boxes.items()}
    robot.until(lambda: not window.tasks.busy())
    robot.press("Escape")
    robot.until(lambda: not page.beside.typing() and not window.tasks.busy())
    gc.collect()
    assert {name for name, editor in held.items() if editor() is not None} == set()
