"""The window of an open book: header, side bar, pages, status strip, and what its commands do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop_app.desk.many import Written
from desktop_app.desk.permission import Action
from desktop_app.model.trouble import Trouble
from desktop_app.ui.actions import Actions
from desktop_app.ui.approving import Approving
from desktop_app.ui.bulk import Bulk
from desktop_app.ui.care import Care
from desktop_app.ui.care_home import CareHome
from desktop_app.ui.clipboard import ClipboardGuard
from desktop_app.ui.deeds import Deeds
from desktop_app.ui.dialogs.about import tell_about
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.erasing import Erasing
from desktop_app.ui.exporting import Exporting
from desktop_app.ui.form import EntryForm
from desktop_app.ui.frame import framed
from desktop_app.ui.header import Header
from desktop_app.ui.help_page import CONFIRM, KEYS, HelpPage
from desktop_app.ui.looks import Looks
from desktop_app.ui.notices import Notices
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.panes import next_pane
from desktop_app.ui.paper import Paper
from desktop_app.ui.post import Post
from desktop_app.ui.settings_page import SettingsPage
from desktop_app.ui.sidebar import CARE_ENTRY, TODAY_ENTRY, SideBar
from desktop_app.ui.small_screen import OneOfMany
from desktop_app.ui.staff import Staff
from desktop_app.ui.status_strip import StatusStrip
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.today import TodayPage
from desktop_app.ui.versions import Versions
from desktop_app.ui.waiting import breathe
from desktop_app.ui.watching import Watching

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from desktop_app.desk.desk import Desk

FORMS_AFTER_MILLISECONDS = 1_500  # by then the first list stands


class Window(QMainWindow):
    """An officer at an open book. ``broken`` carries what is a bug, for the one dialog;
    ``locking`` asks for the login in this window's place, ``restarting`` for another version.
    """

    broken = Signal(object)
    locking = Signal()
    restarting = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.looks, self.tasks = Looks(self), Tasks(self)
        self.context = Context(desk, self.tasks)
        self.notices = Notices()
        self.clipboard = ClipboardGuard(self)
        self.header = Header(self.context)
        self.reads = desk.may(Action.READ)
        self.side_bar = SideBar(desk.registers, TODAY_ENTRY if self.reads else CARE_ENTRY)
        self.status = StatusStrip(self.context)
        self.watching = Watching(self.context, self)
        self.stack = OneOfMany()
        self.pages: dict[str, RegisterPage] = {}
        self.paper, self.care, self.bulk = Paper(self), Care(self), Bulk(self)
        self.exporting, self.erasing = Exporting(self), Erasing(self)
        self.deeds, self.approving = Deeds(self), Approving(self)
        self.staff, self.post, self.versions = Staff(self), Post(self), Versions(self)
        self.actions_of = Actions(self, self._commands(), desk.may)
        self.home = self.today if self.reads else CareHome(self.actions_of)
        self._build()
        self._connect()
        self.side_bar.choose(self.side_bar.home)

    # ------------------------------------------------------------------ pages

    @property
    def page(self) -> RegisterPage | None:
        """Return the register's page in sight, if one is."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, RegisterPage) else None

    @cached_property
    def today(self) -> TodayPage:
        """Return what is to do today, where the role may see it."""
        made = TodayPage(self.context)
        made.opened.connect(self.open_record)
        made.adding.connect(self._add_to)
        made.settling.connect(self.post.settle)
        if self.desk.may(Action.WRITE):
            self.watching.unsettled.connect(made.show_unsettled)
        self.watching.found.connect(made.show_attention)
        return made

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
        made = HelpPage(self.desk, self.actions_of.commands)
        self.stack.addWidget(made)
        return made

    def go(self, name: str) -> None:
        """Show a register's page, or the home page: what is to do today, or care of the book."""
        page = self.home if name == self.side_bar.home else self.page_of(name)
        self.stack.setCurrentWidget(page)
        page.activate()
        self._titled(page.register.title if isinstance(page, RegisterPage) else page.title)
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
            register = self.desk.registers[name]
            page = self.pages[name] = RegisterPage(register, self.context, self.stack)
            page.saved.connect(self._saved)
            page.troubled.connect(self.trouble)
            self.post.dress(page)
            page.selection.connect(lambda _: self._allow())
            page.beside.step_wanted.connect(self.approving.take)
            self.paper.dress(page)
            self.stack.addWidget(page)
            breathe()  # first the name chosen in the side bar is painted, then its page
        return self.pages[name]

    def _saved(self, table: str, id: str) -> None:
        self.deeds.note(Written(table, id))
        caption = self.desk.caption(id)
        self.notices.tell(f"Đã lưu: {caption}", tone="done", passing=True)

    def _settings_saved(self) -> None:
        self.notices.tell("Đã lưu cài đặt.", tone="done", passing=True)
        self.header.refit()
        self.deeds.look_again()

    def _allow(self) -> None:
        page = self.page
        form = page.beside.top() if page else None
        self.actions_of.allow(
            page=page is not None,
            record=bool(page and page.current_id()),
            printing=page is not None and page.may_print(),
            form=isinstance(form, EntryForm),
            steps=(*self.approving.steps(), *self.post.steps()),
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
            "export": self.exporting.choose,
            "erase": self.erasing.ask_for_current,
            "retention": self.erasing.review,
            "undo": self.deeds.undo,
            "quit": self.close,
            "print": self.paper.choose,
            "search": self._on_page(RegisterPage.focus_search),
            "views": self._on_page(RegisterPage.offer_views),
            "all": self._on_page(RegisterPage.show_all),
            "columns": self._on_page(RegisterPage.choose_columns),
            "search_all": self.header.search.setFocus,
            "today": lambda: self.side_bar.choose(self.side_bar.home),
            "refresh": self._on_page(RegisterPage.ask),
            "next_pane": lambda: next_pane(self),
            "backup": self.care.backup,
            "check": self.care.check,
            "settings": self.show_settings,
            "explain": self.explain,
            "manual": self.show_help,
            "confirm": lambda: self.show_help(CONFIRM),
            "shortcuts": lambda: self.show_help(KEYS),
            "about": lambda: tell_about(self, self.desk.folder),
            **self.approving.commands(),
            **self.looks.commands(),
            **self.staff.commands(),
            **self.post.commands(),
            **self.versions.commands(),
        }

    def _on_page(self, do: Callable[[RegisterPage], None]) -> Callable[[], None]:
        def act() -> None:
            if self.page is not None:
                do(self.page)

        return act

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.stack.addWidget(self.home)
        middle = self.notices, self.paper.progress, self.stack
        self.setCentralWidget(framed(self.header, self.side_bar, middle, self.status))
        self.looks.place()

    def _connect(self) -> None:
        self.side_bar.chosen.connect(self.go)
        self.header.found.connect(self.open_record)
        self.tasks.troubled.connect(self.trouble)
        self.tasks.broken.connect(self.broken)
        self.watching.found.connect(lambda found: self.side_bar.show_attention(found.counts))
        self.watching.found.connect(lambda _: self.care.mind_the_clock())
        if self.reads:
            self.watching.begin()
        QTimer.singleShot(0, self, self.care.offer_drafts)
        QTimer.singleShot(FORMS_AFTER_MILLISECONDS, self, self._read_forms)

    def _read_forms(self) -> None:
        """Load what printing needs, so that the first print does not wait; it tells what fails."""
        self.tasks.start(self, lambda _: self.desk.forms(), lambda _: None, failed=lambda _: None)

    def keep_typed(self) -> bool:
        """Keep what is being typed on the disk; tell whether all of it is there."""
        return all(page.beside.keep() for page in self.pages.values())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed; it is offered at the next start."""
        for page in self.pages.values():
            page.rest()
        self.clipboard.forget()
        self.looks.remember()
        self.tasks.close()
        super().closeEvent(event)
