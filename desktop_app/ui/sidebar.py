"""The side bar: the registers in their groups, each with how much of it wants attention."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.desk.attention import Wanting
from desktop_app.model.kinds import dotted
from desktop_app.model.record import Registers
from desktop_app.ui.theme import colour, icon, icon_side, row_height

NAME = int(Qt.ItemDataRole.UserRole)
COUNT = NAME + 1
LATE = NAME + 2
SIGN = NAME + 3
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
GAP = 10
LEAST_WIDTH = 120
CHARACTERS = 26
TODAY, CARE = "@today", "@care"
TODAY_ENTRY = TODAY, "Hôm nay", "today"
CARE_ENTRY = CARE, "Chăm sóc sổ", "shield"
NOTHING = Wanting(0, late=False)


class _Painter(QStyledItemDelegate):
    """Draws an entry: its icon, its name, its number at the right; a group's name in faint."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        area: QRect = option.rect  # type: ignore[attr-defined]  # Qt's stubs omit the fields
        state = option.state  # type: ignore[attr-defined]  # as above
        if not index.data(NAME):
            self._group(painter, area, str(index.data() or ""))
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, colour("selected"))
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), colour("accent"))
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        self._entry(painter, area.adjusted(GAP, 0, -GAP, 0), index, chosen=chosen)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        if not index.data(NAME):
            return QSize(LEAST_WIDTH, row_height())
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else LEAST_WIDTH
        number = option.fontMetrics.horizontalAdvance(str(index.data(COUNT) or ""))  # type: ignore[attr-defined]  # Qt's stubs omit the fields
        room = width - 2 * GAP - icon_side() - 8 - number - 6
        metrics = option.fontMetrics  # type: ignore[attr-defined]  # as above
        text = metrics.boundingRect(
            QRect(0, 0, room, 1000), int(Qt.TextFlag.TextWordWrap), str(index.data())
        )
        return QSize(LEAST_WIDTH, max(row_height() + 2, text.height() + 8))

    @staticmethod
    def _group(painter: QPainter, area: QRect, text: str) -> None:
        painter.setPen(colour("line"))
        painter.drawLine(area.left(), area.top(), area.right(), area.top())
        painter.setPen(colour("faint"))
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.86)
        painter.setFont(small)
        inside = area.adjusted(GAP, 0, -GAP, -2)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignBottom), text)

    @staticmethod
    def _entry(
        painter: QPainter,
        area: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        chosen: bool,
    ) -> None:
        ink = "selected_text" if chosen else "text"
        side = icon_side()
        top = area.top() + (area.height() - side) // 2
        picture = icon(str(index.data(SIGN)), ink).pixmap(side, side)
        painter.drawPixmap(area.left(), top, picture)
        number = str(index.data(COUNT) or "")
        room = painter.fontMetrics().horizontalAdvance(number)
        painter.setPen(colour("late" if index.data(LATE) and not chosen else ink))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(area, middle | int(Qt.AlignmentFlag.AlignRight), number)
        painter.setPen(colour(ink))
        words = area.adjusted(side + 8, 0, -room - 6, 0)
        wrapped = middle | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, wrapped, str(index.data()))


class SideBar(QListWidget):
    """``chosen`` carries the register's name, or that of the *home* entry at the top."""

    chosen = Signal(str)

    def __init__(self, registers: Registers, home: tuple[str, str, str]) -> None:
        super().__init__()
        self.home = home[0]
        self.setObjectName("sideBar")
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Các sổ")
        self._entries: dict[str, QListWidgetItem] = {}
        self._add(*home)
        group = None
        for table, register in registers.items():
            if register.group != group:
                group = register.group
                self._add_group(group)
            self._add(table, register.title, register.icon)
        self.currentItemChanged.connect(self._moved)
        self.refit()

    def show_attention(self, counts: dict[str, Wanting]) -> None:
        """Show how many things of each register want attention; late ones in red with a mark."""
        whole = Wanting(
            sum(each.number for each in counts.values()),
            any(each.late for each in counts.values()),
        )
        for name, entry in self._entries.items():
            wanting = whole if name == self.home else counts.get(name, NOTHING)
            mark = "! " if wanting.late else ""
            entry.setData(COUNT, f"{mark}{dotted(wanting.number)}" if wanting.number else "")
            entry.setData(LATE, wanting.late)
            spoken = f"{dotted(wanting.number)} việc cần để ý" if wanting.number else ""
            entry.setToolTip(spoken)
            entry.setData(SPOKEN, ", ".join(filter(None, (entry.text(), spoken))))

    def choose(self, name: str) -> None:
        """Go to a register's entry, also when it is chosen already."""
        if self.currentItem() is self._entries[name]:
            self.chosen.emit(name)
        self.setCurrentItem(self._entries[name])

    def choose_none(self) -> None:
        """Show that none of the entries is in sight."""
        self.setCurrentRow(-1)

    def refit(self) -> None:
        """Take the width from the present font; a longer name goes on in a second line."""
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * CHARACTERS)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _add(self, name: str, title: str, sign: str) -> None:
        entry = QListWidgetItem(title, self)
        entry.setData(NAME, name)
        entry.setData(SIGN, sign)
        self._entries[name] = entry

    def _add_group(self, title: str) -> None:
        entry = QListWidgetItem(title, self)
        entry.setFlags(Qt.ItemFlag.NoItemFlags)

    def _moved(self, entry: QListWidgetItem | None) -> None:
        if entry is not None and entry.data(NAME):
            self.chosen.emit(entry.data(NAME))
