"""What the events of the practice book refer to: areas, officers, routes, campaigns, people."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from desktop_app.model.field import Json
from desktop_app.model.identity import practice_citizen_number
from desktop_app.registers.pledge import SCHOOL_YEAR_ENDS, last_day
from desktop_app.registers.practice_words import (
    AREAS,
    FAMILIES,
    GIVEN,
    MARK,
    MIDDLES,
    OCCUPATIONS,
    ORGANIZATIONS,
    RANKS,
    ROUTES,
)

Made = tuple[str, str, dict[str, Json]]
Item = TypeVar("Item")
YEAR = 366
BEFORE = 400  # days known before the year of events, for decisions made earlier
AFTER = 60
FEWEST_PEOPLE = 60
EVERY_EIGHTH = 8  # of eight people the last is a minor, and the one before is his guardian
SETTINGS = 1_000  # ids set apart for what is no person and no event
TOPICS = (
    "Phòng, chống ma túy",
    "Pháo nổ, vũ khí",
    "An ninh, trật tự chung",
    "Trật tự, an toàn giao thông",
    "An ninh mạng, lừa đảo",
    "Phòng cháy, chữa cháy",
)


class Dice:
    """Deterministic chance and deterministic ids of one seed."""

    def __init__(self, seed: int, present: datetime) -> None:
        self.roll = Random(seed).random
        salt = Random(seed ^ 0x5EED)
        self._salt = salt.getrandbits(62)
        self._version = f"7{salt.getrandbits(12):03x}"
        epoch = datetime.fromisoformat("1970-01-01")
        self._born = int((present - timedelta(days=1) - epoch).total_seconds()) * 1000

    def pick(self, choices: tuple[Item, ...]) -> Item:
        """Return one of *choices*."""
        return choices[int(self.roll() * len(choices))]

    def upto(self, number: int) -> int:
        """Return a whole number from 0 below *number*."""
        return int(self.roll() * number)

    def ident(self, number: int, line: int = 0) -> str:
        """Return the id of the record with this *number*, or of a line of its child lists.

        It has the shape of a UUIDv7 whose clock ticks once a record.
        """
        clock = self._born + number
        mixed = self._salt + number * 0x9E3779B97F4A7C15 + line * 0xD1B54A32D192ED03
        tail = mixed & 0x3FFFFFFFFFFFFFFF
        head = f"{clock >> 16:08x}-{clock & 0xFFFF:04x}-{self._version}"
        return f"{head}-{0x8000 | tail >> 48:04x}-{tail & 0xFFFFFFFFFFFF:012x}"


class World:
    """The post of the practice book and its people, known by their place in a row."""

    def __init__(self, count: int, dice: Dice, present: datetime, officer_id: str) -> None:
        self.dice = dice
        self.people = max(FEWEST_PEOPLE, count // 3)
        today = present.date()
        self.today = today.isoformat()
        first = today - timedelta(days=YEAR - 1)
        self.days = tuple(
            (first + timedelta(days=number)).isoformat() for number in range(-BEFORE, YEAR + AFTER)
        )
        spoken = [first + timedelta(days=number) for number in range(YEAR)]
        self.year_ends = tuple(last_day(day, (12, 31)) for day in spoken)
        self.school_ends = tuple(last_day(day, SCHOOL_YEAR_ENDS) for day in spoken)
        self._next = 0
        self.areas = self._idents(len(AREAS))
        self.officers = (officer_id, *self._idents(len(RANKS)))
        self.routes = self._idents(len(ROUTES))
        self.teams = self._idents(len(AREAS))
        self.organizations = self._idents(len(ORGANIZATIONS))
        quarters = sorted({_quarter(day) for day in spoken})
        self._quarters = tuple(quarters)
        self.campaigns = self._idents(len(quarters))
        self.quarter_of = tuple(quarters.index(_quarter(day)) for day in spoken)
        months = sorted({day.replace(day=1) for day in spoken})
        self._months = tuple(months)
        self.plans = self._idents(len(months))
        self.plan_of = tuple(months.index(day.replace(day=1)) for day in spoken)
        self._target = max(1, count // (2 * len(quarters)))

    def _idents(self, count: int) -> tuple[str, ...]:
        first, self._next = self._next, self._next + count
        return tuple(self.dice.ident(number) for number in range(first, self._next))

    def day(self, number: int) -> str:
        """Return a day of the year of events; it may lie before or after that year."""
        return self.days[BEFORE + number]

    def person(self, place: int) -> str:
        """Return the id of the person at a place in the row."""
        return self.dice.ident(SETTINGS + place)

    def adult(self) -> int:
        """Return the place of some adult."""
        place = self.dice.upto(self.people)
        return place - (place % EVERY_EIGHTH == EVERY_EIGHTH - 1)

    def minor(self) -> int:
        """Return the place of some minor; his guardian is at the place before."""
        return self.dice.upto(self.people // EVERY_EIGHTH) * EVERY_EIGHTH + EVERY_EIGHTH - 1

    def settings(self) -> Iterator[Made]:
        """Yield what is written once: areas, officers, routes, campaigns, plans."""
        for id, name in zip(self.areas, AREAS, strict=True):
            households = 120 + self.dice.upto(200)
            yield "area", id, _marked(name=name, kind="Tổ dân phố", household_count=households)
        for id, rank in zip(self.officers[1:], RANKS, strict=True):
            name = self._name("Nam")
            joined = self.day(-BEFORE)
            values = {"full_name": name, "rank": rank, "position": "Cán bộ", "from_on": joined}
            yield "officer", id, _marked(**values)
        for id, (name, hot) in zip(self.routes, ROUTES, strict=True):
            area_ids = [self.dice.pick(self.areas)]
            yield "route", id, _marked(name=name, area_ids=area_ids, is_hot_spot=hot)
        for number, (id, first) in enumerate(zip(self.plans, self._months, strict=True), start=1):
            yield "plan", id, _plan(number, first)
        for number, (id, first) in enumerate(zip(self.campaigns, self._quarters, strict=True)):
            yield "campaign", id, self._campaign(number, first)

    def _campaign(self, number: int, first: date) -> dict[str, Json]:
        last = (first + timedelta(days=100)).replace(day=1) - timedelta(days=1)
        topic = TOPICS[number % len(TOPICS)]
        return _marked(
            name=f"Quý {(first.month + 2) // 3}/{first.year}: {topic.lower()}",
            topic=topic,
            from_on=first.isoformat(),
            until_on=last.isoformat(),
            target=self._target,
            status="Kết thúc" if last.isoformat() < self.today else "Đang ký",
        )

    def groups(self) -> Iterator[Made]:
        """Yield the mediation teams and organisations."""
        for number, (id, area) in enumerate(zip(self.teams, AREAS, strict=True)):
            mediators = [self.person(place) for place in self.mediators(number)]
            area_id = self.areas[number]
            name = f"Tổ hòa giải {area.lower()}"
            yield "mediation_team", id, _marked(name=name, area_id=area_id, mediators=mediators)
        for number, id in enumerate(self.organizations):
            yield "organization", id, self._organization(number)

    def mediators(self, team: int) -> tuple[int, ...]:
        """Return the places of a team's mediators in the row of people, all of them adults."""
        first = team % (FEWEST_PEOPLE // EVERY_EIGHTH) * EVERY_EIGHTH
        return first, first + 1, first + 2

    def _organization(self, number: int) -> dict[str, Json]:
        name, kind, more = ORGANIZATIONS[number]
        place = number % len(AREAS)
        values = _marked(
            name=name,
            org_type=kind,
            address={"as_written": f"Số {10 + number}, {AREAS[place]}"},
            head_name=self._name("Nam"),
            head_phone=_phone(900_000 + number),
            staff_count=20 + self.dice.upto(80),
            commune_authority=True,
            last_reviewed_on=self.day(YEAR - 1 - self.dice.upto(240)),
            area_id=self.areas[place],
            status="Đang hoạt động",
        )
        if number % 5:
            values |= {"contact_name": self._name("Nữ"), "contact_phone": _phone(910_000 + number)}
        if kind == "Cơ sở giáo dục":
            values["student_count"] = 300 + self.dice.upto(500)
        return values | more

    def everybody(self) -> Iterator[Made]:
        """Yield the people."""
        for place in range(self.people):
            yield "person", self.person(place), self._person(place)

    def _person(self, place: int) -> dict[str, Json]:
        roll, pick = self.dice.roll, self.dice.pick
        sex = "Nam" if roll() < 0.5 else "Nữ"
        minor = place % EVERY_EIGHTH == EVERY_EIGHTH - 1
        year = int(self.today[:4]) - (9 + self.dice.upto(7) if minor else 20 + self.dice.upto(60))
        month, day = 1 + self.dice.upto(12), 1 + self.dice.upto(28)
        home = {"as_written": f"Số {1 + self.dice.upto(200)}, {AREAS[place % len(AREAS)]}"}
        values = _marked(
            full_name=self._name(sex),
            sex=sex,
            birth_date=f"{year}-{month:02d}-{day:02d}",
            nationality="Việt Nam",
            occupation="Học sinh" if minor else pick(OCCUPATIONS),
            permanent_address=home,
            current_address=home,
        )
        if roll() < 0.08:
            return values | {"birth_date": str(year)}
        if not minor:
            values["phone"] = _phone(place)
        values["id_number"] = practice_citizen_number(place % 1_000_000, sex, year)
        return values

    def _name(self, sex: str) -> str:
        pick = self.dice.pick
        return f"{pick(FAMILIES)} {pick(MIDDLES[sex])} {pick(GIVEN[sex])}"


def _marked(**values: Json) -> dict[str, Json]:
    values["note"] = MARK
    return values


def _phone(number: int) -> str:
    """Return a number that no telephone has: none begins with four zeros."""
    return f"0000{number % 1_000_000:06d}"


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _plan(number: int, first: date) -> dict[str, Json]:
    last = (first + timedelta(days=40)).replace(day=1) - timedelta(days=1)
    return _marked(
        plan_no=f"{number:02d}/KH-CA",
        plan_date=(first - timedelta(days=3)).isoformat(),
        purpose="Phòng ngừa, phát hiện vi phạm về an ninh, trật tự trên địa bàn.",
        from_on=first.isoformat(),
        until_on=last.isoformat(),
        content="Phân công các ca tuần tra theo tuyến; phối hợp Tổ bảo vệ ANTT, dân quân.",
    )
