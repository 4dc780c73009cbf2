"""The one way in and out of the terminal: words to a command, its outcome to an exit code."""

import os
import sys
from collections.abc import Sequence

from desktop_app.cli import book, lists, paper, practice, record_views, records
from desktop_app.cli.arguments import understood
from desktop_app.cli.command import DONE, REFUSED, Call, Command, FillPractice
from desktop_app.cli.output import remark, speak_utf8
from desktop_app.cli.refusals import explain, explain_bug
from desktop_app.desk.entrance import in_words
from desktop_app.model import moments
from desktop_app.model.record import Registers
from desktop_app.model.trouble import Trouble

ORDER = (
    "init describe add show history edit delete undelete undo find forms print today digest "
    "check backup backups restore recover demo"
).split()  # of the help: from making a book to caring for it


def commands() -> list[Command]:
    """Return what this program can do, in the order of the help."""
    every = (
        *book.COMMANDS, *lists.COMMANDS, *records.COMMANDS, *record_views.COMMANDS,
        *paper.COMMANDS, *practice.COMMANDS,
    )  # fmt: skip
    return sorted(every, key=lambda command: ORDER.index(command.name))


def main(argv: Sequence[str], registers: Registers, fill_practice: FillPractice) -> int:
    """Run one command and return the exit code: 0 done, 1 refused, 2 wrong usage."""
    speak_utf8()
    try:
        command, typed = understood(argv, commands())
    except SystemExit as leaving:
        return int(leaving.code or 0)
    call = Call(typed, registers, fill_practice)
    try:
        code = command.run(call)
        sys.stdout.flush()
    except Trouble as trouble:
        explain(trouble)
    except KeyboardInterrupt:
        remark("Đã dừng theo yêu cầu; việc đang làm dở không được lưu.")
    except BrokenPipeError:
        _close_stdout()
        return DONE
    except Exception as bug:  # noqa: BLE001 - what is no Trouble is a bug; it is caught once, here
        told = in_words(bug)
        if told is None:
            explain_bug(bug, command.name, call.folder, moments.now())
        else:
            explain(told)
    else:
        return code
    return REFUSED


def _close_stdout() -> None:
    """Let nothing more be written to a reader that has gone, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
