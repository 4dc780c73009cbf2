"""The strip at the top: the unit, one search over every register, the officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.editors.editor import Context
from desktop_app.ui.editors.suggestions import Option, PickLine
from desktop_app.ui.labels import label, named
from desktop_app.ui.theme import icon

if TYPE_CHECKING:
    from desktop_app.desk.finding import Suggestion

SEARCH_CHARACTERS = 42
MOST_HITS = 12


class Header(QWidget):
    """``found`` carries (register, id) of a record chosen in the search over every register."""

    found = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        desk = context.desk
        self._places: dict[str, str] = {}
        self.search = PickLine(arrow=False)
        self.search.addAction(icon("search", "faint"), PickLine.ActionPosition.LeadingPosition)
        self.search.setPlaceholderText("Tìm mọi sổ (không cần dấu)  Ctrl+K")
        self.search.setAccessibleName("Tìm mọi sổ")
        self.search.asked.connect(self._ask)
        self.search.picked.connect(self._picked)
        unit = label(f"Sổ ANTT — {desk.office.name}", name="unitName")
        officer = QLabel(desk.my_name)
        officer.setAccessibleName(f"Cán bộ đang dùng: {desk.my_name}")
        strip = named(QFrame(), "header")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(unit)
        row.addStretch()
        row.addWidget(self.search)
        row.addStretch()
        row.addWidget(officer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        if desk.practice:
            words = "CHẾ ĐỘ TẬP — sổ này chỉ có dữ liệu bịa đặt để làm quen, không ghi việc thật"
            column.addWidget(label(words, name="practiceBanner"))
        self.refit()

    def refit(self) -> None:
        """Take the width of the search from the present font."""
        self.search.setFixedWidth(self.search.fontMetrics().averageCharWidth() * SEARCH_CHARACTERS)

    def _ask(self, words: str) -> None:
        if not words.strip():
            self.search.close_list()
            return
        desk = self._context.desk
        open_to_all = tuple(
            table for table, register in desk.registers.items() if not register.restricted
        )
        self._context.tasks.start(
            self,
            lambda _: desk.suggest(open_to_all, words, MOST_HITS),
            self._offer,
            lane="everything",
        )

    def _offer(self, hits: list[Suggestion]) -> None:
        registers = self._context.desk.registers
        self._places.update({hit.id: hit.register for hit in hits})
        options = []
        for hit in hits:
            hint = f"{registers[hit.register].title} · {hit.hint}".rstrip(" ·")
            options.append(Option(hit.id, hit.caption, hint))
        self.search.offer(options)

    def _picked(self, option: Option) -> None:
        self.search.clear()
        self.found.emit(self._places[option.value], option.value)
