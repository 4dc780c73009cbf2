"""Filters of a list as chips: each a declared field, each with the values to choose from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.model.approval import APPROVAL_STATE
from desktop_app.model.dates import Day, Moment
from desktop_app.model.field import Field
from desktop_app.model.kinds import Choice, YesNo
from desktop_app.model.links import Ref
from desktop_app.model.periods import PERIODS
from desktop_app.model.record import Record
from desktop_app.ui.editors.editor import Context, Json
from desktop_app.ui.flow import FlowLayout

MOST_RECORDS = 200
LONGEST_VALUE = 26
TAKING_OFF = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def filterable(field: Field[Any]) -> bool:
    """Tell whether a chip can offer values for *field*."""
    return isinstance(field, Choice | YesNo | Ref | Day | Moment)


def offered(register: type[Record]) -> list[Field[Any]]:
    """Return the fields to filter by: those declared, the day the list is kept by, and where
    approval stands."""
    fields = [one for one in register.filters if filterable(one)]
    days = [one for one in (*fields, register.order) if isinstance(one, Day | Moment)]
    return list(dict.fromkeys((*days[:1], *fields, APPROVAL_STATE)))


class FilterChip(QPushButton):
    """One filter: its label, then the value chosen; a menu offers the values."""

    chosen = Signal()

    def __init__(self, field: Field[Any], context: Context) -> None:
        super().__init__()
        self.field = field
        self._context = context
        self.value: Json = None
        self._words = ""
        self.setProperty("filter", True)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._show()

    def choose(self, value: Json, words: str) -> None:
        """Filter by *value*, shown as *words*; None takes the filter off."""
        self.value, self._words = value, words
        self._show()
        self.chosen.emit()

    def drop(self) -> None:
        """Take the filter off."""
        self.choose(None, "")

    def set_value(self, value: Json) -> None:
        """Filter by a value kept earlier; ``chosen`` stays silent."""
        self.value = value
        self._words = "" if value is None else self._words_for(value)
        self._show()

    def told(self) -> str:
        """Return the filter and its value in words."""
        return f"{self.field.label}: {self._words}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in TAKING_OFF and self.value is not None:
            self.drop()
        else:
            super().keyPressEvent(event)

    def _words_for(self, value: Json) -> str:
        if isinstance(self.field, Ref):
            return self._context.desk.caption(str(value))
        if isinstance(self.field, YesNo):
            return "Có" if value else "Không"
        return str(value)

    def _fill(self) -> None:
        self._menu.clear()
        self._offer("Tất cả", None)
        self._menu.addSeparator()
        for words, value in self._values():
            self._offer(words, value)

    def _offer(self, words: str, value: Json) -> None:
        action = QAction(words.replace("&", "&&"), self._menu, checkable=True)
        action.setChecked(value == self.value)
        action.triggered.connect(lambda: self.choose(value, words))
        self._menu.addAction(action)

    def _values(self) -> list[tuple[str, Json]]:
        field = self.field
        if isinstance(field, Choice):
            return [(option, option) for option in field.options()]
        if isinstance(field, YesNo):
            return [("Có", True), ("Không", False)]
        if isinstance(field, Ref):
            found = self._context.desk.suggest(field.targets, "", MOST_RECORDS)
            return [(one.caption, one.id) for one in found]
        return [(one, one) for one in PERIODS]

    def _show(self) -> None:
        words = self._words
        if len(words) > LONGEST_VALUE:
            words = words[: LONGEST_VALUE - 1] + "…"
        text = f"{self.field.label}: {words}" if self.value is not None else self.field.label
        self.setText(f"{text} ▾".replace("&", "&&"))
        self.setAccessibleName(f"Lọc theo {text}")
        chosen = self.value is not None
        if chosen != bool(self.property("chosen")):
            self.setProperty("chosen", chosen)
            self.style().unpolish(self)
            self.style().polish(self)


class FilterBar(QWidget):
    """The chips of a register's filters after a button; ``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, register: type[Record], context: Context, before: QWidget) -> None:
        super().__init__()
        row = FlowLayout(self)
        row.addWidget(before)
        self.chips = [FilterChip(one, context) for one in offered(register)]
        for chip in self.chips:
            chip.chosen.connect(self.changed)
            row.addWidget(chip)

    def where(self) -> dict[str, Json]:
        """Return the conditions chosen."""
        return {chip.field.name: chip.value for chip in self.chips if chip.value is not None}

    def chosen(self) -> list[FilterChip]:
        """Return the chips that filter now."""
        return [chip for chip in self.chips if chip.value is not None]

    def set_where(self, where: dict[str, Json]) -> None:
        """Filter by conditions kept earlier; ``changed`` stays silent."""
        for chip in self.chips:
            chip.set_value(where.get(chip.field.name))

    def clear(self) -> None:
        """Take all filters off; ``changed`` stays silent."""
        self.set_where({})
