"""Pages below one another, drawn when they come to sight, at any zoom."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from desktop_app.ui.editors.editor import Context
from desktop_app.ui.theme import colour

GAP = 16
SCREEN, POINTS_PER_INCH = 96, 72
SHARPEST = 300
ZOOMS = 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0
WIDEST_FIT = 2.0
WIDTH, WHOLE = "width", "whole"
A4 = 210 / 25.4 * SCREEN, 297 / 25.4 * SCREEN
KEPT_PAGES = 8
STEP = 60
PagePicture = tuple[int, int, bytes]


class PagesView(QAbstractScrollArea):
    """The pages of a PDF, all of one size. ``turned`` follows another page or zoom."""

    turned = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pdf = b""
        self._count = 0
        self._number = 1
        self._size = A4
        self._zoom: float | str = WIDTH
        self._drawn: OrderedDict[int, tuple[int, QPixmap]] = OrderedDict()
        self._drawing = 0
        self.setObjectName("pagesView")
        # Always there: a bar that comes and goes would change the width the page is fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(STEP)
        self.horizontalScrollBar().setSingleStep(STEP)

    @property
    def number(self) -> int:
        """Return the number of the page in sight, from 1."""
        return self._number

    @property
    def zoom(self) -> float:
        """Return how large a page is shown; 1 is as large as the paper."""
        if isinstance(self._zoom, float):
            return self._zoom
        room = self.viewport().width() - 2 * GAP
        fitting = room / self._size[0]
        if self._zoom == WHOLE:
            fitting = min(fitting, (self.viewport().height() - 2 * GAP) / self._size[1])
        return min(max(fitting, ZOOMS[0]), WIDEST_FIT)

    def is_drawn(self, number: int) -> bool:
        """Tell whether a page is drawn as sharp as it is shown."""
        return number in self._drawn and self._drawn[number][0] == self._dpi()

    def page_width(self) -> int:
        """Return the width of a page in the window's pixels."""
        return round(self._size[0] * self.zoom)

    def show_pdf(self, pdf: bytes, count: int, number: int = 1) -> None:
        """Show a PDF from one of its pages on."""
        self._pdf, self._count = pdf, count
        self._drawn.clear()
        self._lay()
        self.go(number)

    def go(self, number: int) -> None:
        """Show a page from its top."""
        self._number = min(max(number, 1), self._count)
        bar = self.verticalScrollBar()
        bar.setValue((self._number - 1) * self._stride())
        # The last pages cannot come to the top; they are the ones in sight all the same.
        self._told(min(max(number, 1), self._count))

    def step_zoom(self, step: int) -> None:
        """Make the pages larger or smaller by some steps."""
        present = self.zoom
        nearest = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - present))
        self.set_zoom(ZOOMS[min(max(nearest + step, 0), len(ZOOMS) - 1)])

    def set_zoom(self, zoom: float | str) -> None:
        """Show pages at a zoom, or fitted: WIDTH or WHOLE."""
        number = self._number
        self._zoom = zoom
        self._lay()
        self.go(number)

    def scroll_by(self, steps: int) -> None:
        """Scroll down, or up, by some lines."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + steps * STEP)

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the preview, which knows the page keys."""
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        number = self._number
        self._lay()
        bar.setValue(round(share * bar.maximum()))
        self._told(number)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        self._told(min(max(middle // self._stride() + 1, 1), max(self._count, 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("background"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self._in_sight():
            place = self._place(number)
            if number in self._drawn:
                painter.drawPixmap(place, self._drawn[number][1])
            else:
                painter.fillRect(place, Qt.GlobalColor.white)
            painter.setPen(colour("strong_line"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    # ------------------------------------------------------------------ places

    def _stride(self) -> int:
        return round(self._size[1] * self.zoom) + GAP

    def _lay(self) -> None:
        """Take the lengths of the scroll bars from the pages."""
        width, height = self.viewport().width(), self.viewport().height()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(self._count * self._stride() + GAP - height, 0))
        down.setPageStep(height)
        across.setRange(0, max(self.page_width() + 2 * GAP - width, 0))
        across.setPageStep(width)
        self.viewport().update()

    def _place(self, number: int) -> QRect:
        width = self.page_width()
        free = self.viewport().width() - width
        x = free // 2 if free > 2 * GAP else GAP - self.horizontalScrollBar().value()
        y = GAP + (number - 1) * self._stride() - self.verticalScrollBar().value()
        return QRect(x, y, width, self._stride() - GAP)

    def _in_sight(self) -> Sequence[int]:
        top = self.verticalScrollBar().value()
        first = max((top - GAP) // self._stride() + 1, 1)
        last = (top + self.viewport().height()) // self._stride() + 1
        return range(first, min(last, self._count) + 1)

    def _told(self, number: int) -> None:
        self._number = number
        self.setAccessibleName(f"Trang in {number}/{self._count}")
        self.viewport().update()
        self._draw_more()
        self.turned.emit()

    # ------------------------------------------------------------------ drawing

    def _dpi(self) -> int:
        return min(round(SCREEN * self.zoom * self.devicePixelRatioF()), SHARPEST)

    def _draw_more(self) -> None:
        """Draw, one after another, the pages in sight that are not sharp yet."""
        missing = [number for number in self._in_sight() if not self.is_drawn(number)]
        if self._drawing or not missing or not self._pdf:
            return
        desk, pdf, dpi = self._context.desk, self._pdf, self._dpi()
        self._drawing = number = self._number if self._number in missing else missing[0]
        self._context.tasks.start(
            self,
            lambda _: desk.page_images(pdf, dpi, number, number)[0],
            lambda picture: self._arrived(pdf, number, dpi, picture),
            failed=self._failed,
        )

    def _arrived(self, pdf: bytes, number: int, dpi: int, picture: PagePicture) -> None:
        self._drawing = 0
        if pdf is self._pdf:
            self._fit_size(picture, dpi)
            self._drawn[number] = dpi, QPixmap.fromImage(image_of(picture))
            self._drawn.move_to_end(number)
            while len(self._drawn) > KEPT_PAGES:
                self._drawn.popitem(last=False)
            self.viewport().update()
        self._draw_more()

    def _failed(self, wrong: BaseException) -> None:
        self._drawing = 0
        self._context.tasks.tell(wrong)

    def _fit_size(self, picture: PagePicture, dpi: int) -> None:
        """Take the size of the paper from the first picture: upright or lying."""
        width, height = picture[0] * SCREEN / dpi, picture[1] * SCREEN / dpi
        if abs(width - self._size[0]) > SCREEN / 25.4:
            self._size = width, height
            self.set_zoom(self._zoom)


def image_of(picture: PagePicture) -> QImage:
    """Return a page's bytes, colour or grey, as an image of its own memory."""
    width, height, pixels = picture
    line = len(pixels) // height
    colours = QImage.Format.Format_RGB888 if line > width else QImage.Format.Format_Grayscale8
    return QImage(pixels, width, height, line, colours).copy()
