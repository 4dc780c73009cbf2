"""Above a record without its official number: give it one here, or which PC it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.desk.permission import Action
from desktop_app.ui.buttons import button
from desktop_app.ui.chips import TONES, Chip
from desktop_app.ui.flow import FlowLayout
from desktop_app.ui.labels import label, named
from desktop_app.ui.theme import colour

if TYPE_CHECKING:
    from desktop_app.model.record import Record
    from desktop_app.ui.editors.editor import Context

TAKE, TYPE = "take", "type"
WAITING = Chip("Chờ số", "going")


class NumberStrip(QFrame):
    """``wanted`` carries TAKE, to give the record a number, or TYPE, to type that of the paper."""

    wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        named(self, "approvalStrip")
        self._desk = context.desk
        self.state = label("")
        self.words = label("", name="faint", wraps=True)
        self.take = button("Cấp số", lambda: self.wanted.emit(TAKE), sign="badge")
        self.take.setToolTip("Lấy số tiếp theo của sổ số")
        self.type = button("Gõ số của sổ giấy", lambda: self.wanted.emit(TYPE), sign="edit")
        self.type.setToolTip("Sổ giấy đã có số cho hồ sơ này: gõ vào mục «Số»")
        holder = QWidget()
        row = FlowLayout(holder)
        for each in (self.state, self.take, self.type):
            row.addWidget(each)
        self.state.setMinimumHeight(self.take.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(4)
        column.addWidget(holder)
        column.addWidget(self.words)
        self.hide()

    def show_record(self, record: Record) -> None:
        """Tell of a record; nothing where it has a number, or none is to be given."""
        wanted = self._desk.number_wanted(record)
        writes = self._desk.may(Action.WRITE)
        self.setVisible(wanted is not None)
        if wanted is None:
            return
        here = wanted.here and writes
        self.state.setText("Chưa có số" if here else WAITING.words)
        tint = colour("faint" if here else TONES[WAITING.tone]).name()
        self.state.setStyleSheet(f"color: {tint}; font-weight: bold")
        self.take.setVisible(here)
        self.type.setVisible(writes)
        self.words.setVisible(not wanted.here)
        self.words.setText(f"Máy «{wanted.holder_name}» giữ sổ số; bản in để chấm ở chỗ số.")
