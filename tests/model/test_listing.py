"""How a record is found and ordered in lists."""

import pytest

from desktop_app.model.dates import Day
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import Status, Text
from desktop_app.model.links import Ref, Rows
from desktop_app.model.listing import digits_of, indexed, sort_key, sorts
from desktop_app.model.record import Record


class Human(Record):
    """A person of these tests."""

    table = "human"
    name = Text("Họ và tên", role="name")
    number_of_card = Text("Số thẻ", role="citizen_number")
    phone = Text("Điện thoại", role="phone")
    called = (name,)
    search = name, number_of_card, phone
    order = by_name = name


class Guest(Entry):
    """A line of a child list in these tests."""

    who = Ref("Ai", "human")
    said = Text("Nói", confidential=True)


class Visit(Record):
    """A visit of these tests."""

    table = "visit"
    status = Status("Mới", "Xong")
    on = Day("Ngày")
    host_id = Ref("Chủ", "human")
    secret = Text("Kín", confidential=True)
    guests = Rows("Khách", Guest)
    called = (host_id, on)
    search = on, host_id, guests, secret, Record.number
    order = on
    by_name = host_id


class Book:
    """A book of two people."""

    def record(self, id: str) -> Record | None:
        return PEOPLE.get(id)


PEOPLE = {
    "an": Human({"name": "Đặng Văn Ân", "number_of_card": "000180000001"}, "an"),
    "binh": Human({"name": "Trần Bình", "phone": "0912 345.678"}, "binh"),
}


VISIT = Visit(
    {
        "status": "Xong",
        "on": "2026-11-05",
        "number": "12/2026",
        "host_id": "an",
        "secret": "thầm kín",
        "guests": [{"id": "1", "who": "binh", "said": "bí mật"}],
    }
)


def test_a_record_is_found_by_its_people_and_their_numbers_without_marks() -> None:
    found = indexed(VISIT, Book())
    words = found.words.split()
    assert {"dang", "van", "an", "tran", "binh"} <= set(words)
    assert "000180000001" in found.digits.split()
    assert "0912345678" in found.digits.split()
    assert "122026" in found.digits.split()


def test_confidential_words_are_not_indexed() -> None:
    assert {"tham", "bi", "mat", "kin"}.isdisjoint(indexed(VISIT, Book()).words.split())


def test_a_list_keeps_the_keys_of_its_order_and_of_the_name() -> None:
    assert sorts(Visit) == (Visit.on, Visit.host_id)
    assert sorts(Human) == (Human.name,)
    assert len(indexed(VISIT, Book()).keys) == 2
    assert indexed(VISIT, Book()).keys[0] == "2026-11-05"


def test_people_are_ordered_by_their_given_names_and_blanks_come_first() -> None:
    people = [Human({"name": name}) for name in ("Trần Bình", "Đặng Văn Ân", "Vũ An")]
    ordered = sorted(people, key=lambda person: sort_key(person, Human.name, Book()))
    assert [person.values["name"] for person in ordered] == ["Vũ An", "Đặng Văn Ân", "Trần Bình"]
    assert sort_key(Human({}), Human.name, Book()) == ""


def test_a_reference_is_ordered_as_what_it_refers_to() -> None:
    host = PEOPLE["an"]
    assert sort_key(VISIT, Visit.host_id, Book()) == sort_key(host, Human.name, Book())
    assert sort_key(Visit({"host_id": "gone"}), Visit.host_id, Book()) == ""


def test_states_are_ordered_by_the_lifecycle() -> None:
    assert sort_key(Visit({"status": "Mới"}), Visit.status, Book()) < sort_key(
        VISIT, Visit.status, Book()
    )


@pytest.mark.parametrize(
    ("text", "digits"),
    [("", ""), ("Số 12", ""), ("0912 345 678", "0912 345 678"), ("026-190.012", "026190012")],
)
def test_runs_of_digits_are_kept_for_search(text: str, digits: str) -> None:
    assert digits_of(text) == digits


def test_a_record_is_called_by_what_it_refers_to() -> None:
    assert VISIT.caption(Book()) == "Đặng Văn Ân - 05/11/2026"
    assert Visit({"host_id": "gone"}).caption(Book()) == "(không tìm thấy hồ sơ)"
    assert Visit({}).caption(Book()) == "(chưa có tên)"
