"""Máy của đơn vị: which PCs are in, letting one in by six words, shutting a lost one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk.permission import Action
from desktop_app.model.kinds import dotted
from desktop_app.model.trouble import Trouble
from desktop_app.ui.ask_bar import AskBar
from desktop_app.ui.buttons import button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label
from desktop_app.ui.letting_in import LettingIn
from desktop_app.ui.notices import Step
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.scrolling import scrolling
from desktop_app.ui.small_table import SmallTable

if TYPE_CHECKING:
    from desktop_app.desk.carrying import DeviceLine, Request

STATES = {"here": "● Máy này", "in": "● Trong đơn vị", "out": "◇ Đã loại"}
DEVICES = "Máy", "Tình trạng", "Thay đổi đã có ở đây", "Mã máy"
WIDEST = 900


class DevicesPage(QWidget):
    """A page of the chief; nothing is done without the six words or a confirmation."""

    troubled = Signal(object)
    told = Signal(str, str)
    carried = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk, self._tasks = context.desk, context.tasks
        self._known: list[DeviceLine] = []
        self.ask_bar = AskBar()
        self.progress = ProgressBar()
        self.devices = SmallTable(DEVICES, "Máy của đơn vị")
        self.devices.itemSelectionChanged.connect(self._allow)
        self.revoke = button("Loại máy đang chọn…", self._ask_revoke, look="danger", sign="lock")
        self.approving = LettingIn(context, self.progress)
        self.approving.approved.connect(self._approved)
        self.approving.troubled.connect(self.troubled)
        self._build()
        self._allow()

    def activate(self) -> None:
        """Read the PCs, and look for sticks."""
        self._read()
        if self._desk.may(Action.DEVICES):
            self.approving.activate()
        self.devices.setFocus()

    def _read(self) -> None:
        desk = self._desk
        self._tasks.start(self, lambda _: desk.devices(), self._show, lane="devices")

    def _show(self, found: list[DeviceLine]) -> None:
        self._known = found
        self.devices.fill(
            [(one.name, STATES[one.state], dotted(one.last_seq), one.id) for one in self._known]
        )
        self._allow()

    def _approved(self, request: Request) -> None:
        self._read()
        self.told.emit(
            f"Đã duyệt máy «{request.name}» vào đơn vị.",
            "Cả sổ đã ghi ra USB. Rút USB, mang về máy mới và bấm «Vào đơn vị» ở đó.",
        )
        self.carried.emit()

    def _ask_revoke(self) -> None:
        one = self._chosen()
        if one is not None:
            self.ask_bar.ask(
                f"Loại máy «{one.name}» khỏi đơn vị? Từ nay không tệp đồng bộ nào được mã hóa cho"
                f" máy đó nữa; mọi thay đổi máy đó ghi sau thay đổi thứ {dotted(one.last_seq)} sẽ"
                " không được nhận. Không hoàn tác được: muốn dùng lại phải xin vào từ đầu. Chỉ"
                " loại máy đã mất, hỏng hẳn hoặc thanh lý.",
                Step("Thôi, giữ lại", self.devices.setFocus),
                Step(f"Loại máy «{one.name}»", lambda: self._revoke(one)),
            )

    def _revoke(self, one: DeviceLine) -> None:
        try:
            self._desk.revoke_device(one.id)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self._read()
        self.devices.setFocus()
        self.told.emit(
            f"Đã loại máy «{one.name}» khỏi đơn vị.",
            "Hãy đồng bộ với các máy còn lại để các máy đó cũng biết.",
        )

    def _chosen(self) -> DeviceLine | None:
        row = self.devices.chosen_row()
        return self._known[row] if 0 <= row < len(self._known) else None

    def _allow(self) -> None:
        one = self._chosen()
        self.revoke.setEnabled(one is not None and one.state == "in")

    def _build(self) -> None:
        area, column = scrolling(WIDEST)
        column.addWidget(label("Các máy đang dùng chung sổ", name="sectionTitle"))
        column.addWidget(self.devices)
        row = QHBoxLayout()
        row.addWidget(self.revoke)
        row.addStretch()
        column.addLayout(row)
        approving = label("Duyệt máy mới", name="sectionTitle")
        for each in (approving, self.approving):
            column.addWidget(each)
        if not self._desk.may(Action.DEVICES):
            for chiefs in (self.revoke, approving, self.approving):
                chiefs.hide()
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addWidget(label("Máy của đơn vị", name="pageTitle"))
        whole.addWidget(self.ask_bar)
        whole.addWidget(self.progress)
        whole.addWidget(area, 1)
