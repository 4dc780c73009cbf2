"""The panel at the right of a list: a stack of views, each with a head and a foot."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label

LEAST_WIDTH = 340


class PanelHead(QFrame):
    """The title of a panel and its cross."""

    def __init__(self, title: str, tip: str, close: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("panelHead")
        self.title = label(title, name="panelTitle", wraps=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 6, 6, 6)
        self.row.addWidget(self.title, 1)
        self.row.addWidget(button("", close, look="flat", sign="close", tip=tip))


class PanelFoot(QFrame):
    """The buttons of a panel, the primary one at the right corner."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__()
        self.setObjectName("panelFoot")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 8, 16, 8)
        self.row.addStretch()
        for one in buttons:
            self.row.addWidget(one)


class SidePanel(QFrame):
    """Views on top of one another: a nested entry form covers the form it belongs to.

    ``filling`` comes before the first view shows, ``emptied`` after the last has gone,
    ``turned`` whenever another view has come to the top.
    """

    filling = Signal()
    emptied = Signal()
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setMinimumWidth(LEAST_WIDTH)
        self.stack = QStackedWidget()
        self._views: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.hide()

    def push(self, view: QWidget) -> None:
        """Show *view* above the others."""
        if not self._views:
            self.filling.emit()
        self._views.append(view)
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self.show()
        self.turned.emit()

    def pop(self, view: QWidget) -> None:
        """Take *view* away; the one below shows again."""
        self._drop(view)
        if self._views:
            self.stack.setCurrentWidget(self._views[-1])
        else:
            self.hide()
            self.emptied.emit()
        self.turned.emit()

    def only(self, view: QWidget) -> None:
        """Show *view* and drop all others."""
        for other in self.views():
            self._drop(other)
        self.push(view)

    def top(self) -> QWidget | None:
        """Return the view on top."""
        return self._views[-1] if self._views else None

    def take_focus(self) -> None:
        """Take the focus, unless something in here has it."""
        top = self.top()
        if top is not None and not top.isAncestorOf(self.window().focusWidget() or self):
            top.setFocus(Qt.FocusReason.OtherFocusReason)

    def views(self) -> list[QWidget]:
        """Return the views, the top one last."""
        return list(self._views)

    def _drop(self, view: QWidget) -> None:
        # It leaves the stack by dying: removeWidget would hand it to Python, which deletes it at
        # once, in the middle of the very key press that closed it.
        self._views.remove(view)
        view.hide()
        view.deleteLater()
