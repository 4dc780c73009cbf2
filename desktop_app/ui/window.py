"""The window of an open book: header, side bar, pages, status strip, and what its commands do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.ui.actions import Actions
from desktop_app.ui.care import Care
from desktop_app.ui.dialogs.about import AboutDialog, ShortcutsDialog
from desktop_app.ui.dialogs.reason import ReasonDialog
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.header import Header
from desktop_app.ui.looks import Looks
from desktop_app.ui.notices import Notices, Step
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.paper import Paper
from desktop_app.ui.settings_page import SettingsPage
from desktop_app.ui.sidebar import TODAY, SideBar
from desktop_app.ui.small_screen import OneOfMany, SmallScreen
from desktop_app.ui.status_strip import StatusStrip
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.today import TodayPage
from desktop_app.ui.watching import Watching

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from desktop_app.desk.desk import Desk


class Window(QMainWindow):
    """An officer at an open book. ``broken`` carries what is a bug, for the one dialog."""

    broken = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.looks = Looks(self)
        self.tasks = Tasks(self)
        self.context = Context(desk, self.tasks)
        self.notices = Notices()
        self.header = Header(self.context)
        self.side_bar = SideBar(desk.registers)
        self.status = StatusStrip(self.context)
        self.today = TodayPage(self.context)
        self.watching = Watching(self.context, self)
        self.settings = SettingsPage(self.context)
        self.stack = OneOfMany()
        self.pages: dict[str, RegisterPage] = {}
        self.paper = Paper(self)
        self.care = Care(self)
        self._undoable: list[tuple[str, str]] = []
        self.actions_of = Actions(self, self._commands())
        self._build()
        self._connect()
        self.side_bar.choose(TODAY)

    # ------------------------------------------------------------------ pages

    @property
    def page(self) -> RegisterPage | None:
        """Return the register's page in sight, if one is."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, RegisterPage) else None

    def go(self, name: str) -> None:
        """Show a register's page, or what is to do today."""
        if name == TODAY:
            self.stack.setCurrentWidget(self.today)
            self.today.activate()
            self._titled("Hôm nay")
        else:
            page = self._page(name)
            self.stack.setCurrentWidget(page)
            page.activate()
            self._titled(page.register.title)
        self._allow()

    def show_settings(self) -> None:
        """Show the settings in the place of a page."""
        self.side_bar.choose_none()
        self.stack.setCurrentWidget(self.settings)
        self.settings.activate()
        self._titled("Cài đặt")
        self._allow()

    def open_record(self, table: str, id: str) -> None:
        """Go to a register and show one record there."""
        self.side_bar.choose(table)
        page = self._page(table)
        page.ask(select=id)
        page.beside.read(id)

    def _add_to(self, table: str) -> None:
        self.side_bar.choose(table)
        self._page(table).add()

    def changed(self, table: str, id: str) -> None:
        """Take note that a record was written."""
        self._undoable.append((table, id))
        self.watching.look_soon()
        self.status.refresh()

    def trouble(self, wrong: object) -> None:
        """Show a refusal above the page."""
        if isinstance(wrong, Trouble):
            self.notices.trouble(wrong)

    def _page(self, name: str) -> RegisterPage:
        if name not in self.pages:
            page = RegisterPage(self.desk.registers[name], self.context)
            page.saved.connect(self._saved)
            page.troubled.connect(self.trouble)
            page.printing.connect(self.paper.choose)
            page.selection.connect(lambda _: self._allow())
            self.paper.dress(page)
            self.stack.addWidget(page)
            self.pages[name] = page
        return self.pages[name]

    def _saved(self, table: str, id: str) -> None:
        self.changed(table, id)
        caption = self.desk.caption(id)
        self.notices.tell(f"Đã lưu: {caption}", tone="done", passing=True)

    def _settings_saved(self) -> None:
        self.notices.tell("Đã lưu cài đặt.", tone="done", passing=True)
        self.header.refit()
        self.watching.look()
        self.status.refresh()

    def _allow(self) -> None:
        page = self.page
        self.actions_of.allow(page=page is not None, record=bool(page and page.current_id()))

    def _titled(self, title: str) -> None:
        practice = " — CHẾ ĐỘ TẬP" if self.desk.practice else ""
        self.setWindowTitle(f"{title} — Sổ ANTT — {self.desk.office.name}{practice}")

    # ------------------------------------------------------------------ commands

    def _commands(self) -> dict[str, Callable[[], object]]:
        return {
            "add": self._on_page(RegisterPage.add),
            "edit": self._on_page(RegisterPage.edit),
            "history": self._on_page(RegisterPage.show_history),
            "delete": self.delete,
            "undo": self.undo,
            "quit": self.close,
            "print": self.paper.choose,
            "search": self._on_page(RegisterPage.focus_search),
            "search_all": self.header.search.setFocus,
            "today": lambda: self.side_bar.choose(TODAY),
            "refresh": self._on_page(RegisterPage.ask),
            "next_pane": self.next_pane,
            "backup": self.care.backup,
            "check": self.care.check,
            "settings": self.show_settings,
            "shortcuts": lambda: ShortcutsDialog(self).open(),
            "about": lambda: AboutDialog(self).open(),
            **self.looks.commands(),
        }

    def _on_page(self, do: Callable[[RegisterPage], None]) -> Callable[[], None]:
        def act() -> None:
            if self.page is not None:
                do(self.page)

        return act

    def delete(self) -> None:
        """Ask for the reason, then take the record out of the list."""
        page = self.page
        id = page.current_id() if page else ""
        if page is None or not id or page.beside.typing():
            return
        dialog = ReasonDialog(self.desk.caption(id), self)
        dialog.given.connect(lambda reason: self._delete(page, id, reason))
        dialog.open()

    def _delete(self, page: RegisterPage, id: str, reason: str) -> None:
        table = page.register.table
        caption = self.desk.caption(id)
        try:
            self.desk.delete(table, id, reason)
        except Trouble as trouble:
            self.trouble(trouble)
            return
        page.done_with("")
        page.focus_list()
        self.changed(table, id)
        self.notices.tell(
            f"Đã xóa: {caption}",
            "Hồ sơ rời khỏi danh sách; lịch sử và lý do vẫn được giữ.",
            tone="due",
            steps=[Step("Hoàn tác", self.undo)],
        )

    def undo(self) -> None:
        """Undo the last thing written in this window, as a change of its own."""
        if not self._undoable:
            self.notices.tell("Chưa có việc nào để hoàn tác.", passing=True)
            return
        table, id = self._undoable.pop()
        try:
            self.desk.undo(table, id)
        except Trouble as trouble:
            self.trouble(trouble)
            return
        self._page(table).done_with(id)
        self.watching.look_soon()
        self.status.refresh()
        self.notices.tell(
            f"Đã hoàn tác việc vừa làm với: {self.desk.caption(id)}", tone="done", passing=True
        )

    def next_pane(self) -> None:
        """Move the focus between side bar, list and panel."""
        page = self.page
        panes: list[QWidget] = [self.side_bar]
        if page is not None:
            panes.append(page.view)
            panes += [view for view in (page.beside.top(),) if view is not None]
        focused = self.focusWidget()
        inside = [pane is focused or pane.isAncestorOf(focused) for pane in panes if focused]
        place = inside.index(True) if True in inside else -1
        target = panes[(place + 1) % len(panes)]
        if target not in (self.side_bar, page and page.view):
            target.focusNextChild()
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.stack.addWidget(self.today)
        self.stack.addWidget(self.settings)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.paper.progress)
        column.addWidget(self.stack, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addWidget(right, 1)
        whole = QWidget()
        frame = QVBoxLayout(whole)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(0)
        frame.addWidget(self.header)
        frame.addLayout(row, 1)
        frame.addWidget(self.status)
        self.setCentralWidget(SmallScreen(whole))
        self.looks.place()

    def _connect(self) -> None:
        self.side_bar.chosen.connect(self.go)
        self.header.found.connect(self.open_record)
        self.today.opened.connect(self.open_record)
        self.today.adding.connect(self._add_to)
        self.settings.troubled.connect(self.trouble)
        self.settings.saved.connect(self._settings_saved)
        self.tasks.troubled.connect(self.trouble)
        self.tasks.broken.connect(self.broken)
        self.watching.found.connect(lambda found: self.side_bar.show_attention(found.counts))
        self.watching.found.connect(self.today.show_attention)
        self.watching.found.connect(lambda _: self.care.mind_the_clock())
        self.watching.look()
        QTimer.singleShot(0, self, self.care.offer_drafts)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed; it is offered at the next start."""
        for page in self.pages.values():
            page.beside.rest()
        self.looks.remember()
        self.tasks.close()
        super().closeEvent(event)
