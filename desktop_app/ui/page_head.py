"""The head of a register's page: title, buttons, search, filters, how many lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.model.kinds import dotted
from desktop_app.model.record import Record
from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.filters import FilterBar
from desktop_app.ui.labels import label
from desktop_app.ui.theme import put_icon
from desktop_app.ui.views import NameBar, ViewsButton

if TYPE_CHECKING:
    from desktop_app.desk.finding import Count

PAUSE_MILLISECONDS = 40
LEAST_SEARCH_WIDTH = 160


class PageHead(QWidget):
    """``searched`` follows the last key at once; the words typed are never changed."""

    searched = Signal()
    clearing = Signal()

    def __init__(self, register: type[Record], context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = label(register.title, name="pageTitle")
        self.search = Line()
        self.search.setPlaceholderText("Tìm trong sổ (không cần dấu)  Ctrl+F")
        self.search.setAccessibleName(f"Tìm trong sổ {register.title}")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(LEAST_SEARCH_WIDTH)
        self.views = ViewsButton()
        self.name_bar = NameBar()
        self.clear = button("Bỏ lọc", self.clearing.emit, look="flat")
        self.clear.setToolTip("Bỏ chữ tìm và mọi bộ lọc (Ctrl+Shift+L)")
        self.filters = FilterBar(register, context, self.views)
        self.count = label("", name="faint")
        self.chosen = label("")
        self.chosen.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.searched)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.composed.connect(self._pause.start)
        self.searched.connect(self._offer_clear)
        self.views.saving.connect(self.name_bar.ask)
        self.name_bar.left.connect(self.views.setFocus)
        self.filters.changed.connect(self.searched)
        self._titles = QHBoxLayout()
        self._titles.addWidget(self.title)
        self._titles.addStretch()
        narrow = QHBoxLayout()
        narrow.addWidget(self.search, 1)
        narrow.addWidget(self.clear)
        narrow.addWidget(self.count)
        narrow.addWidget(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._titles)
        column.addLayout(narrow)
        column.addWidget(self.filters)
        column.addWidget(self.name_bar)
        self._offer_clear()

    def add_button(self, made: QToolButton | QWidget) -> None:
        """Put a button beside the title."""
        self._titles.addWidget(made)

    def show_count(self, count: Count) -> None:
        """Tell how many lines the list has."""
        self.count.setText(count_words(count.number, more=count.more))

    def show_chosen(self, number: int) -> None:
        """Tell how many lines are chosen; one is seen without being told."""
        self.chosen.setText(f"· {dotted(number)} dòng đang chọn")
        self.chosen.setVisible(number > 1)

    def set_text(self, text: str) -> None:
        """Search for words kept earlier; ``searched`` stays silent."""
        with QSignalBlocker(self.search):
            self.search.setText(text)
        self._pause.stop()
        self._offer_clear()

    def _offer_clear(self) -> None:
        self.clear.setVisible(bool(self.filters.chosen() or self.search.text().strip()))

    def search_now(self) -> None:
        """Search without waiting for the pause."""
        self._pause.stop()
        self.searched.emit()


def count_words(number: int, *, more: bool) -> str:
    """Return how many lines there are.

    >>> count_words(1240, more=False), count_words(1000, more=True)
    ('1.240 dòng', 'hơn 1.000 dòng')
    """
    return f"hơn {dotted(number)} dòng" if more else f"{dotted(number)} dòng"


def tool(text: str, sign: str, tip: str) -> QToolButton:
    """Return a button of the page's head."""
    made = QToolButton()
    made.setText(text)
    made.setToolTip(tip)
    if text:
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    if sign:
        put_icon(made, sign)
    made.setAccessibleName(text or tip)
    return made
