"""Campaigns of signing: a topic, its days and how many are to sign."""

from desktop_app.model.dates import Day
from desktop_app.model.kinds import Choice, Number, Status, Text
from desktop_app.model.moments import days_ahead, present
from desktop_app.model.query import Linked
from desktop_app.model.record import Alert, Must, Record, note, number, section
from desktop_app.registers.pledge import Pledge


class Campaign(Record):
    """A campaign in which households, organisations and people sign one topic."""

    table, title, singular = "campaign", "Đợt ký cam kết", "Đợt ký"
    group = "Danh mục"
    icon = "flag"
    keeps_years = 0
    explains = (
        "Mỗi đợt vận động ký cam kết có tên, chủ đề, thời gian và chỉ tiêu; "
        "từng bản cam kết ghi thuộc đợt nào."
    )

    status = Status("Dự kiến", "Đang ký", "Kết thúc")
    name = Text("Tên đợt", required=True, example="Quý IV/2026: pháo nổ, vũ khí")
    topic = Choice("Chủ đề", "pledge_topic", required=True)
    from_on = Day("Từ ngày", required=True)
    until_on = Day("Đến ngày", required=True)
    target = Number(
        "Chỉ tiêu", least=1, explains="Số hộ, tổ chức hoặc người phải ký trong đợt.", example="1200"
    )

    columns = name, topic, from_on, until_on, target, status
    search = name, topic, number
    filters = topic, status
    order = from_on
    called = (name,)
    tells = (from_on, until_on)
    form = (
        section("Đợt ký", name, topic, (from_on, until_on), (target, status)),
        section("Khác", number, note),
    )
    checks = (Must(until_on, until_on.not_before(from_on), "«Đến ngày» trước «Từ ngày»"),)
    alerts = (
        Alert(
            "campaign_below_target",
            "Đợt ký còn không quá {campaign_days} ngày mà chưa đạt chỉ tiêu",
            until_on.not_before(present())
            & until_on.not_after(days_ahead(7, "campaign_days"))
            & status.is_not("Kết thúc")
            & Linked(
                "pledge",
                Pledge.campaign_id,
                Pledge.status.one_of("Đã ký", "Hết hiệu lực", "Vi phạm"),
                "<",
                target,
            ),
            due=until_on,
        ),
    )
    prints = ("danh_sach_ky_cam_ket",)
