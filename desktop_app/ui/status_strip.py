"""The strip at the bottom answers three questions: is it saved, is it carried, is it backed up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop_app.desk.permission import Action
from desktop_app.model.kinds import dotted
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.theme import colour

STALE_DAYS = 7
CARRIED = (
    "Số lần ghi, sửa, xóa mới chỉ có trong sổ của máy này. Đã lưu chắc chắn rồi; đồng bộ bằng"
    " USB để các máy khác của đơn vị cũng có."
)


class StatusStrip(QFrame):
    """Saved, carried, backed up; read anew after each save and now and then."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("statusStrip")
        self._context = context
        self.saved, self.carried, self.backed_up = QLabel(), QLabel(), QLabel()
        self.carried.setToolTip(CARRIED)
        self.carried.setAccessibleDescription(CARRIED)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        for number, label in enumerate((self.saved, self.carried, self.backed_up)):
            if number:
                row.addWidget(QLabel("·"))
            row.addWidget(label)
        row.addStretch()
        self.refresh()

    def refresh(self) -> None:
        """Ask the desk again, on a worker."""
        desk = self._context.desk
        self.saved.setText(saved_words(desk.saved_at))
        self._context.tasks.start(
            self,
            lambda _: (desk.uncarried(), desk.last_backup(), desk.present),
            lambda found: self._show(*found),
            lane="status",
        )

    def _show(self, uncarried: Any, backup: Any, present: datetime) -> None:
        self.carried.setText(carried_words(uncarried))
        made = datetime.fromisoformat(str(backup.made)).replace(tzinfo=None) if backup else None
        stale = made is None or (present - made).days >= STALE_DAYS
        keys = " (Ctrl+B)" if self._context.desk.may(Action.CARE) else ""
        self.backed_up.setText(backup_words(made, present, keys))
        self.backed_up.setToolTip(str(backup.file) if backup else "")
        self.backed_up.setStyleSheet(f"color: {colour('due' if stale else 'faint').name()}")


def saved_words(moment: datetime | None) -> str:
    """Return when the last save was."""
    return f"✓ Đã lưu {moment:%H:%M}" if moment else "✓ Mọi hồ sơ đã lưu"


def carried_words(waiting: Any) -> str:
    """Return how much waits for a stick (desk.uncarried), and for how long."""
    if waiting is None:
        return "Đơn vị dùng một máy"
    if not waiting.changes:
        return "Mọi thay đổi đã chép sang máy khác"
    told = f"{dotted(waiting.changes)} thay đổi chưa chép sang máy khác"
    return f"{told}, {waiting.days} ngày" if waiting.days else told


def backup_words(made: datetime | None, present: datetime, keys: str = "") -> str:
    """Return when the last whole backup was made, from near to far; *keys* make the first one.

    >>> day = datetime(2026, 11, 5, 17, 30)
    >>> backup_words(day, datetime(2026, 11, 6, 8, 0))
    'Sao lưu: hôm qua 17:30, đã kiểm tra'
    """
    if made is None:
        return f"▲ Chưa có bản sao lưu{keys}"
    days = (present.date() - made.date()).days
    named = {0: "hôm nay", 1: "hôm qua"}.get(days, f"{made:%d/%m/%Y}")
    return f"Sao lưu: {named} {made:%H:%M}, đã kiểm tra"
