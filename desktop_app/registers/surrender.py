"""People who give themselves up (BLTTHS 2015 Điều 4.1 h, i; Điều 152): every minute counts."""

from collections.abc import Iterator
from datetime import timedelta

from desktop_app.model.age import age_on
from desktop_app.model.dates import Day, Moment
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import Choice, Choices, LongText, Status, Text
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.moments import hours_ago, hours_ahead, present
from desktop_app.model.record import (
    Alert,
    Asking,
    Derived,
    Figure,
    Lookup,
    Must,
    Occurrence,
    Problem,
    area_id,
    note,
    number,
    officer_id,
    section,
)

NOTIFY_WITHIN = timedelta(hours=1)
NO_SECRETS = "Không nhập nội dung thuộc bí mật nhà nước."


class Item(Entry):
    """A thing or document given in."""

    name = Text("Tên", required=True, example="Điện thoại di động")
    quantity = Text("Số lượng", example="01 chiếc")
    condition = Text("Tình trạng", example="Đã qua sử dụng")


def _age(surrender: "Surrender", lookup: Lookup) -> str:
    """Tell the age on the day of reception (Điều 152.1 asks for it)."""
    person = lookup.record(surrender.person_id or "")
    received = surrender.received_at
    if person is None or received is None:
        return ""
    age = age_on(person.values.get("birth_date"), received.date())
    return "" if age is None else str(age)


class Surrender(Occurrence):
    """One person received; only officers with the right to it open this register."""

    table, title, singular = "surrender", "Tự thú, đầu thú", "Người tự thú, đầu thú"
    group = "Sổ nghiệp vụ"
    icon = "door"
    explains = (
        "Tiếp nhận người ra tự thú, đầu thú: lập biên bản, thông báo ngay cho Cơ quan điều tra "
        f"hoặc Viện kiểm sát, bàn giao. {NO_SECRETS}"
    )
    restricted = True

    status = Status(
        "Tiếp nhận", "Đã lập biên bản", "Đã thông báo CQĐT/VKS", "Đã bàn giao", "Lưu hồ sơ"
    )
    surrender_type = Choice(
        "Loại",
        "surrender_type",
        required=True,
        explains="Tự thú: trước khi tội phạm hoặc người phạm tội bị phát hiện. "
        "Đầu thú: sau khi bị phát hiện.",
    )
    person_id = Ref(
        "Người",
        "person",
        required=True,
        explains="Hồ sơ người phải có họ tên, ngày sinh, nghề nghiệp và chỗ ở.",
    )
    received_at = Moment("Thời điểm tiếp nhận", required=True, role="event_date")
    received_place = Text("Nơi tiếp nhận", required=True, example="Trụ sở Công an phường")
    receiving_officer_id = Ref("Cán bộ tiếp nhận", "officer", required=True)
    persuaded_by = Choices(
        "Người vận động", "persuaded_by", need="Tổng hợp kết quả vận động tự thú, đầu thú"
    )
    persuaders = Refs("Họ tên người vận động", "person")
    wanted_decision_no = Text("Số quyết định truy nã", group="wanted", example="15/QĐ-CQĐT")
    wanted_decision_date = Day("Ngày quyết định truy nã", group="wanted")
    wanted_issuer = Text(
        "Cơ quan ra quyết định", group="wanted", example="Cơ quan CSĐT Công an tỉnh Phú Thọ"
    )
    offence = Text("Tội danh/hành vi", required=True, confidential=True, example="Trộm cắp tài sản")
    statement = LongText(
        "Lời khai ban đầu",
        required=True,
        lines=6,
        confidential=True,
        explains=f"Có thể ghi «xem biên bản giấy». {NO_SECRETS}",
        example="Xem biên bản giấy",
    )
    items = Rows("Đồ vật, tài liệu giao nộp", Item, confidential=True)
    notified_agency = Choice(
        "Cơ quan được thông báo",
        "notified_agency",
        required=status.from_("Đã thông báo CQĐT/VKS"),
        group="notified",
    )
    notified_at = Moment(
        "Thời điểm thông báo",
        required=status.from_("Đã thông báo CQĐT/VKS"),
        group="notified",
        explains="Luật yêu cầu thông báo ngay; quá 1 giờ thì chương trình cảnh báo.",
    )
    notified_by = Choice(
        "Hình thức thông báo",
        "notified_by",
        required=status.from_("Đã thông báo CQĐT/VKS"),
        group="notified",
    )
    handed_over_at = Moment(
        "Thời điểm bàn giao", required=status.from_("Đã bàn giao"), group="handover"
    )
    receiver_agency = Text(
        "Cơ quan nhận",
        required=status.from_("Đã bàn giao"),
        group="handover",
        example="Cơ quan CSĐT Công an tỉnh",
    )
    receiver_name = Text(
        "Người nhận",
        required=status.from_("Đã bàn giao"),
        group="handover",
        example="Trần Văn Bình",
    )
    reception_minutes_no = Text("Số biên bản tiếp nhận", example="01/BB-TN")
    handover_minutes_no = Text("Số biên bản giao nhận", example="01/BB-GN")

    columns = number, received_at, surrender_type, person_id, receiving_officer_id, status
    search = (
        person_id, received_place, wanted_decision_no, reception_minutes_no,
        handover_minutes_no, number,
    )  # fmt: skip
    filters = surrender_type, area_id, status
    order = received_at
    by_name = person_id
    called = (person_id, received_at)
    tells = (surrender_type,)
    form = (
        section(
            "Tiếp nhận",
            (number, status),
            surrender_type,
            person_id,
            received_at,
            received_place,
            receiving_officer_id,
            persuaded_by,
            persuaders,
            area_id,
        ),
        section("Truy nã (nếu có)", (wanted_decision_no, wanted_decision_date), wanted_issuer),
        section("Nội dung", offence, statement, items),
        section("Thông báo ngay", notified_agency, (notified_at, notified_by)),
        section(
            "Bàn giao",
            handed_over_at,
            (receiver_agency, receiver_name),
            (reception_minutes_no, handover_minutes_no),
        ),
        section("Khác", officer_id, note),
    )
    checks = (
        Must(received_at, received_at.not_after(present()), "Thời điểm tiếp nhận ở tương lai"),
        Must(
            wanted_decision_date,
            wanted_decision_date.filled(),
            "Có số quyết định truy nã thì phải có ngày quyết định",
            when=wanted_decision_no.filled(),
        ),
        Must(
            wanted_decision_no,
            wanted_decision_no.filled(),
            "Có ngày quyết định truy nã thì phải có số quyết định",
            when=wanted_decision_date.filled(),
        ),
        Must(
            wanted_issuer,
            wanted_issuer.filled(),
            "Có số quyết định truy nã thì phải có cơ quan ra quyết định",
            when=wanted_decision_no.filled(),
        ),
        Must(
            wanted_decision_date,
            wanted_decision_date.not_after(received_at),
            "Ngày quyết định truy nã sau ngày tiếp nhận",
        ),
        Must(notified_at, notified_at.not_before(received_at), "Thông báo trước khi tiếp nhận"),
        Must(
            handed_over_at, handed_over_at.not_before(notified_at), "Bàn giao trước khi thông báo"
        ),
        Must(
            handed_over_at, handed_over_at.not_before(received_at), "Bàn giao trước khi tiếp nhận"
        ),
    )
    alerts = (
        Alert(
            "surrender_not_notified",
            "Chưa thông báo CQĐT/VKS, phải báo ngay",
            notified_at.missing() & received_at.not_before(hours_ago(1, "surrender_notify_hours")),
            due=received_at,
            within=hours_ahead(1, "surrender_notify_hours"),
            minutes=True,
        ),
        Alert(
            "surrender_notify_late",
            "Quá {surrender_notify_hours} giờ chưa thông báo CQĐT/VKS",
            notified_at.missing() & received_at.before(hours_ago(1, "surrender_notify_hours")),
            level="late",
            due=received_at,
            within=hours_ahead(1, "surrender_notify_hours"),
            minutes=True,
        ),
        Alert(
            "surrender_not_handed_over",
            "Quá {surrender_handover_hours} giờ chưa bàn giao người tự thú, đầu thú",
            handed_over_at.missing()
            & received_at.before(hours_ago(12, "surrender_handover_hours")),
            level="late",
            due=received_at,
            within=hours_ahead(12, "surrender_handover_hours"),
        ),
        Alert(
            "surrender_day_mark",
            "Mốc 24 giờ: CQĐT phải thông báo VKS bằng văn bản",
            status.is_not("Lưu hồ sơ")
            & received_at.before(hours_ago(20))
            & received_at.not_before(hours_ago(48)),
            due=received_at,
            within=hours_ahead(24),
        ),
    )
    figures = (
        Figure("so_nguoi_tu_thu", "Số người tự thú", surrender_type.is_("Tự thú")),
        Figure("so_nguoi_dau_thu", "Số người đầu thú", surrender_type.is_("Đầu thú")),
    )
    derived = (Derived("Tuổi khi tiếp nhận", _age, "int"),)
    prints = "bien_ban_tiep_nhan", "thong_bao_co_quan_dieu_tra", "bien_ban_giao_nhan"

    def rules(self, book: Asking) -> Iterator[Problem]:
        received, notified = self.received_at, self.notified_at
        if received and notified and notified - received > NOTIFY_WITHIN:
            text = "Thông báo sau 1 giờ kể từ lúc tiếp nhận; luật yêu cầu thông báo ngay"
            yield Problem("notified_at", text, "warning")
        yield from self._unknown_of_person(book)

    def _unknown_of_person(self, book: Asking) -> Iterator[Problem]:
        """Yield what the record of reception must say of the person (Điều 152.1)."""
        person = book.record(self.values.get("person_id") or "")
        if person is None:
            return
        has = person.values.get
        missing = [] if has("occupation") else ["nghề nghiệp"]
        if not (has("current_address") or has("permanent_address")):
            missing.append("chỗ ở")
        if missing:
            text = f"Hồ sơ {person.caption(book)} chưa có {' và '.join(missing)} (Điều 152.1)"
            yield Problem("person_id", text)
