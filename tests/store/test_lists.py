"""Lists in pages by key: forwards, backwards, sorted, filtered, counted no further than asked."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.desk.desk import Desk
from desktop_app.desk.finding import Count, Line
from desktop_app.desk.permission import Role
from desktop_app.model.codes import codes
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store import keyfile, keys
from desktop_app.store.book import Book
from desktop_app.store.lists import Cursor
from tests.conftest import PASSWORD, Clock, Founded
from tests.furnishing import add_person, add_route, furnish, valid
from tests.registers.shelf import AN, AREA, BINH, CAMPAIGN

FAMILY = ("Nguyễn", "Trần", "Lê", "Đặng", "Đỗ", "Vũ")
MIDDLE = ("Văn", "Thị", "", "Quốc")
GIVEN = ("An", "Ân", "Bình", "Hoà", "Hoa", "Hóa", "Đức", "Dũng", "Yến", "Ánh")
MANY = 150
INCIDENT, ACTION = codes("incident_type")[0], codes("incident_action")[0]


@pytest.fixture(scope="module")
def crowd(founded: Founded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A book of many people, some of one name, some without occupation."""
    chance = random.Random(7)
    folder = founded.copied(tmp_path_factory.mktemp("crowd") / "du-lieu")
    key = keys.unwrapped(keyfile.read_keys(folder).accounts()[0], PASSWORD)
    desk = Desk(Book(folder, key, REGISTERS, Clock()), "", Role.CHIEF)
    desk.add_many(
        "person",
        [
            {
                "full_name": " ".join(
                    part for part in map(chance.choice, (FAMILY, MIDDLE, GIVEN)) if part
                ),
                "sex": chance.choice(("Nam", "Nữ")),
                "birth_date": str(chance.randrange(1940, 2020)),
                "occupation": chance.choice((None, "Thợ mộc", "Thợ nề", "Buôn bán")),
            }
            for _ in range(MANY)
        ],
    )
    yield desk
    desk.close()


def _pages(desk: Desk, limit: int, **asked: Any) -> list[Line]:
    lines: list[Line] = []
    cursor: Cursor | None = None
    while True:
        page = desk.find("person", after=cursor, limit=limit, **asked)
        assert len(page.rows) <= limit
        lines = page.rows + lines if asked.get("backwards") else lines + page.rows
        cursor = page.next
        if cursor is None:
            return lines


ASKED = st.fixed_dictionaries(
    {
        "text": st.sampled_from(
            ["", "n", "hoa", "hoà", "đặng", "dang", "vũ a", "an", "zzz", "nguyễn"]
        ),
        "where": st.sampled_from([None, {"sex": "Nam"}, {"sex": "Nữ", "occupation": "Thợ mộc"}]),
        "sort": st.sampled_from(["", "full_name", "birth_date", "occupation", "sex"]),
        "descending": st.sampled_from([None, False, True]),
    }
)


@given(asked=ASKED, limit=st.integers(1, 40))
@settings(max_examples=120, deadline=None)
def test_pages_forwards_and_backwards_make_the_whole_list(
    crowd: Desk, asked: dict[str, Any], limit: int
) -> None:
    whole = crowd.find("person", limit=MANY + 1, **asked)
    assert whole.next is None
    ids = [line.id for line in whole.rows]
    assert len(set(ids)) == len(ids)
    assert [line.id for line in _pages(crowd, limit, **asked)] == ids
    assert [line.id for line in _pages(crowd, limit, backwards=True, **asked)] == ids
    assert crowd.count("person", asked["text"], asked["where"]).number == len(ids)
    exact = [line.exact for line in whole.rows]
    assert exact == sorted(exact, reverse=True)


@given(asked=ASKED, limit=st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_the_page_before_is_the_one_that_was_read(
    crowd: Desk, asked: dict[str, Any], limit: int
) -> None:
    first = crowd.find("person", limit=limit, **asked)
    if first.next is None:
        return
    second = crowd.find("person", limit=1, after=first.next, **asked)
    if second.next is not None:
        back = crowd.find("person", limit=limit, after=second.next, backwards=True, **asked)
        assert [line.id for line in back.rows] == [line.id for line in first.rows]


@given(asked=ASKED, limit=st.integers(2, 40), which=st.integers(0, MANY))
@settings(max_examples=80, deadline=None)
def test_the_lines_round_a_record_are_a_piece_of_the_list_and_say_what_lies_beyond(
    crowd: Desk, asked: dict[str, Any], limit: int, which: int
) -> None:
    ids = [line.id for line in crowd.find("person", limit=MANY + 1, **asked).rows]
    if not ids:
        return
    place = which % len(ids)
    found = crowd.find_around("person", ids[place], limit=limit, **asked)
    assert found is not None
    first = max(place - limit // 2, 0)
    piece = [line.id for line in found.rows]
    assert piece == ids[first : first + len(piece)]
    assert ids[place] in piece
    assert found.above or first == 0
    assert found.below or first + len(piece) == len(ids)


def test_a_record_that_the_filter_leaves_out_has_no_place_in_the_list(desk: Desk) -> None:
    person = add_person(desk, "Vũ Văn An")
    assert desk.find_around("person", person, "vu an") is not None
    assert desk.find_around("person", person, "binh") is None
    assert desk.find_around("person", person, where={"sex": "Nữ"}) is None
    assert desk.find_around("pledge", person) is None
    desk.delete("person", person, "ghi trùng")
    assert desk.find_around("person", person) is None


def test_a_list_shows_the_columns_asked_for_numbers_masked(desk: Desk) -> None:
    add_person(desk, occupation="Thợ mộc", id_number="026180012345")
    shown = desk.find("person", columns=("occupation", "id_number", "no_such")).rows[0].cells
    assert shown[0] == "Thợ mộc"
    assert len(shown) == 2
    assert "026180012345" not in shown


def test_people_are_ordered_by_given_name_then_family_name(desk: Desk) -> None:
    names = [
        "Trần Văn Yến", "Nguyễn Văn An", "Lê Thị Đức", "Đặng Văn An", "Nguyễn Thị Ân",
        "Nguyễn Thị Dũng", "Đỗ Văn An", "Vũ Văn Ánh", "Lê Văn Hòa", "Lê Văn Hoa", "Lê Văn Hoà",
    ]  # fmt: skip
    for name in names:
        add_person(desk, name)
    listed = [line.record.values["full_name"] for line in desk.find("person").rows]
    assert listed == [
        "Đặng Văn An", "Đỗ Văn An", "Nguyễn Văn An", "Vũ Văn Ánh", "Nguyễn Thị Ân",
        "Nguyễn Thị Dũng", "Lê Thị Đức", "Lê Văn Hoa", "Lê Văn Hòa", "Lê Văn Hoà",
        "Trần Văn Yến",
    ]  # fmt: skip


def test_routes_with_numbers_are_ordered_as_numbers(desk: Desk) -> None:
    for name in ("Tổ 10", "Tổ 2", "Tổ 1"):
        add_route(desk, name)
    listed = [line.record.values["name"] for line in desk.find("route").rows]
    assert listed == ["Tổ 1", "Tổ 2", "Tổ 10"]


def test_a_list_begins_with_the_newest_day(desk: Desk) -> None:
    furnish(desk)
    for day in ("2026-11-05", "2026-11-20", "2026-10-31"):
        desk.add("pledge", valid("pledge", signed_on=day))
    listed = [line.record.values["signed_on"] for line in desk.find("pledge").rows]
    assert listed == ["2026-11-20", "2026-11-05", "2026-10-31"]


@pytest.fixture
def matters(desk: Desk) -> dict[str, str]:
    """A shift with members and incidents, a pledge, a matter of two parties."""
    furnish(desk)
    incident = {
        "at": "22:10",
        "place": "Cầu",
        "type": INCIDENT,
        "action": ACTION,
        "persons": [BINH],
    }
    shift = valid("patrol", incidents=[incident], area_id=AREA)
    return {
        "patrol": desk.add("patrol", shift).id,
        "pledge": desk.add("pledge", valid("pledge")).id,
        "mediation": desk.add("mediation", valid("mediation", mediator_ids=[BINH])).id,
    }


FILTERS = [
    ("patrol", {"status": "Hoàn thành"}, True),
    ("patrol", {"status": "hoan thanh"}, True),
    ("patrol", {"status": "Hủy"}, False),
    ("patrol", {"patrol_date": "20/11/2026"}, True),
    ("patrol", {"patrol_date": "2026-11-20"}, True),
    ("patrol", {"patrol_date": "2026-11-21"}, False),
    ("patrol", {"area_id": AREA}, True),
    ("patrol", {"members.person_id": AN}, True),
    ("patrol", {"members.person_id": BINH}, False),
    ("patrol", {"members.force": "to bao ve antt"}, True),
    ("patrol", {"incidents.persons": BINH}, True),
    ("patrol", {"incidents.persons": AN}, False),
    ("patrol", {"incidents.place": "Cầu"}, True),
    ("patrol", {"incidents.summary": None}, True),
    ("patrol", {"incidents.summary": ""}, True),
    ("patrol", {"plan_id": None}, True),
    ("patrol", {"equipment": None}, True),
    ("patrol", {"route_id": None}, False),
    ("pledge", {"campaign_id": CAMPAIGN, "status": "Đã ký"}, True),
    ("pledge", {"campaign_id": CAMPAIGN, "status": "Phải ký"}, False),
    ("mediation", {"written_requested": False}, True),
    ("mediation", {"written_requested": "không"}, True),
    ("mediation", {"written_requested": "Có"}, False),
    ("mediation", {"mediator_ids": BINH}, True),
    ("mediation", {"mediator_ids": AN}, False),
    ("mediation", {"parties.role": "Bên thứ hai"}, True),
]


@pytest.mark.parametrize(("register", "where", "fits"), FILTERS)
def test_a_filter_keeps_what_fits(
    desk: Desk, matters: dict[str, str], register: str, where: dict[str, Any], fits: bool
) -> None:
    expected = [matters[register]] if fits else []
    assert [line.id for line in desk.find(register, "", where).rows] == expected
    assert desk.count(register, "", where).number == len(expected)


@pytest.mark.parametrize(
    ("register", "where", "code"),
    [
        ("patrol", {"none": 1}, "TM-04"),
        ("patrol", {"members.none": 1}, "TM-04"),
        ("patrol", {"members": 1}, "TM-04"),
        ("patrol", {"status": "Xong"}, "TM-03"),
        ("patrol", {"status": 5}, "TM-03"),
        ("patrol", {"patrol_date": "31/02/2026"}, "TM-03"),
        ("patrol", {"area_id": "x"}, "TM-03"),
        ("pledge", {"signer_count": "nhiều"}, "TM-03"),
        ("none", {}, "TM-01"),
    ],
)
def test_a_filter_that_makes_no_sense_is_answered_in_words(
    desk: Desk, register: str, where: dict[str, Any], code: str
) -> None:
    with pytest.raises(Trouble) as trouble:
        desk.find(register, "", where)
    assert trouble.value.code == code


def test_counting_stops_at_the_cap(crowd: Desk) -> None:
    assert crowd.count("person", "n", cap=10) == Count(10, more=True)
    assert not crowd.count("person").more
    assert crowd.count("person").number == MANY
    assert crowd.count("person", "zzz", cap=10).number == 0


def test_identity_numbers_are_masked_in_lists(desk: Desk) -> None:
    add_person(desk, id_number="026180012345")
    cells = desk.find("person", "026180012345").rows[0].cells
    assert "026180012345" not in " ".join(cells)
    assert "0261****2345" in cells


def test_counts_per_register_know_only_the_living(desk: Desk) -> None:
    furnish(desk)
    counts = desk.counts()
    desk.delete("person", AN, "ghi trùng")
    assert desk.counts() == counts | {"person": counts["person"] - 1}


def test_lists_may_be_read_from_other_threads_while_records_are_saved(desk: Desk) -> None:
    add_person(desk)
    with ThreadPoolExecutor(2) as readers:
        asked = [readers.submit(desk.find, "person", "vu van") for _ in range(50)]
        for _ in range(25):
            add_person(desk)
        assert all(1 <= len(one.result().rows) <= 26 for one in asked)
    assert len(desk.find("person", "vu van").rows) == 26
