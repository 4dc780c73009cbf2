"""What was copied is gone from the clipboard after half a minute, and when the window closes."""

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.clipboard import KEPT_MILLISECONDS, ClipboardGuard
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window

SHORT = 120
COARSE = 0.9  # a usual timer of Qt may come a twentieth too early


def clipboard() -> QClipboard:
    return QGuiApplication.clipboard()


def copied(window: Window, words: str) -> None:
    """Copy as an officer does, from a field."""
    line = QLineEdit(words, window)
    line.selectAll()
    line.copy()


def test_it_is_half_a_minute() -> None:
    assert KEPT_MILLISECONDS == 30_000


def test_what_was_copied_is_forgotten_after_a_while(window: Window, robot: Robot) -> None:
    guard = ClipboardGuard(window, SHORT)
    since = QElapsedTimer()
    since.start()
    copied(window, "026180055443")
    assert clipboard().text() == "026180055443"
    robot.until(lambda: clipboard().text() == "")
    assert since.elapsed() >= SHORT * COARSE
    guard.deleteLater()


def test_copying_again_starts_the_time_anew(window: Window, robot: Robot) -> None:
    guard = ClipboardGuard(window, 4 * SHORT)
    copied(window, "một")
    robot.pause()
    since = QElapsedTimer()
    since.start()
    copied(window, "hai")
    robot.until(lambda: clipboard().text() == "")
    assert since.elapsed() >= 4 * SHORT * COARSE
    guard.deleteLater()


def test_closing_the_window_forgets_at_once(window: Window) -> None:
    copied(window, "026180055443")
    window.close()
    assert clipboard().text() == ""
