"""The preview: the real pages of the PDF, as they will lie on the paper, and the way to it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.model.kinds import dotted
from desktop_app.ui.buttons import button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.pages_view import WHOLE, WIDTH, PagesView
from desktop_app.ui.printer_panel import PrinterPanel

PAGE_STEPS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
}
LINE_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Space: 8}
ZOOM_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
FITS = {Qt.Key.Key_0: WIDTH, Qt.Key.Key_1: WHOLE}
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class PrintedPages(Protocol):
    """What the desk gives back from printing."""

    @property
    def pdf(self) -> bytes:
        """The PDF itself."""

    @property
    def pages(self) -> int:
        """How many pages it has."""

    @property
    def records(self) -> int:
        """How many records are on them."""

    @property
    def reprints(self) -> int:
        """How many of the records carry the mark of a reprint."""

    @property
    def counted(self) -> bool:
        """Whether the next printing of these pages will carry another mark."""


class Preview(QWidget):
    """Pages with page keys and zoom, and the printer beside them; ``closed`` follows Esc."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.printed: PrintedPages | None = None
        self.title = ""
        self.pages = PagesView(context)
        self.panel = PrinterPanel(context)
        self.place = QLabel()
        self.scale = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.pages.turned.connect(self._tell_place)
        self.panel.closed.connect(self.closed)
        left = QVBoxLayout()
        left.setContentsMargins(12, 8, 12, 8)
        left.setSpacing(8)
        left.addLayout(self._bar())
        left.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self.setFocusProxy(self.pages)

    def show_printed(self, printed: PrintedPages, title: str, number: int = 1) -> None:
        """Show a PDF from one of its pages on."""
        self.printed = printed
        self.title = title
        self.pages.show_pdf(printed.pdf, printed.pages, number)
        self.panel.show_printed(printed, title)
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the preview from the commands that have them elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & CONTROL
            if control and Qt.Key(event.key()) in (*ZOOM_STEPS, *FITS, Qt.Key.Key_P, Qt.Key.Key_S):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ZOOM_STEPS:
            self.pages.step_zoom(ZOOM_STEPS[key])
        elif key in FITS:
            self.pages.set_zoom(FITS[key])
        elif event.modifiers() & CONTROL:
            self._command(event)
        elif not self._move(key, upwards=bool(event.modifiers() & SHIFT)):
            self._other(event)

    def _move(self, key: Qt.Key, *, upwards: bool) -> bool:
        last = self.printed.pages if self.printed else 1
        if key in PAGE_STEPS:
            self.pages.go(self.pages.number + PAGE_STEPS[key])
        elif key in LINE_STEPS:
            self.pages.scroll_by(LINE_STEPS[key] * (-1 if upwards else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.pages.go(1 if key == Qt.Key.Key_Home else last)
        else:
            return False
        return True

    def _command(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P:
            self.panel.focus_first()
        elif event.key() == Qt.Key.Key_S:
            self.panel.saving.emit()
        else:
            super().keyPressEvent(event)

    def _other(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _tell_place(self) -> None:
        pages = self.printed.pages if self.printed else 1
        self.place.setText(f"Trang {dotted(self.pages.number)}/{dotted(pages)}")
        self.scale.setText(f"{self.pages.zoom * 100:.0f} %")

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        back, on = "Trang trước (Page Up)", "Trang sau (Page Down)"
        row.addWidget(button("", lambda: self._turn(-1), sign="chevron-left", tip=back))
        row.addWidget(self.place)
        row.addWidget(button("", lambda: self._turn(1), sign="chevron-right", tip=on))
        row.addSpacing(12)
        row.addWidget(button("−", lambda: self.pages.step_zoom(-1), tip="Nhỏ lại (Ctrl+−)"))
        self.scale.setMinimumWidth(self.scale.fontMetrics().horizontalAdvance("100 % "))
        row.addWidget(self.scale)
        row.addWidget(button("+", lambda: self.pages.step_zoom(1), tip="To lên (Ctrl++)"))
        width, whole = "Chiều ngang", "Cả trang"
        row.addWidget(button(width, lambda: self.pages.set_zoom(WIDTH), tip="Ctrl+0"))
        row.addWidget(button(whole, lambda: self.pages.set_zoom(WHOLE), tip="Ctrl+1"))
        row.addStretch()
        return row

    def _turn(self, step: int) -> None:
        self.pages.go(self.pages.number + step)
