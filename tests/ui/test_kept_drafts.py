"""Drafts kept while typing: none writes over another, each is offered where it belongs."""

from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_entry_form import form_of, text
from tests.ui.test_lists import page_of
from tests.windows import Shower


def typed(robot: Robot, window: Window, name: str) -> None:
    """Begin a new person and leave the name half typed, kept on the disk."""
    page_of(window, "person")
    robot.press("Ctrl+N")
    form = form_of(window)
    robot.type(name)
    form.keeping.keep()
    robot.until(lambda: not window.tasks.busy())


def test_a_new_form_leaves_the_draft_of_an_earlier_one_alone(
    window: Window, robot: Robot, show: Shower
) -> None:
    typed(robot, window, "Lò Thị Ẵm")
    window.close()
    again = show(window.desk)
    hands = Robot(again)
    typed(hands, again, "Ngô Văn Ờ")
    assert {kept.values["full_name"] for kept in window.desk.drafts()} == {"Lò Thị Ẵm", "Ngô Văn Ờ"}
    form_of(again).discard()
    assert [kept.values["full_name"] for kept in window.desk.drafts()] == ["Lò Thị Ẵm"]


def test_a_draft_taken_up_while_another_form_is_open_stands_above_it(
    window: Window, robot: Robot, show: Shower
) -> None:
    typed(robot, window, "Lò Thị Ẵm")
    window.close()
    again = show(window.desk)
    hands = Robot(again)
    typed(hands, again, "Ngô Văn Ờ")
    below = form_of(again)
    again.notices.press("Gõ tiếp")

    hands.until(lambda: form_of(again) is not below)
    assert text(form_of(again), "full_name") == "Lò Thị Ẵm"
    form_of(again).save_draft()
    hands.until(lambda: form_of(again) is below)
    assert text(below, "full_name") == "Ngô Văn Ờ"
    assert below.isAncestorOf(hands.focused())
    assert [kept.values["full_name"] for kept in window.desk.drafts()] == ["Ngô Văn Ờ"]


def test_a_half_typed_correction_is_offered_when_its_record_is_corrected_again(
    window: Window, robot: Robot, show: Shower
) -> None:
    id = add_person(window.desk, "Lò Thị Ẵm", occupation="Làm ruộng", phone="0912345678")
    page_of(window, "person").beside.edit(id)
    form = form_of(window)
    robot.fill(form, "occupation", "Giáo viên")
    robot.fill(form, "phone", " ")
    window.close()
    assert window.desk.drafts()[0].values == {"occupation": "Giáo viên", "phone": None}
    window.desk.edit("person", id, {"full_name": "Lò Thị Ẵm Em"})

    again = show(window.desk)
    hands = Robot(again)
    page_of(again, "person").beside.edit(id)
    kept = form_of(again)
    assert kept.ask_bar.isVisible()
    shown = [text(kept, name) for name in ("full_name", "occupation", "phone")]
    assert shown == ["Lò Thị Ẵm Em", "Giáo viên", ""]
    hands.press("Tab", "Return")  # throw it away
    assert text(kept, "occupation") == "Làm ruộng"
    assert window.desk.drafts() == []


def test_a_record_is_copied_as_a_new_one(window: Window, robot: Robot) -> None:
    id = add_person(
        window.desk, "Lò Thị Ẵm", occupation="Làm ruộng", id_number="026180000001", number="7/2026"
    )
    page = page_of(window, "person")
    window.open_record("person", id)
    robot.until(lambda: page.beside.current_id() == id)
    robot.press("Ctrl+Shift+N")
    form = form_of(window)
    values = form.body.values()
    assert (values["occupation"], values["sex"]) == ("Làm ruộng", "Nam")
    assert not {"full_name", "birth_date", "id_number", "number"} & set(values)
    assert robot.focused() is form.body.boxes["full_name"].editor.target()
    assert not form.id
