"""Commands that carry: sync with a stick, and the PCs of the post."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop_app.cli import output
from desktop_app.cli.arguments import a_path
from desktop_app.cli.command import DONE, Call, Command, new_password, password
from desktop_app.cli.wording import Parser
from desktop_app.desk.enlisting import ask_to_join, join

STATES = {"here": "máy này", "in": "trong đơn vị", "out": "đã loại"}


def _stick(word: str) -> Path:
    try:
        return a_path(word)
    except argparse.ArgumentTypeError as wrong:
        Parser("so-antt device", "").error(str(wrong))


def _declare_sync(parser: Parser) -> None:
    parser.words.add_argument(
        "stick", metavar="USB", nargs="?", type=a_path, help="thư mục của USB"
    )
    parser.options.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi gì")
    parser.options.add_argument(
        "--undo", action="store_true", help="không cần USB: hoàn tác cả lần nhận gần nhất"
    )


def _sync(call: Call) -> int:
    typed = call.typed
    if typed.undo == bool(typed.stick):
        Parser("so-antt sync", "").error("cần nêu USB, hoặc --undo mà không có USB")
    if typed.undo:
        return _undo(call)
    with call.desk(writing=True) as desk:
        done = desk.sync(
            typed.stick,
            dry_run=typed.dry_run,
            progress=output.progress_of("Đang đọc USB"),
        )
    if call.json:
        output.document(
            {
                "received": done.received,
                "known": done.known,
                "new": done.new,
                "changed": done.changed,
                "conflicts": done.conflicts,
                "waiting": done.waiting,
                "refused": [{"file": file, "reason": why} for file, why in done.refused],
                "written": done.written,
                "differing": done.differing,
            }
        )
        return DONE
    output.pairs(
        [
            ("Nhận được", f"{done.received} thay đổi"),
            ("Đã có sẵn", f"{done.known} thay đổi"),
            ("Hồ sơ mới", str(done.new)),
            ("Hồ sơ được sửa", str(done.changed)),
            ("Xung đột", str(done.conflicts)),
            ("Ghi ra USB", f"{done.written} thay đổi"),
        ]
    )
    for line in done.waiting:
        output.remark(f"- {line}.")
    for file, why in done.refused:
        output.remark(f"- Không nhận {file}: {why}. Tệp trên USB được giữ nguyên.")
    for name in done.differing:
        output.remark(f"- Sổ ở máy «{name}» lẽ ra giống sổ này mà khác: hãy chạy check --full.")
    output.say("Chỉ xem thử; chưa ghi gì." if typed.dry_run else "Xong. Rút USB được.")
    return DONE


def _undo(call: Call) -> int:
    with call.desk(writing=True) as desk:
        undone = desk.undo_sync()
    said = f"Đã hoàn tác lần nhận gần nhất: {undone} hồ sơ trở về như trước lần đó."
    return call.told({"undone": undone}, said)


def _declare_device(parser: Parser) -> None:
    words = parser.words
    words.add_argument("deed", metavar="VIỆC", choices=_DEEDS, help=", ".join(_DEEDS))
    words.add_argument("target", metavar="USB|MÃ_MÁY", nargs="?", help="USB; revoke: mã máy")
    words.add_argument("id", metavar="MÃ_MÁY", nargs="?", help="approve: máy được duyệt")
    parser.options.add_argument("--words", metavar='"SÁU CHỮ"', help="đọc ở màn hình máy mới")
    parser.options.add_argument(
        "--unit",
        metavar="MÃ_XÃ",
        default="",
        help="request, join: chỉ vào đơn vị của xã, phường, đặc khu này",
    )


def _device(call: Call) -> int:
    typed = call.typed
    lacking = {
        "USB|MÃ_MÁY": typed.deed != "list" and not typed.target,
        "MÃ_MÁY": typed.deed == "approve" and not typed.id,
        "--words": typed.deed == "approve" and not typed.words,
    }
    for name, missing in lacking.items():
        if missing:
            Parser("so-antt device", "").error(f"còn thiếu: {name}")
    return _DEEDS[typed.deed](call)


def _list(call: Call) -> int:
    with call.desk(writing=False) as desk:
        known = desk.devices()
    if call.json:
        output.document(
            [
                {"id": one.id, "name": one.name, "state": one.state, "last_seq": one.last_seq}
                for one in known
            ]
        )
        return DONE
    rows = ([one.id, one.name, STATES[one.state], str(one.last_seq)] for one in known)
    output.table(("Mã", "Máy", "Tình trạng", "Thay đổi cuối"), rows, "")
    return DONE


def _request(call: Call) -> int:
    officer = call.user or ""
    typed = call.typed
    stick = _stick(typed.target)
    made = ask_to_join(call.folder, stick, officer, new_password(), unit_code=typed.unit)
    if call.json:
        output.document({"id": made.device, "words": made.words})
        return DONE
    output.pairs([("Mã máy", made.device), ("Sáu chữ", made.words)])
    output.say("Mang USB tới một máy của đơn vị, đọc sáu chữ cho chỉ huy ở đó duyệt.")
    return DONE


def _pending(call: Call) -> int:
    with call.desk(writing=False) as desk:
        found = desk.pending(_stick(call.typed.target))
    if call.json:
        output.document([{"id": one.device, "name": one.name} for one in found])
        return DONE
    rows = ([one.device, one.name] for one in found)
    output.table(("Mã", "Máy"), rows, "Không có máy nào xin vào.")
    return DONE


def _approve(call: Call) -> int:
    typed = call.typed
    with call.desk(writing=True) as desk:
        done = desk.approve_device(_stick(typed.target), typed.id, typed.words)
    return call.told({"id": done.device}, f"Đã duyệt máy «{done.name}» vào đơn vị.")


def _join(call: Call) -> int:
    typed = call.typed
    stick, typed_password = _stick(typed.target), password("Mật khẩu: ")
    made = join(call.folder, stick, call.registers, typed_password, unit_code=typed.unit)
    desk = made.desk
    try:
        unit, records = desk.unit, desk.digest().records
    finally:
        desk.close()
    if call.json:
        output.document({"unit": unit.code, "records": records, "recovery": made.recovery})
        return DONE
    output.say(f"Máy này đã vào {unit.label()}, có {records} hồ sơ.")
    output.pairs([("Mã khôi phục của máy này", made.recovery)])
    return DONE


def _revoke(call: Call) -> int:
    with call.desk(writing=True) as desk:
        desk.revoke_device(call.typed.target)
    return call.told({"id": call.typed.target}, "Đã loại máy đó khỏi đơn vị.")


_DEEDS: dict[str, Callable[[Call], int]] = {
    "list": _list,
    "request": _request,
    "pending": _pending,
    "approve": _approve,
    "join": _join,
    "revoke": _revoke,
}

COMMANDS = (
    Command("sync", "nhận và ghi USB đồng bộ", _declare_sync, _sync),
    Command("device", "các máy của đơn vị", _declare_device, _device),
)
