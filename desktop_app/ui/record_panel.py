"""The record of the selected line, to read, beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from desktop_app.desk.marks import label_of
from desktop_app.desk.permission import Action
from desktop_app.model.record import Record
from desktop_app.ui.approval_strip import ApprovalStrip
from desktop_app.ui.buttons import Link, button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import named
from desktop_app.ui.number_strip import NumberStrip
from desktop_app.ui.panel import PanelFoot, PanelHead
from desktop_app.ui.record_text import page_of

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from desktop_app.desk.records import Opened


class RecordPanel(QWidget):
    """A record as written; ``editing`` and ``history`` follow its buttons, ``step_wanted``
    carries a step of approval, ``numbering`` what is wanted of the record's number."""

    editing = Signal()
    history = Signal()
    printing = Signal()
    settling = Signal()
    closed = Signal()
    step_wanted = Signal(str)
    numbering = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.record: Record | None = None
        self.head = PanelHead("", "Đóng (Esc)", self.closed.emit)
        self.approval = ApprovalStrip(context)
        self.approval.wanted.connect(self.step_wanted)
        self.number = NumberStrip(context)
        self.number.wanted.connect(self.numbering)
        self.disputed = Link()
        self.disputed.setProperty("level", "warning")
        self.disputed.clicked.connect(lambda: self.settling.emit())
        self.disputed.hide()
        self.page = named(QTextBrowser(), "recordBody")
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.setAccessibleName("Nội dung hồ sơ")
        self.edit_button = button(
            "Sửa hồ sơ", self.editing.emit, look="primary", sign="edit", tip="F2"
        )
        past = button("Lịch sử", self.history.emit, sign="history", tip="Ai sửa, lúc nào, sửa gì")
        self.print_button = button("In", self.printing.emit, sign="print", tip="Ctrl+P")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.approval)
        column.addWidget(self.number)
        column.addWidget(self.disputed)
        column.addWidget(self.page, 1)
        writing = [self.edit_button] if context.desk.may(Action.WRITE) else []
        column.addWidget(PanelFoot(past, self.print_button, *writing))

    def show_opened(self, opened: Opened) -> None:
        """Show a record that the desk opened."""
        record = opened.record
        self.record = record
        lookup = self._context.desk
        title = record.caption(lookup)
        self.head.title.setText(f"{title} (nháp)" if record.draft else title)
        closed = lookup.restricted(record)
        prints = bool(record.prints) and not record.erased
        labels = [label_of(record, name).lower() for name in opened.conflicts]
        self.disputed.say(f"▲ Xung đột: {', '.join(labels)}. Bấm để chọn giá trị đúng")
        self.disputed.setVisible(bool(labels))
        self.print_button.setVisible(prints and lookup.may(Action.PRINT, restricted=closed))
        self.edit_button.setVisible(lookup.may(Action.WRITE) and not record.erased)
        self.approval.show_record(record)
        self.number.show_record(record)
        self.page.setHtml(page_of(record, lookup, opened.problems))
        self.page.setAccessibleDescription(title)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # No focus proxy: with one, Tab would pass by what stands before it.
        self.page.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
