"""An officer's hands: keys pressed, words typed and pictures taken in a real window.

Used by the practice run and by the journeys of the tests; nothing here knows what is typed.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.editors.suggestions import PickLine
from desktop_app.ui.form import EntryForm
from desktop_app.ui.waiting import pause, until

ANY = "*"


class Robot:
    """Drives a window by its keyboard only. Raises TimeoutError when what it waits for never is."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def press(self, *keys: str) -> None:
        """Press keys such as "Return", "Ctrl+N", "F8" one after another where the focus is."""
        for key in keys:
            # To the window, as a keyboard does: a key may take the focused widget away.
            target = QGuiApplication.focusWindow() or self.window.windowHandle()
            QTest.keySequence(target, QKeySequence(key))
            self.pause()

    def type(self, text: str) -> None:
        """Type words letter by letter; letters with marks come as an input method sends them."""
        for letter in text:
            target = self.focused()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, _key(letter), Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, event)
        self.pause()

    def fill(self, form: EntryForm, name: str, text: str) -> None:
        """Go to a field and type; ANY takes whatever its list offers first."""
        form.body.go(name)
        self.pause()
        self.press("Ctrl+A")
        self.enter(text)

    def fill_grid(self, form: EntryForm, name: str, lines: Sequence[Sequence[str]]) -> None:
        """Go to a child list and type its lines, Enter after each cell."""
        form.body.go(name)
        self.pause()
        for line in lines:
            self.press("F2")
            for cell in line:
                self.enter(cell)
                self.press("Return")

    def enter(self, text: str) -> None:
        """Type where the focus is, and take the suggestion that comes."""
        if not isinstance(self.focused(), PickLine):
            self.type(text)
            return
        if text == ANY:
            self.press("Down")
            self.until(self.offered, "no suggestions")
            self.press("Down")
        else:
            self.type(text)
            self.until(self.offered, f"no suggestions for {text}")
        line = self.focused()
        if isinstance(line, PickLine):
            line.take_highlighted()
        self.pause()

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Let the window work until *condition* holds."""
        until(condition, what)

    def picture(self, file: Path) -> Path:
        """Take a picture of the window as it stands now."""
        self.pause()
        self.window.grab().save(str(file))
        return file

    def pause(self) -> None:
        """Let the window do what is waiting."""
        pause()

    def focused(self) -> QWidget:
        """Return the widget that takes the keys."""
        return QApplication.focusWidget() or self.window.focusWidget() or self.window

    def offered(self) -> bool:
        """Tell whether suggestions are on the screen."""
        line = self.focused()
        return isinstance(line, PickLine) and line.list_open()


def _key(letter: str) -> int:
    """Return the key code of a plain letter or digit; 0 for what only an input method types."""
    return ord(letter.upper()) if letter.isascii() else 0
