"""A book held in memory, which answers what rules and alerts ask by evaluating conditions."""

from datetime import datetime
from typing import Any

from desktop_app.model.query import OPERATIONS, Condition, Every, Linked, Overlapping
from desktop_app.model.record import Alert, Problem, Record
from desktop_app.model.truth import deciding
from desktop_app.model.validation import cleaned, problems, with_defaults
from desktop_app.registers import REGISTERS

PRESENT = datetime.fromisoformat("2026-11-23T14:00")


class Shelf:
    """Records by id; *present* is the moment at which rules are asked."""

    def __init__(self, present: datetime = PRESENT) -> None:
        self.present = present
        self.records: dict[str, Record] = {}

    def record(self, id: str) -> Record | None:
        return self.records.get(id)

    def matches(self, register: str, condition: Condition, besides: str = "") -> list[str]:
        return [
            record.id
            for record in self.records.values()
            if record.table == register
            and record.id != besides
            and deciding(condition)(record, self) is True
        ]

    def voided(self, register: str, number: str) -> str:
        return ""

    def put(self, register: str, id: str, **values: Any) -> Record:
        """Keep a record without asking whether it is right."""
        kept, wrong = cleaned(REGISTERS[register], values)
        assert not wrong
        record = REGISTERS[register](kept, id)
        self.records[id] = record
        return record

    def judged(self, register: str, id: str = "", **values: Any) -> list[Problem]:
        """Return the problems of a new record: of its shape if there are any, else of its rules."""
        filled = with_defaults(REGISTERS[register], values, OFFICER)
        kept, wrong = cleaned(REGISTERS[register], filled)
        return wrong or problems(REGISTERS[register](kept, id), self)

    def raised(self, alert: Alert, record: Record) -> bool:
        """Tell whether *alert* is raised for *record*."""
        return self._true(alert.condition, record)

    def _true(self, condition: Condition, record: Record) -> bool:
        if isinstance(condition, Every):
            return all(self._true(part, record) for part in condition.parts)
        if isinstance(condition, Linked):
            return self._counted(condition, record)
        if isinstance(condition, Overlapping):
            return self._overlapped(condition, record)
        return deciding(condition)(record, self) is True

    def _counted(self, linked: Linked, record: Record) -> bool:
        pointing = linked.field.is_(record.id)
        asked = pointing if linked.condition is None else pointing & linked.condition
        count = len(self.matches(linked.register, asked))
        wanted = linked.operand
        if not isinstance(wanted, int):
            wanted = record.values.get(wanted.name)
        return wanted is not None and OPERATIONS[linked.operation](count, wanted)

    def _overlapped(self, shared: Overlapping, record: Record) -> bool:
        start, end = shared.start.name, shared.end.name
        mine = record.values
        return any(
            other.id != record.id
            and other.table == shared.register
            and deciding(shared.condition)(other, self) is True
            and bool(people(shared, other) & people(shared, record))
            and start in other.values
            and other.values[start] < mine.get(end, "")
            and mine.get(start, "9") < other.values.get(end, "")
            for other in self.records.values()
        )


def people(shared: Overlapping, record: Record) -> set[str]:
    """Return the ids of all who take part in what *record* tells of."""
    found: set[str] = set()
    for one in shared.people:
        if isinstance(one, tuple):
            rows, person = one
            found |= {row[person.name] for row in record.values.get(rows.name, ())}
        elif one.name in record.values:
            found.add(record.values[one.name])
    return found


def ident(number: int) -> str:
    """Return a record id that tests can read."""
    return f"00000000-0000-7000-8000-{number:012d}"


OFFICER, OTHER_OFFICER = ident(1), ident(2)
AREA = ident(10)
ROUTE = ident(20)
PLAN = ident(30)
CAMPAIGN = ident(40)
TEAM = ident(50)
SCHOOL = ident(60)
AN, BINH, CHAU, PUPIL = ident(101), ident(102), ident(103), ident(104)
PATROL, PLEDGE, MEDIATION, SURRENDER = ident(201), ident(202), ident(203), ident(204)

VALID: dict[str, dict[str, Any]] = {
    "person": {"full_name": "Lê Thị Mai", "sex": "Nữ", "birth_date": "1990-02-03"},
    "officer": {
        "full_name": "Phạm Văn Đức",
        "rank": "Đại úy",
        "position": "Cán bộ",
        "from_on": "2025-07-01",
    },
    "organization": {
        "name": "Công ty Bình Minh",
        "org_type": "Hộ kinh doanh",
        "address": {"as_written": "Số 2, phố Mới"},
        "head_name": "Trần Văn Bình",
    },
    "area": {"name": "Tổ dân phố 9", "kind": "Tổ dân phố"},
    "route": {"name": "Bờ sông"},
    "plan": {"plan_date": "2026-10-30", "from_on": "2026-11-01", "until_on": "2026-11-30"},
    "campaign": {
        "name": "Quý I/2027",
        "topic": "Pháo nổ, vũ khí",
        "from_on": "2026-11-01",
        "until_on": "2026-12-31",
    },
    "mediation_team": {"name": "Tổ hòa giải số 2", "area_id": AREA},
    "patrol": {
        "patrol_date": "2026-11-20",
        "start_at": "2026-11-20T21:00",
        "end_at": "2026-11-21T02:00",
        "status": "Hoàn thành",
        "patrol_type": "Thường xuyên",
        "route_id": ROUTE,
        "leader_id": OFFICER,
        "members": [{"person_id": AN, "force": "Tổ bảo vệ ANTT"}],
    },
    "pledge": {
        "status": "Đã ký",
        "campaign_id": CAMPAIGN,
        "topic": "Phòng, chống ma túy",
        "subject_type": "Hộ gia đình",
        "signer_person_id": AN,
        "signed_on": "2026-10-15",
    },
    "mediation": {
        "received_on": "2026-11-10",
        "source": "Một bên yêu cầu",
        "category": "Đất đai, ranh giới",
        "parties": [
            {"person_id": AN, "role": "Bên thứ nhất"},
            {"person_id": BINH, "role": "Bên thứ hai"},
        ],
        "summary": "Hai gia đình tranh chấp bức tường rào chung",
        "written_requested": False,
    },
    "surrender": {
        "surrender_type": "Đầu thú",
        "person_id": AN,
        "received_at": "2026-11-23T13:30",
        "received_place": "Trụ sở Công an phường",
        "receiving_officer_id": OFFICER,
        "offence": "Trộm cắp tài sản",
        "statement": "Xem biên bản giấy",
    },
}


def furnished() -> Shelf:
    """Return a shelf with one record of everything that others refer to."""
    shelf = Shelf()
    shelf.put("officer", OFFICER, **VALID["officer"] | {"full_name": "Nguyễn Văn An"})
    shelf.put("officer", OTHER_OFFICER, **VALID["officer"] | {"full_name": "Đỗ Văn Hùng"})
    shelf.put("area", AREA, name="Tổ dân phố 3", kind="Tổ dân phố")
    shelf.put("route", ROUTE, name="Trục chợ", is_hot_spot=True)
    shelf.put("plan", PLAN, **VALID["plan"])
    shelf.put(
        "campaign",
        CAMPAIGN,
        **VALID["campaign"] | {"from_on": "2026-10-01", "until_on": "2026-11-28", "target": 2},
        status="Đang ký",
    )
    shelf.put("mediation_team", TEAM, **VALID["mediation_team"] | {"name": "Tổ hòa giải số 1"})
    shelf.put(
        "organization",
        SCHOOL,
        name="Trường THCS Hoa Sen",
        org_type="Cơ sở giáo dục",
        school_level="THCS",
        address={"as_written": "Số 1, phố Mới"},
        head_name="Lý Thị Thu",
        staff_count=20,
        student_count=300,
        status="Đang hoạt động",
    )
    home = {"as_written": "Tổ dân phố 3"}
    for id, name, born in ((AN, "Vũ Văn An", "1980-05-06"), (BINH, "Vũ Thị Bình", "1975")):
        sex = "Nam" if id == AN else "Nữ"
        shelf.put(
            "person",
            id,
            full_name=name,
            sex=sex,
            birth_date=born,
            occupation="Làm ruộng",
            current_address=home,
        )
    shelf.put("person", CHAU, full_name="Cao Minh Châu", sex="Nữ", birth_date="1999-09")
    shelf.put("person", PUPIL, full_name="Vũ Gia Bảo", sex="Nam", birth_date="2012-03-04")
    return shelf
