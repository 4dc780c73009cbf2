"""What personal and tax numbers say by themselves: all findings are warnings, never errors.

A citizen number has 12 digits: place of birth registration (3), century and sex (1), last two
digits of the birth year (2), a random part (6), without a check digit (Nghị định 137/2015/NĐ-CP
Điều 13, Thông tư 59/2021/TT-BCA). Real cards with wrong data exist.
"""

import re
from functools import lru_cache

from desktop_app.model.codes import code_list

# No place has this code, so a practice number can never be that of a person.
FICTITIOUS_PREFIX = "000"

_CITIZEN_NUMBER = re.compile("[0-9]{12}")
_TAX_CODE = re.compile("([0-9]{10})(?:-?[0-9]{3})?")
_PHONE = re.compile(r"(?:0|\+84)[0-9]{9,10}")
_PHONE_SEPARATORS = str.maketrans("", "", " .-()\u00a0")
# Thông tư 105/2020/TT-BTC: weights of the first nine digits of a tax code.
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)

_SHOWN_DIGITS = 4


@lru_cache(maxsize=1)
def _birth_places() -> dict[str, str]:
    return {code.value: code.more["name"] for code in code_list("birth_province").codes}


@lru_cache(maxsize=1)
def _centuries() -> dict[str, tuple[int, str]]:
    return {
        code.value: (int(code.more["first_year"]), code.more["sex"])
        for code in code_list("birth_century").codes
    }


def birth_place(number: str) -> str:
    """Province (of the 63 until 2025) of birth registration, or "" if unknown."""
    return _birth_places().get(number[:3], "") if _CITIZEN_NUMBER.fullmatch(number) else ""


def birth_year_and_sex(number: str) -> tuple[int, str] | None:
    """Birth year and sex that a citizen number states; None if it is not one."""
    if not _CITIZEN_NUMBER.fullmatch(number):
        return None
    first_year, sex = _centuries()[number[3]]
    return first_year + int(number[4:6]), sex


def citizen_number_problems(
    number: str, sex: str | None = None, birth_year: int | None = None
) -> list[str]:
    """Sentences on what is odd about a number, empty if nothing; unknown sex or year is skipped."""
    stated = birth_year_and_sex(number)
    if stated is None:
        return ["Số định danh cá nhân phải có đúng 12 chữ số."]
    stated_year, stated_sex = stated
    problems = []
    if not birth_place(number):
        problems.append(
            f"Ba số đầu {number[:3]} không thuộc 63 mã tỉnh nơi đăng ký khai sinh"
            " (khai sinh ở nước ngoài thì có mã riêng)."
        )
    if birth_year is not None and birth_year != stated_year:
        problems.append(
            f"Năm sinh {birth_year} không khớp số định danh (theo số là năm {stated_year})."
        )
    if sex in {stated for _, stated in _centuries().values()} and sex != stated_sex:
        problems.append(f"Giới tính {sex} không khớp số định danh (theo số là {stated_sex}).")
    return problems


def masked(number: str) -> str:
    """A number as lists show it: "026012341234" → "0260****1234"; short ones show less."""
    shown = min(_SHOWN_DIGITS, len(number) // 3)
    if not shown:
        return "*" * len(number)
    return number[:shown] + "*" * (len(number) - 2 * shown) + number[-shown:]


def practice_citizen_number(serial: int, sex: str, birth_year: int) -> str:
    """A number that fits sex and birth year but belongs to nobody; serial 0 to 999999."""
    digit = next(
        digit
        for digit, (first_year, stated) in _centuries().items()
        if first_year <= birth_year < first_year + 100 and stated == sex
    )
    return f"{FICTITIOUS_PREFIX}{digit}{birth_year % 100:02d}{serial:06d}"


def tax_code_ok(tax_code: str) -> bool:
    """Whether a tax code has 10 or 13 digits (a hyphen may part the last three) and adds up."""
    found = _TAX_CODE.fullmatch(tax_code)
    if not found:
        return False
    *digits, check = map(int, found[1])
    total = sum(weight * digit for weight, digit in zip(_TAX_WEIGHTS, digits, strict=True))
    return 10 - total % 11 == check


def phone_ok(phone: str) -> bool:
    """Whether a telephone number has 10 or 11 digits from 0, or +84 in the place of the 0."""
    return _PHONE.fullmatch(phone.translate(_PHONE_SEPARATORS)) is not None
