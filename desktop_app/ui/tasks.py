"""The one way to do something away from the screen's thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import Any, TypeVar, cast

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop_app.desk.door import in_words
from desktop_app.model.trouble import Trouble
from desktop_app.ui.waiting import KEYS_WAIT

WORKERS = 3
Result = TypeVar("Result")
Outcome = tuple[Any, BaseException | None]
Landing = Callable[[Any, BaseException | None], object]


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

    def run(self) -> Outcome:
        """Do the work on the present thread."""
        return outcome_of(lambda: self._work(self))


def outcome_of(work: Callable[[], Any]) -> Outcome:
    """Return what *work* gives and None, or None and what it raised."""
    try:
        return work(), None
    except Exception as wrong:  # noqa: BLE001 (handed on to the screen's thread, not dropped)
        return None, wrong


class Tasks(QObject):
    """Starts tasks; in one lane only the newest counts (the last wish wins)."""

    troubled = Signal(object)
    broken = Signal(object)
    _brought = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A method of an object of the screen's thread, queued: it never runs on the worker.
        self._brought.connect(self._land, Qt.ConnectionType.QueuedConnection)
        self._numbers = count()
        self._landings: dict[int, Landing] = {}
        self._queue: deque[Callable[[], object]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._land_next)
        # Threads that stay: the desk keeps a connection per thread, and theirs stays warm.
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="task")
        # One more, so that what the officer waits for never stands behind a backup.
        self._awaited = ThreadPoolExecutor(1, thread_name_prefix="awaited")
        # Where nobody closed it: no worker may speak through an object that is no more.
        for pool in (self._pool, self._awaited):
            self.destroyed.connect(lambda *_, pool=pool: pool.shutdown(cancel_futures=True))
        self._closed = False
        self._lanes: dict[object, Task] = {}
        self._running: set[Task] = set()

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
            self._running.discard(task)
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

        self._running.add(task)
        if not self._closed:
            land = self._in_turn
            self._send(self._pool, task.run, lambda *outcome: land(partial(arrived, *outcome)))
        return task

    def meanwhile(self, work: Callable[[], Result]) -> Result:
        """Do *work* on a worker and return its result or raise its error; the screen goes on.

        For what takes a moment and the officer waits for: keys pressed meanwhile wait with him
        and come in their order afterwards, so that none gets lost in a form about to close.
        """
        if self._closed:
            return work()
        loop = QEventLoop()
        sent = self._send(self._awaited, lambda: outcome_of(work), lambda *_: loop.quit())
        loop.exec(KEYS_WAIT)
        result, wrong = sent.result()
        if wrong is not None:
            raise wrong
        return cast("Result", result)

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

    def _send(
        self, pool: ThreadPoolExecutor, work: Callable[[], Outcome], land: Landing
    ) -> Future[Outcome]:
        """Do *work* on a worker, then *land* on the screen's thread.

        The worker lets go of the work before it speaks, and knows the landing by number only: the
        last hold on an object of Qt is never let go on a worker.
        """
        number, errand = next(self._numbers), [work]
        self._landings[number] = land

        def carry() -> Outcome:
            outcome = errand.pop()()
            self._brought.emit(number, *outcome)
            return outcome

        return pool.submit(carry)

    @Slot(int, object, object)
    def _land(self, number: int, result: Any, wrong: BaseException | None) -> None:
        self._landings.pop(number)(result, wrong)

    def _in_turn(self, land: Callable[[], object]) -> None:
        """Let one piece of finished work land at a turn of the screen's events.

        Several that come together would hold keys and painting up for too long.
        """
        self._queue.append(land)
        self._turn.start(0)

    @Slot()
    def _land_next(self) -> None:
        land = self._queue.popleft()
        if self._queue:
            self._turn.start(0)
        land()

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
