"""Editors of codes: one of a list, yes or no, several of a list."""

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from desktop_app.model.field import Field, Invalid
from desktop_app.model.kinds import Choice, Choices, YesNo
from desktop_app.model.text import clean, folded
from desktop_app.ui.editors.editor import Context, Editor, Json
from desktop_app.ui.editors.suggestions import Option, PickLine

LONGEST_ANSWER_FOR_THREE_COLUMNS = 22
ANSWERS = {"Có": True, "Không": False}


class ChoiceEditor(Editor):
    """One code, found by typing any part of it without marks; an arrow shows the whole list."""

    def __init__(self, field: Field[Any], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.line = PickLine(self)
        self.line.setPlaceholderText("Gõ để chọn")
        self.line.asked.connect(self._offer)
        self.line.picked.connect(self._picked)
        self.line.typing.connect(self.changed)
        self.line.left.connect(self._left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Json:
        try:
            return self.field.parse(self.line.text())
        except Invalid:
            words = clean(self.line.text())[:60]
            raise Invalid(
                f"«{self.field.label}»: không có mục «{words}» trong danh sách. Bấm ↓ để xem các"
                " mục, hoặc xóa chữ này"
            ) from None

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
        """Complete a beginning that only one code has."""
        words = folded(self.line.text())
        fitting = [text for text in self._texts() if folded(text).startswith(words)]
        exact = [text for text in fitting if folded(text) == words]
        if words and len(exact or fitting) == 1:
            self.line.setText((exact or fitting)[0])

    def target(self) -> QWidget:
        return self.line

    def _texts(self) -> tuple[str, ...]:
        if isinstance(self.field, YesNo):
            return tuple(ANSWERS)
        return self.field.options() if isinstance(self.field, Choice) else ()

    def _offer(self, words: str) -> None:
        wanted = folded(words)
        hits = [text for text in self._texts() if wanted in folded(text)]
        hits.sort(key=lambda text: not folded(text).startswith(wanted))
        self.line.offer([Option(text, text) for text in hits])

    def _picked(self, option: Option) -> None:
        self.line.setText(option.text)
        self.changed.emit()

    def _left(self) -> None:
        self.settle()
        self.left.emit()


class _Box(QCheckBox):
    def __init__(self, text: str, editor: Editor) -> None:
        super().__init__(text.replace("&", "&&"), editor)
        self.answer = text
        self._editor = editor

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._editor.left.emit()


class ChoicesEditor(Editor):
    """Several codes: a box for each, Space ticks."""

    WIDE = True

    def __init__(self, field: Choices, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._boxes: list[_Box] = []
        for text in field.options():
            self._add(text)
        if self._boxes:
            self.setFocusProxy(self._boxes[0])

    def value(self) -> Json:
        return self.field.clean([box.answer for box in self._boxes if box.isChecked()])

    def set_value(self, value: Json) -> None:
        chosen = set(value or ())
        for text in sorted(chosen.difference(box.answer for box in self._boxes)):
            self._add(text)
        for box in self._boxes:
            with QSignalBlocker(box):
                box.setChecked(box.answer in chosen)

    def target(self) -> QWidget:
        return self._boxes[0] if self._boxes else self

    def mark(self, level: str) -> None:
        """The message under the boxes says enough; a frame round one box would mislead."""

    def name_for_readers(self, name: str, description: str) -> None:
        for box in self._boxes:
            box.setAccessibleName(f"{name}: {box.answer}")
            box.setAccessibleDescription(description)

    def _add(self, text: str) -> None:
        box = _Box(text, self)
        box.toggled.connect(lambda _: self.changed.emit())
        number = len(self._boxes)
        assert isinstance(self.field, Choices)
        longest = max((len(option) for option in self.field.options()), default=0)
        columns = 3 if longest <= LONGEST_ANSWER_FOR_THREE_COLUMNS else 2
        self._grid.addWidget(box, number // columns, number % columns)
        self._boxes.append(box)
