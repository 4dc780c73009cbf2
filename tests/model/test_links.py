"""References, child lists and addresses: their shape and what they refuse."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Invalid
from desktop_app.model.kinds import Number, Text
from desktop_app.model.links import Address, Links, Ref, Refs, Rows, new_id, targets_of


class Line(Entry):
    """A line of a child list in these tests."""

    what = Text("Tên", required=True)
    count = Number("Số lượng")


REF, REFS, ROWS = Ref("Người", "a", "b"), Refs("Những người", "a"), Rows("Đồ vật", Line)
ADDRESS = Address("Địa chỉ")
ID, OTHER = "01935f6e-7d2b-7cc0-8a5e-0123456789ab", "01935f6e-7d2b-7cc0-8a5e-0123456789ac"


def test_new_ids_are_in_the_order_of_time() -> None:
    ids = [new_id() for _ in range(100)]
    assert sorted(ids) == ids
    assert all(REF.clean(id) == id for id in ids)


def test_a_field_says_to_which_registers_it_points() -> None:
    assert REF.type_name == "ref(a|b)"
    assert REFS.type_name == "refs(a)"
    assert Links("Liên quan").type_name == "links"
    assert targets_of(REF) == ("a", "b")
    assert targets_of(ADDRESS) == ()


@pytest.mark.parametrize("value", ["", "abc", 5, ["x"], ID.upper()])
def test_what_is_no_id_is_refused(value: Any) -> None:
    if value == "":
        assert REF.clean(value) is None
    else:
        with pytest.raises(Invalid):
            REF.clean(value)


def test_references_are_kept_once_each_in_their_order() -> None:
    assert REFS.clean([OTHER, ID, OTHER]) == [OTHER, ID]
    assert REFS.clean([]) is None


def test_lines_get_ids_and_keep_those_they_have() -> None:
    kept = ROWS.clean([{"what": " Dao "}, {"id": ID, "what": "Xe", "count": 2}])
    assert kept is not None
    assert kept[0]["what"] == "Dao"
    assert kept[1] == {"id": ID, "what": "Xe", "count": 2}
    assert ROWS.clean(kept) == kept
    assert ROWS.loaded(ROWS.stored(kept)) == kept
    assert [(line.id, line.what) for line in ROWS.typed(kept)] == [
        (kept[0]["id"], "Dao"),
        (ID, "Xe"),
    ]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("Dao", "danh sách các dòng"),
        (["Dao"], "danh sách các dòng"),
        ([{"who": "x"}], "dòng 1: không có mục «who»"),
        ([{"what": "x"}, {"count": "hai"}], "dòng 2"),
        ([{"id": ID}, {"id": ID}], "hai dòng cùng mã"),
        ([{"what": "x"}] * 5001, "tối đa 5000"),
    ],
)
def test_a_wrong_line_is_named(value: Any, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        ROWS.clean(value)


@given(st.text(max_size=60))
def test_an_address_typed_as_it_is_shown_stays_the_same(text: str) -> None:
    kept = ADDRESS.parse(text)
    assert ADDRESS.parse(ADDRESS.show(kept)) == kept
    assert ADDRESS.loaded(ADDRESS.stored(kept)) == kept


def test_an_address_takes_the_names_of_its_unit_from_the_code() -> None:
    kept = ADDRESS.clean({"detail": "Số 5", "ward_code": "00004", "ward": "sai"})
    assert kept is not None
    assert kept["ward"] == "Phường Ba Đình"
    assert ADDRESS.show(kept) == f"Số 5, Phường Ba Đình, {kept['province']}"


@pytest.mark.parametrize(
    "value", ["Số 5", {"street": "Số 5"}, {"detail": 5}, {"ward_code": "99999"}]
)
def test_a_wrong_address_is_refused(value: Any) -> None:
    with pytest.raises(Invalid, match="«Địa chỉ»"):
        ADDRESS.clean(value)


def test_an_empty_address_is_no_value() -> None:
    assert ADDRESS.clean({"as_written": "  "}) is None


@pytest.mark.parametrize("field", [REF, REFS, ROWS, ADDRESS], ids=lambda field: field.label)
@pytest.mark.parametrize("value", [True, 1.5, [None], [[1]], {"id": 1}, "x"])
def test_strange_json_is_refused_in_words(field: Field[Any], value: Any) -> None:
    with pytest.raises(Invalid, match=f"«{field.label}»"):
        field.clean(value)
