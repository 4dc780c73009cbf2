"""The strip above a record: how it stands in one respect, and what may be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.flow import FlowLayout
from desktop_app.ui.labels import label, named
from desktop_app.ui.theme import colour


class Strip(QFrame):
    """A row for the state and the buttons, words below; ``wanted`` carries what a button is for."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "strip")
        self.words = label("", wraps=True)
        holder = QWidget()
        self.row = FlowLayout(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(4)
        column.addWidget(holder)
        column.addWidget(self.words)


def tint(state: QLabel, role: str) -> None:
    """Write a state in bold and in a colour of the theme."""
    state.setStyleSheet(f"color: {colour(role).name()}; font-weight: bold")
