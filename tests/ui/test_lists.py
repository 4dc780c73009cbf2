"""Lists: filtered while typing, narrowed by chips, read in pages, explained when empty."""

from desktop_app.desk.desk import Desk
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.windows import Shower


def page_of(window: Window, register: str) -> RegisterPage:
    """Go to a register and wait for its list."""
    window.side_bar.choose(register)
    page = window.page
    assert page is not None
    Robot(window).until(lambda: page.head.count.text() and not window.tasks.busy())
    return page


def test_typing_without_marks_filters_the_list(window: Window, robot: Robot) -> None:
    add_person(window.desk, "Lò Thị Ẵm Ờ")
    page = page_of(window, "person")

    robot.press("Ctrl+F")
    robot.type("lo thi am o")

    robot.until(lambda: page.head.count.text() == "1 dòng")
    robot.until(lambda: [line.cells[0] for line in page.lines.lines] == ["Lò Thị Ẵm Ờ"])
    assert page.head.search.text() == "lo thi am o"


def test_a_chip_narrows_the_list_and_says_its_value(window: Window, robot: Robot) -> None:
    page = page_of(window, "pledge")
    everything = page.lines.rowCount()
    chip = next(chip for chip in page.head.filters.chips if chip.field.role == "status")

    chip.choose("Đã ký", "Đã ký")

    robot.until(lambda: 0 < page.lines.rowCount() < everything)
    assert chip.text() == "Trạng thái: Đã ký ▾"
    assert {line.record.values["status"] for line in page.lines.lines} == {"Đã ký"}


def test_a_search_without_hits_names_its_words_and_offers_the_whole_list(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "person")
    robot.press("Ctrl+F")
    robot.type("zzzz")
    robot.until(page.empty.isVisible)
    assert "«zzzz»" in page.empty.words.text()

    page.empty.action.click()

    robot.until(page.view.isVisible)
    assert page.head.search.text() == ""


def test_an_empty_register_says_what_it_is_for_and_offers_to_begin(
    desk: Desk, show: Shower
) -> None:
    window = show(desk)
    page = page_of(window, "pledge")
    robot = Robot(window)
    robot.until(page.empty.isVisible)
    assert page.empty.words.text() == page.register.explains

    page.empty.action.click()

    robot.until(page.beside.typing)


def test_a_long_list_is_read_page_by_page_as_one_scrolls(desk: Desk, show: Shower) -> None:
    areas = [{"name": f"Tổ dân phố {n:03}", "kind": "Tổ dân phố"} for n in range(350)]
    desk.add_many("area", areas)
    window = show(desk)
    page = page_of(window, "area")
    robot = Robot(window)
    robot.until(lambda: page.lines.rowCount() == 150)

    for expected in (250, 350):
        page.view.scrollToBottom()
        robot.until(lambda: page.lines.rowCount() == expected)  # noqa: B023 (used at once)

    assert [line.cells[0] for line in page.lines.lines] == [area["name"] for area in areas]
    assert page.head.count.text() == "350 dòng"


def test_a_click_on_the_header_turns_the_order_round(window: Window, robot: Robot) -> None:
    page = page_of(window, "person")
    robot.until(lambda: not page.lines.below)
    before = [line.id for line in page.lines.lines]

    page.view.horizontalHeader().sectionClicked.emit(0)

    robot.until(lambda: [line.id for line in page.lines.lines] == before[::-1])
    assert page.lines.headerData(0, page.view.horizontalHeader().orientation()).endswith("▼")


def test_an_arrow_key_reads_the_record_beside_the_list(window: Window, robot: Robot) -> None:
    page = page_of(window, "person")

    robot.press("Home", "Down")

    wanted = page.lines.lines[1].id
    robot.until(lambda: page.beside.current_id() == wanted)
    assert page.view.hasFocus()


def test_walking_a_restricted_list_opens_nothing_before_the_officer_asks(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "surrender")

    robot.press("Home", "Down", "Up")
    robot.until(lambda: not window.tasks.busy())
    assert page.beside.top() is None

    robot.press("Space")
    robot.until(lambda: page.beside.current_id() == page.view.current_id())


def test_identity_numbers_are_masked_in_the_list(window: Window) -> None:
    page = page_of(window, "person")
    numbers = [line.record.values.get("id_number") for line in page.lines.lines]
    shown = [cell for line in page.lines.lines for cell in line.cells]
    assert any(numbers)
    assert not {number for number in numbers if number}.intersection(shown)


def test_the_search_over_every_register_opens_the_record_found(
    window: Window, robot: Robot
) -> None:
    id = add_person(window.desk, "Lò Thị Ẵm Ờ")
    robot.press("Ctrl+K")
    robot.enter("lo thi am o")
    robot.until(lambda: window.page and window.page.beside.current_id() == id)
    assert window.page is not None
    assert window.page.register.table == "person"
