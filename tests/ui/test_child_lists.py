"""Child lists: typed cell by cell, pasted from a workbook, left by Tab."""

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.model.field import Invalid
from desktop_app.ui.editors.grid import GridEditor
from desktop_app.ui.form import EntryForm
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_entry_form import form_of, where
from tests.ui.test_lists import page_of


@pytest.fixture
def form(window: Window, robot: Robot) -> EntryForm:
    """An empty entry form of a patrol, in its members."""
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    form = form_of(window)
    form.body.go("members")
    return form


@pytest.fixture
def grid(form: EntryForm) -> GridEditor:
    """The members' grid of that form."""
    editor = form.body.boxes["members"].editor
    assert isinstance(editor, GridEditor)
    return editor


def test_lines_are_typed_with_enter_from_cell_to_cell_and_out_of_the_empty_line(
    form: EntryForm, grid: GridEditor, robot: Robot, window: Window
) -> None:
    an = add_person(window.desk, "Lò Thị Ẵm")
    binh = add_person(window.desk, "Ngô Văn Bình Ờ")

    robot.fill_grid(form, "members", [("lo thi am", "dan quan"), ("ngo van binh o", "cong an")])
    robot.press("Return")

    kept = [(row["person_id"], row["force"]) for row in grid.value()]
    assert kept == [(an, "Dân quân"), (binh, "Công an")]
    assert where(form) == "equipment"


def test_two_hundred_lines_are_pasted_from_a_workbook(
    grid: GridEditor, robot: Robot, window: Window
) -> None:
    names = [f"Lò Thị Ẵm {letter}{letter}" for letter in "abcdefghij"]
    for name in names:
        add_person(window.desk, name)
    lines = [f"{names[n % 10]}\tDân quân" for n in range(200)]
    QGuiApplication.clipboard().setText("\r\n".join(lines))

    robot.press("Ctrl+V")

    robot.until(lambda: grid.lines.rowCount() == 201)
    assert [row["force"] for row in grid.value()] == ["Dân quân"] * 200


def test_a_pasted_name_nobody_has_stays_as_words_and_is_an_error(
    form: EntryForm, grid: GridEditor, robot: Robot
) -> None:
    QGuiApplication.clipboard().setText("Không có ai tên này\tDân quân\n")
    robot.press("Ctrl+V")
    robot.until(lambda: grid.lines.rowCount() == 2)
    assert grid.lines.data(grid.lines.index(0, 0)) == "Không có ai tên này"
    with pytest.raises(Invalid, match="dòng 1: «Người»: chưa chọn"):
        grid.value()
    assert form.dirty()


def test_a_draft_keeps_the_lines_beside_the_words_that_are_no_value(
    form: EntryForm, grid: GridEditor, robot: Robot, window: Window
) -> None:
    add_person(window.desk, "Lò Thị Ẵm")
    QGuiApplication.clipboard().setText("Lò Thị Ẵm\tDân quân\nKhông có ai\tCông an\n")
    robot.press("Ctrl+V")
    robot.until(lambda: grid.lines.rowCount() == 3)
    form.keeping.keep()
    robot.until(lambda: not window.tasks.busy())
    (kept,) = window.desk.drafts()
    grid.set_value(None)
    form.fill_draft(kept.values)
    shown = [
        [grid.lines.data(grid.lines.index(row, column)) for column in (0, 1)] for row in (0, 1)
    ]
    assert shown == [["Lò Thị Ẵm", "Dân quân"], ["Không có ai", "Công an"]]


def test_tab_leaves_the_grid_and_ctrl_delete_takes_a_line_out(
    form: EntryForm, grid: GridEditor, robot: Robot
) -> None:
    robot.fill_grid(form, "members", [("*", "dan quan")])
    robot.press("Home", "Up", "Ctrl+Delete")
    assert grid.value() is None
    robot.press("F2")
    robot.press("Tab")
    assert where(form) == "equipment"


def test_escape_in_a_cell_gives_up_the_cell_only(
    form: EntryForm, grid: GridEditor, robot: Robot
) -> None:
    robot.press("F2")
    robot.type("x")
    robot.until(robot.offered)
    robot.press("Escape", "Escape")
    assert grid.value() is None
    assert grid.table.hasFocus()
    assert form.ask_bar.isHidden()


def test_several_people_are_chosen_in_one_cell_and_backspace_takes_the_last_away(
    form: EntryForm, robot: Robot, window: Window
) -> None:
    an, binh = add_person(window.desk, "Lò Thị Ẵm"), add_person(window.desk, "Ngô Văn Bình Ờ")
    incidents = form.body.boxes["incidents"].editor
    assert isinstance(incidents, GridEditor)
    form.body.go("incidents")
    incidents.table.setCurrentIndex(incidents.lines.index(0, 3))
    robot.press("F2")
    for words in ("lo thi am", "ngo van binh o", "lo thi am"):
        robot.enter(words)
    robot.press("Return")
    (row,) = incidents.value()
    assert row["persons"] == [an, binh]

    incidents.table.setCurrentIndex(incidents.lines.index(0, 3))
    robot.press("F2", "Backspace", "Return")
    (row,) = incidents.value()
    assert row["persons"] == [an]


def test_tab_goes_from_cell_to_cell_and_leaves_after_the_last(
    form: EntryForm, grid: GridEditor, robot: Robot, window: Window
) -> None:
    add_person(window.desk, "Lò Thị Ẵm")
    robot.press("F2")
    robot.enter("lo thi am")
    robot.press("Tab")
    robot.enter("dan quan")
    robot.press("Tab")
    assert where(form) == "members"
    robot.press("Tab")
    assert where(form) == "equipment"
    assert [row["force"] for row in grid.value()] == ["Dân quân"]


def test_shift_tab_goes_back_and_leaves_before_the_first_cell(
    form: EntryForm, grid: GridEditor, robot: Robot
) -> None:
    robot.fill_grid(form, "members", [("*", "dan quan")])
    grid.table.setCurrentIndex(grid.lines.index(0, 1))
    robot.press("F2", "Shift+Tab")
    assert grid.table.currentIndex().column() == 0
    robot.press("Shift+Tab")
    assert where(form) == "leader_id"


def test_f8_leads_to_the_cell_that_is_wrong_and_on_to_the_next(
    form: EntryForm, grid: GridEditor, robot: Robot, window: Window
) -> None:
    robot.fill_grid(form, "members", [("*", "dan quan")])
    grid.lines.put(grid.lines.index(1, 0), add_person(window.desk, "Lò Thị Ẵm"))
    robot.press("Ctrl+Return")
    form.body.go("remarks")

    def cell() -> tuple[str, int, int]:
        index = grid.table.currentIndex()
        return where(form), index.row(), index.column()

    visited = []
    for _ in range(6):
        robot.press("F8")
        visited.append(cell())
    assert ("members", 1, 1) in visited


def test_a_missing_cell_of_a_child_list_is_counted_among_what_is_owed(
    form: EntryForm, robot: Robot, window: Window
) -> None:
    def owed() -> int:
        robot.until(lambda: not window.tasks.busy())
        problems = window.desk.problems("patrol", form.body.values(), "")
        return form.body.owed(problems)

    without = owed()
    incidents = form.body.boxes["incidents"].editor
    assert isinstance(incidents, GridEditor)
    incidents.lines.put(incidents.lines.index(0, 0), "21:00")
    incidents.lines.put(incidents.lines.index(0, 1), "Chợ")
    assert owed() == without + 2  # its kind, and what was done
