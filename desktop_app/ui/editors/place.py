"""The editor of an address: the wording as written, and the commune or ward of today."""

from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.model.field import Field, Invalid
from desktop_app.model.text import clean
from desktop_app.model.units import find_units, unit
from desktop_app.ui.editors.editor import Context, Editor, Json
from desktop_app.ui.editors.suggestions import Option, PickLine
from desktop_app.ui.editors.typed import LeavingLine

MOST_UNITS = 12
NO_UNIT = "Không có xã, phường nào khớp"


class AddressEditor(Editor):
    """Two lines: the address as the paper has it; below, its unit, found by old names too."""

    WIDE = True

    def __init__(self, field: Field[Any], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._rest: dict[str, str] = {}
        self._code = ""
        self.line = LeavingLine(self)
        self.line.setPlaceholderText("Ghi đúng như trên giấy")
        self.line.textEdited.connect(lambda _: self.changed.emit())
        self.ward = PickLine(self, arrow=False)
        self.ward.setPlaceholderText("Xã, phường hiện nay (tên cũ cũng tìm được)")
        self.ward.nothing = NO_UNIT
        self.ward.asked.connect(self._offer)
        self.ward.picked.connect(self._picked)
        self.ward.typing.connect(self._typing)
        self.ward.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.addWidget(self.ward)
        column.addLayout(row)
        self.setFocusProxy(self.line)

    def value(self) -> Json:
        if self.ward.text().strip() and not self._code:
            raise Invalid(
                f"«{self.field.label}»: chưa chọn xã, phường «{clean(self.ward.text())[:60]}»"
                " từ danh sách"
            )
        parts = {**self._rest, "as_written": self.line.text()}
        if self._code:
            parts["ward_code"] = self._code
        return self.field.clean(parts)

    def set_value(self, value: Json) -> None:
        parts = dict(value or {})
        self._code = parts.pop("ward_code", "")
        for derived in ("ward", "province") if self._code else ():
            parts.pop(derived, None)
        with QSignalBlocker(self.line), QSignalBlocker(self.ward):
            self.line.setText(parts.pop("as_written", ""))
            self.line.setCursorPosition(0)
            self.ward.setText(_unit_words(self._code))
            self.ward.setCursorPosition(0)
        self._rest = parts

    def typed(self) -> str:
        if not self.ward.text().strip() or self._code:
            return ""
        return f"{self.line.text()}\n{self.ward.text()}"

    def set_typed(self, text: str) -> None:
        self._code = ""
        written, _, ward = text.partition("\n")
        self.line.setText(written)
        self.ward.setText(ward)

    def settle(self) -> None:
        """Leave the wording as written: that is what it is for."""

    def target(self) -> QWidget:
        return self.line

    def name_for_readers(self, name: str, description: str) -> None:
        super().name_for_readers(name, description)
        self.ward.setAccessibleName(f"{name}: xã, phường")

    def _offer(self, words: str) -> None:
        self.ward.offer(unit_options(words))

    def _picked(self, option: Option) -> None:
        self._code = option.value
        self.ward.setText(_unit_words(self._code))
        self.changed.emit()

    def _typing(self) -> None:
        self._code = ""
        self.changed.emit()


def unit_options(words: str) -> list[Option]:
    """Return the communes and wards that answer *words*, the old name as a hint."""
    hits = find_units(words, MOST_UNITS) if words.strip() else []
    return [
        Option(hit.unit.code, hit.unit.label(), f"trước là {hit.via}" if hit.via else "")
        for hit in hits
    ]


def _unit_words(code: str) -> str:
    found = unit(code) if code else None
    return found.label() if found else ""
