"""The command that makes a practice book: everything in it is invented and marked as such."""

from desktop_app.cli import output
from desktop_app.cli.arguments import whole_number
from desktop_app.cli.command import DONE, Call, Command, new_password
from desktop_app.cli.wording import Parser
from desktop_app.desk.founding import Founding, create_book

PRACTICE_UNIT = "08716"  # Phường Vĩnh Phúc, tỉnh Phú Thọ
PRACTICE_OFFICER = "Nguyễn Thực Hành"
USUAL_RECORDS = 500


def _declare_demo(parser: Parser) -> None:
    parser.options.add_argument(
        "--records",
        metavar="SỐ",
        type=whole_number(1),
        default=USUAL_RECORDS,
        help=f"khoảng bấy nhiêu vụ việc, chưa kể người và danh mục (thường là {USUAL_RECORDS})",
    )
    parser.options.add_argument(
        "--seed", metavar="SỐ", type=whole_number(0), default=1, help="cùng số thì cùng nội dung"
    )


def _demo(call: Call) -> int:
    founding = Founding(PRACTICE_UNIT, PRACTICE_OFFICER, new_password(), practice=True)
    created = create_book(call.folder, call.registers, founding)
    desk = created.desk
    try:
        invented = call.fill_practice(call.typed.records, call.typed.seed, desk.present, desk.me)
        desk.fill(invented, output.progress_of("Đang tạo hồ sơ thực hành"))
    except BaseException:
        output.remark(f"Sổ thực hành chưa trọn: hãy xóa tệp {desk.book.path} rồi làm lại.")
        raise
    else:
        records, book = sum(desk.counts().values()), str(desk.book.path)
    finally:
        desk.close()
    if call.json:
        output.document({"book": book, "records": records})
    else:
        output.say(f"Đã tạo sổ thực hành, mọi hồ sơ trong sổ là bịa đặt: {records} hồ sơ.")
        output.pairs([("Tệp sổ", book), ("Người mở sổ", PRACTICE_OFFICER)])
    return DONE


COMMANDS = (Command("demo", "tạo sổ thực hành với hồ sơ bịa đặt", _declare_demo, _demo),)
