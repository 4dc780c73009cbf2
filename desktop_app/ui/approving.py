"""The steps of approval in the window: each from the menu, its keys, or the record's panel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.desk.approving import APPROVE, CLOSE, FROM, REOPEN, RETURN, SUBMIT
from desktop_app.model.approval import APPROVAL_STATE, SUBMITTED, TITLES
from desktop_app.model.trouble import Trouble
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.dialogs.reason import REOPENING, RETURNING, ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.ui.page import RegisterPage
    from desktop_app.ui.window import Window

DONE = {
    SUBMIT: "Đã trình duyệt",
    APPROVE: "Đã duyệt",
    RETURN: "Đã trả lại",
    CLOSE: "Đã đóng",
    REOPEN: "Đã mở lại",
}
ASKED = {RETURN: RETURNING, REOPEN: REOPENING}


class Approving(QObject):
    """The part of the window that takes the steps of approval."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what the window's commands of approval do."""
        steps = {step: partial(self.take, step) for step in FROM}
        return {**steps, "waiting": self.show_waiting}

    def steps(self) -> tuple[str, ...]:
        """Return the steps that may be taken with the record in sight."""
        page = self._window.page
        record = self._window.desk.record(page.current_id()) if page else None
        return self._window.desk.steps(record) if record is not None else ()

    def take(self, step: str) -> None:
        """Take a step with the record in sight; for some the words are asked for first."""
        page = self._window.page
        id = page.current_id() if page else ""
        if page is None or not id:
            return
        if page.beside.typing():
            self._window.notices.tell("Hãy lưu hồ sơ (Ctrl+Enter) trước.", passing=True)
        elif step in ASKED:
            dialog = ReasonDialog(ASKED[step].about(self._window.desk.caption(id)), self._window)
            dialog.given.connect(lambda words: self._take(page, id, step, words))
            open_once(dialog)
        else:
            self._take(page, id, step)

    def show_waiting(self) -> None:
        """Filter the list in sight by what waits for approval."""
        page = self._window.page
        if page is not None:
            page.head.filters.set_where({APPROVAL_STATE.name: TITLES[SUBMITTED]})
            page.head.search_now()

    def _take(self, page: RegisterPage, id: str, step: str, words: str = "") -> None:
        try:
            self._done(step, page.register.table, id, words)
        except Trouble as trouble:
            self._window.trouble(trouble)
        else:
            self._window.deeds.tell_beside(page, id, DONE[step])

    def _done(self, step: str, table: str, id: str, words: str) -> None:
        desk = self._window.desk
        if step in ASKED:
            does = desk.send_back if step == RETURN else desk.reopen
            does(table, id, words)
            return
        {SUBMIT: desk.submit, APPROVE: desk.approve, CLOSE: desk.close_record}[step](table, id)
