"""What the window does for the book itself: drafts offered at the start, backups, checks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.desk.permission import Action
from desktop_app.model.trouble import Trouble
from desktop_app.ui.notices import Step

if TYPE_CHECKING:
    from desktop_app.desk.care import Check
    from desktop_app.ui.window import Window

MOST_FINDINGS = 5


class Care(QObject):
    """The part of the window that looks after the book."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._clock_told = False

    def offer_drafts(self) -> None:
        """Offer the officer what he was typing when the program ended or was locked last."""
        if not self._window.desk.may(Action.WRITE):
            return
        for kept in self._window.desk.drafts()[:3]:
            self._offer(kept)

    def mind_the_clock(self) -> None:
        """Say, once, when the PC's clock is behind what was written with it before."""
        later = self._window.desk.written_later()
        if later is None:
            self._clock_told = False
        elif not self._clock_told:
            self._clock_told = True
            self._window.notices.tell(
                "Đồng hồ của máy này có thể sai.",
                f"Máy đang báo {self._window.desk.present:%H:%M %d/%m/%Y}, mà hồ sơ ghi lần cuối"
                f" lúc {later:%H:%M %d/%m/%Y}. Hồ sơ và thứ tự thay đổi không bị ảnh hưởng; ngày"
                " giờ ghi mới và hạn nhắc việc có thể sai. Hãy chỉnh lại giờ của máy.",
                tone="due",
            )

    def backup(self) -> None:
        """Make a backup on a worker; it counts when it was opened and counted."""
        window = self._window
        window.notices.tell("Đang sao lưu…", "Anh/chị cứ làm việc tiếp.", passing=True)
        window.tasks.start(
            self, lambda _: window.desk.backup(), self._backed_up, lane="backup", long=True
        )

    def tell_first_backup(self, outcome: object) -> None:
        """Say where the first backup lies, or why a new book has none."""
        window = self._window
        told = outcome if isinstance(outcome, Trouble) else None
        if not isinstance(outcome, BaseException):
            self._backed_up(outcome, passing=True)
        elif told is None:
            window.tasks.tell(outcome)
        else:
            window.trouble(
                Trouble(
                    f"Chưa sao lưu được lần đầu: {told.what}",
                    "Sổ đã tạo xong và dùng được, nhưng chưa có bản sao nào.",
                    f"{told.do} Sau đó bấm Ctrl+B để sao lưu.",
                    told.code,
                )
            )

    def check(self) -> None:
        """Check the whole book on a worker."""
        window = self._window
        window.notices.tell("Đang kiểm tra sổ…", "Anh/chị cứ làm việc tiếp.", passing=True)
        desk = window.desk
        window.tasks.start(
            self, lambda _: desk.check(full=True), self._checked, lane="check", long=True
        )

    def _offer(self, kept: Any) -> None:
        window = self._window
        register = window.desk.registers.get(kept.register)
        if register is None:
            return
        moment = datetime.fromisoformat(kept.at)

        def go_on() -> None:
            window.side_bar.choose(kept.register)
            page = window.page
            if page is not None:
                page.beside.resume(kept.id, kept.values, kept.key)

        window.notices.tell(
            f"Có hồ sơ đang gõ dở: {register.title}, {moment:%H:%M %d/%m/%Y}",
            "Nội dung đã được giữ lại, chưa vào sổ.",
            tone="due",
            steps=[
                Step("Gõ tiếp", go_on),
                Step("Bỏ", lambda: window.desk.drop_draft(kept.key)),
            ],
        )

    def _backed_up(self, made: Any, *, passing: bool = False) -> None:
        self._window.notices.tell(
            "Đã sao lưu và kiểm tra lại.",
            f"{made.records} hồ sơ, tệp {made.file}",
            tone="done",
            passing=passing,
        )
        self._window.status.refresh()

    def _checked(self, check: Check) -> None:
        if check.ok:
            self._window.notices.tell("Sổ nguyên vẹn.", "Đã kiểm tra toàn bộ.", tone="done")
            return
        lines = "; ".join(f"{one.text} ({one.code})" for one in check.findings[:MOST_FINDINGS])
        self._window.notices.tell(
            f"Sổ có {len(check.findings)} điểm không khớp.",
            f"{lines}. Hãy sao lưu ngay và báo cán bộ kỹ thuật.",
            tone="late",
        )
