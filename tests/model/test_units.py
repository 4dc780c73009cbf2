"""Administrative units of 2026 and their search by new and old names."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.model.resources import resource
from desktop_app.model.units import (
    Unit,
    find_units,
    headings,
    provinces,
    unit,
    wards_of,
)

KHAI_QUANG = "Phường Khai Quang, Thành phố Vĩnh Yên, Tỉnh Vĩnh Phúc"


def known(code: str) -> Unit:
    found = unit(code)
    assert found is not None
    return found


def all_wards() -> list[Unit]:
    return [ward for province in provinces() for ward in wards_of(province.code)]


def test_there_are_34_provinces_and_3321_communes() -> None:
    assert len(provinces()) == 34
    assert Counter(ward.kind for ward in all_wards()) == {"Phường": 697, "Xã": 2611, "Đặc khu": 13}
    assert len(wards_of("25")) == 148


def test_every_name_is_clean_and_every_unit_is_found_by_its_code() -> None:
    for ward in all_wards():
        assert ward.full_name == f"{ward.kind} {ward.name}"
        assert ward.name == unicodedata.normalize("NFC", " ".join(ward.name.split()))
        assert unit(ward.code) == ward
        assert known(ward.province_code).full_name == ward.province
    assert unit("99999") is None


def test_provinces_and_wards_come_in_vietnamese_order() -> None:
    names = [province.name for province in provinces()]
    assert names[:2] == ["An Giang", "Bắc Ninh"]
    assert names.index("Điện Biên") > names.index("Cần Thơ")
    assert names.index("Đà Nẵng") < names.index("Đắk Lắk") < names.index("Gia Lai")
    assert [ward.name for ward in wards_of("48")].index("Hoàng Sa") > 0


@pytest.mark.parametrize(
    "typed",
    ["khai quang", "Phường Khai Quang", "khai quang vinh yen", "KHAI  QUANG, Vĩnh Yên", "khai qua"],
)
def test_a_ward_is_found_by_its_old_name(typed: str) -> None:
    first = find_units(typed)[0]
    assert first.unit.label() == "Phường Vĩnh Phúc, Tỉnh Phú Thọ"
    assert first.via == KHAI_QUANG
    assert not first.divided


def test_decomposed_letters_find_the_same() -> None:
    assert find_units(unicodedata.normalize("NFD", "Khai Quang Vĩnh Yên")) == find_units(
        "Khai Quang Vĩnh Yên"
    )


def test_words_may_stand_in_any_order() -> None:
    found = [hit.via for hit in find_units("vinh yen quang khai")]
    assert found == [KHAI_QUANG]


def test_the_present_name_comes_first() -> None:
    first, second, *_ = find_units("vinh phuc")
    assert (first.unit.label(), first.via) == ("Phường Vĩnh Phúc, Tỉnh Phú Thọ", "")
    assert second.via
    assert find_units("phường phú thọ phú thọ")[0].unit.name == "Phú Thọ"


def test_typed_marks_and_kind_decide_between_names_without_marks() -> None:
    assert find_units("Quang Khải")[0].via.startswith("Xã Quang Khải")
    assert find_units("xã tam đảo")[0].unit.full_name == "Xã Tam Đảo"
    assert find_units("hoà lạc")[:2] == find_units("Hòa Lạc")[:2]


def test_a_divided_commune_gives_all_parts_and_the_one_to_offer_first() -> None:
    parts = [hit for hit in find_units("bui huu nghia binh thuy can tho") if hit.divided]
    assert len(parts) == 2
    assert [part.is_default for part in parts] == [True, False]
    assert len({part.via for part in parts}) == 1


def test_an_island_district_without_communes_is_found() -> None:
    assert find_units("huyen ly son")[0].unit.full_name == "Đặc khu Lý Sơn"
    assert find_units("huyện đảo bạch long vĩ hải phòng")[0].unit.name == "Bạch Long Vĩ"


def test_no_unit_is_listed_twice_and_the_limit_holds() -> None:
    hits = find_units("phu tho", limit=50)
    assert len(hits) == 50
    assert len({hit.unit.code for hit in hits}) == 50


@given(st.text(max_size=40))
@settings(max_examples=30, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    assert len(find_units(text, limit=5)) <= 5


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", ",.;", "zzz qqq", "x" * 100_000])
def test_nothing_answers_nothing(typed: str) -> None:
    assert find_units(typed) == []


def test_headings_of_a_ward() -> None:
    words = headings(known("08716"))
    assert words.superior == "CÔNG AN TỈNH PHÚ THỌ"
    assert words.issuer == "CÔNG AN PHƯỜNG VĨNH PHÚC"
    assert words.symbol == "CAP"
    assert words.place == "Vĩnh Phúc"
    assert words.signer_title == "TRƯỞNG CÔNG AN PHƯỜNG"
    assert words.deputy_titles == ("KT. TRƯỞNG CÔNG AN PHƯỜNG", "PHÓ TRƯỞNG CÔNG AN PHƯỜNG")
    assert words.committee == "Ủy ban nhân dân phường"


def test_headings_of_a_special_zone_and_of_a_commune_in_a_city() -> None:
    island = headings(find_units("phu quoc")[0].unit)
    assert (island.issuer, island.symbol) == ("CÔNG AN ĐẶC KHU PHÚ QUỐC", "CAĐK")
    commune = next(ward for ward in wards_of("79") if ward.kind == "Xã")
    assert headings(commune).superior == "CÔNG AN THÀNH PHỐ HỒ CHÍ MINH"
    assert headings(commune).symbol == "CAX"


def test_the_sources_of_the_tables_are_named() -> None:
    licence = resource("units", "LICENSE.md").read_text(encoding="utf-8")
    assert "thanglequoc/vietnamese-provinces-database" in licence
    assert "vietnamadminunits" in licence
    assert "MIT License" in licence
