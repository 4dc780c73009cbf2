"""One record's conflicts: before, here, there, or typed anew; one key for each field."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.desk.records import Refused
from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import button
from desktop_app.ui.choice_box import ChoiceBox, Option
from desktop_app.ui.editors.editor import Context, Json
from desktop_app.ui.labels import emptied, label
from desktop_app.ui.panel import PanelFoot, PanelHead
from desktop_app.ui.scrolling import scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from desktop_app.desk.settling import Conflict, Version

KEYS = (
    "Phím số: chọn giá trị · G: gõ lại · ↑ ↓: sang mục khác · Enter (khi đang gõ: Ctrl+Enter): ghi"
    " quyết định"
)
EMPTY = "(trống)"
DELETION = {True: "Xóa hồ sơ", False: "Giữ hồ sơ"}


class SettlingPanel(QWidget):
    """``settled`` and ``opening`` carry (register, id); ``left`` follows Esc."""

    settled = Signal(str, str)
    opening = Signal(str, str)
    troubled = Signal(object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.boxes: list[ChoiceBox] = []
        self._conflicts: list[Conflict] = []
        self.head = PanelHead("", "Về danh sách (Esc)", self.left.emit)
        self.wrong = label(wraps=True)
        self.wrong.setProperty("message", "error")
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self._area, column = scrolling()
        column.addWidget(label(KEYS, name="faint", wraps=True))
        column.addLayout(self._column)
        column.addWidget(self.wrong)
        column.addStretch()
        self.open = button("Mở hồ sơ", self._open, sign="preview")
        self.decide = button("Ghi quyết định", self.write, look="primary", sign="save")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self._area, 1)
        whole.addWidget(PanelFoot(self.open, self.decide))

    def show_conflicts(self, conflicts: list[Conflict]) -> None:
        """Show the fields of one record that are to be decided."""
        self._conflicts = conflicts
        self.head.title.setText(conflicts[0].caption)
        self.wrong.setText("")
        emptied(self._column)
        register = self._context.desk.registers[conflicts[0].register]
        self.boxes = []
        for each in conflicts:
            field = register.fields.get(each.field)
            box = ChoiceBox(each.label, _options(each), field, self._context)
            box.chosen.connect(lambda one=box: self._go_on(one))
            box.entered.connect(self._enter)
            box.reached.connect(lambda one=box: self._area.ensureWidgetVisible(one))
            self.boxes.append(box)
            self._column.addWidget(box)
        self._order_tabs()
        self._allow()

    def write(self) -> None:
        """Let all choices hold, or none that is refused."""
        if not self.decide.isEnabled():
            return
        values: dict[str, Json] = {}
        for box, conflict in zip(self.boxes, self._conflicts, strict=True):
            value, wrong = box.value()
            if wrong:
                self.wrong.setText(f"✕ {conflict.label}: {wrong}")
                box.begin()
                return
            values[conflict.field] = value
        first = self._conflicts[0]
        try:
            self._context.desk.decide_all(first.register, first.id, values)
        except Refused as refused:
            self.wrong.setText("\n".join(f"✕ {one.text}" for one in refused.problems))
        except Trouble as trouble:
            self.troubled.emit(trouble)
        else:
            self.settled.emit(first.register, first.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.boxes:
            self._present().begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif not self.boxes or not self._present().press(event.text()):
            super().keyPressEvent(event)

    def _order_tabs(self) -> None:
        """Let Tab go through the values from top to bottom, then to the foot."""
        stops = [made for box in self.boxes for made in box.buttons.values()]
        for before, after in pairwise([*stops, self.open, self.decide]):
            self.setTabOrder(before, after)

    def _step(self, by: int) -> None:
        place = self.boxes.index(self._present()) + by if self.boxes else -1
        if 0 <= place < len(self.boxes):
            self.boxes[place].begin()

    def _present(self) -> ChoiceBox:
        """Return the field the officer is at, else the first that wants a choice."""
        focused = self.window().focusWidget()
        waiting = [box for box in self.boxes if not box.complete()]
        inside = [box for box in self.boxes if focused is not None and box.isAncestorOf(focused)]
        return (inside or waiting or self.boxes)[0]

    def _go_on(self, box: ChoiceBox) -> None:
        """Go to the next field that wants a choice, or to the button when all have one."""
        self._allow()
        if box.typing():
            # Later: the editor has no place yet.
            QTimer.singleShot(0, box, lambda: self._area.ensureWidgetVisible(box.editor or box))
            return
        place = self.boxes.index(box)
        order = [*range(place + 1, len(self.boxes)), *range(place)]
        open_ones = [one for one in order if not self.boxes[one].complete()]
        if open_ones:
            self.boxes[open_ones[0]].begin()
        else:
            self.decide.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        if self.decide.isEnabled():
            self.write()
        elif self.boxes:
            self._go_on(self._present())

    def _allow(self) -> None:
        chosen = sum(box.complete() for box in self.boxes)
        self.decide.setEnabled(chosen == len(self.boxes))
        several = f" ({chosen}/{len(self.boxes)} mục)" if len(self.boxes) > 1 else ""
        self.decide.setText(f"Ghi quyết định{several}")

    def _open(self) -> None:
        if self._conflicts:
            self.opening.emit(self._conflicts[0].register, self._conflicts[0].id)


def _options(conflict: Conflict) -> list[Option]:
    """Return what can be chosen: 0 is what stood before, then each PC's value."""
    found = [
        Option(str(number), one.shown or EMPTY, _told(one), one.value)
        for number, one in enumerate(conflict.versions, start=1)
    ]
    if conflict.deletion:
        return [replace(one, shown=DELETION[bool(one.value)]) for one in found]
    whose = "Trình lại để chỉ huy duyệt hồ sơ như hiện nay" if conflict.approval else "Trước đó"
    return [Option("0", conflict.before or EMPTY, whose, conflict.old), *found]


def _told(version: Version) -> str:
    where = "Máy này" if version.here else f"Máy «{version.device_name}»"
    moment = datetime.fromisoformat(version.wall)
    return f"{where} · {version.officer or 'không rõ cán bộ'} · {moment:%H:%M %d/%m/%Y}"
