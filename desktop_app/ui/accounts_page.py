"""Tài khoản của máy này: who may open the book, as what; the chief's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.ui.account_panels import NewAccountPanel, RecoveryPanel, RolePanel
from desktop_app.ui.ask_bar import AskBar
from desktop_app.ui.buttons import button
from desktop_app.ui.chips import Chip
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.flow import FlowLayout
from desktop_app.ui.labels import label
from desktop_app.ui.lines_table import LinesTable
from desktop_app.ui.notices import Step
from desktop_app.ui.panel import SidePanel

if TYPE_CHECKING:
    from desktop_app.desk.accounts import AccountLine
    from desktop_app.desk.permission import Role

STATES = {
    "used": Chip("Đang dùng", "done"),
    "locked": Chip("Đang khóa", "late"),
    "stopped": Chip("Đã ngừng", "stopped"),
}
COLUMNS, CHARACTERS = ("Họ và tên", "Vai trò", "Tình trạng"), (0, 14, 18)
NEW_SHEET = "Lập tờ khôi phục mới? Tờ cũ hết giá trị ngay: quên mật khẩu thì chỉ tờ mới mở được sổ."


class AccountsPage(QWidget):
    """``done`` carries what was done, in words; ``printing`` and ``saving`` the new code."""

    title = "Tài khoản của máy này"
    done = Signal(str)
    printing = Signal(str)
    saving = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.known: list[AccountLine] = []
        self.lines = LinesTable("Các tài khoản", COLUMNS, CHARACTERS)
        self.ask_bar = AskBar()
        self.beside = SidePanel()
        self.add = button("Thêm tài khoản", self._ask_new, look="primary", sign="add")
        self.role = button("Đổi vai trò", self._ask_role, sign="badge", tip="Enter")
        self.stop = button("Ngừng tài khoản", self._ask_stop, look="danger", sign="lock")
        self.unlock = button("Mở khóa", self._unlock, sign="unlock")
        self.sheet = button("Tờ khôi phục mới", self._ask_sheet, sign="key")
        self.told = label(name="faint", wraps=True)
        self._build()
        self.lines.itemSelectionChanged.connect(self._allow)
        self.lines.opened.connect(lambda _: self.role.click())
        self.beside.emptied.connect(self.lines.setFocus)

    def activate(self) -> None:
        """Read the accounts when the page comes to sight."""
        self.read()
        if self.beside.top() is None:
            self.lines.setFocus()

    def read(self) -> None:
        """Read the accounts anew."""
        self.known = self._context.desk.accounts()
        self.lines.show_lines([(one.name, one.role.title, _state(one)) for one in self.known])
        self._allow()

    def chosen(self) -> AccountLine | None:
        """Return the account stood on."""
        row = self.lines.currentRow()
        return self.known[row] if 0 <= row < len(self.known) else None

    def _allow(self) -> None:
        """Offer what can be done with the account stood on; say why not, where it cannot."""
        one = self.chosen()
        mine = one is not None and one.officer_id == self._context.desk.me
        used = one is not None and not one.disabled
        self.role.setEnabled(used and not mine)
        self.stop.setEnabled(used and not mine)
        self.unlock.setEnabled(one is not None and one.locked)
        words = "Chọn một tài khoản rồi bấm nút ở trên. Tài khoản không bị xóa, chỉ ngừng."
        if mine:
            words = "Đây là tài khoản của anh/chị: vai trò và việc ngừng do chỉ huy khác làm."
        elif one is not None and one.disabled:
            words = "Tài khoản này đã ngừng. Bấm «Thêm tài khoản», ghi đúng tên này để mở lại."
        self.told.setText(words)

    # ------------------------------------------------------------------ what is done

    def _ask_new(self) -> None:
        panel = NewAccountPanel()
        one = self.chosen()
        if one is not None and one.disabled:
            panel.name.setText(one.name)
            panel.role.choose(one.role)
        desk = self._context.desk

        def given(name: str, role: Role, password: str) -> None:
            words = f"Đã mở tài khoản {name}, vai trò {role.title.lower()}."
            self._do(panel, lambda: desk.add_account(name, role, password), words)

        panel.given.connect(given)
        self._show(panel, panel.name)

    def _ask_role(self) -> None:
        one = self.chosen()
        if one is None:
            return
        panel = RolePanel(one.name, one.role)
        desk = self._context.desk

        def given(role: Role) -> None:
            words = f"{one.name} nay có vai trò {role.title.lower()}."
            self._do(panel, lambda: desk.set_role(one.name, role), words)

        panel.given.connect(given)
        self._show(panel, panel)
        panel.role.focus()

    def _ask_stop(self) -> None:
        one = self.chosen()
        if one is None:
            return
        desk, words = self._context.desk, f"Đã ngừng tài khoản {one.name}."
        self.ask_bar.ask(
            f"Ngừng tài khoản {one.name}? Người này không mở được sổ nữa; hồ sơ đã ghi vẫn giữ.",
            Step("Ngừng", lambda: self._do(None, lambda: desk.disable_account(one.name), words)),
            Step("Thôi", self.lines.setFocus),
        )

    def _unlock(self) -> None:
        one = self.chosen()
        if one is not None:
            desk, words = self._context.desk, f"Đã mở khóa tài khoản {one.name}."
            self._do(None, lambda: desk.unlock_account(one.name), words)

    def _ask_sheet(self) -> None:
        self.ask_bar.ask(
            NEW_SHEET, Step("Lập tờ mới", self._new_sheet), Step("Thôi", self.lines.setFocus)
        )

    def _new_sheet(self) -> None:
        desk = self._context.desk
        self._context.tasks.start(
            self, lambda _: desk.new_recovery(), self._show_sheet, lane="account", writes=True
        )

    def _show_sheet(self, code: str) -> None:
        desk = self._context.desk
        panel = RecoveryPanel(code, desk.unit.label(), desk.my_name)
        panel.step.printing.connect(lambda: self.printing.emit(code))
        panel.step.saving.connect(lambda: self.saving.emit(code))
        self._show(panel, panel.step.kept)
        self.done.emit("Đã lập tờ khôi phục mới; tờ cũ hết giá trị.")

    def _do(
        self, panel: NewAccountPanel | RolePanel | None, do: Callable[[], Any], words: str
    ) -> None:
        """Do it on a worker, since a password takes its time; then close the panel."""
        if panel is not None:
            panel.go.setEnabled(False)

        def done(_: object) -> None:
            if panel is not None:
                self.beside.pop(panel)
            self.read()
            self.lines.setFocus()
            self.done.emit(words)

        def failed(wrong: BaseException) -> None:
            if panel is not None:
                panel.go.setEnabled(True)
            self._context.tasks.tell(wrong)

        self._context.tasks.start(
            panel or self, lambda _: do(), done, failed=failed, lane="account", writes=True
        )

    def _show(self, panel: NewAccountPanel | RolePanel | RecoveryPanel, begin: QWidget) -> None:
        if isinstance(self.beside.top(), RecoveryPanel):
            self.beside.take_focus()  # the code it shows is shown once
            return
        panel.closed.connect(lambda: self.beside.pop(panel))
        self.beside.only(panel)
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons)
        for one in (self.add, self.role, self.unlock, self.stop, self.sheet):
            row.addWidget(one)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(self.title, name="pageTitle"))
        column.addWidget(buttons)
        column.addWidget(self.told)
        column.addWidget(self.ask_bar)
        column.addWidget(self.lines, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)


def _state(one: AccountLine) -> Chip:
    return STATES["stopped" if one.disabled else "locked" if one.locked else "used"]
