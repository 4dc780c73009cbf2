"""Whether two pictures show the same: letters may be drawn a little differently, no more."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

CELL = 6
TOLERANCE = 26  # of 255; what smoothing of letters differs by stays below
MOST_CELLS = 12


def unlike_cells(ours: QImage, reference: QImage) -> list[tuple[int, int]]:
    """Return the cells of CELL × CELL pixels in which the pictures differ."""
    if ours.size() != reference.size():
        return [(0, 0)] * (MOST_CELLS + 1)
    small, other = _coarse(ours), _coarse(reference)
    return [
        (x, y)
        for y in range(small.height())
        for x in range(small.width())
        if _distance(small.pixelColor(x, y), other.pixelColor(x, y)) > TOLERANCE
    ]


def marked(ours: QImage, cells: list[tuple[int, int]]) -> QImage:
    """Return our picture with the differing cells framed."""
    shown = ours.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(shown)
    painter.setPen(QColor("red"))
    for x, y in cells:
        painter.drawRect(x * CELL, y * CELL, CELL, CELL)
    painter.end()
    return shown


def _coarse(picture: QImage) -> QImage:
    return picture.scaled(
        picture.width() // CELL,
        picture.height() // CELL,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _distance(one: QColor, other: QColor) -> int:
    return max(
        abs(one.red() - other.red()),
        abs(one.green() - other.green()),
        abs(one.blue() - other.blue()),
    )
