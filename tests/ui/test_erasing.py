"""The chief reviews what is overdue, and erases it for good after a clear question."""

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.desk.desk import Desk
from desktop_app.model.record import ERASED
from desktop_app.ui.dialogs.erasing import ErasingDialog
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_lists import page_of
from tests.windows import Shower


def dialog_of(window: Window, robot: Robot) -> ErasingDialog:
    """Wait for the question."""
    robot.until(lambda: window.findChildren(ErasingDialog))
    return window.findChildren(ErasingDialog)[-1]


def consent(dialog: ErasingDialog) -> None:
    """Give a reason, tick, go."""
    assert not dialog.go.isEnabled()
    dialog.reason.setText("Hết thời hạn lưu")
    assert not dialog.go.isEnabled()
    dialog.sure.setChecked(True)
    dialog.go.click()


def test_a_record_is_erased_from_its_menu(window: Window, robot: Robot) -> None:
    id = add_person(window.desk, "Lò Thị Ẵm Ờ")
    page = page_of(window, "person")
    window.open_record("person", id)
    robot.until(lambda: page.current_id() == id and not window.tasks.busy())
    window.actions_of.action("erase").trigger()
    dialog = dialog_of(window, robot)
    words = " ".join(child.text() for child in dialog.findChildren(QLabel))
    assert "KHÔNG hoàn tác được" in words
    consent(dialog)
    robot.until(lambda: any("Đã xóa hẳn" in text for text in window.notices.texts()))
    assert window.desk.caption(id) == ERASED
    robot.press("F2")
    robot.until(lambda: not window.tasks.busy())
    assert not page.beside.typing()


def test_the_review_list_names_what_is_overdue(
    busy_desk: Desk, show: Shower, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy_desk.set_periods({"pledge": 1})
    monkeypatch.setenv("SO_ANTT_NOW", "2036-01-05T08:00")
    assert busy_desk.overdue()
    window = show(busy_desk)
    robot = Robot(window)
    window.actions_of.action("retention").trigger()
    review = window.erasing.page
    robot.until(lambda: review.table.rowCount() and not window.tasks.busy())
    before = review.table.rowCount()
    assert before == len(busy_desk.overdue())
    review.erase.click()
    consent(dialog_of(window, robot))
    robot.until(lambda: review.table.rowCount() == before - 1)


def test_the_chief_changes_periods_on_the_settings_page(window: Window, robot: Robot) -> None:
    robot.press("Ctrl+,")
    window.settings.periods["patrol"].setValue(5)
    window.settings.save_button.click()
    robot.until(lambda: "Đã lưu cài đặt." in window.notices.texts())
    assert {one.register: one.years for one in window.desk.periods()}["patrol"] == 5
