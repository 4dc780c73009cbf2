"""Reading the access log of this PC: who opened, printed, exported, restored what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.desk.permission import Action, needs
from desktop_app.desk.session import Session
from desktop_app.store import accesslog
from desktop_app.store.accesslog import Access, Wanted
from desktop_app.store.heads import Heads, heads

MOST_LINES = 1_000
DEEDS = {
    "open": "Mở hồ sơ hạn chế",
    "reason": "Ghi lý do xem hồ sơ hạn chế",
    "history": "Xem lịch sử hồ sơ hạn chế",
    "search": "Tìm trong sổ hạn chế",
    "preview": "Xem bản in hồ sơ hạn chế",
    "print": "In",
    "print_stopped": "Dừng in giữa chừng",
    "save_pdf": "Lưu bản in thành PDF",
    "export": "Xuất danh sách ra tệp",
    "sync": "Đồng bộ bằng USB",
    "device": "Duyệt, loại máy của đơn vị",
    "erase": "Xóa hẳn dữ liệu cá nhân",
    "backup": "Sao lưu",
    "restore": "Khôi phục từ bản sao lưu",
    "repair": "Dựng lại sổ",
    "update": "Cập nhật phần mềm",
    "login": "Mở sổ",
    "account": "Quản lý tài khoản",
    "self_approval": "Cho tự duyệt việc của mình",
    "password": "Đổi mật khẩu",
    "recover": "Đặt mật khẩu bằng tờ khôi phục",
    "wrong_tries": "Gõ sai mật khẩu",
    "tries_reset": "Bộ đếm mật khẩu sai bị sửa tay",
}


@dataclass(frozen=True)
class AccessLine:
    """One entry of the access log as the chief reads it; *what* is the deed in Vietnamese.

    *table* names the register of the record, where there is one to open.
    """

    wall: str
    officer: str
    officer_id: str
    deed: str
    what: str
    register: str
    record: str
    caption: str
    why: str
    table: str = ""


class AuditActions(Session):
    """The access log and the heads of the chains."""

    @needs(Action.LOG)
    def access_log(  # noqa: PLR0913 - keywords with defaults, each one filter of the page
        self,
        *,
        officer: str = "",
        deed: str = "",
        register: str = "",
        record: str = "",
        first: date | None = None,
        last: date | None = None,
        most: int = MOST_LINES,
    ) -> list[AccessLine]:
        """Return the newest entries that satisfy all filters given, newest first."""
        wanted = Wanted(
            officer,
            deed,
            register,
            record,
            first.isoformat() if first else "",
            last.isoformat() if last else "",
        )
        return [
            self._read(one) for one in accesslog.entries(self.reading().connection, most, wanted)
        ]

    def _read(self, one: Access) -> AccessLine:
        kind = self.registers.get(one.register)
        return AccessLine(
            one.wall,
            self.caption(one.officer),
            one.officer,
            one.action,
            DEEDS.get(one.action, one.action),
            kind.title if kind else one.register,
            one.record,
            self.caption(one.record) if one.record else "",
            one.why,
            kind.table if kind else "",
        )

    def heads(self) -> Heads:
        """Return where the ledger of this PC and its access log stand."""
        return heads(self.book)
