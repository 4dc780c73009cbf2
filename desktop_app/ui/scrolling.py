"""A page that is read from top to bottom and scrolls, no wider than eyes like."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.labels import named

MARGIN = 16


def scrolling(widest: int = 0) -> tuple[QScrollArea, QVBoxLayout]:
    """Return an area and the column to fill, at most *widest* pixels wide."""
    inside = named(QWidget(), "formBody")
    if widest:
        inside.setMaximumWidth(widest)
    column = QVBoxLayout(inside)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.setSpacing(8)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    return area, column
