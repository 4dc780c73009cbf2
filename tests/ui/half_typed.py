"""A real program with a half-typed form, for the test that kills it: says what was typed when.

Started as ``python -m tests.ui.half_typed FOLDER``; its book is the one in FOLDER.
"""

import sys
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from desktop_app.ui import start
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import PASSWORD
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.ui.typists import MILLISECONDS_A_KEY, tap

NAME = "Lò Thị Ẵm"
LONG = "Gõ liền một mạch không nghỉ. "


def main(folder: Path) -> None:
    """Open the book, type a name, then a long note without a pause until somebody kills this."""
    start.prepared(["half_typed"])
    window = Window(open_book(folder, REGISTERS, user=None, password=PASSWORD))
    window.show()
    robot = Robot(window)
    page_of(window, "person")
    robot.press("Ctrl+N")
    form = form_of(window)
    robot.type(NAME)
    robot.fill(form, "birth_date", "31/02/19")
    form.body.go("note")
    numbers = count(1)

    def stroke() -> None:
        number = next(numbers)
        tap(robot.focused(), LONG[(number - 1) % len(LONG)])
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()

    clock = QTimer(interval=MILLISECONDS_A_KEY)
    clock.timeout.connect(stroke)
    clock.start()
    QApplication.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
