"""Conditions on one record: the truth tables, with «unknown» for what was not written."""

from datetime import datetime
from itertools import product
from typing import Any

import pytest

from desktop_app.model.dates import Clock, Day, Moment, PartialDay
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import Choices, Number, Text, YesNo
from desktop_app.model.links import Ref, Rows
from desktop_app.model.moments import days_ago, days_ahead, hours_ago, present, year_start
from desktop_app.model.query import Condition, Linked, Told, any_row, either, every
from desktop_app.model.record import Record
from desktop_app.model.truth import deciding


class Line(Entry):
    """A line of a child list in these tests."""

    size = Number("Cỡ")


class Thing(Record):
    """A register of these tests."""

    table, title = "thing", "Đồ vật"
    name = Text("Tên", required=True)
    size = Number("Cỡ")
    good = YesNo("Tốt")
    on = Day("Ngày")
    until = Day("Đến ngày")
    born = PartialDay("Sinh")
    at = Moment("Lúc")
    clock = Clock("Giờ")
    kinds = Choices("Loại", "persuaded_by")
    other = Ref("Vật khác", "thing")
    lines = Rows("Dòng", Line)


class Desk:
    """A book of one other record."""

    present = datetime.fromisoformat("2026-11-23T14:00")

    def record(self, id: str) -> Record | None:
        return Thing({"name": "Khác", "size": 7}, id) if id == "there" else None

    def matches(self, register: str, condition: Condition, besides: str = "") -> list[str]:
        return []

    def voided(self, register: str, number: str) -> str:
        return ""


def asked(condition: Condition, **values: Any) -> bool | None:
    return deciding(condition)(Thing(values), Desk())


TRUE, FALSE, UNKNOWN = Thing.name.filled(), Thing.name.missing(), Thing.size.is_(1)
CONSTANTS = {True: TRUE, False: FALSE, None: UNKNOWN}


@pytest.mark.parametrize(("a", "b"), list(product(CONSTANTS, repeat=2)))
def test_and_or_follow_the_tables_of_three_values(a: bool | None, b: bool | None) -> None:
    left, right = CONSTANTS[a], CONSTANTS[b]
    both = False if False in (a, b) else None if None in (a, b) else True
    some = True if True in (a, b) else None if None in (a, b) else False
    assert asked(left & right, name="x") is both
    assert asked(left | right, name="x") is some
    assert asked(every(left, right), name="x") is both
    assert asked(either(left, right), name="x") is some


@pytest.mark.parametrize(("value", "opposite"), [(True, False), (False, True), (None, None)])
def test_not_leaves_the_unknown_unknown(value: bool | None, opposite: bool | None) -> None:
    assert asked(~CONSTANTS[value], name="x") is opposite


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        (Thing.size.is_(3), {"size": 3}, True),
        (Thing.size.is_not(3), {"size": 3}, False),
        (Thing.size.after(2), {"size": 3}, True),
        (Thing.good.is_(True), {"good": False}, False),
        (Thing.name.one_of("a", "b"), {"name": "b"}, True),
        (Thing.name.one_of("a", "b"), {"name": "c"}, False),
        (Thing.name.one_of("a"), {}, None),
        (Thing.kinds.contains("Công an"), {"kinds": ["Công an"]}, True),
        (Thing.kinds.contains("Công an"), {}, False),
        (Thing.on.before(Thing.until), {"on": "2026-01-01", "until": "2026-01-02"}, True),
        (Thing.on.before(Thing.until), {"on": "2026-01-01"}, None),
        (Thing.on.not_after(present()), {"on": "2026-11-23"}, True),
        (Thing.on.not_after(present()), {"on": "2026-11-24"}, False),
        (Thing.on.not_before(year_start()), {"on": "2026-01-01"}, True),
        (Thing.on.before(days_ago(3)), {"on": "2026-11-20"}, False),
        (Thing.on.before(days_ago(3)), {"on": "2026-11-19"}, True),
        (Thing.on.not_after(days_ahead(7)), {"on": "2026-11-30"}, True),
        (Thing.at.before(hours_ago(1)), {"at": "2026-11-23T12:59"}, True),
        (Thing.at.before(hours_ago(1)), {"at": "2026-11-23T13:00"}, False),
        (Thing.at.before("2026-11-23T21:00"), {"at": "2026-11-23T20:59"}, True),
        (Thing.at.before("2026-11-23T21:00"), {"at": "2026-11-23T21:00"}, False),
        (Thing.at.is_("2026-11-23"), {"at": "2026-11-23T21:00"}, True),
        (Thing.on.not_after(Thing.at), {"on": "2026-11-23", "at": "2026-11-23T01:00"}, True),
        (Thing.at.after(Thing.on), {"on": "2026-11-23", "at": "2026-11-23T01:00"}, False),
        (Thing.clock.after("21:00"), {"clock": "21:01"}, True),
        (Thing.born.not_after(present()), {"born": "2026"}, True),
        (Thing.born.not_after(present()), {"born": "2026-12"}, False),
        (Thing.on.not_before(Thing.born), {"on": "1990-01-01", "born": "1990"}, True),
        (Thing.on.not_before(Thing.born), {"on": "1989-12-31", "born": "1990"}, False),
        (any_row(Thing.lines, Line.size.after(5)), {"lines": [{"id": "1", "size": 6}]}, True),
        (any_row(Thing.lines, Line.size.after(5)), {"lines": [{"id": "1"}]}, False),
        (any_row(Thing.lines, Line.size.after(5)), {}, False),
        (Thing.other.via("thing", Thing.size.is_(7)), {"other": "there"}, True),
        (Thing.other.via("thing", Thing.size.is_(8)), {"other": "there"}, False),
        (Thing.other.via("thing", Thing.size.is_(7)), {"other": "gone"}, None),
        (Thing.other.via("thing", Thing.size.is_(7)), {}, None),
        (Told("luôn đúng", lambda record, book: True), {}, True),
    ],
)
def test_a_condition_holds_or_not(
    condition: Condition, values: dict[str, Any], expected: bool | None
) -> None:
    assert asked(condition, **values) is expected


def test_what_needs_the_whole_book_is_not_asked_of_a_record() -> None:
    with pytest.raises(TypeError, match="whole book"):
        asked(Linked("thing", Thing.other, None, "=", 0))


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (Thing.name.is_("a"), "Tên là a"),
        (Thing.good.is_(True), "Tốt là Có"),
        (Thing.on.not_before(Thing.until), "Ngày không trước «Đến ngày»"),
        (Thing.on.before(present()), "Ngày trước thời điểm tính từ bây giờ"),
        (Thing.name.one_of("a", "b"), "Tên là a hoặc b"),
        (Thing.name.filled() & Thing.size.missing(), "có Tên và không có Cỡ"),
        (Thing.kinds.contains("Công an"), "Loại có Công an"),
        (any_row(Thing.lines, Line.size.is_(1)), "Dòng có dòng mà Cỡ là 1"),
        (Thing.name.is_("a") | Thing.size.is_(1), "Tên là a hoặc Cỡ là 1"),
        (Told("luôn đúng", lambda record, book: True), "luôn đúng"),
    ],
)
def test_a_condition_is_said_in_vietnamese(condition: Condition, sentence: str) -> None:
    assert condition.sentence() == sentence
