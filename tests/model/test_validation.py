"""Whether values may be saved: shape, defaults, what is missing, rules, references, lifecycle."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from desktop_app.model.dates import Day
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import Number, Status, Text
from desktop_app.model.links import Links, Ref, Refs, Rows, new_id
from desktop_app.model.moments import present
from desktop_app.model.query import Condition
from desktop_app.model.record import ME, Asking, Must, Problem, Record
from desktop_app.model.validation import (
    cleaned,
    incomplete,
    problems,
    state_warning,
    with_defaults,
)

BOX, LID = new_id(), new_id()


class Line(Entry):
    """A line of a child list in these tests."""

    what = Text("Tên", required=True)
    why = Text("Lý do", required=what.is_("Khác"))


class Box(Record):
    """A register of these tests."""

    table, title = "box", "Hộp"
    status = Status("Mở", "Đóng", side=("Hỏng",))
    name = Text("Tên", required=True, default="Hộp")
    keeper_id = Ref("Người giữ", "keeper", default=ME)
    code = Text("Mã", pattern=r"[0-9]{3}", says="Mã phải có đúng 3 chữ số")
    closed_on = Day("Ngày đóng", required=status.is_("Đóng"))
    size = Number("Cỡ")
    inside = Refs("Bên trong", "box")
    linked = Links("Hồ sơ liên quan")
    lines = Rows("Dòng", Line)
    checks = (
        Must(closed_on, closed_on.not_after(present()), "Ngày đóng sau hôm nay"),
        Must(size, size.after(9), "Hộp đóng nên lớn", "warning", when=status.is_("Đóng")),
    )

    def presets(self) -> dict[str, Any]:
        return {"size": 5 if self.name == "Hộp" else None}

    def rules(self, book: Asking) -> Iterator[Problem]:
        if self.name == "Tủ":
            yield Problem("name", "Tủ không phải là hộp")


class Shelf:
    """A book of one box and one record of another register."""

    present = datetime.fromisoformat("2026-11-23T14:00")
    kept: tuple[Record, ...] = (Box({"name": "Hộp"}, BOX),)

    def record(self, id: str) -> Record | None:
        return next((record for record in self.kept if record.id == id), None)

    def matches(self, register: str, condition: Condition, besides: str = "") -> list[str]:
        return []

    def voided(self, register: str, number: str) -> str:
        return ""


def judged(**values: Any) -> list[Problem]:
    return problems(Box({"status": "Mở", "name": "Hộp"} | values), Shelf())


def test_values_of_a_wrong_shape_are_told_one_by_one() -> None:
    kept, found = cleaned(Box, {"name": " Hộp ", "size": "to", "colour": "đỏ", "code": None})
    assert kept == {"name": "Hộp", "code": None}
    assert [problem.field for problem in found] == ["size", "colour"]
    assert found[1].text == "Sổ này không có mục «colour»"
    assert all(problem.level == "error" for problem in found)


def test_blanks_of_a_new_record_are_filled_from_the_declaration() -> None:
    filled = with_defaults(Box, {}, me="tôi")
    assert filled == {"status": "Mở", "name": "Hộp", "keeper_id": "tôi", "size": 5}


def test_a_blank_left_on_purpose_stays_blank() -> None:
    filled = with_defaults(Box, {"size": None, "keeper_id": None, "name": "Rương"}, me="tôi")
    assert filled == {"status": "Mở", "name": "Rương"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"name": None}, [("name", "error")]),
        ({"status": "Đóng", "size": 10}, [("closed_on", "error")]),
        ({"status": "Đóng", "closed_on": "2026-11-23", "size": 9}, [("size", "warning")]),
        ({"closed_on": "2026-11-24"}, [("closed_on", "error")]),
        ({"name": "Tủ"}, [("name", "error")]),
        ({"code": "12"}, [("code", "error")]),
        ({"code": "123"}, []),
        ({"lines": [{"id": "1", "what": "Bút"}]}, []),
        ({"lines": [{"id": "1"}]}, [("lines.what", "error")]),
        ({"lines": [{"id": "1", "what": "Khác"}]}, [("lines.why", "error")]),
        ({"inside": [BOX]}, []),
        ({"inside": [BOX, LID]}, [("inside", "error")]),
        ({"keeper_id": BOX}, [("keeper_id", "error")]),
        ({"linked": [BOX]}, []),
        ({"linked": [LID]}, [("linked", "error")]),
        ({"note": "x" * 2000}, []),
        ({"note": "x" * 2001}, [("note", "warning")]),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert [(problem.field, problem.level) for problem in judged(**changes)] == expected


def test_the_line_of_a_child_list_is_named() -> None:
    (found,) = judged(lines=[{"id": "1", "what": "Bút"}, {"id": "2"}])
    assert found.text == "«Dòng» dòng 2: Chưa có «Tên»"


def test_only_errors_make_a_record_a_draft() -> None:
    assert incomplete(Box, judged(name=None))
    assert not incomplete(Box, judged(note="x" * 2001))


@pytest.mark.parametrize(
    ("old", "new", "warned"),
    [("Đóng", "Mở", True), ("Mở", "Đóng", False), ("Đóng", "Hỏng", False), (None, "Mở", False)],
)
def test_a_state_that_goes_back_is_warned_of(old: str | None, new: str, warned: bool) -> None:
    found = list(state_warning(Box({"status": new}), {"status": old}))
    assert bool(found) is warned
    assert all(problem.level == "warning" for problem in found)
