"""A real window on a real X server with ibus-unikey, for the test that types in it with xdotool.

Started as ``python -m tests.ui.real_typing FOLDER`` under a session bus; writes as JSON what stood
in each editor after the name had been typed and the editor left in the middle of the last word.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from desktop_app.ui import start
from desktop_app.ui.editors.grid import GridEditor
from desktop_app.ui.form import EntryForm
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import PASSWORD
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.ui.typists import MILLISECONDS_A_KEY, TYPISTS, WRITTEN, words_of

ENGINE = "Unikey"
MOST_TRIES = 100
LEFT_BY = {
    "number": "Tab",
    "patrol_date": "shift+Tab",
    "patrol_type": "F8",
    "route_id": "Return",
    "remarks": "Tab",
    "note": "ctrl+Return",
}
CELLS = {"place": "Tab", "type": "Return"}


def unikey() -> subprocess.Popen[bytes]:
    """Start the input method's daemon and choose Unikey. Raises TimeoutError."""
    daemon = subprocess.Popen(["ibus-daemon", "--panel=disable", "--config=disable"])
    for _ in range(MOST_TRIES):
        # Its exit code tells of the keyboard layout too, which the bare server does not have.
        subprocess.run(["ibus", "engine", ENGINE], capture_output=True, check=False)
        chosen = subprocess.run(["ibus", "engine"], capture_output=True, text=True, check=False)
        if chosen.stdout.strip() == ENGINE:
            return daemon
    daemon.kill()
    raise TimeoutError("ibus-unikey did not start")


class Fingers:
    """Real key presses and clicks, sent to the X server."""

    def __init__(self, window: Window) -> None:
        self.robot = Robot(window)

    def type(self) -> None:
        """Type the name in Telex, twelve keys a second."""
        self._do("type", "--delay", str(MILLISECONDS_A_KEY), TYPISTS["Telex"].keys)

    def press(self, key: str) -> None:
        """Press one key."""
        self._do("key", key)

    def click(self, widget: QWidget) -> None:
        """Click into a widget."""
        place = widget.mapToGlobal(widget.rect().center())
        self._do("mousemove", str(place.x()), str(place.y()), "click", "1")

    def stood(self, line: QWidget) -> str:
        """Return what stands in an editor once it is the name, or when patience ends."""
        with suppress(TimeoutError):
            self.robot.until(lambda: words_of(line) == WRITTEN)
        return words_of(line)

    def _do(self, *words: str) -> None:
        work = subprocess.Popen(["xdotool", *words])
        self.robot.until(lambda: work.poll() is not None)
        self.robot.pause()


def in_the_form(fingers: Fingers, form: EntryForm, elsewhere: QWidget) -> Iterator[tuple[str, str]]:
    """Type in fields and leave them by a key in the middle of the last word, then by a click."""
    for name, key in LEFT_BY.items():
        form.body.go(name)
        line = form.body.boxes[name].editor.target()
        fingers.type()
        fingers.press(key)
        yield f"{name}, {key}", fingers.stood(line)
    form.body.go("remarks")
    line = fingers.robot.focused()
    fingers.robot.press("Ctrl+A", "Delete")
    fingers.type()
    fingers.click(elsewhere)
    yield "remarks, click", fingers.stood(line)
    form.body.go("remarks")


def in_cells(fingers: Fingers, form: EntryForm) -> Iterator[tuple[str, str]]:
    """Type in cells that the first letter opens."""
    grid = form.body.boxes["incidents"].editor
    assert isinstance(grid, GridEditor)
    for name, key in CELLS.items():
        form.body.go("incidents")
        cell = grid.lines.index(0, [each.name for each in grid.lines.columns].index(name))
        grid.table.setCurrentIndex(cell)
        fingers.type()
        fingers.press(key)
        yield f"{name} cell, {key}", grid.lines.data(cell)


def in_searches(fingers: Fingers, window: Window) -> Iterator[tuple[str, str]]:
    """Type in the search of a list and in the search of every register."""
    page = page_of(window, "person")
    for key, line in (("Ctrl+F", page.head.search), ("Ctrl+K", window.header.search)):
        fingers.robot.press(key)
        fingers.type()
        fingers.press("F6")
        yield key, fingers.stood(line)


def main(folder: Path) -> None:
    """Type everywhere and tell what came of it."""
    daemon = unikey()
    start.prepared(["real_typing"])
    window = Window(open_book(folder, REGISTERS, user=None, password=PASSWORD))
    window.show()
    window.activateWindow()
    fingers = Fingers(window)
    fingers.robot.until(window.isActiveWindow)
    page = page_of(window, "patrol")
    fingers.robot.press("Ctrl+N")
    form = form_of(window)
    stood = dict(in_the_form(fingers, form, page.head.search))
    stood |= in_cells(fingers, form)
    form.discard()
    stood |= in_searches(fingers, window)
    sys.stdout.write(json.dumps(stood))
    window.close()
    daemon.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
