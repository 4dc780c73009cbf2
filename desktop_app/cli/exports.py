"""The command that takes a list out of the book: export."""

from desktop_app.cli import output
from desktop_app.cli.arguments import a_path, add_filters, add_register
from desktop_app.cli.command import DONE, Call, Command
from desktop_app.cli.wording import Parser
from desktop_app.desk.many import Chosen, Watch
from desktop_app.model.field import Json


def _declare_export(parser: Parser) -> None:
    add_register(parser)
    parser.words.add_argument(
        "file", metavar="TỆP", type=a_path, help="tệp mới: đuôi .xlsx, .csv hoặc .jsonl"
    )
    parser.words.add_argument(
        "text", metavar="CHỮ", nargs="*", default=[], help="chỉ hồ sơ có những chữ này"
    )
    add_filters(parser)
    parser.options.add_argument(
        "--reason", metavar="LÝ_DO", required=True, help="lý do xuất, giữ trong nhật ký truy cập"
    )


def _export(call: Call) -> int:
    typed = call.typed
    chosen = Chosen(typed.register, text=" ".join(typed.text), where=typed.where)
    shown = output.progress_of("Đang xuất")
    watch = Watch(shown) if shown else Watch()
    with call.desk(writing=False) as desk:
        done = desk.export(chosen, typed.file, typed.reason, watch)
    if call.json:
        told: dict[str, Json] = {"rows": done.rows, "file": str(done.file)}
        output.document({**told, "left_out": done.left_out} if done.left_out else told)
    else:
        output.say(f"Đã xuất {done.rows} hồ sơ ra {done.file}")
    if done.left_out:
        output.remark(f"Để lại {done.left_out} hồ sơ thuộc diện hạn chế: chỉ huy mới được xuất.")
    return DONE


COMMANDS = (
    Command(
        "export",
        "xuất danh sách ra tệp Excel, CSV hoặc JSONL, có lý do",
        _declare_export,
        _export,
        "Tệp xuất không mã hóa và ghi đủ số định danh: giữ và xóa tệp theo quy định.",
    ),
)
