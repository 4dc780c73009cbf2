"""The declarations against the list of fields that the two commands and every PC agree on."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from desktop_app.model.entry import Entry
from desktop_app.model.field import Field
from desktop_app.model.kinds import Choice, Status
from desktop_app.model.links import Rows
from desktop_app.model.query import Condition
from desktop_app.model.record import Problem
from desktop_app.model.resources import resource
from desktop_app.registers import REGISTERS
from tests.registers.shelf import VALID, furnished

FIELDS = Path(__file__).with_name("fields.tsv")
# The common rows of the list, and the registers that have no such field.
WITHOUT = {
    "area_id": {"person", "officer", "area", "route", "plan", "campaign"},
    "officer_id": {
        "person", "officer", "area", "route", "plan", "campaign", "mediation_team", "organization",
    },
    "status": {"person", "officer", "area", "route", "plan", "mediation_team"},
}  # fmt: skip
LIFECYCLES = {
    "patrol": ("Dự kiến", "Đã phân công", "Đang tuần tra", "Hoàn thành", "Hủy"),
    "pledge": (
        "Phải ký", "Đã phát mẫu", "Đã ký",
        "Hết hiệu lực", "Vi phạm", "Thay bằng bản mới", "Từ chối/Vắng",
    ),
    "mediation": (
        "Mới nhận", "Đã phân công", "Đang hòa giải", "Hòa giải thành",
        "Đang theo dõi thực hiện", "Kết thúc",
        "Không thành", "Đã hướng dẫn/Chuyển", "Rút yêu cầu",
    ),
    "surrender": (
        "Tiếp nhận", "Đã lập biên bản", "Đã thông báo CQĐT/VKS", "Đã bàn giao", "Lưu hồ sơ",
    ),
    "organization": ("Đang hoạt động", "Tạm ngừng", "Chấm dứt/Chuyển địa bàn"),
    "campaign": ("Dự kiến", "Đang ký", "Kết thúc"),
}  # fmt: skip
NAMES = sorted(REGISTERS)


class Listed(NamedTuple):
    """A row of the list."""

    register: str
    label: str
    name: str
    type: str
    required: str
    codes: str


def listed() -> Iterator[Listed]:
    with FIELDS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        yield from (Listed(*row) for row in rows)


OWN = [row for row in listed() if row.register != "*"]


def field_of(row: Listed) -> Field[Any]:
    """Return the declared field of a row; ``members.force`` is a field of a child list."""
    holder: type[Entry] = REGISTERS[row.register]
    *lists, name = row.name.split(".")
    for child in lists:
        rows = holder.fields[child]
        assert isinstance(rows, Rows)
        holder = rows.entry
    return holder.fields[name]


@pytest.mark.parametrize("row", OWN, ids=lambda row: f"{row.register}.{row.name}")
def test_a_listed_field_is_declared_with_its_label_type_and_need(row: Listed) -> None:
    field = field_of(row)
    assert field.label == row.label.split(".")[-1]
    kind = row.type
    assert field.type_name == kind
    if row.required.startswith("x khi"):
        assert isinstance(field.required, Condition)
        assert field.required.sentence()
    else:
        assert field.required is (row.required == "x")


@pytest.mark.parametrize(
    "row",
    [row for row in OWN if row.codes and not row.codes.startswith("(")],
    ids=lambda row: f"{row.register}.{row.name}",
)
def test_the_choices_of_a_code_are_the_listed_ones(row: Listed) -> None:
    field = field_of(row)
    assert isinstance(field, Choice)
    assert field.options() == tuple(row.codes.split(";"))


@pytest.mark.parametrize("table", NAMES)
def test_no_field_is_declared_that_is_not_listed(table: str) -> None:
    common = {row.name for row in listed() if row.register == "*"}
    own = {row.name.split(".")[0] for row in OWN if row.register == table}
    absent = {name for name, registers in WITHOUT.items() if table in registers}
    expected = own | (common - (absent - own))
    assert set(REGISTERS[table].fields) == expected


@pytest.mark.parametrize("table", NAMES)
def test_the_order_of_the_fields_is_the_papers(table: str) -> None:
    closing = REGISTERS[table].closing
    paper = [row.name for row in OWN if row.register == table and "." not in row.name]
    declared = [name for name in REGISTERS[table].fields if name not in closing]
    assert declared == [name for name in paper if name not in closing]


@pytest.mark.parametrize("table", sorted(LIFECYCLES))
def test_a_lifecycle_has_its_states_and_starts_at_the_first(table: str) -> None:
    field = REGISTERS[table].fields["status"]
    assert isinstance(field, Status)
    assert field.options() == LIFECYCLES[table]
    assert field.default == LIFECYCLES[table][0]
    assert set(field.done) <= set(field.options())


@pytest.mark.parametrize("table", NAMES)
def test_every_field_stands_once_in_the_entry_form(table: str) -> None:
    register = REGISTERS[table]
    shown = [field.name for part in register.form for field in part.fields()]
    assert sorted(shown) == sorted(register.fields)
    rows = [item for part in register.form for item in part.items if isinstance(item, tuple)]
    assert all(len(row) <= 2 for row in rows)


@pytest.mark.parametrize("table", NAMES)
def test_a_register_says_what_it_is_for_and_how_it_is_listed(table: str) -> None:
    register = REGISTERS[table]
    assert register.table == table
    assert register.title
    assert register.singular
    assert register.group in {"Sổ nghiệp vụ", "Danh mục"}
    assert register.explains.endswith(".")
    assert 5 <= len(register.columns) <= 7
    assert register.called
    assert resource("icons", f"{register.icon}.svg").exists()
    assert all(field in register.fields.values() for field in listed_fields(table))


def listed_fields(table: str) -> tuple[Field[Any], ...]:
    register = REGISTERS[table]
    return (
        *register.columns, *register.search, *register.filters,
        *register.called, *register.tells, register.order,
    )  # fmt: skip


def test_numbers_of_people_are_masked_and_statements_are_not_searched() -> None:
    person, surrender = REGISTERS["person"], REGISTERS["surrender"]
    assert person.fields["id_number"].masked
    assert person.fields["old_id_number"].masked
    assert surrender.restricted
    assert surrender.fields["statement"].confidential
    assert [name for name in NAMES if REGISTERS[name].restricted] == ["surrender"]


def test_alerts_and_figures_have_names_of_their_own() -> None:
    alerts = [alert.name for register in REGISTERS.values() for alert in register.alerts]
    figures = [figure.name for register in REGISTERS.values() for figure in register.figures]
    assert len(set(alerts)) == len(alerts)
    assert len(set(figures)) == len(figures)


@pytest.mark.parametrize("table", NAMES)
def test_a_plain_record_of_each_register_is_without_fault(table: str) -> None:
    assert furnished().judged(table, **VALID[table]) == []


@pytest.mark.parametrize("row", [row for row in OWN if row.required == "x" and "." not in row.name])
def test_a_required_field_left_blank_is_an_error(row: Listed) -> None:
    values = VALID[row.register] | {row.name: None}
    found = furnished().judged(row.register, **values)
    label = row.label
    assert Problem(row.name, f"Chưa có «{label}»", "error") in found
