"""Cần xử lý on the screen: one key for each field, all fields of a record in one go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.ui.chips import CHIP, DISPUTED_CHIP
from desktop_app.ui.dialogs.erasing import ErasingDialog
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import Clock, Founded
from tests.furnishing import add_person, values
from tests.sync.post import Pcs
from tests.windows import Shower

CITIZEN = "025180006363"


@pytest.fixture
def pcs(tmp_path: Path, clock: Clock, founded: Founded) -> Iterator[Pcs]:
    """A post of two PCs that have just carried."""
    made = Pcs(tmp_path, clock)
    made.found(founded)
    made.enlist()
    yield made
    made.close()


def disputed(pcs: Pcs) -> str:
    """Let both PCs write other things into two fields of one person, and carry."""
    first, second = pcs.desks
    person = add_person(first, note="lúc đầu")
    pcs.carry(0, 1)
    first.edit("person", person, {"note": "ở máy một", "occupation": "Thợ hàn"})
    second.edit("person", person, {"note": "ở máy hai", "occupation": "Thợ xây"})
    pcs.carry(0, 1, 0)
    return person


def shown(window: Window) -> Robot:
    """Go to what is to be settled by its key."""
    robot = Robot(window)
    robot.press("Ctrl+Shift+U")
    robot.until(lambda: not window.tasks.busy())
    return robot


def test_each_field_takes_one_key_and_enter_writes_all_of_them_in_one_change(
    pcs: Pcs, show: Shower
) -> None:
    person = disputed(pcs)
    window = show(pcs.desks[0])
    robot = shown(window)
    panel = window.post.settling.panel
    labels = [box.accessibleName() for box in panel.boxes]
    note = labels.index("Ghi chú")
    keys = ["1", "1"]
    keys[note] = "0"
    before = len(pcs.desks[0].history("person", person))
    for key in keys:
        robot.press(key)
    assert panel.decide.hasFocus()
    robot.press("Return")
    robot.until(lambda: not window.tasks.busy())
    assert values(pcs.desks[0], person)["note"] == "lúc đầu"
    assert len(pcs.desks[0].history("person", person)) == before + 1
    assert not pcs.desks[0].conflicts()
    assert window.post.settling.summary.text().startswith("✓ Không có gì")
    pcs.carry(0, 1)
    assert not pcs.desks[1].conflicts()


def test_another_value_is_typed_through_the_editor_of_the_field(pcs: Pcs, show: Shower) -> None:
    person = disputed(pcs)
    window = show(pcs.desks[0])
    robot = shown(window)
    panel = window.post.settling.panel
    for box in panel.boxes:
        if box.accessibleName() == "Ghi chú":
            robot.press("g")
            robot.type("hỏi lại: ở máy ba")
            robot.press("Tab")
        else:
            robot.press("2")
    assert panel.decide.isEnabled()
    next(box for box in panel.boxes if box.typing()).begin()
    robot.press("Ctrl+Return")
    robot.until(lambda: not pcs.desks[0].conflicts())
    assert values(pcs.desks[0], person)["note"] == "hỏi lại: ở máy ba"


def test_a_record_in_conflict_carries_a_badge_and_leads_to_the_choice(
    pcs: Pcs, show: Shower
) -> None:
    person = disputed(pcs)
    window = show(pcs.desks[0])
    robot = Robot(window)
    robot.until(lambda: not window.today.unsettled.isHidden())
    assert "1 mục" in window.today.unsettled.accessibleName()
    window.open_record("person", person)
    robot.until(lambda: not window.tasks.busy())
    page = window.page_of("person")
    row = page.lines.row_of(person)
    assert page.lines.index(row, 0).data(CHIP) == DISPUTED_CHIP
    badge = page.beside.top().disputed  # type: ignore[union-attr]  # a record is open
    assert "ghi chú" in badge.accessibleName()
    badge.click()
    robot.until(lambda: not window.tasks.busy())
    assert window.stack.currentWidget() is window.post.settling
    assert window.post.settling.panel.head.title.text().startswith("Vũ Văn An")


def test_deleting_against_an_edit_is_kept_or_deleted_by_one_key(pcs: Pcs, show: Shower) -> None:
    first, second = pcs.desks
    person = add_person(first)
    pcs.carry(0, 1)
    first.delete("person", person, "ghi trùng")
    second.edit("person", person, {"note": "vẫn cần"})
    pcs.carry(0, 1, 0)
    window = show(first)
    robot = shown(window)
    (box,) = window.post.settling.panel.boxes
    (keep,) = [key for key, made in box.buttons.items() if "Giữ" in made.accessibleName()]
    robot.press(keep, "Return")
    robot.until(lambda: not first.conflicts())
    found = first.record(person)
    assert found is not None
    assert not found.deleted


def test_a_number_held_twice_is_listed_and_both_records_open(pcs: Pcs, show: Shower) -> None:
    first, second = pcs.desks
    one = add_person(first, id_number=CITIZEN)
    other = add_person(second, "Hồ Thị Hai", id_number=CITIZEN)
    pcs.carry(0, 1, 0)
    window = show(first)
    robot = shown(window)
    links = window.post.settling.twice.links
    assert len(links) == 2
    (twice,) = first.numbers_twice()
    assert {one, other} == set(twice.ids)
    assert "*" in twice.value, "lists show no whole number"
    links[1].click()
    robot.until(lambda: not window.tasks.busy())
    assert window.page_of("person").current_id() in {one, other}


def test_an_approval_taken_two_ways_is_submitted_anew_by_one_key(pcs: Pcs, show: Shower) -> None:
    first, second = pcs.desks
    for desk in pcs.desks:
        desk.allow_self_approval(True)
    person = add_person(first)
    first.submit("person", person)
    pcs.carry(0, 1)
    first.approve("person", person)
    second.send_back("person", person, "Thiếu số điện thoại")
    pcs.carry(0, 1, 0)
    window = show(first)
    window.open_record("person", person)
    robot = Robot(window)
    robot.until(lambda: not window.tasks.busy())
    badge = window.page_of("person").beside.top().disputed  # type: ignore[union-attr]  # it is open
    assert "việc duyệt hồ sơ" in badge.accessibleName()
    shown(window)
    (box,) = window.post.settling.panel.boxes
    assert box.accessibleName() == "Việc duyệt hồ sơ"
    told = " ".join(made.accessibleName() for made in box.buttons.values())
    assert "Đã duyệt" in told
    assert "Bị trả lại: Thiếu số điện thoại" in told
    robot.press("0", "Return")
    robot.until(lambda: not first.conflicts())
    found = first.record(person)
    assert found is not None
    assert found.approval == "submitted"


def test_what_was_written_without_knowing_of_an_erasure_is_erased_from_here(
    pcs: Pcs, show: Shower
) -> None:
    first, second = pcs.desks
    person = add_person(first)
    pcs.carry(0, 1)
    first.erase("person", person, "Hết thời hạn lưu")
    second.edit("person", person, {"note": "ghi ở máy hai"})
    pcs.carry(0, 1, 0)
    window = show(first)
    robot = shown(window)
    settling = window.post.settling
    assert settling.beside.currentWidget() is settling.not_whole
    assert "1 hồ sơ chưa xóa hết" in settling.summary.text()
    settling.not_whole.erase.click()
    robot.until(lambda: window.findChildren(ErasingDialog))
    dialog = window.findChildren(ErasingDialog)[-1]
    dialog.reason.setText("Hết thời hạn lưu")
    dialog.sure.setChecked(True)
    dialog.go.click()
    robot.until(lambda: not first.not_wholly_erased() and not window.tasks.busy())
    assert settling.summary.text().startswith("✓ Không có gì")
