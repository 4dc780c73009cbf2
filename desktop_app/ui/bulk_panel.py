"""The panel that corrects many records: which, what, why; then what it would do, then doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.many import Preview
from desktop_app.desk.records import Refused
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Choice, Status, dotted
from desktop_app.model.record import Record
from desktop_app.ui.buttons import button
from desktop_app.ui.drop_down import DropDown
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.field_box import FieldBox
from desktop_app.ui.labels import label, named
from desktop_app.ui.panel import PanelFoot, PanelHead
from desktop_app.ui.tasks import Task

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

MOST_NAMED = 12
MOST_VALUES = 8
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Order:
    """What the officer asks for: all that the list finds or the chosen lines; values; why."""

    all_listed: bool
    values: dict[str, Json]
    reason: str


class BulkPanel(QWidget):
    """``asked`` wants a preview of an Order, ``ordered`` wants it done."""

    asked = Signal(object)
    ordered = Signal(object)
    closed = Signal()

    def __init__(
        self, register: type[Record], fields: Sequence[Field[Any]], context: Context
    ) -> None:
        super().__init__()
        self._context = context
        self._fields = list(fields)
        self._preview: Preview | None = None
        self._scopes = QButtonGroup(self)
        self.selected = self._radio(0)
        self.listed = self._radio(1)
        self.field = DropDown()
        self.field.setAccessibleName("Mục cần sửa")
        self.field.addItems([one.label for one in self._fields])
        likely = min(range(len(self._fields)), key=lambda at: _rank(self._fields[at]))
        self.field.setCurrentIndex(likely)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Ví dụ: theo danh sách rà soát của tổ")
        self.reason.setAccessibleName("Lý do sửa")
        self.told = label("", wraps=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.go = button("Xem trước", self._go, look="primary", tip="Ctrl+Enter")
        self._column = QVBoxLayout()
        self.box = FieldBox(self._fields[likely], context)
        self._build(register)
        self.field.currentIndexChanged.connect(lambda _: self._take_field())
        self._scopes.idToggled.connect(lambda *_: self._stale())
        self._watch_box()

    def start(self) -> None:
        """Offer the lines chosen when there are several, else all that the list shows."""
        several = self._several
        (self.selected if several else self.listed).setChecked(True)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the focus on the field to correct."""
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_scopes(self, selected: int, listed: str, relisted: bool) -> None:
        """Say how many records either choice means; *relisted* when the list was read anew."""
        self._several = selected > 1
        self.selected.setText(f"Các dòng đang chọn trong danh sách: {dotted(selected)}")
        self.selected.setEnabled(selected > 0)
        self.listed.setText(listed)
        if not selected and self.selected.isChecked():
            self.listed.setChecked(True)
        if relisted or self.selected.isChecked():
            self._stale()

    def show_preview(self, preview: Preview) -> None:
        """Say what would happen, and offer to do it."""
        self._preview = preview
        self.go.setEnabled(bool(preview.changing))
        self.go.setText(f"Sửa {dotted(preview.changing)} hồ sơ" if preview.changing else "Sửa")
        self.told.setText("\n".join(told(preview)))
        if preview.changing:
            (self.go if self.reason.text().strip() else self.reason).setFocus()
        else:
            self.box.focus()

    def failed(self, wrong: BaseException) -> None:
        """Say why there is no preview."""
        self._stale()
        if isinstance(wrong, Refused):
            self.box.show_problems(wrong.problems)
        else:
            self.told.setText(getattr(wrong, "what", ""))

    def wait_for(self, task: Task) -> None:
        """Let nothing be changed here until the work ends."""
        self.setEnabled(False)
        task.ended.connect(lambda: self.setEnabled(True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURNS:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.go.hasFocus():
                self._go()
            else:
                self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        value, wrong = self.box.read()
        self.box.show_problems([wrong] if wrong else [])
        if wrong:
            self.box.focus()
            return
        reason = self.reason.text()
        order = Order(self.listed.isChecked(), {self.box.field.name: value}, reason)
        if self._preview is None:
            self.told.setText("Đang xem trước…")
            self.asked.emit(order)
        elif not reason.strip():
            self.told.setText("✕ Chưa ghi lý do; lý do được giữ trong lịch sử từng hồ sơ.")
            self.reason.setFocus()
        else:
            self.ordered.emit(order)

    def _stale(self) -> None:
        """What was previewed is no longer what is asked for."""
        self._preview = None
        self.go.setEnabled(True)
        self.go.setText("Xem trước")
        self.told.setText("")

    def _take_field(self) -> None:
        box = FieldBox(self._fields[self.field.currentIndex()], self._context)
        self._column.replaceWidget(self.box, box)
        self.box.hide()
        self.box.deleteLater()
        self.box = box
        self.setTabOrder(self.field, box.editor.target())
        self.setTabOrder(box.editor.target(), self.reason)
        self._watch_box()
        self._stale()

    def _watch_box(self) -> None:
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.box.label.setText("Giá trị mới (để trống: xóa nội dung của mục)")
        self.box.changed.connect(self._stale)
        self.box.left.connect(self.box.editor.settle)

    def _radio(self, number: int) -> QRadioButton:
        made = QRadioButton()
        self._scopes.addButton(made, number)
        return made

    def _build(self, register: type[Record]) -> None:
        self._several = False
        column = self._column
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addWidget(label("Sửa những hồ sơ nào", name="sectionTitle"))
        column.addWidget(self.selected)
        column.addWidget(self.listed)
        column.addSpacing(6)
        column.addWidget(label("Sửa thành gì", name="sectionTitle"))
        column.addWidget(self.field)
        column.addWidget(self.box)
        column.addWidget(label("Lý do sửa *"))
        column.addWidget(self.reason)
        column.addSpacing(6)
        column.addWidget(label("Xem trước", name="sectionTitle"))
        column.addWidget(self.told)
        column.addStretch()
        inside = named(QWidget(), "formBody")
        inside.setLayout(column)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        title = f"Sửa nhiều hồ sơ: {register.title}"
        whole.addWidget(PanelHead(title, "Đóng (Esc)", self.closed.emit))
        whole.addWidget(scroll, 1)
        whole.addWidget(PanelFoot(self.go))


def _rank(field: Field[Any]) -> int:
    """Return how unlikely a field is to be corrected in many records."""
    return 0 if isinstance(field, Status) else 1 if isinstance(field, Choice) else 2


def told(preview: Preview) -> list[str]:
    """Return a preview in lines: how many change, from what, what stays and why, warnings."""
    of = f"{dotted(preview.changing)} trong {dotted(preview.total)} hồ sơ"
    lines = [f"✓ Sẽ sửa {of}." if preview.changing else "Không có hồ sơ nào để sửa."]
    if preview.before:
        lines.append("Giá trị hiện nay của các hồ sơ sẽ sửa:")
        lines += _counted(preview.before)
    if preview.same:
        lines.append(f"{dotted(preview.same)} hồ sơ đã có sẵn giá trị này, không cần sửa.")
    if preview.refused:
        number = dotted(len(preview.refused))
        lines.append(f"✕ {number} hồ sơ sẽ giữ nguyên vì quy tắc không cho:")
        lines += _counted(Counter(one.why for one in preview.refused).most_common())
        lines.append("Gồm:")
        lines += [f"   • {one.caption}" for one in preview.refused[:MOST_NAMED]]
        if len(preview.refused) > MOST_NAMED:
            lines.append(f"   • và {dotted(len(preview.refused) - MOST_NAMED)} hồ sơ khác")
    if preview.warnings:
        lines.append("▲ Cảnh báo, được ghi vào lịch sử hồ sơ:")
        lines += _counted(preview.warnings)
    return lines


def _counted(found: Sequence[tuple[str, int]]) -> list[str]:
    lines = [f"   • {words}: {dotted(number)} hồ sơ" for words, number in found[:MOST_VALUES]]
    if len(found) > MOST_VALUES:
        rest = sum(number for _, number in found[MOST_VALUES:])
        lines.append(f"   • khác: {dotted(rest)} hồ sơ")
    return lines
