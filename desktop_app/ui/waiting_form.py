"""The entry form that will be wanted next, built a little at a time while nobody waits."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.model.record import Record
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.form import EntryForm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

QUIET_MILLISECONDS = 300
SLICE_SECONDS = 0.006
BETWEEN_MILLISECONDS = 12


class WaitingForm(QObject):
    """At most one form of a register, hidden in the *place* where it will be shown.

    It is built in slices too short to be felt, once nothing has happened for a moment and no
    worker is busy.
    """

    def __init__(self, register: type[Record], context: Context, place: QWidget) -> None:
        super().__init__(place)
        self._register, self._context, self._place = register, context, place
        self._form: EntryForm | None = None
        self._whole = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_on)

    def ready(self) -> bool:
        """Tell whether the form is built."""
        return self._form is not None and self._whole

    def prepare(self) -> None:
        """Begin in a moment; called again, the moment begins anew."""
        if not self.ready():
            self._next.start(QUIET_MILLISECONDS)

    def take(self) -> EntryForm:
        """Hand over the form, as far as it is built; the next one is begun from nothing."""
        self._next.stop()
        form, self._form = self._form, None
        return form if form is not None else self._begun()

    def let_go(self) -> None:
        """Drop what is built: it is not wanted soon."""
        self._next.stop()
        if self._form is not None:
            self._form.deleteLater()
            self._form = None

    def _begun(self) -> EntryForm:
        self._whole = False
        form = EntryForm(self._register, self._context, self._place)
        form.hide()
        return form

    def _go_on(self) -> None:
        if self._context.tasks.busy():
            self._next.start(QUIET_MILLISECONDS)
            return
        until = perf_counter() + SLICE_SECONDS
        if self._form is None:
            self._form = self._begun()
        while perf_counter() < until:
            if not self._form.grow():
                self._whole = True
                return
        self._next.start(BETWEEN_MILLISECONDS)
