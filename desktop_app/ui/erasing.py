"""Erasing personal data from the window: from the review list or from a record's menu."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.desk.permission import Action
from desktop_app.model.trouble import Trouble
from desktop_app.ui.dialogs.erasing import ErasingDialog
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.notices import Step
from desktop_app.ui.retention_page import RetentionPage

if TYPE_CHECKING:
    from desktop_app.ui.window import Window


class Erasing(QObject):
    """The part of the window that looks after what may not be kept for ever."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    @cached_property
    def page(self) -> RetentionPage:
        """Return the review list, made when it is first wanted."""
        made = RetentionPage(self._window.context)
        made.opened.connect(self._window.open_record)
        made.erasing.connect(self.ask)
        self._window.stack.addWidget(made)
        return made

    def review(self) -> None:
        """Show what has been kept too long; for the chief."""
        try:
            self._window.desk.ensure(Action.ERASE)
        except Trouble as trouble:
            self._window.trouble(trouble)
            return
        self._window.show_aside(self.page, "Hồ sơ quá hạn lưu")
        self.page.activate()

    def ask_for_current(self) -> None:
        """Ask about the record the officer works on."""
        page = self._window.page
        if page is not None and page.current_id() and not page.beside.typing():
            self.ask(page.register.table, page.current_id())

    def ask(self, table: str, id: str) -> None:
        """Say what erasing does and ask for its ground."""
        desk = self._window.desk
        try:
            referring = desk.referring(id)
        except Trouble as trouble:
            self._window.trouble(trouble)
            return
        dialog = ErasingDialog(desk.caption(id), referring, self._window)
        dialog.given.connect(lambda reason: self._erase(table, id, reason))
        open_once(dialog)

    def _erase(self, table: str, id: str, reason: str) -> None:
        window = self._window
        window.tasks.start(
            self,
            lambda _: window.desk.erase(table, id, reason),
            lambda _: self._erased(table),
            writes=True,
        )

    def _erased(self, table: str) -> None:
        window = self._window
        page = window.pages.get(table)
        if page is not None:
            page.done_with(page.view.current_id())
        if window.stack.currentWidget() is self.page:
            self.page.activate()
        if window.stack.currentWidget() is window.post.settling:
            window.post.settling.activate()
        window.deeds.look_again()
        window.notices.tell(
            "Đã xóa hẳn dữ liệu cá nhân của 1 hồ sơ.",
            "Bản sao lưu và USB ghi trước đó vẫn còn dữ liệu cũ: hãy sao lưu lại, rồi hủy bản cũ.",
            tone="due",
            steps=[Step("Sao lưu ngay", window.care.backup)],
        )
