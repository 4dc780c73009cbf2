"""Hôm nay: what was returned stands on its owner's page, what waits on the chief's."""

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from tests.conftest import Sitting
from tests.furnishing import add_person, furnish, valid


def told(desk: Desk) -> list[tuple[str, str, str]]:
    return [(line.alert, line.id, line.text) for line in desk.alerts()]


def test_a_returned_record_stands_on_its_owners_day_and_what_waits_on_the_chiefs(
    desk_of: Sitting,
) -> None:
    officer = desk_of(Role.OFFICER)
    person = add_person(officer)
    officer.submit("person", person)
    assert told(officer) == []
    chief = desk_of(Role.CHIEF)
    assert told(chief) == [("approval_waiting", person, "Chờ chỉ huy duyệt")]
    assert chief.attention().counts["person"].number == 1
    chief.send_back("person", person, "Thiếu {số} điện thoại")
    assert told(chief) == []
    officer = desk_of(Role.OFFICER)
    assert told(officer) == [
        ("approval_returned", person, "Chỉ huy trả lại: Thiếu {số} điện thoại")
    ]
    officer.submit("person", person)
    chief = desk_of(Role.CHIEF)
    chief.approve("person", person)
    assert told(chief) == []
    officer = desk_of(Role.OFFICER)
    officer.edit("person", person, {"phone": "0912345678"}, reason="Bổ sung")
    chief = desk_of(Role.CHIEF)
    (line,) = chief.alerts()
    assert line.text == ("Duyệt đã mất hiệu lực: hồ sơ được bổ sung sau khi duyệt; chờ duyệt lại")
    chief.delete("person", person, "Ghi trùng")
    assert told(chief) == []


def test_a_returned_record_is_its_officers_in_charge_not_his_who_entered_it(
    desk_of: Sitting,
) -> None:
    officer = desk_of(Role.OFFICER)
    me = officer.me
    chief = desk_of(Role.CHIEF)
    furnish(chief)
    matter = chief.add("mediation", valid("mediation", officer_id=me)).id
    chief.submit("mediation", matter)
    chief.send_back("mediation", matter, "Ghi rõ kết quả")
    assert "approval_returned" not in [name for name, _, _ in told(chief)]
    alerts = [line[:2] for line in told(desk_of(Role.OFFICER))]
    assert ("approval_returned", matter) in alerts
