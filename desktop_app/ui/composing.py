"""Text widgets that keep the word an input method is composing, whatever key or click comes.

Qt drops a word still being composed when the focus leaves, unless the input method itself hands
it over first; not every one does.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock)


@runtime_checkable
class Composing(Protocol):
    """A widget that words are composed in."""

    def take_word(self) -> None:
        """Make the word being composed part of the text."""


class Line(QLineEdit):
    """A line of text; ``composed`` follows each step of a word being composed in it."""

    composed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = ""

    def words(self) -> str:
        """Return the text as it is seen, with the word being composed in its place."""
        text, place = self.text(), self.cursorPosition()
        return f"{text[:place]}{self._word}{text[place:]}"

    def take_word(self) -> None:
        """Make the word being composed part of the text."""
        hand_over(self, self._word)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._word = event.preeditString()
        super().inputMethodEvent(event)
        self.composed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in MODIFIERS:
            self.take_word()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        take_word()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.take_word()
        super().focusOutEvent(event)


class Lines(QPlainTextEdit):
    """Several lines of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = ""

    def take_word(self) -> None:
        """Make the word being composed part of the text."""
        hand_over(self, self._word)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._word = event.preeditString()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in MODIFIERS:
            self.take_word()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        take_word()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.take_word()
        super().focusOutEvent(event)


def take_word() -> None:
    """Make the word being composed, wherever it is, part of its text."""
    QGuiApplication.inputMethod().commit()
    focused: object = QApplication.focusWidget()
    if isinstance(focused, Composing):
        focused.take_word()


def hand_over(widget: QWidget, word: str) -> None:
    """Commit a word to the widget it is composed in, as the input method should have."""
    if word:
        event = QInputMethodEvent()
        event.setCommitString(word)
        QApplication.sendEvent(widget, event)
