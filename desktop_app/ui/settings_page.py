"""Cài đặt: the unit's data, when alerts speak, who approves, backups, when the book locks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.desk.attention import LONGEST, Threshold
from desktop_app.desk.care import LONGEST_IDLE, SHORTEST_IDLE, USUAL_IDLE
from desktop_app.desk.erasing import LONGEST as LONGEST_KEPT
from desktop_app.desk.permission import Action
from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import button
from desktop_app.ui.dialogs.folder import ask_folder
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import label, named

OFFICE = {
    "name": "Tên đơn vị *",
    "superior": "Cơ quan cấp trên *",
    "symbol": "Ký hiệu văn bản *",
    "place": "Địa danh *",
    "duty_phone": "Điện thoại trực ban",
    "address": "Địa chỉ",
}
UNITS = {"hours": " giờ", "days": " ngày"}
MARGIN = 16
WIDEST = 860


class SettingsPage(QWidget):
    """A page like the others; nothing holds before «Lưu cài đặt». ``saved`` follows it."""

    saved = Signal()
    troubled = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk = context.desk
        self.office: dict[str, QLineEdit] = {}
        self.thresholds: dict[str, QSpinBox] = {}
        self.self_approval = QCheckBox()
        self.periods: dict[str, QSpinBox] = {}
        self.folder: Path | None = None
        self.idle = _minutes()
        self._backups = label(wraps=True)
        self.save_button = button("Lưu cài đặt", self.save, look="primary", sign="save")
        inside = named(QWidget(), "formBody")
        inside.setMaximumWidth(WIDEST)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._column.setSpacing(10)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        head = QHBoxLayout()
        head.addWidget(label("Cài đặt", name="pageTitle"), 1)
        head.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    def activate(self) -> None:
        """Show what holds now, as far as the role may change it."""
        if not self._column.count():  # made once: Qt keeps some memory of each widget for good
            self._build()
        if self.office:
            self._show_unit()
        chosen = self._desk.setting("backup_folder", "")
        self._choose(Path(chosen) if chosen else None)
        self.idle.setValue(self._desk.idle_minutes())
        first = next(iter((*self.office.values(), self.idle)))
        first.setFocus()
        self._area.ensureWidgetVisible(first)

    def _show_unit(self) -> None:
        office = self._desk.office
        for name, line in self.office.items():
            line.setText(str(getattr(office, name)))
        for threshold in self._desk.thresholds():
            self.thresholds[threshold.name].setValue(threshold.amount)
        self.self_approval.setChecked(self._desk.self_approval)
        for period in self._desk.periods():
            self.periods[period.register].setValue(period.years)

    def save(self) -> None:
        """Let all that stands here hold, or nothing of a part that is refused."""
        try:
            if self.office:
                self._save_unit()
            self._desk.choose_backup_folder(self.folder)
            self._desk.set_idle_minutes(self.idle.value())
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self.saved.emit()

    def _save_unit(self) -> None:
        self._desk.edit_office({name: line.text() for name, line in self.office.items()})
        self._desk.set_thresholds({n: each.value() for n, each in self.thresholds.items()})
        self._desk.allow_self_approval(self.self_approval.isChecked())
        self._desk.set_periods({name: each.value() for name, each in self.periods.items()})

    def _build(self) -> None:
        if self._desk.may(Action.UNIT):
            self._add_office()
            self._add_thresholds()
            self._add_approval()
            self._add_periods()
        self._add_backups()
        self._add_lock()
        self._column.addStretch()

    def _add_office(self) -> None:
        self._column.addWidget(label("Đơn vị, in trên đầu văn bản", name="sectionTitle"))
        self.office = {name: QLineEdit() for name in OFFICE}
        rows = QFormLayout()
        rows.setVerticalSpacing(8)
        for name, line in self.office.items():
            line.setAccessibleName(OFFICE[name].rstrip(" *"))
            rows.addRow(OFFICE[name], line)
        self._column.addWidget(_holding(rows))

    def _add_thresholds(self) -> None:
        self._column.addWidget(label("Nhắc việc trên trang Hôm nay", name="sectionTitle"))
        self._column.addWidget(
            label(
                "Con số theo luật hoặc quy chế; đổi ở đây chỉ đổi lúc máy này nhắc.",
                name="faint",
                wraps=True,
            )
        )
        rows = QGridLayout()
        rows.setVerticalSpacing(8)
        rows.setColumnStretch(0, 1)
        for row, each in enumerate(self._desk.thresholds()):
            box = _spin(each)
            self.thresholds[each.name] = box
            register = self._desk.registers[each.register].title
            rows.addWidget(_said(f"{register}: {each.text}", box), row, 0)
            rows.addWidget(box, row, 1)
        self._column.addWidget(_holding(rows))

    def _add_approval(self) -> None:
        self._column.addWidget(label("Duyệt hồ sơ", name="sectionTitle"))
        words = "Cho phép tự duyệt: chỉ huy được duyệt hồ sơ do chính mình ghi, sửa hoặc trình"
        self.self_approval.setText(words)
        self._column.addWidget(self.self_approval)
        note = "Chỉ bật khi đơn vị chỉ có một chỉ huy; mỗi lần bật, tắt được ghi nhật ký truy cập."
        self._column.addWidget(label(note, name="faint", wraps=True))

    def _add_periods(self) -> None:
        self._column.addWidget(label("Thời hạn lưu dữ liệu cá nhân", name="sectionTitle"))
        words = (
            "Quá hạn thì hồ sơ vào danh sách xem xét (menu Sổ), không tự bị xóa. Mười năm là mức"
            " tạm đặt: hãy đối chiếu quy định lưu trữ của đơn vị."
        )
        self._column.addWidget(label(words, name="faint", wraps=True))
        rows = QGridLayout()
        rows.setVerticalSpacing(8)
        rows.setColumnStretch(0, 1)
        for row, each in enumerate(self._desk.periods()):
            box = _numbered(" năm", LONGEST_KEPT)
            box.setAccessibleName(f"Thời hạn lưu sổ {each.title}")
            box.setToolTip(f"Thường dùng: {each.usual} năm")
            self.periods[each.register] = box
            rows.addWidget(_said(each.title, box), row, 0)
            rows.addWidget(box, row, 1)
        self._column.addWidget(_holding(rows))

    def _add_backups(self) -> None:
        self._column.addWidget(label("Sao lưu", name="sectionTitle"))
        self._column.addWidget(self._backups)
        row = QHBoxLayout()
        row.addWidget(button("Chọn thư mục khác…", self._ask_folder, sign="folder"))
        row.addWidget(button("Về nơi thường dùng", lambda: self._choose(None)))
        row.addStretch()
        self._column.addWidget(_holding(row))

    def _add_lock(self) -> None:
        self._column.addWidget(label("Tự khóa sổ", name="sectionTitle"))
        words = "Không gõ phím, không động chuột sau bấy nhiêu phút thì sổ tự khóa"
        self.idle.setAccessibleName(words)
        row = QHBoxLayout()
        row.addWidget(_said(words, self.idle), 1)
        row.addWidget(self.idle)
        self._column.addWidget(_holding(row))

    def _choose(self, folder: Path | None) -> None:
        self.folder = folder
        shown = folder or self._desk.usual_backup_folder()
        self._backups.setText(f"Bản sao lưu ghi vào: {shown}")

    def _ask_folder(self) -> None:
        ask_folder(self, "Chọn thư mục sao lưu", self._desk.backup_folder(), self._choose)


def _spin(threshold: Threshold) -> QSpinBox:
    box = _numbered(UNITS[threshold.unit], LONGEST)
    usual = f"Thường dùng: {threshold.usual}{UNITS[threshold.unit]}"
    box.setToolTip(usual)
    box.setAccessibleName(threshold.text)
    box.setAccessibleDescription(usual)
    return box


def _numbered(suffix: str, most: int, least: int = 1) -> QSpinBox:
    box = QSpinBox()
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setRange(least, most)
    box.setSuffix(suffix)
    return box


def _minutes() -> QSpinBox:
    box = _numbered(" phút", LONGEST_IDLE, SHORTEST_IDLE)
    box.setToolTip(f"Từ {SHORTEST_IDLE} đến {LONGEST_IDLE} phút; thường dùng: {USUAL_IDLE} phút")
    return box


def _said(words: str, buddy: QWidget) -> QLabel:
    made = label(words, wraps=True)
    made.setBuddy(buddy)
    return made


def _holding(layout: QLayout) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    holder = QWidget()
    holder.setLayout(layout)
    return holder
