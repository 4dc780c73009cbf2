"""Three PCs, one stick: what one writes the others have, and nothing is lost."""

import shutil

import pytest

from desktop_app.desk.entrance import open_book, restore_backup
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store import devices
from desktop_app.sync.carried import Uncarried
from tests.conftest import PASSWORD, Clock
from tests.furnishing import add_person, furnish, valid, values
from tests.sync.post import Pcs


def test_what_one_pc_writes_the_others_have_after_the_stick_went_round(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person = add_person(first)
    second = pcs.enlist()
    assert values(second, person) == values(first, person)
    third = pcs.enlist("Lê Văn Ba")
    named = {one.name for one in third.devices()}
    assert len(named) == 3, "of one name on the network, and yet told apart"
    added = add_person(third, "Hồ Thị Mới")
    second.edit("person", person, {"note": "ở máy hai"})
    pcs.carry(2, 1, 0, 1, 2)
    assert len({desk.digest() for desk in pcs.desks}) == 1
    assert values(first, added)["full_name"] == "Hồ Thị Mới"
    assert values(third, person)["note"] == "ở máy hai"
    again = pcs.carry()
    assert [(done.new, done.changed, done.written) for done in again] == [(0, 0, 0)] * 3
    assert all(desk.check(full=True).ok for desk in pcs.desks)
    pcs.carry()
    assert not list(pcs.stick.rglob("*.sol")), "what all have acknowledged leaves the stick"


def test_a_field_written_on_two_pcs_keeps_both_values_until_an_officer_decides(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person = add_person(first)
    second = pcs.enlist()
    first.edit("person", person, {"note": "ở máy một"})
    second.edit("person", person, {"note": "ở máy hai", "occupation": "Thợ hàn"})
    pcs.carry(0, 1, 0)
    for desk in pcs.desks:
        (conflict,) = desk.conflicts()
        assert {one.value for one in conflict.versions} == {"ở máy một", "ở máy hai"}
        assert [one.here for one in conflict.versions].count(True) == 1
        assert values(desk, person)["occupation"] == "Thợ hàn"
    second.decide("person", person, "note", "ở máy một")
    pcs.carry(1, 0)
    assert all(not desk.conflicts() for desk in pcs.desks)
    assert all(values(desk, person)["note"] == "ở máy một" for desk in pcs.desks)
    assert len({desk.digest() for desk in pcs.desks}) == 1


def test_deleting_against_an_edit_is_a_conflict_and_hides_nothing(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person = add_person(first)
    second = pcs.enlist()
    first.delete("person", person, "ghi trùng")
    second.edit("person", person, {"note": "vẫn cần"})
    pcs.carry(0, 1, 0)
    (conflict,) = first.conflicts()
    assert conflict.field == "$deleted"
    assert [line.id for line in second.find("person", "vu van an").rows] == [person]
    first.decide("person", person, "$deleted", False)
    pcs.carry(0, 1)
    assert not second.conflicts()
    assert second.record(person).deleted is False  # type: ignore[union-attr]  # it was listed


def test_a_look_says_what_would_come_and_writes_nothing_here_or_there(pcs: Pcs) -> None:
    first = pcs.desks[0]
    second = pcs.enlist()
    add_person(first)
    pcs.carry(0)
    before = second.digest(), sorted(file.name for file in pcs.stick.rglob("*"))
    looked = second.sync(pcs.stick, dry_run=True)
    assert (looked.new, looked.written) == (1, 0)
    assert (second.digest(), sorted(file.name for file in pcs.stick.rglob("*"))) == before
    assert second.sync(pcs.stick).new == 1


def test_a_lost_stick_is_made_good_by_the_next(pcs: Pcs) -> None:
    first = pcs.desks[0]
    second = pcs.enlist()
    add_person(first)
    pcs.carry(0)
    shutil.rmtree(pcs.stick)
    add_person(first, "Hồ Thị Mới")
    assert pcs.carry(0, 1)[1].new == 2
    pcs.carry(0)  # what the second wrote when it joined was on the lost stick only
    assert first.digest().digest == second.digest().digest


def test_a_hole_waits_for_the_stick_that_fills_it(pcs: Pcs) -> None:
    first = pcs.desks[0]
    second = pcs.enlist()
    pcs.carry()
    add_person(first, "Hồ Thị Một")
    pcs.carry(0)
    (earlier,) = pcs.stick.rglob(f"{first.book.head.device}-*.sol")
    aside = earlier.rename(pcs.at / earlier.name)
    card = next(pcs.stick.rglob(f"{second.book.head.device}.card"))
    with first.book.transaction() as into:  # as if the second PC had been seen with it elsewhere
        knows = {first.book.head.device: first.book.head.seq}
        devices.keep_knowledge(into.connection, second.book.head.device, knows)
    add_person(first, "Hồ Thị Hai")
    pcs.carry(0)
    done = second.sync(pcs.stick)
    assert "còn thiếu thay đổi" in done.waiting[0]
    assert (done.new, card.exists()) == (0, True)
    aside.rename(earlier)
    done = second.sync(pcs.stick)
    assert (done.new, done.waiting) == (2, [])
    pcs.carry(0, 1)
    assert first.digest().digest == second.digest().digest


def test_a_card_written_before_a_pc_came_is_no_reason_for_an_alarm(pcs: Pcs) -> None:
    pcs.enlist()
    third = pcs.enlist("Lê Văn Ba")
    assert not [file for file, _ in third.sync(pcs.stick).refused if file.endswith(".card")]


def test_a_pc_that_was_lost_is_shut_out_and_what_it_writes_later_is_refused(pcs: Pcs) -> None:
    first = pcs.desks[0]
    lost = pcs.enlist()
    third = pcs.enlist("Lê Văn Ba")
    pcs.carry(0, 1, 2, 0)
    first.revoke_device(lost.book.head.device)
    add_person(lost, "Kẻ Nhặt Được")
    pcs.carry(0, 2)
    done = lost.sync(pcs.stick)
    assert done.received == 0
    assert done.refused, "it is told that nothing here is for it"
    refused = [why for desk in (first, third) for _, why in desk.sync(pcs.stick).refused]
    assert any("đã bị loại" in why for why in refused)
    assert not first.find("person", "ke nhat duoc").rows
    add_person(first, "Người Mới")
    pcs.carry(0)
    assert lost.sync(pcs.stick).new == 0, "nothing more is encrypted to it"


def test_a_restored_backup_is_another_pc_and_the_post_goes_on_with_it(
    pcs: Pcs, clock: Clock
) -> None:
    first = pcs.desks[0]
    second = pcs.enlist()
    pcs.carry()
    made = first.backup()
    add_person(first, "Sau Sao Lưu")
    to = pcs.at / "khoi-phuc"
    restored = restore_backup(made.file, to, REGISTERS, None, PASSWORD, clock)
    assert restored.device != first.book.head.device
    desk = open_book(to, REGISTERS, user=None, password=PASSWORD, clock=clock)
    pcs.desks.append(desk)
    add_person(desk, "Ở Máy Khôi Phục")
    pcs.carry(2, 0, 1, 2, 0)
    assert len({each.digest().digest for each in pcs.desks}) == 1
    assert second.find("person", "o may khoi phuc").rows
    assert all(each.check(full=True).ok for each in pcs.desks)


def test_official_printing_waits_until_the_conflict_is_decided(pcs: Pcs) -> None:
    first = pcs.desks[0]
    furnish(first)
    pledge = first.add("pledge", valid("pledge")).id
    second = pcs.enlist()
    first.edit("pledge", pledge, {"note": "một"})
    second.edit("pledge", pledge, {"note": "hai"})
    pcs.carry(0, 1)
    form = next(one.code for one in second.forms("pledge") if one.kind == "record")
    with pytest.raises(Trouble, match="IN-04"):
        second.print(form, ids=[pledge])
    second.decide("pledge", pledge, "note", "hai")
    assert second.print(form, ids=[pledge]).pages


def test_a_book_that_wakes_up_on_another_pc_is_another_device(pcs: Pcs, clock: Clock) -> None:
    first = pcs.desks[0]
    second = pcs.enlist()
    pcs.carry()
    was = second.book.head.device
    with second.book.transaction():
        second.book.set_meta("machine", "của máy khác")
    folder = second.book.folder
    second.close()
    pcs.desks[1] = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=clock)
    assert pcs.desks[1].book.head.device != was
    add_person(pcs.desks[1], "Ở Máy Chép")
    pcs.carry(1, 0)
    assert first.find("person", "o may chep").rows
    assert [one.state for one in first.devices()] == ["here", "in", "in"]


def test_the_strip_knows_how_much_waits_for_a_stick_and_how_long(pcs: Pcs, clock: Clock) -> None:
    first = pcs.desks[0]
    assert first.uncarried() is None, "there is no other PC"
    pcs.enlist()
    pcs.carry(0)
    add_person(first)
    clock.forward(days=3)
    add_person(first, "Hồ Thị Mới")
    waiting = first.uncarried()
    assert waiting is not None
    assert (waiting.changes, waiting.days) == (2, 3)
    pcs.carry(0)
    assert first.uncarried() == Uncarried(0, 0)
