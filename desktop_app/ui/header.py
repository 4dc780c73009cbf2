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
MOST_HITS = 8  # with the offer of the restricted registers they fit on the list unscrolled
LIST_CHARACTERS = 80
EVERYWHERE = "@restricted"


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
        self._unit = label(name="unitName")
        officer = QLabel(f"{desk.my_name} · {desk.role.title}")
        officer.setAccessibleName(f"Đang dùng: {desk.my_name}, vai trò {desk.role.title.lower()}")
        strip = named(QFrame(), "header")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._unit)
        row.addStretch()
        if desk.registers:
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
        """Take the width of the search from the present font, and the unit's present name."""
        self._unit.setText(f"Sổ ANTT — {self._context.desk.office.name}")
        letter = self.search.fontMetrics().averageCharWidth()
        self.search.setFixedWidth(letter * SEARCH_CHARACTERS)
        self.search.least_list_width = letter * LIST_CHARACTERS

    def _ask(self, words: str, *, restricted: bool = False) -> None:
        if not words.strip():
            self.search.close_list()
            return
        desk = self._context.desk
        self._context.tasks.start(
            self,
            lambda _: desk.search_all(words, MOST_HITS, restricted=restricted),
            lambda hits: self._offer(hits, everywhere=restricted),
            lane="everything",
        )

    def _offer(self, hits: list[Suggestion], *, everywhere: bool) -> None:
        registers = self._context.desk.registers
        self._places.update({hit.id: hit.register for hit in hits})
        options = []
        for hit in hits:
            hint = f"{registers[hit.register].title} · {hit.hint}".rstrip(" ·")
            options.append(Option(hit.id, hit.caption, hint))
        closed = [kind.title for kind in registers.values() if kind.restricted]
        if closed and not everywhere:
            words = f"Tìm cả trong sổ hạn chế: {', '.join(closed)}"
            options.append(Option(EVERYWHERE, words, "việc này được ghi nhật ký", action=True))
        elif not hits:
            options.append(Option(None, "Không có hồ sơ nào khớp", action=True))
        self.search.offer(options)

    def _picked(self, option: Option) -> None:
        if option.value == EVERYWHERE:
            self._ask(self.search.text(), restricted=True)
        else:
            self.search.clear()
            self.found.emit(self._places[option.value], option.value)
