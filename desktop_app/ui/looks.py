"""How the window looks on this PC: theme, font size, place; remembered between starts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject

from desktop_app.ui import theme

if TYPE_CHECKING:
    from desktop_app.ui.window import Window


class Looks(QObject):
    """The part of the window that dresses it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._theme = str(window.desk.setting("theme", theme.THEMES[0]))
        self._points = int(window.desk.setting("points", theme.USUAL_POINTS))
        theme.apply(self._theme, self._points)
        place = window.desk.setting("geometry", "")
        if place:
            window.restoreGeometry(QByteArray.fromBase64(str(place).encode()))

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of the look do."""
        return {
            "larger": lambda: self._dress(self._theme, self._points + 1),
            "smaller": lambda: self._dress(self._theme, self._points - 1),
            **{f"theme_{name}": self._choosing(name) for name in theme.THEMES},
        }

    def remember(self) -> None:
        """Remember place and size of the window."""
        place = self._window.saveGeometry().toBase64().toStdString()
        self._window.desk.set_setting("geometry", place)

    def _choosing(self, name: str) -> Callable[[], object]:
        return lambda: self._dress(name, self._points)

    def _dress(self, name: str, points: int) -> None:
        self._theme = name
        self._points = min(max(points, theme.SMALLEST_POINTS), theme.LARGEST_POINTS)
        theme.apply(self._theme, self._points)
        self._window.desk.set_setting("theme", self._theme)
        self._window.desk.set_setting("points", self._points)
        self._window.actions_of.redraw()
        theme.redraw(self._window)
        self._window.header.refit()
        self._window.today.refit()
        self._window.status.refresh()
        self._window.side_bar.refit()
        for page in self._window.pages.values():
            page.refit()
