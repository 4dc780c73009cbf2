"""The one question before something that wants a reason: why."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.buttons import Look, button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.labels import label

WIDTH = 460


@dataclass(frozen=True)
class Asking:
    """What is asked: the window's title, the question, what will happen, the line, the button."""

    title: str
    question: str
    words: str
    line: str
    example: str
    go: str
    stay: str = "Thôi"
    look: Look = "primary"
    sign: str = ""


class ReasonDialog(QDialog):
    """Says what will happen; ``given`` carries the reason. Leaving it as it is is the default."""

    given = Signal(str)

    def __init__(self, asking: Asking, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(asking.title)
        self.setMinimumWidth(WIDTH)
        self.reason = Line()
        self.reason.setPlaceholderText(asking.example)
        self.reason.setAccessibleName(asking.line)
        self.reason.textChanged.connect(self._allow)
        self.reason.composed.connect(self._allow)
        self.keep = button(asking.stay, self.reject)
        self.go: QPushButton = button(asking.go, self._go, look=asking.look, sign=asking.sign)
        self.go.setEnabled(False)
        self.go.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(asking.question, name="panelTitle", wraps=True))
        column.addWidget(label(asking.words, wraps=True))
        column.addWidget(QLabel(f"{asking.line} *"))
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch()
        row.addWidget(self.keep)
        column.addLayout(row)
        self.keep.setDefault(True)
        self.reason.setFocus()

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.reason.words().strip()))

    def _go(self) -> None:
        take_word()
        self.given.emit(self.reason.text())
        self.accept()
