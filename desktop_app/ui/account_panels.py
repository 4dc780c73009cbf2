"""What stands beside the list of accounts: a new account, another role, a new recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop_app.desk.permission import Role
from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.first_steps import FEWEST_NAME_WORDS, RecoveryStep
from desktop_app.ui.labels import label, named
from desktop_app.ui.panel import PanelFoot, PanelHead
from desktop_app.ui.passwords import PasswordLines

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QPushButton

EXPLAINED = {
    Role.CHIEF: "mọi việc, kể cả tài khoản, nhật ký truy cập, thông tin đơn vị",
    Role.OFFICER: "ghi, sửa, in, sao lưu; hồ sơ hạn chế của người khác thì phải ghi lý do",
    Role.READER: "chỉ xem, và in hồ sơ không thuộc diện hạn chế",
    Role.TECHNICIAN: "sao lưu, kiểm tra sổ; không xem được hồ sơ nào",
}


class RoleBox(QWidget):
    """The four roles, each with what it is for."""

    def __init__(self, chosen: Role) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for number, role in enumerate(Role):
            made = QRadioButton(role.title)
            made.setAccessibleDescription(EXPLAINED[role])
            made.setChecked(role is chosen)
            self._group.addButton(made, number)
            column.addWidget(made)
            told = label(EXPLAINED[role], name="faint", wraps=True)
            told.setContentsMargins(28, 0, 0, 4)
            column.addWidget(told)

    def role(self) -> Role:
        """Return the role that is chosen."""
        return list(Role)[self._group.checkedId()]

    def choose(self, role: Role) -> None:
        """Choose a role."""
        self._group.button(list(Role).index(role)).setChecked(True)

    def focus(self) -> None:
        """Put the focus on the chosen role."""
        self._group.checkedButton().setFocus(Qt.FocusReason.TabFocusReason)


class _Panel(QWidget):
    """A head, a body, a foot; Esc closes."""

    closed = Signal()

    def __init__(self, title: str, *foot: QPushButton) -> None:
        super().__init__()
        self.setAccessibleName(title)
        inside = named(QWidget(), "formBody")
        self.rows = QVBoxLayout(inside)
        self.rows.setContentsMargins(16, 12, 16, 12)
        self.rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHead(title, "Đóng (Esc)", self.leave))
        column.addWidget(inside, 1)
        column.addWidget(PanelFoot(*foot))

    def leave(self) -> None:
        """Close, if nothing stands against it."""
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


class NewAccountPanel(_Panel):
    """Whose account, as what, with which first password; ``given`` carries all three."""

    given = Signal(str, object, str)

    def __init__(self) -> None:
        self.go = button("Mở tài khoản", self._give, look="primary", sign="add")
        super().__init__("Thêm tài khoản", self.go)
        self.name = Line()
        self.name.setAccessibleName("Họ và tên")
        self.name.setPlaceholderText("Ví dụ: Nguyễn Văn An")
        self.role = RoleBox(Role.OFFICER)
        self.passwords = PasswordLines()
        self.wrong = label(wraps=True)
        self.wrong.setProperty("message", "error")
        self.rows.addWidget(label("Họ và tên *"))
        self.rows.addWidget(self.name)
        self.rows.addWidget(label("Vai trò *"))
        self.rows.addWidget(self.role)
        self.rows.addWidget(self.passwords)
        told = "Mật khẩu lần đầu: giao tận tay; người nhận đổi ngay ở «Đổi mật khẩu của tôi»."
        self.rows.addWidget(label(told, name="faint", wraps=True))
        self.rows.addWidget(self.wrong)
        self.rows.addStretch()
        self.name.returnPressed.connect(self.role.focus)
        self.passwords.entered.connect(self._give)

    def _give(self) -> None:
        take_word()
        short = len(self.name.text().split()) < FEWEST_NAME_WORDS
        wrong = "Hãy ghi đủ họ và tên." if short else self.passwords.complaint()
        self.wrong.setText(f"✕ {wrong}" if wrong else "")
        if wrong:
            (self.name if short else self.passwords.first).setFocus()
            return
        self.given.emit(self.name.text(), self.role.role(), self.passwords.first.text())


class RolePanel(_Panel):
    """Another role for an account; ``given`` carries it."""

    given = Signal(object)

    def __init__(self, name: str, role: Role) -> None:
        go = button("Đổi vai trò", lambda: self.given.emit(self.role.role()), look="primary")
        super().__init__(f"Vai trò của {name}", go)
        self.go = go
        self.role = RoleBox(role)
        self.rows.addWidget(self.role)
        told = "Vai trò mới có hiệu lực từ lần mở sổ tới của người này."
        self.rows.addWidget(label(told, name="faint", wraps=True))
        self.rows.addStretch()


class RecoveryPanel(_Panel):
    """The code of a new recovery sheet, shown once: it closes after the officer has it on paper."""

    def __init__(self, code: str, unit_name: str, officer: str) -> None:
        self.done = button("Xong", self.leave, look="primary")
        super().__init__("Tờ khôi phục mới", self.done)
        self.step = RecoveryStep()
        self.step.show_code(code, unit_name, officer)
        self.step.changed.connect(lambda: self.done.setEnabled(self.step.ready()))
        self.done.setEnabled(False)
        told = label("Tờ khôi phục cũ không còn giá trị: hãy hủy tờ cũ.", name="noticeWhat")
        told.setWordWrap(True)
        self.rows.addWidget(told)
        self.rows.addWidget(self.step)
        self.rows.addStretch()

    def leave(self) -> None:
        if self.step.ready():
            self.closed.emit()
        else:
            self.step.kept.setFocus()  # no other sheet opens the book any more
