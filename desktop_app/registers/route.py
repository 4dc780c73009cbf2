"""Patrol routes, the hot spots among them."""

from desktop_app.model.kinds import Text, YesNo
from desktop_app.model.links import Refs
from desktop_app.model.moments import days_ago
from desktop_app.model.query import Linked
from desktop_app.model.record import Alert, Record, note, number, section
from desktop_app.registers.patrol import Patrol


class Route(Record):
    """A route or beat that patrols walk."""

    table, title, singular, group = "route", "Tuyến tuần tra", "Tuyến", "Danh mục"
    icon = "route"
    keeps_years = 0
    explains = "Các tuyến, địa bàn tuần tra. Tuyến trọng điểm được nhắc khi 7 ngày chưa có ca nào."

    name = Text("Tên tuyến/địa bàn tuần tra", required=True, example="Trục đường chợ - ga")
    area_ids = Refs("Thuộc thôn/tổ dân phố", "area", need="Biết tuyến đi qua thôn, tổ dân phố nào")
    is_hot_spot = YesNo("Trọng điểm", explains="Tuyến cần tuần tra thường xuyên.")

    columns = number, name, area_ids, is_hot_spot, note
    search = name, area_ids, number
    filters = (is_hot_spot,)
    order = name
    newest_first = False
    called = (name,)
    tells = (area_ids,)
    form = (
        section("Tuyến, địa bàn", name, area_ids, is_hot_spot),
        section("Khác", number, note),
    )
    alerts = (
        Alert(
            "hot_spot_unpatrolled",
            "Tuyến trọng điểm {hot_spot_days} ngày chưa có ca tuần tra",
            is_hot_spot.is_(True)
            & Linked(
                "patrol",
                Patrol.route_id,
                Patrol.patrol_date.after(days_ago(7, "hot_spot_days"))
                & Patrol.status.is_not("Hủy"),
                "=",
                0,
            ),
        ),
    )
