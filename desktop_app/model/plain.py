"""A record as programs read it: the same keys wherever it leaves as JSON."""

from desktop_app.model.field import Json
from desktop_app.model.record import Record


def plain(record: Record) -> dict[str, Json]:
    """Return a record's filled fields and its marks."""
    filled = (name for name in record.fields if record.values.get(name) is not None)
    told: dict[str, Json] = {
        "id": record.id,
        "register": record.table,
        "draft": record.draft,
        "approval": record.approval,
        "fields": {name: record.values[name] for name in filled},
        "conflicts": sorted({key.partition("/")[0] for key in record.disputed}),
    }
    if record.remark:
        told["remark"] = record.remark
    marks = {"deleted": record.deleted, "erased": record.erased}
    return told | {name: True for name, holds in marks.items() if holds}
