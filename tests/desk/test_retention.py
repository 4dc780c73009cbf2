"""How long registers keep personal data, and what is overdue."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.trouble import Trouble
from tests.conftest import Clock
from tests.furnishing import add_person, furnish, valid
from tests.registers import shelf


def overdue(desk: Desk, register: str | None = None) -> list[tuple[str, str, str]]:
    return [(one.register, one.id, one.last) for one in desk.overdue(register)]


def test_every_register_with_personal_data_has_a_period_the_chief_may_change(desk: Desk) -> None:
    usual = {each.register: each.years for each in desk.periods()}
    assert usual == dict.fromkeys(
        ("patrol", "pledge", "mediation", "surrender", "person", "organization"), 10
    )
    desk.set_periods({"patrol": 5, "person": 10})
    assert {e.register: e.years for e in desk.periods()} == usual | {"patrol": 5}
    desk.set_periods({"patrol": 10})
    assert {e.register: e.years for e in desk.periods()} == usual


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"patrol": 0}, "LH-01"),
        ({"patrol": 101}, "LH-01"),
        ({"area": 5}, "LH-01"),
        ({"x": 5}, "TM-01"),
    ],
)
def test_periods_out_of_reason_are_refused(desk: Desk, wrong: dict[str, int], code: str) -> None:
    before = desk.periods()
    with pytest.raises(Trouble) as refused:
        desk.set_periods({"pledge": 3, **wrong})
    assert refused.value.code == code
    assert desk.periods() == before


def test_a_record_is_overdue_the_day_after_its_period_ends(desk: Desk, clock: Clock) -> None:
    furnish(desk)
    id = desk.add("pledge", valid("pledge", signed_on="2026-10-15")).id
    assert overdue(desk) == []
    desk.set_periods({"pledge": 1, "person": 100})
    clock.moment = clock.moment.replace(year=2027, month=12, day=31)
    assert overdue(desk, "pledge") == []
    clock.forward(days=1)
    assert overdue(desk) == [("pledge", id, "2026-12-31")]
    assert overdue(desk, "patrol") == []
    desk.delete("pledge", id, "trùng")
    assert overdue(desk) == [("pledge", id, "2026-12-31")], "deleted ones hold data too"
    desk.erase("pledge", id, "Hết hạn")
    assert overdue(desk) == []


def test_the_latest_day_in_the_record_counts(desk: Desk, clock: Clock) -> None:
    furnish(desk)
    desk.add("mediation", valid("mediation"))
    desk.set_periods({"mediation": 1})
    clock.forward(days=800)
    ((_, id, last),) = overdue(desk, "mediation")
    record = desk.record(id)
    assert record is not None
    days = [v[:10] for name, v in record.values.items() if record.fields[name].type_name == "date"]
    assert last == max(days)


def test_a_person_is_kept_while_a_record_names_him(desk: Desk, clock: Clock) -> None:
    furnish(desk)
    alone = add_person(desk, "Lò Văn Lẻ")
    pledge = desk.add("pledge", valid("pledge", signer_person_id=shelf.AN)).id
    desk.set_periods({"person": 1, "pledge": 100})
    assert overdue(desk) == []
    clock.forward(days=400)
    ids = {id for _, id, _ in overdue(desk, "person")}
    assert alone in ids
    assert shelf.AN not in ids
    desk.erase("pledge", pledge, "Hết hạn")
    assert shelf.AN in {id for _, id, _ in overdue(desk, "person")}
    desk.edit("person", alone, {"note": "mới gặp"})
    assert alone not in {id for _, id, _ in overdue(desk, "person")}


def test_a_draft_without_days_counts_from_its_last_change(desk: Desk, clock: Clock) -> None:
    id = desk.add("surrender", {"note": "nháp"}, draft=True).id
    desk.set_periods({"surrender": 1})
    clock.forward(days=400)
    assert overdue(desk, "surrender") == [("surrender", id, "2026-11-23")]
