"""How the window looks on this PC: theme, font size, place; remembered between starts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSize

from desktop_app.model.trouble import Trouble
from desktop_app.ui import theme
from desktop_app.ui.waiting import breathe

if TYPE_CHECKING:
    from desktop_app.ui.window import Window

USUAL_SIZE = 1366, 728


class Looks(QObject):
    """The part of the window that dresses it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._theme = str(window.desk.setting("theme", theme.THEMES[0]))
        self._points = int(window.desk.setting("points", theme.USUAL_POINTS))
        theme.apply(self._theme, self._points)

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of the look do."""
        return {
            "larger": lambda: self._dress(self._theme, self._points + 1),
            "smaller": lambda: self._dress(self._theme, self._points - 1),
            **{f"theme_{name}": self._choosing(name) for name in theme.THEMES},
        }

    def place(self) -> None:
        """Put the window where it stood last, if a screen is there today."""
        kept = str(self._window.desk.setting("geometry", ""))
        # Qt itself brings back a place that lies outside all screens of today.
        if not self._window.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            theme.fit_on_screen(self._window, QSize(*USUAL_SIZE))

    def remember(self) -> None:
        """Remember place and size of the window."""
        self._keep("geometry", self._window.saveGeometry().toBase64().toStdString())

    def _keep(self, name: str, value: object) -> None:
        # On a full disk the looks are not worth a word: they hold until the window closes.
        with suppress(Trouble):
            self._window.desk.set_setting(name, value)

    def _choosing(self, name: str) -> Callable[[], object]:
        return lambda: self._dress(name, self._points)

    def _dress(self, name: str, points: int) -> None:
        self._theme = name
        self._points = min(max(points, theme.SMALLEST_POINTS), theme.LARGEST_POINTS)
        # Nobody shall see it half dressed. With both, the pause and nothing painted in it, Qt
        # also keeps none of the 30 KiB that each change would otherwise cost for good.
        self._window.setUpdatesEnabled(False)
        try:
            theme.apply(self._theme, self._points, breathe)
            breathe()
            self._refit()
        finally:
            self._window.setUpdatesEnabled(True)
        self._keep("theme", self._theme)
        self._keep("points", self._points)

    def _refit(self) -> None:
        self._window.actions_of.redraw()
        theme.redraw(self._window)
        self._window.header.refit()
        self._window.home.refit()
        self._window.staff.refit()
        self._window.status.refresh()
        self._window.side_bar.refit()
        for page in self._window.pages.values():
            page.refit()
