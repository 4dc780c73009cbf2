"""The page of shortcuts, made from the table of commands, and what this program is."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.actions import shortcut_lines
from desktop_app.ui.buttons import button

FORM_KEYS = (
    ("Sang mục sau", "Enter"),
    ("Về mục trước", "Shift+Enter"),
    ("Lưu hồ sơ", "Ctrl+Enter hoặc Ctrl+S"),
    ("Đóng (hỏi nếu có nội dung chưa lưu)", "Esc"),
    ("Tới lỗi tiếp theo", "F8"),
    ("Lặp lại giá trị của hồ sơ trước", "Ctrl+D"),
    ("Giải thích mục đang gõ", "F1"),
    ("Mở danh sách chọn", "Mũi tên xuống hoặc F4"),
    ("Bỏ dòng trong bảng con", "Ctrl+Delete"),
)


class _Page(QDialog):
    def __init__(self, title: str, body: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(560, 560)
        words = QLabel(body, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        words.setMargin(12)
        area = QScrollArea(widgetResizable=True)
        area.setObjectName("readingArea")
        area.setAccessibleName(title)
        area.setWidget(words)
        close = button("Đóng", self.accept)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()


class ShortcutsDialog(_Page):
    """Every key the program knows."""

    def __init__(self, parent: QWidget) -> None:
        body = _table("Ở mọi nơi", shortcut_lines()) + _table("Khi ghi hồ sơ", list(FORM_KEYS))
        super().__init__("Phím tắt", body, parent)


class AboutDialog(_Page):
    """What the program is and where the data lie."""

    def __init__(self, parent: QWidget) -> None:
        body = (
            "<h3>Sổ ANTT</h3><p>Sổ nghiệp vụ và biểu mẫu của Công an xã, phường, đặc khu. Chương"
            " trình làm việc trên một máy tính, không dùng mạng; mọi dữ liệu nằm trong một sổ mã"
            " hóa trên máy này.</p><p>Quên mật khẩu thì mở sổ bằng tờ khôi phục đã in khi tạo sổ."
            "</p>"
        )
        super().__init__("Giới thiệu", body, parent)


def _table(title: str, lines: list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td width='340'>{escape(words)}</td><td><b>{escape(keys)}</b></td></tr>"
        for words, keys in lines
    )
    return f"<h3>{title}</h3><table cellpadding='3'>{rows}</table>"
