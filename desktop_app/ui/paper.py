"""The way to paper: choose, preview, save as PDF, print; long batches show progress and Cancel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from desktop_app.model.trouble import Trouble
from desktop_app.ui.notices import Step
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.page_head import tool
from desktop_app.ui.preview import Preview, PrintedPages
from desktop_app.ui.print_panel import Choice, PrintPanel
from desktop_app.ui.printer import Pages
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.tasks import Task
from desktop_app.ui.theme import icon

if TYPE_CHECKING:
    from desktop_app.ui.window import Window

PRINT_DPI = 600
NO_PRINTER = Trouble(
    "Máy này chưa có máy in nào.",
    "Bản in vẫn còn trên màn hình; hồ sơ không bị ảnh hưởng.",
    "Hãy bật và cài máy in, hoặc bấm «Lưu PDF» rồi in ở máy khác.",
    "IN-11",
)


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
        self._panel: PrintPanel | None = None
        self._page: RegisterPage | None = None
        self.preview.closed.connect(self.close)
        self.preview.saving.connect(self.ask_where)
        self.preview.printing.connect(self.ask_printer)

    def dress(self, page: RegisterPage) -> None:
        """Put the page's buttons beside its title."""
        actions = self._window.actions_of
        add = tool("Thêm", "add", "Ctrl+N")
        add.setProperty("primary", True)
        add.clicked.connect(page.add)
        add.setIcon(icon("add", "accent_text"))
        page.head.add_button(add)
        if page.register.prints:
            printing = tool("In", "print", "Ctrl+P")
            printing.clicked.connect(self.choose)
            page.head.add_button(printing)
        more = tool("", "more", "Việc khác")
        for name in ("edit", "history", "delete", "undo"):
            more.addAction(actions.action(name))
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        page.head.add_button(more)

    def choose(self) -> None:
        """Ask which form, for which records."""
        page = self._window.page
        if page is None or page.beside.typing() or self._panel is not None:
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

    def ask_where(self) -> None:
        """Ask for the file and save the PDF there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = file_name(self.preview.title)
        dialog = QFileDialog(self._window, "Lưu PDF", str(Path(folder) / name), "Tệp PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.open()

    def save(self, file: Path) -> None:
        """Save the PDF in sight as a file."""
        printed: Any = self.preview.printed
        if printed is None:
            return
        try:
            self._window.desk.save_pdf(printed, file)
        except Trouble as trouble:
            self._window.trouble(trouble)
            return
        self._window.notices.tell("Đã lưu PDF.", str(file), tone="done", passing=True)

    def ask_printer(self) -> None:
        """Ask for the printer and the copies, then print."""
        if not QPrinterInfo.availablePrinters():
            self._window.notices.trouble(NO_PRINTER)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("In ra giấy")
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Send the pages to a printer one after another at its own resolution, unscaled."""
        printed = self.preview.printed
        if printed is None:
            return
        desk = self._window.desk

        def work(task: Task) -> int:
            first, last = printer.fromPage() or 1, printer.toPage() or printed.pages
            with Pages(printer) as pages:
                for number in range(first, last + 1):
                    if task.cancelled():
                        break
                    pages.paint(desk.page_images(printed.pdf, PRINT_DPI, number, number)[0])
                    task.report(number - first + 1, last - first + 1)
            return last - first + 1

        task = self._window.tasks.start(self, work, self._sent, lane="printer")
        self.progress.follow(task, "Đang gửi ra máy in")

    def _sent(self, pages: int) -> None:
        self._window.notices.tell(
            f"Đã gửi {pages} trang ra máy in.",
            "Hãy kiểm tra khổ giấy A4 và tỷ lệ 100 % trên bản giấy.",
            tone="done",
            steps=[Step("Đóng bản xem trước", self.close)],
        )


def file_name(title: str) -> str:
    """Return a form's title as the name of a file.

    >>> file_name("Bản cam kết: hộ/gia đình")
    'Bản cam kết hộ gia đình.pdf'
    """
    kept = re.sub(r'[\\/:*?"<>|]+', " ", title)
    return f"{' '.join(kept.split())[:80]}.pdf"
