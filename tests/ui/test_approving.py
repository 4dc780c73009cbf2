"""Approval in the window: the steps that are shown, the words asked for, what Hôm nay says."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.model.record import Record
from desktop_app.ui.chips import CHIP
from desktop_app.ui.dialogs.reason import ReasonDialog
from desktop_app.ui.history import HistoryPanel
from desktop_app.ui.record_panel import RecordPanel
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import Sitting
from tests.furnishing import add_person, values
from tests.ui.test_corrections import reading
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.ui.test_today import cell, looked
from tests.windows import Shower

STEPS = "submit", "approve", "return", "close", "reopen"


@pytest.fixture
def person(window: Window) -> str:
    """A person whom the window's chief may approve himself."""
    window.desk.allow_self_approval(True)
    return add_person(window.desk, "Lò Thị Ẵm", occupation="Làm ruộng")


def record(desk: Desk, id: str) -> Record:
    found = desk.record(id)
    assert found is not None
    return found


def panel_of(window: Window) -> RecordPanel:
    assert window.page is not None
    top = window.page.beside.top()
    assert isinstance(top, RecordPanel)
    return top


def offered(window: Window) -> list[str]:
    """Return the steps of approval that the menu shows."""
    made = {name: window.actions_of.those(name) for name in STEPS}
    return [name for name in STEPS if any(action.isVisible() for action in made[name])]


def buttons(window: Window) -> list[str]:
    """Return the steps that the record's panel shows, keys apart."""
    found = panel_of(window).approval.findChildren(QPushButton)
    return [one.text() for one in found if one.isVisible()]


def shown(window: Window, robot: Robot, state: str) -> None:
    """Wait until the record in sight says where its approval stands."""
    robot.until(lambda: not window.tasks.busy())
    robot.until(lambda: isinstance(window.page and window.page.beside.top(), RecordPanel))
    robot.until(lambda: state in panel_of(window).approval.state.text(), state)
    robot.until(lambda: not window.tasks.busy())
    robot.pause()


def reason(robot: Robot, words: str) -> None:
    """Give the reason that is asked for."""
    robot.until(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    assert not dialog.go.isEnabled()
    robot.until(dialog.reason.hasFocus)
    robot.type(words)
    dialog.go.click()


def test_a_record_is_submitted_approved_closed_and_reopened_by_keys_and_menu(
    window: Window, robot: Robot, person: str
) -> None:
    reading(window, robot, person)
    shown(window, robot, "Chưa trình duyệt")
    assert (offered(window), buttons(window)) == (["submit"], ["Trình duyệt"])
    robot.press("Ctrl+Shift+T")
    shown(window, robot, "Chờ duyệt")
    assert offered(window) == ["approve", "return"]
    robot.press("Ctrl+Shift+D")
    shown(window, robot, "Đã duyệt")
    assert (offered(window), buttons(window)) == (
        ["close", "reopen"], ["Đóng hồ sơ", "Mở lại…"],
    )  # fmt: skip
    window.actions_of.action("close").trigger()
    shown(window, robot, "Đã đóng")
    robot.press("F2")
    assert window.page is not None
    assert not window.page.beside.typing()
    assert any("DU-05" in words for words in window.notices.refusals())
    window.actions_of.action("reopen").trigger()
    reason(robot, "Có tình tiết mới")
    shown(window, robot, "Bị trả lại")
    assert panel_of(window).approval.words.text() == "Nhận xét: Có tình tiết mới"


def test_an_approved_record_asks_for_the_reason_when_it_is_saved(
    window: Window, robot: Robot, person: str
) -> None:
    window.desk.submit("person", person)
    window.desk.approve("person", person)
    reading(window, robot, person)
    robot.press("F2")
    robot.fill(form_of(window), "occupation", "Giáo viên")
    robot.press("Ctrl+Return")
    reason(robot, "Xác minh lại")
    shown(window, robot, "Mất hiệu lực")
    assert "hồ sơ được bổ sung sau khi duyệt" in panel_of(window).approval.words.text()
    line = window.desk.history("person", person)[-1]
    assert (line.kind, line.reason) == ("supplement", "Xác minh lại")

    window.actions_of.action("undo").trigger()
    reason(robot, "Ghi nhầm")
    robot.until(lambda: values(window.desk, person)["occupation"] == "Làm ruộng")
    assert window.desk.history("person", person)[-1].reason == "Ghi nhầm"


def test_a_reason_not_given_leaves_the_words_in_the_form(
    window: Window, robot: Robot, person: str
) -> None:
    window.desk.submit("person", person)
    window.desk.approve("person", person)
    reading(window, robot, person)
    robot.press("F2")
    robot.fill(form_of(window), "occupation", "Giáo viên")
    robot.press("Ctrl+Return")
    robot.until(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    robot.press("Escape")
    assert form_of(window).changes() == {"occupation": "Giáo viên"}
    assert record(window.desk, person).approval == "approved"


def test_going_back_in_the_history_of_an_approved_record_asks_too(
    window: Window, robot: Robot, person: str
) -> None:
    first = window.desk.history("person", person)[0]
    window.desk.edit("person", person, {"occupation": "Giáo viên"})
    window.desk.submit("person", person)
    window.desk.approve("person", person)
    reading(window, robot, person)
    page = window.page
    assert page is not None
    robot.press("Ctrl+H")
    robot.until(lambda: not window.tasks.busy())
    history = page.beside.top()
    assert isinstance(history, HistoryPanel)
    robot.until(lambda: history.lines)
    assert history.words(history.lines[-1]) == {"approval": "Duyệt: Chờ duyệt → Đã duyệt"}
    history.restored.emit(first.device, first.seq)
    reason(robot, "Ghi nhầm")
    robot.until(lambda: values(window.desk, person)["occupation"] == "Làm ruộng")


def test_a_chief_sees_why_he_may_not_approve_his_own_work(window: Window, robot: Robot) -> None:
    mine = add_person(window.desk, "Lò Thị Ẵm")
    window.desk.submit("person", mine)
    reading(window, robot, mine)
    shown(window, robot, "Chờ duyệt")
    assert (offered(window), buttons(window)) == (["return"], ["Trả lại…"])
    assert "người khác duyệt" in panel_of(window).approval.words.text()


def test_an_officer_finds_on_his_day_what_was_returned_with_the_remark(
    desk_of: Sitting, show: Shower
) -> None:
    officer = desk_of(Role.OFFICER)
    person = add_person(officer)
    officer.submit("person", person)
    chief = desk_of(Role.CHIEF)
    chief.send_back("person", person, "Thiếu số điện thoại")
    window = show(desk_of(Role.OFFICER))
    robot = Robot(window)
    looked(window, robot)
    row = [cell(window, 0, column).text() for column in range(3)]
    assert row == ["Bị trả lại", "Chỉ huy trả lại: Thiếu số điện thoại", "Vũ Văn An"]
    robot.press("Ctrl+1", "Return")
    shown(window, robot, "Bị trả lại")
    assert panel_of(window).approval.words.text() == "Nhận xét: Thiếu số điện thoại"
    assert offered(window) == ["submit"]


def test_the_list_is_filtered_by_what_waits_and_may_show_where_approval_stands(
    window: Window, robot: Robot, person: str
) -> None:
    window.desk.submit("person", person)
    page = page_of(window, "person")
    window.actions_of.action("waiting").trigger()
    robot.until(lambda: page.head.count.text() == "1 dòng" and not window.tasks.busy())
    assert [line.id for line in page.lines.lines] == [person]
    assert [chip.told() for chip in page.head.filters.chosen()] == ["Duyệt: Chờ duyệt"]
    page.lines.ask(replace(page.lines.wish, columns=("full_name", "approval")))
    robot.until(lambda: len(page.lines.columns) == 2)
    assert page.lines.data(page.lines.index(0, 1), CHIP).words == "◐ Chờ duyệt"


def test_self_approval_is_seen_and_set_among_the_settings(window: Window, robot: Robot) -> None:
    robot.press("Ctrl+,")
    assert not window.settings.self_approval.isChecked()
    window.settings.self_approval.setChecked(True)
    assert not window.desk.self_approval
    window.settings.save_button.click()
    assert window.desk.self_approval
