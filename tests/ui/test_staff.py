"""The chief's pages: accounts and the access log; everybody's own password; the table of roles."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.desk import entrance
from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Action, Role, allowed
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.ui.account_panels import NewAccountPanel, RecoveryPanel, RolePanel
from desktop_app.ui.accounts_page import AccountsPage
from desktop_app.ui.dialogs.password import PasswordDialog
from desktop_app.ui.help_page import ROLES
from desktop_app.ui.log_page import LogPage
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import PASSWORD, STAFF, Sitting
from tests.furnishing import add_person
from tests.ui.test_access import nameless
from tests.windows import Shower

NEW = "một câu mới dễ nhớ"
NEWCOMER = "Ngô Văn Ờ"


@pytest.fixture
def chief(desk_of: Sitting, show: Shower) -> Window:
    """The chief's window at a PC with an account of each role."""
    return show(desk_of(Role.CHIEF))


def accounts(window: Window) -> AccountsPage:
    """Go to the page of accounts."""
    window.actions_of.action("accounts").trigger()
    return window.staff.accounts


def stand_on(page: AccountsPage, name: str) -> None:
    """Choose an account."""
    page.lines.selectRow([one.name for one in page.known].index(name))


def states(page: AccountsPage) -> dict[str, tuple[Role, bool, bool]]:
    """Return role, stopped, locked of every account in the list."""
    return {one.name: (one.role, one.disabled, one.locked) for one in page.known}


def opened_by(desk: Desk, name: str, password: str) -> str:
    """Return the code of what stands against opening the book; empty when it opens."""
    desk.close()
    try:
        entrance.open_book(desk.book.folder, REGISTERS, user=name, password=password).close()
    except Trouble as trouble:
        return trouble.code
    return ""


def test_an_account_is_added_by_keys_alone(chief: Window) -> None:
    page, robot = accounts(chief), Robot(chief)
    page.add.click()
    panel = page.beside.top()
    assert isinstance(panel, NewAccountPanel)
    robot.type(NEWCOMER)
    robot.press("Return", "Down", "Tab")  # from officer to reader
    assert robot.focused() is panel.passwords.first
    robot.type(NEW)
    robot.press("Return")
    robot.type("khác hẳn")
    robot.press("Return")
    assert "khác nhau" in panel.wrong.text()
    panel.passwords.again.setText(NEW)
    panel.go.click()
    robot.until(lambda: NEWCOMER in states(page))
    assert states(page)[NEWCOMER] == (Role.READER, False, False)
    assert page.lines.hasFocus()
    assert page.beside.top() is None
    assert opened_by(chief.desk, NEWCOMER, NEW) == ""


def test_a_taken_name_is_told_and_the_form_stays(chief: Window) -> None:
    page, robot = accounts(chief), Robot(chief)
    page.add.click()
    panel = page.beside.top()
    assert isinstance(panel, NewAccountPanel)
    panel.name.setText(STAFF[Role.READER])
    for line in (panel.passwords.first, panel.passwords.again):
        line.setText(NEW)
    panel.go.click()
    robot.until(chief.notices.refusals)
    assert "TK-01" in chief.notices.refusals()[0]
    assert page.beside.top() is panel
    assert panel.go.isEnabled()


def test_role_stop_and_the_way_back(chief: Window) -> None:
    page, robot = accounts(chief), Robot(chief)
    other = STAFF[Role.OFFICER]
    stand_on(page, other)
    robot.press("Return")
    panel = page.beside.top()
    assert isinstance(panel, RolePanel)
    panel.role.choose(Role.READER)
    panel.go.click()
    robot.until(lambda: states(page)[other][0] is Role.READER)
    page.stop.click()
    robot.press("Return")
    robot.until(lambda: states(page)[other][1])
    assert not page.stop.isEnabled()
    page.add.click()
    again = page.beside.top()
    assert isinstance(again, NewAccountPanel)
    assert again.name.text() == other
    assert again.role.role() is Role.READER


def test_the_chief_cannot_shut_himself_out(chief: Window) -> None:
    page = accounts(chief)
    stand_on(page, STAFF[Role.CHIEF])
    assert not page.role.isEnabled()
    assert not page.stop.isEnabled()
    assert "chỉ huy khác" in page.told.text()


def test_a_locked_account_is_unlocked(desk_of: Sitting, show: Shower) -> None:
    desk, other = desk_of(Role.CHIEF), STAFF[Role.OFFICER]
    hours = iter(range(10_000, 1_000_000, 4_000))
    for _ in range(10):
        with pytest.raises(Trouble):
            entrance.open_book(
                desk.book.folder,
                REGISTERS,
                user=other,
                password="sai mật khẩu",
                ticks=lambda: float(next(hours)),
            )
    window = show(desk)
    page = accounts(window)
    stand_on(page, other)
    assert states(page)[other][2]
    page.unlock.click()
    Robot(window).until(lambda: not states(page)[other][2])


def test_a_new_sheet_voids_the_old_one_and_does_not_vanish_unwritten(
    chief: Window, staffed: object
) -> None:
    page, robot = accounts(chief), Robot(chief)
    page.sheet.click()
    robot.press("Return")
    robot.until(lambda: isinstance(page.beside.top(), RecoveryPanel))
    panel = page.beside.top()
    assert isinstance(panel, RecoveryPanel)
    code = panel.step.code.text()
    robot.press("Escape")
    assert page.beside.top() is panel
    page.add.click()
    assert page.beside.top() is panel
    panel.step.printing.emit()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    panel.step.kept.click()
    panel.done.click()
    assert page.beside.top() is None
    folder = chief.desk.book.folder
    chief.desk.close()
    old = str(getattr(staffed, "recovery", ""))
    with pytest.raises(Trouble):
        entrance.reset_password(folder, REGISTERS, old, STAFF[Role.CHIEF], NEW)
    entrance.reset_password(folder, REGISTERS, code, STAFF[Role.CHIEF], NEW)


@pytest.mark.parametrize("role", Role)
def test_everybody_changes_his_own_password(desk_of: Sitting, show: Shower, role: Role) -> None:
    window = show(desk_of(role))
    robot = Robot(window)
    window.actions_of.action("password").trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PasswordDialog)
    robot.until(lambda: QApplication.focusWidget() is dialog.old)
    for words in ("sai mật khẩu", NEW, NEW):
        robot.type(words)
        robot.press("Return")
    robot.until(dialog.notices.refusals)
    dialog.old.setText(PASSWORD)
    dialog.go.click()
    robot.until(lambda: QApplication.activeModalWidget() is None)
    assert any("Đã đổi mật khẩu" in words for words in window.notices.texts())
    assert opened_by(window.desk, STAFF[role], NEW) == ""


def test_the_log_is_read_filtered_and_opens_its_record(desk_of: Sitting, show: Shower) -> None:
    chief = desk_of(Role.CHIEF)
    child = add_person(chief, "Hồ Thị Bé", birth_date="2015-05-05")
    desk_of(Role.OFFICER).open("person", child, why="Xác minh")
    window = show(desk_of(Role.CHIEF))
    robot = Robot(window)
    window.actions_of.action("log").trigger()
    page = window.staff.log
    robot.until(lambda: page.known)
    assert page.lines.hasFocus()
    assert window.desk.heads().access in page.heads.text()
    assert window.desk.heads().ledger in page.heads.text()
    page.deed.setCurrentIndex(page.deed.findData("reason"))
    robot.until(lambda: [one.deed for one in page.known] == ["reason"])
    assert page.known[0].why == "Xác minh"
    page.first.setText("24/11/2026")
    page.first.editingFinished.emit()
    robot.until(lambda: not page.known)
    page.clear()
    robot.until(lambda: len(page.known) > 1)
    page.deed.setCurrentIndex(page.deed.findData("reason"))
    robot.until(lambda: [one.deed for one in page.known] == ["reason"])
    page.lines.setFocus()
    robot.press("Return")
    robot.until(lambda: window.page and window.page.current_id() == child)


def test_a_day_that_is_none_is_marked(chief: Window) -> None:
    chief.actions_of.action("log").trigger()
    page: LogPage = chief.staff.log
    page.first.setText("31/02/2026")
    page.first.editingFinished.emit()
    assert page.first.property("wrong") == "error"
    page.first.setText("hôm nay")
    page.first.editingFinished.emit()
    assert page.first.property("wrong") == ""


def test_the_pages_have_names_for_a_screen_reader(chief: Window) -> None:
    page, robot = accounts(chief), Robot(chief)
    page.add.click()
    robot.pause()
    assert nameless(page) == set()
    chief.actions_of.action("log").trigger()
    robot.until(lambda: not chief.tasks.busy())
    assert nameless(chief.staff.log) == set()


def test_the_table_of_roles_in_the_help_is_the_one_that_holds(chief: Window) -> None:
    chief.show_help(ROLES)
    shown = chief.help.reader.toPlainText()
    assert [role.title for role in Role if role.title not in shown] == []
    assert [one.value for one in Action if one.value.capitalize() not in shown] == []
    refused = sum(not allowed(role, action) for role in Role for action in Action)
    assert shown.count("–") == refused + 1  # and the line that explains the sign
