"""The entry form: keys, errors, warnings, drafts, help, records added on the way."""

import pytest
from PySide6.QtCore import Qt, QTimer

from desktop_app.ui.form import EntryForm
from desktop_app.ui.form_frame import SAVE, SAVE_ANYWAY
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_lists import page_of
from tests.windows import Shower


def form_of(window: Window) -> EntryForm:
    """Return the entry form in sight."""
    page = window.page
    assert page is not None
    Robot(window).until(page.beside.typing)
    top = page.beside.top()
    assert isinstance(top, EntryForm)
    return top


@pytest.fixture
def form(window: Window, robot: Robot) -> EntryForm:
    """An empty entry form of the people."""
    page_of(window, "person")
    robot.press("Ctrl+N")
    return form_of(window)


def where(form: EntryForm) -> str:
    """Return the field with the focus."""
    box = form.body.box_with_focus()
    return box.field.name if box else ""


def text(form: EntryForm, name: str) -> str:
    """Return what stands in a field's line."""
    return str(form.body.boxes[name].editor.target().property("text"))


def test_enter_goes_on_and_shift_enter_goes_back_in_the_order_of_the_paper(
    form: EntryForm, robot: Robot
) -> None:
    assert where(form) == "full_name"
    robot.press("Return")
    assert where(form) == "alias"
    robot.press("Shift+Return")
    assert where(form) == "full_name"


def test_text_is_never_changed_while_it_is_typed_and_tidied_when_left(
    form: EntryForm, robot: Robot
) -> None:
    robot.type("  nguyễn   văn  Ẵ ")
    assert text(form, "full_name") == "  nguyễn   văn  Ẵ "
    robot.press("Return")
    assert text(form, "full_name") == "nguyễn văn Ẵ"


def test_letters_re_typed_by_an_input_method_arrive_whole(form: EntryForm, robot: Robot) -> None:
    for letters, backspaces in (("Nguyee", 1), ("ễ", 0)):
        robot.type(letters)
        robot.press(*["Backspace"] * backspaces)
    robot.press("Backspace")
    robot.press("Backspace")
    robot.type("ễn Thị Đượ")
    robot.type("c")
    robot.press("Ctrl+S")
    assert text(form, "full_name") == "Nguyễn Thị Được"


def test_dates_are_read_as_officers_type_them(form: EntryForm, robot: Robot) -> None:
    robot.fill(form, "birth_date", "051190")
    robot.press("Return")
    assert form.body.values()["birth_date"] == "1990-11-05"
    robot.fill(form, "birth_date", "11/1990")
    robot.press("Return")
    assert text(form, "birth_date") == "11/1990"


def test_an_error_stands_under_its_field_and_f8_leads_to_it(
    form: EntryForm, robot: Robot, window: Window
) -> None:
    robot.fill(form, "full_name", "Lò Thị Ẵm")
    robot.fill(form, "birth_date", "31/02/1990")
    before = window.desk.counts()["person"]

    robot.press("Ctrl+Return")

    box = form.body.boxes["birth_date"]
    assert box.message.isVisible()
    assert "31/02/1990 không có trong lịch" in box.message.text()
    assert "lỗi phải sửa" in form.problem_list.count.text()
    form.body.go("phone")
    robot.press("F8")
    first = where(form)
    robot.press("F8")
    assert {first, where(form)} == {"sex", "birth_date"}
    assert window.desk.counts()["person"] == before


def test_a_warning_asks_once_and_its_passing_is_recorded(
    form: EntryForm, robot: Robot, window: Window
) -> None:
    robot.fill(form, "full_name", "Lò Thị Ẵm")
    robot.fill(form, "sex", "nu")
    robot.fill(form, "birth_date", "1990")
    robot.fill(form, "phone", "12")
    robot.press("Ctrl+Return")
    assert form.save_button.text() == SAVE_ANYWAY
    assert form.save_button.hasFocus()

    robot.press("Ctrl+Return")

    robot.until(lambda: window.page and not window.page.beside.typing())
    (line,) = window.desk.find("person", "lo thi am").rows
    (change,) = window.desk.history("person", line.id)
    assert any("điện thoại" in passed for passed in change.passed)


def test_typing_on_after_a_warning_takes_the_consent_back(form: EntryForm, robot: Robot) -> None:
    robot.fill(form, "full_name", "Lò Thị Ẵm")
    robot.fill(form, "sex", "nu")
    robot.fill(form, "birth_date", "1990")
    robot.fill(form, "phone", "12")
    robot.press("Ctrl+Return")
    robot.fill(form, "phone", "13")
    assert form.save_button.text() == SAVE


def test_a_draft_may_be_saved_at_any_time(form: EntryForm, robot: Robot, window: Window) -> None:
    robot.fill(form, "full_name", "Lò Thị Ẵm")
    form.keep.click()
    robot.until(lambda: window.page and not window.page.beside.typing())
    (line,) = window.desk.find("person", "lo thi am").rows
    assert line.draft


def test_escape_asks_when_something_was_typed_and_closes_at_once_when_not(
    form: EntryForm, robot: Robot, window: Window
) -> None:
    page = window.page
    assert page is not None
    robot.type("Lò")
    robot.press("Escape")
    assert form.ask_bar.isVisible()
    robot.press("Escape")
    assert form.ask_bar.isHidden()
    assert page.beside.typing()
    robot.press("Escape", "Tab", "Tab")
    robot.press("Return")
    robot.until(lambda: not page.beside.typing())
    assert window.desk.drafts() == []

    robot.press("Ctrl+N")
    form_of(window)
    robot.press("Escape")
    robot.until(lambda: not page.beside.typing())


def test_what_is_typed_is_on_the_disk_within_two_seconds_and_offered_again(
    form: EntryForm, robot: Robot, window: Window, show: Shower
) -> None:
    robot.type("Lò Thị Ẵm")
    robot.fill(form, "birth_date", "31/02/19")
    robot.until(window.desk.drafts)
    window.close()

    again = show(window.desk)
    hands = Robot(again)
    hands.until(lambda: any("đang gõ dở" in words for words in again.notices.texts()))
    again.notices.press("Gõ tiếp")

    kept = form_of(again)
    hands.until(lambda: text(kept, "full_name") == "Lò Thị Ẵm")
    assert text(kept, "birth_date") == "31/02/19"


def test_a_closed_window_touches_the_book_no_more(
    form: EntryForm, robot: Robot, window: Window
) -> None:
    robot.type("Lò Thị Ẵm")
    window.close()
    form.body.changed.emit()  # as a field does that settles while it loses the focus
    assert [timer for timer in form.keeping.findChildren(QTimer) if timer.isActive()] == []
    assert window.desk.drafts()[0].values["full_name"] == "Lò Thị Ẵm"


def test_ctrl_d_repeats_the_value_of_the_record_before(
    form: EntryForm, robot: Robot, window: Window
) -> None:
    robot.fill(form, "full_name", "Lò Thị Ẵm")
    robot.fill(form, "sex", "nu")
    robot.fill(form, "birth_date", "1990")
    robot.fill(form, "occupation", "Làm ruộng")
    robot.press("Ctrl+Return")
    robot.until(lambda: window.page and not window.page.beside.typing())
    robot.press("Ctrl+N")
    following = form_of(window)
    following.body.go("occupation")
    robot.press("Ctrl+D")
    assert text(following, "occupation") == "Làm ruộng"


def test_f1_explains_the_field_with_an_example(form: EntryForm, robot: Robot) -> None:
    form.body.go("birth_date")
    robot.press("F1")
    assert form.help.isVisible()
    assert "11/1980" in form.help.text()
    robot.press("F1")
    assert form.help.isHidden()


def test_only_what_was_changed_is_written(window: Window, robot: Robot) -> None:
    id = add_person(window.desk, "Lò Thị Ẵm", occupation="Làm ruộng")
    window.open_record("person", id)
    page = page_of(window, "person")
    robot.until(lambda: page.beside.current_id() == id)
    robot.press("F2")
    form = form_of(window)
    robot.fill(form, "occupation", "Giáo viên")
    robot.press("Ctrl+Return")
    robot.until(lambda: not page.beside.typing())
    fields = window.desk.history("person", id)[-1].fields
    assert fields == {"occupation": ("Làm ruộng", "Giáo viên")}


def test_a_person_nobody_knows_is_added_on_the_way_without_losing_the_form(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    robot.press("Ctrl+N")
    form = form_of(window)
    robot.fill(form, "paper_ref", "Cặp 9")
    form.body.go("signer_person_id")
    robot.type("Lò Thị Ẵm")
    line = robot.focused()
    robot.until(lambda: robot.offered())
    robot.press("Return")
    robot.until(lambda: len(page.beside.views()) == 2)
    nested = form_of(window)
    assert text(nested, "full_name") == "Lò Thị Ẵm"
    robot.fill(nested, "sex", "nu")
    robot.fill(nested, "birth_date", "1990")
    robot.press("Ctrl+Return")

    robot.until(lambda: page.beside.top() is form)
    assert line.property("text") == "Lò Thị Ẵm"
    (person,) = window.desk.find("person", "lo thi am").rows
    assert form.body.values()["signer_person_id"] == person.id
    assert text(form, "paper_ref") == "Cặp 9"


def test_a_name_that_was_not_chosen_is_no_reference(window: Window, robot: Robot) -> None:
    page_of(window, "pledge")
    robot.press("Ctrl+N")
    form = form_of(window)
    form.body.go("signer_person_id")
    robot.type("không có ai tên này")
    form.body.go("paper_ref")
    form.keep.click()
    message = form.body.boxes["signer_person_id"].message
    assert message.isVisible()
    assert "chưa chọn" in message.text()


def test_every_register_opens_an_entry_form_whose_fields_have_names_for_readers(
    window: Window, robot: Robot
) -> None:
    for table, register in window.desk.registers.items():
        page_of(window, table)
        robot.press("Ctrl+N")
        form = form_of(window)
        targets = {name: box.editor.target() for name, box in form.body.boxes.items()}
        assert set(targets) == set(register.fields)
        tab = Qt.FocusPolicy.TabFocus
        assert [name for name, target in targets.items() if not target.focusPolicy() & tab] == []
        assert [name for name, target in targets.items() if not target.accessibleName()] == []
        robot.press("Escape")
        robot.until(lambda: window.page and not window.page.beside.typing())


def test_a_step_back_in_the_lifecycle_asks_once(window: Window, robot: Robot) -> None:
    page = page_of(window, "pledge")
    signed = next(line for line in page.lines.lines if line.record.values["status"] == "Đã ký")
    window.open_record("pledge", signed.id)
    robot.until(lambda: page.beside.current_id() == signed.id)
    robot.press("F2")
    form = form_of(window)
    robot.fill(form, "status", "phai ky")

    robot.press("Ctrl+Return")

    assert form.save_button.text() == SAVE_ANYWAY
    assert any("lùi" in text for text in form.problem_list.texts())
