"""A line with a list of suggestions under it: for codes, for records, for units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.composing import Line
from desktop_app.ui.labels import named
from desktop_app.ui.theme import colour, icon, row_height

PAUSE_MILLISECONDS = 120
MOST_SHOWN = 9
LEAST_LIST_WIDTH = 320
OPTION = int(Qt.ItemDataRole.UserRole)
GAP = 8
KEY_OF_STEP = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True)
class Option:
    """One suggestion: the value it stands for, its words, and what tells it from namesakes.

    An option with *action* is no value but something to do ("Thêm mới…"); with the value None
    it only says something.
    """

    value: Any
    text: str
    hint: str = ""
    action: bool = False


class _Painter(QStyledItemDelegate):
    """Draws an option: its words, then its hint in a fainter colour."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown: Option = index.data(OPTION)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]  # Qt's stubs omit the option's fields
        area: QRect = option.rect  # type: ignore[attr-defined]  # as above
        if chosen:
            painter.fillRect(area, colour("selected"))
        text_colour = colour("selected_text") if chosen else colour("text")
        painter.setPen(colour("accent") if shown.action and not chosen else text_colour)
        inside = area.adjusted(GAP, 0, -GAP, 0)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, inside.width())
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inside, middle, text)
        rest = inside.adjusted(metrics.horizontalAdvance(text) + 2 * GAP, 0, 0, 0)
        if shown.hint and rest.width() > 0:
            painter.setPen(text_colour if chosen else colour("faint"))
            hint = metrics.elidedText(shown.hint, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, middle, hint)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, row_height())


class _List(QFrame):
    """The list itself: a child of the window, so that it never takes the focus."""

    clicked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("suggestionFrame")
        self.view = named(QListView(self), "suggestions")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setItemDelegate(_Painter(self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("Gợi ý")
        self.items = QStandardItemModel(self)
        self.view.setModel(self.items)
        self.view.clicked.connect(lambda index: self.clicked.emit(index.data(OPTION)))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self.view)

    def fill(self, options: Sequence[Option]) -> None:
        self.items.clear()
        for option in options:
            item = QStandardItem(option.text)
            item.setEditable(False)
            item.setData(option, OPTION)
            self.items.appendRow(item)

    def place(self, under: QWidget, least_width: int) -> None:
        """Stand under the line, or above it where there is more room."""
        window = self._window
        height = min(self.items.rowCount(), MOST_SHOWN) * row_height() + 12
        top = under.mapTo(window, under.rect().bottomLeft())
        width = min(max(under.width(), least_width), window.width() - 2 * GAP)
        left = max(min(top.x(), window.width() - width - GAP), 0)
        y = top.y() + 2
        above = top.y() - under.height() - height
        if y + height > window.height() and above > 0:
            y = above
        self.setGeometry(left, y, width, height)
        self.raise_()
        self.show()

    def highlighted(self) -> Option | None:
        index = self.view.currentIndex()
        found: Option | None = index.data(OPTION) if index.isValid() else None
        return found

    def step(self, by: int) -> None:
        row = self.view.currentIndex().row() + by
        row = min(max(row, 0), self.items.rowCount() - 1)
        self.view.setCurrentIndex(self.items.index(row, 0))

    def forget(self) -> None:
        """Highlight nothing: the words that the options answered are no more."""
        self.view.setCurrentIndex(QModelIndex())


class PickLine(Line):
    """A line that asks for suggestions while it is typed in and never rewrites itself meanwhile.

    ``asked`` carries the words typed so far (empty: show everything); the owner answers with
    ``offer``. ``picked`` carries the Option chosen, ``typing`` follows each key,
    ``backspaced`` a Backspace in the empty line. *nothing* is said when nothing answers the words.
    """

    nothing = "Không có mục nào khớp"

    asked = Signal(str)
    picked = Signal(object)
    typing = Signal()
    backspaced = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, arrow: bool = True) -> None:
        super().__init__(parent)
        self.least_list_width = LEAST_LIST_WIDTH
        self._list: _List | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.words()))
        self._fresh = False
        self.textEdited.connect(self._typed)
        self.composed.connect(self._typed)
        if arrow:
            self._add_arrow()

    def open(self) -> None:
        """Show everything that may be chosen."""
        self.setFocus()
        self._fresh = False
        self.asked.emit("")

    def ask(self) -> None:
        """Ask for suggestions to the words that stand here already."""
        self._fresh = True
        self.asked.emit(self.words())

    def offer(self, options: Sequence[Option]) -> None:
        """Show suggestions, or that there are none; typed words highlight the first one."""
        options = options or ([Option(None, self.nothing, action=True)] if self._fresh else [])
        if not self.hasFocus() or not options:
            self.close_list()
            return
        shown = self._shown_list()
        shown.fill(options)
        shown.place(self, self.least_list_width)
        if self._fresh and not options[0].action:
            shown.step(1)

    def highlight_first(self) -> None:
        """Let Enter take the first suggestion, whatever it is."""
        if self._list is not None and self.list_open() and self._fresh:
            self._list.step(1)

    def offered(self) -> list[Option]:
        """Return the suggestions on the screen."""
        items = self._list.items if self._list is not None and self.list_open() else None
        return [items.item(row).data(OPTION) for row in range(items.rowCount())] if items else []

    def list_open(self) -> bool:
        """Tell whether suggestions are on the screen."""
        return self._list is not None and self._list.isVisible()

    def close_list(self) -> None:
        """Take the suggestions away."""
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.list_open() and self._steer(key, event):
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open()
            return
        if key == Qt.Key.Key_Backspace and not self.text():
            self.backspaced.emit()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.list_open() and not self.isReadOnly() and not self.text():
            self.open()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        if event.reason() == Qt.FocusReason.TabFocusReason and self.list_open():
            self.take_highlighted()
        self._pause.stop()
        self.close_list()
        self.left.emit()

    def hideEvent(self, event: Any) -> None:
        self.close_list()
        super().hideEvent(event)

    def _add_arrow(self) -> None:
        arrow = self.addAction(icon("chevron-down", "faint"), self.ActionPosition.TrailingPosition)
        arrow.triggered.connect(self.open)
        arrow.setToolTip("Xem danh sách")

    def _typed(self) -> None:
        self._fresh = bool(self.words())
        if self._list is not None:
            self._list.forget()
        self.typing.emit()
        self._pause.start()

    def _steer(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Use a key for the open list; tell whether it was used up."""
        assert self._list is not None
        if key in KEY_OF_STEP:
            self._list.step(KEY_OF_STEP[key])
            return True
        if key == Qt.Key.Key_Escape:
            self.close_list()
            return True
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            chosen = self.highlighted()
            self.take_highlighted()
            return chosen is not None and chosen.action
        return False

    def highlighted(self) -> Option | None:
        """Return the highlighted suggestion, if there is one."""
        found = self._list.highlighted() if self._list is not None and self.list_open() else None
        return found if found is not None and found.value is not None else None

    def take_highlighted(self) -> None:
        """Choose the highlighted suggestion, if there is one."""
        self._take(self.highlighted())

    def _take(self, chosen: Option | None) -> None:
        self.close_list()
        if chosen is not None and chosen.value is not None:
            self._pause.stop()
            self.picked.emit(chosen)

    def _shown_list(self) -> _List:
        if self._list is None or self._list.parentWidget() is not self.window():
            self._list = _List(self.window())
            self._list.clicked.connect(self._take)
        return self._list
