"""Hôm nay, the side bar's counts, the search over every register, the settings."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem

from desktop_app.desk.attention import AlertLine
from desktop_app.desk.desk import Desk
from desktop_app.registers import REGISTERS
from desktop_app.store.accesslog import entries
from desktop_app.ui.robot import Robot
from desktop_app.ui.sidebar import COUNT, LATE, TODAY
from desktop_app.ui.today import DUE, due_words
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.windows import Shower

RESTRICTED = [kind for kind in REGISTERS.values() if kind.restricted]


def looked(window: Window, robot: Robot) -> None:
    """Let the window find what wants attention."""
    window.watching.look()
    robot.until(lambda: not window.tasks.busy())


def cell(window: Window, row: int, column: int) -> QTableWidgetItem:
    """Return a cell of the page Hôm nay."""
    item = window.today.lines.item(row, column)
    assert item is not None
    return item


def test_each_register_shows_how_much_of_it_wants_attention(window: Window, robot: Robot) -> None:
    looked(window, robot)
    counts = window.desk.attention().counts
    assert counts
    for name, entry in window.side_bar._entries.items():
        if name != TODAY:
            number = counts[name].number if name in counts else 0
            assert str(entry.data(COUNT) or "").removeprefix("! ") == (
                str(number) if number else ""
            )
            assert bool(entry.data(LATE)) == (name in counts and counts[name].late)


def test_a_line_of_today_opens_its_record(window: Window, robot: Robot) -> None:
    looked(window, robot)
    robot.press("Ctrl+1")
    line = window.desk.attention().lines[0]
    assert window.today.lines.currentRow() == 0
    robot.press("Return")
    robot.until(lambda: window.page and window.page.beside.current_id() == line.id)
    assert window.page is not None
    assert window.page.register.table == line.register


def test_looking_again_keeps_the_line_the_officer_stands_on(window: Window, robot: Robot) -> None:
    looked(window, robot)
    robot.press("Ctrl+1", "Down", "Down")
    before = cell(window, window.today.lines.currentRow(), 2).text()
    looked(window, robot)
    assert cell(window, window.today.lines.currentRow(), 2).text() == before
    assert window.today.lines.hasFocus()


def test_a_clock_in_minutes_counts_down_and_on() -> None:
    line = AlertLine("r", "i", "a", "t", "2026-11-05T14:30", "due", "c", minutes=True)
    told = [
        due_words(line, datetime.fromisoformat(f"2026-11-05T{at}")) for at in ("14:07", "15:42")
    ]
    assert told == ["còn 23 phút", "quá 1 giờ 12 phút"]


def test_the_clock_on_the_page_goes_on(window: Window, robot: Robot) -> None:
    looked(window, robot)
    clocks = [row for row, line in enumerate(window.today._found) if line.minutes]
    assert clocks, "the invented post has someone who has just given himself up"
    clock = cell(window, clocks[0], DUE)
    clock.setText("")
    window.today._tick()
    assert clock.text().startswith(("còn ", "quá "))


def test_restricted_registers_are_searched_only_when_asked_and_that_is_logged(
    window: Window, robot: Robot
) -> None:
    desk = window.desk
    closed = RESTRICTED[0]
    person = add_person(
        desk, "Lò Thị Ẵm", occupation="Làm ruộng", current_address={"as_written": "TDP 3"}
    )
    line = next(iter(desk.find(closed.table).rows))
    desk.edit(closed.table, line.id, {"person_id": person})

    robot.press("Ctrl+K")
    robot.type("lo thi am")
    robot.until(window.header.search.list_open)
    offered = window.header.search.offered()
    assert line.id not in {option.value for option in offered}
    assert offered[-1].action
    assert not searched(desk)

    robot.press("Down", "Down", "Down", "Return")
    robot.until(lambda: line.id in {o.value for o in window.header.search.offered()})
    assert searched(desk) == {closed.table}


def searched(desk: Desk) -> set[str]:
    """Return the registers whose search was logged."""
    log = entries(desk.reading().connection)
    return {entry.register for entry in log if entry.action == "search"}


def test_settings_hold_after_saving_only(window: Window, robot: Robot) -> None:
    desk = window.desk
    robot.press("Ctrl+,")
    page = window.settings
    page.office["duty_phone"].setFocus()
    robot.type("0211 3861 113")
    box = page.thresholds["mediation_close_days"]
    box.setValue(45)
    assert desk.office.duty_phone == ""

    page.save_button.click()

    assert desk.office.duty_phone == "0211 3861 113"
    assert desk.changed_thresholds() == {"mediation_close_days": 45}
    assert any("Đã lưu cài đặt" in words for words in window.notices.texts())


def test_a_refused_setting_says_why(window: Window, robot: Robot) -> None:
    robot.press("Ctrl+,")
    window.settings.office["name"].clear()
    window.settings.save_button.click()
    assert any("CD-01" in words for words in window.notices.refusals())
    assert window.desk.office.name


def test_a_folder_within_the_data_is_no_place_for_backups(window: Window, robot: Robot) -> None:
    robot.press("Ctrl+,")
    window.settings.folder = window.desk.book.folder / "sao-luu"
    window.settings.save_button.click()
    assert any("SL-01" in words for words in window.notices.refusals())
    assert window.desk.backup_folder() == window.desk.usual_backup_folder()


def test_the_side_bar_can_be_read_aloud(window: Window, robot: Robot) -> None:
    looked(window, robot)
    spoken = [
        str(entry.data(int(Qt.ItemDataRole.AccessibleTextRole)))
        for entry in window.side_bar._entries.values()
    ]
    assert any("việc cần để ý" in words for words in spoken)


def test_looking_again_never_takes_the_focus_from_another_page(desk: Desk, show: Shower) -> None:
    window = show(desk)  # of an empty book: nothing is due, the page offers to begin
    robot = Robot(window)
    page_of(window, "person")
    robot.press("Ctrl+N")
    form = form_of(window)
    looked(window, robot)
    robot.type("Lò Thị Ẵm")
    assert form.body.values()["full_name"] == "Lò Thị Ẵm"


def test_enter_presses_a_button_as_the_space_bar_does(desk: Desk, show: Shower) -> None:
    window = show(desk)
    robot = Robot(window)
    window.today.beginnings[0].setFocus()
    robot.press("Return")
    robot.until(lambda: window.page and window.page.beside.typing())
