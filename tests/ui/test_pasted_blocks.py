"""Blocks pasted from a workbook: columns found by their heads, one undo, unknown people added."""

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.ui.editors.grid import GridEditor
from desktop_app.ui.form import EntryForm
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of

PEOPLE = 50


@pytest.fixture
def grid(form: EntryForm) -> GridEditor:
    """The members' grid of a new patrol, with the focus."""
    form.body.go("members")
    editor = form.body.boxes["members"].editor
    assert isinstance(editor, GridEditor)
    return editor


@pytest.fixture
def form(window: Window, robot: Robot) -> EntryForm:
    """An empty entry form of a patrol."""
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    return form_of(window)


def paste(robot: Robot, grid: GridEditor, text: str, lines: int) -> None:
    """Paste and wait for the lines and the empty one after them."""
    QGuiApplication.clipboard().setText(text)
    robot.press("Ctrl+V")
    robot.until(lambda: grid.lines.rowCount() == lines + 1)


def test_fifty_people_come_with_their_heads_in_any_order_and_one_undo_takes_all_back(
    grid: GridEditor, robot: Robot, window: Window
) -> None:
    names = [f"Lò Thị Ẵm {'abcdefghij'[n % 10]}{'abcdefghij'[n // 10]}" for n in range(PEOPLE)]
    ids = [add_person(window.desk, name) for name in names]
    lines = [f"{number}\tdân quân\t{name}" for number, name in enumerate(names, 1)]

    paste(robot, grid, "\r\n".join(["STT\tLực lượng\tHọ tên", *lines]), PEOPLE)

    kept = [(row["person_id"], row["force"]) for row in grid.value()]
    assert kept == [(id, "Dân quân") for id in ids]
    assert grid.note.text() == "Đã dán 50 dòng (Ctrl+Z: bỏ); bỏ qua cột: STT"
    robot.press("Ctrl+Z")
    assert grid.value() is None
    assert window.desk.counts()["person"] >= PEOPLE  # the window's own undo stayed out of it


def test_days_and_codes_are_read_by_what_the_office_writes(
    form: EntryForm, robot: Robot, window: Window
) -> None:
    form.body.go("incidents")
    grid = form.body.boxes["incidents"].editor
    assert isinstance(grid, GridEditor)
    paste(robot, grid, "Ngày bàn giao\tGiờ\tĐịa điểm\n5/11/2026\t21h30\tchợ Vĩnh Yên\n", 1)
    (line,) = grid.lines.kept()["lines"]
    assert {name: value for name, value in line.items() if name != "id"} == {
        "handed_over_on": "2026-11-05",
        "at": "21:30",
        "place": "chợ Vĩnh Yên",
    }


def test_a_name_that_looks_like_no_head_is_a_line(grid: GridEditor, robot: Robot) -> None:
    paste(robot, grid, "Lò Văn Người\nLò Thị Lực Lượng\n", 2)
    assert [grid.lines.data(grid.lines.index(row, 0)) for row in (0, 1)] == [
        "Lò Văn Người",
        "Lò Thị Lực Lượng",
    ]


def test_an_unknown_name_is_offered_as_a_new_person_from_its_cell(
    grid: GridEditor, robot: Robot, window: Window
) -> None:
    paste(robot, grid, "Không Có Ai\tDân quân\n", 1)
    assert "1 ô chữ đỏ" in grid.note.text()
    grid.table.setCurrentIndex(grid.lines.index(0, 0))
    robot.press("Return")
    robot.until(robot.offered)
    robot.press("Return")
    page = window.page
    assert page is not None
    robot.until(lambda: len(page.beside.views()) == 2)
    form_of(window).discard()
    assert grid.table.hasFocus()
    robot.press("Return")
    robot.until(robot.offered)
    robot.press("Return")
    robot.until(lambda: len(page.beside.views()) == 2)
    nested = form_of(window)
    robot.fill(nested, "sex", "nu")
    robot.fill(nested, "birth_date", "1990")
    robot.press("Ctrl+Return")
    robot.until(lambda: len(page.beside.views()) == 1)
    (person,) = window.desk.find("person", "Không Có Ai").rows
    (row,) = grid.value()
    assert (row["person_id"], row["force"]) == (person.id, "Dân quân")
    assert grid.table.currentIndex().column() == 1


def test_ctrl_d_in_a_cell_repeats_the_cell_above(
    form: EntryForm, grid: GridEditor, robot: Robot
) -> None:
    robot.fill_grid(form, "members", [("*", "dan quan")])
    grid.table.setCurrentIndex(grid.lines.index(1, 1))
    robot.press("Ctrl+D")
    assert grid.lines.data(grid.lines.index(1, 1)) == "Dân quân"


def test_ctrl_z_takes_back_cell_by_cell_and_a_line_taken_out(
    form: EntryForm, grid: GridEditor, robot: Robot
) -> None:
    robot.fill_grid(form, "members", [("*", "dan quan")])
    grid.table.setCurrentIndex(grid.lines.index(0, 0))
    robot.press("Ctrl+Delete")
    assert grid.value() is None
    robot.press("Ctrl+Z")
    assert [row["force"] for row in grid.value()] == ["Dân quân"]
    robot.press("Ctrl+Z")
    assert "force" not in grid.value()[0]
