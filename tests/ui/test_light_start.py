"""What the way to the login, and to the first painted list, leaves for later."""

import subprocess
import sys
from pathlib import Path

from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from tests.conftest import PASSWORD

ROOT = Path(__file__).parents[2]
BEHIND_THE_LOGIN = {
    *("desktop_app.desk.desk", "desktop_app.store.book", "desktop_app.ui.window"),
    *("desktop_app.model.record", "desktop_app.registers", "desktop_app.exchange"),
    *("desktop_app.printing", "desktop_app.sync"),
    *("pyrage", "nacl", "filelock", "orjson", "uuid_utils", "hashlib"),
    *("PySide6.QtNetwork", "PySide6.QtPrintSupport"),
}
FOR_LATER = {
    *("reportlab", "pypdfium2", "zxingcpp", "PIL", "markdown_it"),  # printing
    "sqlite_utils",  # migrations
    *("xlsxwriter", "openpyxl", "python_calamine"),  # workbooks
    "PySide6.QtTest",  # the practice run
    *("zstandard", "desktop_app.sync.courier", "desktop_app.sync.joining"),  # a stick
    *("subprocess", "desktop_app.updating.forward", "desktop_app.updating.back"),  # an update
    "desktop_app.ui.first_start",  # on a PC without a book
}
MOST_OF_OURS_AT_THE_LOGIN = 45


def test_the_login_stands_before_what_lies_behind_it_is_loaded() -> None:
    words = "import desktop_app.__main__, desktop_app.app, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = done.stdout.split()
    assert "desktop_app.ui.login" in loaded
    assert (BEHIND_THE_LOGIN | FOR_LATER).isdisjoint(loaded)
    ours = [name for name in loaded if name.startswith("desktop_app")]
    assert len(ours) <= MOST_OF_OURS_AT_THE_LOGIN, ours


def test_the_first_list_stands_before_what_is_slow_to_load(filled: Path) -> None:
    desk = open_book(filled, REGISTERS, user=None, password=PASSWORD)
    key, me = desk.book.key.hex(), desk.me
    desk.close()
    command = [sys.executable, "-m", "tests.benchmarks.starting", "book", str(filled), "0"]
    start = subprocess.run(
        command, input=f"{key}\n{me}\n", capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = start.stdout.splitlines()[1].split()
    assert "desktop_app.ui.window" in loaded
    assert FOR_LATER.isdisjoint(loaded)
