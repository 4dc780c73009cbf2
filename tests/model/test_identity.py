"""What personal, tax and telephone numbers say by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.codes import codes
from desktop_app.model.identity import (
    FICTITIOUS_PREFIX,
    birth_place,
    birth_year_and_sex,
    citizen_number_problems,
    masked,
    phone_ok,
    practice_citizen_number,
    tax_code_ok,
)


def test_a_number_that_fits_has_no_problems() -> None:
    assert citizen_number_problems("026099001234", "Nam", 1999) == []
    assert citizen_number_problems("026399001234", "Nữ", 2099) == []
    assert citizen_number_problems("026099001234") == []
    assert citizen_number_problems("026099001234", "Khác/Chưa xác định", None) == []


@pytest.mark.parametrize("number", ["", "02609900123", "0260990012345", "02609900123a", "٠" * 12])
def test_a_number_needs_twelve_digits(number: str) -> None:
    assert citizen_number_problems(number, "Nam", 1999) == [
        "Số định danh cá nhân phải có đúng 12 chữ số."
    ]
    assert birth_year_and_sex(number) is None


def test_each_contradiction_is_named_with_what_the_number_says() -> None:
    province, year, sex = citizen_number_problems("003299001234", "Nữ", 1999)
    assert "003" in province
    assert "1999" in year
    assert "2099" in year
    assert "Nữ" in sex
    assert "Nam" in sex


def test_the_place_of_birth_registration_is_known() -> None:
    assert birth_place("026099001234") == "Vĩnh Phúc"
    assert birth_place("003099001234") == ""


def test_practice_numbers_fit_the_person_and_no_place() -> None:
    assert FICTITIOUS_PREFIX not in codes("birth_province")
    number = practice_citizen_number(17, "Nữ", 2008)
    assert number == "000308000017"
    problems = citizen_number_problems(number, "Nữ", 2008)
    assert len(problems) == 1
    assert FICTITIOUS_PREFIX in problems[0]


@given(st.integers(0, 999_999), st.sampled_from(["Nam", "Nữ"]), st.integers(1900, 2399))
def test_a_practice_number_says_what_it_was_made_for(serial: int, sex: str, year: int) -> None:
    assert birth_year_and_sex(practice_citizen_number(serial, sex, year)) == (year, sex)


def test_numbers_in_lists_hide_their_middle() -> None:
    assert masked("026012341234") == "0260****1234"
    assert masked("135123456") == "135***456"
    assert masked("12") == "**"
    assert masked("") == ""


@given(st.text("0123456789", min_size=1, max_size=20))
def test_a_third_of_a_number_stays_hidden(number: str) -> None:
    assert len(masked(number)) == len(number)
    assert masked(number).count("*") * 3 >= len(number)


@pytest.mark.parametrize("tax_code", ["0100109106", "0100109106-001", "0100109106001"])
def test_tax_codes_that_add_up_are_right(tax_code: str) -> None:
    assert tax_code_ok(tax_code)


@pytest.mark.parametrize("tax_code", ["0100109107", "010010910", "01001091060", "", "0100109106-1"])
def test_other_tax_codes_are_not(tax_code: str) -> None:
    assert not tax_code_ok(tax_code)


@given(st.text("0123456789", min_size=10, max_size=10), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(tax_code: str, place: int, shift: int) -> None:
    wrong = str((int(tax_code[place]) + shift) % 10)
    changed = tax_code[:place] + wrong + tax_code[place + 1 :]
    assert not (tax_code_ok(tax_code) and tax_code_ok(changed))


@pytest.mark.parametrize("phone", ["0912345678", "0912 345 678", "+84912345678", "02113.861.234"])
def test_telephone_numbers_are_known(phone: str) -> None:
    assert phone_ok(phone)


@pytest.mark.parametrize("phone", ["912345678", "09123", "0912345678901", "không có", "+8491"])
def test_other_telephone_numbers_are_not(phone: str) -> None:
    assert not phone_ok(phone)
