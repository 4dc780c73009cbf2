"""Input of the wrong shape, too long, too odd: refused in words or kept whole."""

from typing import Any

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.records import Refused
from tests.conftest import Opener
from tests.furnishing import add_person, furnish, valid, values
from tests.registers.shelf import AN

BAD_SHAPES: list[dict[str, Any]] = [
    {"full_name": 5}, {"full_name": ["a"]}, {"full_name": {}}, {"full_name": True},
    {"sex": "Không rõ"}, {"sex": 1}, {"birth_date": 1980}, {"birth_date": "1980-13"},
    {"birth_date": "2026-02-30"}, {"permanent_address": "Xóm 1"},
    {"permanent_address": {"none": 1}}, {"permanent_address": {"as_written": 5}},
    {"linked_to": []}, {"id_number": 26080012345},
    {"none": "x"}, {"": "x"}, {"_draft": 1}, {"$deleted": True}, {"full_name": "x" * 1_001},
]  # fmt: skip


@pytest.mark.parametrize("wrong", BAD_SHAPES, ids=repr)
@pytest.mark.parametrize("draft", [False, True], ids=["record", "draft"])
def test_values_of_the_wrong_shape_are_refused_even_in_a_draft(
    desk: Desk, wrong: dict[str, Any], draft: bool
) -> None:
    good = {"full_name": "Vũ Văn An", "sex": "Nam", "birth_date": "1980"}
    with pytest.raises(Refused):
        desk.add("person", good | wrong, draft=draft)
    assert desk.counts()["person"] == 0


@pytest.mark.parametrize(
    "rows",
    ["x", [1], [{"none": 1}], [{"id": "x"}], [{"person_id": 5}], {"a": 1}, [{"id": AN}, {"id": AN}],
     [[]], [{"force": "Hải quân"}]],
    ids=repr,
)  # fmt: skip
def test_child_lists_of_the_wrong_shape_are_refused(desk: Desk, rows: Any) -> None:
    with pytest.raises(Refused):
        desk.add("patrol", {"members": rows}, draft=True)


def test_long_and_odd_text_survives_saving_closing_and_rebuilding(
    desk: Desk, opened: Opener
) -> None:
    long = ("Dài thật dài, có dấu. " * 5_000)[:100_000].strip()
    notes = [
        long, "🚓👮🏽‍♀️ đã đến", "Ho\u0300a gia\u0309i", "tab\tvà\x07chuông\x00", "hai\r\ndòng",
        "dấu ' \" \\ ; -- % _ \u2028 \u202e", "𞤢𞤣", "\ud800lẻ",
    ]  # fmt: skip
    ids = [add_person(desk, note=note) for note in notes]
    kept = [values(desk, id)["note"] for id in ids]
    assert kept[0] == long
    assert kept[2] == "Hòa giải"
    assert kept[4] == "hai\ndòng"
    assert all(character not in "".join(kept) for character in "\x00\x07\ud800\r")
    desk.close()
    again = opened(desk.book.folder)
    assert [values(again, id)["note"] for id in ids] == kept
    assert again.check(full=True).ok
    before = again.digest()
    again.repair()
    assert again.digest() == before


def test_two_hundred_members_walk_one_shift_in_the_order_written(desk: Desk) -> None:
    furnish(desk)
    people = desk.add_many(
        "person",
        [{"full_name": "Vũ Văn An", "sex": "Nam", "birth_date": "1980", "alias": str(number)}
         for number in range(200)],
    ).ids  # fmt: skip
    members = [{"person_id": id, "force": "Quần chúng"} for id in people]
    shift = desk.add("patrol", valid("patrol", members=members)).id
    assert [row["person_id"] for row in values(desk, shift)["members"]] == people
    assert desk.check(full=True).ok
    desk.repair()
    assert [row["person_id"] for row in values(desk, shift)["members"]] == people
