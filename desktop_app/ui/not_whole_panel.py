"""An erased record of which another PC wrote on: what that means, and erasing the rest too."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.desk.permission import Action
from desktop_app.ui.buttons import button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label, named
from desktop_app.ui.panel import PanelFoot

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from desktop_app.desk.erasing import NotWhole

TITLE = "Dữ liệu cá nhân chưa xóa hết"
EXPLAINS = (
    "Hồ sơ này đã được xóa dữ liệu cá nhân, nhưng máy khác chưa biết việc đó nên còn ghi thêm."
    " Phần ghi thêm không hiện ở danh sách, không vào số liệu, nhưng vẫn nằm trong sổ và đọc được"
    " ở lịch sử hồ sơ. Nếu việc ghi thêm còn cần, hãy ghi thành hồ sơ mới, rồi nhờ chỉ huy xóa nốt."
)


class NotWholePanel(QWidget):
    """``opening`` and ``erasing`` carry (register, id)."""

    opening = Signal(str, str)
    erasing = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk = context.desk
        self._found: NotWhole | None = None
        self._last = label(wraps=True)
        self.open = button("Mở hồ sơ", self._open, sign="preview")
        self.erase = button("Xóa nốt…", self._erase, sign="trash")
        inside = named(QWidget(), "formBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(label(TITLE, name="panelTitle", wraps=True))
        column.addWidget(label(EXPLAINS, wraps=True))
        column.addWidget(self._last)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inside, 1)
        whole.addWidget(PanelFoot(self.open, self.erase))

    def show_record(self, found: NotWhole) -> None:
        """Show who wrote on; only the chief erases."""
        self._found = found
        moment = datetime.fromisoformat(found.wall)
        whose = found.officer or "không rõ cán bộ"
        self._last.setText(
            f"Ghi thêm {found.changes} lần, lần cuối: {whose}, {moment:%H:%M %d/%m/%Y}."
        )
        self.erase.setVisible(self._desk.may(Action.ERASE))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.open.setFocus(event.reason())

    def _open(self) -> None:
        if self._found is not None:
            self.opening.emit(self._found.register, self._found.id)

    def _erase(self) -> None:
        if self._found is not None:
            self.erasing.emit(self._found.register, self._found.id)
