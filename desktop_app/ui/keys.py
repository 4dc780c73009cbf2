"""Keys that do something while the focus is anywhere inside a widget."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_keys(widget: QWidget, does: Mapping[str, Callable[[], object]]) -> None:
    """Let keys such as "Ctrl+S" or "F8" call what they do."""
    for keys, do in does.items():
        shortcut = QShortcut(QKeySequence(keys), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)
