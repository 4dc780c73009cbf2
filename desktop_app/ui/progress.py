"""The strip that shows long work: how far, how long still, Cancel."""

from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar

from desktop_app.model.kinds import dotted
from desktop_app.ui.buttons import button
from desktop_app.ui.tasks import Task

SHOWN_AFTER_MILLISECONDS = 300


class ProgressBar(QFrame):
    """One task at a time; it shows itself only when the work takes a while."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panelHead")
        self._task: Task | None = None
        self._started = 0.0
        self.words = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.cancel = button("Hủy", self._cancel, sign="close")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._wait = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MILLISECONDS)
        self._wait.timeout.connect(self.show)
        self.hide()

    def follow(self, task: Task, title: str) -> None:
        """Show how far *task* is until it ends."""
        self._task = task
        self._title = title
        self._started = monotonic()
        self.words.setText(f"{title}…")
        self.bar.setRange(0, 0)
        task.progressed.connect(self._moved)
        task.ended.connect(self._ended)
        self._wait.start()

    def _moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        left = time_left(monotonic() - self._started, done, total)
        self.words.setText(f"{self._title}: {dotted(done)}/{dotted(total)}{left}")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._ended()

    def _ended(self) -> None:
        self._wait.stop()
        self._task = None
        self.hide()


def time_left(seconds: float, done: int, total: int) -> str:
    """Return how long the rest will take, in words.

    >>> time_left(10, 100, 400), time_left(60, 10, 30), time_left(1, 0, 5)
    (', còn khoảng 30 giây', ', còn khoảng 2 phút', '')
    """
    if not done:
        return ""
    left = seconds / done * (total - done)
    if left < 1:
        return ""
    return f", còn khoảng {left:.0f} giây" if left < 90 else f", còn khoảng {left / 60:.0f} phút"
