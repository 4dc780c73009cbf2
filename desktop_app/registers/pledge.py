"""Pledges: who signed what in which campaign, and what became of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop_app.model.dates import Day, shown_day
from desktop_app.model.entry import Entry
from desktop_app.model.field import Json
from desktop_app.model.kinds import Choice, Number, Status, Text
from desktop_app.model.links import Ref, Rows
from desktop_app.model.moments import days_ahead, present
from desktop_app.model.query import Told
from desktop_app.model.record import (
    Alert,
    Asking,
    Figure,
    Must,
    Occurrence,
    Problem,
    area_id,
    note,
    number,
    officer_id,
    section,
)

FULL_AGE = 18
LARGEST_HOUSEHOLD = 30
MANY = 10**12
SCHOOL_YEAR_ENDS = (5, 31)
SIGNED = "Đã ký", "Hết hiệu lực", "Vi phạm", "Thay bằng bản mới"


def signer_is_minor(pledge: "Pledge", book: Asking) -> bool | None:
    """Tell whether the signer was surely under 18 on the day of signing.

    A birth date of which only the year is known counts from that year's first day, so that
    nobody is called a minor who may be of age.
    """
    signer = book.record(pledge.values.get("signer_person_id") or "")
    born = signer.values.get("birth_date") if signer else None
    signed = pledge.signed_on
    if not born or signed is None:
        return None
    first = date.fromisoformat((born + "-01-01")[:10])
    had_birthday = (signed.month, signed.day) >= (first.month, first.day)
    return signed.year - first.year - (not had_birthday) < FULL_AGE


class Breach(Entry):
    """One breach of what was pledged."""

    on = Day("Ngày", required=True, need="Theo dõi thực hiện cam kết")
    content = Text(
        "Nội dung", required=True, example="Tàng trữ pháo nổ", need="Theo dõi thực hiện cam kết"
    )
    action = Text("Xử lý", example="Lập biên bản, thu giữ", need="Theo dõi thực hiện cam kết")


class Pledge(Occurrence):
    """One signed (or still to be signed) pledge."""

    table, title, singular = "pledge", "Ký cam kết", "Bản cam kết"
    group = "Sổ nghiệp vụ"
    icon = "pen"
    explains = (
        "Theo dõi từng hộ, cá nhân, tổ chức phải ký và đã ký cam kết trong mỗi đợt. "
        "Ghi danh sách phải ký trước, rồi ghi ngày ký khi thu bản giấy về."
    )

    status = Status(
        "Phải ký",
        "Đã phát mẫu",
        "Đã ký",
        side=("Hết hiệu lực", "Vi phạm", "Thay bằng bản mới", "Từ chối/Vắng"),
        done=("Đã ký", "Hết hiệu lực", "Vi phạm", "Thay bằng bản mới"),
    )
    campaign_id = Ref("Đợt ký", "campaign", required=True)
    topic = Choice("Chủ đề", "pledge_topic", required=True)
    subject_type = Choice("Đối tượng", "pledge_subject", required=True)
    signer_person_id = Ref("Người/đại diện ký", "person", required=True, group="signing")
    organization_id = Ref(
        "Tổ chức",
        "organization",
        required=subject_type.one_of("Cơ quan", "Doanh nghiệp", "Nhà trường"),
    )
    signer_count = Number(
        "Số người ký trong tổ chức", least=1, required=organization_id.filled(), example="45"
    )
    # Its bounds only warn.
    household_size = Number("Số nhân khẩu của hộ", least=-MANY, example="4")
    class_name = Text("Lớp", required=subject_type.is_("Học sinh, sinh viên"), example="9A2")
    guardian_id = Ref(
        "Người giám hộ",
        "person",
        required=Told("người ký dưới 18 tuổi ở ngày ký", signer_is_minor),
        group="signing",
        explains="Cha, mẹ hoặc người giám hộ khi người ký dưới 18 tuổi ở ngày ký.",
    )
    signed_on = Day("Ngày ký", required=status.is_("Đã ký"), role="event_date", group="signing")
    valid_until = Day(
        "Ngày hết hiệu lực",
        group="signing",
        explains="Bỏ trống thì lấy 31/12 của năm ký; học sinh, sinh viên lấy cuối năm học.",
    )
    paper_ref = Text(
        "Số bản giấy lưu",
        explains="Nơi lưu bản giấy: cặp, tờ.",
        example="Cặp 3, tờ 12",
        need="Tìm lại bản giấy có chữ ký",
    )
    breaches = Rows("Vi phạm cam kết", Breach)

    columns = number, signed_on, signer_person_id, subject_type, topic, area_id, status
    search = signer_person_id, organization_id, campaign_id, class_name, paper_ref, number
    filters = campaign_id, topic, subject_type, area_id, status
    order = signed_on
    by_name = signer_person_id
    called = (signer_person_id, topic)
    tells = (signed_on, subject_type)
    form = (
        section("Cam kết", (number, status), campaign_id, topic, subject_type, signer_person_id),
        section(
            "Tổ chức, hộ, lớp",
            organization_id,
            (signer_count, household_size),
            class_name,
            guardian_id,
            area_id,
        ),
        section("Ký, hiệu lực", (signed_on, valid_until), paper_ref, breaches),
        section("Khác", officer_id, note),
    )
    checks = (
        Must(signed_on, signed_on.not_after(present()), "Ngày ký sau hôm nay"),
        Must(valid_until, valid_until.after(signed_on), "Ngày hết hiệu lực phải sau ngày ký"),
        Must(
            household_size,
            household_size.not_before(1) & household_size.not_after(LARGEST_HOUSEHOLD),
            "Số nhân khẩu của hộ thường từ 1 đến 30",
            "warning",
        ),
        Must(
            guardian_id,
            guardian_id.is_not(signer_person_id),
            "Người giám hộ phải là người khác với người ký",
            "warning",
        ),
    )
    alerts = (
        Alert(
            "pledge_expiring",
            "Cam kết còn không quá {pledge_expiry_days} ngày là hết hiệu lực",
            status.is_("Đã ký")
            & valid_until.not_before(present())
            & valid_until.not_after(days_ahead(30, "pledge_expiry_days")),
            due=valid_until,
        ),
    )
    figures = (
        Figure("so_ban_cam_ket", "Số bản cam kết đã ký", status.one_of(*SIGNED)),
        Figure(
            "so_nguoi_ky_trong_to_chuc",
            "Số người ký trong tổ chức",
            status.one_of(*SIGNED),
            of=signer_count,
        ),
        Figure("so_vi_pham_cam_ket", "Số lần vi phạm cam kết", of=breaches),
    )
    prints = "cam_ket_ho_gia_dinh", "cam_ket_co_quan", "cam_ket_hoc_sinh"

    def presets(self) -> dict[str, Json]:
        signed = self.signed_on
        if signed is None:
            return {}
        pupil = self.subject_type == "Học sinh, sinh viên"
        return {"valid_until": last_day(signed, SCHOOL_YEAR_ENDS if pupil else (12, 31))}

    def rules(self, book: Asking) -> Iterator[Problem]:
        yield from self._outside_campaign(book)
        yield from self._too_many_signers(book)

    def _outside_campaign(self, book: Asking) -> Iterator[Problem]:
        campaign = book.record(self.values.get("campaign_id") or "")
        signed = self.values.get("signed_on")
        if campaign is None or signed is None:
            return
        first, last = campaign.values.get("from_on"), campaign.values.get("until_on")
        if (first and signed < first) or (last and signed > last):
            days = f"{shown_day(first or '…')} - {shown_day(last or '…')}"
            yield Problem("signed_on", f"Ngày ký ngoài thời gian của đợt ({days})", "warning")

    def _too_many_signers(self, book: Asking) -> Iterator[Problem]:
        organization = book.record(self.values.get("organization_id") or "")
        if organization is None or self.signer_count is None:
            return
        counts: list[Any] = [organization.values.get(name) for name in PEOPLE_OF_ORGANIZATION]
        known = [count for count in counts if count is not None]
        if known and self.signer_count > sum(known):
            text = f"Số người ký nhiều hơn tổng số người của tổ chức ({sum(known)})"
            yield Problem("signer_count", text, "warning")


PEOPLE_OF_ORGANIZATION = "staff_count", "student_count"


def last_day(signed: date, ends: tuple[int, int]) -> str:
    """Return the first day with month and day *ends* after *signed*."""
    end = signed.replace(month=ends[0], day=ends[1])
    return (end if end > signed else end.replace(year=signed.year + 1)).isoformat()
