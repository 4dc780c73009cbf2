"""Nhật ký truy cập: who opened, printed, saved what and why; the chief's page."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk.auditing import DEEDS, MOST_LINES
from desktop_app.model.dates import Day
from desktop_app.model.field import Invalid
from desktop_app.model.kinds import dotted
from desktop_app.model.moments import moment_words
from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.flow import FlowLayout
from desktop_app.ui.labels import label
from desktop_app.ui.lines_table import LinesTable

if TYPE_CHECKING:
    from desktop_app.desk.auditing import AccessLine

COLUMNS = "Lúc", "Cán bộ", "Việc", "Sổ", "Hồ sơ", "Lý do, chi tiết"
CHARACTERS = 16, 18, 26, 15, 22, 0
DAY_CHARACTERS = 14
EVERY = "Tất cả"
EMPTY = "Chưa có dòng nào khớp."


class LogPage(QWidget):
    """The newest entries first; ``opened`` carries (register, id) of a line's record."""

    title = "Nhật ký truy cập"
    opened = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.known: list[AccessLine] = []
        desk = context.desk
        officers = [(one.name, one.officer_id) for one in desk.accounts()]
        registers = [(kind.title, table) for table, kind in desk.registers.items()]
        self.officer = _box("Cán bộ", officers)
        self.deed = _box("Việc", [(words, deed) for deed, words in DEEDS.items()])
        self.register = _box("Sổ", registers)
        self.first, self.last = Line(), Line()
        self.count = label(name="faint")
        self.heads = label(name="faint", wraps=True)
        self.lines = LinesTable(self.title, COLUMNS, CHARACTERS)
        self.lines.opened.connect(self._open)
        for box in (self.officer, self.deed, self.register):
            box.currentIndexChanged.connect(lambda _: self.read())
        for line, name in ((self.first, "Từ ngày"), (self.last, "Đến ngày")):
            line.setAccessibleName(name)
            line.setPlaceholderText(name)
            line.setToolTip("5/11, 051126, hôm nay, hôm qua; để trống là không giới hạn")
            line.editingFinished.connect(partial(self._settle, line))
        self._build()

    def activate(self) -> None:
        """Read the log when the page comes to sight."""
        self.read()
        self.lines.setFocus()

    def read(self) -> None:
        """Read the entries that the filters ask for, on a worker."""
        desk = self._context.desk
        asked = {
            "officer": self.officer.currentData(),
            "deed": self.deed.currentData(),
            "register": self.register.currentData(),
            "first": _day(self.first),
            "last": _day(self.last),
        }

        def work(_: object) -> tuple[list[AccessLine], str, str]:
            heads = desk.heads()
            return desk.access_log(**asked), heads.ledger, heads.access

        self._context.tasks.start(self, work, lambda found: self._show(*found), lane="log")

    def clear(self) -> None:
        """Take every filter off."""
        for box in (self.officer, self.deed, self.register):
            box.setCurrentIndex(0)
        self.first.clear()
        self.last.clear()
        self.read()

    def refit(self) -> None:
        """Take widths and heights from the present font."""
        self.lines.refit()
        letter = self.first.fontMetrics().averageCharWidth()
        for line in (self.first, self.last):
            line.setFixedWidth(letter * DAY_CHARACTERS)

    def _settle(self, line: Line) -> None:
        """Show a day in its usual form; mark what is none."""
        day = _day(line)
        wrong = "error" if line.text().strip() and day is None else ""
        if day is not None:
            line.setText(f"{day:%d/%m/%Y}")
        line.setProperty("wrong", wrong)
        line.style().unpolish(line)
        line.style().polish(line)
        self.read()

    def _show(self, lines: list[AccessLine], ledger: str, access: str) -> None:
        self.known = lines
        self.lines.show_lines([_cells(one) for one in lines])
        newest = "dòng mới nhất" if len(lines) == MOST_LINES else "dòng"
        self.count.setText(f"{dotted(len(lines))} {newest}" if lines else EMPTY)
        self.heads.setText(
            "Chép hai mã này ra giấy: sau này đối chiếu, dòng nào trước đó bị sửa hay xóa đều lộ."
            f"\nSổ cái: {ledger} · Nhật ký truy cập: {access}"
        )

    def _open(self, row: int) -> None:
        if not 0 <= row < len(self.known):
            return
        one = self.known[row]
        if one.table and one.caption:
            self.opened.emit(one.table, one.record)

    def _build(self) -> None:
        filters = QWidget()
        row = FlowLayout(filters)
        for one in (self.officer, self.deed, self.register, self.first, self.last):
            row.addWidget(one)
        row.addWidget(button("Bỏ lọc", self.clear, look="flat"))
        top = QHBoxLayout()
        top.addWidget(label(self.title, name="pageTitle"), 1)
        top.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(filters)
        column.addWidget(self.lines, 1)
        column.addWidget(self.heads)
        self.refit()


def _box(name: str, choices: list[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItem(f"{name}: {EVERY.lower()}", "")
    for words, value in choices:
        box.addItem(words, value)
    return box


def _day(line: Line) -> date | None:
    try:
        value = Day(line.accessibleName()).parse(line.text())
        return date.fromisoformat(str(value)) if value else None
    except (Invalid, ValueError):
        return None


def _cells(one: AccessLine) -> tuple[str, ...]:
    about = one.caption or one.record
    return moment_words(one.wall), one.officer, one.what, one.register, about, one.why
