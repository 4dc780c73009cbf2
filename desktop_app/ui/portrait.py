"""A picture of the real window over a book, for the self-test: no officer, no keys, no screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontDatabase

from desktop_app.model.record import Registers
from desktop_app.model.resources import resource
from desktop_app.ui import rooms, start
from desktop_app.ui.waiting import pause, until

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk

SIZE = 1366, 728


def portray(desk: Desk, registers: Registers, table: str, file: Path, platform: str) -> None:
    """Show the window of an open book with a register's list and write its picture to *file*.

    *platform* is Qt's name of the screen: ``offscreen`` shows nothing to anybody. Raises
    TimeoutError when the list never comes, OSError when a font cannot be loaded or the picture
    cannot be written, and the error of a worker.
    """
    rooms.load_all()
    # As a word of the command line: the environment does not reach Qt everywhere.
    start.prepared(["so-antt", "-platform", platform])
    _refuse_broken_fonts()
    broken: list[object] = []
    window = start.Start(desk.folder, lambda: registers).open(desk)
    window.tasks.broken.connect(broken.append)
    try:
        window.resize(*SIZE)
        window.side_bar.choose(table)
        page = window.page_of(table)
        until(lambda: broken or (page.head.count.text() and page.lines.lines), "no list came")
        until(lambda: broken or not window.tasks.busy(), "a worker does not end")
        if broken and isinstance(broken[0], BaseException):
            raise broken[0]
        pause()  # the last words brought are laid out
        if not window.grab().save(str(file)):
            raise OSError(f"the picture {file.name} cannot be written")
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _refuse_broken_fonts() -> None:
    """Raise OSError for a font of the program that Qt does not take; it would use another."""
    for file in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise OSError(f"the font {file.name} cannot be loaded")
