"""The ways a finished PDF leaves: as a file, or onto paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop_app.model.kinds import dotted
from desktop_app.model.trouble import Trouble
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.notices import Notices, Step
from desktop_app.ui.printer import Pages
from desktop_app.ui.printer_panel import PrinterPanel, Wish
from desktop_app.ui.printers import PRINT_DPI, printer_called, printer_names
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop_app.desk.desk import Desk

LONGEST_NAME = 80
DIALOG_HEIGHT = 480
NO_PRINTER = Trouble(
    "Máy này chưa có máy in nào.",
    "Bản in vẫn còn trên màn hình; hồ sơ không bị ảnh hưởng.",
    "Hãy bật và cài máy in, hoặc bấm «Lưu PDF» rồi in ở máy khác.",
    "IN-20",
)


class Outlet(QObject):
    """Saves and prints PDFs for one window; ``printed`` follows paper, ``busy`` frames both."""

    printed = Signal()
    busy = Signal(bool)

    def __init__(
        self, window: QWidget, tasks: Tasks, notices: Notices, progress: ProgressBar
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._notices = notices
        self._progress = progress
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )

    # ------------------------------------------------------------------ a file

    def ask_where(self, desk: Desk, printed: Any, title: str) -> None:
        """Ask for the file and save the PDF there."""
        wanted = str(free_name(self._folder, title))
        dialog = QFileDialog(self._window, "Lưu PDF", wanted, "Tệp PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.fileSelected.connect(lambda file: self.save(desk, printed, Path(file)))
        open_once(dialog)

    def save(self, desk: Desk, printed: Any, file: Path) -> None:
        """Save a PDF as a file; on a worker, since a stick is slow."""

        def done(_: None) -> None:
            self._folder = file.parent
            self._notices.tell("Đã lưu PDF.", str(file), tone="done", passing=True)

        task = self._tasks.start(self, lambda _: desk.save_pdf(printed, file), done, long=True)
        self._while(task)

    # ------------------------------------------------------------------ paper

    def ask_printer(self, desk: Desk, printed: Any, title: str, sent: Callable[[], object]) -> None:
        """Ask for printer and copies in a window of their own, then print; *sent* follows."""
        dialog = QDialog(self._window)
        dialog.setWindowTitle("In ra giấy")
        panel = PrinterPanel(Context(desk, self._tasks))
        panel.closed.connect(dialog.reject)
        for leaving in (panel.saving, panel.printing):
            leaving.connect(dialog.accept)
        panel.saving.connect(lambda: self.ask_where(desk, printed, title))
        panel.printing.connect(lambda wish: self.print(desk, printed, title, wish, sent))
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        dialog.resize(panel.width(), DIALOG_HEIGHT)
        panel.show_printed(printed, title)
        open_once(dialog)
        panel.focus_first()

    def print(
        self,
        desk: Desk,
        printed: Any,
        title: str,
        wish: Wish,
        sent: Callable[[], object] = lambda: None,
    ) -> None:
        """Send pages to the printer of a wish; when it is not there, offer the way out."""
        names = printer_names()
        if wish.printer in names:
            self.print_on(printer_called(wish.printer), desk, printed, wish, sent)
            return
        missing = f"Không còn thấy máy in «{wish.printer}»." if names else NO_PRINTER.what
        self._notices.tell(
            missing,
            f"{NO_PRINTER.means} {NO_PRINTER.do} (Mã: {NO_PRINTER.code})",
            tone="late",
            steps=[Step("Lưu PDF", lambda: self.ask_where(desk, printed, title))],
        )

    def print_on(
        self,
        printer: QPrinter,
        desk: Desk,
        printed: Any,
        wish: Wish,
        sent: Callable[[], object] = lambda: None,
    ) -> None:
        """Send the pages one after another at the printer's own resolution, unscaled."""
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        by_itself = printer.supportsMultipleCopies()
        if by_itself:
            printer.setCopyCount(wish.copies)
            printer.setCollateCopies(True)
        numbers = list(wish.pages) * (1 if by_itself else wish.copies)
        way = f"máy in «{wish.printer}», {wish.copies} bản"

        def work(task: Task) -> None:
            desk.ensure_unprinted(printed)
            gone: list[int] = []
            try:
                for number in _sent(printer, desk, printed.pdf, numbers, task):
                    gone.append(number)
                    task.report(len(gone), len(numbers))
            finally:
                if len(gone) == len(numbers):
                    desk.note_printed(printed, way, wish.pages)
                elif gone:
                    desk.note_stopped(printed, way, gone)

        def done(_: None) -> None:
            self._notices.tell(
                f"Đã gửi {dotted(len(wish.pages) * wish.copies)} tờ ra máy in.",
                "Hãy kiểm tra khổ giấy A4 và tỷ lệ 100 % trên bản giấy.",
                tone="done",
            )
            self.printed.emit()
            sent()

        task = self._tasks.start(self, work, done, lane="printer", long=True)
        self._progress.follow(task, "Đang gửi ra máy in")
        task.ended.connect(lambda: self._tell_stopped(task))
        self._while(task)

    def _tell_stopped(self, task: Task) -> None:
        if task.cancelled():
            self._notices.tell(
                "Đã dừng in.",
                "Một số tờ có thể đã ra giấy; lần in này không tính là đã in.",
                tone="due",
            )

    def _while(self, task: Task) -> None:
        self.busy.emit(True)
        task.ended.connect(lambda: self.busy.emit(False))


def _sent(
    printer: QPrinter, desk: Desk, pdf: bytes, numbers: Sequence[int], task: Task
) -> Iterator[int]:
    """Send pages, one at a time in memory; yield each that was sent."""
    with Pages(printer) as pages:
        for number in numbers:
            if task.cancelled():
                pages.abort()
                return
            pages.paint(desk.page_images(pdf, PRINT_DPI, number, number, grey=True)[0])
            yield number


def file_name(title: str, ending: str = ".pdf") -> str:
    """Return a form's title as the name of a file that every system and stick takes.

    >>> file_name("Bản cam kết: hộ/gia đình.")
    'Bản cam kết hộ gia đình.pdf'
    """
    kept = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", unicodedata.normalize("NFC", title))
    name = " ".join(kept.split())[:LONGEST_NAME].strip(" .")
    return f"{name or 'Bản in'}{ending}"


def free_name(folder: Path, title: str, ending: str = ".pdf") -> Path:
    """Return a file in *folder* that is not there yet."""
    return next(file for file in _names(folder / file_name(title, ending)) if not file.exists())


def _names(file: Path) -> Iterator[Path]:
    yield file
    for number in count(2):
        yield file.with_name(f"{file.stem} ({number}){file.suffix}")
