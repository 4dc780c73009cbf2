"""Patrols: who walked which route when, and what they found."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from desktop_app.model.dates import Clock, Day, Moment
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import Choice, Choices, LongText, Status, Text
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.moments import days_ago, hours_ago, hours_ahead, present
from desktop_app.model.query import Condition, Overlapping, any_row, either, every
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

LONGEST_SHIFT = timedelta(hours=12)
FEWEST_PEOPLE = 2
POLICE, TEAM, MILITIA = "Công an", "Tổ bảo vệ ANTT", "Dân quân"
OPEN = "Dự kiến", "Đã phân công", "Đang tuần tra"


class Member(Entry):
    """One who walks the shift, and the force he belongs to."""

    person_id = Ref("Người", "person", "officer", required=True)
    force = Choice("Lực lượng", "force", required=True)


class Incident(Entry):
    """Something found on the shift, what was done and to whom it was handed over."""

    at = Clock("Giờ", required=True)
    place = Text("Địa điểm", required=True, example="Cổng chợ Vĩnh Yên")
    type = Choice("Loại", "incident_type", required=True)
    persons = Refs("Người liên quan", "person")
    action = Choice("Biện pháp", "incident_action", required=True)
    minutes_no = Text("Số biên bản", required=action.is_("Lập biên bản"), example="03/BB")
    handed_over_on = Day("Ngày bàn giao")
    summary = LongText("Diễn biến", example="21h15, phát hiện nhóm thanh niên tụ tập; đã giải tán")


def _strength(patrol: "Patrol", lookup: Lookup, forces: Sequence[str] = ()) -> str:
    """Tell how many walk the shift for one of *forces*; none named: for any other."""
    named = (POLICE, TEAM, MILITIA)
    walking = patrol.forces(lookup).values()
    return str(sum(force in forces if forces else force not in named for force in walking))


def _involved(patrol: "Patrol", lookup: Lookup) -> str:
    """Tell how many people the incidents of the shift concern, each counted once."""
    return str(len({id for row in patrol.incidents or () for id in row.persons or ()}))


def _members(patrol: "Patrol", lookup: Lookup) -> str:
    """Tell the members, each with his force."""
    told = (f"{_member_name(row, lookup)} ({row.force})" for row in patrol.members or ())
    return "; ".join(told)


def _member_name(row: Member, lookup: Lookup) -> str:
    """Return the name of a member."""
    found = lookup.record(row.person_id or "")
    return found.caption(lookup) if found else ""


class Patrol(Occurrence):
    """One patrol shift, from leaving the post to the entry in the book."""

    table, title, singular = "patrol", "Tuần tra, kiểm soát", "Ca tuần tra"
    group = "Sổ nghiệp vụ"
    icon = "shield"
    explains = (
        "Mỗi ca tuần tra một dòng: tuyến, thành phần, sự việc phát hiện và biện pháp. "
        "Ghi ca dự kiến trước, hoàn thành nhật ký sau khi tuần tra."
    )

    status = Status("Dự kiến", "Đã phân công", "Đang tuần tra", "Hoàn thành", side=("Hủy",))
    patrol_date = Day("Ngày", required=True, role="event_date", group="hours")
    start_at = Moment(
        "Giờ bắt đầu", on=patrol_date, required=True, group="hours", example="21:30",
        explains="Chỉ gõ giờ thì là giờ của ngày ghi ở mục Ngày.",
    )  # fmt: skip
    end_at = Moment(
        "Giờ kết thúc",
        on=patrol_date,
        since=start_at,
        required=status.is_("Hoàn thành"),
        group="hours",
        explains="Chỉ gõ giờ mà sớm hơn giờ bắt đầu thì là hôm sau: ca qua đêm.",
        example="02:00",
    )
    patrol_type = Choice("Loại tuần tra", "patrol_type", required=True)
    plan_id = Ref("Kế hoạch căn cứ", "plan")
    route_id = Ref("Tuyến/địa bàn", "route", required=True)
    leader_id = Ref("Tổ trưởng ca", "officer", "person", required=True)
    members = Rows("Thành viên", Member, required=True)
    equipment = Choices("Phương tiện, công cụ hỗ trợ", "equipment")
    incidents = Rows(
        "Sự việc phát hiện",
        Incident,
        explains="Chỉ ghi sự việc có thật trong ca; không có thì bỏ trống.",
    )
    remarks = LongText("Nhận xét, kiến nghị", example="Đề nghị tăng ca tối thứ bảy")

    columns = patrol_date, start_at, end_at, patrol_type, route_id, leader_id, status
    search = patrol_date, route_id, leader_id, members, incidents, remarks, number
    filters = patrol_type, route_id, area_id, status, patrol_date
    order = start_at
    called = (route_id, start_at)
    tells = (patrol_type, leader_id)
    form = (
        section(
            "Ca tuần tra",
            (number, status),
            (patrol_date, patrol_type),
            (start_at, end_at),
            plan_id,
            route_id,
            area_id,
        ),
        section("Lực lượng", leader_id, members, equipment),
        section("Kết quả", incidents, remarks, officer_id, note),
    )
    checks = (
        Must(
            patrol_date,
            patrol_date.not_after(present()),
            "Ca đã hoàn thành không thể có ngày sau hôm nay",
            when=status.is_("Hoàn thành"),
        ),
        Must(end_at, end_at.after(start_at), "Giờ kết thúc phải sau giờ bắt đầu"),
        Must(
            status,
            ~status.one_of(*OPEN),
            "Ca đã qua giờ kết thúc: ghi xong nhật ký thì chọn «Hoàn thành», không đi thì «Hủy»",
            "warning",
            end_at.before(present()),
        ),
        Must(note, note.filled(), "Ca đã hủy nên ghi lý do", "warning", status.is_("Hủy")),
    )
    alerts = (
        Alert(
            "patrol_unlogged",
            "Ca đã kết thúc quá {patrol_log_hours} giờ mà chưa ghi nhật ký",
            status.one_of(*OPEN) & end_at.before(hours_ago(12, "patrol_log_hours")),
            level="late",
            due=end_at,
            within=hours_ahead(12, "patrol_log_hours"),
        ),
        Alert(
            "patrol_without_end",
            "Ca đã bắt đầu quá {patrol_end_hours} giờ mà chưa ghi giờ kết thúc",
            status.one_of(*OPEN)
            & end_at.missing()
            & start_at.before(hours_ago(24, "patrol_end_hours")),
            level="late",
            due=start_at,
            within=hours_ahead(24, "patrol_end_hours"),
        ),
        Alert(
            "person_on_two_shifts",
            "Một người có tên trong hai ca cùng giờ",
            status.is_not("Hủy")
            & start_at.after(days_ago(7))
            & Overlapping(
                "patrol",
                start_at,
                end_at,
                (leader_id, (members, Member.person_id)),
                status.is_not("Hủy"),
            ),
        ),
        Alert(
            "incident_not_handed_over",
            "Sự việc chuyển cấp có thẩm quyền chưa có ngày bàn giao",
            patrol_date.after(days_ago(365))
            & any_row(
                incidents,
                Incident.action.is_("Chuyển cấp có thẩm quyền") & Incident.handed_over_on.missing(),
            ),
        ),
    )
    figures = (
        Figure("so_ca_tuan_tra", "Số ca tuần tra", status.is_("Hoàn thành")),
        Figure(
            "luot_nguoi_tuan_tra", "Số lượt người tuần tra", status.is_("Hoàn thành"), of=members
        ),
        Figure("so_su_viec", "Số sự việc phát hiện", status.is_("Hoàn thành"), of=incidents),
    )
    derived = (
        Derived("Tổng số người", lambda patrol, lookup: str(len(patrol.people())), "int"),
        Derived("Tổng số Công an", partial(_strength, forces=(POLICE,)), "int"),
        Derived("Tổng số Tổ bảo vệ ANTT", partial(_strength, forces=(TEAM,)), "int"),
        Derived("Tổng số dân quân", partial(_strength, forces=(MILITIA,)), "int"),
        Derived("Tổng số lực lượng khác", _strength, "int"),
        Derived("Số người liên quan", _involved, "int"),
        Derived("Thành viên, lực lượng", _members),
    )
    prints = "nhat_ky_tuan_tra", "bang_phan_cong_tuan_tra", "bien_ban_vu_viec"

    def people(self) -> list[str]:
        """Return the ids of all who walk the shift, each once, the leader first."""
        members = (row.values.get("person_id") for row in self.members or ())
        everyone = [self.values.get("leader_id"), *members]
        return list(dict.fromkeys(id for id in everyone if id))

    def forces(self, lookup: Lookup) -> dict[str, str]:
        """Return the force of each who walks; a leader who is no member goes by his register."""
        known = {row.person_id or "": row.force or "" for row in self.members or ()}
        leader = lookup.record(self.leader_id or "")
        if leader is not None and leader.id not in known:
            known[leader.id] = POLICE if leader.table == "officer" else ""
        return known

    def rules(self, book: Asking) -> Iterator[Problem]:
        yield from self._time_problems()
        if self.leader_id and self.members and len(self.people()) < FEWEST_PEOPLE:
            text = "Ca tuần tra nên có từ 2 người kể cả tổ trưởng"
            yield Problem("members", text, "warning")
        yield from self._incident_problems()
        yield from self._double_shifts(book)

    def _time_problems(self) -> Iterator[Problem]:
        start, end = self.start_at, self.end_at
        if start and end and end - start > LONGEST_SHIFT:
            yield Problem("end_at", "Ca dài quá 12 giờ; hãy xem lại giờ kết thúc", "warning")
        if start and self.patrol_date and start.date() != self.patrol_date:
            yield Problem("start_at", "Giờ bắt đầu không thuộc ngày của ca", "warning")

    def _incident_problems(self) -> Iterator[Problem]:
        for line, incident in enumerate(self.incidents or (), start=1):
            if incident.at and not self._covers(incident):
                text = f"«Sự việc phát hiện» dòng {line}: giờ {incident.at:%H:%M} ngoài ca"
                yield Problem("incidents.at", text, "warning", line)
            handed_over = incident.handed_over_on
            if handed_over and self.patrol_date and handed_over < self.patrol_date:
                text = f"«Sự việc phát hiện» dòng {line}: ngày bàn giao trước ngày của ca"
                yield Problem("incidents.handed_over_on", text, row=line)

    def _covers(self, incident: Incident) -> bool:
        """Tell whether the incident's clock time lies in the shift, past midnight too."""
        start, end = self.start_at, self.end_at
        if start is None or end is None or incident.at is None:
            return True
        moment = datetime.combine(start.date(), incident.at)
        return start <= moment <= end or start <= moment + timedelta(days=1) <= end

    def _double_shifts(self, book: Asking) -> Iterator[Problem]:
        people = self.people()
        if self.start_at is None or not people or self.status == "Hủy":
            return
        clash = _clash(people, self.start_at, self.end_at)
        for id in book.matches("patrol", clash, besides=self.id):
            other = book.record(id)
            if not isinstance(other, Patrol):
                continue
            for person in people:
                if person in other.people():
                    yield self._on_two_shifts(person, other, book)

    def _on_two_shifts(self, person: str, other: "Patrol", book: Asking) -> Problem:
        found = book.record(person)
        who = found.caption(book) if found else "Người này"
        field = "leader_id" if person == self.values.get("leader_id") else "members"
        text = f"{who} đã ở ca khác cùng giờ ({other.caption(book)})"
        return Problem(field, text, "warning", kept="Một người đã ở ca khác cùng giờ")


def _clash(people: list[str], start: datetime, end: datetime | None) -> Condition:
    """Return the condition that a shift has one of *people* between *start* and *end*."""
    begins = _written(start)
    ends = _written(max(end or start, start + timedelta(minutes=1)))
    return every(
        # A shift lasts less than a day: the bound lets the book look at one day only.
        Patrol.start_at.not_before(_written(start - timedelta(days=1))),
        Patrol.start_at.before(ends),
        either(Patrol.end_at.after(begins), Patrol.start_at.not_before(begins)),
        Patrol.status.is_not("Hủy"),
        either(
            Patrol.leader_id.one_of(*people),
            any_row(Patrol.members, Member.person_id.one_of(*people)),
        ),
    )


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
