"""Trợ giúp: the manual, what each field is for, what the post must confirm, every key."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from desktop_app.desk.permission import Action, Role, allowed
from desktop_app.model.field import Field
from desktop_app.model.links import Rows
from desktop_app.model.record import Record, Registers
from desktop_app.model.resources import resource
from desktop_app.ui.actions import Command, shortcut_lines
from desktop_app.ui.field_help import example_of, help_of
from desktop_app.ui.labels import label, named

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk

MANUAL = "help"
PICTURES = "pictures"
CONFIRM = "Cần đối chiếu"
KEYS = "Phím tắt"
NEEDS = "Mỗi mục dùng để làm gì"
ROLES = "Vai trò và quyền"
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

    def __init__(self, desk: Desk, commands: Sequence[Command]) -> None:
        super().__init__()
        self._desk = desk
        self._bodies: dict[str, str] = {}
        self.chapters = QListWidget()
        self.chapters.setObjectName("chapters")
        self.chapters.setAccessibleName("Các chương trợ giúp")
        self.chapters.setWordWrap(True)
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reader = _Reader()
        for title, body in _chapters(desk.registers, commands):
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
        if title == NEEDS and not body:  # made when it is first read: every form is gone through
            body = self._bodies[title] = _needs(self._desk)
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


def _chapters(registers: Registers, commands: Sequence[Command]) -> list[tuple[str, str]]:
    """Return the chapters: the manual's files in order, then what is made from declarations."""
    found = []
    for file in sorted(resource(MANUAL).glob("[0-9]*.md")):
        body = file.read_text("utf-8")
        found.append((body.splitlines()[0].lstrip("# "), body))
    found.append((CONFIRM, resource(MANUAL, "can_doi_chieu.md").read_text("utf-8")))
    found.append((ROLES, _roles()))
    keys = _table("Ở mọi nơi", shortcut_lines(commands))
    if any(command.action is Action.WRITE for command in commands):
        keys += _table("Khi ghi hồ sơ", list(FORM_KEYS))
    found.append((KEYS, f"<h1>{KEYS}</h1>{keys}"))
    found.append((NEEDS, ""))
    found += [(f"Sổ: {kind.title}", _fields_of(kind)) for kind in registers.values()]
    return found


def _needs(desk: Desk) -> str:
    """Return for every field the forms, figures and alerts that need it."""
    traces, titles = desk.traces(), {t: kind.title for t, kind in desk.registers.items()}
    said = "Chỉ ghi điều một biểu mẫu, một số liệu hay một việc nêu ở đây cần đến."
    tables = (
        _table(titles[table], [(one.label, "; ".join(one.reasons)) for one in found])
        for table, found in traces.items()
    )
    return f"<h1>{NEEDS}</h1><p>{said}</p>{''.join(tables)}"


def _roles() -> str:
    """Return the table of permissions as it holds."""
    heads = "".join(f"<th>{escape(role.title)}</th>" for role in Role)
    rows = ""
    for action in Action:
        marks = "".join(f"<td align='center'>{_mark(role, action)}</td>" for role in Role)
        rows += f"<tr><td>{escape(action.value.capitalize())}</td>{marks}</tr>"
    table = f"<table cellpadding='4' width='94%'><tr><th></th>{heads}</tr>{rows}</table>"
    told = "✓ được làm; ◐ được làm, trừ sổ và hồ sơ hạn chế; – không được làm."
    return f"<h1>{ROLES}</h1><p>{told}</p>{table}"


def _mark(role: Role, action: Action) -> str:
    if not allowed(role, action):
        return "–"
    return "✓" if allowed(role, action, restricted=True) else "◐"


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
