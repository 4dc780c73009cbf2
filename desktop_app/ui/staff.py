"""What the window does about who uses the book: accounts, the access log, one's own password."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.ui.accounts_page import AccountsPage
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.dialogs.password import PasswordDialog
from desktop_app.ui.log_page import LogPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.ui.window import Window

SHEET = "Tờ khôi phục"


class Staff(QObject):
    """The part of the window that knows the people at this PC."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._shown: list[AccountsPage | LogPage] = []

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what the commands about people do."""
        return {
            "accounts": lambda: self._show(self.accounts),
            "log": lambda: self._show(self.log),
            "password": self.change_password,
            "lock": self._window.locking.emit,
        }

    @cached_property
    def accounts(self) -> AccountsPage:
        """Return the page of accounts, made when it is first wanted."""
        made = AccountsPage(self._window.context)
        notices, outlet, desk = self._window.notices, self._window.paper.outlet, self._window.desk
        made.done.connect(lambda words: notices.tell(words, tone="done", passing=True))
        made.printing.connect(
            lambda code: outlet.ask_printer(desk, desk.recovery_sheet(code), SHEET, lambda: None)
        )
        made.saving.connect(lambda code: outlet.ask_where(desk, desk.recovery_sheet(code), SHEET))
        self._added(made)
        return made

    @cached_property
    def log(self) -> LogPage:
        """Return the page of the access log, made when it is first wanted."""
        made = LogPage(self._window.context)
        made.opened.connect(self._window.open_record)
        self._added(made)
        return made

    def change_password(self) -> None:
        """Let the officer change his own password."""
        window = self._window
        dialog = PasswordDialog(window.desk.my_name, window.desk.change_password, window)
        dialog.changed.connect(
            lambda: window.notices.tell(
                "Đã đổi mật khẩu.", "Lần mở sổ tới dùng mật khẩu mới.", tone="done", passing=True
            )
        )
        open_once(dialog)
        dialog.old.setFocus()

    def refit(self) -> None:
        """Fit the pages to another font size."""
        for page in self._shown:
            page.lines.refit()

    def _added(self, page: AccountsPage | LogPage) -> None:
        self._window.stack.addWidget(page)
        self._shown.append(page)

    def _show(self, page: AccountsPage | LogPage) -> None:
        self._window.show_aside(page, page.title)
        page.activate()
