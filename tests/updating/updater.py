"""Updates and goes back in processes of its own that die at a given point.

A point is an operation on files or a program started, as Python's audit hooks tell them; a
process is killed before it does the one whose number it was given. Read from standard input: one
JSON document a line. Answered: how many operations were done, or ``killed``.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.registers import REGISTERS
from desktop_app.store.book import Book
from tests.conftest import Clock

CHANGING = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree",
    "subprocess.Popen",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR


def main() -> None:
    """Do what each line asks in a forked process and say how it ended."""
    for line in sys.stdin:
        asked = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            done = _do(asked)
            os.write(writing, str(done).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as answer:
            told = answer.read()
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write(f"{'killed' if killed else told or 'failed'}\n")
        sys.stdout.flush()


def _do(asked: dict[str, Any]) -> int:
    count = 0

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal count
        writes = event == "open" and isinstance(given[2], int) and bool(given[2] & WRITING)
        if event in CHANGING or writes:
            if count == asked["point"]:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1

    book = Book(Path(asked["data"]), bytes.fromhex(asked["key"]), REGISTERS, Clock())
    desk = Desk(book, asked["me"], Role.CHIEF)
    desk.program = Path(asked["program"])
    sys.addaudithook(hook)
    if asked["back"]:
        desk.go_back(restoring=True)
    else:
        desk.update(Path(asked["stick"]))
    return count


if __name__ == "__main__":
    main()
