"""How the window's parts lie: head above, side bar at the left, the middle, the strip below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.small_screen import PressedColumn, SmallScreen


def framed(head: QWidget, side: QWidget, middle: Sequence[QWidget], foot: QWidget) -> QWidget:
    """Return the parts in one widget; the last of the *middle* takes all room that is left."""
    right = QWidget()
    column = QVBoxLayout(right)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in middle:
        column.addWidget(part, int(part is middle[-1]))
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(side)
    row.addWidget(right, 1)
    whole = QWidget()
    frame = PressedColumn(whole)
    frame.setContentsMargins(0, 0, 0, 0)
    frame.setSpacing(0)
    frame.addWidget(head)
    frame.addLayout(row, 1)
    frame.addWidget(foot)
    return SmallScreen(whole)
