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
