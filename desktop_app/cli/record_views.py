"""Commands that read one record: show, history."""

from collections.abc import Iterator

from desktop_app.cli import output
from desktop_app.cli.arguments import add_reason, add_record
from desktop_app.cli.command import DONE, Call, Command
from desktop_app.cli.wording import Parser
from desktop_app.desk.desk import Desk
from desktop_app.desk.histories import HistoryLine
from desktop_app.desk.marks import label_of, told_line
from desktop_app.desk.records import Opened
from desktop_app.model.approval import APPROVAL_STATE, TITLES, approval_words
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.links import Rows
from desktop_app.model.moments import moment_words
from desktop_app.model.plain import plain
from desktop_app.model.record import Record, told

KINDS = {
    "add": "thêm",
    "edit": "sửa",
    "decide": "xử lý xung đột",
    "delete": "xóa",
    "undelete": "khôi phục",
    "undo": "hoàn tác",
    "supplement": "bổ sung",
    "submit": "trình duyệt",
    "return": "trả lại",
    "approve": "duyệt",
    "close": "đóng",
    "reopen": "mở lại",
    "erase": "xóa hẳn dữ liệu cá nhân",
    "erased": "(nội dung đã xóa)",
}
MARKS = {"draft": "Nháp", "deleted": "Đã xóa"}


def _declare_viewed(parser: Parser) -> None:
    add_record(parser)
    add_reason(parser, "(khi hồ sơ thuộc diện hạn chế và do người khác phụ trách)")


def _show(call: Call) -> int:
    with call.desk(writing=False) as desk:
        opened = desk.open(call.typed.register, call.typed.id, call.typed.reason)
        if call.json:
            output.document(plain(opened.record))
        else:
            _say_record(opened, desk)
    return DONE


def _say_record(opened: Opened, desk: Desk) -> None:
    record = opened.record
    marks = [mark for mark, holds in (("NHÁP", record.draft), ("ĐÃ XÓA", record.deleted)) if holds]
    output.say(" · ".join([record.singular or record.title, record.caption(desk), *marks]))
    output.pairs(_labelled(opened, desk))
    for problem in opened.problems:
        output.remark(f"- {problem.field}: {problem.text}")


def _labelled(opened: Opened, desk: Desk) -> Iterator[tuple[str, str]]:
    record = opened.record
    yield "Mã", record.id
    yield "Duyệt", approval_words(record)
    yield "Nhận xét", opened.remark
    yield "Xung đột", ", ".join(label_of(record, name) for name in opened.conflicts)
    for field in record.fields.values():
        yield field.label, _read(record, field, desk)


def _read(entry: Entry, field: Field[Json], desk: Desk) -> str:
    """Return a value as an officer reads it; a child list has one line for each entry."""
    value = entry.values.get(field.name)
    if value is None or not isinstance(field, Rows):
        return told(entry, field, desk)
    return "\n".join(
        f"{number}. {told_line(row, desk)}"
        for number, row in enumerate(field.typed(value), start=1)
    )


def _history(call: Call) -> int:
    with call.desk(writing=False) as desk:
        kind = desk.register(call.typed.register)
        lines = desk.history(kind.table, call.typed.id, call.typed.reason)
        if call.json:
            output.document([_line_json(line, kind) for line in lines])
        else:
            for line in lines:
                _say_line(line, kind, desk)
    return DONE


def _in_order(line: HistoryLine, kind: type[Record]) -> list[tuple[str, tuple[Json, Json]]]:
    """Return what changed in the order of the paper book, the marks of the record last."""
    places = {name: place for place, name in enumerate(kind.fields)}
    return sorted(line.fields.items(), key=lambda change: places.get(change[0], len(places)))


def _line_json(line: HistoryLine, kind: type[Record]) -> dict[str, Json]:
    changes = _in_order(line, kind)
    told: dict[str, Json] = {
        "device": line.device,
        "seq": line.seq,
        "officer": line.officer,
        "wall": line.wall,
        "reason": line.reason,
        "fields": {name: {"old": old, "new": new} for name, (old, new) in changes},
        "parents": line.parents,
    }
    return {**told, "passed": line.passed} if line.passed else told


def _say_line(line: HistoryLine, kind: type[Record], desk: Desk) -> None:
    reason = f" · lý do: {line.reason}" if line.reason else ""
    what = KINDS.get(line.kind, "thay đổi")
    when = moment_words(line.wall)
    output.say(f"{line.device}:{line.seq} · {when} · {line.officer} · {what}{reason}")
    for name, (old, new) in _in_order(line, kind):
        label, before, after = _change(kind, name, old, new, desk)
        before = "" if line.kind == "add" else f"{before or '(trống)'} → "
        output.say(f"    {label}: {before}{after or '(trống)'}")
    for warning in line.passed:
        output.say(f"    (đã bỏ qua cảnh báo) {warning}")


def _change(
    kind: type[Record], name: str, old: Json, new: Json, desk: Desk
) -> tuple[str, str, str]:
    field = kind.fields.get(name)
    if name == APPROVAL_STATE.name:
        return APPROVAL_STATE.label, TITLES[old], TITLES[new]
    if field is None:
        words = {True: "có", False: "không", None: ""}
        return MARKS.get(name, name), words.get(old, ""), words.get(new, "")
    before, after = (_read(kind({name: value}), field, desk) for value in (old, new))
    return field.label, before.replace("\n", " | "), after.replace("\n", " | ")


COMMANDS = (
    Command("show", "xem một hồ sơ", _declare_viewed, _show),
    Command("history", "lịch sử thay đổi của một hồ sơ", _declare_viewed, _history),
)
