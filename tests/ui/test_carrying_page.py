"""Đồng bộ bằng USB on the screen: look first, take, write, take back; and what goes wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.ui.robot import Robot
from desktop_app.ui.tasks import WORKERS
from desktop_app.ui.window import Window
from tests.conftest import Clock, Founded
from tests.furnishing import add_person, values
from tests.store.test_disk import fill_up, small_disk
from tests.sync.post import Pcs
from tests.windows import Shower


@pytest.fixture
def pcs(tmp_path: Path, clock: Clock, founded: Founded) -> Iterator[Pcs]:
    """A post of two PCs; the second one's window is shown."""
    made = Pcs(tmp_path, clock)
    made.found(founded)
    made.enlist()
    yield made
    made.close()


@pytest.fixture
def second(pcs: Pcs, show: Shower) -> Window:
    """The window of the second PC."""
    return show(pcs.desks[1])


def looked(window: Window, stick: Path) -> Robot:
    """Let the page look at a stick."""
    robot = Robot(window)
    robot.press("Ctrl+U")
    page = window.post.carrying
    robot.until(lambda: not window.tasks.busy())
    page.stick.choose(stick)
    robot.until(lambda: not window.tasks.busy())
    return robot


def digests(*desks: Desk) -> int:
    """Return how many different books there are."""
    return len({desk.digest() for desk in desks})


def test_a_look_writes_nothing_then_one_key_takes_and_writes_and_the_list_follows(
    pcs: Pcs, second: Window
) -> None:
    first, here = pcs.desks
    person = add_person(first, "Hồ Thị Mới")
    pcs.carry(0)
    second.go("person")
    before = here.digest()
    robot = looked(second, pcs.stick)
    page = second.post.carrying
    assert here.digest() == before
    (shown,) = [line for line in page.texts() if "Hồ sơ mới" in line]
    assert "Hồ sơ mới: 1" in shown
    assert page.take.hasFocus()
    robot.press("Return")
    robot.until(lambda: page.heading.text().startswith("✓ Xong. Rút USB được."))
    assert values(here, person)["full_name"] == "Hồ Thị Mới"
    robot.until(lambda: second.page_of("person").lines.row_of(person) >= 0)
    pcs.carry(0)
    assert digests(*pcs.desks) == 1
    page.undo.click()
    robot.until(lambda: "hoàn tác" in page.heading.text())
    found = here.record(person)
    assert found is None or found.deleted
    assert page.undo.isHidden()


def test_a_stick_that_was_pulled_out_is_told_in_words_and_changes_nothing(
    pcs: Pcs, second: Window
) -> None:
    add_person(pcs.desks[0])
    pcs.carry(0)
    robot = looked(second, pcs.stick)
    before = pcs.desks[1].digest()
    shutil.rmtree(pcs.stick)
    second.post.carrying.take.click()
    robot.until(lambda: second.notices.refusals())
    assert "DB-01" in second.notices.refusals()[0]
    assert pcs.desks[1].digest() == before
    assert second.post.carrying.take.isHidden()


def test_a_full_stick_is_told_what_was_taken_stays_and_nothing_half_written_is_left(
    pcs: Pcs, second: Window, tmp_path: Path
) -> None:
    first, here = pcs.desks
    with small_disk(tmp_path / "usb-day", "3m") as stick:
        person = add_person(first, "Hồ Thị Mới")
        first.sync(stick)
        own = add_person(here, "Lê Thị Bình")
        ballast = fill_up(stick, spare=500_000)
        before = sorted(stick.rglob("*"))
        robot = looked(second, stick)
        second.post.carrying.take.click()
        robot.until(lambda: second.notices.refusals())
        (told,) = second.notices.refusals()
        assert "DB-02" in told
        assert "1 thay đổi vừa nhận từ USB đã vào sổ" in told
        assert "xóa bớt tệp" in told
        assert values(here, person)["full_name"] == "Hồ Thị Mới"
        assert sorted(stick.rglob("*")) == before
        waiting = here.uncarried()
        assert waiting is not None
        assert waiting.changes
        ballast.unlink()
        looked(second, stick)
        second.post.carrying.take.click()
        robot.until(lambda: second.post.carrying.heading.text().startswith("✓ Xong"))
        first.sync(stick)
        assert values(first, own)["full_name"] == "Lê Thị Bình"
        assert digests(first, here) == 1


def test_cancel_before_anything_is_written_leaves_book_and_stick_as_they_were(
    pcs: Pcs, second: Window
) -> None:
    add_person(pcs.desks[0])
    pcs.carry(0)
    robot = looked(second, pcs.stick)
    before = pcs.desks[1].digest(), sorted(each.name for each in pcs.stick.rglob("*"))
    page = second.post.carrying
    held = Event()
    for _ in range(WORKERS):
        second.tasks.start(second, lambda _: held.wait(), lambda _: None)
    page.take.click()
    page.progress.cancel.click()
    held.set()
    robot.until(lambda: any("Đã dừng" in words for words in second.notices.texts()))
    after = pcs.desks[1].digest(), sorted(each.name for each in pcs.stick.rglob("*"))
    assert after == before


def test_the_stick_of_last_time_is_offered_again_and_several_are_never_guessed_at(
    pcs: Pcs, second: Window, tmp_path: Path
) -> None:
    looked(second, pcs.stick)
    page = second.post.carrying
    page.take.click()
    robot = Robot(second)
    robot.until(lambda: page.heading.text().startswith("✓ Xong"))
    robot.press("Ctrl+U")
    robot.until(lambda: page.stick.folder == pcs.stick)
    other = tmp_path / "khac"
    other.mkdir()
    page.stick.show_known({pcs.stick: "", other: ""})
    assert page.stick.folder is None
    assert [line.isChecked() for line in page.stick.lines] == [False, False]
