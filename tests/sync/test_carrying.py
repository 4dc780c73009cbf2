"""Three PCs, one stick: what one writes the others have, and nothing is lost."""

from tests.furnishing import add_person, values
from tests.sync.post import Pcs


def test_what_one_pc_writes_the_others_have_after_the_stick_went_round(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person = add_person(first)
    second = pcs.enlist()
    assert values(second, person) == values(first, person)
    third = pcs.enlist("Lê Văn Ba")
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
