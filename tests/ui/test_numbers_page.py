"""Cấp số hồ sơ on the screen: a number is given here, waited for there; a book moves, one goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.record import Record
from desktop_app.ui.form import EntryForm
from desktop_app.ui.record_panel import RecordPanel
from desktop_app.ui.robot import Robot
from desktop_app.ui.small_table import SmallTable
from desktop_app.ui.window import Window
from tests.conftest import Clock, Founded
from tests.furnishing import furnish, valid, values
from tests.sync.post import Pcs
from tests.windows import Shower


@pytest.fixture
def pcs(tmp_path: Path, clock: Clock, founded: Founded) -> Iterator[Pcs]:
    """A post of two PCs; both have all that a pledge refers to, and one pledge."""
    made = Pcs(tmp_path, clock)
    furnish(made.found(founded))
    made.enlist()
    yield made
    made.close()


def pledge(desk: Desk, **given: object) -> str:
    """Add a pledge without a number."""
    return desk.add("pledge", {**valid("pledge"), "number": None, **given}).id


def number_of(desk: Desk, id: str) -> object:
    """Return the number of a record."""
    return values(desk, id).get(Record.number.name)


def opened(window: Window, id: str) -> RecordPanel:
    """Have a pledge in sight."""
    robot = Robot(window)
    window.open_record("pledge", id)
    page = window.page_of("pledge")
    robot.until(lambda: isinstance(page.beside.top(), RecordPanel) and page.current_id() == id)
    robot.until(lambda: not window.tasks.busy())
    top = page.beside.top()
    assert isinstance(top, RecordPanel)
    return top


def numbers(window: Window) -> Robot:
    """Go to the page of the books of numbers, on the line of the pledges."""
    window.actions_of.action("numbers").trigger()
    robot = Robot(window)
    robot.until(lambda: not window.tasks.busy())
    books = window.post.numbers.books
    title = window.desk.registers["pledge"].title
    books.selectRow([cells(books, row)[0] for row in range(books.rowCount())].index(title))
    robot.until(lambda: not window.tasks.busy())
    return robot


def line(window: Window) -> list[str]:
    """Return what the page tells of the chosen book."""
    books = window.post.numbers.books
    return cells(books, books.chosen_row())[1:]


def cells(table: SmallTable, row: int) -> list[str]:
    """Return what a line of a table says."""
    items = [table.item(row, column) for column in range(table.columnCount())]
    return [item.text() for item in items if item is not None]


def test_the_holder_gives_a_number_and_the_other_pc_waits_types_or_takes_over(
    pcs: Pcs, show: Shower
) -> None:
    first, second = pcs.desks
    one, other = pledge(first), pledge(first)
    here = show(first)
    robot = Robot(here)
    panel = opened(here, one)
    assert here.actions_of.action("number").isVisible()
    assert panel.number.state.text() == "Chưa có số"
    panel.number.take.click()
    robot.until(lambda: number_of(first, one) == "1/2026")
    robot.until(lambda: not here.tasks.busy())
    assert opened(here, one).number.isHidden()
    assert not here.actions_of.action("number").isVisible()
    pcs.carry(0, 1)

    there = show(second)
    panel = opened(there, other)
    assert panel.number.state.text() == "◐ Chờ số"
    assert panel.number.take.isHidden()
    assert not there.actions_of.action("number").isVisible()
    panel.number.type.click()
    form = there.page_of("pledge").beside.top()
    assert isinstance(form, EntryForm)
    focused = form.body.box_with_focus()
    assert focused is not None
    assert focused.field.name == Record.number.name
    there.page_of("pledge").beside.close_view(form)

    here.activateWindow()
    robot.until(here.isActiveWindow)
    robot = numbers(here)
    assert line(here) == ["2026", f"{first.devices()[0].name} (máy này)", "2", "1", "", ""]
    page = here.post.numbers
    page.hand_on.click()
    robot.press("Return")  # the safe answer is the first
    assert first.number_books()[0].here
    page.hand_on.click()
    robot.press("Tab", "Return")
    robot.until(lambda: not first.number_books()[0].here)
    pcs.carry(0, 1)
    assert second.take_number("pledge", other) == "2/2026"


def test_the_page_lists_who_waits_and_voids_a_number_for_a_reason(pcs: Pcs, show: Shower) -> None:
    first = pcs.desks[0]
    one, other = pledge(first), pledge(first)
    pledge(first, number="5/2026")
    window = show(first)
    robot = numbers(window)
    page = window.post.numbers
    assert line(window)[1:4] == ["chưa mở", "6", "2"]
    assert page.voiding.isHidden()
    assert first.take_number("pledge", one) == "6/2026"
    robot = numbers(window)
    assert line(window)[2:] == ["7", "1", "1, 2, 3, 4", ""]
    page.voiding.number.setFocus()
    robot.type("70")
    robot.press("Return")
    robot.type("viết hỏng biên bản")
    robot.press("Return")
    robot.until(lambda: window.notices.refusals())
    assert "SO-06" in window.notices.refusals()[0]
    page.voiding.number.setFocus()
    robot.press("Ctrl+A")
    robot.type("7")
    robot.press("Return", "Return")
    robot.until(lambda: first.number_books()[0].next == 8)
    robot.until(lambda: "Số 7 đã hủy: viết hỏng biên bản" in page.state.text())
    robot.until(lambda: len(page.links) == 1)
    page.links[0].click()
    robot.until(lambda: window.page_of("pledge").current_id() == other)


def test_a_book_nobody_opened_is_no_lost_one_where_it_is_opened(pcs: Pcs, show: Shower) -> None:
    first, second = pcs.desks
    window = show(first)
    numbers(window)
    assert not window.post.numbers.lost.isVisibleTo(window.post.numbers)
    other = show(second)
    numbers(other)
    assert other.post.numbers.lost.text() == "Máy lập sổ của đơn vị đã mất…"


def test_a_lost_holder_is_followed_by_a_book_above_the_highest_number_seen(
    pcs: Pcs, show: Shower
) -> None:
    first, second = pcs.desks
    one, other = pledge(first), pledge(first)
    first.take_number("pledge", one)
    pcs.carry(0, 1)
    window = show(second)
    robot = numbers(window)
    page = window.post.numbers
    assert not page.hand_on.isEnabled()
    page.lost.click()
    robot.press("Tab", "Return")
    robot.until(lambda: second.number_books()[0].here)
    assert second.take_number("pledge", other) == "2/2026"
