"""The command that goes to another version of the program: update."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from desktop_app.cli import output
from desktop_app.cli.arguments import a_path
from desktop_app.cli.command import DONE, REFUSED, Call, Command
from desktop_app.cli.wording import Parser
from desktop_app.desk.releases import try_book
from desktop_app.desk.updating import BACK, FORWARD, PARTS, nothing_there
from desktop_app.model.trouble import Trouble

KEY = re.compile(r"[0-9a-f]{64}")
AGAIN = "Đóng phần mềm rồi mở lại từ biểu tượng Sổ ANTT."


def _declare(parser: Parser) -> None:
    parser.words.add_argument(
        "stick", metavar="USB", nargs="?", type=a_path, help="thư mục của USB"
    )
    options = parser.options
    options.add_argument("--dry-run", action="store_true", help="chỉ xem có bản nào, không ghi gì")
    options.add_argument("--back", action="store_true", help="trở về bản trước lần cập nhật")
    options.add_argument(
        "--restore",
        action="store_true",
        help="với --back: đồng ý dùng sổ lúc trước khi cập nhật, nếu bản trước không đọc được sổ",
    )
    options.add_argument(
        "--try",
        dest="copy",
        metavar="THƯ_MỤC",
        help="mở thử một bản chép của sổ; khóa (64 chữ số hex) ở đầu vào chuẩn",
    )


def _update(call: Call) -> int:
    typed = call.typed
    if typed.copy:
        return _try(call)
    if typed.back:
        return _back(call)
    if not typed.stick:
        Parser("so-antt update", "").error("còn thiếu: USB")
    return _look(call, typed.stick) if typed.dry_run else _forward(call, typed.stick)


def _look(call: Call, stick: Path) -> int:
    with call.desk(writing=False) as desk:
        found, here = desk.offered(stick), desk.version()
    if found is None:
        raise nothing_there(stick)
    if call.json:
        output.document(
            {
                "version": found.version,
                "build": found.build,
                "news": found.news,
                "newer": found.newer,
                "running": here,
            }
        )
        return DONE
    output.pairs(
        [
            ("Bản trên USB", f"{found.version} ({found.build})"),
            ("Bản đang dùng", here),
            ("Chỗ cần trên ổ đĩa", f"{found.megabytes} MB"),
            ("Có gì mới", found.news),
        ]
    )
    output.say(
        "Chữ ký đúng; chưa ghi gì." if found.newer else "Bản trên USB không mới hơn; chưa ghi gì."
    )
    return DONE


def _forward(call: Call, stick: Path) -> int:
    with call.desk(writing=True) as desk:
        done = desk.update(stick, _progress(FORWARD))
    if call.json:
        output.document({"before": done.before, "after": done.after, "backup": done.backup})
        return DONE
    output.say(f"Đã chuyển từ bản {done.before} sang bản {done.after}. {AGAIN}")
    output.pairs([("Bản sao lưu trước khi cập nhật", done.backup)])
    return DONE


def _back(call: Call) -> int:
    with call.desk(writing=True) as desk:
        done = desk.go_back(_progress(BACK), restoring=call.typed.restore)
    if call.json:
        output.document(
            {
                "version": done.version,
                "kept": str(done.kept),
                "returned": done.returned,
                "entered": [{"register": table, "id": id} for table, id in done.entered],
            }
        )
        return DONE
    output.say(f"Đã trở về bản {done.version}. {AGAIN}")
    output.pairs([("Bản sao lưu sổ lúc này", str(done.kept))])
    if done.returned:
        output.say(
            f"Sổ đã trở về lúc trước khi cập nhật; {len(done.entered)} hồ sơ ghi sau đó chỉ còn"
            " trong bản sao lưu trên:"
        )
        output.table(("Sổ", "Mã hồ sơ"), (list(each) for each in done.entered), "Không có.")
    return DONE


def _progress(steps: tuple[str, ...]) -> output.Progress:
    """Return what says each step as it begins, to a person who watches."""
    if not (sys.stderr and sys.stderr.isatty()):
        return lambda _done, _total: None
    said = -1

    def told(done: int, _total: int) -> None:
        nonlocal said
        if done // PARTS > said and done // PARTS < len(steps):
            said = done // PARTS
            output.remark(f"{said + 1}/{len(steps)} {steps[said]}…")

    return told


def _try(call: Call) -> int:
    """Answer the version that wants to know whether this one can work with its book."""
    key = sys.stdin.readline().strip()
    if not KEY.fullmatch(key):
        Parser("so-antt update", "").error("khóa phải là 64 chữ số hex")
    try:
        found = try_book(Path(call.typed.copy), bytes.fromhex(key), call.registers)
    except Trouble as trouble:
        output.document({"refused": trouble.code, "what": trouble.what})
        return REFUSED
    output.document(vars(found))
    return DONE


COMMANDS = (
    Command(
        "update",
        "cập nhật phần mềm bằng USB, trở về bản trước",
        _declare,
        _update,
        "Gói phải có chữ ký của nơi phát hành. Sổ được sao lưu, bản mới được thử trên bản chép"
        " của sổ trước khi chuyển; tắt máy giữa chừng thì bản cũ hoặc bản mới chạy, sổ nguyên vẹn.",
    ),
)
