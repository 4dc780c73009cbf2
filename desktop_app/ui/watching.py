"""Watching what wants attention, for the side bar and the page Hôm nay alike."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.desk.permission import Action
from desktop_app.ui.editors.editor import Context

AGAIN_MILLISECONDS = 5 * 60_000
AFTER_SAVING_MILLISECONDS = 800
MOST_LINES = 300


class Watching(QObject):
    """Asks the desk on a worker, now and then and after each save; ``found`` carries Attention,
    ``unsettled`` how much other PCs told differently.

    The questions look through whole registers, so saves in a row are waited for.
    """

    found = Signal(object)
    unsettled = Signal(int)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._again = QTimer(self, interval=AGAIN_MILLISECONDS)
        self._again.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=AFTER_SAVING_MILLISECONDS)
        self._soon.timeout.connect(self.look)

    def begin(self) -> None:
        """Ask now, and then now and then."""
        self.look()
        self._again.start()

    def look_soon(self) -> None:
        """Ask when the saving pauses."""
        self._soon.start()

    def look(self) -> None:
        """Ask now, if the officer's role may see the answers."""
        desk = self._context.desk
        if not desk.may(Action.READ):
            return
        self._context.tasks.start(
            self, lambda _: desk.attention(MOST_LINES), self.found.emit, lane="attention"
        )
        self._context.tasks.start(
            self, lambda _: desk.unsettled(), self.unsettled.emit, lane="unsettled"
        )
