"""Agencies, enterprises, schools and other organisations of the area."""

from collections.abc import Iterator

from desktop_app.model.dates import Day
from desktop_app.model.entry import Entry
from desktop_app.model.identity import tax_code_ok
from desktop_app.model.kinds import Choice, Number, Status, Text, YesNo
from desktop_app.model.links import Address, Ref, Rows
from desktop_app.model.moments import days_ago, year_start
from desktop_app.model.query import Linked
from desktop_app.model.record import (
    Alert,
    Asking,
    Figure,
    Problem,
    Record,
    note,
    number,
    section,
)
from desktop_app.registers.pledge import Pledge


class SafetyCheck(Entry):
    """One visit to check the organisation's security and fire safety."""

    on = Day("Ngày", required=True, need="Kết quả từng lần kiểm tra an toàn")
    subject = Choice(
        "Nội dung", "safety_check_subject", required=True, need="Kết quả từng lần kiểm tra an toàn"
    )
    result = Text("Kết quả", required=True, example="Đạt", need="Kết quả từng lần kiểm tra an toàn")


class Organization(Record):
    """An organisation, with whom to talk and what was checked there."""

    table, title, singular = "organization", "Cơ quan, doanh nghiệp, nhà trường", "Đơn vị"
    group = "Danh mục"
    icon = "building"
    explains = (
        "Cơ quan, doanh nghiệp, nhà trường và cơ sở khác đóng trên địa bàn, kèm đầu mối an ninh, "
        "trật tự và kết quả kiểm tra an toàn."
    )

    status = Status("Đang hoạt động", "Tạm ngừng", "Chấm dứt/Chuyển địa bàn")
    name = Text("Tên", required=True, example="Trường THCS Vĩnh Phúc")
    org_type = Choice("Loại", "org_type", required=True)
    school_level = Choice(
        "Cấp học",
        "school_level",
        required=org_type.is_("Cơ sở giáo dục"),
        explains="Mầm non, tiểu học ngoài diện công nhận theo Thông tư 124/2021/TT-BCA.",
        need="Biết cơ sở ngoài diện công nhận (Thông tư 124/2021/TT-BCA)",
    )
    enterprise_size = Choice(
        "Quy mô doanh nghiệp",
        "enterprise_size",
        required=org_type.is_("Doanh nghiệp"),
        explains="Doanh nghiệp nhỏ, siêu nhỏ ngoài diện công nhận theo Thông tư 124/2021/TT-BCA.",
        need="Biết cơ sở ngoài diện công nhận (Thông tư 124/2021/TT-BCA)",
    )
    tax_code = Text("Mã số thuế", example="0123456787-001", need="Phân biệt doanh nghiệp trùng tên")
    address = Address("Địa chỉ", required=True, role="address")
    head_name = Text("Người đứng đầu", required=True, example="Nguyễn Thị Hà")
    head_title = Text("Chức vụ người đứng đầu", example="Hiệu trưởng")
    head_phone = Text("Điện thoại người đứng đầu", role="phone", example="0211 386 1113")
    contact_name = Text(
        "Đầu mối ANTT",
        explains="Người liên hệ về an ninh, trật tự của đơn vị.",
        example="Lê Văn Nam",
    )
    contact_phone = Text("Điện thoại đầu mối", role="phone", example="0912 345 678")
    staff_count = Number("Tổng số cán bộ, người lao động", example="120")
    student_count = Number("Số người học", example="650")
    has_party_org = YesNo(
        "Có tổ chức Đảng", need="Phân loại đơn vị khi công nhận đạt tiêu chuẩn an toàn về ANTT"
    )
    is_conditional_business = YesNo(
        "Cơ sở kinh doanh có điều kiện về ANTT",
        explains="Ngành, nghề đầu tư kinh doanh có điều kiện về an ninh, trật tự.",
        need="Quản lý cơ sở kinh doanh có điều kiện về ANTT",
    )
    commune_authority = YesNo(
        "Thuộc thẩm quyền công nhận của cấp xã",
        required=True,
        default=True,
        explains="Ủy ban nhân dân cấp xã công nhận đạt tiêu chuẩn «An toàn về an ninh, trật tự».",
        need="Lọc đơn vị thuộc thẩm quyền công nhận của cấp xã",
    )
    last_reviewed_on = Day("Ngày rà soát gần nhất")
    safety_checks = Rows("Kiểm tra an toàn", SafetyCheck)
    area_id = Ref(
        "Thôn/tổ dân phố", "area", role="area", need="Thống kê, lọc theo thôn, tổ dân phố"
    )

    columns = name, org_type, address, head_name, contact_phone, area_id, status
    search = (
        name, address, head_name, head_phone, contact_name, contact_phone, tax_code, number,
    )  # fmt: skip
    filters = org_type, area_id, status, commune_authority
    order = name
    newest_first = False
    called = (name,)
    tells = (address,)
    form = (
        section(
            "Đơn vị",
            name,
            org_type,
            (school_level, enterprise_size),
            tax_code,
            address,
            (area_id, status),
        ),
        section(
            "Người đứng đầu, đầu mối",
            head_name,
            (head_title, head_phone),
            (contact_name, contact_phone),
        ),
        section(
            "Quy mô, quản lý",
            (staff_count, student_count),
            (has_party_org, is_conditional_business),
            commune_authority,
            last_reviewed_on,
        ),
        section("Kiểm tra an toàn", safety_checks),
        section("Khác", number, note),
    )
    alerts = (
        Alert(
            "organization_unreviewed",
            "Đơn vị chưa được rà soát trong {organization_review_days} ngày",
            status.is_("Đang hoạt động")
            & (
                last_reviewed_on.missing()
                | last_reviewed_on.before(days_ago(183, "organization_review_days"))
            ),
        ),
        Alert(
            "organization_without_contact",
            "Đơn vị chưa có đầu mối an ninh, trật tự",
            status.is_("Đang hoạt động") & contact_name.missing(),
        ),
        Alert(
            "organization_unsigned",
            "Đơn vị chưa ký cam kết trong năm",
            status.is_("Đang hoạt động")
            & Linked(
                "pledge",
                Pledge.organization_id,
                Pledge.signed_on.not_before(year_start()),
                "=",
                0,
            ),
        ),
    )
    figures = (
        Figure("so_don_vi", "Số đơn vị đang hoạt động", status.is_("Đang hoạt động")),
        Figure("so_lan_kiem_tra", "Số lần kiểm tra an toàn", of=safety_checks),
    )

    def rules(self, book: Asking) -> Iterator[Problem]:
        if self.tax_code and not tax_code_ok(self.tax_code):
            text = "Mã số thuế phải có 10 hoặc 13 chữ số và đúng chữ số kiểm tra"
            yield Problem("tax_code", text, "warning")
        if self.name is None or self.address is None:
            return
        for id in book.matches("organization", Organization.name.is_(self.name), besides=self.id):
            other = book.record(id)
            if other is not None and self._stands_with(other):
                yield Problem("name", f"Đã có đơn vị tên «{self.name}» ở cùng địa chỉ")
                return

    def _stands_with(self, other: Record) -> bool:
        mine = self.shown(Organization.address)
        return mine.casefold() == other.shown(Organization.address).casefold()
