"""What the way to the first painted list leaves for later."""

import subprocess
import sys
from pathlib import Path

from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from tests.conftest import PASSWORD

ROOT = Path(__file__).parents[2]
FOR_LATER = {
    *("reportlab", "pypdfium2", "zxingcpp", "PIL", "markdown_it"),  # printing
    "sqlite_utils",  # migrations
    "PySide6.QtTest",  # the practice run
}


def test_the_first_list_stands_before_what_is_slow_to_load(filled: Path) -> None:
    desk = open_book(filled, REGISTERS, user=None, password=PASSWORD)
    key, me = desk.book.key.hex(), desk.me
    desk.close()
    command = [sys.executable, "-m", "tests.benchmarks.starting", "book", str(filled)]
    start = subprocess.run(
        command, input=f"{key}\n{me}\n", capture_output=True, text=True, check=True, cwd=ROOT
    )
    _, *loaded = start.stdout.split()
    assert "desktop_app.ui.window" in loaded
    assert FOR_LATER.isdisjoint(loaded)
