"""The one way to do something away from the screen's thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop_app.desk.entrance import in_words
from desktop_app.model.trouble import Trouble
from desktop_app.ui.waiting import KEYS_WAIT

WORKERS = 3
Result = TypeVar("Result")


class Task(QObject):
    """One piece of work: it reports progress, can be cancelled, and ends exactly once.

    ``work`` gets this task and runs on a worker; it may call ``report`` and ask ``cancelled``,
    and never sees a widget. The signals arrive on the screen's thread.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    long = False

    def __init__(self, work: Callable[[Task], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop; whatever it still brings is dropped."""
        self._cancelled = True

    def cancelled(self) -> bool:
        """Tell whether the work should stop. Safe from any thread."""
        return self._cancelled

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is. Safe from any thread."""
        self.progressed.emit(done, total)

    def run(self) -> tuple[Any, BaseException | None]:
        """Do the work on the present thread."""
        try:
            return self._work(self), None
        except Exception as wrong:  # noqa: BLE001 (handed on to the screen's thread, not dropped)
            return None, wrong


class _Arrivals(QObject):
    """Hands finished work over on the screen's thread, one piece at a turn of its events.

    Several that come at once would together hold keys and painting up for too long.
    """

    brought = Signal(object, object, object)

    def __init__(self, land: Callable[[Task, Any, BaseException | None], None], parent: QObject):
        super().__init__(parent)
        self._land = land
        self._waiting: deque[tuple[Task, Any, BaseException | None]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._next)
        # A method of an object of the screen's thread, queued: it never runs on the worker.
        self.brought.connect(self._queue, Qt.ConnectionType.QueuedConnection)

    @Slot(object, object, object)
    def _queue(self, task: Task, result: Any, wrong: BaseException | None) -> None:
        self._waiting.append((task, result, wrong))
        self._turn.start(0)

    @Slot()
    def _next(self) -> None:
        outcome = self._waiting.popleft()
        if self._waiting:
            self._turn.start(0)
        self._land(*outcome)


class _Bell(QObject):
    """Tells the screen's thread that what it waits for is done."""

    rung = Signal()


class Tasks(QObject):
    """Starts tasks; in one lane only the newest counts (the last wish wins)."""

    troubled = Signal(object)
    broken = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Threads that stay: the desk keeps a connection per thread, and theirs stays warm.
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="task")
        # One more, so that what the officer waits for never stands behind a backup.
        self._awaited = ThreadPoolExecutor(1, thread_name_prefix="awaited")
        self._arrivals = _Arrivals(self._arrived, self)
        self._closed = False
        self._lanes: dict[object, Task] = {}
        # The workers hold nothing of what becomes of their work: it may be the last of a widget.
        self._running: dict[Task, Callable[[Any, BaseException | None], None]] = {}

    def start(  # noqa: PLR0913 - keywords with defaults after the three that matter
        self,
        owner: QObject,
        work: Callable[[Task], Any],
        done: Callable[[Any], object],
        *,
        failed: Callable[[BaseException], None] | None = None,
        lane: str = "",
        writes: bool = False,
        long: bool = False,
    ) -> Task:
        """Run *work* on a worker and give its result to *done* while *owner* lives.

        What work that *writes* has done is told even when Cancel came too late. Meanwhile, and
        during *long* work, which the officer asked for, the book is not locked.
        """
        task = Task(work, self)
        place = id(owner), lane
        task.long = long or writes
        if lane:
            self._replace(place, task)

        def arrived(result: Any, wrong: BaseException | None) -> None:
            if self._lanes.get(place) is task:  # it would keep its owner for good
                del self._lanes[place]
            if isValid(owner) and (writes or not task.cancelled()):
                if wrong is None:
                    done(result)
                    task.done.emit(result)
                else:
                    task.failed.emit(wrong)
                    (failed or self.tell)(wrong)
            task.ended.emit()
            task.deleteLater()

        self._running[task] = arrived
        if self._closed:
            return task
        brought = self._arrivals.brought
        self._pool.submit(lambda: brought.emit(task, *task.run()))
        return task

    def _arrived(self, task: Task, result: Any, wrong: BaseException | None) -> None:
        self._running.pop(task)(result, wrong)

    def meanwhile(self, work: Callable[[], Result]) -> Result:
        """Do *work* on a worker and return its result or raise its error; the screen goes on.

        For what takes a moment and the officer waits for: keys pressed meanwhile wait with him
        and come in their order afterwards, so that none gets lost in a form about to close.
        """
        if self._closed:
            return work()
        loop, bell = QEventLoop(), _Bell(self)
        bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        outcome = self._awaited.submit(work)
        outcome.add_done_callback(lambda _: bell.rung.emit())
        loop.exec(KEYS_WAIT)
        bell.deleteLater()  # not by the worker, should it be the last to hold it
        return outcome.result()

    def busy(self) -> bool:
        """Tell whether any task is running."""
        return bool(self._running)

    def working(self) -> bool:
        """Tell whether long work runs that the officer asked for."""
        return any(task.long for task in self._running)

    def close(self) -> None:
        """Cancel what runs and wait for the workers, so that none outlives the book."""
        self._closed = True
        for task in self._running:
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._awaited.shutdown(wait=True)

    def _replace(self, lane: tuple[int, str], task: Task) -> None:
        older = self._lanes.get(lane)
        if older is not None and isValid(older):
            older.cancel()
        self._lanes[lane] = task

    def tell(self, wrong: BaseException) -> None:
        """Show an error: a refusal as a notice, anything else as a bug."""
        told = wrong if isinstance(wrong, Trouble) else in_words(wrong)
        if told is not None:
            self.troubled.emit(told)
        else:
            self.broken.emit(wrong)
