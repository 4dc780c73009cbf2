"""What the program copied stays on the clipboard for half a minute, no longer.

There is no switch for this. What another program put there is never touched.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MILLISECONDS = 30_000


class ClipboardGuard(QObject):
    """Empties the clipboard some time after text of ours came onto it, if it is still ours."""

    def __init__(self, parent: QObject, kept_milliseconds: int = KEPT_MILLISECONDS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._wait = QTimer(self, singleShot=True, interval=kept_milliseconds)
        self._wait.timeout.connect(self.forget)
        self._clipboard.dataChanged.connect(self._changed)

    def forget(self) -> None:
        """Empty the clipboard now, if what is on it is ours: some systems keep it after the end."""
        self._wait.stop()
        if self._ours() and self._clipboard.text():
            self._clipboard.clear()

    def _ours(self) -> bool:
        # Without a screen nobody else has this clipboard, and Qt names no owner.
        return self._clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen"

    def _changed(self) -> None:
        if self._ours() and self._clipboard.text():
            self._wait.start()
        else:
            self._wait.stop()
