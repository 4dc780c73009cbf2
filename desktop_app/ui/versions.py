"""What the window does with other versions of the program: update, go back, start again."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.ui.updating_page import TITLE, UpdatingPage

if TYPE_CHECKING:
    from desktop_app.ui.window import Window


class Versions(QObject):
    """The part of the window that knows of other versions; its page is made when first wanted."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this part do."""
        return {"update": self.show}

    @cached_property
    def page(self) -> UpdatingPage:
        """Return the page of updates."""
        made = UpdatingPage(self._window.context)
        made.troubled.connect(self._window.trouble)
        made.told.connect(lambda what, more: self._window.notices.tell(what, more, tone="due"))
        made.restarting.connect(lambda: self._window.restarting.emit(False))
        made.returning.connect(lambda: self._window.restarting.emit(True))
        self._window.stack.addWidget(made)
        return made

    def show(self, stick: Path | None = None) -> None:
        """Show the page of updates; with a *stick* look at that one."""
        self._window.show_aside(self.page, TITLE)
        self.page.activate()
        if stick is not None:
            self.page.stick.choose(stick)
