"""Commands for the book as a whole: init, demo, digest, check, backup, restore."""

from desktop_app.cli import output
from desktop_app.cli.arguments import a_path
from desktop_app.cli.command import DONE, REFUSED, Call, Command, new_password, password
from desktop_app.cli.wording import Parser
from desktop_app.desk.door import in_words
from desktop_app.desk.entrance import restore_backup
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.moments import moment_words
from desktop_app.model.trouble import Trouble

DAMAGED = "TS-", "KH-"  # the codes of a damaged book file, of a damaged key file


def _nothing_more(parser: Parser) -> None:
    del parser  # nothing but the options every command has


def _declare_init(parser: Parser) -> None:
    options = parser.options
    options.add_argument(
        "--unit", metavar="MÃ_XÃ", required=True, help="mã xã, phường, đặc khu (danh mục 2026)"
    )
    options.add_argument("--officer", metavar="HỌ_TÊN", required=True, help="cán bộ đầu tiên")


def _init(call: Call) -> int:
    typed = call.typed
    founding = Founding(typed.unit, typed.officer, new_password())
    created = create_book(call.folder, call.registers, founding)
    desk = created.desk
    try:
        book, unit = str(desk.book.path), desk.unit
    finally:
        desk.close()
    if call.json:
        output.document(
            {
                "book": book,
                "unit": unit.code,
                "device": created.device,
                "recovery": created.recovery,
            }
        )
        return DONE
    output.say(f"Đã tạo sổ mã hóa của {unit.label()}.")
    output.pairs([("Tệp sổ", book), ("Máy", created.device), ("Mã khôi phục", created.recovery)])
    output.say(
        "Hãy chép mã khôi phục ra giấy, cho vào phong bì niêm phong và cất trong tủ có khóa: "
        "quên mật khẩu thì chỉ mã này mở được sổ."
    )
    return DONE


def _digest(call: Call) -> int:
    with call.desk(writing=False) as desk:
        found = desk.digest()
    if call.json:
        output.document(
            {"digest": found.digest, "records": found.records, "changes": found.changes}
        )
    else:
        output.pairs(
            [
                ("Mã tổng", found.digest),
                ("Hồ sơ", str(found.records)),
                ("Thay đổi", str(found.changes)),
            ]
        )
    return DONE


def _declare_check(parser: Parser) -> None:
    options = parser.options
    options.add_argument("--full", action="store_true", help="đọc lại từng trang, từng thay đổi")
    options.add_argument(
        "--repair", action="store_true", help="sao lưu, rồi dựng lại mọi bảng từ sổ cái"
    )


def _check(call: Call) -> int:
    try:
        return _checked(call)
    except Exception as error:
        _answer_unopened(call, error)
        raise


def _answer_unopened(call: Call, error: Exception) -> None:
    """Give a program its answer although the file is too damaged to be opened."""
    told = error if isinstance(error, Trouble) else in_words(error)
    if call.json and told is not None and told.code.startswith(DAMAGED):
        finding = {"code": told.code, "text": told.what}
        output.document({"ok": False, "findings": [finding]})


def _checked(call: Call) -> int:
    typed = call.typed
    with call.desk(writing=typed.repair) as desk:
        if typed.repair:
            made = desk.repair(output.progress_of("Đang dựng lại"))
            if not call.json:
                output.say(f"Đã dựng lại {made} hồ sơ từ sổ cái.")
        full = typed.full or typed.repair
        checked = desk.check(full=full, progress=output.progress_of("Đang kiểm tra"))
    if call.json:
        findings = [{"code": each.code, "text": each.text} for each in checked.findings]
        output.document({"ok": checked.ok, "findings": findings})
    else:
        for each in checked.findings:
            output.say(f"{each.code}: {each.text}")
        if checked.ok:
            output.say("Sổ nguyên vẹn.")
    if checked.ok:
        return DONE
    output.remark(
        f"KT-00: Sổ có {len(checked.findings)} chỗ sai.\n"
        "Việc kiểm tra không thay đổi gì trong sổ.\n"
        "Hãy sao lưu, rồi chạy «check --repair»; nếu vẫn sai, hãy khôi phục từ bản sao lưu."
    )
    return REFUSED


def _declare_backup(parser: Parser) -> None:
    parser.words.add_argument(
        "folder",
        metavar="THƯ_MỤC",
        nargs="?",
        type=a_path,
        help="nơi ghi; không nêu thì nơi thường dùng",
    )


def _backup(call: Call) -> int:
    with call.desk(writing=False) as desk:
        made = desk.backup(call.typed.folder)
    if call.json:
        output.document({"file": str(made.file), "records": made.records, "digest": made.digest})
    else:
        output.say(f"Đã sao lưu và đọc lại {made.records} hồ sơ: {made.file}")
    return DONE


def _backups(call: Call) -> int:
    with call.desk(writing=False) as desk:
        known = desk.backups()
    if call.json:
        output.document(
            [
                {
                    "file": str(each.file),
                    "made": each.made,
                    "records": each.records,
                    "verified": each.verified,
                }
                for each in known
            ]
        )
    else:
        rows = (
            [
                # What a damaged file says of itself is not to be believed.
                moment_words(each.made) if each.verified else "",
                str(each.records),
                "tốt" if each.verified else "HỎNG",
                each.file.name,
            ]
            for each in known
        )
        output.table(("Lúc", "Hồ sơ", "Đọc lại", "Tệp"), rows, "Chưa có bản sao lưu nào.")
    return DONE


def _declare_restore(parser: Parser) -> None:
    parser.words.add_argument("file", metavar="TỆP", type=a_path, help="bản sao lưu")
    parser.options.add_argument(
        "--to",
        metavar="THƯ_MỤC",
        type=a_path,
        required=True,
        help="thư mục trống hoặc chưa có",
    )


def _restore(call: Call) -> int:
    file, to = call.typed.file, call.typed.to
    restored = restore_backup(file, to, call.registers, call.user, password("Mật khẩu: "))
    if call.json:
        output.document({"digest": restored.digest, "device": restored.device})
    else:
        output.say(f"Đã khôi phục sổ vào {to}")
        output.pairs([("Mã tổng", restored.digest), ("Máy", restored.device)])
        output.remark(
            "Sổ khôi phục là một máy mới của đơn vị; máy cũ nếu đã mất hoặc hỏng hẳn thì hãy loại"
            " khỏi đơn vị ngay trên máy này (device list, device revoke), rồi đồng bộ."
        )
    return DONE


COMMANDS = (
    Command("init", "tạo sổ mã hóa mới cho một xã, phường", _declare_init, _init),
    Command("digest", "mã tổng của toàn bộ hồ sơ", _nothing_more, _digest),
    Command("check", "kiểm tra sổ có nguyên vẹn không", _declare_check, _check),
    Command("backup", "sao lưu, đọc lại để chắc chắn", _declare_backup, _backup),
    Command("backups", "các bản sao lưu", _nothing_more, _backups),
    Command("restore", "khôi phục bản sao lưu vào một thư mục trống", _declare_restore, _restore),
)
