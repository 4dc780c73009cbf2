"""How an officer arranges a list: columns, widths, filters saved under a name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop_app.desk.desk import Desk
from desktop_app.ui.column_panel import ColumnPanel
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.ui.test_lists import page_of
from tests.windows import Shower

ORIENTATION = Qt.Orientation.Horizontal


def headings(page: RegisterPage) -> list[str]:
    """Return the headings from left to right."""
    header = page.view.horizontalHeader()
    places = [header.logicalIndex(place) for place in range(header.count())]
    return [str(page.lines.headerData(at, ORIENTATION)).rstrip(" ▲▼") for at in places]


def column_panel(page: RegisterPage, robot: Robot) -> ColumnPanel:
    """Open the panel of columns from the keyboard."""
    page.focus_list()
    robot.press("Ctrl+Shift+C")
    panel = page.beside.top()
    assert isinstance(panel, ColumnPanel)
    return panel


def test_columns_are_chosen_and_moved_by_keys_and_remembered(busy_desk: Desk, show: Shower) -> None:
    window = show(busy_desk)
    robot = Robot(window)
    page = page_of(window, "person")
    before = headings(page)
    panel = column_panel(page, robot)
    labels = [panel.list.item(row).text() for row in range(panel.list.count())]
    assert labels[: len(before)] == before

    robot.press("Space", "Down", "Ctrl+Down")
    wanted = [before[2], before[1], *before[3:]]
    robot.until(lambda: headings(page) == wanted)
    robot.press("Escape")
    robot.until(page.view.hasFocus)
    page.view.horizontalHeader().resizeSection(0, 333)
    page.view.horizontalHeader().moveSection(1, 0)
    window.close()

    again = page_of(show(busy_desk), "person")
    assert headings(again) == [wanted[1], wanted[0], *wanted[2:]]
    width = again.view.columnWidth(1)
    assert abs(width - 333) <= again.view.fontMetrics().averageCharWidth()
    column = again.lines.columns[0]
    assert again.lines.lines[0].cells[0] == again.lines.lines[0].record.told(
        column, busy_desk.reading()
    )


def test_a_list_keeps_one_column_and_goes_back_to_its_own(window: Window, robot: Robot) -> None:
    page = page_of(window, "area")
    before = headings(page)
    panel = column_panel(page, robot)
    for row in range(len(before)):
        panel.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    robot.until(lambda: not window.tasks.busy())
    assert headings(page) == before[-1:]

    panel.reset.emit()

    robot.until(lambda: headings(page) == before)
    assert len(panel.chosen()) == len(before)


def menu_of(page: RegisterPage) -> QMenu:
    """Return the menu of saved filters as it opens."""
    menu = page.head.views.menu()
    menu.aboutToShow.emit()
    return menu


def test_a_filter_is_saved_under_a_name_and_brings_everything_back(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    chip = next(chip for chip in page.head.filters.chips if chip.field.role == "status")
    chip.choose("Đã ký", "Đã ký")
    page.view.horizontalHeader().sectionClicked.emit(2)
    robot.until(lambda: not window.tasks.busy())
    order = [line.id for line in page.lines.lines]
    page.head.views.saving.emit()
    robot.type("Da ky theo ten")
    robot.press("Return")
    robot.until(page.head.name_bar.isHidden)

    robot.press("Ctrl+Shift+L")
    page.view.horizontalHeader().sectionClicked.emit(1)
    robot.until(lambda: not window.tasks.busy())
    assert [line.id for line in page.lines.lines] != order
    saved = menu_of(page).actions()[0]
    assert (saved.text(), saved.isChecked()) == ("Da ky theo ten", False)
    saved.trigger()

    robot.until(lambda: [line.id for line in page.lines.lines] == order)
    assert chip.text() == "Trạng thái: Đã ký ▾"
    assert menu_of(page).actions()[0].isChecked()
    page.head.views.dropping.actions()[0].trigger()
    assert window.desk.views("pledge") == []


def test_a_filter_without_a_name_is_not_saved_and_escape_leaves(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    page.head.views.saving.emit()
    robot.press("Return")
    assert any("Chưa đặt tên" in text for text in window.notices.refusals())
    robot.press("Escape")
    assert page.head.name_bar.isHidden()
    assert page.head.views.hasFocus()


def test_each_cause_of_an_empty_list_can_be_taken_away_alone(window: Window, robot: Robot) -> None:
    page = page_of(window, "pledge")
    chip = next(chip for chip in page.head.filters.chips if chip.field.role == "status")
    chip.choose("Vi phạm", "Vi phạm")
    robot.press("Ctrl+F")
    robot.type("zzzz")
    robot.until(page.empty.isVisible)
    assert "«zzzz»" in page.empty.words.text()
    assert "Trạng thái: Vi phạm" in page.empty.words.text()
    assert [one.text() for one in page.empty.offers()] == [
        "Bỏ chữ «zzzz»",
        "Bỏ lọc Trạng thái: Vi phạm",
    ]
    assert not page.head.clear.isHidden()

    page.empty.offers()[0].click()

    robot.until(lambda: page.head.search.text() == "" and not window.tasks.busy())
    assert chip.value == "Vi phạm"
    chip.setFocus()
    robot.press("Delete")
    robot.until(lambda: chip.value is None and page.view.isVisible())
    robot.until(page.head.clear.isHidden)


def test_a_list_kept_by_day_is_filtered_by_a_span_of_the_calendar(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "patrol")
    chip = page.head.filters.chips[0]
    assert chip.field.name == "patrol_date"
    chip.choose("Năm trước", "Năm trước")
    robot.until(lambda: page.lines.wish.where == {"patrol_date": "Năm trước"})
    robot.until(lambda: not window.tasks.busy())
    last = str(window.desk.present.year - 1)
    assert all(line.record.values["patrol_date"][:4] == last for line in page.lines.lines)
    chip.choose("Năm nay", "Năm nay")
    robot.until(lambda: page.lines.lines and page.view.isVisible())
