"""A list that drops down, dressed as the lines to type in are."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from desktop_app.ui.theme import icon, icon_side

MARGIN = 6


class DropDown(QComboBox):
    """One of a few, chosen by the arrow keys; it draws the arrow that the stylesheet cannot."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = icon_side()
        place = QRect(self.width() - side - MARGIN, (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        icon("chevron-down", "faint").paint(painter, place)
        painter.end()
