"""A word an input method is still composing is kept, whatever key or click comes in the middle."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop_app.ui.deeds import deleting
from desktop_app.ui.dialogs.reason import ReasonDialog
from desktop_app.ui.editors.grid import GridEditor
from desktop_app.ui.form import EntryForm
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.ui.typists import compose, words_of

STEPS = "Đ", "Đư", "Đươ", "Được"


@pytest.fixture
def form(window: Window, robot: Robot) -> EntryForm:
    """An empty entry form of the patrols."""
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    return form_of(window)


def click(form: EntryForm, name: str) -> None:
    """Click into another field."""
    QTest.mouseClick(form.body.boxes[name].editor.target(), Qt.MouseButton.LeftButton)


LEAVING: dict[str, Callable[[Robot, EntryForm], None]] = {
    "Tab": lambda robot, _: robot.press("Tab"),
    "Shift+Tab": lambda robot, _: robot.press("Shift+Tab"),
    "Enter": lambda robot, _: robot.press("Return"),
    "F8": lambda robot, _: robot.press("F8"),
    "F1": lambda robot, _: robot.press("F1"),
    "Ctrl+Enter": lambda robot, _: robot.press("Ctrl+Return"),
    "Ctrl+K": lambda robot, _: robot.press("Ctrl+K"),
    "click": lambda _, form: click(form, "number"),
}


@pytest.mark.parametrize("name", ["remarks", "route_id", "patrol_type", "patrol_date"])
def test_in_a_field_that_is_left(form: EntryForm, robot: Robot, name: str) -> None:
    for way, leave in LEAVING.items():
        form.body.go(name)
        line = robot.focused()
        robot.press("Ctrl+A")
        robot.type("Lò Thị ")
        compose(line, *STEPS)
        assert words_of(line) == "Lò Thị "

        leave(robot, form)

        ending = "\n" if (name, way) == ("remarks", "Enter") else ""
        assert words_of(line) == f"Lò Thị Được{ending}", way


CELL_LEAVING = {name: LEAVING[name] for name in ("Tab", "Enter", "click", "Ctrl+Enter")}


@pytest.mark.parametrize("opened", ["by F2", "by the word"])
@pytest.mark.parametrize("column", ["place", "type", "persons"])
def test_in_a_cell(form: EntryForm, robot: Robot, column: str, opened: str) -> None:
    grid = form.body.boxes["incidents"].editor
    assert isinstance(grid, GridEditor)
    cell = grid.lines.index(0, [each.name for each in grid.lines.columns].index(column))
    for way, leave in CELL_LEAVING.items():
        form.body.go("incidents")
        grid.set_value(None)
        grid.table.setCurrentIndex(cell)
        if opened == "by F2":
            robot.press("F2")
        compose(robot.focused(), *STEPS)

        leave(robot, form)

        robot.until(lambda: grid.lines.data(cell) == "Được", f"lost by {way}")


def test_by_a_click_beside_it_in_the_same_line(form: EntryForm, robot: Robot) -> None:
    form.body.go("number")
    line = robot.focused()
    compose(line, *STEPS)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(2, line.height() // 2))
    assert words_of(line) == "Được"


def test_when_the_window_closes(form: EntryForm, robot: Robot, window: Window) -> None:
    form.body.go("remarks")
    compose(robot.focused(), *STEPS)
    window.close()
    assert window.desk.drafts()[0].values["remarks"] == "Được"


def test_in_the_searches_that_find_while_it_is_composed(window: Window, robot: Robot) -> None:
    id = add_person(window.desk, "Lò Thị Ẵm Được")
    page = page_of(window, "person")
    robot.press("Ctrl+F")
    robot.type("Lò Thị Ẵm ")
    compose(robot.focused(), *STEPS)
    robot.until(lambda: [line.id for line in page.lines.lines] == [id])
    assert words_of(page.head.search) == "Lò Thị Ẵm "
    robot.press("Ctrl+K")
    assert words_of(page.head.search) == "Lò Thị Ẵm Được"
    compose(robot.focused(), "Ẵ", "Ẵm")
    robot.until(robot.offered)
    assert words_of(window.header.search) == ""


def test_in_the_reason_of_a_deletion(window: Window, robot: Robot) -> None:
    dialog = ReasonDialog(deleting("Vũ Văn An"), window)
    given: list[str] = []
    dialog.given.connect(given.append)
    dialog.open()
    robot.until(dialog.isActiveWindow)
    compose(robot.focused(), "trùn", "trùng")
    dialog.go.click()
    assert given == ["trùng"]
