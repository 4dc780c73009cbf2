"""One field in conflict: its values as buttons with a key each, and a line to type another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.field import Field, Invalid
from desktop_app.ui.editors.editor import Context, Editor, Json
from desktop_app.ui.editors.pick import editor_for
from desktop_app.ui.labels import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

RETYPE = "G"


@dataclass(frozen=True)
class Option:
    """One value: its key, how it reads, whose it is."""

    key: str
    shown: str
    whose: str
    value: Json


class ChoiceBox(QWidget):
    """``chosen`` follows a choice, ``entered`` Enter in it, ``reached`` the focus coming in."""

    chosen = Signal()
    entered = Signal()
    reached = Signal()

    def __init__(
        self, title: str, options: list[Option], field: Field[Any] | None, context: Context
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._options = options
        self._field, self._context = field, context
        self._picked: Option | None = None
        self.editor: Editor | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(label(title, name="sectionTitle", wraps=True))
        for option in options:
            self._add(option.key, option.shown, option.whose, partial(self._pick, option))
        if field is not None:
            self._add(RETYPE, "Gõ lại giá trị khác", "", self.retype)

    def press(self, key: str) -> bool:
        """Choose by a key; tell whether it means something here."""
        made = self.buttons.get(key.upper())
        if made is not None and key:
            made.click()
        return made is not None and bool(key)

    def begin(self) -> None:
        """Put the focus on what is chosen, else on the first value."""
        if self.typing() and self.editor is not None:
            self.editor.target().setFocus(Qt.FocusReason.TabFocusReason)
            return
        key = self._picked.key if self._picked is not None else self._options[0].key
        self.buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.reached.emit()

    def typing(self) -> bool:
        """Tell whether another value is being typed."""
        return self.editor is not None and not self.editor.isHidden()

    def complete(self) -> bool:
        """Tell whether a choice was made."""
        return self._picked is not None or self.typing()

    def value(self) -> tuple[Json, str]:
        """Return the chosen value, or what is wrong with the words typed."""
        if self._picked is not None:
            return self._picked.value, ""
        try:
            return (self.editor.value() if self.editor is not None else None), ""
        except Invalid as wrong:
            return None, str(wrong)

    def retype(self) -> None:
        """Open the field's own editor below the values."""
        if self._field is None:
            return
        if self.editor is None:
            self.editor = editor_for(self._field, self._context, self)
            self.editor.name_for_readers(self._field.label, "Giá trị khác")
            self._column.addWidget(self.editor)
            self.setTabOrder(self.buttons[RETYPE], self.editor.target())
        self._picked = None
        self._mark(RETYPE)
        self.editor.show()
        self.editor.target().setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit()

    def _pick(self, option: Option) -> None:
        self._picked = option
        if self.editor is not None:
            self.editor.hide()
        self._mark(option.key)
        self.reached.emit()
        self.chosen.emit()

    def _mark(self, key: str) -> None:
        for name, made in self.buttons.items():
            made.setChecked(name == key)

    def _add(self, key: str, words: str, whose: str, do: Callable[[], None]) -> None:
        made = _ChoiceButton(key, words, whose)
        made.clicked.connect(lambda: do())
        made.entered.connect(self.entered)
        self.buttons[key] = made
        self._column.addWidget(made)


class _ChoiceButton(QPushButton):
    """A value as long as it is, and whose. Space and a click choose, Enter is for the record."""

    entered = Signal()

    def __init__(self, key: str, words: str, whose: str) -> None:
        super().__init__()
        self.setProperty("choice", True)
        self.setCheckable(True)
        self.setAccessibleName(f"{key}: {words}. {whose}".rstrip(". "))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for text, name in ((words, ""), (whose, "faint")):
            if text:
                lines.addWidget(_plain(label(text, name=name, wraps=True)))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(_plain(label(key, name="noticeWhat")), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = self.layout()
        return inside.totalHeightForWidth(width) if inside is not None else super().height()

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalSizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalMinimumSize() if inside is not None else super().minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # for the panel: they go from field to field
        else:
            super().keyPressEvent(event)


def _plain(words: QLabel) -> QLabel:
    """Return a label that lets clicks through and shows what it holds as it is."""
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return words
