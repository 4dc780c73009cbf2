"""Commands for who may do what on this PC: officer, password, recover, access."""

import argparse
from collections.abc import Callable

from desktop_app.cli import output
from desktop_app.cli.arguments import a_day
from desktop_app.cli.command import (
    DONE,
    Call,
    Command,
    new_password,
    password,
)
from desktop_app.cli.wording import Parser
from desktop_app.desk.accounts import AccountLine
from desktop_app.desk.entrance import reset_password
from desktop_app.desk.permission import Role
from desktop_app.model.field import Json
from desktop_app.model.moments import moment_words

RECOVERY_VARIABLE = "SO_ANTT_RECOVERY"
ROLES = ", ".join(f"{role.value} ({role.title.lower()})" for role in Role)


def _declare_officer(parser: Parser) -> None:
    words = parser.words
    words.add_argument("deed", metavar="VIỆC", choices=_DEEDS, help=", ".join(_DEEDS))
    words.add_argument("name", metavar="HỌ_TÊN", nargs="?", help="tài khoản")
    words.add_argument("role", metavar="VAI_TRÒ", nargs="?", type=_a_role, help=ROLES)
    parser.options.add_argument(
        "--role", dest="as_role", metavar="VAI_TRÒ", type=_a_role, help=ROLES
    )


def _a_role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"không có vai trò «{word}»; có: {ROLES}") from None


def _officer(call: Call) -> int:
    typed = call.typed
    typed.role = typed.role or typed.as_role
    deed = _DEEDS[typed.deed]
    if typed.deed != "list" and not typed.name:
        Parser("so-antt officer", "").error("còn thiếu: HỌ_TÊN")
    if typed.deed == "role" and typed.role is None:
        Parser("so-antt officer", "").error("còn thiếu: VAI_TRÒ")
    return deed(call)


def _list(call: Call) -> int:
    with call.desk(writing=False) as desk:
        known = desk.accounts()
    if call.json:
        output.document([_as_json(one) for one in known])
        return DONE
    rows = ([one.name, one.role.title, _state(one), one.officer_id] for one in known)
    output.table(("Tài khoản", "Vai trò", "Tình trạng", "Mã cán bộ"), rows, "")
    return DONE


def _as_json(one: AccountLine) -> dict[str, Json]:
    return {
        "name": one.name,
        "role": one.role.value,
        "officer": one.officer_id,
        "disabled": one.disabled,
        "locked": one.locked,
    }


def _state(one: AccountLine) -> str:
    if one.disabled:
        return "đã ngừng"
    return "đang khóa" if one.locked else "đang dùng"


def _add(call: Call) -> int:
    role = call.typed.role or Role.OFFICER
    with call.desk(writing=True) as desk:
        made = desk.add_account(call.typed.name, role, new_password(for_other=True))
    said = f"Đã mở tài khoản «{made.name}», vai trò {made.role.title.lower()}."
    return call.told(_as_json(made), said)


def _role(call: Call) -> int:
    typed = call.typed
    with call.desk(writing=True) as desk:
        desk.set_role(typed.name, typed.role)
    said = f"Tài khoản «{typed.name}» nay có vai trò {typed.role.title.lower()}."
    return call.told({"name": typed.name, "role": typed.role.value}, said)


def _disable(call: Call) -> int:
    with call.desk(writing=True) as desk:
        desk.disable_account(call.typed.name)
    return call.told({"name": call.typed.name}, f"Đã ngừng tài khoản «{call.typed.name}».")


def _unlock(call: Call) -> int:
    with call.desk(writing=True) as desk:
        desk.unlock_account(call.typed.name)
    return call.told({"name": call.typed.name}, f"Đã mở khóa tài khoản «{call.typed.name}».")


_DEEDS: dict[str, Callable[[Call], int]] = {
    "add": _add,
    "list": _list,
    "role": _role,
    "disable": _disable,
    "unlock": _unlock,
}


def _nothing_more(parser: Parser) -> None:
    del parser  # nothing but the options every command has


def _password(call: Call) -> int:
    old = password("Mật khẩu đang dùng: ")
    with call.desk(writing=True) as desk:
        desk.change_password(old, new_password(for_other=True))
        name = desk.my_name
    return call.told({"name": name}, f"Đã đổi mật khẩu của {name}.")


def _declare_recover(parser: Parser) -> None:
    parser.options.add_argument(
        "--new-sheet",
        action="store_true",
        help="lập tờ khôi phục mới (chỉ huy); tờ cũ không dùng được nữa",
    )


def _recover(call: Call) -> int:
    if call.typed.new_sheet:
        return _new_sheet(call)
    code = password("Mã khôi phục trên phiếu: ", RECOVERY_VARIABLE)
    account = reset_password(call.folder, call.registers, code, call.user, new_password())
    said = f"Đã đặt mật khẩu mới cho {account.name}. Mật khẩu cũ không dùng được nữa."
    return call.told({"name": account.name}, said)


def _new_sheet(call: Call) -> int:
    with call.desk(writing=True) as desk:
        code = desk.new_recovery()
    if call.json:
        output.document({"recovery": code})
    else:
        output.pairs([("Mã khôi phục", code)])
        output.say("Hãy chép ra giấy, niêm phong và cất; tờ khôi phục cũ không dùng được nữa.")
    return DONE


def _declare_access(parser: Parser) -> None:
    options = parser.options
    options.add_argument("--officer", metavar="MÃ_CÁN_BỘ", default="", help="của cán bộ này")
    options.add_argument("--deed", metavar="VIỆC", default="", help="việc này, như ở JSON")
    options.add_argument("--register", metavar="SỔ", default="", help="của sổ này")
    options.add_argument("--record", metavar="MÃ", default="", help="của hồ sơ này")
    options.add_argument("--from", dest="first", metavar="NGÀY", type=a_day, help="từ ngày")
    options.add_argument("--to", dest="last", metavar="NGÀY", type=a_day, help="đến ngày")


def _access(call: Call) -> int:
    typed = call.typed
    with call.desk(writing=False) as desk:
        lines = desk.access_log(
            officer=typed.officer,
            deed=typed.deed,
            register=typed.register,
            record=typed.record,
            first=typed.first,
            last=typed.last,
        )
    if call.json:
        output.document(
            [
                {
                    "wall": one.wall,
                    "officer": one.officer_id,
                    "action": one.deed,
                    "register": one.register,
                    "record": one.record,
                    "why": one.why,
                }
                for one in lines
            ]
        )
        return DONE
    rows = ([moment_words(one.wall), one.officer, one.what, one.caption, one.why] for one in lines)
    output.table(("Lúc", "Cán bộ", "Việc", "Hồ sơ", "Lý do, chi tiết"), rows, "Chưa có dòng nào.")
    return DONE


COMMANDS = (
    Command("officer", "tài khoản của máy này: thêm, vai trò, ngừng", _declare_officer, _officer),
    Command("password", "đổi mật khẩu của mình", _nothing_more, _password),
    Command("recover", "đặt mật khẩu mới bằng mã khôi phục", _declare_recover, _recover),
    Command("access", "nhật ký truy cập: ai xem, in, sao lưu gì", _declare_access, _access),
)
