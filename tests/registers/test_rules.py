"""Each rule of the registers, broken once: the problem stands at its field with its level."""

from typing import Any, NamedTuple

import pytest

from tests.registers.shelf import (
    AN,
    AREA,
    BINH,
    CHAU,
    OFFICER,
    PUPIL,
    ROUTE,
    SCHOOL,
    TEAM,
    VALID,
    furnished,
    ident,
)

UNKNOWN = ident(999)
SEEN = {"at": "22:00", "place": "Ngõ 5", "type": "Trộm cắp", "action": "Ghi nhận"}
DONE = {
    "status": "Đã bàn giao",
    "notified_agency": "Cơ quan điều tra",
    "notified_at": "2026-11-23T13:40",
    "notified_by": "Điện thoại",
    "handed_over_at": "2026-11-23T13:55",
    "receiver_agency": "Cơ quan Cảnh sát điều tra",
    "receiver_name": "Trần Văn Nam",
}
SUCCESS = {
    "status": "Kết thúc",
    "mediation_team": TEAM,
    "mediator_ids": [CHAU],
    "sessions": [{"on": "2026-11-12"}],
    "result": "Hòa giải thành",
    "agreement": "Hai bên xây lại tường rào",
    "closed_on": "2026-11-13",
}


class Broken(NamedTuple):
    """A change that breaks a rule, and where the problem must stand."""

    register: str
    changes: dict[str, Any]
    field: str
    level: str = "error"


def person(level: str, field: str, **changes: Any) -> Broken:
    return Broken("person", changes, field, level)


BROKEN = [
    # Con người
    person("error", "full_name", full_name="Mai"),
    person("error", "full_name", full_name="Lê Thị Mai 2"),
    person("warning", "id_number", sex="Nam", id_number="026190012345"),
    person("warning", "id_number", birth_date="1991", id_number="026190012345"),
    person("warning", "id_number", id_number="000190012345"),
    person("error", "id_number", id_number="02619001234"),
    person("error", "id_number", id_number="02619001234x"),
    person("error", "old_id_number", old_id_number="12345678"),
    person("error", "birth_date", birth_date="2026-11-24"),
    person("error", "birth_date", birth_date="2026-12"),
    person("error", "birth_date", birth_date="1899"),
    person("error", "id_issue_date", id_issue_date="1990-02-02"),
    person("error", "id_issue_date", id_issue_date="2026-11-24"),
    person("warning", "phone", phone="12345"),
    person("error", "sex", sex="Trai"),
    # Cán bộ, địa bàn, kế hoạch, đợt ký
    Broken("officer", {"until_on": "2025-07-01"}, "until_on"),
    Broken("officer", {"person_id": OFFICER}, "person_id"),
    Broken("area", {"name": "Tổ dân phố 3"}, "name"),
    Broken("area", {"household_count": -1}, "household_count"),
    Broken("area", {"from_on": "2026-02-01", "until_on": "2026-01-01"}, "until_on", "warning"),
    Broken("plan", {"until_on": "2026-10-31"}, "until_on"),
    Broken("campaign", {"until_on": "2026-10-31"}, "until_on"),
    Broken("campaign", {"target": 0}, "target"),
    Broken("mediation_team", {"area_id": UNKNOWN}, "area_id"),
    Broken("route", {"area_ids": [AREA, TEAM]}, "area_ids"),
    # Cơ quan, doanh nghiệp, nhà trường
    Broken(
        "organization",
        {"name": "Trường THCS Hoa Sen", "address": {"as_written": "Số 1, phố Mới"}},
        "name",
    ),
    Broken("organization", {"tax_code": "0123456788"}, "tax_code", "warning"),
    Broken("organization", {"org_type": "Cơ sở giáo dục"}, "school_level"),
    Broken("organization", {"org_type": "Doanh nghiệp"}, "enterprise_size"),
    Broken("organization", {"staff_count": -1}, "staff_count"),
    Broken("organization", {"student_count": -1}, "student_count"),
    Broken(
        "organization",
        {"safety_checks": [{"on": "2026-03-01", "subject": "Khác"}]},
        "safety_checks.result",
    ),
    # Tuần tra
    Broken(
        "patrol",
        {"patrol_date": "2026-11-24", "start_at": "2026-11-24T20:00", "end_at": "2026-11-24T22:00"},
        "patrol_date",
    ),
    Broken("patrol", {"end_at": None}, "end_at"),
    Broken("patrol", {"end_at": "2026-11-20T21:00"}, "end_at"),
    Broken("patrol", {"end_at": "2026-11-21T09:01"}, "end_at", "warning"),
    Broken("patrol", {"start_at": "2026-11-21T00:30"}, "start_at", "warning"),
    Broken(
        "patrol",
        {"members": [{"person_id": OFFICER, "force": "Công an"}]},
        "members",
        "warning",
    ),
    Broken("patrol", {"members": []}, "members"),
    Broken("patrol", {"members": [{"person_id": AN}]}, "members.force"),
    Broken("patrol", {"incidents": [SEEN | {"at": "20:59"}]}, "incidents.at", "warning"),
    Broken("patrol", {"incidents": [SEEN | {"at": "02:01"}]}, "incidents.at", "warning"),
    Broken("patrol", {"incidents": [SEEN | {"action": "Lập biên bản"}]}, "incidents.minutes_no"),
    Broken(
        "patrol",
        {"incidents": [SEEN | {"handed_over_on": "2026-11-19"}]},
        "incidents.handed_over_on",
    ),
    Broken("patrol", {"incidents": [SEEN | {"persons": [UNKNOWN]}]}, "incidents.persons"),
    Broken("patrol", {"status": "Hủy"}, "note", "warning"),
    Broken("patrol", {"status": "Dự kiến"}, "status", "warning"),
    Broken("patrol", {"status": "Đang tuần tra"}, "status", "warning"),
    Broken("patrol", {"leader_id": ROUTE}, "leader_id"),
    # Ký cam kết
    Broken("pledge", {"subject_type": "Cơ quan"}, "organization_id"),
    Broken("pledge", {"subject_type": "Doanh nghiệp"}, "organization_id"),
    Broken("pledge", {"subject_type": "Nhà trường"}, "organization_id"),
    Broken("pledge", {"organization_id": SCHOOL}, "signer_count"),
    Broken("pledge", {"organization_id": SCHOOL, "signer_count": 0}, "signer_count"),
    Broken("pledge", {"organization_id": SCHOOL, "signer_count": 321}, "signer_count", "warning"),
    Broken("pledge", {"household_size": 0}, "household_size", "warning"),
    Broken("pledge", {"household_size": -1}, "household_size", "warning"),
    Broken("pledge", {"household_size": 31}, "household_size", "warning"),
    Broken("pledge", {"subject_type": "Học sinh, sinh viên"}, "class_name"),
    Broken("pledge", {"signer_person_id": PUPIL}, "guardian_id"),
    Broken("pledge", {"guardian_id": AN}, "guardian_id", "warning"),
    Broken("pledge", {"signed_on": None}, "signed_on"),
    Broken("pledge", {"signed_on": "2026-09-30"}, "signed_on", "warning"),
    Broken("pledge", {"signed_on": "2026-11-24"}, "signed_on"),
    Broken("pledge", {"valid_until": "2026-10-15"}, "valid_until"),
    Broken("pledge", {"breaches": [{"on": "2026-11-01"}]}, "breaches.content"),
    # Hòa giải
    Broken("mediation", {"received_on": "2026-11-24"}, "received_on"),
    Broken("mediation", {"status": "Đã phân công"}, "mediation_team"),
    Broken("mediation", {"status": "Rút yêu cầu"}, "mediator_ids"),
    Broken("mediation", {"category": "Vi phạm pháp luật được hòa giải"}, "category", "warning"),
    Broken("mediation", {"category": "Hôn nhân và gia đình"}, "category", "warning"),
    Broken("mediation", {"parties": [{"person_id": AN, "role": "Bên thứ nhất"}]}, "parties"),
    Broken(
        "mediation",
        {
            "parties": [
                {"person_id": AN, "role": "Bên thứ nhất"},
                {"person_id": AN, "role": "Bên thứ hai"},
                {"person_id": BINH, "role": "Người chứng kiến"},
            ]
        },
        "parties",
    ),
    Broken(
        "mediation",
        {
            "parties": [
                {"person_id": AN, "role": "Bên thứ nhất"},
                {"person_id": BINH, "role": "Người chứng kiến"},
            ]
        },
        "parties",
        "warning",
    ),
    Broken("mediation", {"summary": "Cãi nhau"}, "summary", "warning"),
    Broken("mediation", {"written_requested": None}, "written_requested"),
    Broken("mediation", SUCCESS | {"sessions": []}, "sessions"),
    Broken("mediation", SUCCESS | {"sessions": [{"on": "2026-11-09"}]}, "sessions.on"),
    Broken("mediation", SUCCESS | {"result": None}, "result"),
    Broken("mediation", SUCCESS | {"result": None, "status": "Không thành"}, "result"),
    Broken("mediation", SUCCESS | {"result": None, "status": "Rút yêu cầu"}, "result"),
    Broken("mediation", SUCCESS | {"agreement": None}, "agreement"),
    Broken("mediation", SUCCESS | {"agreement_due": "2026-11-12"}, "agreement_due"),
    Broken("mediation", SUCCESS | {"result": "Hòa giải không thành"}, "demands"),
    Broken("mediation", SUCCESS | {"closed_on": None}, "closed_on"),
    Broken("mediation", SUCCESS | {"closed_on": "2026-11-09"}, "closed_on"),
    # Tự thú, đầu thú
    Broken("surrender", {"person_id": CHAU}, "person_id"),
    Broken("surrender", {"received_at": "2026-11-23T14:01"}, "received_at"),
    Broken("surrender", {"wanted_decision_no": "12/QĐ"}, "wanted_decision_date"),
    Broken("surrender", {"wanted_decision_no": "12/QĐ"}, "wanted_issuer"),
    Broken("surrender", {"wanted_decision_date": "2026-01-05"}, "wanted_decision_no"),
    Broken("surrender", {"wanted_decision_date": "2026-11-24"}, "wanted_decision_date"),
    Broken("surrender", {"status": "Đã thông báo CQĐT/VKS"}, "notified_agency"),
    Broken("surrender", {"status": "Đã thông báo CQĐT/VKS"}, "notified_at"),
    Broken("surrender", {"status": "Đã thông báo CQĐT/VKS"}, "notified_by"),
    Broken("surrender", DONE | {"notified_at": "2026-11-23T13:29"}, "notified_at"),
    Broken("surrender", DONE | {"received_at": "2026-11-23T12:39"}, "notified_at", "warning"),
    Broken("surrender", DONE | {"handed_over_at": "2026-11-23T13:39"}, "handed_over_at"),
    Broken("surrender", {"handed_over_at": "2026-11-22T00:00"}, "handed_over_at"),
    Broken("surrender", DONE | {"handed_over_at": None}, "handed_over_at"),
    Broken("surrender", DONE | {"receiver_agency": None}, "receiver_agency"),
    Broken("surrender", DONE | {"receiver_name": None}, "receiver_name"),
    Broken("surrender", {"items": [{"quantity": "1"}]}, "items.name"),
    # Mọi sổ
    Broken("pledge", {"note": "x" * 2001}, "note", "warning"),
    Broken("pledge", {"status": "Đã xong"}, "status"),
    Broken("pledge", {"no_such_field": 1}, "no_such_field"),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.register}-{case.field}")
def test_a_broken_rule_stands_at_its_field_with_its_level(case: Broken) -> None:
    found = furnished().judged(case.register, **VALID[case.register] | case.changes)
    assert (case.field, case.level) in {(problem.field, problem.level) for problem in found}
    unexpected = [problem for problem in found if problem.level == "error"]
    assert case.level == "error" or not unexpected
    assert all(problem.text[0].isupper() or problem.text[0] == "«" for problem in found)


SOUND = [
    ("person", {"id_number": "026 190 012 345", "old_id_number": "123456789"}),
    ("person", {"phone": "+84 912 345 678", "birth_date": "1990", "id_issue_date": "1990-01-01"}),
    ("organization", {"tax_code": "0123456787"}),
    ("organization", {"name": "Trường THCS Hoa Sen", "address": {"as_written": "Số 8, phố Cũ"}}),
    ("organization", {"org_type": "Doanh nghiệp", "enterprise_size": "Nhỏ"}),
    ("patrol", {"status": "Dự kiến", "patrol_date": "2026-12-01",
                "start_at": "2026-12-01T20:00", "end_at": None}),
    ("patrol", {"status": "Đã phân công", "patrol_date": "2026-11-23",
                "start_at": "2026-11-23T12:00", "end_at": "2026-11-23T14:00"}),
    ("patrol", {"end_at": "2026-11-21T09:00"}),
    ("patrol", {"incidents": [SEEN | {"at": "21:00"}, SEEN | {"at": "02:00"}]}),
    ("patrol", {"incidents": [SEEN | {"action": "Lập biên bản", "minutes_no": "01/BB",
                                      "handed_over_on": "2026-11-20"}]}),
    ("patrol", {"status": "Hủy", "note": "Mưa bão"}),
    ("pledge", {"organization_id": SCHOOL, "signer_count": 320, "subject_type": "Nhà trường"}),
    ("pledge", {"household_size": 1}),
    ("pledge", {"household_size": 30}),
    ("pledge", {"signer_person_id": PUPIL, "guardian_id": AN}),
    ("pledge", {"status": "Phải ký", "signed_on": None}),
    ("mediation", SUCCESS | {"agreement_due": "2026-11-13"}),
    ("mediation", SUCCESS | {"result": "Hòa giải không thành", "agreement": None,
                             "demands": "Mỗi bên giữ ý kiến của mình", "status": "Không thành"}),
    ("surrender", DONE),
    ("surrender", DONE | {"received_at": "2026-11-23T12:40"}),
    ("surrender", {"wanted_decision_no": "12/QĐ", "wanted_decision_date": "2026-11-23",
                   "wanted_issuer": "Cơ quan Cảnh sát điều tra"}),
]  # fmt: skip


@pytest.mark.parametrize(("register", "changes"), SOUND)
def test_values_at_the_edge_of_a_rule_are_accepted(register: str, changes: dict[str, Any]) -> None:
    assert furnished().judged(register, **VALID[register] | changes) == []
