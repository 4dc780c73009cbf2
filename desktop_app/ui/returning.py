"""The window that stands while the book of before an update takes the place of the present one.

No other window is open then: what the officer sees elsewhere would be of a book that is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.model.kinds import dotted
from desktop_app.model.trouble import Trouble
from desktop_app.ui import theme
from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label
from desktop_app.ui.notices import Notices
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from desktop_app.desk.desk import Desk
    from desktop_app.desk.updating import WentBack

SIZE = 640, 360
WAIT = "Đang sao lưu sổ rồi trở về bản trước. Đừng tắt máy…"


class ReturnWindow(QWidget):
    """``restarting`` follows the button that starts the program again, when all is done."""

    restarting = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("startWindow")
        self.setWindowTitle("Trở về bản trước — Sổ ANTT")
        self.setWindowIcon(theme.icon("logo", "accent"))
        self.resize(*SIZE)
        self._desk = desk
        self._tasks = Tasks(self)
        self.notices = Notices()
        self.words = label(WAIT, wraps=True)
        self.again = button("Mở lại phần mềm", self.restarting.emit, look="primary", sign="refresh")
        self.again.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self.notices)
        column.addWidget(self.words)
        column.addWidget(self.again)
        column.addStretch()
        self._tasks.start(
            self, lambda _: desk.go_back(restoring=True), self._done, failed=self._failed
        )

    def _done(self, done: WentBack) -> None:
        lacking = (
            f" {dotted(len(done.entered))} hồ sơ ghi sau lúc đó không có trong sổ này, và còn đủ"
            if done.entered
            else " Sổ như lúc vừa rồi còn nguyên"
        )
        self.words.setText(
            f"✓ Đã trở về bản {done.version} và sổ lúc trước khi cập nhật.{lacking} trong bản sao"
            f" lưu: {done.kept}"
        )
        self._offer()

    def _failed(self, wrong: BaseException) -> None:
        self.words.hide()
        if isinstance(wrong, Trouble):
            self.notices.trouble(wrong)
        else:
            self._tasks.tell(wrong)
        self._offer()

    def _offer(self) -> None:
        self.again.show()
        self.again.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what runs come to its end: it is a matter of seconds, and cannot be half done."""
        self._tasks.close()
        self._desk.close()
        super().closeEvent(event)
