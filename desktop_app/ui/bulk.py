"""Correcting many records from the list: the panel asks, a worker writes, one undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop_app.desk.many import Chosen, Done, Preview, Stopped, Watch, Written
from desktop_app.model.kinds import dotted
from desktop_app.ui.bulk_panel import BulkPanel, Order
from desktop_app.ui.notices import Step
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.tasks import Task

if TYPE_CHECKING:
    from desktop_app.ui.window import Window


class Bulk(QObject):
    """The part of the window that corrects many records."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._panel: BulkPanel | None = None
        self._chosen: Chosen | None = None
        self._working = False

    def choose(self) -> None:
        """Ask for the records, the field and its value."""
        page = self._window.page
        if page is None or page.beside.typing():
            return
        if self._panel is not None and isValid(self._panel):
            self._panel.focus_first()
            return
        fields = self._window.desk.fields_for_many(page.register.table)
        panel = BulkPanel(page.register, fields, page.beside.context)
        panel.closed.connect(lambda: self._close(page))
        panel.asked.connect(lambda order: self._preview(page, panel, order))
        panel.ordered.connect(lambda order: self._edit(page, panel, order))
        page.counted.connect(panel.show_scopes)
        self._panel = panel
        page.beside.show_view(panel)
        page.tell_counts()
        panel.start()

    def take_back(self, written: Sequence[Written]) -> None:
        """Take many changes back, as one step."""
        window = self._window
        if self._working:
            return
        self._working = True
        task = window.tasks.start(
            self,
            lambda task: window.desk.undo_many(written, _watch(task)),
            lambda done: self._undone(tuple(written), done),
            failed=self._failed,
            writes=True,
        )
        window.paper.progress.follow(task, "Đang hoàn tác")

    def _preview(self, page: RegisterPage, panel: BulkPanel, order: Order) -> None:
        chosen = self._chosen = page.chosen(all_listed=order.all_listed)
        desk = self._window.desk

        def work(task: Task) -> Preview:
            return desk.preview_many(chosen, order.values, _watch(task))

        task = self._window.tasks.start(
            panel, work, panel.show_preview, lane="preview", failed=panel.failed, long=True
        )
        self._window.paper.progress.follow(task, "Đang xem trước việc sửa")

    def _edit(self, page: RegisterPage, panel: BulkPanel, order: Order) -> None:
        chosen, desk = self._chosen, self._window.desk
        if chosen is None or self._working:
            return
        self._working = True

        def work(task: Task) -> Done:
            return desk.edit_many(chosen, order.values, order.reason, _watch(task))

        task = self._window.tasks.start(
            self,
            work,
            lambda done: self._edited(page, done),
            failed=self._failed,
            writes=True,
        )
        self._window.paper.progress.follow(task, "Đang sửa")
        panel.wait_for(task)

    def _edited(self, page: RegisterPage, done: Done) -> None:
        self._working = False
        window = self._window
        self._close(page)
        page.ask()
        if not done.written:
            window.notices.tell("Không có hồ sơ nào được sửa.", _left(done), tone="due")
            return
        written = tuple(done.written)
        window.deeds.note(*written)
        window.notices.tell(
            f"Đã sửa {dotted(len(written))} hồ sơ.",
            _left(done),
            tone="done",
            steps=[Step("Hoàn tác", lambda: self.take_back(written))],
        )

    def _undone(self, written: tuple[Written, ...], done: Done) -> None:
        self._working = False
        window = self._window
        window.deeds.forget(written)
        page = window.pages.get(written[0].register)
        if page is not None:
            page.done_with(page.view.current_id())
        words = f"Đã hoàn tác việc sửa {dotted(len(done.written))} hồ sơ."
        window.notices.tell(words, _left(done), tone="due" if done.refused else "done")

    def _failed(self, wrong: BaseException) -> None:
        self._working = False
        if self._panel is not None and isValid(self._panel):
            self._panel.failed(wrong)
        if isinstance(wrong, Stopped):
            self._window.notices.tell(wrong.what, wrong.means, passing=True)
        else:
            self._window.tasks.tell(wrong)

    def _close(self, page: RegisterPage) -> None:
        panel, self._panel = self._panel, None
        if panel is not None and isValid(panel):
            page.beside.close_view(panel)


def _watch(task: Task) -> Watch:
    return Watch(task.report, task.cancelled)


def _left(done: Done) -> str:
    """Say which records stay as they are, and why; the first of them by name."""
    if not done.refused:
        return ""
    first = done.refused[0]
    more = f" và {dotted(len(done.refused) - 1)} hồ sơ khác" if len(done.refused) > 1 else ""
    return f"Giữ nguyên {first.caption}{more}. Lý do: {first.why}."
