"""Keys that do something, and the word being composed first."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.ui.composing import take_word


def bind_keys(widget: QWidget, does: Mapping[str, Callable[[], object]]) -> None:
    """Let keys such as "Ctrl+S" or "F8", pressed inside *widget*, call what they do."""
    for keys, do in does.items():
        shortcut = QShortcut(QKeySequence(keys), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(with_words(do))


def with_words(do: Callable[[], object]) -> Callable[[], None]:
    """Return what does *do* after the word being composed has become part of its text."""

    def done() -> None:
        take_word()
        do()

    return done
