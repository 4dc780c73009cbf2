"""A PC that joins a post: asks, is shut down, goes on where it was, opens the post's book."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.desk.door import book_exists
from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from desktop_app.ui import start
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import PASSWORD, Clock, Founded
from tests.furnishing import add_person, values


def began(folder: Path, qtbot: QtBot) -> tuple[start.Start, FirstStart, Robot]:
    """Start the program on a PC without a book."""
    start.prepared(["test"])
    begun = start.Start(folder, lambda: REGISTERS)
    begun.begin()
    first = begun.shown
    assert isinstance(first, FirstStart)
    qtbot.addWidget(first)
    robot = Robot(first)
    first.activateWindow()
    robot.until(first.isActiveWindow)
    return begun, first, robot


def asked(first: FirstStart, robot: Robot, stick: Path, ward: str = "vinh yen phu tho") -> str:
    """Go by keys to the third way and lay the request; return the six words."""
    robot.enter(ward)
    robot.press("Return", "Return")
    for words in ("Trần Thị Hai", PASSWORD, PASSWORD):
        robot.type(words)
        robot.press("Return")
    assert first.heading.text() == first.kind.title
    robot.press("Down", "Down")
    assert first.kind.joins
    robot.press("Return")
    assert first.heading.text() == first.ask.title
    first.ask.stick.choose(stick)
    first.next.click()
    robot.until(lambda: first.words.words.text())
    return first.words.words.text()


def test_a_pc_asks_is_shut_down_and_comes_in_where_it_was(
    qtbot: QtBot, tmp_path: Path, founded: Founded, clock: Clock
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    post = open_book(
        founded.copied(tmp_path / "may-1"), REGISTERS, user=None, password=PASSWORD, clock=clock
    )
    person = add_person(post)
    _, first, robot = began(tmp_path / "may-2", qtbot)
    words = asked(first, robot, stick)
    first.close()

    begun, first, robot = began(tmp_path / "may-2", qtbot)
    assert first.heading.text() == first.words.title
    assert first.words.words.text() == words
    first.words.stick.choose(stick)
    first.words.password.setText(PASSWORD)
    first.next.click()
    robot.until(lambda: first.notices.refusals())
    assert "DB-12" in first.notices.refusals()[0]
    assert not book_exists(tmp_path / "may-2")

    (request,) = post.pending(stick)
    post.approve_device(stick, request.device, words)
    first.next.click()
    robot.until(lambda: first.recovery.code.text())
    assert "Trần Thị Hai" in first.recovery.whose.text()
    first.recovery.kept.click()
    first.next.click()
    first.next.click()
    robot.until(lambda: isinstance(begun.shown, Window))
    window = begun.shown
    assert isinstance(window, Window)
    assert values(window.desk, person) == values(post, person)
    post.sync(stick)
    window.desk.sync(stick)
    assert window.desk.digest() == post.digest()
    window.close()
    window.desk.close()
    post.close()


def test_a_wrong_password_or_a_stick_that_is_gone_is_told_and_the_request_stays(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    _, first, robot = began(tmp_path / "may-2", qtbot)
    words = asked(first, robot, stick)
    first.words.password.setText("không phải câu ấy")
    first.next.click()
    robot.until(lambda: first.notices.refusals())
    shutil.rmtree(stick)
    first.words.password.setText(PASSWORD)
    first.next.click()
    robot.until(lambda: any("DB-01" in words for words in first.notices.refusals()))
    assert first.words.words.text() == words
    assert first.next.isEnabled()


def test_a_post_of_another_ward_than_the_one_chosen_is_refused_before_anything_is_made(
    qtbot: QtBot, tmp_path: Path, founded: Founded, clock: Clock
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    post = open_book(
        founded.copied(tmp_path / "may-1"), REGISTERS, user=None, password=PASSWORD, clock=clock
    )
    _, first, robot = began(tmp_path / "may-2", qtbot)
    words = asked(first, robot, stick, "phuc yen phu tho")
    first.close()
    (request,) = post.pending(stick)
    post.approve_device(stick, request.device, words)
    before = sorted(each.name for each in stick.rglob("*"))
    _, first, robot = began(tmp_path / "may-2", qtbot)
    first.words.stick.choose(stick)
    first.words.password.setText(PASSWORD)
    first.next.click()
    robot.until(lambda: first.notices.refusals())
    (told,) = first.notices.refusals()
    assert "DB-17" in told
    assert post.unit.label() in told
    assert not book_exists(tmp_path / "may-2")
    assert [each.name for each in (tmp_path / "may-2").iterdir()] == ["cho-duyet.json"]
    assert sorted(each.name for each in stick.rglob("*")) == before
    post.close()


@pytest.mark.parametrize("kept", ["", "{}", "[1]", '{"wrap": {"name": "A"}}'])
def test_a_damaged_request_is_no_request(qtbot: QtBot, tmp_path: Path, kept: str) -> None:
    (tmp_path / "so").mkdir()
    (tmp_path / "so" / "cho-duyet.json").write_text(kept, "utf-8")
    _, first, _ = began(tmp_path / "so", qtbot)
    assert first.heading.text() == first.unit.title
