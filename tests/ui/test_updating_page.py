"""Cập nhật phần mềm on the screen: found, looked at, done, stopped, gone back from."""

import shutil
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.desk.permission import Role
from desktop_app.desk.updating import FORWARD
from desktop_app.model.record import Registers
from desktop_app.registers import REGISTERS
from desktop_app.ui import start
from desktop_app.ui.login import LoginWindow
from desktop_app.ui.returning import ReturnWindow
from desktop_app.ui.robot import Robot
from desktop_app.ui.tasks import WORKERS
from desktop_app.ui.window import Window
from tests.conftest import Founded, Sitting
from tests.furnishing import add_person
from tests.updating.conftest import Pc, pc, unlocked
from tests.updating.making import STRANGER, packed, tiny
from tests.windows import Shower

__all__ = ["pc", "unlocked"]


@pytest.fixture
def window(pc: Pc, show: Shower) -> Window:
    """The chief's window at version 1.0.0."""
    return show(pc.desk)


def looked(window: Window, stick: Path) -> Robot:
    """Let the page of updates look at a stick."""
    robot = Robot(window)
    window.versions.show()
    robot.until(lambda: not window.tasks.busy())
    window.versions.page.stick.choose(stick)
    robot.until(lambda: not window.tasks.busy())
    return robot


def test_a_new_version_is_told_and_done_step_by_step_then_the_program_is_opened_again(
    pc: Pc, window: Window, qtbot: QtBot
) -> None:
    pc.offer()
    robot = looked(window, pc.stick)
    page = window.versions.page
    assert page.running.text() == "Bản đang dùng: 1.0.0"
    assert page.heading.text() == "Có bản mới 1.1.0 trên USB"
    assert "- Thêm mẫu báo cáo tháng." in page.texts()
    assert page.go.hasFocus()
    seen: list[list[str]] = []
    robot.press("Return")
    page.heading.text()
    seen.append(page.texts())
    robot.until(lambda: page.again.isVisible())
    assert [line[2:] for line in seen[0]] == list(FORWARD)
    assert page.heading.text() == "✓ Đã cập nhật lên bản 1.1.0."
    assert pc.here.current() == "1.1.0"
    with qtbot.waitSignal(window.restarting) as restarting:
        page.again.click()
    assert restarting.args == [False]


def test_the_page_of_carrying_tells_of_a_new_version_and_leads_there(
    pc: Pc, window: Window
) -> None:
    pc.offer()
    robot = Robot(window)
    robot.press("Ctrl+U")
    carrying = window.post.carrying
    robot.until(lambda: not window.tasks.busy())
    assert carrying.update_found.isHidden()
    carrying.stick.choose(pc.stick)
    robot.until(carrying.update_found.isVisible)
    assert "Có bản mới 1.1.0" in carrying.update_found.accessibleName()
    robot.until(lambda: not window.tasks.busy())
    carrying.update_found.click()
    page = window.versions.page
    robot.until(page.go.isVisible)
    assert window.stack.currentWidget() is page


def test_cancel_leaves_everything_as_it_was(pc: Pc, window: Window) -> None:
    pc.offer()
    robot = looked(window, pc.stick)
    before, page = pc.lies_there(), window.versions.page
    held = Event()
    for _ in range(WORKERS):
        window.tasks.start(window, lambda _: held.wait(), lambda _: None)
    page.go.click()
    page.progress.cancel.click()
    held.set()
    robot.until(lambda: any("Đã dừng" in words for words in window.notices.texts()))
    assert pc.lies_there() == before


def test_what_is_not_the_makers_is_refused_in_words(pc: Pc, window: Window) -> None:
    packed(tiny(pc.workshop, "1.1.0"), pc.stick, STRANGER)
    looked(window, pc.stick)
    (told,) = window.notices.refusals()
    assert "CN-03" in told
    assert not window.versions.page.go.isVisible()


def test_a_copy_that_takes_no_updates_says_so(desk_of: Sitting, show: Shower) -> None:
    window = show(desk_of(Role.TECHNICIAN))
    window.versions.show()
    page = window.versions.page
    assert "không nhận cập nhật bằng USB" in page.running.text()
    assert not page.stick.isVisible()
    assert not page.back.isVisible()
    assert window.actions_of.those("update")


def test_who_may_not_update_is_not_offered_it(desk_of: Sitting, show: Shower) -> None:
    assert not show(desk_of(Role.OFFICER)).actions_of.those("update")


def test_the_way_back_tells_what_would_be_lacking_then_puts_the_older_book_in_place(
    pc: Pc, folder: Path, show: Shower, qtbot: QtBot
) -> None:
    shutil.rmtree(pc.here.home)
    tiny(pc.here.root, "1.0.0", refuses="PB-01")
    pc.offer()
    pc.desk.update(pc.stick)
    pc.desk.program = pc.here.home_of("1.1.0") / "app"
    add_person(pc.desk, "Vũ Văn Sau")
    begun = start.Start(folder, lambda: REGISTERS, program=pc.desk.program)
    begun.open(pc.desk)
    window = begun.shown
    assert isinstance(window, Window)
    robot = Robot(window)
    window.versions.show()
    page = window.versions.page
    assert page.back.text() == "Trở về bản 1.0.0"
    page.back.click()
    robot.until(page.give_up.isVisible)
    assert "thiếu phần ghi từ đó tới nay (1 hồ sơ)" in page.heading.text()
    assert pc.here.current() == "1.1.0"
    page.give_up.click()
    returning = begun.shown
    assert isinstance(returning, ReturnWindow)
    qtbot.addWidget(returning)
    robot.until(returning.again.isVisible)
    assert returning.notices.refusals() == []
    assert "1 hồ sơ ghi sau lúc đó không có trong sổ này" in returning.words.text()
    assert pc.here.current() == "1.0.0"
    returning.again.click()
    assert begun.restarting
    assert not returning.isVisible()


def test_the_first_window_marks_a_good_start_and_tells_once_of_a_version_that_fell_back(
    pc: Pc, staffed: Founded, tmp_path: Path, qtbot: QtBot
) -> None:
    (pc.here.root / "fell-back.txt").write_text("app-1.1.0\n", "ascii")
    program = pc.here.home / "app"
    start.prepared(["test"])
    folder = staffed.copied(tmp_path / "so-khac")
    for told in (1, 0):
        begun = start.Start(folder, lambda: REGISTERS, program=program)
        begun.begin()
        login = begun.shown
        assert isinstance(login, LoginWindow)
        qtbot.addWidget(login)
        words = [each for each in login.notices.texts() if "Bản 1.1.0 không khởi động được" in each]
        assert len(words) == told
        Robot(login).until((pc.here.home / "started-well").exists)
        login.close()
    assert not (pc.here.root / "fell-back.txt").exists()


def test_a_version_of_which_a_part_cannot_be_loaded_ends_and_is_not_taken_for_good(
    pc: Pc, staffed: Founded, tmp_path: Path, qtbot: QtBot
) -> None:
    missing = ImportError("một phần của bản này hỏng")

    def broken() -> Registers:
        raise missing

    start.prepared(["test"])
    folder = staffed.copied(tmp_path / "so-khac")
    begun = start.Start(folder, broken, program=pc.here.home / "app")
    begun.begin()
    login = begun.shown
    assert isinstance(login, LoginWindow)
    qtbot.addWidget(login)
    Robot(login).until(lambda: not login.isVisible())
    assert begun.failed is missing
    assert not (pc.here.home / "started-well").exists()
