"""What a copy of a record takes over."""

from desktop_app.model.copying import copied
from desktop_app.model.dates import Clock, Day, Moment
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import Choice, Status, Text
from desktop_app.model.links import Ref, Rows, new_id
from desktop_app.model.record import Record

WHO, ROW = new_id(), new_id()


class Walker(Entry):
    """Who takes part."""

    who = Ref("Người", "person")


class Find(Entry):
    """What was found when."""

    at = Clock("Giờ")
    what = Text("Việc")


class Walk(Record):
    """A register of these tests."""

    table, title = "walk", "Đi"
    status = Status("Mở", "Đóng")
    name = Text("Tên")
    on = Day("Ngày")
    begins = Moment("Bắt đầu")
    kind = Choice("Loại", "sex")
    leader = Ref("Tổ trưởng", "person")
    paper = Text("Số giấy tờ", masked=True)
    walkers = Rows("Thành viên", Walker)
    finds = Rows("Sự việc", Find)
    seized = Rows("Đồ vật", Walker, confidential=True)
    called = name, leader


def test_a_copy_is_about_the_same_people_and_things_but_is_not_the_same_event() -> None:
    walk = Walk(
        {
            "number": "1/2026",
            "status": "Đóng",
            "name": "Đi chợ",
            "on": "2026-11-05",
            "begins": "2026-11-05T21:00",
            "kind": "Nam",
            "leader": WHO,
            "paper": "012345678901",
            "walkers": [{"id": ROW, "who": WHO}],
            "finds": [{"id": ROW, "at": "21:30", "what": "ồn ào"}],
            "seized": [{"id": ROW, "who": WHO}],
            "note": "đi hai tổ",
        }
    )
    copy = copied(walk)
    (row,) = copy.pop("walkers")
    assert copy == {"kind": "Nam", "leader": WHO, "note": "đi hai tổ"}
    assert row["who"] == WHO
    assert row["id"] != ROW
    assert walk.values["walkers"][0]["id"] == ROW
