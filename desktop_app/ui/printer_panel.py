"""Which printer, how many copies, which pages; and what is wrong with the printer chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.kinds import dotted
from desktop_app.ui.buttons import button
from desktop_app.ui.drop_down import DropDown
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label, named
from desktop_app.ui.panel import PanelFoot, PanelHead
from desktop_app.ui.printers import PrinterFacts, chosen_pages, facts_of, printer_names
from desktop_app.ui.theme import row_height

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_app.ui.preview import PrintedPages

MOST_COPIES = 99
WIDTH = 290
NONE = "Máy này chưa có máy in nào. Hãy cài máy in, hoặc bấm «Lưu PDF» rồi in ở máy khác."
SCALE = (
    "Trang được gửi đúng 100 %. Nếu máy in có mục «vừa khổ giấy» (Fit to page), hãy tắt mục đó: "
    "lề trái đo trên giấy phải là 30 mm."
)
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Wish:
    """What to print on which printer."""

    printer: str
    copies: int
    pages: Sequence[int]


class PrinterPanel(QFrame):
    """``printing`` carries a Wish; ``saving`` and ``closed`` follow their buttons."""

    printing = Signal(object)
    saving = Signal()
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._facts: dict[str, PrinterFacts] = {}
        self._last = 1
        self.setObjectName("sidePanel")
        self.setFixedWidth(WIDTH)
        self.head = PanelHead("", "Đóng (Esc)", self.closed.emit)
        self.printers = DropDown()
        self.printers.setAccessibleName("Máy in")
        self.copies = QSpinBox(minimum=1, maximum=MOST_COPIES, suffix=" bản")
        self.copies.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.copies.setAccessibleName("Số bản")
        self.pages = QLineEdit(placeholderText="tất cả; hoặc 1-3, 5")
        self.pages.setAccessibleName("Trang")
        self.amount = label(wraps=True)
        self.before = label(wraps=True)
        self.before.setProperty("message", "warning")
        self.warning = label(wraps=True)
        self.warning.setProperty("message", "warning")
        self.scale = label(SCALE, name="faint", wraps=True)
        self.print_button = button(
            "In ra giấy", self.go, look="primary", sign="print", tip="Ctrl+P, rồi Enter"
        )
        self.save_button = button("Lưu PDF", self.saving.emit, sign="pdf", tip="Ctrl+S")
        self._build()
        self.printers.currentIndexChanged.connect(lambda _: self._tell_warnings())
        self.copies.valueChanged.connect(lambda _: self._tell_amount())
        self.pages.textChanged.connect(lambda _: self._tell_amount())

    def show_printed(self, printed: PrintedPages, title: str) -> None:
        """Take the pages to print; the printers are looked for anew."""
        self.head.title.setText(title)
        self._last = printed.pages
        self.copies.setValue(1)
        self.pages.clear()
        self.before.setText(_reprint_words(printed.reprints, printed.records))
        self.before.setVisible(bool(printed.reprints))
        self._list_printers()
        self._tell_amount()

    def focus_first(self) -> None:
        """Put the focus on the choice of the printer."""
        target = self.printers if self.printers.count() else self.save_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def go(self) -> None:
        """Print what is chosen; without a printer the window says what to do."""
        try:
            pages = chosen_pages(self.pages.text(), self._last)
        except ValueError:
            self.pages.setFocus()
            return
        self.printing.emit(Wish(self.printers.currentData() or "", self.copies.value(), pages))

    def set_busy(self, *, busy: bool) -> None:
        """While pages are on their way, none go out a second time."""
        self.print_button.setEnabled(not busy)
        self.save_button.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RETURNS and self.print_button.isEnabled():
            self.saving.emit() if self.save_button.hasFocus() else self.go()
        else:
            super().keyPressEvent(event)

    def _list_printers(self) -> None:
        names = printer_names()
        present = self.printers.currentData()
        self.printers.blockSignals(True)
        self.printers.clear()
        for name in names:
            self.printers.addItem(name, name)
        self.printers.setCurrentIndex(max(self.printers.findData(present), 0) if names else -1)
        self.printers.blockSignals(False)
        self.printers.setEnabled(bool(names))
        self._facts.clear()
        self._tell_warnings()
        self._context.tasks.start(
            self, lambda _: [facts_of(name) for name in names], self._know, lane="printers"
        )

    def _know(self, facts: list[PrinterFacts | None]) -> None:
        first = not self.printers.property("known")
        self.printers.setProperty("known", True)
        for each in filter(None, facts):
            self._facts[each.name] = each
            place = self.printers.findData(each.name)
            self.printers.setItemText(place, each.title)
            if each.usual and first:
                self.printers.setCurrentIndex(place)
        self._tell_warnings()

    def _tell_warnings(self) -> None:
        facts = self._facts.get(self.printers.currentData() or "")
        told = facts.warnings() if facts else []
        if not self.printers.count():
            told = [NONE]
        self.warning.setText("\n".join(f"⚠ {words}" for words in told))
        self.warning.setVisible(bool(told))

    def _tell_amount(self) -> None:
        try:
            pages = len(chosen_pages(self.pages.text(), self._last))
        except ValueError:
            words, wrong = f"Số trang chưa đúng: hãy ghi từ 1 đến {dotted(self._last)}.", "error"
        else:
            words, wrong = _amount_words(pages, self._last, self.copies.value()), ""
        self.amount.setText(words)
        for widget, name in ((self.amount, "message"), (self.pages, "wrong")):
            widget.setProperty(name, wrong)
            widget.style().polish(widget)
        self.amount.setAccessibleName(words)

    def _build(self) -> None:
        inside = named(QWidget(), "formBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        for words, widget in (
            ("&Máy in", self.printers),
            ("Số &bản", self.copies),
            ("Tr&ang", self.pages),
        ):
            title = label(words)
            title.setBuddy(widget)
            widget.setMinimumHeight(row_height())
            column.addWidget(title)
            column.addWidget(widget)
        column.insertWidget(2, self.warning)
        column.addWidget(self.amount)
        column.addWidget(self.before)
        column.addStretch()
        column.addWidget(self.scale)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(area, 1)
        whole.addWidget(PanelFoot(self.save_button, self.print_button))


def _amount_words(pages: int, last: int, copies: int) -> str:
    """Return how much paper it takes.

    >>> _amount_words(43, 43, 1), _amount_words(4, 43, 2)
    ('43 trang: 43 tờ giấy A4', '4/43 trang × 2 bản: 8 tờ giấy A4')
    """
    part = dotted(pages) if pages == last else f"{dotted(pages)}/{dotted(last)}"
    times = f" × {copies} bản" if copies > 1 else ""
    return f"{part} trang{times}: {dotted(pages * copies)} tờ giấy A4"


def _reprint_words(reprints: int, records: int) -> str:
    """Return what the officer should know of earlier printings.

    >>> _reprint_words(1, 1)
    'Hồ sơ này đã in trước đó: bản này mang dòng «BẢN IN LẠI».'
    >>> _reprint_words(2, 40)
    '2/40 hồ sơ đã in trước đó: trang của các hồ sơ ấy mang dòng «BẢN IN LẠI».'
    """
    if records == 1:
        return "Hồ sơ này đã in trước đó: bản này mang dòng «BẢN IN LẠI»."
    share = f"{dotted(reprints)}/{dotted(records)}"
    return f"{share} hồ sơ đã in trước đó: trang của các hồ sơ ấy mang dòng «BẢN IN LẠI»."
