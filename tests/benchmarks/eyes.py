"""What an officer's eyes would time: when something was painted, and when nothing moved."""

import time
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.ui.page import RegisterPage

BEAT_MILLISECONDS = 2
PATIENCE_MILLISECONDS = 20_000


class Heartbeat(QObject):
    """Beats on the screen's thread and keeps the gaps between the beats, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps = [0.0]
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=BEAT_MILLISECONDS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._since.start()
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _beat(self) -> None:
        self.gaps.append(self._since.nsecsElapsed() / 1e9)
        self._since.start()


class Painted(QObject):
    """Waits until a widget is painted while *ready* holds."""

    def __init__(self, widget: QWidget, ready: Callable[[], object]) -> None:
        super().__init__()
        self._widget, self._ready = widget, ready
        self._loop = QEventLoop()
        self._in_time = True
        widget.installEventFilter(self)

    def wait(self) -> None:
        """Return when it has been painted. Raises TimeoutError."""
        QTimer.singleShot(PATIENCE_MILLISECONDS, self._loop, self._give_up)
        self._loop.exec()
        self._widget.removeEventFilter(self)
        if not self._in_time:
            raise TimeoutError("never painted")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._ready():
            QTimer.singleShot(0, self._loop, self._loop.quit)
        return False

    def _give_up(self) -> None:
        self._in_time = False
        self._loop.quit()


def timed_arrival(
    page: RegisterPage, seen: QWidget, act: Callable[[], object], ready: Callable[[], object]
) -> float:
    """Return the seconds from an action to the painting of what its lines bring into sight."""
    arrived: list[object] = []

    def note() -> None:
        if ready():
            arrived.append(True)

    page.lines.arrived.connect(note)
    painted = Painted(seen, lambda: arrived)
    begun = time.perf_counter()
    act()
    painted.wait()
    taken = time.perf_counter() - begun
    page.lines.arrived.disconnect(note)
    return taken
