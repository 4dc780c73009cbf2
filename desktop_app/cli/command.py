"""What a command is: its name, its words on the command line, and what it does."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop_app.cli import output
from desktop_app.cli.wording import Parser
from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.model.field import Json
from desktop_app.model.record import Registers
from desktop_app.model.trouble import Trouble
from desktop_app.paths import data_folder

DONE, REFUSED = 0, 1
USER_VARIABLE = "SO_ANTT_USER"
PASSWORD_VARIABLE = "SO_ANTT_PASSWORD"
NEW_PASSWORD_VARIABLE = "SO_ANTT_NEW_PASSWORD"
Invented = Iterator[tuple[str, str, dict[str, Json]]]
FillPractice = Callable[[int, int, datetime, str], Invented]


@dataclass(frozen=True)
class Call:
    """One call of a command: what was typed, and what the program brings along."""

    typed: argparse.Namespace
    registers: Registers
    fill_practice: FillPractice

    @property
    def json(self) -> bool:
        """Whether a program reads the answer."""
        return bool(self.typed.json)

    @property
    def folder(self) -> Path:
        """Where the book lies."""
        return data_folder(self.typed.data)

    @property
    def user(self) -> str | None:
        """Who opens the book; None lets the only account do it."""
        return self.typed.user or os.environ.get(USER_VARIABLE) or None

    def told(self, answer: Json, said: str) -> int:
        """Answer a program with a document, a person with a sentence; the work is done."""
        if self.json:
            output.document(answer)
        else:
            output.say(said)
        return DONE

    @contextmanager
    def desk(self, *, writing: bool) -> Iterator[Desk]:
        """Open the book for this call. Raises Trouble.

        Reading works beside an open window, writing is then refused.
        """
        desk = open_book(
            self.folder,
            self.registers,
            user=self.user,
            password=password("Mật khẩu: "),
            writing=writing,
        )
        try:
            yield desk
        finally:
            desk.close()


@dataclass(frozen=True)
class Command:
    """A word of the terminal. *run* returns the exit code or raises Trouble."""

    name: str
    summary: str
    declare: Callable[[Parser], None]
    run: Callable[[Call], int]
    explains: str = field(default="")


def password(prompt: str, variable: str = PASSWORD_VARIABLE) -> str:
    """Return a secret: from the environment, else asked for on a terminal. Raises Trouble."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not (sys.stdin and sys.stdin.isatty()):
        raise Trouble(
            "Chưa có mật khẩu.",
            "Sổ vẫn khóa; chưa có gì bị thay đổi.",
            f"Hãy chạy lệnh ở cửa sổ dòng lệnh để gõ mật khẩu, hoặc đặt biến {variable}.",
            "MK-03",
        )
    return getpass.getpass(prompt)


def new_password(*, for_other: bool = False) -> str:
    """Return a new password; typed ones are asked for twice. Raises Trouble.

    *for_other*: SO_ANTT_PASSWORD is the one that opens the book now, so it cannot be meant.
    """
    if for_other or os.environ.get(NEW_PASSWORD_VARIABLE) is not None:
        variable = NEW_PASSWORD_VARIABLE
    else:
        variable = PASSWORD_VARIABLE
    chosen = password("Đặt mật khẩu: ", variable)
    if os.environ.get(variable) is None and chosen != password("Gõ lại mật khẩu: ", variable):
        raise Trouble(
            "Hai lần gõ mật khẩu không giống nhau.",
            "Chưa có gì được tạo.",
            "Hãy chạy lại lệnh và gõ cùng một mật khẩu hai lần.",
            "MK-04",
        )
    return chosen
