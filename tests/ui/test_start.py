"""First start, login, forgotten password, the second start."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.desk.desk import Desk
from desktop_app.desk.door import Account, book_exists
from desktop_app.registers import REGISTERS
from desktop_app.ui import start
from desktop_app.ui.crash import Crashes
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.login import LoginWindow
from desktop_app.ui.robot import Robot
from desktop_app.ui.single import SingleWindow
from desktop_app.ui.window import Window
from tests.conftest import OFFICER_NAME, PASSWORD, Founded


@pytest.fixture
def begun(tmp_path: Path, qtbot: QtBot) -> start.Start:
    """The start of the program on a PC without a book."""
    start.prepared(["test"])
    begun = start.Start(tmp_path / "so", lambda: REGISTERS)
    begun.begin()
    assert begun.shown is not None
    qtbot.addWidget(begun.shown)
    return begun


def logged_out(folder: Path, qtbot: QtBot) -> tuple[start.Start, LoginWindow, Robot]:
    """Return the login on a PC with a book."""
    start.prepared(["test"])
    begun = start.Start(folder, lambda: REGISTERS)
    begun.begin()
    login = begun.shown
    assert isinstance(login, LoginWindow)
    qtbot.addWidget(login)
    return begun, login, Robot(login)


def shut(begun: start.Start) -> None:
    """Close the window and the book."""
    window = begun.shown
    assert isinstance(window, Window)
    window.close()
    window.desk.close()


def test_a_bug_while_opening_is_told_and_leaves_the_login_ready(qtbot: QtBot) -> None:
    def enter(*_: str) -> Desk:
        raise LookupError

    start.prepared(["test"])
    login = LoginWindow([Account(OFFICER_NAME, "a")], enter, enter, lambda _: None)
    qtbot.addWidget(login)
    login.show()
    login.password.setText(PASSWORD)
    login.enter()
    Robot(login).until(lambda: Crashes.shown is not None and Crashes.shown.isVisible())
    assert Crashes.shown is not None
    assert "LookupError" in Crashes.shown.details.toPlainText()
    Crashes.shown.accept()
    assert (login.go.text(), login.go.isEnabled()) == ("Mở sổ", True)


def test_a_new_officer_comes_to_an_open_book_by_keys_alone(
    begun: start.Start, tmp_path: Path
) -> None:
    first = begun.shown
    assert isinstance(first, FirstStart)
    robot = Robot(first)
    robot.enter("khai quang")
    assert first.unit.label() == "Phường Vĩnh Phúc, Tỉnh Phú Thọ"
    robot.press("Return", "Return")
    for words in ("Lò Thị Ẵm", "câu dễ nhớ của tôi", "câu dễ nhớ của tôi"):
        robot.type(words)
        robot.press("Return")
    assert first.heading.text() == first.kind.title
    first.next.click()
    robot.until(lambda: first.recovery.code.text())
    assert not first.next.isEnabled()
    first.recovery.kept.click()
    first.next.click()
    inside = tmp_path / "so" / "trong-so"
    first.backups.chosen.emit(inside)
    assert any("SL-01" in words for words in first.notices.refusals())
    first.backups.chosen.emit(tmp_path / "o-khac")
    assert first.backups.place.text() == str(tmp_path / "o-khac")
    first.next.click()
    robot.until(lambda: isinstance(begun.shown, Window))
    window = begun.shown
    assert isinstance(window, Window)
    assert window.desk.backup_folder() == tmp_path / "o-khac"
    backup = window.desk.last_backup()
    assert backup is not None
    assert backup.verified
    assert any(str(backup.file) in words for words in window.notices.texts())
    assert "Công an phường Vĩnh Phúc" in window.windowTitle()
    assert window.desk.my_name.endswith("Lò Thị Ẵm")
    shut(begun)


def test_a_first_backup_that_fails_is_told_and_the_book_opens_all_the_same(
    begun: start.Start, tmp_path: Path
) -> None:
    first = begun.shown
    assert isinstance(first, FirstStart)
    robot = Robot(first)
    robot.enter("khai quang")
    robot.press("Return", "Return")
    for words in ("Lò Thị Ẵm", "câu dễ nhớ của tôi", "câu dễ nhớ của tôi"):
        robot.type(words)
        robot.press("Return")
    first.next.click()
    robot.until(lambda: first.recovery.code.text())
    first.recovery.kept.click()
    first.next.click()
    first.backups.chosen.emit(tmp_path / "o-khac")
    (tmp_path / "o-khac").rmdir()
    (tmp_path / "o-khac").write_text("một tệp đứng chỗ thư mục", "utf-8")

    first.next.click()

    robot.until(lambda: isinstance(begun.shown, Window))
    window = begun.shown
    assert isinstance(window, Window)
    (told,) = window.notices.refusals()
    assert "Chưa sao lưu được lần đầu" in told
    assert "Ctrl+B" in told
    shut(begun)


def test_two_different_passwords_make_no_book(begun: start.Start, tmp_path: Path) -> None:
    first = begun.shown
    assert isinstance(first, FirstStart)
    robot = Robot(first)
    robot.enter("khai quang")
    robot.press("Return", "Return")
    for words in ("Lò Thị Ẵm", "câu dễ nhớ của tôi", "câu khác"):
        robot.type(words)
        robot.press("Return")
    assert "khác nhau" in first.officer.wrong.text()
    assert not book_exists(tmp_path / "so")


def test_unreadable_keys_are_told_in_words(folder: Path, qtbot: QtBot) -> None:
    keys = next(file for file in folder.iterdir() if file.suffix == ".json")
    keys.write_bytes(keys.read_bytes()[:40])
    _, login, _ = logged_out(folder, qtbot)
    assert len(login.notices.refusals()) == 1


def test_a_wrong_password_is_told_and_the_right_one_opens(folder: Path, qtbot: QtBot) -> None:
    begun, login, robot = logged_out(folder, qtbot)
    assert login.name() == OFFICER_NAME
    robot.type("sai")
    robot.press("Return")
    robot.until(login.notices.refusals)
    assert login.password.hasFocus()
    robot.type(PASSWORD)
    robot.press("Return")
    robot.until(lambda: isinstance(begun.shown, Window))
    shut(begun)


def test_the_recovery_sheet_gives_a_new_password(
    folder: Path, founded: Founded, qtbot: QtBot
) -> None:
    begun, login, robot = logged_out(folder, qtbot)
    login.forgot()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecoveryDialog)
    dialog.code.setText(founded.recovery.lower())
    dialog.password.setText("một câu mới dễ nhớ")
    dialog.again.setText("một câu mới dễ nhớ")
    dialog.go.click()
    robot.until(lambda: login.password.text() == "một câu mới dễ nhớ")
    login.enter()
    robot.until(lambda: isinstance(begun.shown, Window))
    shut(begun)


def test_a_second_start_calls_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    elsewhere = SingleWindow(tmp_path / "sổ khác")
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.called):
        assert not second.claim()
    assert elsewhere.claim()
