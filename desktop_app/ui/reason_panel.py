"""In the place of a restricted record of another officer: why it is to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.model.record import Record
from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.labels import label, named
from desktop_app.ui.panel import PanelFoot, PanelHead

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

EXAMPLE = "Ví dụ: xác minh theo phân công của chỉ huy"


class ReasonPanel(QWidget):
    """Asks for one line and shows nothing of the record; ``given`` carries the reason.

    It takes no focus by itself, so that the officer may go on through the list.
    """

    given = Signal(str)
    closed = Signal()

    def __init__(self, record: Record, in_charge: str) -> None:
        super().__init__()
        self.record: Record = record
        self.words = label(words_for(in_charge), wraps=True)
        self.reason = Line()
        self.reason.setPlaceholderText(EXAMPLE)
        self.reason.setAccessibleName("Lý do mở hồ sơ")
        self.reason.setAccessibleDescription(self.words.text())
        self.reason.textChanged.connect(self._allow)
        self.reason.composed.connect(self._allow)
        self.reason.returnPressed.connect(self._give)
        self.go = button("Mở hồ sơ", self._give, look="primary", sign="unlock", tip="Enter")
        self.go.setEnabled(False)
        inside = named(QWidget(), "formBody")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(8)
        rows.addWidget(self.words)
        rows.addWidget(label("Lý do mở hồ sơ *"))
        rows.addWidget(self.reason)
        rows.addWidget(label("Phím cách: tới ô lý do. Esc: đóng.", name="faint"))
        rows.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHead("Hồ sơ hạn chế", "Đóng (Esc)", self.closed.emit))
        column.addWidget(inside, 1)
        column.addWidget(PanelFoot(self.go))

    def focusInEvent(self, event: QFocusEvent) -> None:
        # No focus proxy: with one, Tab would pass by what stands before it.
        self.reason.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.reason.words().strip()))

    def _give(self) -> None:
        take_word()
        if self.reason.text().strip():
            self.given.emit(self.reason.text())


def words_for(in_charge: str) -> str:
    """Return what an officer is told before he opens a restricted record of somebody else."""
    whose = f", do {in_charge} phụ trách" if in_charge else ", do cán bộ khác phụ trách"
    return f"Hồ sơ thuộc diện hạn chế{whose}; việc mở sẽ được ghi vào nhật ký truy cập cùng lý do."
