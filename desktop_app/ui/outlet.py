"""The ways a finished PDF leaves: as a file, or onto paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.ui.notices import Notices
from desktop_app.ui.printer import Pages
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk

PRINT_DPI = 600
NO_PRINTER = Trouble(
    "Máy này chưa có máy in nào.",
    "Bản in vẫn còn trên màn hình; hồ sơ không bị ảnh hưởng.",
    "Hãy bật và cài máy in, hoặc bấm «Lưu PDF» rồi in ở máy khác.",
    "IN-11",
)


class Outlet(QObject):
    """Saves and prints PDFs for one window."""

    def __init__(
        self, window: QWidget, tasks: Tasks, notices: Notices, progress: ProgressBar
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._notices = notices
        self._progress = progress

    def ask_where(self, desk: Desk, printed: Any, title: str) -> None:
        """Ask for the file and save the PDF there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        wanted = str(Path(folder) / file_name(title))
        dialog = QFileDialog(self._window, "Lưu PDF", wanted, "Tệp PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.fileSelected.connect(lambda file: self.save(desk, printed, Path(file)))
        dialog.open()

    def save(self, desk: Desk, printed: Any, file: Path) -> None:
        """Save a PDF as a file."""
        try:
            desk.save_pdf(printed, file)
        except Trouble as trouble:
            self._notices.trouble(trouble)
            return
        self._notices.tell("Đã lưu PDF.", str(file), tone="done", passing=True)

    def ask_printer(self, desk: Desk, printed: Any, sent: Callable[[], object]) -> None:
        """Ask for the printer and the copies, then print; *sent* follows."""
        if not QPrinterInfo.availablePrinters():
            self._notices.trouble(NO_PRINTER)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("In ra giấy")
        dialog.accepted.connect(lambda: self.print_on(printer, desk, printed, sent))
        dialog.setModal(True)
        dialog.show()

    def print_on(
        self, printer: QPrinter, desk: Desk, printed: Any, sent: Callable[[], object]
    ) -> None:
        """Send the pages to a printer one after another at its own resolution, unscaled."""

        def work(task: Task) -> int:
            first, last = printer.fromPage() or 1, printer.toPage() or printed.pages
            with Pages(printer) as pages:
                for number in range(first, last + 1):
                    if task.cancelled():
                        break
                    pages.paint(desk.page_images(printed.pdf, PRINT_DPI, number, number)[0])
                    task.report(number - first + 1, last - first + 1)
            return last - first + 1

        def done(pages: int) -> None:
            self._notices.tell(
                f"Đã gửi {pages} trang ra máy in.",
                "Hãy kiểm tra khổ giấy A4 và tỷ lệ 100 % trên bản giấy.",
                tone="done",
            )
            sent()

        task = self._tasks.start(self, work, done, lane="printer")
        self._progress.follow(task, "Đang gửi ra máy in")


def file_name(title: str) -> str:
    """Return a form's title as the name of a file.

    >>> file_name("Bản cam kết: hộ/gia đình")
    'Bản cam kết hộ gia đình.pdf'
    """
    kept = re.sub(r'[\\/:*?"<>|]+', " ", title)
    return f"{' '.join(kept.split())[:80]}.pdf"
