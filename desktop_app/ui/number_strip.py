"""Above a record without its official number: give it one here, or which PC it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.desk.permission import Action
from desktop_app.ui.buttons import button
from desktop_app.ui.chips import TONES, Chip
from desktop_app.ui.labels import label
from desktop_app.ui.strip import Strip, tint

if TYPE_CHECKING:
    from desktop_app.model.record import Record
    from desktop_app.ui.editors.editor import Context

TAKE, TYPE = "take", "type"
WAITING = Chip("Chờ số", "going")


class NumberStrip(Strip):
    """``wanted`` carries TAKE, to give the record a number, or TYPE, to type that of the paper."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk = context.desk
        self.state = label("")
        self.take = button("Cấp số", lambda: self.wanted.emit(TAKE), sign="badge")
        self.take.setToolTip("Lấy số tiếp theo của sổ số")
        self.type = button("Gõ số của sổ giấy", lambda: self.wanted.emit(TYPE), sign="edit")
        self.type.setToolTip("Sổ giấy đã có số cho hồ sơ này: gõ vào mục «Số»")
        for each in (self.state, self.take, self.type):
            self.row.addWidget(each)
        self.state.setMinimumHeight(self.take.sizeHint().height())
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
        tint(self.state, "faint" if here else TONES[WAITING.tone])
        self.take.setVisible(here)
        self.type.setVisible(writes)
        self.words.setVisible(not wanted.here)
        self.words.setText(f"Máy «{wanted.holder_name}» giữ sổ số; bản in để chấm ở chỗ số.")
