"""A PC is lost with what no stick had carried away: its backup brings all of it to the post."""

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book, restore_backup
from desktop_app.registers import REGISTERS
from tests.conftest import PASSWORD, Clock
from tests.furnishing import add_person, values
from tests.sync.post import Pcs


def restored(pcs: Pcs, number: int, clock: Clock) -> Desk:
    """Lose a PC and put its backup on another one, in its place."""
    lost = pcs.desks[number]
    made, name = lost.backup(), lost.my_name
    lost.close()
    to = pcs.at / "khoi-phuc"
    restore_backup(made.file, to, REGISTERS, name, PASSWORD, clock)
    pcs.desks[number] = open_book(to, REGISTERS, user=name, password=PASSWORD, clock=clock)
    return pcs.desks[number]


def test_what_was_never_carried_reaches_the_others_from_the_backup(pcs: Pcs, clock: Clock) -> None:
    first = pcs.desks[0]
    second = pcs.enlist()
    pcs.carry()
    person = add_person(second, "Hồ Thị Chưa Mang Đi")
    second = restored(pcs, 1, clock)
    second.edit("person", person, {"note": "viết sau khi khôi phục"})
    pcs.carry(1, 0)
    assert values(first, person)["note"] == "viết sau khi khôi phục"
    assert first.digest() == second.digest()
    assert first.check(full=True).ok


def test_a_restored_pc_writes_no_more_than_the_others_lack(pcs: Pcs, clock: Clock) -> None:
    pcs.enlist()
    pcs.carry()
    lost = pcs.desks[1].book.head.device
    restored(pcs, 1, clock).revoke_device(lost)
    pcs.carry(1, 0, 1)
    assert [one.state for one in pcs.desks[0].devices()] == ["here", "out", "in"]
    add_person(pcs.desks[0], "Hồ Thị Mới")
    pcs.carry(0, 1)
    (done,) = pcs.carry(1)
    assert (done.written, done.refused) == (0, [])


def test_the_only_pc_of_a_post_restored_still_lets_others_in(pcs: Pcs, clock: Clock) -> None:
    person = add_person(pcs.desks[0])
    first = restored(pcs, 0, clock)
    second = pcs.enlist()
    assert second.digest().records == first.digest().records + 1  # its own officer
    assert values(second, person)["full_name"]
