"""The people of all registers: each person is written once and referred to everywhere."""

from collections.abc import Iterator

from desktop_app.model.dates import Day, PartialDay
from desktop_app.model.identity import citizen_number_problems, phone_ok
from desktop_app.model.kinds import Choice, Digits, Text
from desktop_app.model.links import Address
from desktop_app.model.moments import present
from desktop_app.model.record import (
    Asking,
    Must,
    Problem,
    Record,
    note,
    number,
    section,
)


class Person(Record):
    """A person; nothing about belief, origin or opinion is ever asked (Luật 91/2025/QH15)."""

    table, title, singular, group = "person", "Con người", "Người", "Danh mục"
    icon = "person"
    explains = (
        "Mỗi người ghi một lần, mọi sổ khác chọn lại từ đây. "
        "Người mới ghi ngay được từ hồ sơ đang làm."
    )

    full_name = Text("Họ và tên", required=True, role="name", example="Nguyễn Văn An")
    alias = Text("Tên gọi khác", example="Bình Còi")
    sex = Choice("Giới tính", "sex", required=True, role="sex")
    birth_date = PartialDay(
        "Ngày sinh",
        required=True,
        role="birth_date",
        explains="Chỉ biết năm hoặc tháng, năm thì ghi năm hoặc tháng/năm.",
        example="05/11/1980, 11/1980 hoặc 1980",
    )
    id_number = Digits(
        "Số định danh cá nhân (CCCD)",
        pattern=r"[0-9]{12}",
        says="Số định danh cá nhân phải có đúng 12 chữ số",
        role="citizen_number",
        group="card",
        masked=True,
        example="000085000008",
        explains="12 chữ số trên thẻ căn cước. Danh sách chỉ hiện một phần của số.",
    )
    old_id_number = Digits(
        "Số CMND cũ",
        pattern=r"[0-9]{9}",
        says="Số chứng minh nhân dân cũ phải có đúng 9 chữ số",
        role="old_citizen_number",
        masked=True,
        example="000000012",
        need="Nhận ra người chỉ còn giấy tờ cũ, tránh ghi trùng",
    )
    id_issue_date = Day("Ngày cấp", group="card")
    id_issue_place = Text("Nơi cấp", group="card", example="Bộ Công an")
    nationality = Choice("Quốc tịch", "nationality", default="Việt Nam")
    occupation = Text("Nghề nghiệp", example="Làm ruộng")
    permanent_address = Address(
        "Nơi thường trú",
        role="address",
        explains="Ghi nguyên văn như trên giấy tờ; xã, phường hiện nay chọn thêm nếu biết.",
    )
    current_address = Address("Nơi ở hiện nay", role="address")
    phone = Text("Điện thoại", role="phone", example="0912 345 678")

    columns = full_name, birth_date, sex, id_number, current_address, phone
    search = (
        full_name, alias, birth_date, id_number, old_id_number,
        permanent_address, current_address, phone, occupation, number,
    )  # fmt: skip
    filters = (sex,)
    order = by_name = full_name
    newest_first = False
    called = (full_name,)
    tells = birth_date, current_address, permanent_address
    form = (
        section("Người", full_name, alias, (sex, birth_date), (nationality, occupation)),
        section("Giấy tờ", (id_number, old_id_number), (id_issue_date, id_issue_place)),
        section("Nơi ở, liên lạc", permanent_address, current_address, phone),
        section("Khác", number, note),
    )
    checks = (
        Must(birth_date, birth_date.not_after(present()), "Ngày sinh sau hôm nay"),
        Must(id_issue_date, id_issue_date.not_before(birth_date), "Ngày cấp trước ngày sinh"),
        Must(id_issue_date, id_issue_date.not_after(present()), "Ngày cấp sau hôm nay"),
    )

    def rules(self, book: Asking) -> Iterator[Problem]:
        yield from name_problems(self.full_name)
        yield from self._number_problems(book)
        if self.phone and not phone_ok(self.phone):
            text = "Số điện thoại thường có 10 hoặc 11 chữ số, bắt đầu bằng 0 hoặc +84"
            yield Problem("phone", text, "warning")

    def _number_problems(self, book: Asking) -> Iterator[Problem]:
        written = self.id_number or ""
        if len(written) != 12 or not written.isdecimal():
            return
        year = int(self.birth_date[:4]) if self.birth_date else None
        for text in citizen_number_problems(written, self.sex, year):
            yield Problem("id_number", text, "warning")
        for id in book.matches("person", Person.id_number.is_(written), besides=self.id):
            other = book.record(id)
            if other is not None:
                whose = f"{other.caption(book)} ({other.hint(book, book.present.date())})"
                said = "Số định danh này đã ghi cho"
                yield Problem(
                    "id_number", f"{said} {whose}", "warning", kept=f"{said} một hồ sơ người khác"
                )


def name_problems(full_name: str | None) -> Iterator[Problem]:
    """Yield what cannot be a person's full name."""
    if full_name is None:
        return
    if any(character.isdigit() for character in full_name):
        yield Problem("full_name", "Họ và tên không có chữ số")
    if len(full_name.split()) < 2:
        yield Problem("full_name", "Họ và tên phải có từ hai tiếng trở lên")
