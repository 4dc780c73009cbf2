"""Windows on screens too small for all that stands in them: they scroll and follow the focus."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

SMALLEST = QSize(320, 200)


class SmallScreen(QScrollArea):
    """What it holds fills the room; where there is too little of it, bars come."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(held)
        # A window's keys pass by: only the focus moves what is in sight.
        self.setFocusPolicy(held.focusPolicy())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        return SMALLEST

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def _follow(self, _left: QWidget | None, reached: QWidget | None) -> None:
        if reached is not None and self.widget().isAncestorOf(reached):
            self.ensureWidgetVisible(reached, 8, 8)


class PressedColumn(QVBoxLayout):
    """A column whose parts give up height before the screen scrolls.

    Where words wrap in it, Qt would ask for the usual height of every part, not for the least.
    """

    def hasHeightForWidth(self) -> bool:
        return False


class OneOfMany(QStackedWidget):
    """Pages on top of one another; only the one in sight asks for room."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()
