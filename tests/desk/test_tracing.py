"""Each field is there for a form, a figure, an alert, or for a reason written down."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.tracing import Trace
from desktop_app.registers import REGISTERS


@pytest.fixture
def traces(desk: Desk) -> dict[str, list[Trace]]:
    return desk.traces()


def test_no_field_is_without_a_reason(traces: dict[str, list[Trace]]) -> None:
    assert list(traces) == list(REGISTERS)
    bare = [(table, one.label) for table, found in traces.items() for one in found]
    assert len(bare) > 150
    assert [
        (table, one.label) for table, found in traces.items() for one in found if not one.reasons
    ] == []


def test_what_reads_a_field_is_named(traces: dict[str, list[Trace]]) -> None:
    uses = {(table, one.label): one.uses for table, found in traces.items() for one in found}
    number = uses["person", "Số định danh cá nhân (CCCD)"]
    assert "Biểu mẫu: Danh sách ký cam kết" in number
    assert "Quy tắc" in number
    assert "Danh sách" in number
    result = uses["mediation", "Kết quả"]
    assert "Số liệu: Số vụ, việc hòa giải thành" in result
    handed_over = uses["patrol", "Sự việc phát hiện: Ngày bàn giao"]
    assert any(use.startswith("Nhắc việc: Sự việc chuyển cấp") for use in handed_over)
    occupation = uses["person", "Nghề nghiệp"]
    assert not any(use.startswith("Số liệu") for use in occupation)


def test_a_written_need_is_given_only_where_nothing_else_asks(
    traces: dict[str, list[Trace]],
) -> None:
    everywhere = {"Số", "Ghi chú", "Thôn/tổ dân phố", "Cán bộ phụ trách"}
    asked = [
        (table, one.label)
        for table, found in traces.items()
        for one in found
        if one.need and len(one.reasons) > 1 and one.label not in everywhere
    ]
    assert asked == []
