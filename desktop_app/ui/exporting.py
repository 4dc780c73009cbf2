"""Taking a list out of the book: the panel asks what and why, a worker writes the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from desktop_app.desk.exporting import Exported
from desktop_app.desk.many import Stopped, Watch
from desktop_app.model.kinds import dotted
from desktop_app.model.trouble import Trouble
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.export_panel import ExportPanel, Order
from desktop_app.ui.outlet import free_name
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.tasks import Task

if TYPE_CHECKING:
    from desktop_app.ui.window import Window


class Exporting(QObject):
    """The part of the window that exports lists."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._panel: ExportPanel | None = None
        self._working = False
        # Never asked of the system's list of recent files: only where the last one went.
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )

    def choose(self) -> None:
        """Ask which lines leave, as what, and why."""
        page = self._window.page
        if page is None or page.beside.typing():
            return
        if self._panel is not None and isValid(self._panel):
            self._panel.focus_first()
            return
        try:
            formats = self._window.desk.export_formats()
        except Trouble as trouble:
            self._window.trouble(trouble)
            return
        panel = ExportPanel(page.register.title, formats)
        panel.closed.connect(lambda: self._close(page))
        panel.ordered.connect(lambda order: self._ask_where(page, panel, order))
        page.counted.connect(panel.show_scopes)
        self._panel = panel
        page.beside.show_view(panel)
        page.tell_counts()
        panel.focus_first()

    def _ask_where(self, page: RegisterPage, panel: ExportPanel, order: Order) -> None:
        day = f"{self._window.desk.present:%d-%m-%Y}"
        wanted = free_name(self._folder, f"{page.register.title} {day}", order.ending)
        kind = f"Tệp {order.ending} (*{order.ending})"
        dialog = QFileDialog(self._window, "Xuất danh sách", str(wanted), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(order.ending.lstrip("."))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.fileSelected.connect(lambda file: self.export(page, panel, order, Path(file)))
        open_once(dialog)

    def export(self, page: RegisterPage, panel: ExportPanel, order: Order, file: Path) -> None:
        """Write the file on a worker; the dialog has asked before another is replaced."""
        if self._working:
            return
        self._working = True
        desk, chosen = self._window.desk, page.chosen(all_listed=order.all_listed)

        def work(task: Task) -> Exported:
            watch = Watch(task.report, task.cancelled)
            return desk.export(chosen, file, order.reason, watch, replace=True)

        task = self._window.tasks.start(
            self, work, lambda done: self._done(page, done), failed=self._failed, writes=True
        )
        self._window.paper.progress.follow(task, "Đang xuất danh sách")
        panel.wait_for(task)

    def _done(self, page: RegisterPage, done: Exported) -> None:
        self._working = False
        self._folder = done.file.parent
        self._close(page)
        stayed = (
            f" Để lại {dotted(done.left_out)} hồ sơ thuộc diện hạn chế: chỉ huy mới được xuất."
            if done.left_out
            else ""
        )
        self._window.notices.tell(
            f"Đã xuất {dotted(done.rows)} hồ sơ.",
            f"{done.file}.{stayed}",
            tone="due" if stayed else "done",
        )

    def _failed(self, wrong: BaseException) -> None:
        self._working = False
        if isinstance(wrong, Stopped):
            self._window.notices.tell(wrong.what, wrong.means, tone="due", passing=True)
        else:
            self._window.tasks.tell(wrong)

    def _close(self, page: RegisterPage) -> None:
        panel, self._panel = self._panel, None
        if panel is not None and isValid(panel):
            page.beside.close_view(panel)
