"""Push buttons as they look everywhere: plain, the one primary, the dangerous one, the flat one."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton

from desktop_app.ui.theme import put_icon

LEAST_LINK_WIDTH = 40
LINK_MARGIN = 20
Look = Literal["", "primary", "danger", "flat"]


class _Button(QPushButton):
    """A button that Enter presses too, not the space bar alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


class Link(QPushButton):
    """A sentence that leads somewhere; where the width cannot hold it, it ends in dots."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setProperty("link", True)
        self.setMinimumWidth(LEAST_LINK_WIDTH)
        self.say(words)

    def say(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self._words) + LINK_MARGIN
        return QSize(wanted, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - LINK_MARGIN
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


def button(
    text: str, do: Callable[[], object], *, look: Look = "", sign: str = "", tip: str = ""
) -> QPushButton:
    """Return a push button; *sign* is an icon's name, *tip* the words under the pointer."""
    made = _Button(text)
    if sign:
        put_icon(made, sign, "accent_text" if look == "primary" else "text")
    if look:
        made.setProperty(look, True)
    if tip:
        made.setToolTip(tip)
    if not text:
        made.setAccessibleName(tip)
    made.clicked.connect(lambda: do())
    return made
