"""``python -m desktop_app``: with a command the terminal twin, without one the window."""

import sys
from importlib import import_module

from desktop_app import cli
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if cli.asks_terminal(words):
        return cli.main(words, REGISTERS, practice_records)
    # Only now: the terminal must work on a PC without Qt's libraries, and start at once.
    return int(import_module("desktop_app.app").main(words))


if __name__ == "__main__":
    raise SystemExit(main())
