"""Editors of what is typed: one line of words, numbers, days, moments, clock times; long text."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.model.dates import Clock, Day, Moment, PartialDay
from desktop_app.model.field import Field, Invalid
from desktop_app.model.kinds import LongText, Number
from desktop_app.ui.composing import Line, Lines
from desktop_app.ui.editors.editor import Context, Editor, Json

EXAMPLES: dict[type[Field[Any]], str] = {
    Moment: "05/11/2026 21:30",
    PartialDay: "05/11/1990 hoặc 1990",
    Day: "05/11/2026",
    Clock: "21:30",
}
LONGEST_TYPED = 250_000
FRAME_PIXELS = 16


class TypedLine(Editor):
    """One line; the field reads it when the officer leaves, never while he types."""

    def __init__(self, field: Field[Any], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.line = LeavingLine(self)
        self.line.setMaxLength(LONGEST_TYPED)
        self.line.setPlaceholderText(_example(field))
        self.line.textEdited.connect(lambda _: self.changed.emit())
        if isinstance(field, Number):
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Json:
        return self.field.parse_beside(self.line.text(), self.beside)

    def set_value(self, value: Json) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(self.field.show(value))
            self.line.setCursorPosition(0)

    def typed(self) -> str:
        try:
            self.value()
        except Invalid:
            return self.line.text()
        return ""

    def set_typed(self, text: str) -> None:
        self.line.setText(text)

    def settle(self) -> None:
        try:
            value = self.value()
        except Invalid:
            return
        if self.field.show(value) != self.line.text():
            self.set_value(value)

    def target(self) -> QWidget:
        return self.line


class LeavingLine(Line):
    """A line that lets its editor settle the words when the focus leaves."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.settle()
            self._editor.left.emit()


class LongTextEditor(Editor):
    """Several lines of words: Enter is a new line, Tab leaves."""

    WIDE = True

    def __init__(self, field: LongText, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.text = _Lines(self)
        self.text.setPlaceholderText(_example(field))
        line = QFontMetrics(self.text.font()).lineSpacing()
        self.text.setFixedHeight(line * max(field.lines, 2) + FRAME_PIXELS)
        self.text.textChanged.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.setFocusProxy(self.text)

    def value(self) -> Json:
        return self.field.parse(self.text.toPlainText())

    def set_value(self, value: Json) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(self.field.show(value))

    def typed(self) -> str:
        try:
            self.value()
        except Invalid:
            return self.text.toPlainText()
        return ""

    def set_typed(self, text: str) -> None:
        self.text.setPlainText(text)

    def settle(self) -> None:
        """Leave the words as typed: the field tidies its copy, and undo keeps working."""

    def target(self) -> QWidget:
        return self.text


class _Lines(Lines):
    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if back and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.left.emit()


def _example(field: Field[Any]) -> str:
    """Return what an empty editor shows as a pattern, in the form it is typed."""
    if isinstance(field, Moment) and field.on:
        return f"{field.example} hoặc {EXAMPLES[Moment]}"
    for kind, example in EXAMPLES.items():
        if isinstance(field, kind):
            return example
    return f"Ví dụ: {field.example}" if field.example else ""
