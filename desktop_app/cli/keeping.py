"""Commands about keeping personal data no longer than needed: retention, erase."""

from desktop_app.cli import output
from desktop_app.cli.arguments import add_record
from desktop_app.cli.command import DONE, Call, Command
from desktop_app.cli.wording import Parser
from desktop_app.model.dates import shown_day
from desktop_app.model.trouble import Trouble

STILL_THERE = (
    "Các bản sao lưu và USB ghi trước lúc này vẫn còn dữ liệu cũ: hãy sao lưu lại, rồi hủy các bản"
    " trước theo quy định."
)


def _declare_retention(parser: Parser) -> None:
    parser.words.add_argument("register", metavar="SỔ", nargs="?", help="chỉ sổ này")
    parser.options.add_argument(
        "--set",
        metavar="SỔ=NĂM",
        action="append",
        default=[],
        help="đổi thời hạn lưu của một sổ; nhiều lần được",
    )


def _retention(call: Call) -> int:
    wanted = dict(map(_period, call.typed.set))
    with call.desk(writing=bool(wanted)) as desk:
        if wanted:
            desk.set_periods(wanted)
        periods = desk.periods()
        late = desk.overdue(call.typed.register)
        titles = {table: kind.title for table, kind in desk.registers.items()}
    if call.json:
        output.document(
            {
                "periods": [vars(each) for each in periods],
                "overdue": [
                    {"register": one.register, "id": one.id, "last": one.last} for one in late
                ],
            }
        )
        return DONE
    rows = ([each.title, str(each.years), str(each.usual)] for each in periods)
    output.table(("Sổ", "Lưu (năm)", "Thường dùng"), rows, "Không có sổ nào phải xóa theo hạn.")
    output.say()
    lines = ([titles[one.register], shown_day(one.last), one.caption, one.id] for one in late)
    output.table(("Sổ", "Lần cuối", "Hồ sơ", "Mã"), lines, "Không có hồ sơ nào quá hạn lưu.")
    return DONE


def _period(word: str) -> tuple[str, int]:
    table, _, years = word.partition("=")
    if not (years.isdecimal() and years.isascii() and len(years) < 5):
        raise Trouble(
            f"«{word}» phải có dạng SỔ=SỐ_NĂM.",
            "Các thời hạn cũ vẫn được giữ.",
            "Hãy ghi lại, ví dụ --set person=10.",
            "LH-02",
        )
    return table, int(years)


def _declare_erase(parser: Parser) -> None:
    add_record(parser)
    parser.options.add_argument(
        "--reason", metavar="LÝ_DO", required=True, help="căn cứ xóa; không ghi tên người"
    )


def _erase(call: Call) -> int:
    with call.desk(writing=True) as desk:
        saved = desk.erase(call.typed.register, call.typed.id, call.typed.reason)
    if call.json:
        output.document({"id": saved.id, "seq": saved.seq})
    else:
        output.say(f"Đã xóa hẳn dữ liệu cá nhân của hồ sơ {saved.id}.")
    output.remark(STILL_THERE)
    return DONE


COMMANDS = (
    Command("retention", "thời hạn lưu, hồ sơ quá hạn lưu", _declare_retention, _retention),
    Command(
        "erase",
        "xóa hẳn dữ liệu cá nhân của một hồ sơ, giữ số liệu",
        _declare_erase,
        _erase,
        f"Không hoàn tác được. {STILL_THERE}",
    ),
)
