"""Fields of words, numbers and codes: what they keep, show and refuse."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.field import Field, Invalid
from desktop_app.model.kinds import (
    Choice,
    Choices,
    Digits,
    LongText,
    Number,
    Status,
    Text,
    YesNo,
    dotted,
)

TEXT = Text("Tên")
LONG = LongText("Ghi chú")
NUMBER = Number("Số hộ", least=-(10**6))
YES_NO = YesNo("Trọng điểm")
SEX = Choice("Giới tính", "sex")
WHO = Choices("Người vận động", "persuaded_by")
STATE = Status("Mở", "Đang làm", "Xong", side=("Bỏ",))

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.mark.parametrize(
    "field", [TEXT, LONG, NUMBER, YES_NO, SEX, WHO, STATE, Digits("Số")], ids=lambda f: f.label
)
@given(value=any_json)
def test_a_value_is_kept_in_canonical_form_or_refused_with_its_label(
    field: Field[Any], value: Any
) -> None:
    says = ""
    try:
        kept = field.clean(value)
    except Invalid as wrong:
        says = str(wrong)
    if says:
        assert f"«{field.label}»" in says
        return
    assert field.clean(kept) == kept
    assert field.loaded(field.stored(kept)) == kept
    assert isinstance(field.show(kept), str)


@given(st.text(max_size=80))
def test_words_typed_as_they_are_shown_stay_the_same(text: str) -> None:
    for field in (TEXT, LONG):
        kept = field.clean(text)
        assert field.parse(field.show(kept)) == kept


@given(st.integers(-(10**6), 10**12))
def test_a_number_typed_as_it_is_shown_stays_the_same(number: int) -> None:
    assert NUMBER.parse(NUMBER.show(number)) == number


@given(st.sampled_from([None, True, False]))
def test_yes_and_no_typed_as_they_are_shown_stay_the_same(answer: bool | None) -> None:
    assert YES_NO.parse(YES_NO.show(answer)) is answer


@given(st.lists(st.sampled_from(WHO.options()), unique=True))
def test_codes_typed_as_they_are_shown_stay_the_same(chosen: list[str]) -> None:
    kept = WHO.clean(chosen)
    assert WHO.parse(WHO.show(kept)) == kept


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (TEXT, "  Nguyễn   Văn\tAn ", "Nguyễn Văn An"),
        (TEXT, "   ", None),
        (LONG, "một\r\nhai", "một\nhai"),
        (NUMBER, "1.240", 1240),
        (NUMBER, " 12 000 ", 12000),
        (NUMBER, "", None),
        (YES_NO, "có", True),
        (YES_NO, "X", True),
        (YES_NO, "Không", False),
        (SEX, "nu", "Nữ"),
        (SEX, "NAM", "Nam"),
        (STATE, "dang lam", "Đang làm"),
        (WHO, "gia đình; Công an", ["Công an", "Gia đình"]),
        (WHO, "Ban, ngành, đoàn thể", ["Ban, ngành, đoàn thể"]),
        (Digits("CCCD"), "026 190.012-345", "026190012345"),
    ],
)
def test_what_an_officer_types_is_understood(field: Field[Any], typed: str, kept: Any) -> None:
    assert field.parse(typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (NUMBER, "mười"),
        (NUMBER, "1,5"),
        (NUMBER, "1000000000001"),
        (YES_NO, "có lẽ"),
        (SEX, "Trai"),
        (STATE, "Xong rồi"),
        (WHO, "Công an; Hàng xóm"),
        (TEXT, "x" * 1001),
        (LONG, "x" * 200_001),
    ],
)
def test_what_cannot_be_understood_is_refused(field: Field[Any], typed: str) -> None:
    with pytest.raises(Invalid):
        field.parse(typed)


def test_a_number_beyond_its_limits_names_them() -> None:
    with pytest.raises(Invalid, match=r"«Số hộ» phải từ 1 đến 1\.000"):
        Number("Số hộ", least=1, most=1000).clean(1001)


def test_a_value_kept_as_yes_is_a_number_in_the_table() -> None:
    assert YES_NO.stored(True) == 1
    assert YES_NO.loaded(0) is False


def test_a_lifecycle_knows_forwards_from_backwards() -> None:
    assert STATE.default == "Mở"
    assert STATE.options() == ("Mở", "Đang làm", "Xong", "Bỏ")
    assert STATE.goes_back("Xong", "Mở")
    assert not STATE.goes_back("Mở", "Xong")
    assert not STATE.goes_back("Xong", "Bỏ")
    assert STATE.from_("Đang làm").sentence() == "Trạng thái là Đang làm hoặc Xong"
    assert STATE.past("Mở").sentence() == "Trạng thái là Đang làm hoặc Xong hoặc Bỏ"


def test_thousands_have_dots() -> None:
    assert dotted(-1234567) == "-1.234.567"
