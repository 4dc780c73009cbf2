"""The history of a record: who changed what when, from which value to which, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.desk.permission import Action
from desktop_app.model.approval import APPROVAL_STATE, TITLES
from desktop_app.model.entry import Entry
from desktop_app.model.links import Rows
from desktop_app.model.moments import moment_words
from desktop_app.model.record import Record, told
from desktop_app.ui.ask_bar import AskBar
from desktop_app.ui.buttons import button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label, named
from desktop_app.ui.notices import Step
from desktop_app.ui.panel import PanelHead
from desktop_app.ui.record_text import words_of

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from desktop_app.desk.histories import HistoryLine

DEEDS = {
    "add": "Ghi mới",
    "edit": "Sửa",
    "decide": "Xử lý xung đột",
    "delete": "Xóa",
    "undelete": "Khôi phục sau xóa",
    "undo": "Hoàn tác",
    "supplement": "Bổ sung sau khi duyệt",
    "submit": "Trình duyệt",
    "return": "Trả lại",
    "approve": "Duyệt",
    "close": "Đóng hồ sơ",
    "reopen": "Mở lại",
    "erase": "Xóa hẳn dữ liệu cá nhân",
    "erased": "(Nội dung đã xóa)",
}
MARK_LABELS = {"draft": "Tình trạng", "deleted": "Xóa", "approval": APPROVAL_STATE.label}
MARKS = {"draft": ("Nháp", "Đủ"), "deleted": ("Đã xóa", "Đang có")}
NOTHING = "(trống)"
LONGEST = 300


class HistoryPanel(QWidget):
    """A record's changes, newest first. ``restored`` carries (device, number) of a change,
    ``field_restored`` a field's name too."""

    restored = Signal(str, int)
    field_restored = Signal(str, str, int)
    closed = Signal()

    def __init__(self, record: Record, context: Context) -> None:
        super().__init__()
        self.record = record
        self._context = context
        self._writes = context.desk.may(Action.WRITE)
        self.ask_bar = AskBar()
        self.lines: list[HistoryLine] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setObjectName("readingArea")
        title = f"Lịch sử: {record.caption(context.desk)}"
        self._area.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHead(title, "Đóng (Esc)", self.closed.emit))
        column.addWidget(self.ask_bar)
        column.addWidget(self._area, 1)

    def show_lines(self, lines: list[HistoryLine]) -> None:
        """Show the changes; they come oldest first."""
        self.lines = lines
        inside = named(QWidget(), "recordBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(10)
        for number, line in reversed(list(enumerate(lines, start=1))):
            column.addWidget(self._card(number, line, newest=number == len(lines)))
        column.addStretch()
        self._area.setWidget(inside)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # No focus proxy: with one, Tab would pass by what stands before it.
        self._area.setFocus(event.reason())

    def words(self, line: HistoryLine) -> dict[str, str]:
        """Return what a change did, a sentence for each field in the order of the form."""
        places = {name: place for place, name in enumerate(self.record.fields)}
        names = sorted(line.fields, key=lambda name: places.get(name, len(places)))
        first = line.kind == "add"
        return {name: self._told(name, *line.fields[name], first=first) for name in names}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _card(self, number: int, line: HistoryLine, *, newest: bool) -> QFrame:
        card = named(QFrame(), "card")
        column = QVBoxLayout(card)
        top = QHBoxLayout()
        deed = DEEDS.get(line.kind, "Thay đổi")
        title = label(f"{number}. {deed} · {line.officer}", name="noticeWhat", wraps=True)
        top.addWidget(title, 1)
        if self._writes and not (newest or self.record.erased):
            back = button("Khôi phục", lambda: self._ask(number, line), sign="undo")
            back.setToolTip("Đưa hồ sơ về đúng như sau lần thay đổi này")
            back.setAccessibleName(f"Khôi phục về lần thay đổi {number}")
            top.addWidget(back)
        column.addLayout(top)
        column.addWidget(label(moment_words(line.wall), name="faint"))
        if line.reason:
            column.addWidget(label(f"Lý do: {line.reason}", wraps=True))
        for name, words in self.words(line).items():
            column.addLayout(self._line(name, words, line))
        for passed in line.passed:
            column.addWidget(label(f"▲ Đã lưu dù có cảnh báo: {passed}", wraps=True))
        return card

    def _line(self, name: str, words: str, line: HistoryLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(_selectable(words), 1)
        lost = line.kind == "add" or self.record.deleted or self.record.erased
        if self._writes and not lost and name in self.record.fields:
            back = button("", lambda: self._ask_field(name, line), look="flat", sign="undo")
            back.setToolTip("Lấy lại giá trị trước lần thay đổi này")
            back.setAccessibleName(f"Lấy lại {self._label(name)} trước lần thay đổi này")
            row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _ask_field(self, name: str, line: HistoryLine) -> None:
        old = self._shown(name, line.fields[name][0]).strip()
        self.ask_bar.ask(
            f"Lấy lại mục «{self._label(name)}»: {old}? Các mục khác giữ nguyên.",
            Step("Lấy lại", lambda: self.field_restored.emit(name, line.device, line.seq)),
            Step("Thôi", self.setFocus),
        )

    def _ask(self, number: int, line: HistoryLine) -> None:
        self.ask_bar.ask(
            f"Đưa hồ sơ về như sau lần thay đổi {number} ({moment_words(line.wall)})? Các lần"
            " thay đổi sau vẫn còn trong lịch sử.",
            Step("Khôi phục", lambda: self.restored.emit(line.device, line.seq)),
            Step("Thôi", self.setFocus),
        )

    def _told(self, name: str, old: Any, new: Any, *, first: bool) -> str:
        if first:
            return f"{self._label(name)}: {self._shown(name, new)}"
        return f"{self._label(name)}: {self._shown(name, old)} → {self._shown(name, new)}"

    def _label(self, name: str) -> str:
        field = self.record.fields.get(name)
        return field.label if field else MARK_LABELS.get(name, name)

    def _shown(self, name: str, value: Any) -> str:
        if name == APPROVAL_STATE.name:
            return TITLES[value]
        if name in MARKS:
            return MARKS[name][0 if value else 1]
        field = self.record.fields.get(name)
        if value is None or field is None:
            return NOTHING
        if isinstance(field, Rows):
            inner, desk = field.entry.fields, self._context.desk
            lines = ["; ".join(words_of(inner, row, desk)) for row in value]
            return "".join(f"\n   {number}) {line}" for number, line in enumerate(lines, start=1))
        text = told(Entry({name: value}), field, self._context.desk)
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _selectable(words: str) -> QLabel:
    line = label(words, wraps=True)
    line.setTextFormat(Qt.TextFormat.PlainText)
    line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return line
