"""The way to paper: choose, preview, save as PDF, print; long batches show progress and Cancel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop_app.ui.outlet import Outlet
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.page_head import tool
from desktop_app.ui.preview import Preview, PrintedPages
from desktop_app.ui.print_panel import Choice, PrintPanel
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.tasks import Task
from desktop_app.ui.theme import put_icon

if TYPE_CHECKING:
    from desktop_app.ui.window import Window


@dataclass(frozen=True)
class Order:
    """What to print: records by id, or what a list shows, or blank forms."""

    ids: Sequence[str] = ()
    where: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    blank: int = 0


class Paper(QObject):
    """The part of the window that prints."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.preview = Preview(window.context)
        self.progress = ProgressBar()
        self._outlet = Outlet(window, window.tasks, window.notices, self.progress)
        self._panel: PrintPanel | None = None
        self._page: RegisterPage | None = None
        self.preview.closed.connect(self.close)
        self.preview.saving.connect(self._ask_where)
        self.preview.printing.connect(self._ask_printer)

    def dress(self, page: RegisterPage) -> None:
        """Put the page's buttons beside its title."""
        actions = self._window.actions_of
        add = tool("Thêm", "add", "Ctrl+N")
        add.setProperty("primary", True)
        add.clicked.connect(page.add)
        put_icon(add, "add", "accent_text")
        page.head.add_button(add)
        if page.register.prints:
            printing = tool("In", "print", "Ctrl+P")
            printing.clicked.connect(self.choose)
            page.head.add_button(printing)
        more = tool("", "more", "Việc khác")
        for name in ("edit", "copy", "history", "delete", "undo"):
            more.addAction(actions.action(name))
        more.setMinimumHeight(add.sizeHint().height())
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        page.head.add_button(more)

    def choose(self) -> None:
        """Ask which form, for which records."""
        page = self._window.page
        if page is None or page.beside.typing() or self._choosing():
            return
        order = page.register.prints
        forms = sorted(
            self._window.desk.forms(page.register.table),
            key=lambda form: order.index(form.code) if form.code in order else len(order),
        )
        if not forms:
            self._window.notices.tell("Sổ này chưa có biểu mẫu in.", passing=True)
            return
        id = page.current_id()
        caption = self._window.desk.caption(id) if id else ""
        panel = PrintPanel(forms, caption, page.head.count.text())
        panel.closed.connect(lambda: self._close_panel(page))
        panel.chosen.connect(lambda choice: self._chosen(page, choice, id))
        self._panel, self._page = panel, page
        page.beside.show_view(panel)
        panel.focus_first()

    def _choosing(self) -> bool:
        return self._panel is not None and isValid(self._panel)

    def _close_panel(self, page: RegisterPage) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            page.beside.close_view(panel)

    def _chosen(self, page: RegisterPage, choice: Choice, id: str) -> None:
        wish = page.lines.wish
        if choice.scope == "record":
            order = Order(ids=[id])
        elif choice.scope == "list":
            order = Order(where=wish.where, text=wish.text)
        else:
            order = Order(blank=choice.blanks)
        self._close_panel(page)
        self.make(choice.form.code, choice.form.title, order)

    def make(self, form: str, title: str, order: Order) -> None:
        """Make the PDF on a worker and show it."""
        window = self._window

        def work(task: Task) -> PrintedPages:
            return window.desk.print(
                form,
                ids=order.ids,
                where=order.where,
                text=order.text,
                blank=order.blank,
                progress=task.report,
                cancelled=task.cancelled,
            )

        task = window.tasks.start(
            self, work, lambda printed: self._made(printed, title), lane="make"
        )
        self.progress.follow(task, f"Đang làm bản in: {title}")

    def _made(self, printed: PrintedPages, title: str) -> None:
        if self._window.stack.indexOf(self.preview) < 0:
            self._window.stack.addWidget(self.preview)
        self._window.stack.setCurrentWidget(self.preview)
        self.preview.show_printed(printed, title)

    def close(self) -> None:
        """Go back to the page the preview came from."""
        page = self._page
        if page is not None:
            self._window.stack.setCurrentWidget(page)
            page.focus_list()

    def save(self, file: Path) -> None:
        """Save the PDF in sight as a file."""
        self._outlet.save(self._window.desk, self.preview.printed, file)

    def _ask_where(self) -> None:
        self._outlet.ask_where(self._window.desk, self.preview.printed, self.preview.title)

    def _ask_printer(self) -> None:
        self._outlet.ask_printer(self._window.desk, self.preview.printed, self.preview.setFocus)
