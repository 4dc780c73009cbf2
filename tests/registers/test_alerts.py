"""Each alert of the lifecycles: raised when it is due and no sooner."""

from datetime import datetime
from typing import Any

import pytest

from desktop_app.model.moments import hours_ahead
from desktop_app.model.record import Alert
from tests.registers.shelf import (
    AN,
    AREA,
    BINH,
    CAMPAIGN,
    MEDIATION,
    OFFICER,
    OTHER_OFFICER,
    PATROL,
    PLEDGE,
    PRESENT,
    ROUTE,
    SCHOOL,
    SURRENDER,
    VALID,
    Shelf,
    furnished,
    ident,
)

OPEN_MATTER: dict[str, Any] = {"status": "Đang hòa giải"}
AGREED: dict[str, Any] = {"status": "Đang theo dõi thực hiện"}


def alerts_of(shelf: Shelf, id: str) -> list[Alert]:
    record = shelf.records[id]
    return [alert for alert in record.alerts if shelf.raised(alert, record)]


def raised(shelf: Shelf, id: str) -> set[tuple[str, str]]:
    return {(alert.name, alert.level) for alert in alerts_of(shelf, id)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "Đang tuần tra", "end_at": "2026-11-23T01:59"}, ("patrol_unlogged", "late")),
        ({"status": "Đang tuần tra", "end_at": "2026-11-23T02:00"}, None),
        ({"status": "Hoàn thành", "end_at": "2026-11-22T02:00"}, None),
        ({"status": "Hủy", "end_at": "2026-11-22T02:00"}, None),
        (
            {"status": "Dự kiến", "start_at": "2026-11-22T13:59", "end_at": None},
            ("patrol_without_end", "late"),
        ),
        ({"status": "Dự kiến", "start_at": "2026-11-23T20:00", "end_at": None}, None),
        (
            {"incidents": [{"action": "Chuyển cấp có thẩm quyền"}]},
            ("incident_not_handed_over", "due"),
        ),
        (
            {
                "incidents": [
                    {"action": "Chuyển cấp có thẩm quyền", "handed_over_on": "2026-11-21"},
                    {"action": "Nhắc nhở"},
                ]
            },
            None,
        ),
    ],
)
def test_patrol(changes: dict[str, Any], expected: tuple[str, str] | None) -> None:
    shelf = furnished()
    shelf.put("patrol", PATROL, **VALID["patrol"] | changes)
    assert raised(shelf, PATROL) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("changes", "alerted"),
    [
        ({"leader_id": OFFICER}, True),
        ({"members": [{"person_id": AN}]}, True),
        ({"members": [{"person_id": OFFICER}]}, True),
        ({}, False),
        ({"leader_id": OFFICER, "status": "Hủy"}, False),
        ({"leader_id": OFFICER, "start_at": "2026-11-21T02:00"}, False),
        ({"leader_id": OFFICER, "end_at": "2026-11-20T21:00"}, False),
    ],
)
def test_a_person_on_two_shifts_at_once(changes: dict[str, Any], alerted: bool) -> None:
    shelf = furnished()
    shelf.put("patrol", PATROL, **VALID["patrol"])
    second = {
        "leader_id": OTHER_OFFICER,
        "members": [{"person_id": BINH}],
        "start_at": "2026-11-20T20:00",
        "end_at": "2026-11-21T04:00",
    }
    shelf.put("patrol", ident(9), **VALID["patrol"] | second | changes)
    expected = {("person_on_two_shifts", "due")} if alerted else set()
    assert raised(shelf, PATROL) == expected
    assert raised(shelf, ident(9)) == expected


@pytest.mark.parametrize(
    ("day", "status", "alerted"),
    [
        ("2026-11-17", "Hoàn thành", False),
        ("2026-11-16", "Hoàn thành", True),
        ("2026-11-22", "Hủy", True),
    ],
)
def test_a_hot_spot_without_a_patrol_in_seven_days(day: str, status: str, alerted: bool) -> None:
    shelf = furnished()
    assert raised(shelf, ROUTE) == {("hot_spot_unpatrolled", "due")}
    shelf.put("patrol", PATROL, **VALID["patrol"] | {"patrol_date": day, "status": status})
    assert (raised(shelf, ROUTE) != set()) is alerted


def test_a_plain_route_is_not_watched() -> None:
    shelf = furnished()
    shelf.put("route", ROUTE, name="Trục chợ", area_ids=[AREA])
    assert raised(shelf, ROUTE) == set()


@pytest.mark.parametrize(
    ("until", "status", "alerted"),
    [
        ("2026-12-23", "Đã ký", True),
        ("2026-12-24", "Đã ký", False),
        ("2026-11-23", "Đã ký", True),
        ("2026-11-22", "Đã ký", False),
        ("2026-12-01", "Thay bằng bản mới", False),
    ],
)
def test_a_pledge_that_expires_within_thirty_days(until: str, status: str, alerted: bool) -> None:
    shelf = furnished()
    shelf.put("pledge", PLEDGE, **VALID["pledge"] | {"valid_until": until, "status": status})
    assert raised(shelf, PLEDGE) == ({("pledge_expiring", "due")} if alerted else set())


def test_a_campaign_below_its_target_a_week_before_its_end() -> None:
    shelf = furnished()
    alert = {("campaign_below_target", "due")}
    assert raised(shelf, CAMPAIGN) == alert
    shelf.put("pledge", PLEDGE, **VALID["pledge"])
    shelf.put("pledge", ident(9), **VALID["pledge"] | {"status": "Đã phát mẫu"})
    assert raised(shelf, CAMPAIGN) == alert
    shelf.put("pledge", ident(9), **VALID["pledge"])
    assert raised(shelf, CAMPAIGN) == set()


@pytest.mark.parametrize("present", ["2026-11-20T23:59", "2026-11-29T00:01"])
def test_a_campaign_is_not_watched_sooner_nor_afterwards(present: str) -> None:
    shelf = furnished()
    shelf.present = datetime.fromisoformat(present)
    assert raised(shelf, CAMPAIGN) == set()


def test_an_organisation_that_nobody_visits_and_that_signs_nothing() -> None:
    shelf = furnished()
    assert {name for name, _ in raised(shelf, SCHOOL)} == {
        "organization_unreviewed",
        "organization_without_contact",
        "organization_unsigned",
    }
    kept = shelf.records[SCHOOL].values
    kept |= {"last_reviewed_on": "2026-05-30", "contact_name": "Hà Văn Lâm"}
    shelf.put("pledge", PLEDGE, **VALID["pledge"] | {"organization_id": SCHOOL})
    assert raised(shelf, SCHOOL) == set()
    kept["last_reviewed_on"] = "2026-05-20"
    shelf.put(
        "pledge",
        PLEDGE,
        **VALID["pledge"] | {"organization_id": SCHOOL, "signed_on": "2025-12-31"},
    )
    assert {name for name, _ in raised(shelf, SCHOOL)} == {
        "organization_unreviewed",
        "organization_unsigned",
    }
    kept["status"] = "Chấm dứt/Chuyển địa bàn"
    assert raised(shelf, SCHOOL) == set()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "Mới nhận", "received_on": "2026-11-19"}, {("mediation_unassigned", "late")}),
        ({"status": "Mới nhận", "received_on": "2026-11-20"}, set()),
        ({"status": "Đã phân công", "received_on": "2026-11-01"}, set()),
        (OPEN_MATTER | {"received_on": "2026-10-23"}, {("mediation_unfinished", "late")}),
        (OPEN_MATTER | {"received_on": "2026-10-24"}, set()),
        (
            {"status": "Không thành", "received_on": "2026-10-01"},
            {("mediation_unfinished", "late")},
        ),
        (AGREED | {"received_on": "2026-10-01"}, {("mediation_unfinished", "late")}),
        (AGREED | {"received_on": "2026-10-01", "agreement_due": "2026-12-31"}, set()),
        ({"status": "Kết thúc", "received_on": "2026-01-01"}, set()),
        ({"status": "Rút yêu cầu", "received_on": "2026-01-01"}, set()),
        (AGREED | {"agreement_due": "2026-11-26"}, {("agreement_due", "due")}),
        (AGREED | {"agreement_due": "2026-11-27"}, set()),
        (AGREED | {"agreement_due": "2026-11-22"}, {("agreement_overdue", "late")}),
        (
            AGREED | {"agreement_due": "2026-11-22", "fulfilment": "Không thực hiện"},
            {("agreement_overdue", "late")},
        ),
        (AGREED | {"agreement_due": "2026-11-22", "fulfilment": "Đã thực hiện"}, set()),
    ],
)
def test_mediation(changes: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    shelf = furnished()
    shelf.put("mediation", MEDIATION, **VALID["mediation"] | changes)
    assert raised(shelf, MEDIATION) == expected


@pytest.mark.parametrize(
    ("received", "changes", "expected"),
    [
        ("2026-11-23T14:00", {}, {("surrender_not_notified", "due")}),
        ("2026-11-23T13:00", {}, {("surrender_not_notified", "due")}),
        ("2026-11-23T12:59", {}, {("surrender_notify_late", "late")}),
        ("2026-11-23T12:59", {"notified_at": "2026-11-23T13:00"}, set()),
        (
            "2026-11-23T01:59",
            {"notified_at": "2026-11-23T02:00"},
            {("surrender_not_handed_over", "late")},
        ),
        (
            "2026-11-22T15:00",
            {"notified_at": "2026-11-22T15:05", "handed_over_at": "2026-11-22T20:00"},
            {("surrender_day_mark", "due")},
        ),
        (
            "2026-11-22T15:00",
            {
                "notified_at": "2026-11-22T15:05",
                "handed_over_at": "2026-11-22T20:00",
                "status": "Lưu hồ sơ",
            },
            set(),
        ),
    ],
)
def test_surrender(received: str, changes: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    shelf = furnished()
    values = VALID["surrender"] | {"status": "Tiếp nhận", "received_at": received} | changes
    shelf.put("surrender", SURRENDER, **values)
    assert raised(shelf, SURRENDER) == expected


def test_the_clock_of_a_surrender_counts_minutes() -> None:
    shelf = furnished()
    shelf.put("surrender", SURRENDER, **VALID["surrender"] | {"status": "Tiếp nhận"})
    (alert,) = alerts_of(shelf, SURRENDER)
    assert alert.minutes
    assert alert.due is not None
    assert alert.due.name == "received_at"
    assert alert.within == hours_ahead(1, "surrender_notify_hours")
    assert shelf.present == PRESENT
