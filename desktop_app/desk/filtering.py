"""Filters as officers and scripts name them, turned into conditions."""

from __future__ import annotations

from typing import Any

from desktop_app.desk.session import Session
from desktop_app.model.approval import APPROVAL_STATE
from desktop_app.model.dates import Day, Moment
from desktop_app.model.field import Field, Invalid, Json
from desktop_app.model.kinds import Choices
from desktop_app.model.links import Refs, Rows
from desktop_app.model.periods import period
from desktop_app.model.query import Condition, every
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble


class FilteringActions(Session):
    """Understanding filters."""

    def condition(self, kind: type[Record], where: dict[str, Any]) -> Condition | None:
        """Return the condition that filters such as {"status": "Đã ký"} mean. Raises Trouble."""
        parts = [self._equals(kind, name, value) for name, value in where.items()]
        return every(*parts) if parts else None

    def _equals(self, kind: type[Record], name: str, value: Json) -> Condition:
        if name == APPROVAL_STATE.name:
            return _is(APPROVAL_STATE, value)
        outer, _, inner = name.partition(".")
        field = self.field(kind, outer)
        if isinstance(field, Rows):
            part = field.entry.fields.get(inner)
            if part is None:
                raise _no_field(kind, name)
            return field.any(_is(part, value))
        if inner:
            raise _no_field(kind, name)
        return self._within(field, value) or _is(field, value)

    def _within(self, field: Field[Any], value: Json) -> Condition | None:
        """Return the condition that a day lies in a span such as «Tháng này»."""
        if not isinstance(field, Day | Moment) or not isinstance(value, str):
            return None
        span = period(value, self.present.date())
        if span is None:
            return None
        last = "T23:59" if isinstance(field, Moment) else ""
        return field.not_before(span[0].isoformat()) & field.not_after(f"{span[1]}{last}")

    def field(self, kind: type[Record], name: str) -> Field[Any]:
        """Return a register's field. Raises Trouble when there is none."""
        field = kind.fields.get(name)
        if field is None:
            raise _no_field(kind, name)
        return field


def _is(field: Field[Any], value: Json) -> Condition:
    wanted = value
    if value is None or value == "":
        return field.missing()
    try:
        if isinstance(field, Choices | Refs):
            asked: Any = field.clean([value])
            return field.contains(asked[0])
        wanted = field.clean(value) if not isinstance(value, str) else field.parse(value)
    except Invalid as wrong:
        raise Trouble(
            f"Điều kiện lọc không đúng: {wrong}.",
            "Chưa tìm; không có gì bị thay đổi.",
            "Hãy sửa điều kiện lọc rồi tìm lại.",
            "TM-03",
        ) from None
    return field.missing() if wanted is None else field.is_(wanted)


def _no_field(kind: type[Record], name: str) -> Trouble:
    return Trouble(
        f"Sổ «{kind.title}» không có mục «{name}».",
        "Chưa tìm; không có gì bị thay đổi.",
        f"Các mục của sổ: {', '.join(kind.fields)}.",
        "TM-04",
    )
