"""The way to paper: choose, preview, save as PDF, print; long batches show progress and Cancel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop_app.desk.approving import FROM
from desktop_app.desk.paper import Disputed
from desktop_app.desk.permission import Action
from desktop_app.desk.restriction import ReasonNeeded
from desktop_app.model.kinds import dotted
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.dialogs.reason import Asking, ReasonDialog
from desktop_app.ui.notices import Step
from desktop_app.ui.outlet import Outlet
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.page_head import tool
from desktop_app.ui.preview import Preview, PrintedPages
from desktop_app.ui.print_panel import Choice, PrintPanel, Signers
from desktop_app.ui.printer_panel import Wish
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.tasks import Task
from desktop_app.ui.theme import put_icon

if TYPE_CHECKING:
    from desktop_app.ui.window import Window

PRINTING = Asking(
    "In hồ sơ hạn chế",
    "Trong bản in có hồ sơ thuộc diện hạn chế do cán bộ khác phụ trách.",
    "Việc in được ghi vào nhật ký truy cập cùng lý do. Chưa in gì.",
    "Lý do in",
    "Ví dụ: nộp hồ sơ theo yêu cầu của chỉ huy",
    "In hồ sơ",
    sign="print",
)
STEPS = tuple(FROM)
MORE = "edit", "copy", "history", *STEPS, "delete", "edit_many", "export", "columns", "undo"


@dataclass(frozen=True)
class Order:
    """What to print on which form: records by id, or what a list shows, or blank forms."""

    form: str
    title: str
    ids: Sequence[str] = ()
    where: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    whole: bool = False
    blank: int = 0
    signer: str = ""
    why: str = ""


class Paper(QObject):
    """The part of the window that prints."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.progress = ProgressBar()
        self.outlet = Outlet(window, window.tasks, window.notices, self.progress)
        self._panel: PrintPanel | None = None
        self._page: RegisterPage | None = None
        self._order: Order | None = None
        self.outlet.printed.connect(self._printed)

    @cached_property
    def preview(self) -> Preview:
        """Return the preview, made when it is first wanted."""
        made = Preview(self._window.context)
        made.closed.connect(self.close)
        made.panel.saving.connect(self._ask_where)
        made.panel.printing.connect(self._print)
        self.outlet.busy.connect(lambda busy: made.panel.set_busy(busy=busy))
        self._window.stack.addWidget(made)
        return made

    def dress(self, page: RegisterPage) -> None:
        """Put the page's buttons beside its title; let its other ways to print lead here."""
        page.printing.connect(self.choose)
        actions = self._window.actions_of
        if page.writes:
            add = tool("Thêm", "add", "Ctrl+N")
            add.setProperty("primary", True)
            add.clicked.connect(page.add)
            put_icon(add, "add", "accent_text")
            page.head.add_button(add)
        if page.register.prints and page.may_print():
            printing = tool("In", "print", "Ctrl+P")
            printing.clicked.connect(self.choose)
            page.head.add_button(printing)
        more = tool("", "more", "Việc khác")
        more.addActions(actions.those(*MORE))
        more.setMinimumHeight(tool("Thêm", "add", "").sizeHint().height())
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        page.head.add_button(more)

    def choose(self) -> None:
        """Ask which form, for which records; in the preview, on which printer."""
        page = self._window.page
        if self._window.stack.currentWidget() is self.preview:
            self.preview.panel.focus_first()
        elif page is not None and page.beside.typing():
            self._window.notices.tell("Hãy lưu hồ sơ (Ctrl+Enter) rồi in.", passing=True)
        elif page is not None and not self._choosing():
            self._choose_on(page)

    def _choose_on(self, page: RegisterPage) -> None:
        order = page.register.prints
        forms = sorted(
            self._window.desk.forms(page.register.table),
            key=lambda form: order.index(form.code) if form.code in order else len(order),
        )
        if not forms:
            self._window.notices.tell("Sổ này chưa có biểu mẫu in.", passing=True)
            return
        desk = self._window.desk
        every = desk.may(Action.PRINT, restricted=True)
        ids = [id for id in selected_ids(page) if every or self._printable(id)]
        signers = Signers(desk.signers(), str(desk.setting("signer", "")))
        # Who may not print restricted records prints the lines he chooses, never a whole list.
        listed = page.head.count.text() if every else ""
        panel = PrintPanel(forms, self._caption(ids), listed, signers)
        panel.closed.connect(lambda: self._close_panel(page))
        panel.chosen.connect(lambda choice: self._chosen(page, choice, ids))
        self._panel, self._page = panel, page
        page.beside.show_view(panel)
        panel.focus_first()

    def _printable(self, id: str) -> bool:
        desk = self._window.desk
        record = desk.record(id)
        return record is not None and not desk.restricted(record)

    def _caption(self, ids: Sequence[str]) -> str:
        if len(ids) > 1:
            return f"{dotted(len(ids))} hồ sơ"
        return self._window.desk.caption(ids[0]) if ids else ""

    def _choosing(self) -> bool:
        return self._panel is not None and isValid(self._panel)

    def _close_panel(self, page: RegisterPage) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            page.beside.close_view(panel)

    def _chosen(self, page: RegisterPage, choice: Choice, ids: Sequence[str]) -> None:
        wish = page.lines.wish
        self._window.desk.set_setting("signer", choice.signer)
        order = Order(choice.form.code, choice.form.title, signer=choice.signer)
        if choice.scope == "record":
            order = replace(order, ids=ids)
        elif choice.scope == "list":
            order = replace(order, where=wish.where, text=wish.text, whole=True)
        else:
            order = replace(order, blank=choice.blanks)
        self._close_panel(page)
        self.make(order)

    def make(self, order: Order, number: int = 1) -> None:
        """Make the PDF on a worker and show it from a page on; ask for a reason it wants."""
        window = self._window

        def work(task: Task) -> PrintedPages:
            return window.desk.print(
                order.form,
                ids=order.ids,
                where=order.where,
                text=order.text,
                whole=order.whole,
                blank=order.blank,
                signer=order.signer or None,
                why=order.why,
                progress=task.report,
                cancelled=task.cancelled,
            )

        def made(printed: PrintedPages) -> None:
            self._order = order
            window.stack.setCurrentWidget(self.preview)
            self.preview.show_printed(printed, order.title, number)

        task = window.tasks.start(
            self,
            work,
            made,
            lane="make",
            failed=lambda wrong: self._refused(wrong, order, number),
            long=True,
        )
        task.ended.connect(lambda: self._tell_stopped(task))
        self.progress.follow(task, f"Đang làm bản in: {order.title}")

    def _refused(self, wrong: BaseException, order: Order, number: int) -> None:
        """Say why nothing was printed; what can be settled or told at once is asked for."""
        if isinstance(wrong, ReasonNeeded):
            dialog = ReasonDialog(PRINTING, self._window)
            dialog.given.connect(lambda why: self.make(replace(order, why=why), number))
            open_once(dialog)
        elif isinstance(wrong, Disputed):
            settle = Step("Xử lý xung đột", lambda: self._window.post.settle(wrong.id))
            self._window.notices.trouble(wrong, settle)
        else:
            self._window.tasks.tell(wrong)

    def _tell_stopped(self, task: Task) -> None:
        if task.cancelled():
            self._window.notices.tell("Đã dừng làm bản in; chưa in gì.", tone="due", passing=True)

    def close(self) -> None:
        """Go back to the page the preview came from."""
        page = self._page
        if page is not None:
            self._window.stack.setCurrentWidget(page)
            page.focus_list()
            page.selection.emit(bool(page.current_id()))

    def save(self, file: Path) -> None:
        """Save the PDF in sight as a file."""
        self.outlet.save(self._window.desk, self.preview.printed, file)

    def _ask_where(self) -> None:
        self.outlet.ask_where(self._window.desk, self.preview.printed, self.preview.title)

    def _print(self, wish: Wish) -> None:
        self.outlet.print(self._window.desk, self.preview.printed, self.preview.title, wish)

    def _printed(self) -> None:
        """Show at once what the next printing of the same will look like: it bears a mark."""
        printed = self.preview.printed
        shown = self._window.stack.currentWidget() is self.preview
        if self._order is not None and shown and printed is not None and printed.counted:
            self.make(self._order, self.preview.pages.number)


def selected_ids(page: RegisterPage) -> list[str]:
    """Return the records chosen in the list in its order, or the one the officer works on."""
    chosen = page.view.selected_ids()
    present = page.current_id()
    return chosen if len(chosen) > 1 else [present] if present else []
