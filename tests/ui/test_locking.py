"""Two officers at one PC: the wait after wrong passwords, the lock, to each what he was typing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop_app.desk.permission import Role
from desktop_app.registers import REGISTERS
from desktop_app.store import accesslog
from desktop_app.ui.deeds import deleting
from desktop_app.ui.dialogs.reason import ReasonDialog
from desktop_app.ui.login import LoginWindow
from desktop_app.ui.robot import Robot
from desktop_app.ui.start import Start, prepared
from desktop_app.ui.window import Window
from tests.conftest import OFFICER_NAME, PASSWORD, STAFF, Founded
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of

OTHER = STAFF[Role.OFFICER]
NAME = "Lò Thị Ẵm"


@dataclass
class Pc:
    """A PC that two officers share; its running time goes on only when told."""

    folder: Path
    running: float = 1_000.0
    start: Start = field(init=False)

    def __post_init__(self) -> None:
        self.start = Start(self.folder, lambda: REGISTERS, ticks=lambda: self.running)

    @property
    def login(self) -> LoginWindow:
        assert isinstance(self.start.shown, LoginWindow)
        return self.start.shown

    @property
    def window(self) -> Window:
        assert isinstance(self.start.shown, Window)
        return self.start.shown

    def log_in(self, name: str) -> Window:
        """Choose a name by its first letters and open the book by keys alone."""
        login, robot = self.login, Robot(self.login)
        robot.until(lambda: login.isVisible())
        while login.name() != name:
            before = login.name()
            robot.press("Down")
            assert login.name() != before
        robot.press("Return")
        robot.type(PASSWORD)
        robot.press("Return")
        robot.until(lambda: isinstance(self.start.shown, Window))
        robot.until(lambda: not self.window.tasks.busy())
        return self.window

    def pass_by(self, minutes: float) -> None:
        """Let time pass, and the program look at it."""
        self.running += minutes * 60
        self.start.idle.check()

    def locked(self) -> bool:
        return isinstance(self.start.shown, LoginWindow)


@pytest.fixture
def pc(staffed: Founded, tmp_path: Path) -> Iterator[Pc]:
    prepared(["test"])
    made = Pc(staffed.copied(tmp_path / "so"))
    made.start.begin()
    yield made
    shown = made.start.shown
    assert shown is not None
    shown.close()
    made.start.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_names_are_chosen_by_keys_and_the_opening_is_logged(pc: Pc) -> None:
    assert pc.login.who.hasFocus()
    assert pc.login.who.count() == len(STAFF)
    desk = pc.log_in(OTHER).desk
    assert desk.my_name.endswith(OTHER)
    entries = accesslog.entries(desk.reading().connection)
    assert [(one.action, one.officer) for one in entries[:1]] == [("login", desk.me)]


def test_after_five_wrong_passwords_the_wait_is_counted_down(pc: Pc) -> None:
    login, robot = pc.login, Robot(pc.login)
    robot.press("Return")
    for _ in range(5):
        robot.type("sai mật khẩu")
        robot.press("Return")
        robot.until(lambda: login.who.isEnabled())
    assert not login.go.isEnabled()
    assert "1 phút" in login.waiting.text()
    pc.running += 45
    login.clock.setInterval(1)
    robot.until(lambda: "15 giây" in login.waiting.text())
    robot.press("Return")
    login.who.setCurrentRow(1)
    assert login.go.isEnabled()
    login.who.setCurrentRow(0)
    assert not login.go.isEnabled()
    pc.running += 16
    robot.until(login.go.isEnabled)
    assert not login.waiting.isVisible()


def test_a_locked_account_says_what_to_do(pc: Pc) -> None:
    login, robot = pc.login, Robot(pc.login)
    robot.press("Return")
    for _ in range(10):
        pc.running += 4_000
        login.look()
        robot.type("sai mật khẩu")
        robot.press("Return")
        robot.until(lambda: login.who.isEnabled())
    assert not login.go.isEnabled()
    assert "bị khóa" in login.waiting.text()
    assert "tờ khôi phục" in login.waiting.text()


def half_typed(window: Window) -> None:
    """Leave a name half typed in a new person's form."""
    page_of(window, "person")
    Robot(window).press("Ctrl+N")
    form_of(window)
    Robot(window).type(NAME)


def test_each_officer_finds_his_own_half_typed_record_after_the_lock(pc: Pc) -> None:
    first = pc.log_in(OFFICER_NAME)
    book = first.desk.book
    half_typed(first)
    Robot(first).press("Ctrl+Alt+L")
    assert pc.locked()
    assert book.key == b""
    assert not isValid(first)

    second = pc.log_in(OTHER)
    assert not [words for words in second.notices.texts() if "gõ dở" in words]
    assert second.desk.drafts() == []
    Robot(second).press("Ctrl+Alt+L")
    third = pc.log_in(OFFICER_NAME)
    third.notices.press("Gõ tiếp")
    form = form_of(third)
    assert form.body.values()["full_name"] == NAME


def test_nobody_there_for_as_long_as_set_locks_the_book_and_its_dialogs(pc: Pc) -> None:
    window = pc.log_in(OFFICER_NAME)
    window.desk.set_idle_minutes(5)
    half_typed(window)
    dialog = ReasonDialog(deleting(NAME), window)
    dialog.open()
    pc.pass_by(4.9)
    assert not pc.locked()
    Robot(window).type("x")  # a key is a sign of life
    pc.pass_by(4.9)
    assert not pc.locked()
    pc.pass_by(0.2)
    assert pc.locked()
    assert "5 phút" in pc.login.notices.texts()[0]
    assert not [one for one in QApplication.topLevelWidgets() if one.isModal() and one.isVisible()]
    pc.start.to_front()
    assert pc.login.isVisible()


def test_the_clock_of_the_lock_runs_by_itself(pc: Pc) -> None:
    pc.log_in(OFFICER_NAME)
    pc.running += 11 * 60
    pc.start.idle.clock.setInterval(1)
    Robot(pc.window).until(pc.locked)


def test_work_that_runs_postpones_the_lock(pc: Pc) -> None:
    window = pc.log_in(OFFICER_NAME)
    window.care.backup()
    pc.pass_by(30)
    assert not pc.locked()
    window.locking.emit()
    assert not pc.locked()
    assert any("còn việc đang chạy" in words for words in window.notices.texts())
    Robot(window).until(lambda: not window.tasks.busy())
    pc.pass_by(9)
    assert not pc.locked()
    pc.pass_by(2)
    assert pc.locked()
