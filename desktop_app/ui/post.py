"""What the window does with the post's other PCs: carry, settle what they told differently."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.desk.many import Written
from desktop_app.model.record import number
from desktop_app.model.trouble import Trouble
from desktop_app.ui.carrying_page import CarryingPage
from desktop_app.ui.devices_page import DevicesPage
from desktop_app.ui.form import EntryForm
from desktop_app.ui.number_strip import TAKE
from desktop_app.ui.numbers_page import NumbersPage
from desktop_app.ui.settling_page import SettlingPage

if TYPE_CHECKING:
    from desktop_app.ui.page import RegisterPage
    from desktop_app.ui.window import Window

NUMBER = "number"


class Post(QObject):
    """The part of the window that knows of other PCs; its pages are made when first wanted."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this part do."""
        return {
            "sync": self.show_carrying,
            "settle": self.settle,
            "devices": self.show_devices,
            "numbers": self.show_numbers,
            NUMBER: self._number,
        }

    def steps(self) -> tuple[str, ...]:
        """Return the steps that may be taken with the record in sight: giving it a number."""
        page, desk = self._window.page, self._window.desk
        record = desk.record(page.current_id()) if page else None
        wanted = desk.number_wanted(record) if record is not None else None
        return (NUMBER,) if wanted is not None and wanted.here else ()

    def dress(self, page: RegisterPage) -> None:
        """Let a register's page lead to what this part does with its records."""
        page.settling.connect(self.settle)
        page.beside.numbering.connect(partial(self._number_on, page))

    @cached_property
    def carrying(self) -> CarryingPage:
        """Return the page that carries by USB."""
        made = CarryingPage(self._window.context)
        made.troubled.connect(self._window.trouble)
        made.told.connect(lambda what, more: self._window.notices.tell(what, more, tone="due"))
        made.settling.connect(self.settle)
        made.updating.connect(self._window.versions.show)
        made.carried.connect(self.look_again)
        self._window.stack.addWidget(made)
        return made

    @cached_property
    def settling(self) -> SettlingPage:
        """Return the page of what is to be settled."""
        made = SettlingPage(self._window.context)
        made.troubled.connect(self._window.trouble)
        made.opened.connect(self._window.open_record)
        made.settled.connect(self._settled)
        made.erasing.connect(self._window.erasing.ask)
        self._window.stack.addWidget(made)
        return made

    @cached_property
    def devices(self) -> DevicesPage:
        """Return the page of the post's PCs."""
        made = DevicesPage(self._window.context)
        made.troubled.connect(self._window.trouble)
        made.told.connect(lambda what, more: self._window.notices.tell(what, more, tone="done"))
        made.carried.connect(self._window.status.refresh)
        self._window.stack.addWidget(made)
        return made

    @cached_property
    def numbers(self) -> NumbersPage:
        """Return the page of the books of numbers."""
        made = NumbersPage(self._window.context)
        made.troubled.connect(self._window.trouble)
        made.told.connect(lambda what, more: self._window.notices.tell(what, more, tone="done"))
        made.opened.connect(self._window.open_record)
        made.settling.connect(self.settle)
        made.changed.connect(self._window.status.refresh)
        self._window.stack.addWidget(made)
        return made

    def show_carrying(self) -> None:
        """Show the page that carries by USB, and look for sticks."""
        self._window.show_aside(self.carrying, "Đồng bộ bằng USB")
        self.carrying.activate()

    def settle(self, id: str = "") -> None:
        """Show what is to be settled, standing on a record if it is among it."""
        self._window.show_aside(self.settling, "Cần xử lý")
        self.settling.activate(id)

    def show_devices(self) -> None:
        """Show the post's PCs."""
        self._window.show_aside(self.devices, "Máy của đơn vị")
        self.devices.activate()

    def show_numbers(self) -> None:
        """Show the books of numbers, and who waits for one."""
        self._window.show_aside(self.numbers, "Cấp số hồ sơ")
        self.numbers.activate()

    def look_again(self) -> None:
        """Let every list, Hôm nay and the status strip follow what other PCs brought."""
        for page in self._window.pages.values():
            page.ask()
            page.refit()
        self._window.watching.look()
        self._window.status.refresh()

    def _number(self) -> None:
        page = self._window.page
        if page is not None and page.current_id():
            self._number_on(page, TAKE)

    def _number_on(self, page: RegisterPage, wanted: str) -> None:
        """Give the record in sight the next number, or let that of the paper book be typed."""
        if page.beside.typing():
            self._window.notices.tell("Hãy lưu hồ sơ (Ctrl+Enter) trước.", passing=True)
        elif wanted == TAKE:
            self._take(page, page.current_id())
        else:
            page.edit()
            form = page.beside.top()
            if isinstance(form, EntryForm):
                form.body.go(number.name)

    def _take(self, page: RegisterPage, id: str) -> None:
        window, table = self._window, page.register.table
        try:
            given = window.tasks.meanwhile(lambda: window.desk.take_number(table, id))
        except Trouble as trouble:
            window.trouble(trouble)
        else:
            window.deeds.tell_beside(page, id, f"Đã cấp số {given}")

    def _settled(self, table: str, id: str) -> None:
        self._window.deeds.note(Written(table, id))
        page = self._window.pages.get(table)
        if page is not None:
            page.ask()
            page.refit()
        caption = self._window.desk.caption(id)
        self._window.notices.tell(f"Đã ghi quyết định: {caption}", tone="done", passing=True)
