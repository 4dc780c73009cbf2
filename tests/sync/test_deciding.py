"""What an officer decides is what he said: no value misread, no line made up, no group mixed."""

from typing import Any

import pytest

from desktop_app.cli.record_views import KINDS
from desktop_app.desk.desk import Desk
from desktop_app.desk.records import Refused
from desktop_app.desk.settling import Conflict
from desktop_app.model.field import Json
from desktop_app.model.trouble import Trouble
from desktop_app.ui.history import DEEDS
from tests.furnishing import add_person, valid, values
from tests.sync.post import Pcs


def told(desk: Desk, key: str) -> Conflict:
    return next(one for one in desk.conflicts() if one.field.startswith(key))


def a_disputed_case(pcs: Pcs) -> tuple[str, str]:
    """Let two PCs write one case, its outcome and its first line; return the case and the line."""
    first = pcs.desks[0]
    people = [add_person(first, f"Lê Thị {name}") for name in ("Hoa", "Mai", "Lan")]
    lines: list[dict[str, Any]] = [
        {"person_id": people[0], "role": "Bên thứ nhất"},
        {"person_id": people[1], "role": "Bên thứ hai"},
        {"person_id": people[2], "role": "Người được mời"},
    ]
    plain = {"mediation_team": None, "police_participant_id": None, "mediator_ids": None}
    plain |= {"area_id": None, "officer_id": None}
    given = {**valid("mediation"), **plain, "parties": lines, "status": "Mới nhận"}
    case = first.add("mediation", {k: v for k, v in given.items() if v is not None}).id
    second = pcs.enlist()
    row, *others = values(first, case)["parties"]
    for desk, role, day in (
        (first, "Người được mời", "2026-12-31"),
        (second, "Người chứng kiến", None),
    ):
        outcome = {"result": "Hòa giải thành", "agreement": f"theo {role}", "agreement_due": day}
        sessions = [{"on": "2026-11-21", "content": "Hai bên nhất trí"}]
        parties = [{**row, "role": role}, *others]
        desk.edit("mediation", case, {**outcome, "parties": parties, "sessions": sessions})
    pcs.carry(0, 1, 0)
    return case, f"parties/{row['id']}"


def test_a_line_in_conflict_is_told_with_all_that_differs(pcs: Pcs) -> None:
    a_disputed_case(pcs)
    shown = {one.shown for one in told(pcs.desks[0], "parties").versions}
    assert shown == {
        "Người: Lê Thị Hoa; Vai trò: Người được mời",
        "Người: Lê Thị Hoa; Vai trò: Người chứng kiến",
    }


def test_a_value_of_one_pc_brings_along_the_rest_of_its_group(pcs: Pcs) -> None:
    case, _ = a_disputed_case(pcs)
    first = pcs.desks[0]
    with pytest.raises(Trouble, match="XL-05"):
        first.decide("mediation", case, "result", "Hòa giải thành")
    first.decide("mediation", case, "agreement", "theo Người chứng kiến")
    assert values(first, case)["agreement"] == "theo Người chứng kiến"
    assert "agreement_due" not in values(first, case)


def test_a_line_is_never_made_up(pcs: Pcs) -> None:
    case, key = a_disputed_case(pcs)
    before = values(pcs.desks[0], case)
    made_up: list[Json] = [5, "chữ", [], {"role": "Linh tinh"}, {"person_id": 5}, {"lạ": 1}]
    for wrong in made_up:
        with pytest.raises(Trouble):
            pcs.desks[0].decide("mediation", case, key, wrong)
    with pytest.raises(Trouble, match="XL-01"):
        pcs.desks[0].decide("mediation", case, "parties/khác", None)
    assert values(pcs.desks[0], case) == before
    assert told(pcs.desks[0], "parties").field == key


def test_a_line_typed_anew_follows_the_rules(pcs: Pcs) -> None:
    case, key = a_disputed_case(pcs)
    first = pcs.desks[0]
    line = {**told(first, "parties").versions[0].value, "role": "Bên thứ nhất"}
    nobody = {**line, "person_id": case}
    with pytest.raises(Refused):
        first.decide("mediation", case, key, nobody)
    first.decide("mediation", case, key, line)
    assert values(first, case)["parties"][0] == {"id": key.partition("/")[2], **line}
    assert not any(one.field == key for one in first.conflicts())
    kinds = {line.kind for line in first.history("mediation", case)}
    assert "decide" in kinds
    assert kinds <= KINDS.keys() & DEEDS.keys(), "told in words on the terminal and the screen"


def test_each_written_line_and_none_at_all_can_be_chosen(pcs: Pcs) -> None:
    case, key = a_disputed_case(pcs)
    first, second = pcs.desks
    chosen = told(second, "parties").versions[0].value
    second.decide("mediation", case, key, chosen)
    first.edit("mediation", case, {"parties": values(first, case)["parties"][1:]})
    pcs.carry(1, 0)
    assert "bỏ dòng này" in {one.shown for one in told(first, "parties").versions}
    first.decide("mediation", case, key, None)
    assert len(values(first, case)["parties"]) == 2


def test_whether_to_delete_is_yes_or_no_and_nothing_else(pcs: Pcs) -> None:
    first = pcs.desks[0]
    person = add_person(first)
    second = pcs.enlist()
    first.delete("person", person, "nhập nhầm")
    second.edit("person", person, {"note": "vẫn cần"})
    pcs.carry(0, 1, 0)
    misread: list[Json] = ["giữ", "false", "", 0, 1, []]
    for word in misread:
        with pytest.raises(Trouble, match="XL-04"):
            first.decide("person", person, "$deleted", word)
    assert told(first, "$deleted").deletion
