"""Letting a new PC in: which stick, which request on it, the six words read from its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import emptied, label
from desktop_app.ui.stick_choice import StickChoice

if TYPE_CHECKING:
    from desktop_app.desk.carrying import Request
    from desktop_app.ui.progress import ProgressBar

ASKED = "Chọn máy xin vào, rồi gõ sáu chữ đọc trực tiếp trên màn hình máy đó:"
NOBODY = "Trên USB này không có máy nào xin vào đơn vị."


class LettingIn(QWidget):
    """``approved`` carries the request of the PC that was let in."""

    approved = Signal(object)
    troubled = Signal(object)

    def __init__(self, context: Context, progress: ProgressBar) -> None:
        super().__init__()
        self._desk, self._tasks = context.desk, context.tasks
        self._progress = progress
        self._asking = ""
        self.stick = StickChoice(context.tasks, context.desk.last_stick)
        self.stick.chosen.connect(self._read)
        self.requests: list[QRadioButton] = []
        self.asked = label(wraps=True)
        self._places = QVBoxLayout()
        # A group of their own: without one they would uncheck the sticks inside this widget.
        self._group = QButtonGroup(self)
        self.words = Line()
        self.words.setPlaceholderText("Sáu chữ, không cần dấu")
        self.words.setAccessibleName("Sáu chữ trên màn hình máy mới")
        self.words.textChanged.connect(self._allow)
        self.words.composed.connect(self._allow)
        self.words.returnPressed.connect(self._approve)
        self.approve = button("Duyệt máy này vào đơn vị", self._approve, look="primary", sign="ok")
        row = QHBoxLayout()
        row.addWidget(self.approve)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.stick)
        column.addWidget(self.asked)
        column.addLayout(self._places)
        column.addWidget(self.words)
        column.addLayout(row)
        self._forget()

    def activate(self) -> None:
        """Look for sticks anew."""
        self._forget()
        self.stick.look()

    def _read(self) -> None:
        folder, desk = self.stick.folder, self._desk
        self._forget()
        if folder is not None:
            self._tasks.start(self, lambda _: desk.pending(folder), self._show, lane="requests")

    def _show(self, found: list[Request]) -> None:
        self.asked.setText(ASKED if found else NOBODY)
        self.asked.show()
        for one in found:
            line = QRadioButton(f"{one.name}  (mã {one.device})".replace("&", "&&"))
            self._group.addButton(line)
            line.clicked.connect(lambda _=False, id=one.device: self._choose(id))
            self.requests.append(line)
            self._places.addWidget(line)
        for each in (self.words, self.approve):
            each.setVisible(bool(found))
        if len(found) == 1:
            self.requests[0].click()

    def _choose(self, device: str) -> None:
        self._asking = device
        self.words.setFocus()
        self._allow()

    def _forget(self) -> None:
        emptied(self._places)
        self.requests, self._asking = [], ""
        self.words.clear()
        for each in (self.asked, self.words, self.approve):
            each.hide()
        self._allow()

    def _approve(self) -> None:
        folder, device, words = self.stick.folder, self._asking, self.words.words()
        if folder is None or not self.approve.isEnabled():
            return
        desk = self._desk
        self.setEnabled(False)
        task = self._tasks.start(
            self,
            lambda _: desk.approve_device(folder, device, words),
            self._approved,
            failed=self._failed,
            writes=True,
        )
        self._progress.follow(task, "Đang chép cả sổ ra USB cho máy mới")

    def _approved(self, request: Request) -> None:
        self.setEnabled(True)
        self._forget()
        self.approved.emit(request)

    def _failed(self, wrong: BaseException) -> None:
        self.setEnabled(True)
        if isinstance(wrong, Trouble):
            self.troubled.emit(wrong)
        else:
            self._tasks.tell(wrong)
        self.words.setFocus()
        self.words.selectAll()

    def _allow(self) -> None:
        self.approve.setEnabled(bool(self._asking and self.words.words().strip()))
