"""Deleting, bringing back, undoing: every one a change of its own that can be undone."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.trouble import Trouble
from tests.furnishing import add_person, furnish, valid, values
from tests.registers.shelf import OFFICER


def test_a_deletion_needs_a_reason_and_can_be_taken_back(desk: Desk) -> None:
    person = add_person(desk)
    with pytest.raises(Trouble) as trouble:
        desk.delete("person", person, "  ")
    assert trouble.value.code == "LU-03"
    desk.delete("person", person, "ghi trùng")
    with pytest.raises(Trouble) as trouble:
        desk.edit("person", person, {"phone": "0912345678"})
    assert trouble.value.code == "LU-02"
    with pytest.raises(Trouble):
        desk.delete("person", person, "lần nữa")
    desk.undelete("person", person)
    with pytest.raises(Trouble) as trouble:
        desk.undelete("person", person)
    assert trouble.value.code == "LU-04"
    assert [(line.kind, line.reason) for line in desk.history("person", person)] == [
        ("add", ""), ("delete", "ghi trùng"), ("undelete", ""),
    ]  # fmt: skip


def test_a_reason_is_kept_clean_and_one_of_nothing_visible_is_none(desk: Desk) -> None:
    person = add_person(desk)
    with pytest.raises(Trouble):
        desk.delete("person", person, "\u200b\ud800 ")
    desk.delete("person", person, "ghi tru\u0300ng\x00\ud800")
    assert desk.history("person", person)[-1].reason == "ghi trùng"


def test_undoing_takes_back_the_last_change_and_undoing_again_brings_it_back(desk: Desk) -> None:
    person = add_person(desk, occupation="Thợ mộc")
    desk.edit("person", person, {"occupation": "Thợ nề", "phone": "0912345678"})
    desk.undo("person", person)
    assert values(desk, person)["occupation"] == "Thợ mộc"
    assert "phone" not in values(desk, person)
    desk.undo("person", person)
    assert values(desk, person)["phone"] == "0912345678"
    assert [line.kind for line in desk.history("person", person)] == [
        "add", "edit", "undo", "undo",
    ]  # fmt: skip
    assert desk.find("person", "thợ nề").rows


def test_undoing_the_first_change_deletes_and_undoing_a_deletion_brings_back(desk: Desk) -> None:
    person = add_person(desk)
    desk.undo("person", person)
    assert desk.counts()["person"] == 0
    desk.undo("person", person)
    assert desk.counts()["person"] == 1


def test_a_record_goes_back_to_how_it_was_after_any_change(desk: Desk) -> None:
    furnish(desk)
    matter = desk.add("mediation", valid("mediation")).id
    original = values(desk, matter)
    desk.edit(
        "mediation", matter, {"parties": [*original["parties"][:1], _party(OFFICER)]}, draft=True
    )
    desk.edit("mediation", matter, {"summary": "Khác hẳn với lúc đầu, dài hơn"}, draft=True)
    desk.delete("mediation", matter, "nhầm")
    first = desk.history("mediation", matter)[0]
    desk.undo("mediation", matter, to=(first.device, first.seq))
    record = desk.record(matter)
    assert record is not None
    assert (record.values, record.draft, record.deleted) == (original, False, False)
    assert desk.check(full=True).ok
    before = desk.digest()
    desk.undo("mediation", matter, to=(first.device, first.seq))
    assert desk.digest() == before


def _party(id: str) -> dict[str, str]:
    return {"person_id": id, "role": "Bên thứ hai"}


def test_undoing_to_a_change_of_another_record_is_refused(desk: Desk) -> None:
    one, other = add_person(desk), add_person(desk)
    line = desk.history("person", other)[0]
    with pytest.raises(Trouble) as trouble:
        desk.undo("person", one, to=(line.device, line.seq))
    assert trouble.value.code == "LU-05"
