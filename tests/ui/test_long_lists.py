"""Long lists: to the end and back by the keyboard, in pieces; the record one came from."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.robot import Robot
from desktop_app.ui.table import MOST_LINES, NEAR, PAGE
from desktop_app.ui.window import Window
from tests.ui.test_lists import page_of
from tests.windows import Shower

MANY = 2_300


@pytest.fixture
def long(desk: Desk, show: Shower) -> tuple[Window, RegisterPage, Robot]:
    """A window at a list of 2,300 hamlets, in their order."""
    desk.add_many("area", [{"name": f"Tổ {n:04}", "kind": "Thôn"} for n in range(MANY)])
    window = show(desk)
    return window, page_of(window, "area"), Robot(window)


def names(page: RegisterPage) -> list[str]:
    """Return the names of the lines that are here."""
    return [line.cells[0] for line in page.lines.lines]


def current(page: RegisterPage) -> str:
    """Return the name of the selected line."""
    row = page.view.currentIndex().row()
    return page.lines.lines[row].cells[0] if page.view.current_id() else ""


def settled(window: Window, robot: Robot) -> None:
    """Wait until nothing is being read."""
    robot.until(lambda: not window.tasks.busy())


def test_end_goes_to_the_last_line_of_the_whole_list_and_home_back(
    long: tuple[Window, RegisterPage, Robot],
) -> None:
    window, page, robot = long
    page.focus_list()
    robot.press("End")
    robot.until(lambda: current(page) == f"Tổ {MANY - 1:04}")
    assert page.view.visualRect(page.view.currentIndex()).isValid()
    assert len(page.lines.lines) < MANY

    robot.press("PgUp")
    settled(window, robot)
    assert names(page)[-1] == f"Tổ {MANY - 1:04}"

    robot.press("Home")
    robot.until(lambda: current(page) == "Tổ 0000")


def test_paging_up_from_the_end_meets_every_line_and_keeps_few_of_them(
    long: tuple[Window, RegisterPage, Robot],
) -> None:
    window, page, robot = long
    page.focus_list()
    robot.press("End")
    robot.until(lambda: current(page) == f"Tổ {MANY - 1:04}")
    met: set[str] = set()
    last = ""
    while current(page) != "Tổ 0000":
        assert current(page) != last, "the key goes nowhere"
        last = current(page)
        met.update(names(page))
        assert len(page.lines.lines) <= MOST_LINES + PAGE
        assert names(page) == sorted(names(page))
        robot.press("PgUp")
        settled(window, robot)
    met.update(names(page))
    assert len(met) == MANY


def test_lines_read_above_leave_what_is_in_sight_where_it_was(
    long: tuple[Window, RegisterPage, Robot],
) -> None:
    window, page, robot = long
    page.focus_list()
    robot.press("End")
    robot.until(lambda: current(page) == f"Tổ {MANY - 1:04}")
    bar = page.view.verticalScrollBar()
    settled(window, robot)
    bar.setValue(NEAR + 1)
    top = names(page)[page.view.rowAt(0)]
    before = len(page.lines.lines)

    bar.setValue(NEAR)
    robot.until(lambda: len(page.lines.lines) > before)
    settled(window, robot)

    above = names(page).index(top) - 1
    assert page.view.rowAt(0) == above


def test_a_record_saved_far_down_the_list_is_selected_in_its_place(
    long: tuple[Window, RegisterPage, Robot],
) -> None:
    _window, page, robot = long
    page.focus_list()
    robot.press("Ctrl+N")
    form = page.beside.top()
    robot.until(lambda: page.beside.typing())
    robot.fill(form, "name", "Tổ 1500b")  # type: ignore[arg-type]  # typing: it is a form
    robot.fill(form, "kind", "Thôn")  # type: ignore[arg-type]  # as above

    robot.press("Ctrl+Return")

    robot.until(lambda: current(page) == "Tổ 1500b")
    row = page.view.currentIndex().row()
    assert names(page)[row - 1 : row + 2] == ["Tổ 1500", "Tổ 1500b", "Tổ 1501"]
    assert page.view.visualRect(page.view.currentIndex()).isValid()


def test_when_a_record_leaves_the_list_its_neighbour_is_stood_on(
    long: tuple[Window, RegisterPage, Robot],
) -> None:
    window, page, robot = long
    chip = page.head.filters.chips[0]
    chip.choose("Thôn", "Thôn")
    settled(window, robot)
    page.focus_list()
    robot.press("Home", *["PgDown"] * 12)
    settled(window, robot)
    before = current(page)
    row = page.view.currentIndex().row()
    after = names(page)[row + 1]
    window.desk.edit("area", page.view.current_id(), {"kind": "Tổ dân phố"})

    page.ask(select=page.view.current_id())

    robot.until(lambda: current(page) == after)
    assert before not in names(page)
    assert page.view.visualRect(page.view.currentIndex()).isValid()


def test_reading_the_list_anew_stays_on_the_line_and_at_its_height(
    long: tuple[Window, RegisterPage, Robot],
) -> None:
    window, page, robot = long
    page.focus_list()
    robot.press("Home", *["PgDown"] * 12)
    settled(window, robot)
    before = current(page)
    height = page.view.visualRect(page.view.currentIndex()).top()
    assert before > "Tổ 0100"

    robot.press("F5")
    settled(window, robot)

    assert current(page) == before
    assert page.view.visualRect(page.view.currentIndex()).top() == height


def test_the_last_wish_wins_while_the_list_is_still_being_read(
    long: tuple[Window, RegisterPage, Robot],
) -> None:
    window, page, robot = long
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    for words in ("to 1", "to 22", "to 2299"):
        page.head.search.setText(words)
        page.head.search_now()
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    settled(window, robot)
    robot.until(lambda: page.head.count.text() == "1 dòng" and not window.tasks.busy())
    assert names(page) == ["Tổ 2299"]

    page.head.search.setText("")
    page.head.search_now()
    page.head.search.setText("zzz")
    page.head.search_now()
    settled(window, robot)
    robot.until(page.empty.isVisible)
    assert page.head.count.text() == "0 dòng"


def test_several_lines_are_chosen_and_counted_and_none_of_them_is_opened(
    long: tuple[Window, RegisterPage, Robot],
) -> None:
    window, page, robot = long
    page.focus_list()
    robot.press("Home")
    robot.until(lambda: page.beside.current_id() == page.lines.lines[0].id)
    robot.press("Shift+Down", "Shift+Down")
    settled(window, robot)
    assert page.head.chosen.text() == "· 3 dòng đang chọn"
    assert page.view.selected_ids() == [line.id for line in page.lines.lines[:3]]
    assert page.beside.current_id() == page.lines.lines[0].id

    robot.press("Ctrl+A")
    assert page.view.selected_ids() == [line.id for line in page.lines.lines]

    robot.press("Down")
    assert page.head.chosen.isHidden()
