"""What to print: which form, for which records; the preview shows it before any paper moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.buttons import button
from desktop_app.ui.drop_down import DropDown
from desktop_app.ui.labels import label, named
from desktop_app.ui.panel import PanelFoot, PanelHead

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_app.desk.finding import Suggestion

MOST_BLANKS = 500
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormTitle(Protocol):
    """What the desk tells of a printed form."""

    @property
    def code(self) -> str:
        """The form's name."""

    @property
    def title(self) -> str:
        """What an officer calls it."""


@dataclass(frozen=True)
class Choice:
    """What the officer chose to print."""

    form: FormTitle
    scope: str
    blanks: int
    signer: str = ""


@dataclass(frozen=True)
class Signers:
    """Who may sign, and who signed last; an empty id leaves the place to the pen."""

    known: Sequence[Suggestion] = ()
    last: str = ""


class PrintPanel(QWidget):
    """``chosen`` carries a Choice: the form, ``record``, ``list`` or ``blank``, how many blanks.

    Without *lines*, how many the list has, the whole list is not offered.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(
        self, forms: Sequence[FormTitle], caption: str, lines: str, signers: Signers
    ) -> None:
        super().__init__()
        self.signer = _signer_box(signers)
        self._forms = QButtonGroup(self)
        self._scopes = QButtonGroup(self)
        self._scope_names = ["record", "list", "blank"]
        self.blanks = QSpinBox(minimum=1, maximum=MOST_BLANKS, value=1, suffix=" bản")
        self.blanks.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.blanks.setAccessibleName("Số bản mẫu trống")
        self.blanks.setMaximumWidth(140)
        inside = named(QWidget(), "formBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addWidget(label("Biểu mẫu", name="sectionTitle"))
        for number, form in enumerate(forms):
            column.addWidget(self._radio(self._forms, number, form.title))
        column.addSpacing(8)
        column.addWidget(label("In cho", name="sectionTitle"))
        words = (
            f"Hồ sơ đang chọn: {caption}" if caption else "Hồ sơ đang chọn (chưa chọn hồ sơ)",
            f"Mọi hồ sơ đang lọc trong danh sách: {lines}",
            "Mẫu trống để ghi tay",
        )
        for number, text in enumerate(words):
            column.addWidget(self._radio(self._scopes, number, text))
        self._scopes.button(1).setVisible(bool(lines))
        column.addWidget(self.blanks)
        column.addSpacing(8)
        column.addWidget(label("Người ký", name="sectionTitle"))
        column.addWidget(self.signer)
        column.addStretch()
        self._known = forms
        self._start(0 if caption else 1 if lines else 2)
        go = button("Xem trước bản in", self._go, look="primary", sign="preview", tip="Enter")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PanelHead("In", "Đóng (Esc)", self.closed.emit))
        whole.addWidget(inside, 1)
        whole.addWidget(PanelFoot(go))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURNS:
            self._go()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def choose(self, code: str, scope: str) -> None:
        """Tick a form by its code and a scope by its name."""
        place = [form.code for form in self._known].index(code)
        self._forms.button(place).setChecked(True)
        self._scopes.button(self._scope_names.index(scope)).setChecked(True)

    def focus_first(self) -> None:
        """Put the focus on the chosen form."""
        self._forms.checkedButton().setFocus(Qt.FocusReason.TabFocusReason)

    def _start(self, scope: int) -> None:
        self._forms.button(0).setChecked(True)
        self._scopes.button(0).setEnabled(scope == 0)
        self._scopes.button(scope).setChecked(True)
        self._show_blanks()
        self._scopes.idToggled.connect(lambda *_: self._show_blanks())

    def _show_blanks(self) -> None:
        self.blanks.setVisible(self._scopes.checkedId() == self._scope_names.index("blank"))

    def _radio(self, group: QButtonGroup, number: int, text: str) -> QRadioButton:
        made = QRadioButton(text.replace("&", "&&"))
        group.addButton(made, number)
        return made

    def _go(self) -> None:
        form = self._known[self._forms.checkedId()]
        scope = self._scope_names[self._scopes.checkedId()]
        self.chosen.emit(Choice(form, scope, self.blanks.value(), self.signer.currentData()))


def _signer_box(signers: Signers) -> DropDown:
    box = DropDown()
    box.setAccessibleName("Người ký")
    box.addItem("Để trống, ghi tay khi ký", "")
    for one in signers.known:
        box.addItem(", ".join(filter(None, (one.caption, one.hint))), one.id)
    box.setCurrentIndex(max(box.findData(signers.last), 0))
    return box
