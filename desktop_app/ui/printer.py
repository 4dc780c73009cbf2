"""Pages on a printer: each picture at its true size on a page of its own orientation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from desktop_app.model.trouble import Trouble
from desktop_app.ui.pages_view import PagePicture, image_of

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtPrintSupport import QPrinter

GONE = Trouble(
    "Máy in không nhận bản in.",
    "Hồ sơ không bị ảnh hưởng; giấy có thể đã ra dở dang.",
    "Hãy xem máy in còn bật, còn nối và còn giấy không, rồi in lại hoặc bấm «Lưu PDF».",
    "IN-12",
)


class Pages:
    """One job on a printer. Use as a context manager; what ends by an error is taken back."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter = QPainter()
        self._begun = False

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abort()
        elif self._begun:
            self._painter.end()

    def abort(self) -> None:
        """Take back what has not come out yet, as far as the system can."""
        if self._begun:
            self._begun = False
            self._printer.abort()
            self._painter.end()

    def paint(self, picture: PagePicture) -> None:
        """Paint the next page at its true size. Raises Trouble when the printer fails."""
        width, height, _ = picture
        sideways = width > height
        orientation = (
            QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait
        )
        layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF())
        layout.setMode(QPageLayout.Mode.FullPageMode)
        self._printer.setPageLayout(layout)
        if not (self._printer.newPage() if self._begun else self._painter.begin(self._printer)):
            raise GONE
        self._begun = True
        # The painter's origin is the corner of the sheet in full-page mode.
        area = QRectF(0, 0, self._painter.viewport().width(), self._painter.viewport().height())
        self._painter.drawImage(area, image_of(picture))
