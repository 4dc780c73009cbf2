"""The officers of the post: names that the other registers and the printed forms refer to."""

from datetime import date

from desktop_app.model.dates import Day
from desktop_app.model.field import Json
from desktop_app.model.kinds import Choice, Text, YesNo
from desktop_app.model.links import Ref
from desktop_app.model.record import Lookup, Must, Record, note, number, section

UNKNOWN = "Khác"


class Officer(Record):
    """An officer of the post; his account and password on a PC are something else."""

    table, title, singular, group = "officer", "Cán bộ", "Cán bộ", "Danh mục"
    icon = "badge"
    keeps_years = 0
    explains = (
        "Cán bộ Công an của đơn vị, để chọn làm người phụ trách, tổ trưởng ca, người ký. "
        "Tài khoản đăng nhập của từng máy quản lý ở nơi khác."
    )

    full_name = Text(
        "Họ và tên",
        required=True,
        role="name",
        explains="Người trong sổ của đơn vị; khác với tài khoản đăng nhập của từng máy.",
        example="Nguyễn Văn An",
    )
    person_id = Ref(
        "Hồ sơ trong sổ Con người",
        "person",
        explains="Chọn khi cán bộ này cũng có tên trong sổ Con người; không có thì bỏ trống.",
        need="Không ghi một người hai lần",
    )
    rank = Choice("Cấp bậc", "rank", required=True, role="rank")
    position = Choice("Chức vụ", "position", required=True, role="position")
    signs_for = YesNo(
        "Được ký thay",
        explains="Được ký thay Trưởng Công an trên văn bản in ra.",
        need="Biết ai được ký thay",
    )
    from_on = Day("Từ ngày", required=True, need="Biết ai công tác ở thời điểm nào")
    until_on = Day(
        "Đến ngày", explains="Bỏ trống khi đang công tác.", need="Biết ai công tác ở thời điểm nào"
    )

    columns = full_name, rank, position, signs_for, from_on, until_on
    search = full_name, rank, position, number
    filters = position, rank
    order = by_name = full_name
    newest_first = False
    called = (full_name,)
    tells = rank, position
    form = (
        section("Cán bộ", full_name, person_id, (rank, position), signs_for),
        section("Thời gian công tác", (from_on, until_on)),
        section("Khác", number, note),
    )
    checks = (Must(until_on, until_on.after(from_on), "«Đến ngày» phải sau «Từ ngày»"),)

    @classmethod
    def founding(cls, name: str, day: str) -> dict[str, Json]:
        """Return a new book's first officer: rank and position to be edited later."""
        return {"full_name": name, "rank": UNKNOWN, "position": UNKNOWN, "from_on": day}

    def hint(self, lookup: Lookup, day: date) -> str:
        """Return rank and position, where they are known."""
        del day  # of an officer a list may show both at any time
        parts = (self.told(field, lookup) for field in self.tells)
        return ", ".join(part for part in parts if part and part != UNKNOWN)
