"""One field on the entry form: its label above, its editor, what is wrong with it below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.model.field import Field, Invalid
from desktop_app.model.query import Condition
from desktop_app.model.record import Problem
from desktop_app.ui.editors.editor import Context, Json
from desktop_app.ui.editors.pick import editor_for
from desktop_app.ui.labels import label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

SIGNS = {"error": "✕", "warning": "▲"}


class FieldBox(QWidget):
    """A field's label, its editor, and the message under it."""

    changed = Signal()
    left = Signal()
    resized = Signal()

    def __init__(self, field: Field[Any], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.visited = False
        self.editor = editor_for(field, context, self)
        self.label = label(label_of(field), wraps=True)
        self.label.setBuddy(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label, 0, Qt.AlignmentFlag.AlignBottom)
        column.addWidget(self.editor)
        column.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.editor.name_for_readers(spoken_name(field), field.explains)
        self.editor.changed.connect(self.changed)
        self.editor.left.connect(self._left)

    @cached_property
    def message(self) -> QLabel:
        """Return the label under the editor, made when something is first wrong."""
        made = label(wraps=True)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, made)  # above the stretch
        return made

    @property
    def wide(self) -> bool:
        """Tell whether the field wants the whole width of the form."""
        return self.editor.WIDE

    def read(self) -> tuple[Json, Problem | None]:
        """Return the value, or what is wrong with the words."""
        try:
            return self.editor.value(), None
        except Invalid as wrong:
            return None, Problem(self.field.name, str(wrong))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Stand the problems under the editor, the gravest giving the colour."""
        level = "error" if any(one.level == "error" for one in problems) else "warning"
        self.editor.mark(level if problems else "")
        if not problems:
            if "message" in self.__dict__:
                self.message.hide()
            return
        self.message.show()
        lines = [f"{SIGNS[one.level]} {one.text}" for one in problems]
        self.message.setText("\n".join(lines))
        self.message.setProperty("message", level)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.editor.name_for_readers(spoken_name(self.field), self.message.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def place(self) -> tuple[str, int]:
        """Return where the officer is as a problem names it: the field or cell, and the line."""
        name, row = self.editor.place()
        return (f"{self.field.name}.{name}" if name else self.field.name), row

    def focus(self) -> None:
        """Put the focus into the editor."""
        self.editor.target().setFocus(Qt.FocusReason.TabFocusReason)

    def _left(self) -> None:
        self.visited = True
        self.left.emit()


def label_of(field: Field[Any]) -> str:
    """Return the label as it stands above the editor: * must be filled, (*) sometimes."""
    mark = " *" if field.required is True else ""
    if isinstance(field.required, Condition):
        mark = " (*)"
    return f"{field.label}{mark}".replace("&", "&&")


def spoken_name(field: Field[Any]) -> str:
    """Return the name a screen reader says."""
    return f"{field.label}, bắt buộc" if field.required is True else field.label
