"""The one way in and out of the terminal: words to a command, its outcome to an exit code."""

from collections.abc import Sequence

from desktop_app.cli.arguments import understood
from desktop_app.cli.command import DONE, REFUSED, Call, Command, FillPractice
from desktop_app.cli.output import Unanswered, finish, leave, remark, speak_utf8
from desktop_app.cli.refusals import explain, explain_bug
from desktop_app.cli.shelf import Commands
from desktop_app.desk.door import in_words
from desktop_app.model import moments
from desktop_app.model.record import Registers
from desktop_app.model.trouble import Trouble

UNANSWERED = (
    "KQ-01: Không ghi được câu trả lời: nơi nhận đã đầy hoặc không ghi được.\n"
    "Lệnh đã làm xong; nếu là lệnh ghi vào sổ thì thay đổi đã được lưu.\n"
    "Hãy dành chỗ cho câu trả lời rồi xem lại bằng find hoặc history; đừng ghi lại lần nữa."
)


def main(argv: Sequence[str], registers: Registers, fill_practice: FillPractice) -> int:
    """Run one command and return the exit code: 0 done, 1 refused, 2 wrong usage."""
    speak_utf8()
    try:
        command, typed = understood(argv, Commands())
        return _answered(command, Call(typed, registers, fill_practice))
    except SystemExit as leaving:  # also of words that are wrong usage only together
        return int(leaving.code or 0)


def _answered(command: Command, call: Call) -> int:
    try:
        code = command.run(call)
        finish()
    except Trouble as trouble:
        explain(trouble)
    except KeyboardInterrupt:
        remark("Đã dừng theo yêu cầu; việc đang làm dở không được lưu.")
    except BrokenPipeError:
        leave()
        return DONE
    except Unanswered:
        leave()
        remark(UNANSWERED)
    except Exception as bug:  # noqa: BLE001 - what is no Trouble is a bug; it is caught once, here
        _explain(bug, command, call)
    else:
        return code
    return REFUSED


def _explain(bug: Exception, command: Command, call: Call) -> None:
    told = in_words(bug)
    if told is None:
        explain_bug(bug, command.name, call.folder, moments.now())
    else:
        explain(told)
