"""What was written in this window: deleted with a reason, taken back by Ctrl+Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.desk.many import Written
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.ui.dialogs.opening import open_once
from desktop_app.ui.dialogs.reason import Asking, ReasonDialog, supplementing
from desktop_app.ui.notices import Step

if TYPE_CHECKING:
    from desktop_app.ui.page import RegisterPage
    from desktop_app.ui.window import Window


class Deeds(QObject):
    """The part of the window that remembers what was written, so that it can be taken back."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._undoable: list[tuple[Written, ...]] = []

    def note(self, *written: Written) -> None:
        """Take note of what was written; one undo takes all of it back."""
        self._undoable.append(written)
        self.look_again()

    def forget(self, written: tuple[Written, ...]) -> None:
        """Take note that this was taken back."""
        if written in self._undoable:
            self._undoable.remove(written)
        self.look_again()

    def look_again(self) -> None:
        """Let what tells of the whole book follow the change."""
        self._window.watching.look_soon()
        self._window.status.refresh()

    def tell_beside(self, page: RegisterPage, id: str, done: str) -> None:
        """Show a record as it is after what was *done* to it beside the list, and say so."""
        page.done_with(id)
        page.beside.read(id)
        self.look_again()
        caption = self._window.desk.caption(id)
        self._window.notices.tell(f"{done}: {caption}", tone="done", passing=True)

    def delete(self) -> None:
        """Ask for the reason, then take the record out of the list."""
        page = self._window.page
        id = page.current_id() if page else ""
        if page is not None:
            page.beside.reaching.reach(id, lambda record: self._ask(page, record))

    def _ask(self, page: RegisterPage, record: Record) -> None:
        dialog = ReasonDialog(deleting(record.caption(self._window.desk)), self._window)
        dialog.given.connect(lambda reason: self._delete(page, record.id, reason))
        open_once(dialog)

    def undo(self) -> None:
        """Undo the last thing written in this window, as a change of its own."""
        window = self._window
        if not self._undoable:
            window.notices.tell("Chưa có việc nào để hoàn tác.", passing=True)
            return
        written = self._undoable[-1]
        if len(written) > 1 or written[0].seq:
            window.bulk.take_back(written)
            return
        self._undoable.pop()
        table, id = written[0].register, written[0].id
        caption = window.desk.caption(id)
        supplementing(window, caption, lambda why: self._undo(table, id, why), window.trouble)

    def _undo(self, table: str, id: str, why: str) -> None:
        window = self._window
        window.tasks.meanwhile(lambda: window.desk.undo(table, id, why=why))
        window.page_of(table).done_with(id)
        self.look_again()
        words = f"Đã hoàn tác việc vừa làm với: {window.desk.caption(id)}"
        window.notices.tell(words, tone="done", passing=True)

    def _delete(self, page: RegisterPage, id: str, reason: str) -> None:
        window, table = self._window, page.register.table
        caption = window.desk.caption(id)
        try:
            window.tasks.meanwhile(lambda: window.desk.delete(table, id, reason))
        except Trouble as trouble:
            window.trouble(trouble)
            return
        page.done_with("")
        page.focus_list()
        self.note(Written(table, id))
        window.notices.tell(
            f"Đã xóa: {caption}",
            "Hồ sơ rời khỏi danh sách; lịch sử và lý do vẫn được giữ.",
            tone="due",
            steps=[Step("Hoàn tác", self.undo)],
        )


def deleting(caption: str) -> Asking:
    """Return the question before a record is deleted."""
    return Asking(
        "Xóa hồ sơ",
        f"Xóa «{caption}»?",
        "1 hồ sơ sẽ rời khỏi danh sách, báo cáo và bản in. Lịch sử và lý do vẫn được giữ;"
        " có thể hoàn tác.",
        "Lý do xóa",
        "Ví dụ: ghi trùng với hồ sơ khác",
        "Xóa 1 hồ sơ",
        "Không xóa",
        "danger",
        "trash",
    )
