"""Whether anybody still sits at the PC: the last key or mouse move, by the running time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from desktop_app.ui.window import Window

CHECK_MILLISECONDS = 5_000
ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Idle(QObject):
    """``lapsed`` follows when nobody touched the program for as many minutes as the PC is set to.

    Work that the officer asked for counts as his being there. Only the window and the widget
    that have the focus are listened to: a filter on the whole program would slow all of it.
    """

    lapsed = Signal()

    def __init__(self, window: Window, ticks: Callable[[], float]) -> None:
        super().__init__(window)
        self._window = window
        self._ticks = ticks
        self._touched = ticks()
        self.clock = QTimer(self, interval=CHECK_MILLISECONDS)
        self.clock.timeout.connect(self.check)
        self.clock.start()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._follow)
            application.focusObjectChanged.connect(self._follow)

    def check(self) -> None:
        """Look whether the time is up."""
        if self._window.tasks.working():
            self._touched = self._ticks()
        elif self._ticks() - self._touched >= self._window.desk.idle_minutes() * 60:
            self.lapsed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in ACTIVITY:
            self._touched = self._ticks()
        return False

    def _follow(self, reached: QObject | None) -> None:
        self._touched = self._ticks()
        if reached is not None:
            reached.installEventFilter(self)


def leave_dialogs() -> None:
    """Close every menu and dialog, answering none."""
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.hide()
        below = QApplication.activePopupWidget()
        popup = below if below is not popup else None
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            one.reject()
