"""Several references in one cell of a child list: those chosen stand in the empty line."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.model.field import Invalid
from desktop_app.model.links import Refs
from desktop_app.ui.editors.editor import Context, Editor, Json
from desktop_app.ui.editors.referring import RecordLine


class RefsCellEditor(Editor):
    """Each choice is added; Backspace in the empty line takes the last one away."""

    def __init__(self, field: Refs, context: Context, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._ids: list[str] = []
        self.line = RecordLine(field.targets, context, self)
        self.line.chosen.connect(self._chosen)
        self.line.typing.connect(self.changed)
        self.line.backspaced.connect(self._take_last)
        self.line.left.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Json:
        words = self.line.text().strip()
        if words:
            raise Invalid(f"«{self.field.label}»: chưa chọn «{words[:60]}» từ danh sách")
        return list(self._ids) or None

    def set_value(self, value: Json) -> None:
        self._ids = list(value or ())
        self._show()

    def typed(self) -> str:
        return self.line.text()

    def set_typed(self, text: str) -> None:
        self.line.setText(text)

    def target(self) -> QWidget:
        return self.line

    def _chosen(self, id: str, _caption: str) -> None:
        if id not in self._ids:
            self._ids.append(id)
        self.line.clear()
        self._show()
        self.changed.emit()

    def _take_last(self) -> None:
        if self._ids:
            self._ids.pop()
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        names = "; ".join(self.context.desk.caption(id) for id in self._ids)
        self.line.setPlaceholderText(f"{names}; gõ để thêm" if names else "Gõ tên để tìm")
        self.line.setToolTip(names)
