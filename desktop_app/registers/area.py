"""Hamlets and residential groups: where things happen."""

from collections.abc import Iterator

from desktop_app.model.dates import Day
from desktop_app.model.kinds import Choice, Number, Text
from desktop_app.model.record import (
    Asking,
    Must,
    Problem,
    Record,
    note,
    number,
    section,
)


class Area(Record):
    """A hamlet or residential group; a renamed one is a new line, so old records keep its name."""

    table, title, singular = "area", "Thôn, tổ dân phố", "Thôn/tổ dân phố"
    group = "Danh mục"
    icon = "houses"
    keeps_years = 0
    explains = (
        "Các thôn, tổ dân phố của đơn vị, để chọn nơi xảy ra và thống kê theo địa bàn. "
        "Khi đổi tên hoặc sáp nhập: ghi «Đến ngày» cho tên cũ rồi thêm tên mới."
    )

    name = Text("Tên", required=True, role="area_name", example="Tổ dân phố 3")
    kind = Choice("Loại", "area_kind", required=True, need="Gọi đúng loại thôn, tổ dân phố")
    household_count = Number("Số hộ", example="215", need="Tính tỷ lệ hộ ký cam kết")
    from_on = Day(
        "Từ ngày",
        explains="Ngày tên này bắt đầu dùng; bỏ trống nếu không rõ.",
        need="Biết tên nào dùng ở thời điểm nào",
    )
    until_on = Day(
        "Đến ngày",
        explains="Ngày cuối dùng tên này; bỏ trống khi đang dùng.",
        need="Biết tên nào dùng ở thời điểm nào",
    )

    columns = name, kind, household_count, from_on, until_on
    search = name, number
    filters = (kind,)
    order = name
    newest_first = False
    called = (name,)
    tells = (kind, until_on)
    form = (
        section("Địa bàn", name, (kind, household_count)),
        section("Thời gian dùng tên", (from_on, until_on)),
        section("Khác", number, note),
    )
    checks = (
        Must(until_on, until_on.not_before(from_on), "«Đến ngày» trước «Từ ngày»", "warning"),
    )

    def rules(self, book: Asking) -> Iterator[Problem]:
        if self.name is None:
            return
        same = Area.name.is_(self.name)
        for id in book.matches("area", same, besides=self.id):
            other = book.record(id)
            if other is not None and not self._follows(other):
                yield Problem("name", f"Đơn vị đã có thôn, tổ dân phố tên «{self.name}»")
                return

    def _follows(self, other: Record) -> bool:
        """Tell whether one of two namesakes ended before the other began."""
        mine, theirs = self.values, other.values
        return _ended(mine, theirs) or _ended(theirs, mine)


def _ended(first: dict[str, str], second: dict[str, str]) -> bool:
    until, begun = first.get("until_on"), second.get("from_on")
    return bool(until and begun and until < begun)
