"""Patrol plans on which shifts are based."""

from desktop_app.model.dates import Day
from desktop_app.model.kinds import LongText, Text
from desktop_app.model.record import Must, Record, note, number, section


class Plan(Record):
    """A patrol plan of the post."""

    table, title, singular = "plan", "Kế hoạch tuần tra", "Kế hoạch"
    group = "Danh mục"
    icon = "clipboard"
    keeps_years = 0
    explains = "Kế hoạch tuần tra của đơn vị; ca tuần tra ghi rõ căn cứ kế hoạch nào."

    plan_no = Text("Số kế hoạch", example="05/KH-CAP")
    plan_date = Day("Ngày kế hoạch", required=True)
    purpose = LongText("Mục đích, yêu cầu", example="Phòng ngừa trộm cắp dịp cuối năm")
    from_on = Day("Từ ngày", required=True)
    until_on = Day("Đến ngày", required=True)
    content = LongText("Nội dung, phân công", lines=6, example="Hai ca mỗi đêm, mỗi ca bốn người")

    columns = plan_no, plan_date, from_on, until_on, purpose
    search = plan_no, plan_date, purpose, content, number
    filters = (plan_date,)
    order = plan_date
    called = (plan_no, plan_date)
    tells = from_on, until_on
    form = (
        section("Kế hoạch", (plan_no, plan_date), (from_on, until_on)),
        section("Nội dung", purpose, content),
        section("Khác", number, note),
    )
    checks = (Must(until_on, until_on.not_before(from_on), "«Đến ngày» trước «Từ ngày»"),)
    prints = ("ke_hoach_tuan_tra",)
