"""Where the approval of a record stands, above the record, with the steps that may be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.desk.approving import APPROVE, CLOSE, REOPEN, RETURN, SUBMIT
from desktop_app.model.approval import NONE, RETURNED, VOIDED, WAITING, void_words
from desktop_app.model.record import Record
from desktop_app.ui.buttons import button
from desktop_app.ui.chips import TONES, approval_chip
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import emptied, label
from desktop_app.ui.strip import Strip, tint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QPushButton

BUTTONS = {
    SUBMIT: ("Trình duyệt", "flag", "Ctrl+Shift+T"),
    APPROVE: ("Duyệt", "stamp", "Ctrl+Shift+D"),
    RETURN: ("Trả lại…", "undo", "Ctrl+Shift+R"),
    CLOSE: ("Đóng hồ sơ", "lock", "Không bổ sung được nữa, trừ khi mở lại"),
    REOPEN: ("Mở lại…", "unlock", "Trả cho cán bộ phụ trách sửa, có lý do"),
}
OWN_WORK = "Hồ sơ do chính bạn ghi, sửa hoặc trình nên phải do người khác duyệt."


class ApprovalStrip(Strip):
    """``wanted`` carries the step that a button stands for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk = context.desk
        self.state = label("")

    def show_record(self, record: Record) -> None:
        """Tell of a record; a draft has no approval to tell of, and where nothing can be done
        about a record nobody submitted there is nothing to say."""
        steps = self._desk.steps(record)
        emptied(self.row)
        self.state = _state(record)
        self.row.addWidget(self.state)
        made = [self._button(step) for step in steps]
        for one in made:
            self.row.addWidget(one)
            self.state.setMinimumHeight(one.sizeHint().height())
        words = self._said(record)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.setVisible(bool(steps) or record.approval != NONE)

    def _button(self, step: str) -> QPushButton:
        words, sign, tip = BUTTONS[step]
        return button(words, lambda: self.wanted.emit(step), sign=sign, tip=tip)

    def _said(self, record: Record) -> str:
        words = []
        if record.approval == RETURNED:
            words.append(f"Nhận xét: {record.remark}")
        elif record.approval == VOIDED:
            words.append(f"{void_words(record)}. Chờ duyệt lại.")
        chief = record.approval in WAITING and RETURN in self._desk.steps(record)
        if chief and self._desk.own_work(record):
            words.append(OWN_WORK)
        return " ".join(words)


def _state(record: Record) -> QLabel:
    chip = approval_chip(record)
    made = label(f"Duyệt: {chip.words}")
    tint(made, TONES[chip.tone])
    return made
