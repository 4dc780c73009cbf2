"""Commands that change records: add, edit, delete, undelete, undo."""

import argparse
from collections.abc import Callable

from desktop_app.cli import output
from desktop_app.cli.arguments import add_reason, add_record, add_register
from desktop_app.cli.command import DONE, Call, Command
from desktop_app.cli.json_input import given_record, given_records
from desktop_app.cli.refusals import problem_json, refuse_saved, remark_problems
from desktop_app.cli.wording import Parser
from desktop_app.desk.desk import Desk
from desktop_app.desk.records import Refused, Saved

REOPENED = "(khi hồ sơ thuộc diện hạn chế và do người khác phụ trách)"


def _add_source(parser: Parser, what: str) -> None:
    parser.options.add_argument(
        "--from",
        dest="source",
        metavar="TỆP",
        required=True,
        help=f"tệp JSON: {what}; dấu - là đọc từ đầu vào chuẩn",
    )


def _declare_add(parser: Parser) -> None:
    add_register(parser)
    _add_source(parser, "một đối tượng, hoặc mỗi dòng một đối tượng")
    parser.options.add_argument("--draft", action="store_true", help="lưu nháp, cho phép thiếu")


def _add(call: Call) -> int:
    typed = call.typed
    given = given_records(typed.source)
    lines = [each.line for each in given]
    several = len(given) > 1
    with call.desk(writing=True) as desk:
        try:
            values = [each.values for each in given]
            saved = desk.add_many(typed.register, values, draft=typed.draft)
        except Refused as refused:
            wrong = [(lines[max(number, 1) - 1], problem) for number, problem in refused.lines]
            placed = Refused(refused.problems, wrong[0][0] if several else 0, wrong)
            return refuse_saved(placed, {"ids": []}, json=call.json)
        title = desk.register(typed.register).title
    problems = [(lines[number - 1], problem) for number, problem in saved.problems]
    if call.json:
        told = [problem_json(problem, line) for line, problem in problems]
        output.document({"ids": saved.ids, "problems": told})
        return DONE
    output.say(f"Đã lưu {len(saved.ids)} hồ sơ vào sổ «{title}».")
    for id in saved.ids:
        output.say(id)
    remark_problems(problems, several=several)
    return DONE


def _declare_edit(parser: Parser) -> None:
    add_record(parser)
    _add_source(parser, "các mục cần sửa; null để xóa trống một mục")
    parser.options.add_argument(
        "--reason", metavar="LÝ_DO", default="", help="lý do sửa; cần khi hồ sơ đã được duyệt"
    )


def _edit(call: Call) -> int:
    typed = call.typed
    changes = given_record(typed.source)
    with call.desk(writing=True) as desk:
        try:
            saved = desk.edit(typed.register, typed.id, changes, reason=typed.reason)
        except Refused as refused:
            return refuse_saved(refused, {"id": typed.id, "seq": None}, json=call.json)
    if call.json:
        told = [problem_json(problem) for problem in saved.problems]
        output.document({"id": saved.id, "seq": saved.seq, "problems": told})
        return DONE
    output.say(f"Đã sửa hồ sơ {saved.id} (thay đổi số {saved.seq} của máy này).")
    remark_problems([(0, problem) for problem in saved.problems], several=False)
    return DONE


def _declare_delete(parser: Parser) -> None:
    add_record(parser)
    parser.options.add_argument("--reason", metavar="LÝ_DO", required=True, help="lý do xóa")


def _declare_undelete(parser: Parser) -> None:
    add_record(parser)
    add_reason(parser, REOPENED)


def _declare_undo(parser: Parser) -> None:
    add_record(parser)
    parser.options.add_argument(
        "--to",
        metavar="MÁY:SỐ",
        type=_a_change,
        help="trở về như sau thay đổi này (xem history); không nêu thì bỏ thay đổi cuối",
    )
    parser.options.add_argument(
        "--reason",
        metavar="LÝ_DO",
        default="",
        help="lý do; cần khi hồ sơ đã được duyệt, hoặc hạn chế và do người khác phụ trách",
    )


def _a_change(word: str) -> tuple[str, int]:
    device, sign, seq = word.rpartition(":")
    if not (sign and device and seq.isdecimal() and seq.isascii() and len(seq) < 16):
        raise argparse.ArgumentTypeError(f"«{word}» phải có dạng MÁY:SỐ như ở history")
    return device, int(seq)


def altering(does: Callable[[Desk, argparse.Namespace], Saved], said: str) -> Callable[[Call], int]:
    """Return what a command does that changes one record as a whole."""

    def run(call: Call) -> int:
        with call.desk(writing=True) as desk:
            saved = does(desk, call.typed)
        if call.json:
            output.document({"id": saved.id, "seq": saved.seq})
        else:
            output.say(f"{said} {saved.id} (thay đổi số {saved.seq} của máy này).")
        return DONE

    return run


_delete = altering(
    lambda desk, typed: desk.delete(typed.register, typed.id, typed.reason), "Đã xóa hồ sơ"
)
_undelete = altering(
    lambda desk, typed: desk.undelete(typed.register, typed.id, typed.reason), "Đã khôi phục hồ sơ"
)
_undo = altering(
    lambda desk, typed: desk.undo(typed.register, typed.id, typed.to, typed.reason),
    "Đã hoàn tác hồ sơ",
)

COMMANDS = (
    Command("add", "thêm hồ sơ từ JSON, được tất cả hoặc không gì cả", _declare_add, _add),
    Command("edit", "sửa các mục được nêu của một hồ sơ", _declare_edit, _edit),
    Command("delete", "xóa hồ sơ, có lý do; khôi phục được", _declare_delete, _delete),
    Command("undelete", "khôi phục hồ sơ đã xóa", _declare_undelete, _undelete),
    Command("undo", "hoàn tác bằng một thay đổi ngược lại", _declare_undo, _undo),
)
