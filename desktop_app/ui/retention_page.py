"""Hồ sơ quá hạn lưu: what has been kept longer than its register's period, for the chief."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.erasing import MOST, Overdue
from desktop_app.model.dates import shown_day
from desktop_app.model.kinds import dotted
from desktop_app.ui.buttons import button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label

COLUMNS = "Lần cuối", "Sổ", "Hồ sơ", "Thời hạn lưu"
EXPLAINS = (
    "Quá thời hạn lưu kể từ sự việc cuối cùng (của người, đơn vị: kể từ lần sửa cuối, khi không"
    " còn hồ sơ nào nhắc tới). Hãy xem từng hồ sơ rồi quyết định; thời hạn đổi ở trang Cài đặt."
)


class RetentionPage(QWidget):
    """``opened`` and ``erasing`` carry (register, id)."""

    opened = Signal(str, str)
    erasing = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines: Sequence[Overdue] = ()
        self.told = label("", wraps=True)
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setHorizontalHeaderLabels(COLUMNS)
        self.table.setAccessibleName("Hồ sơ quá hạn lưu")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(COLUMNS.index("Hồ sơ"), QHeaderView.ResizeMode.Stretch)
        self.see = button("Xem hồ sơ", lambda: self._name(self.opened.emit), sign="document")
        self.erase = button("Xóa dữ liệu cá nhân…", self._ask, look="danger", sign="trash")
        row = QHBoxLayout()
        row.addWidget(self.see)
        row.addStretch()
        row.addWidget(self.erase)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label("Hồ sơ quá hạn lưu", name="pageTitle"))
        column.addWidget(label(EXPLAINS, name="faint", wraps=True))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def activate(self) -> None:
        """Read anew what is overdue, on a worker."""
        desk = self._context.desk
        self.table.setFocus()
        self._context.tasks.start(self, lambda _: desk.overdue(), self._show, lane="overdue")

    def _show(self, lines: Sequence[Overdue]) -> None:
        self._lines = lines
        titles = {table: kind.title for table, kind in self._context.desk.registers.items()}
        self.table.setRowCount(len(lines))
        for row, one in enumerate(lines):
            words = shown_day(one.last), titles[one.register], one.caption, f"{one.years} năm"
            for place, text in enumerate(words):
                self.table.setItem(row, place, QTableWidgetItem(text))
        more = f" (chỉ hiện {dotted(MOST)} hồ sơ cũ nhất)" if len(lines) >= MOST else ""
        found = f"{dotted(len(lines))} hồ sơ quá hạn lưu{more}."
        self.told.setText(found if lines else "Không có hồ sơ nào quá hạn lưu.")
        for each in (self.see, self.erase):
            each.setEnabled(bool(lines))
        if lines:
            self.table.selectRow(0)

    def _ask(self) -> None:
        self._name(self.erasing.emit)

    def _name(self, told: Callable[[str, str], object]) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._lines):
            told(self._lines[row].register, self._lines[row].id)
