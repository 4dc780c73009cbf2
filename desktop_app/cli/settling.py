"""Commands for what a merge left to the officers: conflicts, decide, and the books of numbers."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.cli import output
from desktop_app.cli.arguments import add_reason, add_record
from desktop_app.cli.command import DONE, Call, Command
from desktop_app.cli.json_input import given_value
from desktop_app.cli.refusals import refuse_saved
from desktop_app.cli.wording import Parser
from desktop_app.desk.records import Refused
from desktop_app.model.moments import moment_words


def _nothing_more(parser: Parser) -> None:
    del parser  # nothing but the options every command has


def _conflicts(call: Call) -> int:
    with call.desk(writing=False) as desk:
        found, twice = desk.conflicts(), desk.numbers_twice()
        not_whole = desk.not_wholly_erased()
    if call.json:
        output.document(
            [
                {
                    "register": one.register,
                    "id": one.id,
                    "field": one.field,
                    "values": [
                        {
                            "value": each.value,
                            "officer": each.officer,
                            "device": each.device,
                            "wall": each.wall,
                        }
                        for each in one.versions
                    ],
                }
                for one in found
            ]
        )
        return DONE
    rows = (
        [
            one.caption,
            one.label,
            one.id,
            one.field,
            each.officer,
            moment_words(each.wall),
            each.shown,
        ]
        for one in found
        for each in one.versions
    )
    headings = "Hồ sơ", "Mục", "Mã", "Tên mục", "Người ghi", "Lúc", "Giá trị"
    output.table(headings, rows, "Không có xung đột nào.")
    for each in twice:
        output.remark(
            f"- {each.label} {each.value} có ở {len(each.ids)} hồ sơ: {', '.join(each.ids)}"
        )
    for late in not_whole:
        output.remark(
            f"- Hồ sơ {late.id} đã xóa dữ liệu cá nhân, nhưng máy khác chưa biết nên còn ghi thêm"
            f" {late.changes} lần. Chỉ huy xóa nốt: erase {late.register} {late.id} --reason …"
        )
    return DONE


def _declare_decide(parser: Parser) -> None:
    add_record(parser)
    parser.words.add_argument("field", metavar="MỤC", help="tên mục như ở conflicts")
    parser.options.add_argument(
        "--value", metavar="JSON", required=True, help="giá trị được giữ, viết bằng JSON"
    )
    add_reason(parser, "(khi hồ sơ thuộc diện hạn chế và do người khác phụ trách)")


def _decide(call: Call) -> int:
    typed = call.typed
    value = given_value(typed.value)
    with call.desk(writing=True) as desk:
        try:
            saved = desk.decide(typed.register, typed.id, typed.field, value, typed.reason)
        except Refused as refused:
            return refuse_saved(refused, {"id": typed.id, "seq": None}, json=call.json)
    said = f"Đã xử lý xung đột ở mục «{typed.field}» của hồ sơ {saved.id}."
    return call.told({"id": saved.id, "seq": saved.seq}, said)


def _declare_number(parser: Parser) -> None:
    words = parser.words
    words.add_argument("deed", metavar="VIỆC", choices=_DEEDS, help=", ".join(_DEEDS))
    words.add_argument("register", metavar="SỔ", nargs="?", help="tên sổ")
    words.add_argument(
        "target", metavar="MÃ|SỐ|MÁY", nargs="?", help="take: hồ sơ; void: số; move: máy"
    )
    parser.options.add_argument("--reason", metavar="LÝ_DO", default="", help="lý do hủy số")
    parser.options.add_argument(
        "--lost", action="store_true", help="move: máy đang giữ sổ số đã mất"
    )
    parser.options.add_argument(
        "--year", metavar="NĂM", type=int, help="move: sổ số của năm nào, nếu không là năm nay"
    )


def _number(call: Call) -> int:
    typed = call.typed
    if typed.deed != "list" and not (typed.register and typed.target):
        Parser("so-antt number", "").error("còn thiếu: SỔ MÃ|SỐ|MÁY")
    return _DEEDS[typed.deed](call)


def _list(call: Call) -> int:
    with call.desk(writing=False) as desk:
        known = desk.number_books()
        titles = {table: kind.title for table, kind in desk.registers.items()}
    if call.json:
        output.document(
            [
                {
                    "register": one.register,
                    "year": one.year,
                    "holder": one.holder,
                    "next": one.next,
                    "gaps": one.gaps,
                    "twice": one.twice,
                    "void": one.void,
                    "waiting": one.waiting,
                }
                for one in known
            ]
        )
        return DONE
    rows = (
        [
            titles[one.register],
            str(one.year),
            one.holder_name,
            str(one.next),
            ", ".join(map(str, one.gaps)),
            ", ".join(map(str, one.twice)),
            str(one.waiting),
        ]
        for one in known
    )
    headings = "Sổ", "Năm", "Máy giữ", "Số tiếp theo", "Còn trống", "Trùng", "Chờ số"
    output.table(headings, rows, "Chưa có sổ số nào được mở.")
    return DONE


def _take(call: Call) -> int:
    with call.desk(writing=True) as desk:
        number = desk.take_number(call.typed.register, call.typed.target)
    return call.told({"number": number}, f"Đã cấp số {number}.")


def _void(call: Call) -> int:
    typed = call.typed
    with call.desk(writing=True) as desk:
        bearing = desk.void_number(typed.register, typed.target, typed.reason)
    for id in bearing:
        output.remark(f"- Hồ sơ {id} còn mang số này: hãy xóa trống mục «Số», rồi cấp số mới.")
    return call.told({"number": typed.target}, f"Đã hủy số {typed.target}; số này để trống.")


def _move(call: Call) -> int:
    typed = call.typed
    with call.desk(writing=True) as desk:
        desk.move_numbers(typed.register, typed.target, year=typed.year, lost=typed.lost)
    return call.told({"holder": typed.target}, "Đã chuyển sổ số.")


_DEEDS: dict[str, Callable[[Call], int]] = {
    "list": _list,
    "take": _take,
    "void": _void,
    "move": _move,
}

COMMANDS = (
    Command("conflicts", "mục mà hai máy ghi khác nhau", _nothing_more, _conflicts),
    Command("decide", "chọn giá trị cho mục có xung đột", _declare_decide, _decide),
    Command("number", "sổ số: xem, cấp, hủy, chuyển", _declare_number, _number),
)
