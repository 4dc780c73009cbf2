"""Trợ giúp: the manual, what each field is for, what the post must confirm, every key."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from desktop_app.model.field import Field
from desktop_app.model.links import Rows
from desktop_app.model.record import Record, Registers
from desktop_app.model.resources import resource
from desktop_app.ui.actions import shortcut_lines
from desktop_app.ui.field_help import example_of, help_of
from desktop_app.ui.labels import label, named

MANUAL = "help"
PICTURES = "pictures"
CONFIRM = "Cần đối chiếu"
KEYS = "Phím tắt"
FORM_KEYS = (
    ("Sang mục sau", "Enter"),
    ("Về mục trước", "Shift+Enter"),
    ("Đóng (hỏi nếu có nội dung chưa lưu)", "Esc"),
    ("Tới lỗi tiếp theo", "F8"),
    ("Lặp lại giá trị của hồ sơ trước", "Ctrl+D"),
    ("Giải thích mục đang gõ", "F1"),
    ("Mở danh sách chọn", "Mũi tên xuống hoặc F4"),
    ("Bỏ dòng trong bảng con", "Ctrl+Delete"),
)
CHAPTERS_CHARACTERS = 28


class HelpPage(QWidget):
    """A page like the others: chapters at the left, the chapter at the right."""

    def __init__(self, registers: Registers) -> None:
        super().__init__()
        self._bodies: dict[str, str] = {}
        self.chapters = QListWidget()
        self.chapters.setObjectName("chapters")
        self.chapters.setAccessibleName("Các chương trợ giúp")
        self.chapters.setWordWrap(True)
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reader = _Reader()
        for title, body in _chapters(registers):
            self._bodies[title] = body
            self.chapters.addItem(title)
        self.chapters.currentTextChanged.connect(self._show)
        row = QHBoxLayout()
        row.addWidget(self.chapters)
        row.addWidget(self.reader, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(label("Trợ giúp", name="pageTitle"))
        column.addLayout(row, 1)
        self.refit()

    def open(self, title: str = "") -> None:
        """Go to a chapter, to the first one by default, and let the keys read it."""
        found = list(self._bodies).index(title) if title in self._bodies else 0
        self.chapters.setCurrentRow(found)
        self.reader.setFocus()

    def titles(self) -> list[str]:
        """Return the titles of the chapters."""
        return list(self._bodies)

    def refit(self) -> None:
        """Take the width of the chapters from the present font."""
        letter = self.chapters.fontMetrics().averageCharWidth()
        self.chapters.setFixedWidth(letter * CHAPTERS_CHARACTERS)

    def _show(self, title: str) -> None:
        body = self._bodies.get(title, "")
        if body.startswith("<"):
            self.reader.setHtml(body)
        else:
            self.reader.setMarkdown(body)


class _Reader(QTextBrowser):
    """Shows a chapter; its pictures are fitted to the width."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "recordBody")
        self.setOpenLinks(False)
        self.setAccessibleName("Nội dung trợ giúp")

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        file = QUrl(name).fileName()
        picture = QImage(str(resource(MANUAL, PICTURES, file)))
        room = self.viewport().width() - 40
        return picture.scaledToWidth(room) if picture.width() > room > 0 else picture


def _chapters(registers: Registers) -> list[tuple[str, str]]:
    """Return the chapters: the manual's files in order, then what is made from declarations."""
    found = []
    for file in sorted(resource(MANUAL).glob("[0-9]*.md")):
        body = file.read_text("utf-8")
        found.append((body.splitlines()[0].lstrip("# "), body))
    found.append((CONFIRM, resource(MANUAL, "can_doi_chieu.md").read_text("utf-8")))
    keys = _table("Ở mọi nơi", shortcut_lines()) + _table("Khi ghi hồ sơ", list(FORM_KEYS))
    found.append((KEYS, f"<h1>{KEYS}</h1>{keys}"))
    found += [(f"Sổ: {kind.title}", _fields_of(kind)) for kind in registers.values()]
    return found


def _fields_of(register: type[Record]) -> str:
    """Return what each field of a register is for, made from its declaration."""
    rows: list[tuple[str, str]] = []
    for field in register.fields.values():
        rows.append((_marked(field), help_of(field)))
        if isinstance(field, Rows):
            rows += [(f"– {_marked(one)}", example_of(one)) for one in field.entry.fields.values()]
    explains = f"<p>{escape(register.explains)}</p>" if register.explains else ""
    return f"<h1>{escape(register.title)}</h1>{explains}{_table('Các mục', rows)}"


def _marked(field: Field[Any]) -> str:
    return f"{field.label} *" if field.required is True else field.label


def _table(title: str, lines: list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td width='38%'><b>{escape(left)}</b></td><td>{escape(right)}</td></tr>"
        for left, right in lines
    )
    return f"<h3>{escape(title)}</h3><table cellpadding='4' width='100%'>{rows}</table>"
