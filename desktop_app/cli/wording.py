"""An argument parser that speaks Vietnamese.

Wrong usage leaves through ``SystemExit(2)`` after a Vietnamese sentence on stderr, as argparse
does in English.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

WRONG_USAGE = 2
USAGE = "Cách dùng: "


def _choices(found: re.Match[str]) -> str:
    name, given, possible = found.groups()
    listed = possible.replace("'", "")
    return f"{name}: không có «{given}»; có: {listed}"


_WORDING: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"the following arguments are required: (.*)", r"còn thiếu: \1"),
    (r"unrecognized arguments: (.*)", r"không hiểu: \1"),
    (r"argument (.*?): expected one argument", r"tùy chọn \1 cần một giá trị theo sau"),
    (r"argument (.*?): expected at least one argument", r"tùy chọn \1 cần giá trị theo sau"),
    (r"argument (.*?): ignored explicit argument (.*)", r"tùy chọn \1 không nhận giá trị \2"),
    (r"argument (.*?): not allowed with argument (.*)", r"không dùng \1 cùng với \2"),
    (r"argument (.*?): invalid \w+ value: (.*)", r"giá trị \2 của \1 không đúng"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", _choices),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with a Vietnamese heading for the usage line."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, USAGE if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose options may stand anywhere between the other words."""

    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.words = self.add_argument_group("Tham số")
        self.options = self.add_argument_group("Tùy chọn")
        self.shared = self.add_argument_group("Tùy chọn chung")
        self.shared.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")

    def understand(self, words: list[str]) -> argparse.Namespace:
        """Return the arguments; options may stand between the other words."""
        # argparse would cut the English heading off its usage, letter by letter.
        self.usage = self.format_usage().removeprefix(USAGE).strip().replace("%", "%%")
        return self.parse_intermixed_args(words)

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2 and a Vietnamese sentence."""
        # By argparse: without a console there is no stderr, and it knows that.
        self._print_message(
            f"Lệnh chưa đúng: {_in_vietnamese(message)}.\nXem cách dùng: {self.prog} --help\n",
            sys.stderr,
        )
        raise SystemExit(WRONG_USAGE)


def _in_vietnamese(message: str) -> str:
    for english, vietnamese in _WORDING:
        found = re.fullmatch(english, message, re.DOTALL)
        if found:
            return found.expand(vietnamese) if isinstance(vietnamese, str) else vietnamese(found)
    return message
