"""Editors of references: one record, several records, found while typing without marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.model.field import Field, Invalid
from desktop_app.model.links import Links, targets_of
from desktop_app.model.text import folded
from desktop_app.ui.editors.editor import Context, Editor, Json
from desktop_app.ui.editors.suggestions import Option, PickLine
from desktop_app.ui.labels import emptied, label

if TYPE_CHECKING:
    from desktop_app.desk.finding import Suggestion


class RecordLine(PickLine):
    """A line that finds records of some registers and can add a new one."""

    chosen = Signal(str, str)
    settled = Signal()
    nothing = "Không có hồ sơ nào khớp"
    LIST_WIDTH = 540  # room for the birth date and the hamlet that tell namesakes apart

    def __init__(self, targets: tuple[str, ...], context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.least_list_width = self.LIST_WIDTH
        self.targets = targets
        self.context = context
        self._late_words = ""
        self.setPlaceholderText("Gõ tên để tìm")
        self.asked.connect(self._search)
        self.picked.connect(self._picked)
        self.left.connect(self._leaving)

    def _search(self, words: str) -> None:
        desk, targets = self.context.desk, self.targets
        self.context.tasks.start(
            self,
            lambda _: desk.suggest(targets, words),
            lambda found: self._found(words, found),
            lane="suggest",
        )

    def _found(self, words: str, found: Sequence[Suggestion]) -> None:
        if not self.hasFocus():
            self._choose_only(words, found)
            return
        if words and words != self.words():
            return
        options = [Option(one.id, one.caption, one.hint) for one in found]
        additions = self._additions(words, only=not options)
        self.offer([*options, *additions])
        if additions and not options:
            self.highlight_first()

    def _additions(self, words: str, *, only: bool) -> list[Option]:
        if self.context.create is None:
            return []
        registers = self.context.desk.registers
        ending = f": «{words.strip()}»" if words.strip() else ""
        options: list[Option] = []
        for table in self.targets:
            keys = "Enter" if only and ending and not options else "↓ Enter"
            name = (registers[table].singular or registers[table].title).lower()
            options.append(Option(table, f"+ Thêm {name} mới{ending}", keys, action=True))
        return options

    def _picked(self, option: Option) -> None:
        if not option.action:
            self.chosen.emit(option.value, option.text)
        elif self.context.create is not None:
            self.context.create(option.value, self.text().strip(), self._created)

    def _created(self, id: str) -> None:
        self.chosen.emit(id, self.context.desk.caption(id))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leaving(self) -> None:
        """Words typed faster than the search answers are looked up once more after leaving."""
        if self.isModified() and self.text().strip():
            self._search(self.text())

    def _choose_only(self, words: str, found: Sequence[Suggestion]) -> None:
        exact = [one for one in found if folded(one.caption) == folded(words)]
        if len(exact) == 1 and self.isModified() and self.text() == words:
            self.chosen.emit(exact[0].id, exact[0].caption)
        self.settled.emit()


class RefEditor(Editor):
    """One record: type part of its name, choose from the list."""

    def __init__(self, field: Field[Any], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._id: str | None = None
        self.line = RecordLine(targets_of(field), context, self)
        self.line.chosen.connect(self._chosen)
        self.line.typing.connect(self._typing)
        self.line.left.connect(self.left)
        self.line.settled.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Json:
        words = self.line.text().strip()
        if self._id is None and words:
            raise Invalid(
                f"«{self.field.label}»: chưa chọn «{words[:60]}» từ danh sách. Hãy chọn một dòng"
                " gợi ý, hoặc thêm hồ sơ mới"
            )
        return self._id

    def set_value(self, value: Json) -> None:
        self._id = value
        self.line.setText(self.context.desk.caption(value) if value else "")
        self.line.setModified(False)
        self.line.setCursorPosition(0)

    def typed(self) -> str:
        return self.line.text() if self._id is None else ""

    def set_typed(self, text: str) -> None:
        self._id = None
        self.line.setText(text)

    def target(self) -> QWidget:
        return self.line

    def _typing(self) -> None:
        self._id = None
        self.changed.emit()

    def _chosen(self, id: str, caption: str) -> None:
        self._id = id
        self.line.setText(caption)
        self.line.setModified(False)
        self.changed.emit()


class _Chip(QFrame):
    removed = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 2, 1)
        row.addWidget(label(text, wraps=True), 1)
        cross = QPushButton("✕")
        cross.setProperty("flat", True)
        cross.setAccessibleName(f"Bỏ {text}")
        cross.setToolTip(f"Bỏ {text}")
        cross.clicked.connect(self.removed)
        row.addWidget(cross)


class RefsEditor(Editor):
    """Several records: chosen ones stand above the line as chips."""

    WIDE = True

    def __init__(self, field: Field[Any], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._ids: list[str] = []
        targets = targets_of(field)
        if isinstance(field, Links) or not targets:
            targets = tuple(
                table for table, one in context.desk.registers.items() if not one.restricted
            )
            context = Context(context.desk, context.tasks, None)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._chips = QVBoxLayout()
        self._chips.setSpacing(4)
        self._column.addLayout(self._chips)
        self.line = RecordLine(targets, context, self)
        self.line.chosen.connect(self._chosen)
        self.line.typing.connect(self.changed)
        self.line.left.connect(self.left)
        self._column.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Json:
        words = self.line.text().strip()
        if words:
            raise Invalid(
                f"«{self.field.label}»: chưa chọn «{words[:60]}» từ danh sách. Hãy chọn một dòng"
                " gợi ý, hoặc xóa chữ này"
            )
        return list(self._ids) or None

    def set_value(self, value: Json) -> None:
        self._ids = list(value or ())
        self.line.clear()
        self._draw()

    def typed(self) -> str:
        words = self.line.text()
        return f"{' '.join(self._ids)}\n{words}" if words.strip() else ""

    def set_typed(self, text: str) -> None:
        ids, _, words = text.partition("\n")
        self._ids = ids.split()
        self._draw()
        self.line.setText(words)

    def target(self) -> QWidget:
        return self.line

    def _chosen(self, id: str, _caption: str) -> None:
        if id not in self._ids:
            self._ids.append(id)
        self.line.clear()
        self._draw()
        self.changed.emit()

    def _remove(self, id: str) -> None:
        self._ids.remove(id)
        self._draw()
        self.line.setFocus()
        self.changed.emit()

    def _draw(self) -> None:
        emptied(self._chips)
        for id in self._ids:
            chip = _Chip(self.context.desk.caption(id), self)
            chip.removed.connect(lambda id=id: self._remove(id))
            self._chips.addWidget(chip)
