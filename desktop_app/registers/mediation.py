"""Mediation at the grass roots (Luật 35/2013/QH13): matters, sessions, results, fulfilment."""

from collections.abc import Callable, Iterator

from desktop_app.model.age import age_on
from desktop_app.model.dates import Day
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import Choice, LongText, Status, Text, YesNo
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.moments import days_ago, days_ahead, present
from desktop_app.model.query import either
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

FIRST_SIDE, SECOND_SIDE = "Bên thứ nhất", "Bên thứ hai"
SHORTEST_SUMMARY = 20


class Party(Entry):
    """A person of the matter and his part in it."""

    person_id = Ref("Người", "person", required=True)
    role = Choice("Vai trò", "party_role", required=True)


class Session(Entry):
    """One meeting of the mediators with the parties."""

    on = Day("Ngày", required=True)
    place = Text("Địa điểm", example="Nhà văn hóa tổ dân phố 3")
    content = LongText(
        "Diễn biến", example="Hai bên trình bày; tổ hòa giải phân tích; hai bên nhất trí"
    )


SETTLED, FAILED = "Hòa giải thành", "Hòa giải không thành"


def _all_parties(mediation: "Mediation", lookup: Lookup) -> str:
    """Tell role, name, age on the day of receipt and address of each party, one per line."""
    return "\n".join(_party(row, mediation, lookup) for row in mediation.parties or ())


def _party(row: Party, mediation: "Mediation", lookup: Lookup) -> str:
    person = lookup.record(row.person_id or "")
    if person is None:
        return f"{row.role}:"
    age = age_on(person.values.get("birth_date"), mediation.received_on)
    address = person.fields["current_address"]
    parts = (person.caption(lookup), f"{age} tuổi" if age else "", person.told(address, lookup))
    return f"{row.role}: {', '.join(part for part in parts if part)}"


def _marked(result: str) -> Callable[["Mediation", Lookup], str]:
    """Return what puts a cross in the column of one result."""
    return lambda mediation, lookup: "x" if mediation.result == result else ""


class Mediation(Occurrence):
    """One matter; the mediators are citizens, an officer only takes part."""

    table, title, singular = "mediation", "Hòa giải", "Vụ, việc hòa giải"
    group = "Sổ nghiệp vụ"
    icon = "handshake"
    explains = (
        "Sổ theo dõi các vụ, việc hòa giải ở cơ sở: các bên, nội dung, buổi hòa giải, kết quả "
        "và việc thực hiện thỏa thuận. Sổ luôn ghi; văn bản chỉ lập khi các bên đồng ý."
    )

    status = Status(
        "Mới nhận",
        "Đã phân công",
        "Đang hòa giải",
        "Hòa giải thành",
        "Đang theo dõi thực hiện",
        "Kết thúc",
        side=("Không thành", "Đã hướng dẫn/Chuyển", "Rút yêu cầu"),
        done=("Kết thúc", "Đã hướng dẫn/Chuyển", "Rút yêu cầu"),
    )
    received_on = Day("Ngày nhận vụ, việc", required=True, role="event_date")
    source = Choice("Nguồn", "mediation_source", required=True)
    mediation_team = Ref("Tổ hòa giải", "mediation_team", required=status.past("Mới nhận"))
    mediator_ids = Refs("Hòa giải viên", "person", required=status.past("Mới nhận"))
    police_participant_id = Ref("Cán bộ Công an tham gia", "officer")
    category = Choice(
        "Phạm vi/loại",
        "mediation_category",
        required=True,
        explains="Có loại không được hòa giải ở cơ sở (Điều 3 Luật Hòa giải ở cơ sở).",
    )
    parties = Rows("Các bên", Party, required=True)
    summary = LongText(
        "Nội dung chủ yếu",
        required=True,
        lines=4,
        example="Mâu thuẫn về lối đi chung giữa hai hộ liền kề",
    )
    sessions = Rows("Buổi hòa giải", Session)
    result = Choice(
        "Kết quả",
        "mediation_result",
        required=status.one_of(
            "Hòa giải thành",
            "Đang theo dõi thực hiện",
            "Kết thúc",
            "Không thành",
            "Đã hướng dẫn/Chuyển",
            "Rút yêu cầu",
        ),
        group="outcome",
    )
    sessions.required = result.filled()  # the paper asks for the sessions before the result
    written_requested = YesNo(
        "Các bên có yêu cầu lập văn bản",
        required=True,
        explains="Văn bản chỉ lập khi các bên đồng ý; ghi sổ thì bắt buộc.",
        need="Chỉ lập văn bản hòa giải thành khi các bên đồng ý lập",
    )
    agreement = LongText(
        "Thỏa thuận",
        required=result.is_("Hòa giải thành"),
        lines=4,
        group="outcome",
        example="Bên A dời hàng rào vào 0,5 m trước ngày 30/11/2026",
    )
    agreement_due = Day("Hạn thực hiện thỏa thuận", group="outcome")
    fulfilment = Choice("Tình trạng thực hiện", "fulfilment")
    demands = LongText(
        "Yêu cầu của mỗi bên (khi không thành)",
        required=result.is_("Hòa giải không thành"),
        group="outcome",
        example="Bên A đòi bồi thường; bên B không đồng ý",
    )
    closed_on = Day("Ngày kết thúc", required=status.is_("Kết thúc"), group="outcome")

    columns = number, received_on, category, parties, mediation_team, result, status
    search = parties, summary, agreement, mediation_team, mediator_ids, number
    filters = category, result, mediation_team, area_id, status
    order = received_on
    called = (category, received_on)
    tells = (summary,)
    form = (
        section(
            "Vụ, việc",
            (number, status),
            (received_on, source),
            mediation_team,
            mediator_ids,
            police_participant_id,
            category,
            parties,
            summary,
            area_id,
        ),
        section("Hòa giải", sessions, result, written_requested),
        section("Thỏa thuận", agreement, (agreement_due, fulfilment)),
        section("Kết thúc", demands, closed_on, officer_id, note),
    )
    checks = (
        Must(received_on, received_on.not_after(present()), "Ngày nhận vụ, việc sau hôm nay"),
        Must(closed_on, closed_on.not_before(received_on), "Ngày kết thúc trước ngày nhận"),
        Must(
            agreement_due,
            agreement_due.not_before(closed_on),
            "Hạn thực hiện thỏa thuận trước ngày kết thúc",
        ),
        Must(
            category,
            category.is_not("Vi phạm pháp luật được hòa giải"),
            "Xem lại Điều 3 Luật Hòa giải ở cơ sở: chỉ vi phạm chưa đến mức xử lý hình sự, "
            "xử phạt hành chính mới được hòa giải",
            "warning",
        ),
        Must(
            category,
            category.is_not("Hôn nhân và gia đình"),
            "Xem lại Điều 3 Luật Hòa giải ở cơ sở: vi phạm pháp luật về hôn nhân và gia đình "
            "không được hòa giải",
            "warning",
        ),
    )
    alerts = (
        Alert(
            "mediation_unassigned",
            "Vụ, việc nhận quá {mediation_assign_days} ngày chưa phân công hòa giải viên",
            status.is_("Mới nhận") & received_on.before(days_ago(3, "mediation_assign_days")),
            level="late",
            due=received_on,
            within=days_ahead(3, "mediation_assign_days"),
        ),
        Alert(
            "mediation_unfinished",
            "Vụ, việc nhận quá {mediation_close_days} ngày mà chưa kết thúc",
            received_on.before(days_ago(30, "mediation_close_days"))
            & either(
                status.one_of(
                    "Mới nhận", "Đã phân công", "Đang hòa giải", "Hòa giải thành", "Không thành"
                ),
                status.is_("Đang theo dõi thực hiện") & agreement_due.missing(),
            ),
            level="late",
            due=received_on,
            within=days_ahead(30, "mediation_close_days"),
        ),
        Alert(
            "agreement_due",
            "Thỏa thuận còn không quá {agreement_due_days} ngày là đến hạn",
            status.one_of("Hòa giải thành", "Đang theo dõi thực hiện")
            & (fulfilment.missing() | fulfilment.is_not("Đã thực hiện"))
            & agreement_due.not_before(present())
            & agreement_due.not_after(days_ahead(3, "agreement_due_days")),
            due=agreement_due,
        ),
        Alert(
            "agreement_overdue",
            "Thỏa thuận đã quá hạn thực hiện",
            status.one_of("Hòa giải thành", "Đang theo dõi thực hiện")
            & (fulfilment.missing() | fulfilment.is_not("Đã thực hiện"))
            & agreement_due.before(present()),
            level="late",
            due=agreement_due,
        ),
    )
    figures = (
        Figure("so_vu_hoa_giai", "Số vụ, việc hòa giải đã nhận"),
        Figure("so_vu_hoa_giai_thanh", "Số vụ, việc hòa giải thành", result.is_("Hòa giải thành")),
        Figure(
            "so_vu_hoa_giai_khong_thanh",
            "Số vụ, việc hòa giải không thành",
            result.is_("Hòa giải không thành"),
        ),
        Figure("so_buoi_hoa_giai", "Số buổi hòa giải", of=sessions),
    )
    derived = (
        Derived("Các bên (họ tên, tuổi, nơi ở)", _all_parties),
        Derived("Dấu hòa giải thành", _marked(SETTLED)),
        Derived("Dấu hòa giải không thành", _marked(FAILED)),
    )
    prints = (
        "van_ban_hoa_giai_thanh",
        "bien_ban_hoa_giai_khong_thanh",
        "so_theo_doi_hoa_giai",
    )

    def rules(self, book: Asking) -> Iterator[Problem]:
        yield from self._side_problems()
        if self.summary and len(self.summary) < SHORTEST_SUMMARY:
            text = "Nội dung chủ yếu quá ngắn (dưới 20 ký tự)"
            yield Problem("summary", text, "warning")
        for line, meeting in enumerate(self.sessions or (), start=1):
            if meeting.on and self.received_on and meeting.on < self.received_on:
                text = f"«Buổi hòa giải» dòng {line}: ngày trước ngày nhận vụ, việc"
                yield Problem("sessions.on", text, row=line)

    def _side_problems(self) -> Iterator[Problem]:
        parties = self.parties
        if not parties:
            return
        everyone = {party.values.get("person_id") for party in parties}
        first, second = self._side(FIRST_SIDE), self._side(SECOND_SIDE)
        if len(everyone) < 2 or first & second:
            yield Problem("parties", "Phải có từ hai bên khác nhau")
        elif not first or not second:
            text = "Các bên nên ghi rõ ai là bên thứ nhất, ai là bên thứ hai"
            yield Problem("parties", text, "warning")

    def _side(self, role: str) -> set[str]:
        return {
            party.values.get("person_id", "") for party in self.parties or () if party.role == role
        }
