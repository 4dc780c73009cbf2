"""Fields that point: to other records, to child entries, to a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import orjson
import uuid_utils

from desktop_app.model.field import Field, Invalid, Json
from desktop_app.model.kinds import dotted
from desktop_app.model.query import AnyRow, Condition, Contains, Via
from desktop_app.model.text import clean
from desktop_app.model.units import unit

if TYPE_CHECKING:
    from desktop_app.model.entry import Entry as EntryType

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOST_ROWS = 5_000
LONGEST_PART = 500


def new_id() -> str:
    """Return a new record or entry id (UUIDv7: time-ordered, so indexes grow at their end)."""
    return str(uuid_utils.uuid7())


def checked_id(label: str, value: Json) -> str:
    """Return *value* when it looks like a record id. Raises Invalid."""
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise Invalid(f"«{label}» phải là mã hồ sơ (id) của một hồ sơ đã có")
    return value


class Ref(Field[str]):
    """A reference to one record of one of the *targets*."""

    def __init__(self, label: str, *targets: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.targets = targets
        self.type_name = f"ref({'|'.join(targets)})"

    def clean(self, value: Json) -> str | None:
        return None if value is None or value == "" else checked_id(self.label, value)

    def via(self, register: str, condition: Condition) -> Condition:
        """Return the condition that the record pointed to satisfies *condition*."""
        return Via(self, register, condition)


class _ListField(Field[list[Any]]):
    storage = "JSON"

    def stored(self, value: Json) -> Json:
        # Keys in order, as the ledger keeps them: equal values are equal cells.
        return None if value is None else orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()

    def loaded(self, cell: Json) -> Json:
        return None if cell is None else orjson.loads(cell)


class Refs(_ListField):
    """References to several records of one register, each at most once."""

    def __init__(self, label: str, *targets: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.targets = targets
        self.type_name = f"refs({'|'.join(targets)})"

    def clean(self, value: Json) -> list[str] | None:
        if value is None:
            return None
        if not isinstance(value, list):
            raise Invalid(f"«{self.label}» phải là một danh sách mã hồ sơ")
        return list(dict.fromkeys(checked_id(self.label, item) for item in value)) or None

    def contains(self, value: str) -> Condition:
        """Return the condition that *value* is among the references."""
        return Contains(self, value)


class Links(Refs):
    """Links to related records of any register."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.type_name = "links"


EntryKind = TypeVar("EntryKind", bound="EntryType")


class Rows(_ListField, Generic[EntryKind]):
    """A child list: a set of entries, each with an id of its own, in the order written."""

    type_name = "rows"

    def __init__(self, label: str, entry: type[EntryKind], **options: Any) -> None:
        super().__init__(label, **options)
        self.entry = entry

    def clean(self, value: Json) -> list[dict[str, Json]] | None:
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise Invalid(f"«{self.label}» phải là một danh sách các dòng")
        if len(value) > MOST_ROWS:
            raise Invalid(f"«{self.label}» có {len(value)} dòng, tối đa {MOST_ROWS}")
        rows = [self._row(number, row) for number, row in enumerate(value, start=1)]
        if len({row["id"] for row in rows}) != len(rows):
            raise Invalid(f"«{self.label}» có hai dòng cùng mã")
        return rows or None

    def _row(self, number: int, row: dict[str, Json]) -> dict[str, Json]:
        cleaned = {"id": checked_id(self.label, row["id"]) if row.get("id") else new_id()}
        for name, value in row.items():
            if name == "id":
                continue
            field = self.entry.fields.get(name)
            if field is None:
                raise Invalid(f"«{self.label}» dòng {number}: không có mục «{name[:60]}»")
            try:
                kept = field.clean(value)
            except Invalid as wrong:
                raise Invalid(f"«{self.label}» dòng {number}: {wrong}") from None
            if kept is not None:
                cleaned[name] = kept
        return cleaned

    def typed(self, value: Json) -> list[EntryKind]:
        return [self.entry(row, row["id"]) for row in value]

    def show(self, value: Json) -> str:
        return f"{len(value)} dòng" if value else ""

    def any(self, condition: Condition) -> Condition:
        """Return the condition that some entry satisfies *condition*."""
        return AnyRow(self, condition)


ADDRESS_PARTS = ("as_written", "detail", "area", "ward_code", "ward", "province")


class Address(_ListField):
    """A place: the wording as written on the paper, and the unit of today where it is known."""

    type_name = "address"

    def clean(self, value: Json) -> dict[str, str] | None:
        if value is None or value == {}:
            return None
        if not isinstance(value, dict):
            raise Invalid(f'«{self.label}» phải có dạng {{"as_written": "…"}}')
        unknown = set(value).difference(ADDRESS_PARTS)
        if unknown:
            raise Invalid(f"«{self.label}» không có mục «{sorted(unknown)[0][:60]}»")
        parts = {name: self._part(value.get(name)) for name in ADDRESS_PARTS}
        kept = {name: part for name, part in parts.items() if part}
        return self._with_unit(kept) or None

    def _part(self, value: Json) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Invalid(f"«{self.label}»: mỗi phần của địa chỉ phải là chữ")
        part = clean(value)
        if len(part) > LONGEST_PART:
            raise Invalid(
                f"«{self.label}» dài {dotted(len(part))} ký tự, tối đa {dotted(LONGEST_PART)}"
            )
        return part

    def _with_unit(self, parts: dict[str, str]) -> dict[str, str]:
        code = parts.get("ward_code")
        if not code:
            return parts
        found = unit(code)
        if found is None:
            raise Invalid(f"«{self.label}»: không có xã, phường nào mang mã {code}")
        return {**parts, "ward": found.full_name, "province": found.province}

    def parse(self, text: str) -> dict[str, str] | None:
        return self.clean({"as_written": text})

    def show(self, value: Json) -> str:
        if not value:
            return ""
        if value.get("as_written"):
            return str(value["as_written"])
        names = ("detail", "area", "ward", "province")
        return ", ".join(value[name] for name in names if value.get(name))


def targets_of(field: Field[Any]) -> tuple[str, ...]:
    """Return the registers a field points to; empty when it does not point."""
    return field.targets if isinstance(field, Ref | Refs) else ()
