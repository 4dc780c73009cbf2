"""Rules that look at other records: double shifts, minors, numbers that somebody has."""

from typing import Any

import pytest

from desktop_app.registers import REGISTERS
from tests.registers.shelf import (
    AN,
    BINH,
    CHAU,
    MEDIATION,
    OFFICER,
    OTHER_OFFICER,
    PATROL,
    PUPIL,
    VALID,
    furnished,
    ident,
)

MEMBER_AN = {"person_id": AN, "force": "Dân quân"}
MEMBER_BINH = {"person_id": BINH, "force": "Dân quân"}
MEMBER_OFFICER = {"person_id": OFFICER, "force": "Công an"}


def test_a_number_that_somebody_has_names_him() -> None:
    shelf = furnished()
    shelf.put("person", ident(7), **VALID["person"] | {"id_number": "026190012345"})
    found = shelf.judged("person", **VALID["person"] | {"id_number": "026190012345"})
    assert [(problem.field, problem.level) for problem in found] == [("id_number", "warning")]
    assert "Lê Thị Mai (03/02/1990)" in found[0].text
    assert shelf.judged("person", ident(7), **VALID["person"] | {"id_number": "026190012345"}) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"leader_id": OTHER_OFFICER, "members": [MEMBER_AN]}, "members"),
        ({"leader_id": AN, "members": [MEMBER_BINH]}, "leader_id"),
        (
            {"leader_id": OFFICER, "members": [MEMBER_BINH]},
            "leader_id",
        ),
        (
            {"leader_id": OTHER_OFFICER, "members": [MEMBER_OFFICER]},
            "members",
        ),
    ],
)
def test_a_person_on_two_shifts_at_once_is_named(changes: dict[str, Any], field: str) -> None:
    shelf = furnished()
    shelf.put("patrol", PATROL, **VALID["patrol"])
    late = {"start_at": "2026-11-20T23:00", "end_at": "2026-11-21T03:00"}
    found = shelf.judged("patrol", **VALID["patrol"] | late | changes)
    assert [(problem.field, problem.level) for problem in found] == [(field, "warning")]
    assert "An đã ở ca khác cùng giờ (Trục chợ - 20/11/2026 21:00)" in found[0].text


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("2026-11-21T02:00", "2026-11-21T05:00", "Hoàn thành"),
        ("2026-11-20T18:00", "2026-11-20T21:00", "Hoàn thành"),
        ("2026-11-20T21:00", "2026-11-21T02:00", "Hủy"),
    ],
)
def test_shifts_one_after_the_other_or_cancelled_do_not_clash(
    start: str, end: str, status: str
) -> None:
    shelf = furnished()
    shelf.put("patrol", PATROL, **VALID["patrol"])
    values = {"start_at": start, "end_at": end, "patrol_date": start[:10], "status": status}
    assert shelf.judged("patrol", **VALID["patrol"] | values | {"note": "Đổi ca"}) == []


def test_a_shift_does_not_clash_with_itself() -> None:
    shelf = furnished()
    shelf.put("patrol", PATROL, **VALID["patrol"])
    assert shelf.judged("patrol", PATROL, **VALID["patrol"]) == []


def test_a_name_of_an_area_may_return_when_the_old_one_has_ended() -> None:
    shelf = furnished()
    shelf.put("area", ident(11), name="Thôn Hạ", kind="Thôn", until_on="2025-06-30")
    again = {"name": "Thôn Hạ", "kind": "Thôn", "from_on": "2025-07-01"}
    assert shelf.judged("area", **again) == []
    assert shelf.judged("area", **again | {"from_on": "2025-06-30"}) != []


@pytest.mark.parametrize(
    ("born", "signed", "needs"),
    [
        ("2008-10-16", "2026-10-15", True),
        ("2008-10-15", "2026-10-15", False),
        ("2008", "2026-10-15", False),
        ("2009", "2026-10-15", True),
        ("2008-11", "2026-10-15", True),
        ("2008-02-29", "2026-02-28", True),
        ("2008-02-29", "2026-03-01", False),
    ],
)
def test_a_guardian_is_asked_for_by_the_age_on_the_day_of_signing(
    born: str, signed: str, needs: bool
) -> None:
    shelf = furnished()
    shelf.put("person", PUPIL, full_name="Vũ Gia Bảo", sex="Nam", birth_date=born)
    values = VALID["pledge"] | {"signer_person_id": PUPIL, "signed_on": signed}
    fields = {problem.field for problem in shelf.judged("pledge", **values)}
    assert ("guardian_id" in fields) is needs


@pytest.mark.parametrize(
    ("subject", "signed", "until"),
    [
        ("Hộ gia đình", "2026-10-15", "31/12/2026"),
        ("Hộ gia đình", "2025-12-31", "31/12/2026"),
        ("Học sinh, sinh viên", "2026-10-15", "31/05/2027"),
        ("Học sinh, sinh viên", "2026-02-15", "31/05/2026"),
        ("Hộ gia đình", "2024-02-29", "31/12/2024"),
    ],
)
def test_a_pledge_runs_to_the_end_of_the_year_or_school_year(
    subject: str, signed: str, until: str
) -> None:
    record = REGISTERS["pledge"]({"subject_type": subject, "signed_on": signed})
    assert record.fields["valid_until"].show(record.presets()["valid_until"]) == until


def test_an_unsigned_pledge_has_no_end() -> None:
    assert REGISTERS["pledge"]({"subject_type": "Cá nhân"}).presets() == {}


def test_what_the_person_of_a_surrender_lacks_is_named() -> None:
    found = furnished().judged("surrender", **VALID["surrender"] | {"person_id": CHAU})
    assert [problem.text for problem in found] == [
        "Hồ sơ Cao Minh Châu chưa có nghề nghiệp và chỗ ở (Điều 152.1)"
    ]


def test_a_deleted_record_may_stay_chosen_with_a_warning() -> None:
    shelf = furnished()
    shelf.records[AN].deleted = True
    found = shelf.judged("pledge", **VALID["pledge"])
    assert [(problem.field, problem.level) for problem in found] == [
        ("signer_person_id", "warning")
    ]


def test_a_reference_to_another_register_says_which() -> None:
    shelf = furnished()
    shelf.put("mediation", MEDIATION, **VALID["mediation"])
    found = shelf.judged("pledge", **VALID["pledge"] | {"signer_person_id": MEDIATION})
    assert [problem.text for problem in found] == [
        "«Người/đại diện ký»: không chọn được hồ sơ của sổ «Hòa giải»"
    ]
