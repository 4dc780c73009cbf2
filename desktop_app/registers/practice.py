"""The practice book: an invented year of a post, for learning and for measuring.

Everybody and everything in it is invented. Citizen numbers carry a province code that does not
exist, telephone numbers begin as no number does, and every note says so. The same seed, count,
moment and officer give the same records with the same ids.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from desktop_app.model.field import Json
from desktop_app.registers.practice_words import (
    AGREEMENTS,
    BREACHES,
    INCIDENTS,
    MARK,
    MATTERS,
    OFFENCES,
    PLACES,
    REMARKS,
)
from desktop_app.registers.practice_world import SETTINGS, TOPICS, YEAR, Dice, Made, World

FRESH = 40  # the last events, some of which are still open, whatever the size of the book
SHARES = (("pledge", 0.62), ("patrol", 0.26), ("mediation", 0.095), ("surrender", 0.025))


def practice_records(count: int, seed: int, present: datetime, officer_id: str) -> Iterator[Made]:
    """Yield (register, id, values): settings and people first, then about *count* events.

    *officer_id* is an officer already in the book. Values are canonical and break no rule
    (they pass warnings: a province code that does not exist is one).
    """
    dice = Dice(seed, present)
    world = World(count, dice, present, officer_id)
    yield from world.settings()
    yield from world.everybody()
    yield from world.groups()
    yield from Events(count, world, present).all()


class Events:
    """The events of the year up to the present, oldest first."""

    def __init__(self, count: int, world: World, present: datetime) -> None:
        self.count = count
        self.world = world
        self.dice = world.dice
        self.present = present
        self.now = present.isoformat(timespec="minutes")
        self.numbers: dict[str, int] = {}
        self.first_id = SETTINGS + world.people

    def all(self) -> Iterator[Made]:
        """Yield the events; the last is a person who has just given himself up."""
        tell = {
            "pledge": self._pledge,
            "patrol": self._patrol,
            "mediation": self._mediation,
            "surrender": self._surrender,
        }
        for place in range(self.count):
            number = self.first_id + place
            left = self.count - place
            register = "surrender" if left == 1 else self._register()
            day = place * YEAR // self.count
            yield register, self.dice.ident(number), tell[register](number, day, left)

    def _register(self) -> str:
        rolled = self.dice.roll()
        for register, share in SHARES:
            rolled -= share
            if rolled < 0:
                return register
        return SHARES[0][0]

    def _common(self, register: str, day: str) -> dict[str, Json]:
        key = register + day[:4]
        self.numbers[key] = number = self.numbers.get(key, 0) + 1
        return {
            "number": f"{number}/{day[:4]}",
            "area_id": self.dice.pick(self.world.areas),
            "officer_id": self.dice.pick(self.world.officers),
            "note": MARK,
        }

    def _patrol(self, number: int, day: int, left: int) -> dict[str, Json]:
        world, dice = self.world, self.dice
        hour, minute = dice.pick((5, 14, 19, 20, 21, 22)), dice.pick((0, 30))
        hours = 2 + dice.upto(4)
        end_day, end_hour = day + (hour + hours) // 24, (hour + hours) % 24
        end_at = f"{world.day(end_day)}T{end_hour:02d}:{minute:02d}"
        first = world.adult()
        forces = ("Tổ bảo vệ ANTT", "Tổ bảo vệ ANTT", "Dân quân", "Quần chúng")
        values = self._common("patrol", world.day(day)) | {
            "patrol_date": world.day(day),
            "start_at": f"{world.day(day)}T{hour:02d}:{minute:02d}",
            "end_at": end_at,
            "patrol_type": dice.pick(("Thường xuyên", "Thường xuyên", "Cao điểm", "Đột xuất")),
            "plan_id": world.plans[world.plan_of[day]],
            "route_id": dice.pick(world.routes),
            "leader_id": dice.pick(world.officers),
            "members": [
                {
                    "id": dice.ident(number, line),
                    "person_id": world.person(self._neighbour(first, line)),
                    "force": dice.pick(forces),
                }
                for line in range(1, 3 + dice.upto(3))
            ],
            "equipment": ["Xe mô tô", "Đèn pin", "Bộ đàm"],
        }
        if end_at > self.now:
            return values | {"status": "Đã phân công"}
        if left < FRESH and dice.roll() < 0.15:
            return values | {"status": "Đang tuần tra"}
        values |= {"status": "Hoàn thành", "remarks": dice.pick(REMARKS)}
        if dice.roll() < 0.25:
            values["incidents"] = [self._incident(number, day, hour)]
        return values

    def _neighbour(self, place: int, step: int) -> int:
        """Return the place of another adult, *step* families further down the row."""
        return (place + step * 8) % (self.world.people // 8 * 8)

    def _incident(self, number: int, day: int, hour: int) -> dict[str, Json]:
        world, dice = self.world, self.dice
        kind, action, summary = dice.pick(INCIDENTS)
        found: dict[str, Json] = {
            "id": dice.ident(number, 101),
            "at": f"{(hour + 1) % 24:02d}:{dice.upto(60):02d}",
            "place": dice.pick(PLACES),
            "type": kind,
            "action": action,
            "summary": f"{summary} {MARK}",
        }
        if action == "Lập biên bản":
            found["minutes_no"] = f"{1 + dice.upto(99):02d}/BB"
            found["persons"] = [world.person(world.adult())]
        if action in {"Chuyển cấp có thẩm quyền", "Bàn giao"}:
            found["handed_over_on"] = world.day(day)
        return found

    def _pledge(self, number: int, day: int, left: int) -> dict[str, Json]:
        world, dice = self.world, self.dice
        quarter = world.quarter_of[day]
        values = self._common("pledge", world.day(day)) | {
            "campaign_id": world.campaigns[quarter],
            "topic": TOPICS[quarter % len(TOPICS)],
        }
        pupil = self._signer(values)
        if dice.roll() < 0.05:
            running = quarter == world.quarter_of[-1]
            return values | {"status": "Đã phát mẫu" if running else "Từ chối/Vắng"}
        if left < FRESH and dice.roll() < 0.2:
            return values | {"status": "Phải ký"}
        until = (world.school_ends if pupil else world.year_ends)[day]
        values |= {
            "signed_on": world.day(day),
            "valid_until": until,
            "paper_ref": f"Cặp {1 + number // 500}, tờ {1 + number % 500}",
            "status": "Hết hiệu lực" if until < world.today else "Đã ký",
        }
        if dice.roll() < 0.01:
            breach = {"id": dice.ident(number, 1), "on": world.day(day)}
            values["breaches"] = [
                breach | {"content": f"{dice.pick(BREACHES)} {MARK}", "action": "Nhắc nhở"}
            ]
            values["status"] = "Vi phạm"
        return values

    def _signer(self, values: dict[str, Json]) -> bool:
        """Write who signs into *values*; tell whether it is a pupil."""
        world, dice = self.world, self.dice
        rolled = dice.roll()
        if rolled < 0.14:
            place = world.minor()
            values["subject_type"] = "Học sinh, sinh viên"
            values["class_name"] = f"{6 + dice.upto(4)}{dice.pick(('A', 'B', 'C'))}"
            values |= self._who(place)
            values["guardian_id"] = world.person(place - 1)
            return True
        values |= self._who(world.adult())
        if rolled < 0.22:
            subject, organization = dice.pick(
                (("Nhà trường", 0), ("Nhà trường", 1), ("Doanh nghiệp", 3), ("Doanh nghiệp", 4))
            )
            values["subject_type"] = subject
            values["organization_id"] = world.organizations[organization]
            values["signer_count"] = 5 + dice.upto(15)
        elif rolled < 0.8:
            values["subject_type"] = "Hộ gia đình"
            values["household_size"] = 1 + dice.upto(7)
        else:
            values["subject_type"] = "Cá nhân" if rolled < 0.93 else "Hộ kinh doanh"
        return False

    def _who(self, place: int) -> dict[str, Json]:
        areas = self.world.areas
        return {
            "signer_person_id": self.world.person(place),
            "area_id": areas[place % len(areas)],
        }

    def _mediation(self, number: int, day: int, left: int) -> dict[str, Json]:
        world, dice = self.world, self.dice
        category, summary = dice.pick(MATTERS)
        team, first = dice.upto(len(world.teams)), world.adult()
        sides = ((first, "Bên thứ nhất"), (self._neighbour(first, 1), "Bên thứ hai"))
        values = self._common("mediation", world.day(day)) | {
            "received_on": world.day(day),
            "source": dice.pick(("Một bên yêu cầu", "Các bên yêu cầu", "Hòa giải viên biết")),
            "category": category,
            "parties": [
                {"id": dice.ident(number, line), "person_id": world.person(place), "role": role}
                for line, (place, role) in enumerate(sides, start=1)
            ],
            "summary": f"{summary} {MARK}",
            "written_requested": dice.roll() < 0.4,
            "area_id": world.areas[team],
        }
        if left < FRESH and dice.roll() < 0.3:
            return values | {"status": "Mới nhận"}
        values["mediation_team"] = world.teams[team]
        values["mediator_ids"] = [world.person(place) for place in world.mediators(team)[:2]]
        met = day + 2 + dice.upto(10)
        if world.day(met) > world.today:
            return values | {"status": "Đang hòa giải"}
        values["sessions"] = [
            {
                "id": dice.ident(number, 11),
                "on": world.day(met),
                "place": "Nhà văn hóa tổ dân phố",
                "content": f"Các bên trình bày ý kiến, hòa giải viên phân tích {MARK}",
            }
        ]
        return values | self._outcome(met, left)

    def _outcome(self, met: int, left: int) -> dict[str, Json]:
        world, dice = self.world, self.dice
        if dice.roll() < 0.18:
            return {
                "status": "Đã hướng dẫn/Chuyển",
                "result": "Hòa giải không thành",
                "demands": f"Mỗi bên giữ ý kiến của mình, đề nghị cấp trên giải quyết {MARK}",
                "closed_on": world.day(met),
            }
        agreed: dict[str, Json] = {
            "result": "Hòa giải thành",
            "agreement": f"{dice.pick(AGREEMENTS)} {MARK}",
            "closed_on": world.day(met),
        }
        if left < FRESH:
            due = {"agreement_due": world.day(met + 10), "fulfilment": "Chưa đến hạn"}
            return agreed | due | {"status": "Đang theo dõi thực hiện"}
        return agreed | {"status": "Kết thúc", "fulfilment": "Đã thực hiện"}

    def _surrender(self, number: int, day: int, left: int) -> dict[str, Json]:
        world, dice = self.world, self.dice
        day = min(day, YEAR - 3)
        received = datetime.fromisoformat(world.day(day)) + timedelta(minutes=dice.upto(1200))
        if left == 1:
            received = self.present - timedelta(minutes=20)
        kind = dice.pick(("Tự thú", "Đầu thú"))
        values = self._common("surrender", world.day(day)) | {
            "surrender_type": kind,
            "person_id": world.person(world.adult()),
            "received_at": received.isoformat(timespec="minutes"),
            "received_place": "Trụ sở Công an",
            "receiving_officer_id": dice.pick(world.officers),
            "persuaded_by": [dice.pick(("Công an", "Gia đình", "Tự đến"))],
            "offence": f"{dice.pick(OFFENCES)} {MARK}",
            "statement": f"Xem biên bản giấy {MARK}",
        }
        if left == 1:
            return values | {"status": "Tiếp nhận"}
        if kind == "Đầu thú" and dice.roll() < 0.4:
            values |= {
                "wanted_decision_no": f"{1 + dice.upto(99)}/QĐ",
                "wanted_decision_date": world.day(day - 20 - dice.upto(300)),
                "wanted_issuer": f"Cơ quan Cảnh sát điều tra {MARK}",
            }
        told = received + timedelta(minutes=5 + dice.upto(30))
        handed = told + timedelta(minutes=60 + dice.upto(240))
        return values | {
            "notified_agency": "Cơ quan điều tra",
            "notified_at": told.isoformat(timespec="minutes"),
            "notified_by": "Điện thoại",
            "handed_over_at": handed.isoformat(timespec="minutes"),
            "receiver_agency": f"Cơ quan Cảnh sát điều tra {MARK}",
            "receiver_name": "Cán bộ trực ban",
            "reception_minutes_no": f"{1 + number % 99:02d}/BB-TN",
            "handover_minutes_no": f"{1 + number % 99:02d}/BB-GN",
            "status": "Lưu hồ sơ",
        }
