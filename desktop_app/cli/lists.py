"""Commands that look things up: the declared registers, lists, what is due today."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop_app.cli import output
from desktop_app.cli.arguments import add_filters, add_register, whole_number
from desktop_app.cli.command import DONE, Call, Command
from desktop_app.cli.wording import Parser
from desktop_app.desk.desk import Desk
from desktop_app.desk.finding import Line
from desktop_app.desk.session import no_register
from desktop_app.model.approval import NONE, TITLES
from desktop_app.model.dates import shown_day
from desktop_app.model.discretion import discreet
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Choice
from desktop_app.model.links import Rows
from desktop_app.model.query import Condition
from desktop_app.model.record import Record

PAGE = 500
EVERY_ONE = 10**9
LEVELS = {"late": "QUÁ HẠN", "due": "đến hạn"}
STEPS = {"approval_returned": "bị trả lại", "approval_waiting": "chờ duyệt"}


def _declare_describe(parser: Parser) -> None:
    parser.words.add_argument("register", metavar="SỔ", nargs="?", help="chỉ sổ này")


def _describe(call: Call) -> int:
    wanted = call.typed.register
    if wanted and wanted not in call.registers:
        raise no_register(wanted, call.registers)
    kinds = [call.registers[wanted]] if wanted else list(call.registers.values())
    described = [_described(kind) for kind in kinds]
    if call.json:
        output.document(described)
    else:
        _show_described(described)
    return DONE


def _described(kind: type[Record]) -> dict[str, Json]:
    return {"register": kind.table, "title": kind.title, "fields": _fields(kind)}


def _fields(kind: type[Entry]) -> list[dict[str, Json]]:
    return [
        {
            "name": name,
            "label": field.label,
            "type": field.type_name,
            "required": _required(field),
            "codes": list(field.options()) if isinstance(field, Choice) else [],
            "fields": _fields(field.entry) if isinstance(field, Rows) else [],
        }
        for name, field in kind.fields.items()
    ]


def _required(field: Field[Any]) -> bool | str:
    if isinstance(field.required, Condition):
        return f"khi {field.required.sentence()}"
    return field.required


def _show_described(registers: list[dict[str, Json]]) -> None:
    for number, register in enumerate(registers):
        if number:
            output.say()
        output.say(f"{register['title']} ({register['register']})")
        headings = "Mục", "Nhãn", "Kiểu", "Bắt buộc", "Danh mục"
        output.table(headings, _field_lines(register["fields"], ""), "(không có mục nào)")


def _field_lines(fields: list[dict[str, Json]], prefix: str) -> Iterator[list[str]]:
    for field in fields:
        needed = field["required"]
        says = {True: "có", False: ""}[needed] if isinstance(needed, bool) else needed
        name = prefix + field["name"]
        yield [name, field["label"], field["type"], says, "; ".join(field["codes"])]
        yield from _field_lines(field["fields"], f"{name}.")


def _declare_find(parser: Parser) -> None:
    add_register(parser)
    parser.words.add_argument(
        "text", metavar="CHỮ", nargs="*", default=[], help="chữ cần tìm, không cần gõ dấu"
    )
    add_filters(parser)
    parser.options.add_argument(
        "--sort", metavar="MỤC", default="", help="xếp theo mục này; MỤC:desc để xếp ngược"
    )
    parser.options.add_argument(
        "--limit",
        metavar="SỐ",
        type=whole_number(1),
        default=EVERY_ONE,
        help="nhiều nhất bấy nhiêu",
    )
    parser.options.add_argument("--count", action="store_true", help="chỉ đếm")


def _find(call: Call) -> int:
    typed = call.typed
    text = " ".join(typed.text)
    with call.desk(writing=False) as desk:
        kind = desk.register(typed.register)
        if typed.count:
            number = desk.count(kind.table, text, typed.where, EVERY_ONE).number
            if call.json:
                output.document({"count": number})
            else:
                output.say(f"{number} hồ sơ")
            return DONE
        lines = _lines(desk, kind, text, typed)
        if call.json:
            output.stream(_row(line, kind, desk.present.date()) for line in lines)
        else:
            headings = ["Mã", *(field.label for field in kind.columns), ""]
            rows = ([line.id, *line.cells, _mark(line)] for line in lines)
            output.table(headings, rows, "Không tìm thấy hồ sơ nào.")
    return DONE


def _mark(line: Line) -> str:
    if line.draft:
        return "nháp"
    asked = line.record.approval != NONE
    return TITLES[line.record.approval].lower() if asked else ""


def _lines(desk: Desk, kind: type[Record], text: str, typed: argparse.Namespace) -> Iterator[Line]:
    sort, descending = _order(typed.sort)
    left, cursor = typed.limit, None
    while left > 0:
        page = desk.find(
            kind.table,
            text,
            typed.where,
            sort=sort,
            descending=descending,
            after=cursor,
            limit=min(left, PAGE),
        )
        yield from page.rows
        left -= len(page.rows)
        cursor = page.next
        if cursor is None:
            return


def _order(word: str) -> tuple[str, bool | None]:
    """Return the field and direction of ``F``, ``-F`` or ``F:desc``."""
    name, sign, direction = word.removeprefix("-").partition(":")
    if sign and direction not in ("asc", "desc"):
        Parser("so-antt find", "").error(f"--sort: «{direction}» phải là asc hoặc desc")
    if word.startswith("-") or direction == "desc":
        return name, True
    return name, False if direction == "asc" else None


def _row(line: Line, kind: type[Record], day: date) -> dict[str, Json]:
    """Return a line of a list as JSON: canonical values, as far as a list may show them."""
    row: dict[str, Json] = {"id": line.id}
    for field in dict.fromkeys((kind.number, *kind.columns)):
        value = discreet(line.record, field, day)
        if value is not None:
            row[field.name] = value
    return row


def _declare_today(parser: Parser) -> None:
    del parser  # nothing but the options every command has


def _today(call: Call) -> int:
    with call.desk(writing=False) as desk:
        alerts = desk.alerts()
        if call.json:
            keys = "register", "id", "alert", "due", "level"
            output.document([{key: getattr(line, key) for key in keys} for line in alerts])
            return DONE
        rows = (
            [
                STEPS.get(line.alert) or LEVELS.get(line.level, "chưa xong"),
                _shown_due(line.due),
                line.text,
                line.caption,
                call.registers[line.register].title,
                line.id,
            ]
            for line in alerts
        )
        headings = "Mức", "Hạn", "Việc", "Hồ sơ", "Sổ", "Mã"
        output.table(headings, rows, "Hôm nay không có việc nào đến hạn.")
    return DONE


def _shown_due(due: str) -> str:
    day, _, clock = due.partition("T")
    return f"{shown_day(day)} {clock}".strip() if day else ""


COMMANDS = (
    Command("describe", "các sổ và các mục của sổ", _declare_describe, _describe),
    Command("find", "tìm hồ sơ như ở danh sách", _declare_find, _find),
    Command("today", "việc đến hạn, quá hạn, chưa xong", _declare_today, _today),
)
