"""Status chips: text, shape and colour, readable in grey; the same five tones in every register."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop_app.model.approval import (
    APPROVED,
    CLOSED,
    NONE,
    RETURNED,
    SUBMITTED,
    TITLES,
    VOIDED,
)
from desktop_app.model.kinds import Status
from desktop_app.model.record import Record
from desktop_app.ui.theme import colour, row_height

CHIP = int(Qt.ItemDataRole.UserRole) + 1
PADDING = 8
ELLIPSIS = "…"
SHAPES = {
    "new": "○",
    "going": "◐",
    "done": "●",
    "stopped": "◇",
    "draft": "✎",
    "late": "✕",
    "due": "▲",
}
TONES = {
    "new": "calm",
    "going": "due",
    "done": "done",
    "stopped": "stopped",
    "draft": "due",
    "late": "late",
    "due": "due",
}


@dataclass(frozen=True)
class Chip:
    """One chip: its words and its tone."""

    text: str
    tone: str

    @property
    def words(self) -> str:
        """The shape and the words."""
        return f"{SHAPES[self.tone]} {self.text}"


def status_chip(field: Status, value: str) -> Chip:
    """Return the chip of a state: its place on the path gives the tone."""
    if value in field.done:
        return Chip(value, "done")
    if value in field.side:
        return Chip(value, "stopped")
    return Chip(value, "new" if value == field.path[0] else "going")


DRAFT_CHIP = Chip("Nháp", "draft")
DISPUTED_CHIP = Chip("Xung đột", "due")


APPROVAL_TONES = {
    NONE: "new",
    SUBMITTED: "going",
    RETURNED: "due",
    APPROVED: "done",
    CLOSED: "stopped",
    VOIDED: "due",
}


def approval_chip(record: Record) -> Chip:
    """Return the chip of where a record's approval stands."""
    return Chip(TITLES[record.approval], APPROVAL_TONES[record.approval])


class ChipDelegate(QStyledItemDelegate):
    """Draws a list's cell; a chip stands in a soft rounded box, after the text if there is one.

    No frame is drawn round a cell of the only chosen line: line and list are marked already.
    """

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = option.widget  # type: ignore[attr-defined]  # Qt's stubs omit the fields
        if index == view.currentIndex() and _has_one_line(view):
            option.state &= ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]  # as above
        chip: Chip | None = index.data(CHIP)
        if chip is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        text = str(index.data() or "")
        area = QRect(option.rect)  # type: ignore[attr-defined]  # Qt's stubs omit the fields
        option.text = ""  # type: ignore[attr-defined]  # as above
        widget = option.widget  # type: ignore[attr-defined]  # as above
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if text and text != chip.text:
            area = _draw_text(painter, area, text, option)
        _draw_chip(painter, area, chip)
        painter.restore()


def _has_one_line(view: QTableView) -> bool:
    """Tell whether the current line, and no other, is chosen."""
    chosen = view.selectionModel().selectedRows()
    return [line.row() for line in chosen] == [view.currentIndex().row()]


def _draw_text(painter: QPainter, area: QRect, text: str, option: QStyleOptionViewItem) -> QRect:
    state = option.state  # type: ignore[attr-defined]  # Qt's stubs omit the fields
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    painter.setPen(colour("selected_text" if chosen else "text"))
    inside = area.adjusted(4, 0, 0, 0)
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), text)
    return area.adjusted(painter.fontMetrics().horizontalAdvance(text) + 6, 0, 0, 0)


def _draw_chip(painter: QPainter, area: QRect, chip: Chip) -> None:
    tone = TONES[chip.tone]
    metrics = painter.fontMetrics()
    room = area.width() - 2 * PADDING - 6
    words = metrics.elidedText(chip.words, Qt.TextElideMode.ElideRight, max(room, 10))
    if words == ELLIPSIS:  # the shape says more than dots
        words = SHAPES[chip.tone]
    height = min(metrics.height() + 4, row_height() - 4)
    width = metrics.horizontalAdvance(words) + 2 * PADDING
    top = area.center().y() - height / 2 + 1
    box = QRectF(area.left() + 3, top, width, height)
    painter.setPen(QPen(colour(tone), 1))
    painter.setBrush(colour(f"{tone}_soft"))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
