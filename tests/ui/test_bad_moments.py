"""Bad moments: full disks, a book taken away, a printer gone, clocks that jump, closed windows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from desktop_app.model.trouble import Trouble
from desktop_app.ui.form import EntryForm
from desktop_app.ui.keeping import PAUSE_MILLISECONDS
from desktop_app.ui.printer import Pages
from desktop_app.ui.robot import Robot
from desktop_app.ui.sidebar import TODAY
from desktop_app.ui.window import Window
from tests.conftest import Clock, Founded, Opener
from tests.furnishing import add_person
from tests.store.test_disk import fill_up, small_disk
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.windows import Shower

NAME = "Quách Thị Diễm Ẵm"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk on which a book fits, but not for long."""
    with small_disk(tmp_path / "o-nho", "5m") as at:
        yield at


def typing(window: Window) -> tuple[EntryForm, Robot]:
    """Begin a person and type the name; nothing of it is on the disk yet."""
    robot = Robot(window)
    page_of(window, "person")
    robot.press("Ctrl+N")
    form = form_of(window)
    robot.fill(form, "full_name", NAME)
    return form, robot


def typed(form: EntryForm) -> object:
    """Return the name that stands in the form."""
    return form.body.boxes["full_name"].read()[0]


def refusals(window: Window, sign: str) -> list[str]:
    """Return the red notices with this code."""
    return [text for text in window.notices.refusals() if f"(Mã: {sign})" in text]


def test_a_disk_that_fills_while_typing_is_told_once_and_nothing_typed_is_lost(
    disk: Path, founded: Founded, opened: Opener, show: Shower
) -> None:
    desk = opened(founded.copied(disk / "du-lieu"))
    window = show(desk)
    told: list[Trouble] = []
    form, robot = typing(window)
    form.keeping.troubled.connect(told.append)
    ballast = fill_up(disk)
    for _ in range(3):
        robot.fill(form, "note", "dài " * 300)
        form.keeping.keep()
    assert [trouble.code for trouble in told] == ["OD-01"]
    assert "vẫn còn trên màn hình" in refusals(window, "OD-01")[0]
    assert typed(form) == NAME

    form.save_draft()
    assert window.page is not None
    assert window.page.beside.typing()
    assert len(refusals(window, "OD-01")) == 1
    assert typed(form) == NAME
    window.actions_of.action("larger").trigger()  # nor do the looks break on a full disk

    ballast.unlink()
    form.save_draft()
    robot.until(lambda: window.page and not window.page.beside.typing())
    assert [line.record.values["full_name"] for line in desk.find("person", NAME).rows] == [NAME]


def test_a_window_closes_on_a_full_disk_too(
    disk: Path, founded: Founded, opened: Opener, show: Shower
) -> None:
    window = show(opened(founded.copied(disk / "du-lieu")))
    typing(window)
    fill_up(disk)
    assert window.close()


def test_what_was_typed_a_moment_before_closing_is_offered_at_the_next_start(
    folder: Path, opened: Opener, show: Shower
) -> None:
    desk = opened(folder)
    window = show(desk)
    form, _ = typing(window)
    assert form.keeping._pause.isActive()
    assert PAUSE_MILLISECONDS < 2_000
    window.close()
    desk.close()

    again = show(opened(folder))
    robot = Robot(again)
    robot.until(lambda: any("gõ dở" in text for text in again.notices.texts()))
    again.notices.press("Gõ tiếp")
    assert typed(form_of(again)) == NAME


@pytest.mark.parametrize("replaced", [False, True])
def test_a_book_taken_away_while_open_is_told_and_put_back_takes_what_was_typed(
    folder: Path, opened: Opener, show: Shower, replaced: bool
) -> None:
    desk = opened(folder)
    window = show(desk)
    form, robot = typing(window)
    aside = desk.book.path.with_suffix(".cat")
    desk.book.path.rename(aside)
    if replaced:
        desk.book.path.write_bytes(aside.read_bytes())

    form.save_draft()

    assert refusals(window, "TS-05")
    assert typed(form) == NAME
    window.side_bar.choose("patrol")  # a worker that never read before is refused in words too
    robot.until(lambda: not window.tasks.busy())
    window.side_bar.choose("person")
    robot.until(lambda: not window.tasks.busy())
    assert desk.book.path.exists() == replaced
    aside.replace(desk.book.path)
    form.save_draft()
    robot.until(lambda: len(desk.find("person", NAME).rows) == 1)
    assert desk.check(full=True).ok


@pytest.mark.qt_log_ignore("QPdfEngine|QPainter")
def test_a_printer_that_is_gone_is_told_in_words(tmp_path: Path, qapp: object) -> None:
    assert qapp
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "khong-co" / "giay.pdf"))
    with pytest.raises(Trouble) as trouble, Pages(printer) as pages:
        pages.paint((10, 14, bytes(3 * 10 * 14)))
    assert trouble.value.code == "IN-12"


@pytest.mark.parametrize("days", [-1, -4_000, 4_000])
def test_a_clock_that_jumps_breaks_nothing_and_going_back_is_told_once(
    folder: Path, opened: Opener, show: Shower, clock: Clock, days: int
) -> None:
    desk = opened(folder)
    id = add_person(desk)
    window = show(desk)
    robot = Robot(window)
    told = "Đồng hồ của máy này có thể sai."
    clock.forward(days=days)
    for _ in range(2):
        window.watching.look()
        robot.until(lambda: not window.tasks.busy())
        robot.pause()
    assert sum(text.startswith(told) for text in window.notices.texts()) == (days < 0)

    desk.edit("person", id, {"note": "sau khi đồng hồ nhảy"})
    window.side_bar.choose(TODAY)
    page = page_of(window, "person")
    robot.until(lambda: page.lines.row_of(id) >= 0)
    window.status.refresh()
    robot.until(lambda: not window.tasks.busy())
    record = desk.record(id)
    assert record is not None
    assert record.values["note"] == "sau khi đồng hồ nhảy"
    assert desk.written_later() is None  # the newest change was written by the clock of now
    assert desk.check(full=True).ok
