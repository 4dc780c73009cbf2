"""From the words of a command line to a command and what was asked of it."""

import argparse
import errno
import os
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from desktop_app.cli.asking import first_word
from desktop_app.cli.command import Command
from desktop_app.cli.output import pairs, say
from desktop_app.cli.wording import Parser
from desktop_app.model.dates import day_from
from desktop_app.model.field import Invalid
from desktop_app.model.release import release

PROGRAM = "so-antt"


def understood(
    argv: Sequence[str], commands: Mapping[str, Command]
) -> tuple[Command, argparse.Namespace]:
    """Return the command and its arguments.

    Raises SystemExit: 2 after a Vietnamese sentence when the words are wrong, 0 after help.
    """
    words = [_decoded(word) for word in argv]
    at = first_word(words)
    if at is None or words[at] not in commands:
        _answer_without_command(words, at, commands)
    command = commands[words[at]]
    parser = Parser(f"{PROGRAM} {command.name}", command.summary, command.explains)
    _add_shared(parser)
    command.declare(parser)
    return command, parser.understand(words[:at] + words[at + 1 :])


def _answer_without_command(
    words: Sequence[str], at: int | None, commands: Mapping[str, Command]
) -> NoReturn:
    listed = "\n".join(f"  {command.name:<10} {command.summary}" for command in commands.values())
    parser = Parser(
        PROGRAM,
        "Sổ ANTT từ dòng lệnh. Không có lệnh thì cửa sổ phần mềm mở ra.",
        f"Các lệnh:\n{listed}\n\nXem cách dùng một lệnh: {PROGRAM} LỆNH --help",
    )
    _add_shared(parser)
    parser.words.add_argument("command", metavar="LỆNH", nargs="?", help="một lệnh dưới đây")
    if at is None:
        parser.parse_args(words)
        parser.error("chưa nêu lệnh")
    if words[:at] and {"-h", "--help", "--version"} & set(words[:at]):
        parser.parse_args(words[:at])
    parser.error(f"không có lệnh «{words[at]}»")


def _add_shared(parser: Parser) -> None:
    parser.shared.add_argument("--data", metavar="THƯ_MỤC", help="thư mục của sổ")
    parser.shared.add_argument("--user", metavar="TÊN", help="người mở sổ")
    parser.shared.add_argument("--json", action="store_true", help="trả lời bằng JSON")
    parser.shared.add_argument("--version", action=_Version, help="hiện phiên bản")


class _Version(argparse.Action):
    """Says which release this is and leaves."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        told = release()
        say(f"Sổ ANTT {told.version}")
        pairs(told.lines)
        parser.exit()


def _decoded(word: str) -> str:
    """Return a word of the command line without the half characters of a wrong encoding."""
    return os.fsencode(word).decode("utf-8", "replace") if not word.isascii() else word


def whole_number(least: int) -> "_WholeNumber":
    """Return the type of an argument that is a whole number of at least *least*."""
    return _WholeNumber(least)


class _WholeNumber:
    """Reads a whole number that is not too small."""

    def __init__(self, least: int) -> None:
        self.least = least

    def __call__(self, word: str) -> int:
        number = int(word) if word.isdecimal() and word.isascii() and len(word) < 10 else -1
        if number < self.least:
            raise argparse.ArgumentTypeError(f"«{word}» phải là số nguyên từ {self.least} trở lên")
        return number


def a_path(word: str) -> Path:
    """Read where a file, a folder or a stick is; an empty word never means the present folder."""
    try:
        path = Path(word).expanduser().absolute()
        if word.strip():
            path.exists()
            return path
    except RuntimeError:  # ~ of nobody here
        pass
    except OSError as error:
        if error.errno not in (errno.ENAMETOOLONG, errno.EINVAL):
            return path
    raise argparse.ArgumentTypeError(f"«{word[:60]}» không phải đường dẫn dùng được")


def a_day(word: str) -> date:
    """Read a day of the calendar: 2026-11-05 or 05/11/2026."""
    try:
        return date.fromisoformat(day_from("ngày", word))
    except Invalid as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


def a_filter(word: str) -> tuple[str, str]:
    """Read a filter such as ``status=Đã ký``; the value is NFC."""
    name, sign, value = word.partition("=")
    if not (sign and name.strip()):
        raise argparse.ArgumentTypeError(f"«{word}» phải có dạng TÊN_MỤC=GIÁ_TRỊ")
    return name.strip(), unicodedata.normalize("NFC", value)


class Filters(argparse.Action):
    """Gathers several filters into one mapping; the same field twice is wrong usage."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        assert isinstance(values, tuple)
        name, value = values
        gathered = dict(getattr(namespace, self.dest) or {})
        if name in gathered:
            raise argparse.ArgumentError(self, f"mục «{name}» được nêu hai lần")
        setattr(namespace, self.dest, {**gathered, name: value})


def add_filters(parser: Parser) -> None:
    """Declare ``--where F=V``, which may be given several times."""
    parser.options.add_argument(
        "--where",
        metavar="MỤC=GIÁ_TRỊ",
        action=Filters,
        type=a_filter,
        default={},
        help="chỉ hồ sơ có mục mang giá trị này; ghi nhiều lần được; "
        "mục của danh sách con viết có dấu chấm: members.force=…",
    )


def add_register(parser: Parser) -> None:
    """Declare the register a command works on."""
    parser.words.add_argument("register", metavar="SỔ", help="tên sổ, xem lệnh describe")


def add_record(parser: Parser) -> None:
    """Declare the register and the record a command works on."""
    add_register(parser)
    parser.words.add_argument("id", metavar="MÃ", help="mã hồ sơ (id)")


def add_reason(parser: Parser, what: str) -> None:
    """Declare ``--reason``; *what* it is the reason for."""
    parser.options.add_argument("--reason", metavar="LÝ_DO", default="", help=f"lý do {what}")
