"""Hôm nay: each alert found in the real book when it is due, and no sooner."""

from datetime import timedelta
from typing import Any

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.trouble import Trouble
from desktop_app.model.validation import cleaned
from desktop_app.store.writing import Deed, add
from tests.conftest import PRESENT, Clock
from tests.furnishing import furnish, valid
from tests.registers.shelf import (
    BINH,
    CAMPAIGN,
    MEDIATION,
    OFFICER,
    OTHER_OFFICER,
    PATROL,
    PLEDGE,
    ROUTE,
    SCHOOL,
    SURRENDER,
    ident,
)  # fmt: skip

FURNISHED = {
    (ROUTE, "hot_spot_unpatrolled"), (CAMPAIGN, "campaign_below_target"),
    (SCHOOL, "organization_unreviewed"), (SCHOOL, "organization_without_contact"),
    (SCHOOL, "organization_unsigned"),
}  # fmt: skip


def put(desk: Desk, register: str, id: str, values: dict[str, Any], *, draft: bool = False) -> None:
    """Save a record as if every rule had let it pass."""
    kept, wrong = cleaned(desk.registers[register], values)
    assert not wrong
    present = {name: value for name, value in kept.items() if value is not None}
    record = desk.registers[register](present, id)
    record.draft = draft
    with desk.book.transaction() as into:
        add(desk.book, into, record, Deed(desk.me, "add"))


def raised(desk: Desk) -> set[tuple[str, str]]:
    """Return which alert is raised for which record."""
    return {(line.id, line.alert) for line in desk.alerts()}


ON_THE_WAY = {"status": "Đang tuần tra"}
OPEN = {"status": "Đang hòa giải"}
AGREED = {"status": "Đang theo dõi thực hiện"}
YESTERDAY = {"received_at": "2026-11-22T15:00"}
TOLD = {"notified_at": "2026-11-22T15:05"}
GIVEN = {"handed_over_at": "2026-11-22T20:00"}
BEYOND = {"action": "Chuyển cấp có thẩm quyền"}

CASES: list[tuple[str, str, dict[str, Any], str | None]] = [
    (
        "patrol",
        PATROL,
        {"status": "Đang tuần tra", "end_at": "2026-11-23T01:59"},
        "patrol_unlogged",
    ),
    ("patrol", PATROL, {"status": "Đang tuần tra", "end_at": "2026-11-23T02:00"}, None),
    ("patrol", PATROL, {"status": "Hoàn thành", "end_at": "2026-11-22T02:00"}, None),
    ("patrol", PATROL, {"status": "Hủy", "end_at": "2026-11-22T02:00"}, None),
    (
        "patrol",
        PATROL,
        {"status": "Dự kiến", "start_at": "2026-11-22T13:59", "end_at": None},
        "patrol_without_end",
    ),
    ("patrol", PATROL, {"status": "Dự kiến", "start_at": "2026-11-23T20:00", "end_at": None}, None),
    ("patrol", PATROL, {"incidents": [BEYOND]}, "incident_not_handed_over"),
    ("patrol", PATROL, {"incidents": [BEYOND | {"handed_over_on": "2026-11-21"}]}, None),
    ("patrol", PATROL, {"incidents": [{"action": "Nhắc nhở"}]}, None),
    ("pledge", PLEDGE, {"valid_until": "2026-12-23"}, "pledge_expiring"),
    ("pledge", PLEDGE, {"valid_until": "2026-11-23"}, "pledge_expiring"),
    ("pledge", PLEDGE, {"valid_until": "2026-12-24"}, None),
    ("pledge", PLEDGE, {"valid_until": "2026-11-22"}, None),
    ("pledge", PLEDGE, {"valid_until": "2026-12-01", "status": "Vi phạm"}, None),
    (
        "mediation",
        MEDIATION,
        {"status": "Mới nhận", "received_on": "2026-11-19"},
        "mediation_unassigned",
    ),
    ("mediation", MEDIATION, {"status": "Mới nhận", "received_on": "2026-11-20"}, None),
    ("mediation", MEDIATION, {"status": "Đã phân công", "received_on": "2026-11-01"}, None),
    ("mediation", MEDIATION, OPEN | {"received_on": "2026-10-23"}, "mediation_unfinished"),
    ("mediation", MEDIATION, OPEN | {"received_on": "2026-10-24"}, None),
    ("mediation", MEDIATION, AGREED | {"received_on": "2026-10-01"}, "mediation_unfinished"),
    (
        "mediation",
        MEDIATION,
        AGREED | {"received_on": "2026-10-01", "agreement_due": "2026-12-31"},
        None,
    ),
    ("mediation", MEDIATION, AGREED | {"agreement_due": "2026-11-26"}, "agreement_due"),
    ("mediation", MEDIATION, AGREED | {"agreement_due": "2026-11-23"}, "agreement_due"),
    ("mediation", MEDIATION, AGREED | {"agreement_due": "2026-11-27"}, None),
    ("mediation", MEDIATION, AGREED | {"agreement_due": "2026-11-22"}, "agreement_overdue"),
    (
        "mediation",
        MEDIATION,
        AGREED | {"agreement_due": "2026-11-22", "fulfilment": "Đã thực hiện"},
        None,
    ),
    ("surrender", SURRENDER, {"received_at": "2026-11-23T14:00"}, "surrender_not_notified"),
    ("surrender", SURRENDER, {"received_at": "2026-11-23T13:00"}, "surrender_not_notified"),
    ("surrender", SURRENDER, {"received_at": "2026-11-23T12:59"}, "surrender_notify_late"),
    (
        "surrender",
        SURRENDER,
        {"received_at": "2026-11-23T12:59", "notified_at": "2026-11-23T13:00"},
        None,
    ),
    (
        "surrender",
        SURRENDER,
        {"received_at": "2026-11-23T01:59", "notified_at": "2026-11-23T02:00"},
        "surrender_not_handed_over",
    ),
    (
        "surrender",
        SURRENDER,
        {"received_at": "2026-11-23T02:00", "notified_at": "2026-11-23T02:00"},
        None,
    ),
    (
        "surrender",
        SURRENDER,
        {"received_at": "2026-11-22T15:00"} | TOLD | GIVEN,
        "surrender_day_mark",
    ),
    (
        "surrender",
        SURRENDER,
        YESTERDAY | {"status": "Lưu hồ sơ"} | TOLD | GIVEN,
        None,
    ),
]


@pytest.mark.parametrize(("register", "id", "changes", "alert"), CASES)
def test_an_alert_is_raised_when_it_is_due_and_no_sooner(
    desk: Desk, register: str, id: str, changes: dict[str, Any], alert: str | None
) -> None:
    first = {"status": "Tiếp nhận"} if register == "surrender" else {}
    put(desk, register, id, first | valid(register) | changes)
    assert raised(desk) == ({(id, alert)} if alert else set())


def test_furnished_registers_raise_what_nobody_has_done(desk: Desk) -> None:
    furnish(desk)
    assert raised(desk) == FURNISHED


def test_a_hot_spot_patrolled_in_seven_days_is_quiet(desk: Desk) -> None:
    furnish(desk)
    hot = (ROUTE, "hot_spot_unpatrolled")
    put(desk, "patrol", PATROL, valid("patrol", patrol_date="2026-11-17"))
    assert hot not in raised(desk)
    desk.delete("patrol", PATROL, "ghi nhầm")
    assert hot in raised(desk)
    put(desk, "patrol", ident(9), valid("patrol", patrol_date="2026-11-16"))
    put(desk, "patrol", ident(8), valid("patrol", status="Hủy", patrol_date="2026-11-20"))
    assert hot in raised(desk)


def test_a_campaign_that_reached_its_target_is_quiet(desk: Desk, clock: Clock) -> None:
    furnish(desk)
    below = (CAMPAIGN, "campaign_below_target")
    for number in (1, 2):
        assert below in raised(desk)
        put(desk, "pledge", ident(300 + number), valid("pledge"))
    assert below not in raised(desk)
    desk.delete("pledge", ident(301), "ghi nhầm")
    assert below in raised(desk)
    clock.moment = PRESENT - timedelta(days=30)
    assert below not in raised(desk)


def test_an_organisation_visited_and_signed_is_quiet(desk: Desk) -> None:
    furnish(desk)
    desk.edit(
        "organization", SCHOOL, {"last_reviewed_on": "2026-05-30", "contact_name": "Hà Văn Lâm"}
    )
    assert {alert for id, alert in raised(desk) if id == SCHOOL} == {"organization_unsigned"}
    put(desk, "pledge", PLEDGE, valid("pledge", organization_id=SCHOOL))
    assert {alert for id, alert in raised(desk) if id == SCHOOL} == set()


def test_one_person_on_two_shifts_at_once_is_told_on_both(desk: Desk) -> None:
    put(desk, "patrol", PATROL, valid("patrol"))
    second = {
        "leader_id": OTHER_OFFICER,
        "members": [{"person_id": BINH, "force": "Công an"}],
        "start_at": "2026-11-20T20:00",
        "end_at": "2026-11-21T04:00",
    }
    put(desk, "patrol", ident(9), valid("patrol", **second))
    assert raised(desk) == set()
    put(desk, "patrol", ident(10), valid("patrol", **second | {"leader_id": OFFICER}))
    alert = "person_on_two_shifts"
    assert raised(desk) == {(PATROL, alert), (ident(9), alert), (ident(10), alert)}


def test_a_draft_is_only_unfinished_but_clocks_of_minutes_run_for_it(desk: Desk) -> None:
    late = valid("pledge", valid_until="2026-12-01")
    put(desk, "pledge", PLEDGE, late, draft=True)
    assert raised(desk) == {(PLEDGE, "draft")}
    desk.delete("pledge", PLEDGE, "ghi nhầm")
    put(desk, "pledge", ident(9), late)
    desk.delete("pledge", ident(9), "ghi nhầm")
    assert raised(desk) == set()
    put(desk, "surrender", SURRENDER, {"received_at": "2026-11-23T13:30"}, draft=True)
    assert raised(desk) == {(SURRENDER, "surrender_not_notified"), (SURRENDER, "draft")}
    assert [line.level for line in desk.alerts()] == ["due", "draft"]


def test_what_runs_in_minutes_stands_first_then_what_is_late(desk: Desk) -> None:
    put(desk, "pledge", PLEDGE, valid("pledge", valid_until="2026-12-01"))
    put(desk, "mediation", MEDIATION, valid("mediation", **AGREED, agreement_due="2026-11-01"))
    put(desk, "surrender", SURRENDER, valid("surrender", received_at="2026-11-23T13:30"))
    lines = desk.alerts()
    assert [line.alert for line in lines] == [
        "surrender_not_notified", "agreement_overdue", "pledge_expiring",
    ]  # fmt: skip
    assert [line.due for line in lines] == [
        "2026-11-23T14:30", "2026-11-01T00:00", "2026-12-01T00:00",
    ]  # fmt: skip
    assert lines[0].minutes


def test_a_chief_moves_a_threshold_and_alert_words_and_due_follow(desk: Desk) -> None:
    put(desk, "surrender", SURRENDER, valid("surrender", **YESTERDAY, **TOLD))
    furnished = next(one for one in desk.thresholds() if one.name == "surrender_handover_hours")
    assert (furnished.amount, furnished.usual, furnished.unit) == (12, 12, "hours")
    (line,) = [one for one in desk.alerts() if one.alert == "surrender_not_handed_over"]
    assert (line.due, "quá 12 giờ" in line.text.lower()) == ("2026-11-23T03:00", True)
    desk.set_thresholds({"surrender_handover_hours": 24})
    assert "surrender_not_handed_over" not in {one.alert for one in desk.alerts()}
    desk.set_thresholds({"surrender_handover_hours": 6})
    (line,) = [one for one in desk.alerts() if one.alert == "surrender_not_handed_over"]
    assert (line.due, "quá 6 giờ" in line.text.lower()) == ("2026-11-22T21:00", True)


@pytest.mark.parametrize("amounts", [{"surrender_handover_hours": 0}, {"unknown": 3}])
def test_an_impossible_threshold_changes_nothing(desk: Desk, amounts: dict[str, int]) -> None:
    before = desk.thresholds()
    with pytest.raises(Trouble) as refused:
        desk.set_thresholds({"mediation_close_days": 60, **amounts})
    assert refused.value.code == "NV-01"
    assert desk.thresholds() == before


def test_every_text_names_only_thresholds_of_its_own(desk: Desk) -> None:
    told = [alert.told({}) for kind in desk.registers.values() for alert in kind.alerts]
    assert [text for text in told if "{" in text] == []


def test_the_most_urgent_lines_come_first_and_all_are_counted(desk: Desk) -> None:
    for number, due in enumerate(("2026-11-03", "2026-11-01", "2026-11-02")):
        matter = valid("mediation", **AGREED, agreement_due=due)
        put(desk, "mediation", ident(20 + number), matter)
    put(desk, "pledge", PLEDGE, valid("pledge", valid_until="2026-12-01"))
    found = desk.attention(2)
    assert [line.due for line in found.lines] == ["2026-11-01T00:00", "2026-11-02T00:00"]
    assert found.counts == {"mediation": (3, True), "pledge": (1, False)}
