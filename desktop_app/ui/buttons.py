"""Push buttons as they look everywhere: plain, the one primary, the dangerous one, the flat one."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from desktop_app.ui.theme import put_icon

Look = Literal["", "primary", "danger", "flat"]


class _Button(QPushButton):
    """A button that Enter presses too, not the space bar alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


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
