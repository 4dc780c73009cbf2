"""Where the focus goes in the entry form, and that it is never lost nor out of sight."""

import pytest

from desktop_app.ui.form import EntryForm
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.ui.test_entry_form import form_of, text, where
from tests.ui.test_lists import page_of


@pytest.fixture
def form(window: Window, robot: Robot) -> EntryForm:
    """An empty entry form of the people."""
    page_of(window, "person")
    robot.press("Ctrl+N")
    return form_of(window)


def test_giving_up_a_nested_form_leads_back_into_the_field_it_came_from(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    robot.press("Ctrl+N")
    form = form_of(window)
    form.body.go("signer_person_id")
    robot.type("Lò Thị Ẵm")
    robot.until(robot.offered)
    robot.press("Down", "Return")
    robot.until(lambda: len(page.beside.views()) == 2)
    form_of(window).discard()
    robot.until(lambda: page.beside.top() is form)
    assert where(form) == "signer_person_id"
    assert text(form, "signer_person_id") == "Lò Thị Ẵm"


def test_the_last_field_leads_to_the_button_and_enter_presses_it(
    form: EntryForm, robot: Robot
) -> None:
    form.body.go("note")
    robot.press("Tab")
    form.save_button.setFocus()
    robot.press("Return")
    assert form.problem_list.isVisible()
    assert where(form) == "full_name"


def test_what_is_still_owed_is_counted_and_leads_there(form: EntryForm, robot: Robot) -> None:
    robot.until(form.owed.isVisible)
    assert form.owed.text() == "Còn 3 mục bắt buộc"
    robot.type("Lò Thị Ẵm")
    robot.until(lambda: form.owed.text() == "Còn 2 mục bắt buộc")
    form.owed.click()
    assert where(form) == "sex"


def test_the_field_with_the_focus_stays_in_sight(form: EntryForm, robot: Robot) -> None:
    def seen() -> bool:
        box = form.body.box_with_focus()
        assert box is not None
        area = form.body.viewport()
        place = box.mapTo(area, box.rect().bottomLeft())
        return place.y() <= area.height() and place.y() - box.height() >= -1

    robot.until(lambda: where(form) == "full_name")
    for _ in range(len(form.body.boxes) - 1):
        robot.press("Tab")
        assert seen(), where(form)
    robot.press("F1")
    robot.until(seen)
    form.save()
    form.body.go("note")
    robot.until(seen)
