"""The icon of the launcher and the installer, drawn from the logo of the window."""

from io import BytesIO

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from windows_package.inputs import ROOT

LOGO = ROOT / "resources" / "icons" / "logo.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
GROUND, LINE = "#1d4ed8", "#ffffff"


def as_ico() -> bytes:
    """Return the icon with a picture of its own in each size Windows asks for."""
    pictures = [_drawn(size) for size in SIZES]
    content = BytesIO()
    last = pictures[-1]
    last.save(content, "ICO", sizes=[(s, s) for s in SIZES], append_images=pictures[:-1])
    return content.getvalue()


def _drawn(size: int) -> Image.Image:
    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size / 5, size / 5)
    drawing = LOGO.read_text("utf-8").replace("currentColor", LINE)
    QSvgRenderer(drawing.encode("utf-8")).render(painter, QRectF(0, 0, size, size))
    painter.end()
    pixels = bytes(picture.constBits())
    return Image.frombuffer("RGBA", (size, size), pixels, "raw", "RGBA", picture.bytesPerLine(), 1)
