"""What F1 says about a field: its purpose, how it is typed, an example."""

from typing import Any

from desktop_app.model.dates import Clock, Day, Moment, PartialDay
from desktop_app.model.field import Field
from desktop_app.model.kinds import Choice, Choices, LongText, Number, YesNo
from desktop_app.model.links import Address, Ref, Refs, Rows
from desktop_app.model.query import Condition
from desktop_app.ui.editors.typed import EXAMPLES as TYPED_EXAMPLES

HOW_TYPED: tuple[tuple[type[Field[Any]], str], ...] = (
    (Moment, "Gõ ngày và giờ: 5/11 21h30, 05/11/2026 21:30, hôm qua 8h."),
    (PartialDay, "Gõ 05/11/1990; chỉ biết tháng thì 11/1990, chỉ biết năm thì 1990."),
    (Day, "Gõ 5/11, 051126, 05/11/2026, hôm nay, hôm qua."),
    (Clock, "Gõ 8h30, 21:30 hoặc 2130."),
    (Number, "Gõ số nguyên; chấm phân cách hàng nghìn tự thêm khi rời ô."),
    (Choices, "Bấm phím cách để đánh dấu từng mục."),
    (Choice, "Gõ một phần của mục, không cần dấu, rồi Enter; mũi tên xuống để xem tất cả."),
    (YesNo, "Gõ «có» hoặc «không»."),
    (Refs, "Gõ tên để tìm, Enter để thêm; lặp lại cho từng hồ sơ."),
    (Ref, "Gõ một phần tên, không cần dấu; chọn một dòng gợi ý hoặc thêm mới."),
    (
        Rows,
        "Gõ vào dòng trống cuối bảng; Enter hoặc Tab sang ô sau, ở dòng trống thì ra khỏi bảng;"
        " Ctrl+V dán từ bảng tính.",
    ),
    (Address, "Ghi địa chỉ đúng như trên giấy; dòng dưới chọn xã, phường hiện nay nếu biết."),
    (LongText, "Enter để xuống dòng, Tab để sang mục sau."),
)

PICKED = "gõ «nguyen van an» rồi chọn Nguyễn Văn An"
EXAMPLES: tuple[tuple[type[Field[Any]], str], ...] = (
    *TYPED_EXAMPLES.items(),
    (Number, "3"),
    (YesNo, "có"),
    (Refs, PICKED),
    (Ref, PICKED),
    (Address, "Số 12, ngõ 5, tổ dân phố 3, phường Vĩnh Phúc"),
)


def help_of(field: Field[Any]) -> str:
    """Return the help text of a field."""
    parts = [f"{field.label}."]
    if field.explains:
        parts.append(field.explains.rstrip(".") + ".")
    parts += [how for kind, how in HOW_TYPED if isinstance(field, kind)][:1]
    if field.required is True:
        parts.append("Bắt buộc.")
    elif isinstance(field.required, Condition):
        parts.append(f"Bắt buộc khi {field.required.sentence()}.")
    parts.append(f"Ví dụ: {example_of(field)}.")
    return " ".join(parts)


def example_of(field: Field[Any]) -> str:
    """Return a field as filled in: declared, or what its kind always looks like."""
    if field.example:
        return field.example
    if isinstance(field, Choice):
        return field.options()[0]
    if isinstance(field, Rows):
        return " · ".join(example_of(one) for one in field.entry.fields.values())
    return next((shown for kind, shown in EXAMPLES if isinstance(field, kind)), "")
