"""What to export: which lines, as what kind of file, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop_app.model.kinds import dotted
from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.labels import label, named
from desktop_app.ui.panel import PanelFoot, PanelHead
from desktop_app.ui.tasks import Task

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WARNING = (
    "Tệp xuất ra không mã hóa và ghi đủ số định danh. Ai xuất, lúc nào, bao nhiêu hồ sơ và lý do"
    " được giữ trong nhật ký truy cập. Dùng xong hãy xóa tệp."
)


@dataclass(frozen=True)
class Order:
    """What the officer asks for: all that the list finds or the chosen lines; file; reason."""

    all_listed: bool
    ending: str
    reason: str


class ExportPanel(QWidget):
    """``ordered`` carries an Order; where the file goes is asked next."""

    ordered = Signal(object)
    closed = Signal()

    def __init__(self, title: str, formats: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._endings = [ending for ending, _ in formats]
        self._scopes = QButtonGroup(self)
        self._formats = QButtonGroup(self)
        self.selected = _radio(self._scopes, 0, "")
        self.listed = _radio(self._scopes, 1, "")
        self.formats = [_radio(self._formats, n, words) for n, (_, words) in enumerate(formats)]
        self.formats[0].setChecked(True)
        self.reason = Line()
        self.reason.setPlaceholderText("Ví dụ: gửi kèm báo cáo quý theo Công văn số …")
        self.reason.setAccessibleName("Lý do xuất")
        self.told = label("", wraps=True)
        self.go = button("Chọn nơi ghi…", self._go, look="primary", sign="folder", tip="Enter")
        self._started = False
        self._build(title)

    def show_scopes(self, selected: int, listed: str, _relisted: bool = False) -> None:
        """Say how many records either choice means."""
        self.selected.setText(f"Các dòng đang chọn trong danh sách: {dotted(selected)}")
        self.selected.setEnabled(selected > 0)
        self.listed.setText(listed)
        if not self._started:
            (self.selected if selected > 1 else self.listed).setChecked(True)
            self._started = True
        if not selected and self.selected.isChecked():
            self.listed.setChecked(True)

    def focus_first(self) -> None:
        """Put the focus on the reason, the one thing that has to be typed."""
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def wait_for(self, task: Task) -> None:
        """Let nothing be changed here until the work ends."""
        self.setEnabled(False)
        task.ended.connect(lambda: self.setEnabled(True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURNS:
            self._go()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        take_word()
        reason = self.reason.text().strip()
        if not reason:
            self.told.setText("✕ Chưa ghi lý do; lý do được giữ trong nhật ký truy cập.")
            self.reason.setFocus()
            return
        self.told.setText("")
        ending = self._endings[self._formats.checkedId()]
        self.ordered.emit(Order(self.listed.isChecked(), ending, reason))

    def _build(self, title: str) -> None:
        inside = named(QWidget(), "formBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addWidget(label("Xuất những hồ sơ nào", name="sectionTitle"))
        column.addWidget(self.selected)
        column.addWidget(self.listed)
        column.addSpacing(8)
        column.addWidget(label("Loại tệp", name="sectionTitle"))
        for one in self.formats:
            column.addWidget(one)
        column.addSpacing(8)
        column.addWidget(label("Lý do xuất *", name="sectionTitle"))
        column.addWidget(self.reason)
        column.addWidget(self.told)
        column.addWidget(label(WARNING, name="faint", wraps=True))
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PanelHead(f"Xuất danh sách: {title}", "Đóng (Esc)", self.closed.emit))
        whole.addWidget(inside, 1)
        whole.addWidget(PanelFoot(self.go))


def _radio(group: QButtonGroup, number: int, text: str) -> QRadioButton:
    made = QRadioButton(text)
    group.addButton(made, number)
    return made
