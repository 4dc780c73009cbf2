"""Records are found as officers type: without marks, with marks, by any run of digits."""

import unicodedata

import pytest

from desktop_app.desk.desk import Desk
from tests.conftest import Clock
from tests.furnishing import add_person, add_route, furnish, valid
from tests.registers.shelf import AN, BINH, OFFICER
from tests.store.meddling import meddling


def found(desk: Desk, text: str, register: str = "person") -> list[str]:
    """Return the captions that a list shows for what was typed."""
    return [desk.caption(line.id) for line in desk.find(register, text).rows]


@pytest.mark.parametrize(
    "typed",
    ["dang thi hoa", "DANG", "Đặng Thị Hoà", "đặng thị hòa", "hoa d", "Đặ", "đ", "\u0111ặng hòa"],
)
def test_a_person_is_found_however_the_name_is_typed(desk: Desk, typed: str) -> None:
    add_person(desk, "Đặng Thị Hòa")
    add_person(desk, "Vũ Văn An")
    assert found(desk, typed) == ["Đặng Thị Hòa"]


def test_a_name_stored_with_the_new_tone_is_found_with_the_old(desk: Desk) -> None:
    add_person(desk, "Lê Thị Thuý")
    assert found(desk, "thúy") == ["Lê Thị Thuý"]
    assert desk.find("person", "thúy").rows[0].exact


def test_exact_marks_come_before_other_marks(desk: Desk) -> None:
    for name in ("Trần Văn Hoa", "Trần Văn Hòa", "Trần Văn Hoá", "Trần Văn Hoả"):
        add_person(desk, name)
    lines = desk.find("person", "hoá").rows
    assert desk.caption(lines[0].id) == "Trần Văn Hoá"
    assert [line.exact for line in lines] == [True, False, False, False]


def test_nfd_typing_is_found_too(desk: Desk) -> None:
    add_person(desk, unicodedata.normalize("NFD", "Ngô Quyến"))
    assert found(desk, unicodedata.normalize("NFD", "quyến")) == ["Ngô Quyến"]
    assert desk.find("person", "quyến").rows[0].exact


@pytest.mark.parametrize("typed", ["012345", "026180012345", "26180", "180.012", "345"])
def test_a_number_is_found_by_any_run_of_its_digits(desk: Desk, typed: str) -> None:
    add_person(desk, id_number="026180012345")
    add_person(desk, "Lê Văn Bình", id_number="026080099999")
    assert found(desk, typed) == ["Vũ Văn An"]


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "0912.345.678", "34567"])
def test_a_telephone_number_is_found_however_it_was_parted(desk: Desk, typed: str) -> None:
    add_person(desk, phone="0912 345 678")
    assert found(desk, typed) == ["Vũ Văn An"]


@pytest.mark.parametrize("typed", ["20/11/2026", "20/11", "11/2026", "20-11-2026"])
def test_a_shift_is_found_by_its_day(desk: Desk, typed: str) -> None:
    furnish(desk)
    shift = desk.add("patrol", valid("patrol")).id
    assert [line.id for line in desk.find("patrol", typed).rows] == [shift]


def test_a_shift_is_found_by_route_leader_and_members(desk: Desk) -> None:
    furnish(desk)
    shift = desk.add("patrol", valid("patrol")).id
    for typed in ("truc cho", "nguyen van an", "vu van an", "trục vũ"):
        assert [line.id for line in desk.find("patrol", typed).rows] == [shift]


def test_a_renamed_person_is_found_by_the_new_name_in_all_lists(desk: Desk) -> None:
    furnish(desk)
    desk.add("patrol", valid("patrol"))
    desk.add("pledge", valid("pledge"))
    desk.edit("person", AN, {"full_name": "Lý Quang Minh", "phone": "0987654321"})
    for register in ("patrol", "pledge", "person"):
        assert len(desk.find(register, "quang minh").rows) == 1
        assert len(desk.find(register, "76543").rows) == 1
        assert desk.find(register, "vu an").rows == []


def test_a_renamed_person_moves_in_lists_ordered_by_name(desk: Desk) -> None:
    furnish(desk)
    mine = desk.add("pledge", valid("pledge")).id
    theirs = desk.add("pledge", valid("pledge", signer_person_id=BINH)).id
    by_name = {"sort": "signer_person_id"}
    assert [line.id for line in desk.find("pledge", **by_name).rows] == [mine, theirs]  # type: ignore[arg-type]  # keywords of one kind
    desk.edit("person", AN, {"full_name": "Vũ Văn Yên"})
    assert [line.id for line in desk.find("pledge", **by_name).rows] == [theirs, mine]  # type: ignore[arg-type]  # keywords of one kind


def test_a_deleted_record_is_gone_from_lists_and_comes_back(desk: Desk) -> None:
    person = add_person(desk)
    desk.delete("person", person, "ghi trùng")
    assert found(desk, "vu van an") == []
    assert found(desk, "") == []
    assert desk.count("person").number == 0
    desk.undelete("person", person)
    assert found(desk, "vu van an") == ["Vũ Văn An"]


def test_an_edited_record_is_no_longer_found_by_the_old_words(desk: Desk) -> None:
    person = add_person(desk, occupation="Thợ mộc", id_number="026180012345")
    desk.edit("person", person, {"occupation": "Thợ nề", "id_number": None})
    assert found(desk, "mộc") == []
    assert found(desk, "180012") == []
    assert found(desk, "nề") == ["Vũ Văn An"]


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", "*", "a* OR b", "NOT an", "an AND", "(an", "an)", "w:an", "{a b}", "^an", "-an",
        "\x00an", "an\ud800", "🚓", "x\u0323\u0323\u0302y", "𞤢𞤣", "ﬁ", "½", "٣٤٥", "a" * 5_000,
        " ".join(["an"] * 500), "1" * 400, "%", "_", ";--", "\u200b",
    ],
)  # fmt: skip
def test_nothing_an_officer_types_breaks_the_search(desk: Desk, typed: str) -> None:
    add_person(desk)
    desk.find("person", typed)
    desk.count("person", typed)
    desk.suggest(("person", "officer"), typed)


@pytest.mark.parametrize("word", ["𞤢𞤣𞤤", "ꙮꙮ", "漢字", "ⅷⅷ", "ẞẞ", "ﬁﬁ", "ǅǅ"])
def test_foreign_letters_are_found(desk: Desk, word: str) -> None:
    add_route(desk, f"Tuyến {word}")
    assert found(desk, word, "route") == [desk.caption(desk.find("route").rows[0].id)]


SECRETS = {
    "offence": "Bíẩn tàngtrữ mậtngữ",
    "statement": "Lờikhai vềviệc giấukín 990088776655",
    "items": [{"name": "Khẩusúng côngcụ", "quantity": "mộtchiếc"}],
    "note": "Ghichúriêng",
}


def test_what_a_person_confessed_is_in_no_index(desk: Desk) -> None:
    furnish(desk)
    desk.add("surrender", valid("surrender", **SECRETS))
    for typed in ("giaukin", "lờikhai", "mậtngữ", "khausung", "motchiec", "990088", "8877"):
        assert desk.find("surrender", typed).rows == []
    words, keys = index_of(desk, "words"), list_keys(desk)
    assert {"trụ", "so"} <= words
    for secret in ("giaukin", "giấukín", "loikhai", "lờikhai", "matngu", "mậtngữ", "khausung"):
        assert secret not in words
        assert secret not in keys
    assert words.isdisjoint({"motchiec", "mộtchiếc", "ghichurieng", "990088776655"})
    assert index_of(desk, "digits").isdisjoint({"990", "008", "088", "887", "877", "776"})


def index_of(desk: Desk, kind: str) -> set[str]:
    """Return every term in the full-text indexes of one kind."""
    terms: set[str] = set()
    with meddling(desk) as connection:
        for table in desk.registers:
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.vocab USING fts5vocab(main, {table}_{kind}, 'row')"
            )
            terms |= {term for (term,) in connection.execute("SELECT term FROM temp.vocab")}
            connection.execute("DROP TABLE temp.vocab")
    return terms


def list_keys(desk: Desk) -> str:
    """Return all sort keys of all lists together."""
    connection = desk.reading().connection
    asked = [f"SELECT * FROM {table}_list" for table in desk.registers]  # noqa: S608 - our own names
    return repr([connection.execute(statement).fetchall() for statement in asked])


def test_suggestions_tell_namesakes_apart_and_go_by_given_name(desk: Desk) -> None:
    add_person(desk, "Vũ Văn An", birth_date="1980")
    add_person(desk, "Vũ Văn An", birth_date="1990")
    add_person(desk, "An Văn Vũ")
    offered = desk.suggest(("person", "officer"), "vu an")
    assert [one.caption for one in offered] == ["Vũ Văn An", "Vũ Văn An", "An Văn Vũ"]
    assert sorted(one.hint for one in offered[:2]) == ["1980", "1990"]


def test_an_officer_is_offered_where_people_and_officers_may_stand(desk: Desk) -> None:
    offered = desk.suggest(("person", "officer"), "nguyen van binh")
    assert [(one.id, one.register) for one in offered] == [(desk.me, "officer")]


def test_a_draft_is_found_and_marked(desk: Desk, clock: Clock) -> None:
    clock.forward(days=1)
    draft = desk.add("person", {"full_name": "Vũ Văn An"}, draft=True).id
    line = desk.find("person", "an").rows[0]
    assert (line.id, line.draft) == (draft, True)


def test_records_added_together_know_each_other(desk: Desk) -> None:
    furnish(desk)
    desk.add_many("pledge", [valid("pledge"), valid("pledge", officer_id=OFFICER)])
    assert len(desk.find("pledge", "vu van an").rows) == 2
