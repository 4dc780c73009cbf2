"""What every editor can do for the entry form, whatever the kind of its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.model.field import Field
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent

    from desktop_app.desk.desk import Desk

Json = Any
Created = Callable[[str], None]


@dataclass(frozen=True)
class Context:
    """What editors need from outside: the desk, the workers, and a way to add a record.

    ``create(register, text, created)`` opens a nested entry form for a new record of *register*
    whose name begins as *text*; *created* gets its id when it is saved.
    """

    desk: Desk
    tasks: Tasks
    create: Callable[[str, str, Created], None] | None = None


class Editor(QWidget):
    """Lets an officer read and type one field's value.

    ``changed`` follows each key or choice; ``left`` follows the focus leaving the whole editor.
    ``beside`` gives the present value of another field of the record.
    """

    changed = Signal()
    left = Signal()
    WIDE = False

    def __init__(self, field: Field[Any], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.context = context
        self.beside: Callable[[str], Json] = lambda name: None

    def value(self) -> Json:
        """Return the canonical value of what stands in the editor. Raises Invalid."""
        raise TypeError(f"{type(self).__name__} has no value")

    def set_value(self, value: Json) -> None:
        """Show a canonical value; ``changed`` stays silent."""
        raise TypeError(f"{type(self).__name__} cannot show a value")

    def typed(self) -> str:
        """Return the words that are no value yet, for the draft; empty when all is a value."""
        return ""

    def set_typed(self, text: str) -> None:
        """Put back words that were no value yet."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hand on what a grid gives its cell's editor while the grid still has the focus."""
        QApplication.sendEvent(self.target(), event)

    def settle(self) -> None:
        """Show what was typed in its usual form; called only after the field was left."""

    def repeat_above(self) -> bool:
        """Repeat what stands above inside the editor; False where nothing can stand there."""
        return False

    def place(self) -> tuple[str, int]:
        """Return the cell in which the officer is and the number of its line, in a child list."""
        return "", 0

    def lead(self, name: str, row: int) -> None:
        """Go to the cell *name* of line *row*, in a child list."""

    def target(self) -> QWidget:
        """Return the widget that takes the keys."""
        return self

    def mark(self, level: str) -> None:
        """Show that something is wrong: ``error``, ``warning`` or nothing."""
        target = self.target()
        if level == (target.property("wrong") or ""):
            return  # dressing a widget anew is slow
        target.setProperty("wrong", level)
        target.style().unpolish(target)
        target.style().polish(target)

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell a screen reader what the editor is for."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)
