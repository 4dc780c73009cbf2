"""History, restoring, deleting with a reason, undoing."""

from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.ui.dialogs.reason import ReasonDialog
from desktop_app.ui.history import HistoryPanel
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_lists import page_of


def reading(window: Window, robot: Robot, id: str) -> None:
    """Have a person's record in sight beside the list."""
    window.open_record("person", id)
    page = page_of(window, "person")
    robot.until(lambda: page.beside.current_id() == id)


def test_the_history_tells_who_when_and_from_what_to_what(window: Window, robot: Robot) -> None:
    desk = window.desk
    id = add_person(desk, "Lò Thị Ẵm", occupation="Làm ruộng")
    desk.edit("person", id, {"occupation": "Giáo viên"}, reason="Ghi nhầm")
    reading(window, robot, id)

    robot.press("Ctrl+H")

    page = window.page
    assert page is not None
    history = page.beside.top()
    assert isinstance(history, HistoryPanel)
    robot.until(lambda: len(history.lines) == 2)
    newest = history.lines[-1]
    assert history.words(newest) == {"occupation": "Nghề nghiệp: Làm ruộng → Giáo viên"}
    assert newest.officer == desk.my_name
    assert newest.reason == "Ghi nhầm"
    assert history.words(history.lines[0])["full_name"] == "Họ và tên: Lò Thị Ẵm"


def test_a_record_is_brought_back_to_an_earlier_change(window: Window, robot: Robot) -> None:
    desk = window.desk
    id = add_person(desk, "Lò Thị Ẵm", occupation="Làm ruộng")
    desk.edit("person", id, {"occupation": "Giáo viên"})
    reading(window, robot, id)
    robot.press("Ctrl+H")
    page = window.page
    assert page is not None
    history = page.beside.top()
    assert isinstance(history, HistoryPanel)
    robot.until(lambda: len(history.lines) == 2)

    back = [b for b in history.findChildren(QPushButton) if b.text() == "Khôi phục"]
    back[0].click()
    robot.press("Return")

    robot.until(lambda: len(desk.history("person", id)) == 3)
    record = desk.record(id)
    assert record is not None
    assert record.values["occupation"] == "Làm ruộng"
    assert desk.history("person", id)[-1].kind == "undo"


def test_one_field_is_brought_back_and_the_others_stay(window: Window, robot: Robot) -> None:
    desk = window.desk
    id = add_person(desk, "Lò Thị Ẵm", occupation="Làm ruộng")
    desk.edit("person", id, {"occupation": "Giáo viên", "birth_date": "1985"})
    reading(window, robot, id)
    robot.press("Ctrl+H")
    page = window.page
    assert page is not None
    history = page.beside.top()
    assert isinstance(history, HistoryPanel)
    robot.until(lambda: len(history.lines) == 2)

    (back,) = [b for b in history.findChildren(QPushButton) if "Nghề nghiệp" in b.accessibleName()]
    back.click()
    robot.press("Return")

    robot.until(lambda: len(desk.history("person", id)) == 3)
    record = desk.record(id)
    assert record is not None
    assert record.values["occupation"] == "Làm ruộng"
    assert record.values["birth_date"] == "1985"


def test_a_record_leaves_the_list_only_with_a_reason_and_comes_back_by_undo(
    window: Window, robot: Robot
) -> None:
    id = add_person(window.desk, "Lò Thị Ẵm")
    reading(window, robot, id)
    robot.press("Ctrl+Shift+Delete")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    assert not dialog.go.isEnabled()

    robot.type("Ghi trùng")
    dialog.go.click()

    robot.until(lambda: window.desk.find("person", "lo thi am").rows == [])
    assert window.desk.history("person", id)[-1].reason == "Ghi trùng"
    window.notices.press("Hoàn tác")
    robot.until(lambda: len(window.desk.find("person", "lo thi am").rows) == 1)


def test_ctrl_z_undoes_the_last_save_and_says_so(window: Window, robot: Robot) -> None:
    id = add_person(window.desk, "Lò Thị Ẵm", occupation="Làm ruộng")
    reading(window, robot, id)
    robot.press("F2")
    page = window.page
    assert page is not None
    form = page.beside.top()
    robot.fill(form, "occupation", "Giáo viên")  # type: ignore[arg-type]  # the form F2 opens
    robot.press("Ctrl+Return")
    robot.until(lambda: not page.beside.typing())
    page.focus_list()

    robot.press("Ctrl+Z")

    record = window.desk.record(id)
    assert record is not None
    assert record.values["occupation"] == "Làm ruộng"
    assert any("Đã hoàn tác" in words for words in window.notices.texts())
