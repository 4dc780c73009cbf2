"""Cần xử lý: records that two PCs told differently, numbers held twice; the choice beside them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.settling import Twice
from desktop_app.model.kinds import dotted
from desktop_app.ui.buttons import Link, button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import emptied, label, named
from desktop_app.ui.not_whole_panel import TITLE, NotWholePanel
from desktop_app.ui.settling_panel import SettlingPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from desktop_app.desk.erasing import NotWhole
    from desktop_app.desk.settling import Conflict

    Found = list[Conflict] | Twice | NotWhole

MARGIN = 12
SHARES = 38, 62
NOTHING = "✓ Không có gì cần xử lý: các máy ghi không khác nhau, không có số nào trùng."
EXPLAINS = (
    "Hai máy cùng sửa một mục mà chưa biết nhau thì mọi giá trị đều được giữ. Hãy chọn giá trị"
    " đúng; các giá trị khác vẫn còn trong lịch sử hồ sơ."
)


class SettlingPage(QWidget):
    """``settled`` carries (register, id) of a record decided, ``opened`` one to go to,
    ``erasing`` one of which all is to be erased."""

    settled = Signal(str, str)
    erasing = Signal(str, str)
    opened = Signal(str, str)
    troubled = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted = ""
        self._found: list[Found] = []
        self.summary = label(name="faint", wraps=True)
        self.list = _List()
        self.list.setAccessibleName("Hồ sơ cần xử lý")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.entered_line.connect(self._go_beside)
        self.panel = SettlingPanel(context)
        self.panel.settled.connect(self._settled)
        self.panel.opening.connect(self.opened)
        self.panel.troubled.connect(self.troubled)
        self.panel.left.connect(self.list.setFocus)
        self.twice = _TwicePanel(context)
        self.twice.opening.connect(self.opened)
        self.not_whole = NotWholePanel(context)
        self.not_whole.opening.connect(self.opened)
        self.not_whole.erasing.connect(self.erasing)
        self.beside = QStackedWidget()
        for each in (QWidget(), self.panel, self.twice, self.not_whole):
            self.beside.addWidget(each)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.list)
        self._split.addWidget(self.beside)
        self._split.setChildrenCollapsible(False)
        for place, share in enumerate(SHARES):
            self._split.setStretchFactor(place, share)
        self._split.setSizes([share * 10 for share in SHARES])
        head = QHBoxLayout()
        head.addWidget(label("Cần xử lý", name="pageTitle"), 1)
        self.again = button("Đọc lại", self.activate, sign="refresh")
        head.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addWidget(self._split, 1)
        column.addStretch()  # where there is nothing to settle, the words stay at the top

    def activate(self, id: str = "") -> None:
        """Read what is to be settled, and stand on a record if it is among them."""
        desk = self._context.desk
        self._wanted = id
        self._context.tasks.start(
            self,
            lambda _: (desk.conflicts(), desk.numbers_twice(), desk.not_wholly_erased()),
            self._show,
            lane="settling",
        )

    def _show(self, found: tuple[list[Conflict], list[Twice], list[NotWhole]]) -> None:
        conflicts, twice, not_whole = found
        by_record: dict[str, list[Conflict]] = defaultdict(list)
        for each in conflicts:
            by_record[each.id].append(each)
        row = max(self.list.currentRow(), 0)
        self._found = [*by_record.values(), *twice, *not_whole]
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._found:
            self.list.addItem(QListWidgetItem(self._words_of(one)))
        self.list.blockSignals(False)
        self._split.setVisible(bool(self._found))
        counts = f"{dotted(len(by_record))} hồ sơ có xung đột · {dotted(len(twice))} số trùng"
        if not_whole:
            counts += f" · {dotted(len(not_whole))} hồ sơ chưa xóa hết dữ liệu cá nhân"
        self.summary.setText(f"{counts}. {EXPLAINS}" if self._found else NOTHING)
        ids = list(by_record)
        row = ids.index(self._wanted) if self._wanted in ids else min(row, len(self._found) - 1)
        self._wanted = ""
        self.list.setCurrentRow(row)
        self._chosen(row)
        if self._found:
            self._go_beside()
        else:
            self.again.setFocus()

    def _go_beside(self) -> None:
        shown = self.beside.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _chosen(self, row: int) -> None:
        if not 0 <= row < len(self._found):
            self.beside.setCurrentIndex(0)
            return
        one = self._found[row]
        if isinstance(one, list):
            self.panel.show_conflicts(one)
            self.beside.setCurrentWidget(self.panel)
        elif isinstance(one, Twice):
            self.twice.show_twice(one)
            self.beside.setCurrentWidget(self.twice)
        else:
            self.not_whole.show_record(one)
            self.beside.setCurrentWidget(self.not_whole)

    def _settled(self, table: str, id: str) -> None:
        self.settled.emit(table, id)
        self.activate()

    def _words_of(self, one: Found) -> str:
        first = one[0] if isinstance(one, list) else one
        title = self._context.desk.registers[first.register].title
        if isinstance(one, list):
            labels = ", ".join(dict.fromkeys(each.label for each in one))
            return f"▲ {one[0].caption}\n{title}: {labels}"
        if isinstance(one, Twice):
            return f"◇ {one.label} {one.value} có ở {len(one.ids)} hồ sơ\n{title}"
        return f"▲ {one.caption}\n{title}: {TITLE.lower()}"


class _List(QListWidget):
    """Enter goes to what stands beside the list."""

    entered_line = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered_line.emit()
        else:
            super().keyPressEvent(event)


class _TwicePanel(QWidget):
    """A number that several records hold, each of them one key away."""

    opening = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk = context.desk
        self.links: list[Link] = []
        self._title = label(name="panelTitle", wraps=True)
        self._lines = QVBoxLayout()
        inside = named(QWidget(), "formBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._title)
        column.addWidget(
            label(
                "Hãy mở từng hồ sơ, đối chiếu với sổ giấy hoặc giấy tờ gốc rồi sửa số ở hồ sơ ghi"
                " sai; ghi trùng một việc thì xóa hồ sơ ghi sau. Máy không tự đổi số nào.",
                wraps=True,
            )
        )
        column.addLayout(self._lines)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inside)

    def show_twice(self, found: Twice) -> None:
        """Show the records that hold the number."""
        self._title.setText(f"{found.label}: {found.value}")
        emptied(self._lines)
        self.links = []
        for id in found.ids:
            link = Link(f"Mở hồ sơ: {self._desk.caption(id)}")
            link.clicked.connect(lambda _=False, one=id: self.opening.emit(found.register, one))
            self.links.append(link)
            self._lines.addWidget(link)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.links[0].setFocus(event.reason())
