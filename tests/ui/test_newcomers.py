"""What stood in the way of an officer who had never seen the program."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from desktop_app.ui.editors.grid import GridEditor
from desktop_app.ui.editors.suggestions import PickLine
from desktop_app.ui.robot import Robot
from desktop_app.ui.small_screen import SmallScreen
from desktop_app.ui.window import Window
from tests.ui.test_entry_form import form_of, text, where
from tests.ui.test_lists import page_of


def test_a_shift_past_midnight_is_typed_by_its_clock_times(window: Window, robot: Robot) -> None:
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    form = form_of(window)
    robot.fill(form, "patrol_date", "05/11/2026")
    robot.fill(form, "start_at", "22:00")
    robot.fill(form, "end_at", "2h")
    robot.press("Return")
    assert text(form, "start_at") == "05/11/2026 22:00"
    assert text(form, "end_at") == "06/11/2026 02:00"


def test_a_name_typed_without_marks_is_written_anew_where_the_new_person_is_named(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    robot.press("Ctrl+N")
    form_of(window).body.go("signer_person_id")
    robot.type("lo thi am")
    robot.until(robot.offered)
    robot.press("Return")
    robot.until(lambda: len(page.beside.views()) == 2)
    nested = form_of(window)
    assert where(nested) == "full_name"
    robot.type("Lò Thị Ẵm")
    assert text(nested, "full_name") == "Lò Thị Ẵm"


def test_of_two_registers_that_could_take_a_new_name_enter_takes_the_first(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "patrol")
    robot.press("Ctrl+N")
    form = form_of(window)
    grid = form.body.boxes["members"].editor
    assert isinstance(grid, GridEditor)
    form.body.go("members")
    robot.press("F2")
    robot.type("khong co ai ten nay")
    line = robot.focused()
    assert isinstance(line, PickLine)
    robot.until(line.offered)
    assert [one.hint for one in line.offered()] == ["Enter", "↓ Enter"]
    robot.press("Return")
    robot.until(lambda: len(page.beside.views()) == 2)
    nested = form_of(window)
    assert nested.register.table == "person"
    robot.type("Lò Thị Ẵm")
    robot.fill(nested, "sex", "nu")
    robot.fill(nested, "birth_date", "1990")
    robot.press("Ctrl+Return")
    robot.until(lambda: len(page.beside.views()) == 1)
    (row,) = grid.value()
    assert window.desk.caption(row["person_id"]) == "Lò Thị Ẵm"
    robot.enter("dan quan")
    robot.press("Return")
    (row,) = grid.value()
    assert row["force"] == "Dân quân"


def test_saving_is_in_the_menu_with_its_key_while_something_is_typed(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "route")
    save = window.actions_of.action("save")
    assert not save.isEnabled()
    robot.press("Ctrl+N")
    form = form_of(window)
    assert save.shortcut().toString() == "Ctrl+Enter"
    assert "Ctrl+Enter" in form.save_button.text()
    robot.fill(form, "name", "Đường Ẵ")
    page.head.search.setFocus()

    robot.press("Ctrl+S")

    robot.until(lambda: not page.beside.typing())
    assert window.desk.find("route", "duong a").rows
    assert not save.isEnabled()


@pytest.mark.parametrize("name", ["patrol_date", "members", "equipment"])
def test_a_notice_leaves_the_field_being_typed_where_it_is(
    window: Window, robot: Robot, name: str
) -> None:
    window.resize(1024, 560)
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    form = form_of(window)
    form.body.go(name)
    robot.pause()
    line = form.body.boxes[name].editor.target()

    def seen() -> tuple[int, int]:
        robot.pause()
        return line.mapTo(window, QPoint()).y(), line.visibleRegion().boundingRect().height()

    before = seen()
    notice = window.notices.tell("Đã lưu: Lò Thị Ẵm", tone="done", passing=True)
    during = seen()
    notice.closed.emit()
    assert during == before if form.body.verticalScrollBar().value() else during[1] == before[1]
    assert seen() == before


def test_words_no_code_answers_are_told_at_once_and_kept_with_an_error(
    window: Window, robot: Robot
) -> None:
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    form = form_of(window)
    form.body.go("patrol_type")
    robot.type("zzz")
    line = robot.focused()
    assert isinstance(line, PickLine)
    robot.until(line.list_open)
    assert [one.text for one in line.offered()] == ["Không có mục nào khớp"]
    robot.press("Down", "Return")
    box = form.body.boxes["patrol_type"]
    robot.until(lambda: "không có mục «zzz»" in box.message.text())
    assert box.message.isVisible()
    assert text(form, "patrol_type") == "zzz"
    assert where(form) == "start_at"


def test_a_cell_with_words_no_code_answers_is_left_by_enter(window: Window, robot: Robot) -> None:
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    form = form_of(window)
    grid = form.body.boxes["members"].editor
    assert isinstance(grid, GridEditor)
    form.body.go("members")
    grid.table.setCurrentIndex(grid.lines.index(0, 1))
    robot.press("F2")
    robot.type("zzz")
    robot.until(robot.offered)
    robot.press("Return")
    assert grid.lines.words(grid.lines.index(0, 1)) == "zzz"
    assert where(form) == "members"


def test_the_marks_of_what_must_be_written_are_explained_in_the_form(
    window: Window, robot: Robot
) -> None:
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    said = [one.text() for one in form_of(window).body.findChildren(QLabel)]
    assert any("* phải ghi" in words and "(*)" in words for words in said)
    robot.press("Escape")
    page_of(window, "person")
    robot.press("Ctrl+N")
    said = [one.text() for one in form_of(window).body.findChildren(QLabel)]
    assert any("* phải ghi" in words for words in said)
    assert not any("(*)" in words for words in said)


def test_what_is_not_on_another_pc_yet_is_explained(window: Window) -> None:
    carried = window.status.carried
    assert "các máy khác" in carried.toolTip() == carried.accessibleDescription()


def test_no_form_makes_a_small_window_scroll_sideways(window: Window, robot: Robot) -> None:
    window.resize(1024, 560)
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    form_of(window).show_owed(6)
    robot.pause()
    whole = window.centralWidget()
    assert isinstance(whole, SmallScreen)
    assert not whole.horizontalScrollBar().isVisible()
