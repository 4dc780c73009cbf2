"""The window of an open book: header, side bar, pages, status strip, and what its commands do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop_app.desk.many import Written
from desktop_app.model.trouble import Trouble
from desktop_app.ui.actions import Actions
from desktop_app.ui.bulk import Bulk
from desktop_app.ui.care import Care
from desktop_app.ui.deeds import Deeds
from desktop_app.ui.dialogs.about import AboutDialog
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.form import EntryForm
from desktop_app.ui.header import Header
from desktop_app.ui.help_page import CONFIRM, KEYS, HelpPage
from desktop_app.ui.looks import Looks
from desktop_app.ui.notices import Notices
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.paper import Paper
from desktop_app.ui.post import Post
from desktop_app.ui.settings_page import SettingsPage
from desktop_app.ui.sidebar import TODAY, SideBar
from desktop_app.ui.small_screen import OneOfMany, PressedColumn, SmallScreen
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
        self.stack = OneOfMany()
        self.pages: dict[str, RegisterPage] = {}
        self.paper = Paper(self)
        self.care = Care(self)
        self.bulk = Bulk(self)
        self.deeds = Deeds(self)
        self.post = Post(self)
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

    @cached_property
    def settings(self) -> SettingsPage:
        """Return the settings, made when they are first wanted."""
        made = SettingsPage(self.context)
        made.troubled.connect(self.trouble)
        made.saved.connect(self._settings_saved)
        self.stack.addWidget(made)
        return made

    @cached_property
    def help(self) -> HelpPage:
        """Return the help, made when it is first wanted."""
        made = HelpPage(self.desk.registers)
        self.stack.addWidget(made)
        return made

    def go(self, name: str) -> None:
        """Show a register's page, or what is to do today."""
        if name == TODAY:
            self.stack.setCurrentWidget(self.today)
            self.today.activate()
            self._titled("Hôm nay")
        else:
            page = self.page_of(name)
            self.stack.setCurrentWidget(page)
            page.activate()
            self._titled(page.register.title)
        self._allow()

    def explain(self) -> None:
        """Say what the field being typed is for; where there is none, open the manual."""
        form = self.page.beside.top() if self.page else None
        focused = self.focusWidget()
        if isinstance(form, EntryForm) and focused is not None and form.isAncestorOf(focused):
            form.show_help()
        else:
            self.show_help()

    def show_help(self, chapter: str = "") -> None:
        """Show a chapter of the help in the place of a page."""
        self.show_aside(self.help, "Trợ giúp")
        self.help.open(chapter)

    def show_settings(self) -> None:
        """Show the settings in the place of a page."""
        self.show_aside(self.settings, "Cài đặt")
        self.settings.activate()

    def show_aside(self, page: QWidget, title: str) -> None:
        """Show a page that is no register's."""
        self.side_bar.choose_none()
        self.stack.setCurrentWidget(page)
        self._titled(title)
        self._allow()

    def open_record(self, table: str, id: str) -> None:
        """Go to a register and show one record there."""
        self.side_bar.choose(table)
        page = self.page_of(table)
        page.ask(select=id)
        page.beside.read(id)

    def _add_to(self, table: str) -> None:
        self.side_bar.choose(table)
        self.page_of(table).add()

    def trouble(self, wrong: object) -> None:
        """Show a refusal above the page."""
        if isinstance(wrong, Trouble):
            self.notices.trouble(wrong)

    def page_of(self, name: str) -> RegisterPage:
        """Return a register's page, made when it is first wanted."""
        if name not in self.pages:
            page = RegisterPage(self.desk.registers[name], self.context)
            page.saved.connect(self._saved)
            page.troubled.connect(self.trouble)
            page.printing.connect(self.paper.choose)
            page.settling.connect(self.post.settle)
            page.selection.connect(lambda _: self._allow())
            self.paper.dress(page)
            self.stack.addWidget(page)
            self.pages[name] = page
        return self.pages[name]

    def _saved(self, table: str, id: str) -> None:
        self.deeds.note(Written(table, id))
        caption = self.desk.caption(id)
        self.notices.tell(f"Đã lưu: {caption}", tone="done", passing=True)

    def _settings_saved(self) -> None:
        self.notices.tell("Đã lưu cài đặt.", tone="done", passing=True)
        self.header.refit()
        self.watching.look()
        self.status.refresh()

    def _allow(self) -> None:
        page = self.page
        form = page.beside.top() if page else None
        self.actions_of.allow(
            page=page is not None,
            record=bool(page and page.current_id()),
            form=isinstance(form, EntryForm),
        )

    def _titled(self, title: str) -> None:
        practice = " — CHẾ ĐỘ TẬP" if self.desk.practice else ""
        self.setWindowTitle(f"{title} — Sổ ANTT — {self.desk.office.name}{practice}")

    # ------------------------------------------------------------------ commands

    def _commands(self) -> dict[str, Callable[[], object]]:
        return {
            "add": self._on_page(RegisterPage.add),
            "save": self._on_page(lambda page: page.beside.save()),
            "edit": self._on_page(RegisterPage.edit),
            "copy": self._on_page(RegisterPage.copy),
            "history": self._on_page(RegisterPage.show_history),
            "delete": self.deeds.delete,
            "edit_many": self.bulk.choose,
            "undo": self.deeds.undo,
            "quit": self.close,
            "print": self.paper.choose,
            "search": self._on_page(RegisterPage.focus_search),
            "views": self._on_page(RegisterPage.offer_views),
            "all": self._on_page(RegisterPage.show_all),
            "columns": self._on_page(RegisterPage.choose_columns),
            "search_all": self.header.search.setFocus,
            "today": lambda: self.side_bar.choose(TODAY),
            "refresh": self._on_page(RegisterPage.ask),
            "next_pane": self.next_pane,
            "backup": self.care.backup,
            "check": self.care.check,
            "settings": self.show_settings,
            "explain": self.explain,
            "manual": self.show_help,
            "confirm": lambda: self.show_help(CONFIRM),
            "shortcuts": lambda: self.show_help(KEYS),
            "about": lambda: AboutDialog(self).open(),
            **self.looks.commands(),
            **self.post.commands(),
        }

    def _on_page(self, do: Callable[[RegisterPage], None]) -> Callable[[], None]:
        def act() -> None:
            if self.page is not None:
                do(self.page)

        return act

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
        frame = PressedColumn(whole)
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
        self.tasks.troubled.connect(self.trouble)
        self.tasks.broken.connect(self.broken)
        self.watching.found.connect(lambda found: self.side_bar.show_attention(found.counts))
        self.watching.found.connect(self.today.show_attention)
        self.watching.found.connect(lambda _: self.care.mind_the_clock())
        self.watching.unsettled.connect(self.today.show_unsettled)
        self.today.settling.connect(self.post.settle)
        self.watching.look()
        QTimer.singleShot(0, self, self.care.offer_drafts)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed; it is offered at the next start."""
        for page in self.pages.values():
            page.rest()
        self.looks.remember()
        self.tasks.close()
        super().closeEvent(event)
