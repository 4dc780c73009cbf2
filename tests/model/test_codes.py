"""The shipped code lists."""

import unicodedata
from datetime import date

import pytest

from desktop_app.model.codes import Code, CodeList, all_values, code_list, codes
from desktop_app.model.resources import resource

NAMES = sorted(path.stem for path in resource("codes").glob("*.csv"))


def test_the_lists_of_the_first_registers_are_shipped() -> None:
    assert set(NAMES) >= {
        "sex", "nationality", "patrol_type", "force", "equipment", "incident_type",
        "incident_action", "pledge_topic", "pledge_subject", "mediation_source",
        "mediation_category", "party_role", "mediation_result", "fulfilment", "surrender_type",
        "persuaded_by", "notified_agency", "notified_by", "org_type", "school_level",
        "enterprise_size", "safety_check_subject", "rank", "position", "area_kind",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_clean_and_says_where_it_comes_from(name: str) -> None:
    entries = code_list(name).codes
    assert len(entries) > 1
    for entry in entries:
        assert entry.value == unicodedata.normalize("NFC", entry.value.strip())
        assert entry.value
        assert entry.source
    assert len({(entry.value, entry.from_on) for entry in entries}) == len(entries)


def test_the_order_of_a_list_is_that_of_the_file() -> None:
    assert codes("sex") == ("Nam", "Nữ", "Khác/Chưa xác định")
    assert codes("nationality")[0] == "Việt Nam"
    assert codes("surrender_type") == ("Tự thú", "Đầu thú")
    assert "Công an" in codes("force", on=date(2026, 7, 1))
    assert len(codes("birth_province")) == 63


def test_a_value_is_offered_on_its_days_only() -> None:
    towns = CodeList(
        "unit_kind",
        (
            Code("Phường"),
            Code("Thị trấn", until_on=date(2025, 6, 30)),
            Code("Đặc khu", from_on=date(2025, 7, 1)),
        ),
    )
    assert towns.values(date(2025, 6, 30)) == ("Phường", "Thị trấn")
    assert towns.values(date(2025, 7, 1)) == ("Phường", "Đặc khu")
    assert towns.values() == ("Phường", "Đặc khu")
    assert towns.all_values() == ("Phường", "Thị trấn", "Đặc khu")


def test_all_values_keep_what_was_offered_once() -> None:
    assert set(codes("rank")) <= set(all_values("rank"))


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        codes("no_such_list")
