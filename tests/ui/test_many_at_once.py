"""Many records corrected from the list: shown before, done as one, one undo takes all back."""

from desktop_app.ui.bulk_panel import BulkPanel
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.ui.test_lists import page_of

WHY = "Theo danh sách rà soát"


def opened(window: Window, page: RegisterPage, robot: Robot) -> BulkPanel:
    """Open the panel from the keyboard."""
    robot.press("Ctrl+Shift+S")
    robot.until(lambda: isinstance(page.beside.top(), BulkPanel))
    panel = page.beside.top()
    assert isinstance(panel, BulkPanel)
    return panel


def choose(panel: BulkPanel, robot: Robot, label: str, words: str) -> None:
    """Choose the field, then type its value."""
    panel.field.setCurrentText(label)
    panel.box.focus()
    robot.pause()
    robot.press("Ctrl+A")
    robot.type(words)


def notes(window: Window) -> list[object]:
    """Return the notes of all pledges, newest first."""
    rows = window.desk.find("pledge", limit=100).rows
    return [line.record.values.get("note") for line in rows]


def test_the_chosen_lines_are_corrected_and_one_undo_takes_it_back(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    before = notes(window)
    page.focus_list()
    robot.press("Home", "Shift+Down", "Shift+Down")
    panel = opened(window, page, robot)
    assert panel.selected.isChecked()
    assert panel.selected.text() == "Các dòng đang chọn trong danh sách: 3"
    choose(panel, robot, "Ghi chú", "Hen sang tuan")
    robot.press("Ctrl+Return")
    robot.until(lambda: panel.go.text() == "Sửa 3 hồ sơ")
    assert panel.told.text().startswith("✓ Sẽ sửa 3 trong 3 hồ sơ.")
    assert notes(window) == before
    assert panel.reason.hasFocus()

    robot.type(WHY)
    robot.press("Ctrl+Return")

    robot.until(lambda: notes(window) == ["Hen sang tuan"] * 3 + before[3:])
    robot.until(lambda: any("Đã sửa 3 hồ sơ." in text for text in window.notices.texts()))
    id = page.lines.lines[0].id
    assert window.desk.history("pledge", id)[-1].reason == WHY
    robot.until(page.view.hasFocus)

    robot.press("Ctrl+Z")

    robot.until(lambda: notes(window) == before)
    robot.until(lambda: any("Đã hoàn tác" in text for text in window.notices.texts()))
    robot.press("Ctrl+Z")
    assert "Chưa có việc nào để hoàn tác." in window.notices.texts()


def test_the_preview_names_what_the_rules_refuse_and_grows_old_with_the_choice(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    chip = next(chip for chip in page.head.filters.chips if chip.field.role == "status")
    chip.choose("Phải ký", "Phải ký")
    robot.until(lambda: not window.tasks.busy() and page.lines.wish.where)
    panel = opened(window, page, robot)
    assert panel.listed.isChecked()
    choose(panel, robot, "Trạng thái", "Đã ký")
    robot.press("Ctrl+Return")
    robot.until(lambda: "Chưa có «Ngày ký»" in panel.told.text())
    assert "Không có hồ sơ nào để sửa." in panel.told.text()
    assert not panel.go.isEnabled()

    choose(panel, robot, "Trạng thái", "Đã phát mẫu")
    assert panel.told.text() == ""
    robot.press("Ctrl+Return")
    robot.until(lambda: "Phải ký: " in panel.told.text())
    chip.drop()
    robot.until(lambda: panel.told.text() == "")
    assert panel.go.text() == "Xem trước"


def test_nothing_is_written_without_a_reason_and_escape_goes_back_to_the_line(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    page.focus_list()
    robot.press("Home")
    here = page.view.current_id()
    before = notes(window)
    panel = opened(window, page, robot)
    panel.selected.setChecked(True)
    choose(panel, robot, "Ghi chú", "x")
    robot.press("Ctrl+Return")
    robot.until(lambda: panel.go.text() == "Sửa 1 hồ sơ")
    robot.press("Ctrl+Return")
    assert "Chưa ghi lý do" in panel.told.text()
    robot.press("Escape")
    robot.until(page.view.hasFocus)
    assert page.view.current_id() == here
    assert notes(window) == before


def test_a_single_change_after_many_is_undone_first(window: Window, robot: Robot) -> None:
    page = page_of(window, "pledge")
    page.focus_list()
    robot.press("Home", "Shift+Down")
    panel = opened(window, page, robot)
    choose(panel, robot, "Ghi chú", "nhieu")
    robot.press("Ctrl+Return")
    robot.until(lambda: panel.go.text() == "Sửa 2 hồ sơ")
    robot.type(WHY)
    robot.press("Ctrl+Return")
    robot.until(lambda: notes(window)[:2] == ["nhieu"] * 2 and not window.tasks.busy())
    first = page.lines.lines[0].id
    window.desk.edit("pledge", first, {"note": "rieng"})
    page.beside.saved.emit("pledge", first)
    robot.until(lambda: not window.tasks.busy())

    robot.press("Ctrl+Z")
    robot.until(lambda: notes(window)[:2] == ["nhieu"] * 2)
    robot.until(lambda: not window.tasks.busy())
    robot.press("Ctrl+Z")

    # The record of its own was changed again (by its undo), so it stays and is named.
    robot.until(lambda: any("Giữ nguyên" in text for text in window.notices.texts()))
    assert notes(window)[0] == "nhieu"
    assert notes(window)[1] != "nhieu"
