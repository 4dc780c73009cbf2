"""Keeping on the disk, encrypted, what is typed and not yet saved."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.model.links import new_id
from desktop_app.model.trouble import Busy, Trouble
from desktop_app.ui.editors.editor import Context, Json

PAUSE_MILLISECONDS = 1_200
Values = dict[str, Json]


class Keeping(QObject):
    """The kept draft of one entry form, written within two seconds after any key.

    *typed* gives what is in the form, or nothing when all of it is saved. Each form of a new
    record has a draft of its own, so that none writes over what another one left. A worker
    writes, one draft at a time; what was forgotten meanwhile it no longer writes.
    """

    kept = Signal()
    troubled = Signal(object)

    def __init__(
        self, context: Context, register: str, typed: Callable[[], Values], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = context.desk
        self._tasks = context.tasks
        self._register = register
        self._typed = typed
        self._alone = Lock()
        self._turn = 0
        self._writing = False
        self._resting = False
        self._told = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.keep)
        self.begin("")

    def begin(self, id: str) -> None:
        """Keep from now on what is typed of a record; of a new one, when *id* is empty."""
        self._id = id
        self.key = f"{self._register}:{id or new_id()}"

    def soon(self) -> None:
        """Keep in a moment; who types on without a pause is kept all the same."""
        if not self._resting and not self._pause.isActive():
            self._pause.start()

    def keep(self) -> None:
        """Keep what is typed now, on a worker; ``kept`` or ``troubled`` follows."""
        self._pause.stop()
        if self._writing:
            self._pause.start()
            return
        values = self._typed()
        if not values:
            return
        self._writing = True
        turn = self._turn
        self._tasks.start(
            self, lambda _: self._write(values, turn), self._written, failed=self._failed
        )

    def forget(self) -> None:
        """Take away what was kept: it was saved or given up."""
        self._pause.stop()
        self._turn += 1
        # The record itself is saved or given up: a draft that stays is offered once more, no harm.
        with suppress(Trouble):
            self._tasks.meanwhile(self._drop)

    def keep_now(self) -> bool:
        """Keep at once; tell whether nothing typed is left that the disk does not hold."""
        self._pause.stop()
        values = self._typed()
        if not values:
            return True
        self._turn += 1
        try:
            self._write(values, self._turn)
        except Trouble as trouble:
            self._failed(trouble)
            return False
        self.kept.emit()
        return True

    def rest(self) -> None:
        """Keep for the last time and at once, before the book closes.

        A closing window takes the focus away, and fields that lose it settle once more.
        """
        self._resting = True
        self.keep_now()

    def _write(self, values: Values, turn: int) -> bool:
        with self._alone:
            wanted = turn == self._turn
            if wanted:
                self._desk.keep_draft(self.key, self._register, self._id, values)
            return wanted

    def _drop(self) -> None:
        with self._alone:
            self._desk.drop_draft(self.key)

    def _written(self, wanted: bool) -> None:
        self._writing = False
        if wanted:
            self._told = False
            self.kept.emit()

    def _failed(self, wrong: BaseException) -> None:
        self._writing = False
        if isinstance(wrong, Busy):
            self._pause.start()
        elif not isinstance(wrong, Trouble):
            self._tasks.tell(wrong)
        elif not self._told:  # once: it is tried again after every pause of the typing
            self._told = True
            self.troubled.emit(not_kept(wrong))


def not_kept(trouble: Trouble) -> Trouble:
    """Return what to tell when the draft cannot be kept: the words stand on the screen only."""
    return Trouble(
        trouble.what,
        "Phần đang gõ vẫn còn trên màn hình nhưng chưa giữ được vào ổ đĩa.",
        trouble.do,
        trouble.code,
    )
