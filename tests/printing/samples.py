"""A small book of practice records, filled, and one where every text is far too long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from desktop_app.model.office import Office, Signer, office_of
from desktop_app.model.record import Record
from desktop_app.model.units import find_units
from desktop_app.printing.form import Form
from desktop_app.printing.library import FormLibrary
from desktop_app.printing.press import Printed, PrintJob, print_form
from desktop_app.registers import REGISTERS

LIBRARY = FormLibrary(REGISTERS)
CODES = tuple(form.code for form in LIBRARY.forms())
FILLER = " Nguyễn Hoàng Thị Phương" * 9
LONGEST_NAME, LONG_TEXT, MANY = 200, 20_000, 200
WEEK = date(2026, 11, 2), date(2026, 11, 8)
DEPUTY = Signer(
    "KT. TRƯỞNG CÔNG AN PHƯỜNG", "PHÓ TRƯỞNG CÔNG AN PHƯỜNG", "Thiếu tá", "Trần Quốc Việt"
)


def office() -> Office:
    """Return the post whose paper is printed."""
    code = find_units("phường vĩnh phúc phú thọ")[0].unit.code
    return replace(office_of(code), duty_phone="0211 3861 113")


@dataclass
class Drawer:
    """Records by id. *long* makes names 200 letters, texts 20,000, and lists long."""

    long: bool = False

    def __post_init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.people = [
            self._person(number, name)
            for number, name in enumerate(
                ("Nguyễn Văn Hòa", "Trần Thị Thủy", "Lê Đức Anh", "Phạm Minh Quý", "Đỗ Thị Huệ")
            )
        ]
        self.area = self.add("area", name=self._name("Tổ dân phố 3"), kind="Tổ dân phố")
        self.officer = self.add(
            "officer", full_name="Trần Thị Bình", rank="Đại úy", position="Phó Trưởng Công an"
        )

    def record(self, id: str) -> Record | None:
        return self.records.get(id)

    def add(self, table: str, **values: Any) -> Record:
        """Return a new record with a steady id."""
        id = str(uuid5(NAMESPACE_OID, f"{table} {len(self.records)}"))
        kept = {name: value for name, value in values.items() if value is not None}
        record = REGISTERS[table](kept, id)
        record.version = 1
        self.records[id] = record
        return record

    def _name(self, text: str) -> str:
        return f"{text}{FILLER}"[:LONGEST_NAME].strip() if self.long else text

    def _text(self, text: str) -> str:
        return f"{text} " * (LONG_TEXT // len(text)) if self.long else text

    def _person(self, number: int, name: str) -> Record:
        return self.add(
            "person",
            full_name=self._name(name),
            sex="Nam",
            birth_date="1962-03-05",
            id_number=f"00006200{number:04d}",
            id_issue_date="2022-05-12",
            id_issue_place="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            nationality="Việt Nam",
            occupation="Lao động tự do",
            current_address={"as_written": self._name("Số 12, ngõ 5, Tổ dân phố 3, Vĩnh Phúc")},
            permanent_address={"as_written": "Thôn Đông, xã Bình Nguyên, tỉnh Phú Thọ"},
            phone="0912345678",
        )

    def records_of(self, form: Form) -> list[Record]:
        """Return the records a form is printed for."""
        made: dict[str, Callable[[], list[Record]]] = {
            "plan": lambda: [self.plan()],
            "patrol": lambda: [self.shift()],
            "pledge": lambda: [self.promise()],
            "campaign": lambda: [self.round()],
            "mediation": lambda: [self.matter("Hòa giải thành"), self.matter(FAILED)],
            "surrender": lambda: [self.arrival()],
        }
        return made[form.register]()

    def plan(self) -> Record:
        return self.add(
            "plan",
            plan_no="5/KH-CAP",
            plan_date="2026-01-05",
            from_on="2026-01-10",
            until_on="2026-02-28",
            purpose=self._text("Chủ động phòng ngừa, ngăn chặn tội phạm và vi phạm pháp luật."),
            content=self._text("Mỗi ca từ 04 đến 06 người, tập trung khu vực chợ, ga."),
        )

    def shift(self) -> Record:
        people = MANY if self.long else 5
        return self.add(
            "patrol",
            number="12",
            patrol_date="2026-11-05",
            start_at="2026-11-05T21:30",
            end_at="2026-11-06T01:00",
            patrol_type="Thường xuyên",
            plan_id=self.plan().id,
            route_id=self.add("route", name=self._name("Trục đường chợ - ga")).id,
            leader_id=self.officer.id,
            members=[self._member(number) for number in range(people)],
            equipment=["Xe mô tô", "Đèn pin"],
            incidents=[self._incident("Nhắc nhở", None), self._incident("Lập biên bản", "7")],
            remarks=self._text("Đề nghị lắp thêm đèn đường ở ngõ 5."),
            officer_id=self.officer.id,
        )

    def _member(self, number: int) -> dict[str, Any]:
        person = self.people[number % len(self.people)]
        return {"id": str(number), "person_id": person.id, "force": "Tổ bảo vệ ANTT"}

    def _incident(self, action: str, minutes_no: str | None) -> dict[str, Any]:
        return {
            "id": action,
            "at": "23:40",
            "place": self._name("Cổng chợ Vĩnh Yên"),
            "type": "Gây rối trật tự công cộng",
            "persons": [self.people[0].id, self.people[1].id],
            "action": action,
            "minutes_no": minutes_no,
            "summary": self._text("Hai nhóm thanh niên to tiếng, xô đẩy nhau."),
        }

    def round(self) -> Record:
        return self.add(
            "campaign",
            name="Quý IV/2026: pháo nổ, vũ khí",
            topic="Pháo nổ, vũ khí",
            from_on="2026-10-01",
            until_on="2026-12-31",
            target=120,
        )

    def promise(self, number: int = 0, status: str = "Đã ký") -> Record:
        school = self.add(
            "organization",
            name=self._name("Trường THCS Vĩnh Phúc"),
            org_type="Cơ sở giáo dục",
            address={"as_written": "Đường Mê Linh, phường Vĩnh Phúc"},
            head_name="Nguyễn Thị Hạnh",
            head_title="Hiệu trưởng",
            head_phone="0211386123",
            staff_count=64,
            student_count=1240,
        )
        return self.add(
            "pledge",
            status=status,
            topic="Pháo nổ, vũ khí",
            subject_type="Hộ gia đình",
            signer_person_id=self.people[number % len(self.people)].id,
            guardian_id=self.people[1].id,
            organization_id=school.id,
            signer_count=1300,
            class_name="9A2",
            area_id=self.area.id,
            officer_id=self.officer.id,
            signed_on="2026-11-05",
            household_size=4,
        )

    def matter(self, result: str) -> Record:
        team = self.add(
            "mediation_team", name=self._name("Tổ hòa giải tổ dân phố 3"), area_id=self.area.id
        )
        failed = result == FAILED
        return self.add(
            "mediation",
            received_on="2026-10-02",
            source="Các bên yêu cầu",
            mediation_team=team.id,
            mediator_ids=[self.people[2].id, self.people[3].id],
            police_participant_id=self.officer.id,
            category="Đất đai, ranh giới",
            parties=[
                {"id": "a", "person_id": self.people[0].id, "role": "Bên thứ nhất"},
                {"id": "b", "person_id": self.people[1].id, "role": "Bên thứ hai"},
                {"id": "c", "person_id": self.people[4].id, "role": "Người chứng kiến"},
            ],
            summary=self._text("Tranh chấp ranh giới đất giữa hai hộ liền kề, khoảng 12 m²."),
            sessions=[
                {"id": "s", "on": "2026-10-05", "place": "Nhà văn hóa", "content": "Đã đo đạc."}
            ],
            result=result,
            agreement=None if failed else self._text("Hai bên thống nhất ranh giới đã đo."),
            agreement_due=None if failed else "2026-11-30",
            demands=self._text("Bên thứ nhất yêu cầu trả lại đất.") if failed else None,
            closed_on="2026-10-12",
        )

    def arrival(self) -> Record:
        things = 60 if self.long else 2
        return self.add(
            "surrender",
            number="3",
            surrender_type="Đầu thú",
            person_id=self.people[0].id,
            received_at="2026-11-05T08:05",
            received_place="Trụ sở Công an phường Vĩnh Phúc",
            receiving_officer_id=self.officer.id,
            persuaders=[self.people[1].id],
            wanted_decision_no="15/QĐ-CQĐT",
            wanted_decision_date="2026-08-01",
            wanted_issuer="Cơ quan Cảnh sát điều tra Công an tỉnh Phú Thọ",
            offence="Cố ý gây thương tích",
            statement=self._text("Do mâu thuẫn cá nhân đã dùng gậy gây thương tích."),
            items=[
                {"id": str(number), "name": self._name("Điện thoại"), "quantity": "01"}
                for number in range(things)
            ],
            notified_agency="Cơ quan điều tra",
            notified_at="2026-11-05T08:20",
            notified_by="Điện thoại",
            handed_over_at="2026-11-05T15:00",
            receiver_agency="Cơ quan Cảnh sát điều tra Công an tỉnh Phú Thọ",
            receiver_name="Hoàng Văn Nam",
            reception_minutes_no="3",
            handover_minutes_no="4",
        )


FAILED = "Hòa giải không thành"


def job(
    drawer: Drawer, records: Sequence[Record], *, blank: int = 0, practice: bool = False
) -> PrintJob:
    """Return a job with everything a unit would give."""
    listed = [
        drawer.promise(number, "Phải ký" if number % 3 == 0 else "Đã ký")
        for number in range(60 if drawer.long else 6)
    ]
    return PrintJob(records, drawer, office(), DEPUTY, blank, WEEK, practice, lambda record: listed)


def printed(code: str, kind: str = "filled") -> Printed:
    """Return a form blank, filled or overlong."""
    form = LIBRARY.form(code)
    drawer = Drawer(long=kind == "overlong")
    if kind == "blank":
        return print_form(form, replace(job(drawer, [], blank=1), period=None))
    return print_form(form, job(drawer, drawer.records_of(form)))
