"""The way to a record that may be restricted: its reason is asked for beside the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop_app.desk.restriction import ReasonNeeded
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.ui.reason_panel import ReasonPanel

if TYPE_CHECKING:
    from desktop_app.ui.beside import Beside


class Reaching(QObject):
    """The part of the panel beside a list that asks why a restricted record is wanted."""

    def __init__(self, beside: Beside) -> None:
        super().__init__(beside)
        self._beside = beside

    def reach(self, id: str, go_on: Callable[[Record], object]) -> None:
        """Go on with a record, after its reason where one is wanted; never beside a form."""
        beside, desk = self._beside, self._beside.context.desk
        record = desk.record(id) if id else None
        if record is None or beside.typing():
            return

        def opened(why: str) -> None:
            try:
                desk.open(record.table, id, why)
            except Trouble as trouble:
                beside.troubled.emit(trouble)
                return
            beside.clear()
            go_on(record)

        if desk.wants_reason(record):
            self._ask(record, opened, focus=True)
        else:
            go_on(record)

    def refused(self, id: str, wrong: BaseException, *, focus: bool) -> None:
        """Ask for the reason that reading a record lacked; anything else is told."""
        beside = self._beside
        record = beside.context.desk.record(id)
        if not isinstance(wrong, ReasonNeeded) or record is None:
            beside.context.tasks.tell(wrong)
        elif beside.shows_record():
            self._ask(record, lambda why: beside.read(id, why), focus=focus)

    def _ask(self, record: Record, given: Callable[[str], object], *, focus: bool) -> None:
        beside = self._beside
        panel = ReasonPanel(record, beside.context.desk.in_charge(record))
        panel.given.connect(given)
        panel.closed.connect(lambda: beside.close_view(panel))
        inside = beside.isAncestorOf(beside.window().focusWidget() or beside)
        beside.show_only(panel)
        if focus or inside:
            panel.setFocus(Qt.FocusReason.OtherFocusReason)
