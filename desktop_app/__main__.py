"""``python -m desktop_app``: with a command the terminal twin, without one the window.

Only the room that the words ask for is loaded: the terminal works on a PC without Qt's libraries,
the window waits for no commands, and the self-test can tell what cannot be loaded.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.cli.asking import asks_terminal

SELF_TEST = "--self-test"


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if SELF_TEST in words:
        return _self_test(words)
    return _terminal(words) if asks_terminal(words) else _window(words)


def _self_test(words: list[str]) -> int:
    with _loading():
        from desktop_app.selftest import run  # noqa: PLC0415 - only the room that is asked for

    return run.main(words)


def _terminal(words: list[str]) -> int:
    with _loading():
        from desktop_app.cli import terminal  # noqa: PLC0415 - as above
        from desktop_app.registers import REGISTERS  # noqa: PLC0415 - as above
        from desktop_app.registers.practice import practice_records  # noqa: PLC0415 - as above

    return terminal.main(words, REGISTERS, practice_records)


def _window(words: list[str]) -> int:
    with _loading():
        from desktop_app import app  # noqa: PLC0415 - as above

    return app.main(words)


@contextmanager
def _loading() -> Iterator[None]:
    """Look for no garbage meanwhile: it takes a tenth of the start, and there is none."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what was loaded stays for good
        if looking:
            gc.enable()


if __name__ == "__main__":
    raise SystemExit(main())
