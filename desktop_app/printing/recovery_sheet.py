"""The sheet that opens the book when every password is forgotten: printed once, sealed, kept.

It is the program's own paper, not a form of any register: its wording is not data.
"""

from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from desktop_app.model.office import Office
from desktop_app.model.text import upper_vi
from desktop_app.printing import fonts
from desktop_app.printing.fonts import Style
from desktop_app.printing.sheet import MM

TITLE = "PHIẾU MÃ KHÔI PHỤC SỔ ANTT"
ADVICE = (
    "Mã này mở được sổ khi không còn ai nhớ mật khẩu. Ai có mã này và có máy thì đọc được toàn bộ "
    "sổ: hãy bỏ phiếu vào phong bì, niêm phong, giao Trưởng đơn vị cất giữ; không chụp ảnh, không "
    "để cạnh máy.",
    "Mất cả mật khẩu lẫn phiếu này thì không ai mở được sổ nữa, kể cả người viết phần mềm.",
    "Khi cần: ở màn hình đăng nhập hoặc bằng lệnh của kỹ thuật viên, gõ mã ở trên (không phân biệt "
    "chữ hoa, chữ thường; có hay không có dấu gạch đều được) rồi đặt mật khẩu mới.",
)


LEFT, RIGHT, TOP = 30 * MM, 20 * MM, 25 * MM
BODY, BOLD = Style(fonts.REGULAR, 13), Style(fonts.BOLD, 13)
HEAD, CODE = Style(fonts.BOLD, 16), Style(fonts.BOLD, 20)


def recovery_sheet(office: Office, officer: str, code: str, day: date) -> bytes:
    """Return the sheet as a one-page PDF."""
    fonts.load()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="vi")
    canvas.setTitle(TITLE)
    half = len(code) // 2
    y = A4[1] - TOP
    for text, style, gap in (
        (upper_vi(office.superior), BODY, 2),
        (upper_vi(office.name), BOLD, 24),
        (TITLE, HEAD, 6),
        (f"Lập ngày {day:%d/%m/%Y}; cán bộ lập sổ: {officer}", BODY, 24),
        (code[:half].rstrip("-"), CODE, 6),
        (code[half:].lstrip("-"), CODE, 24),
    ):
        y = _centred(canvas, text, style, y) - gap
    for text in (*ADVICE, "Người nhận, cất giữ (ký, ghi rõ họ tên, ngày):", "." * 110):
        y = _paragraph(canvas, text, y) - 8
    canvas.save()
    return out.getvalue()


def _centred(canvas: Canvas, text: str, style: Style, y: float) -> float:
    canvas.setFont(style.face, style.size)
    middle = (LEFT + A4[0] - RIGHT) / 2
    for line in simpleSplit(text, style.face, style.size, A4[0] - LEFT - RIGHT):
        y -= style.size * 1.3
        canvas.drawCentredString(middle, y, line)
    return y


def _paragraph(canvas: Canvas, text: str, y: float) -> float:
    canvas.setFont(BODY.face, BODY.size)
    for line in simpleSplit(text, BODY.face, BODY.size, A4[0] - LEFT - RIGHT):
        y -= BODY.size * 1.35
        canvas.drawString(LEFT, y, line)
    return y
