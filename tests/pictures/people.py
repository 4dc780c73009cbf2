"""What is pictured of who uses the book: login, accounts, the access log, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.desk import door
from desktop_app.desk.permission import Role
from desktop_app.ui.login import LoginWindow
from desktop_app.ui.reason_panel import ReasonPanel
from tests.conftest import LIGHT, PASSWORD
from tests.pictures.stage import Stage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

HEADS = "Sổ cái: 0123456789abcdef:235 0123456789abcdef · Nhật ký truy cập: 3 0123456789abcdef"
OTHER, STOPPED = "Lê Thị Bình", "Đỗ Văn Xem"


def login(stage: Stage) -> QWidget:
    """The list of names with a password to type."""
    _staff(stage)
    accounts = door.accounts(stage.desk.book.folder)
    made = LoginWindow(accounts, lambda *_: stage.desk, lambda *_: None, lambda _: None)
    made.setParent(stage.window, made.windowFlags())
    made.show()
    return made


def accounts(stage: Stage) -> QWidget:
    """The accounts of the PC, and a new one being added."""
    _staff(stage)
    stage.desk.disable_account(STOPPED)
    stage.window.actions_of.action("accounts").trigger()
    stage.window.staff.accounts.add.click()
    stage.settle()
    return stage.window


def access_log(stage: Stage) -> QWidget:
    """Some entries of the access log."""
    stage.desk.note_access("login", "", "")
    stage.read("surrender")
    stage.desk.note_access("wrong_tries", "", "", f"3: {OTHER} 3")
    stage.window.actions_of.action("log").trigger()
    stage.robot.until(lambda: stage.window.staff.log.known)
    stage.settle()
    stage.window.staff.log.heads.setText(HEADS)  # the real ones differ in every book
    return stage.window


def reason_wanted(stage: Stage) -> QWidget:
    """A restricted record of another officer, before a reason was given."""
    stage.desk.role = Role.OFFICER
    page = stage.page("surrender")
    page.focus_list()
    stage.robot.press("Home", "Space")
    stage.robot.until(lambda: isinstance(page.beside.top(), ReasonPanel))
    stage.settle()
    return stage.window


def _staff(stage: Stage) -> None:
    for name, role in ((OTHER, Role.OFFICER), (STOPPED, Role.READER)):
        stage.desk.add_account(name, role, PASSWORD, passes=LIGHT)


PEOPLE = {pose.__name__: pose for pose in (login, accounts, access_log, reason_wanted)}
