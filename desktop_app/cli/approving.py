"""Commands of approval: submit, return, approve, close, reopen."""

from desktop_app.cli.arguments import add_record
from desktop_app.cli.command import Command
from desktop_app.cli.records import altering
from desktop_app.cli.wording import Parser


def _declare_return(parser: Parser) -> None:
    add_record(parser)
    parser.options.add_argument(
        "--reason", metavar="NHẬN_XÉT", required=True, help="cần sửa gì; người phụ trách đọc được"
    )


def _declare_reopen(parser: Parser) -> None:
    add_record(parser)
    parser.options.add_argument("--reason", metavar="LÝ_DO", required=True, help="lý do mở lại")


_submit = altering(
    lambda desk, typed: desk.submit(typed.register, typed.id), "Đã trình duyệt hồ sơ"
)
_return = altering(
    lambda desk, typed: desk.send_back(typed.register, typed.id, typed.reason), "Đã trả lại hồ sơ"
)
_approve = altering(lambda desk, typed: desk.approve(typed.register, typed.id), "Đã duyệt hồ sơ")
_close = altering(lambda desk, typed: desk.close_record(typed.register, typed.id), "Đã đóng hồ sơ")
_reopen = altering(
    lambda desk, typed: desk.reopen(typed.register, typed.id, typed.reason), "Đã mở lại hồ sơ"
)

COMMANDS = (
    Command("submit", "trình chỉ huy duyệt một hồ sơ", add_record, _submit),
    Command("return", "trả lại hồ sơ đang trình, có nhận xét (chỉ huy)", _declare_return, _return),
    Command("approve", "duyệt hồ sơ đang trình (chỉ huy)", add_record, _approve),
    Command("close", "đóng hồ sơ đã duyệt, không bổ sung nữa (chỉ huy)", add_record, _close),
    Command("reopen", "mở lại hồ sơ đã duyệt hoặc đã đóng (chỉ huy)", _declare_reopen, _reopen),
)
