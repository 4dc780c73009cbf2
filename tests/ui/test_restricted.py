"""Restricted records of another officer: asked for a reason beside the list, then it goes on."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.store import accesslog
from desktop_app.ui.dialogs.reason import ReasonDialog
from desktop_app.ui.form import EntryForm
from desktop_app.ui.history import HistoryPanel
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.reason_panel import ReasonPanel
from desktop_app.ui.record_panel import RecordPanel
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import OFFICER_NAME, Sitting
from tests.furnishing import add_person, furnish, valid
from tests.ui.test_lists import page_of
from tests.windows import Shower

WHY = "Xác minh theo phân công"


@dataclass
class Post:
    """An officer's window over records of which the chief is in charge."""

    window: Window
    robot: Robot
    ids: dict[str, str]

    @property
    def desk(self) -> Desk:
        return self.window.desk

    def at(self, table: str) -> RegisterPage:
        """Stand in the list on the restricted record."""
        page = page_of(self.window, table)
        page.ask(select=self.ids[table])
        self.robot.until(lambda: page.view.current_id() == self.ids[table])
        page.focus_list()
        return page

    def asked(self, page: RegisterPage) -> ReasonPanel:
        """Wait until the reason is asked for."""
        self.robot.until(lambda: isinstance(page.beside.top(), ReasonPanel))
        top = page.beside.top()
        assert isinstance(top, ReasonPanel)
        return top

    def logged(self, id: str) -> list[tuple[str, str]]:
        """Return what the access log says of a record, oldest first."""
        entries = [one for one in logged(self.desk) if one[0] == id]
        return [(deed, why) for _, deed, why in reversed(entries)]


def logged(desk: Desk) -> list[tuple[str, str, str]]:
    """Return the record, the deed and the reason of every entry, newest first."""
    found = accesslog.entries(desk.reading().connection)
    return [(one.record, one.action, one.why) for one in found]


@pytest.fixture
def post(desk_of: Sitting, show: Shower) -> Post:
    """A surrender and a child, entered by the chief; an officer has the next shift."""
    chief = desk_of(Role.CHIEF)
    furnish(chief)
    ids = {
        "surrender": chief.add("surrender", valid("surrender", officer_id=chief.me)).id,
        "person": add_person(chief, "Hồ Thị Bé", birth_date="2015-05-05"),
    }
    window = show(desk_of(Role.OFFICER))
    return Post(window, Robot(window), ids)


@pytest.mark.parametrize("table", ["surrender", "person"])
def test_the_reason_is_asked_in_the_place_of_the_record_and_then_it_opens(
    post: Post, table: str
) -> None:
    page, robot = post.at(table), post.robot
    robot.press("Space")
    panel = post.asked(page)
    assert OFFICER_NAME in panel.words.text()
    assert panel.reason.hasFocus()
    assert not panel.go.isEnabled()
    robot.press("Return")
    assert page.beside.top() is panel
    robot.type(WHY)
    robot.press("Return")
    robot.until(lambda: isinstance(page.beside.top(), RecordPanel))
    assert page.beside.isAncestorOf(robot.focused())
    assert post.logged(post.ids[table]) == [("reason", WHY), ("open", WHY)]
    assert post.window.notices.refusals() == []


def test_passing_by_takes_no_focus_and_the_space_bar_does(post: Post) -> None:
    page, robot = post.at("person"), post.robot
    first = page.view.currentIndex().row() == 0
    robot.press(*("Down", "Up") if first else ("Up", "Down"))
    assert page.view.current_id() == post.ids["person"]
    panel = post.asked(page)
    assert panel.record.id == post.ids["person"]
    assert page.view.hasFocus()
    robot.press("Space")
    assert panel.reason.hasFocus()
    robot.press("Escape")
    assert page.view.hasFocus()
    assert page.beside.top() is None
    assert post.logged(post.ids["person"]) == []


DEEDS = {"F2": EntryForm, "Ctrl+Shift+N": EntryForm, "Ctrl+H": HistoryPanel}


@pytest.mark.parametrize("key", DEEDS)
def test_what_was_wanted_goes_on_after_the_reason(post: Post, key: str) -> None:
    page, robot = post.at("person"), post.robot
    robot.press(key)
    assert post.asked(page).reason.hasFocus()
    robot.type(WHY)
    robot.press("Return")
    robot.until(lambda: isinstance(page.beside.top(), DEEDS[key]))
    assert post.logged(post.ids["person"])[:2] == [("reason", WHY), ("open", WHY)]


def test_deleting_asks_why_it_is_opened_and_then_why_it_goes(post: Post) -> None:
    page, robot = post.at("person"), post.robot
    robot.press("Ctrl+Shift+Delete")
    post.asked(page)
    robot.type(WHY)
    robot.press("Return")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    dialog.reason.setText("ghi trùng")
    dialog.go.click()
    robot.until(lambda: post.desk.record(post.ids["person"]).deleted)  # type: ignore[union-attr]  # it is there
    assert post.window.notices.refusals() == []


def test_printing_asks_for_one_reason_and_goes_on(post: Post) -> None:
    page, robot = post.at("surrender"), post.robot
    robot.press("Ctrl+P")
    robot.until(lambda: page.beside.top() is not None)
    robot.press("Return")
    robot.until(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    dialog.reason.setText(WHY)
    dialog.go.click()
    robot.until(lambda: post.window.stack.currentWidget() is post.window.paper.preview)
    assert post.logged(post.ids["surrender"])[0] == ("reason", WHY)
    assert post.window.notices.refusals() == []


def test_what_an_officer_has_just_written_stays_open_to_him(post: Post) -> None:
    page, robot = post.at("surrender"), post.robot
    before = post.desk.record(post.ids["surrender"])
    assert before is not None
    id = post.desk.add("surrender", valid("surrender", officer_id=before.values["officer_id"])).id
    post.window.open_record("surrender", id)
    robot.until(lambda: isinstance(page.beside.top(), RecordPanel))
    assert page.current_id() == id
