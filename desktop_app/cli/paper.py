"""Commands for paper: which forms there are, and printing them to a PDF."""

from datetime import date
from pathlib import Path

from desktop_app.cli import output
from desktop_app.cli.arguments import a_day, a_path, add_filters, add_reason, whole_number
from desktop_app.cli.command import DONE, Call, Command
from desktop_app.cli.wording import Parser
from desktop_app.model.trouble import Trouble

PAGES = {"portrait": "dọc", "landscape": "ngang"}


def _declare_forms(parser: Parser) -> None:
    del parser  # nothing but the options every command has


def _forms(call: Call) -> int:
    with call.desk(writing=False) as desk:
        forms = desk.forms()
        titles = {table: kind.title for table, kind in desk.registers.items()}
    if call.json:
        told = [
            {
                "form": form.code,
                "title": form.title,
                "register": form.register,
                "page": form.page,
                "version": form.version,
            }
            for form in forms
        ]
        output.document(told)
    else:
        rows = (
            [
                form.code,
                form.title,
                titles.get(form.register, form.register),
                PAGES.get(form.page, form.page),
                str(form.version),
            ]
            for form in forms
        )
        output.table(("Mẫu", "Tên", "Sổ", "Khổ", "Bản"), rows, "Chưa có mẫu nào.")
    return DONE


def _declare_print(parser: Parser) -> None:
    parser.words.add_argument("form", metavar="MẪU", help="tên mẫu, xem lệnh forms")
    options = parser.options
    options.add_argument(
        "--record", metavar="MÃ", action="append", default=[], help="hồ sơ này; nhiều lần được"
    )
    add_filters(parser)
    options.add_argument("--from", dest="first", metavar="NGÀY", type=a_day, help="từ ngày")
    options.add_argument("--to", dest="last", metavar="NGÀY", type=a_day, help="đến ngày")
    add_reason(parser, "(khi in hồ sơ hạn chế do người khác phụ trách)")
    options.add_argument("--signer", metavar="MÃ_CÁN_BỘ", help="người ký")
    options.add_argument(
        "--blank", metavar="SỐ", type=whole_number(0), default=0, help="số bản trống"
    )
    options.add_argument(
        "--out", metavar="TỆP.pdf", type=a_path, required=True, help="tệp PDF được ghi"
    )


def _print(call: Call) -> int:
    typed = call.typed
    period = _period(typed.first, typed.last)
    file = _target(typed.out)
    with call.desk(writing=False) as desk:
        printed = desk.print(
            typed.form,
            ids=typed.record,
            where=typed.where,
            period=period,
            blank=typed.blank,
            signer=typed.signer,
            why=typed.reason,
            progress=output.progress_of("Đang in"),
        )
        desk.save_pdf(printed, file)
    if call.json:
        output.document({"pages": printed.pages, "records": printed.records, "file": str(file)})
    else:
        output.say(f"Đã in {printed.records} hồ sơ, {printed.pages} trang vào {file}")
    return DONE


def _period(first: date | None, last: date | None) -> tuple[date, date] | None:
    if first is None and last is None:
        return None
    if first is None or last is None or first > last:
        raise Trouble(
            "Kỳ in phải có đủ ngày đầu (--from) và ngày cuối (--to), ngày đầu không sau ngày cuối.",
            "Chưa in gì.",
            "Hãy nêu đủ hai ngày rồi in lại.",
            "IN-10",
        )
    return first, last


def _target(file: Path) -> Path:
    if not file.parent.is_dir() or file.is_dir():
        raise Trouble(
            f"Không có thư mục «{file.parent}»."
            if not file.parent.is_dir()
            else f"«{file}» là một thư mục, không phải tên tệp.",
            "Chưa in gì và không tệp nào được ghi.",
            "Hãy tạo thư mục trước, hoặc chọn nơi ghi khác.",
            "IN-11",
        )
    return file


COMMANDS = (
    Command("forms", "các mẫu in", _declare_forms, _forms),
    Command("print", "in hồ sơ theo mẫu vào tệp PDF", _declare_print, _print),
)
