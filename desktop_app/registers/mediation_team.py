"""Mediation teams of hamlets and residential groups (Luật Hòa giải ở cơ sở 35/2013/QH13)."""

from desktop_app.model.kinds import Text
from desktop_app.model.links import Ref, Refs
from desktop_app.model.record import Record, note, number, section


class MediationTeam(Record):
    """A mediation team; its mediators are citizens, police only take part."""

    table, title, singular = "mediation_team", "Tổ hòa giải", "Tổ hòa giải"
    group = "Danh mục"
    icon = "people"
    keeps_years = 0
    explains = "Các tổ hòa giải và hòa giải viên ở thôn, tổ dân phố, để chọn khi ghi vụ, việc."

    name = Text("Tên tổ hòa giải", required=True, example="Tổ hòa giải tổ dân phố 3")
    area_id = Ref("Thuộc thôn/tổ dân phố", "area", required=True, role="area")
    mediators = Refs("Hòa giải viên", "person", need="Chọn hòa giải viên của tổ khi ghi vụ, việc")

    columns = number, name, area_id, mediators, note
    search = name, area_id, mediators, number
    filters = (area_id,)
    order = name
    newest_first = False
    called = (name,)
    tells = (area_id,)
    form = (
        section("Tổ hòa giải", name, area_id, mediators),
        section("Khác", number, note),
    )
