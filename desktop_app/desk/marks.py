"""What PCs may disagree about beside the fields of a record: its deletion, approval, union."""

from __future__ import annotations

from desktop_app.model.approval import NONE, TITLES
from desktop_app.model.entry import Entry
from desktop_app.model.field import Json
from desktop_app.model.record import Lookup, Record, told
from desktop_app.store.change import ABSORBED, APPROVAL, DELETED, DRAFT, UNITED

_ABSORBED = ABSORBED.rstrip("/")
_LABELS = {
    DELETED: "Xóa hay giữ hồ sơ",
    APPROVAL: "Việc duyệt hồ sơ",
    DRAFT: "Bản nháp hay hồ sơ chính thức",
    UNITED: "Gộp vào hồ sơ nào",
    _ABSORBED: "Gộp hồ sơ khác vào hồ sơ này",
}
_YES_NO = {
    DELETED: ("xóa", "giữ"),
    DRAFT: ("bản nháp", "hồ sơ chính thức"),
    _ABSORBED: ("gộp", "không gộp"),
}


def label_of(record: Record, key: str) -> str:
    """Return what a disputed *key* is called; one that no field here has came from a newer program.

    *key* is a field, an entry of a child list or a mark of the record.
    """
    name = key.partition("/")[0]
    field = record.fields.get(name)
    if field is not None:
        return field.label
    return _LABELS.get(name, f"Mục «{key}» của bản phần mềm mới hơn")


def told_line(line: Entry, lookup: Lookup) -> str:
    """Return a line of a child list as an officer reads it: all that is filled, with its label."""
    words = ((field.label, told(line, field, lookup)) for field in line.fields.values())
    return "; ".join(f"{label}: {text}" for label, text in words if text)


def chosen_from(key: str, value: Json) -> Json:
    """Return a value of the ledger as an officer chooses it: of an approval only the state."""
    return value["state"] if key == APPROVAL and isinstance(value, dict) else value


def told_mark(key: str, value: Json, lookup: Lookup) -> str:
    """Return the value of a mark, or of a field unknown here, as an officer reads it."""
    if key == APPROVAL:
        mark = value if isinstance(value, dict) else {"state": value or NONE}
        words = TITLES.get(mark["state"], mark["state"])
        return f"{words}: {mark['remark']}" if mark.get("remark") else words
    if key == UNITED:
        stays = lookup.record(value) if value else None
        return stays.caption(lookup) if stays else "không gộp"
    yes_no = _YES_NO.get(key.partition("/")[0])
    if yes_no:
        return yes_no[0] if value else yes_no[1]
    return "" if value is None else str(value)
