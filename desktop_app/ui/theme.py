"""Colours, fonts, icons and the one stylesheet, made from the tokens in ``resources/theme``."""

import json
from collections.abc import Callable
from functools import lru_cache
from math import ceil
from string import Template
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_app.model.resources import resource

THEMES = "light", "dark", "contrast"
SMALLEST_POINTS, USUAL_POINTS, LARGEST_POINTS = 9, 11, 18
ROW_HEIGHT_AT_USUAL_POINTS = 30
ICON_SIDE_AT_USUAL_POINTS = 20
STYLE = "fusion"
BUTTON_SHARE = 0.8  # of an icon that stands in a button
OUTLINE_DARKENS = 128  # per cent, by which Fusion draws an outline darker than the window
_chosen: dict[str, Any] = {"theme": THEMES[0], "points": USUAL_POINTS}


@lru_cache
def tokens(theme: str) -> dict[str, str]:
    """Return the tokens of a theme: names to colours, and its Vietnamese title."""
    found: dict[str, str] = json.loads(resource("theme", f"{theme}.json").read_bytes())
    return found


def colour(name: str) -> QColor:
    """Return a token of the present theme as a colour."""
    return QColor(tokens(str(_chosen["theme"]))[name])


def points() -> int:
    """Return the present font size."""
    found: int = _chosen["points"]
    return found


def row_height() -> int:
    """Return the height of a list's row: 30 px at 11 pt, room for Ế Ộ Ẵ at every size."""
    return round(ROW_HEIGHT_AT_USUAL_POINTS * points() / USUAL_POINTS)


def icon_side() -> int:
    """Return the side of an icon beside words of the present size."""
    return round(ICON_SIDE_AT_USUAL_POINTS * points() / USUAL_POINTS)


def apply(theme: str, size: int, pause: Callable[[], object] = lambda: None) -> None:
    """Dress the whole program in a theme and a font size in points; *pause* half way."""
    _chosen["theme"] = theme if theme in THEMES else THEMES[0]
    _chosen["points"] = min(max(size, SMALLEST_POINTS), LARGEST_POINTS)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    if application.property("dress") == list(_chosen.values()):
        return  # at most starts the login wears already what the officer chose
    application.setProperty("dress", list(_chosen.values()))
    icon.cache_clear()
    # Without the old sheet meanwhile: with it, every widget would be dressed at each step.
    application.setStyleSheet("")
    if application.style().name() != STYLE:  # each time it is set, Qt keeps some memory for good
        application.setStyle(STYLE)
    font = QFont(_families())
    font.setPointSize(points())
    application.setFont(font)
    application.setPalette(_palette())
    for kind in ("QCheckBox", "QRadioButton"):
        application.setPalette(_box_palette(), kind)  # type: ignore[arg-type]  # it takes words
    pause()
    application.setStyleSheet(_stylesheet())


@lru_cache
def _families() -> list[str]:
    """Load the bundled fonts: the letters, then the signs those lack (▲ ✓ ◐ …), so that no sign
    depends on what else this PC has."""
    found: list[str] = []
    for file in sorted(resource("fonts").glob("*Sans*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        found += QFontDatabase.applicationFontFamilies(number)
    return list(dict.fromkeys(found)) or [QFont().defaultFamily()]


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "background",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "accent_text",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "faint",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("disabled"))
    return palette


def _box_palette() -> QPalette:
    """Return the palette of boxes to tick: Fusion draws their outline darker than the window,
    which a dark window swallows."""
    palette = _palette()
    palette.setColor(QPalette.ColorRole.Window, colour("strong_line").lighter(OUTLINE_DARKENS))
    return palette


def _stylesheet() -> str:
    sizes = {"bigpt": f"{points() + 5}pt", "middlept": f"{points() + 2}pt"}
    template = Template(resource("theme", "style.qss").read_text("utf-8"))
    return template.substitute(tokens(str(_chosen["theme"])), **sizes)


@lru_cache(maxsize=256)
def icon(name: str, token: str = "text") -> QIcon:
    """Return a drawn icon in a token's colour; an icon that is not drawn yet stays empty."""
    file = resource("icons", f"{name}.svg")
    if not name or not file.is_file():
        return QIcon()
    drawing = file.read_text("utf-8").replace("currentColor", colour(token).name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    drawn = QIcon()
    for scale in _scales():
        drawn.addPixmap(_painted(renderer, icon_side() * scale, scale))
    return drawn


def _scales() -> list[int]:
    """Return how many pixels of each screen stand for one of ours, rounded up."""
    return sorted({ceil(screen.devicePixelRatio()) for screen in QApplication.screens()})


def fit_on_screen(window: QWidget, size: QSize) -> None:
    """Give a window its usual size, or what the screen has room for."""
    window.resize(size.boundedTo(window.screen().availableSize()))


def put_icon(button: QAbstractButton, name: str, token: str = "text") -> None:
    """Put an icon on a button; ``redraw`` draws it anew when the theme changes."""
    button.setProperty("sign", [name, token])
    _draw(button)


def redraw(window: QWidget) -> None:
    """Draw the icons of a window's buttons in the present theme."""
    for button in window.findChildren(QAbstractButton):
        if button.property("sign"):
            _draw(button)


def _draw(button: QAbstractButton) -> None:
    button.setIcon(icon(*button.property("sign")))
    button.setIconSize(QSize(icon_side(), icon_side()) * BUTTON_SHARE)


def picture(name: str, token: str, side: int) -> QPixmap:
    """Return an icon as a picture of any size."""
    file = resource("icons", f"{name}.svg")
    if not file.is_file():
        return QPixmap()
    drawing = file.read_text("utf-8").replace("currentColor", colour(token).name())
    return _painted(QSvgRenderer(QByteArray(drawing.encode())), side * 2, 2)


def _painted(renderer: QSvgRenderer, side: int, scale: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
