"""The preview: the real pages of the PDF, as they will lie on the paper."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.buttons import button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label

SHARP = 192
POINTS_PER_INCH = 72
ZOOMS = 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0
SCREEN = 96
PAPER_MARGIN = 24
PagePicture = tuple[int, int, bytes]
STEPS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
}


class PrintedPages(Protocol):
    """What the desk gives back from printing."""

    @property
    def pdf(self) -> bytes:
        """The PDF itself."""

    @property
    def pages(self) -> int:
        """How many pages it has."""


class Preview(QWidget):
    """One page at a time with page keys and zoom; ``saving``, ``printing`` follow its buttons."""

    saving = Signal()
    printing = Signal()
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.printed: PrintedPages | None = None
        self.title = ""
        self.number = 1
        self._picture = QPixmap()
        self._zoom = 0.0
        self.sheet = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.sheet.setAccessibleName("Trang in")
        self._area = QScrollArea(widgetResizable=True)
        self._area.setWidget(self.sheet)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Always there: a bar that comes and goes would change the width the page is fitted to.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.heading = label(name="panelTitle", wraps=True)
        self.place = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addLayout(self._bar())
        column.addWidget(self._area, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_printed(self, printed: PrintedPages, title: str) -> None:
        """Show a PDF from its first page."""
        self.printed = printed
        self.title = title
        self.heading.setText(title)
        self._zoom = 0.0
        self._picture = QPixmap()
        self.sheet.clear()
        self.go(1)
        self.setFocus()

    def go(self, number: int) -> None:
        """Show a page; it is drawn on a worker."""
        if self.printed is None:
            return
        self.number = min(max(number, 1), self.printed.pages)
        self.place.setText(f"Trang {self.number}/{self.printed.pages}")
        desk, pdf, page = self._context.desk, self.printed.pdf, self.number
        self._context.tasks.start(
            self,
            lambda _: desk.page_images(pdf, SHARP, page, page)[0],
            self._drawn,
            lane="page",
        )

    def zoom(self, step: int) -> None:
        """Make the page larger or smaller; 0 fits its width."""
        if step == 0:
            self._zoom = 0.0
        else:
            present = self._zoom or self._fitting()
            nearest = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - present))
            self._zoom = ZOOMS[min(max(nearest + step, 0), len(ZOOMS) - 1)]
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        last = self.printed.pages if self.printed else 1
        if key in STEPS:
            self.go(self.number + STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(1 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
            self.zoom({Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}.get(key, 1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + (1 if key == Qt.Key.Key_Down else -1) * 60)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)

    def resizeEvent(self, event: object) -> None:
        self._draw()

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        back = "Trang trước (Page Up)"
        row.addWidget(button("", lambda: self.go(self.number - 1), sign="chevron-left", tip=back))
        row.addWidget(self.place)
        on = "Trang sau (Page Down)"
        row.addWidget(button("", lambda: self.go(self.number + 1), sign="chevron-right", tip=on))
        row.addSpacing(12)
        row.addWidget(button("−", lambda: self.zoom(-1), tip="Nhỏ lại (phím −)"))
        row.addWidget(button("Vừa chiều ngang", lambda: self.zoom(0), tip="Phím 0"))
        row.addWidget(button("+", lambda: self.zoom(1), tip="To lên (phím +)"))
        row.addSpacing(12)
        row.addWidget(button("Đóng", self.closed.emit, tip="Esc"))
        row.addWidget(button("Lưu PDF", self.saving.emit, sign="pdf"))
        row.addWidget(button("In ra giấy", self.printing.emit, look="primary", sign="print"))
        return row

    def _drawn(self, picture: PagePicture) -> None:
        self._picture = QPixmap.fromImage(image_of(picture))
        self._draw()
        self._area.verticalScrollBar().setValue(0)

    def _fitting(self) -> float:
        """Return the zoom at which the page is as wide as the window."""
        width = self._picture.width() * SCREEN / SHARP
        return (self._area.viewport().width() - PAPER_MARGIN) / width if width else 1.0

    def _draw(self) -> None:
        if self._picture.isNull():
            return
        zoom = self._zoom or min(self._fitting(), ZOOMS[-2])
        width = round(self._picture.width() * SCREEN / SHARP * zoom)
        ratio = self.devicePixelRatioF()
        shown = self._picture.scaledToWidth(
            round(width * ratio), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(shown)


def image_of(picture: PagePicture) -> QImage:
    """Return a page's RGB bytes as an image of its own memory."""
    width, height, pixels = picture
    return QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
