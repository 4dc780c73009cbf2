"""Waiting while the window works: for a moment, or until something holds; working with pauses."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

PATIENCE_SECONDS = 20.0
MOMENT_MILLISECONDS = 20
KEYS_WAIT = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents


def pause() -> None:
    """Let the window do what is waiting."""
    # Not QTest.qWait: it holds Python's lock, so that no worker would get on.
    loop = QEventLoop()
    QTimer.singleShot(MOMENT_MILLISECONDS, loop.quit)
    loop.exec()


def until(condition: Callable[[], object], what: str = "") -> None:
    """Let the window work until *condition* holds. Raises TimeoutError when it never does."""
    end = monotonic() + PATIENCE_SECONDS
    while not condition():
        if monotonic() > end:
            raise TimeoutError(what or "what was awaited did not happen")
        pause()


def breathe() -> None:
    """Let the screen be painted in the midst of work on its thread; keys wait for its end."""
    QApplication.processEvents(KEYS_WAIT)
