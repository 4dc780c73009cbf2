"""The window of each role: what it may not do is not there, and nothing there is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QRadioButton,
)

from desktop_app.desk.permission import Action, Role
from desktop_app.registers.practice import practice_records
from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.care_home import CareHome
from desktop_app.ui.editors.suggestions import PickLine
from desktop_app.ui.help_page import KEYS
from desktop_app.ui.history import HistoryPanel
from desktop_app.ui.print_panel import PrintPanel
from desktop_app.ui.record_panel import RecordPanel
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import PRESENT, STAFF, Sitting
from tests.furnishing import add_person, furnish, valid
from tests.ui.driving import LEAVING, MENU_MILLISECONDS
from tests.ui.test_lists import page_of
from tests.windows import Shower

RECORDS = 30
OPENED_BY = "Return", "F2"


class Trying:
    """Tries everything that a window shows; what is refused on the way is remembered."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.robot = Robot(window)
        self.refused: list[str] = []
        # A menu under a button has an event loop of its own: only a clock gets at it.
        clock = QTimer(window, interval=MENU_MILLISECONDS)
        clock.timeout.connect(_close_menu)
        clock.start()

    def menus(self) -> None:
        """Do every command of every menu that can be done now."""
        table = self.window.page.register.table if self.window.page else ""
        for command in self.window.actions_of.commands:
            if command.name not in LEAVING:
                self._stand(table)
                self.window.actions_of.action(command.name).trigger()
                self.settle(command.name)

    def keys(self, *keys: str) -> None:
        """Press keys on the record that stands first in the list, each anew."""
        table = self.window.page.register.table if self.window.page else ""
        for key in keys:
            self._stand(table)
            self.robot.press(key)
            self.settle(key)

    def settle(self, deed: str) -> None:
        """Wait for the workers, leave what asks, note what was refused."""
        self.robot.until(lambda: not self.window.tasks.busy(), deed)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()
        self.refused += [f"{deed}: {words}" for words in self.window.notices.refusals()]

    def _stand(self, table: str) -> None:
        """Stand on the first record of a register again, or on the home page."""
        self.window.side_bar.choose(table or self.window.side_bar.home)
        page = self.window.page
        if page is None:
            return
        for view in page.beside.views():
            page.beside.pop(view)
        self.robot.until(lambda: page.head.count.text() and not self.window.tasks.busy())
        page.focus_list()
        self.robot.press("Home", "Space")
        self.robot.until(lambda: not self.window.tasks.busy())


def _close_menu() -> None:
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu | PickLine):
        menu.close()


Seated = Callable[[Role], Window]


@pytest.fixture
def window_of(desk_of: Sitting, show: Shower) -> Seated:
    """Shows the window of a role over an invented post that the chief wrote down."""
    chief = desk_of(Role.CHIEF)
    chief.fill(practice_records(RECORDS, 1, PRESENT, chief.me))
    return lambda role: show(desk_of(role))


@pytest.mark.parametrize("role", Role)
def test_nothing_that_a_role_is_shown_is_refused(window_of: Seated, role: Role) -> None:
    window = window_of(role)
    trying = Trying(window)
    trying.menus()
    registers = window.desk.registers
    closed = [table for table, kind in registers.items() if kind.restricted]
    for table in dict.fromkeys([*list(registers)[:1], *closed]):
        page_of(window, table)
        trying.keys(*OPENED_BY)
        trying.menus()
    assert trying.refused == []


def offered(window: Window) -> set[str]:
    """Return the words of every button in sight."""
    buttons = window.findChildren(QAbstractButton)
    return {one.text() for one in buttons if one.isVisible() and one.text()}


def test_a_reader_reads_and_finds_nothing_that_writes(window_of: Seated) -> None:
    window = window_of(Role.READER)
    robot = Robot(window)
    assert window.today.beginnings == []
    assert STAFF[Role.READER] in window.header.findChildren(QLabel)[-1].text()
    writing = {command.name for command in COMMANDS if command.action is Action.WRITE}
    made = {command.name for command in window.actions_of.commands}
    assert writing
    assert made & (writing | {"backup", "settings"}) == set()
    window.side_bar.choose(window.side_bar.home)
    robot.until(lambda: window.today.lines.rowCount())
    assert not [words for words in offered(window) if "Thêm" in words]

    page = page_of(window, "plan")
    page.focus_list()
    robot.press("Home", "F2")
    robot.until(lambda: isinstance(page.beside.top(), RecordPanel))
    words = offered(window)
    assert words >= {"Lịch sử", "In"}
    assert not [each for each in words if "Thêm" in each or "Sửa" in each]
    robot.press("Ctrl+N", "Ctrl+Shift+N", "Ctrl+Shift+Delete", "Ctrl+Z")
    assert isinstance(page.beside.top(), RecordPanel)
    robot.press("Ctrl+H")
    history = page.beside.top()
    assert isinstance(history, HistoryPanel)
    robot.until(lambda: history.lines)
    assert "Khôi phục" not in offered(window)
    robot.press("Escape", "Ctrl+F")
    robot.type("zzz")
    robot.until(page.empty.isVisible)
    assert page.empty.action.text() == "Xem tất cả"
    window.show_help(KEYS)
    assert "Ctrl+N" not in window.help.reader.toPlainText()


def test_an_empty_list_tells_a_reader_what_the_register_is_for(
    desk_of: Sitting, show: Shower
) -> None:
    window = show(desk_of(Role.READER))
    page = page_of(window, "pledge")
    Robot(window).until(page.empty.isVisible)
    assert page.empty.words.text() == page.register.explains
    assert not page.empty.action.isVisible()


def test_a_reader_prints_chosen_records_but_none_that_is_restricted(
    desk_of: Sitting, show: Shower
) -> None:
    chief = desk_of(Role.CHIEF)
    grown, child = add_person(chief), add_person(chief, "Hồ Thị Bé", birth_date="2015-05-05")
    furnish(chief)
    chief.add("surrender", valid("surrender"))
    window = show(desk_of(Role.READER))
    page_of(window, "surrender")
    assert not window.actions_of.action("print").isEnabled()
    assert window.paper._printable(grown)
    assert not window.paper._printable(child)
    page_of(window, "pledge")
    window.actions_of.action("print").trigger()
    panel = window.findChild(PrintPanel)
    assert panel is not None
    shown = [one.text() for one in panel.findChildren(QRadioButton) if one.isVisible()]
    assert not [words for words in shown if "Mọi hồ sơ" in words]


def test_a_technician_looks_after_the_book_and_sees_no_record(window_of: Seated) -> None:
    window = window_of(Role.TECHNICIAN)
    robot = Robot(window)
    assert isinstance(window.home, CareHome)
    assert window.home.isVisible()
    assert not window.header.search.isVisible()
    assert window.windowTitle().startswith(window.home.title)
    assert robot.focused() is window.home.buttons[0]
    robot.press("Return")
    robot.until(lambda: any("Đã sao lưu" in words for words in window.notices.texts()))
    robot.until(lambda: "Sao lưu: hôm nay" in window.status.backed_up.text())
    robot.press("Ctrl+,")
    assert window.settings.office == {}
    window.settings.idle.setValue(25)
    window.settings.save_button.click()
    assert window.desk.idle_minutes() == 25


def test_a_technician_carries_by_usb_and_nothing_is_refused(
    window_of: Seated, tmp_path: Path
) -> None:
    window = window_of(Role.TECHNICIAN)
    robot = Robot(window)
    window.actions_of.action("sync").trigger()
    page = window.post.carrying
    page.stick.choose(tmp_path)
    robot.until(page.take.isVisible)
    page.take.click()
    assert window.tasks.working(), "while it carries, the book is not locked"
    robot.until(lambda: not window.tasks.busy())
    assert "Rút USB được" in page.heading.text()
    assert window.notices.refusals() == []
    assert not page.undo.isVisible()
