"""Labels, and the names by which the stylesheet knows a widget."""

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QLayout, QWidget

Named = TypeVar("Named", bound=QWidget)


def label(text: str = "", *, name: str = "", wraps: bool = False) -> QLabel:
    """Return a label, called *name* in the stylesheet; *wraps* lets it take several lines."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setIndent(0)
    made.setWordWrap(wraps)
    return made


def named(widget: Named, name: str) -> Named:
    """Return the widget itself, called *name* in the stylesheet."""
    widget.setObjectName(name)
    return widget


def emptied(layout: QLayout) -> None:
    """Take every widget out of a layout."""
    while layout.count():
        widget = layout.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
