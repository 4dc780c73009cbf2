"""The entry form built before it is asked for: one at most, taken as it is, let go in time."""

from desktop_app.ui.form import EntryForm
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of


def forms(page: RegisterPage) -> list[EntryForm]:
    """Return every entry form the page holds, shown or not."""
    return page.findChildren(EntryForm)


def ready(page: RegisterPage, robot: Robot) -> EntryForm:
    """Wait for the form that waits."""
    robot.until(page.beside.waiting.ready)
    (form,) = forms(page)
    assert not form.isVisible()
    return form


def test_the_form_that_waited_is_the_one_that_opens(window: Window, robot: Robot) -> None:
    page = page_of(window, "mediation")
    waiting = ready(page, robot)
    built = list(waiting.body.boxes)
    page.focus_list()
    robot.press("Ctrl+N")
    form = form_of(window)
    assert form is waiting
    assert list(form.body.boxes) == built
    assert form.body.box_with_focus() is not None
    assert form.keeping.key.startswith("mediation:")


def test_the_next_form_is_another_one_with_a_draft_of_its_own(window: Window, robot: Robot) -> None:
    page = page_of(window, "mediation")
    first = ready(page, robot)
    key = first.keeping.key
    robot.press("Ctrl+N", "Escape")
    robot.until(lambda: not page.beside.typing())
    second = ready(page, robot)
    assert second is not first
    robot.press("Ctrl+N")
    assert form_of(window).keeping.key != key


def test_a_form_asked_for_too_soon_is_whole_all_the_same(window: Window, robot: Robot) -> None:
    page = page_of(window, "mediation")
    expected = list(ready(page, robot).body.boxes)
    page.beside.waiting.let_go()
    page.add()
    assert list(form_of(window).body.boxes) == expected


def test_a_page_out_of_sight_keeps_no_form_ready(window: Window, robot: Robot) -> None:
    page = page_of(window, "mediation")
    ready(page, robot)
    window.side_bar.choose(window.side_bar.home)
    robot.until(lambda: forms(page) == [])
    assert not page.beside.waiting.ready()


def test_what_waits_takes_no_focus_and_no_keys(window: Window, robot: Robot) -> None:
    page = page_of(window, "mediation")
    page.focus_list()
    waiting = ready(page, robot)
    for _ in range(6):
        robot.press("Tab")
        assert not waiting.isAncestorOf(robot.focused())
