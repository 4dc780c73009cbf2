"""``python -m desktop_app``: with a command the terminal twin, without one the window.

Only the room that the words ask for is loaded: the terminal works on a PC without Qt's libraries,
the window waits for no commands, and the self-test can tell what cannot be loaded.
"""

import sys
from importlib import import_module

from desktop_app.cli.asking import asks_terminal

SELF_TEST = "--self-test"


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if SELF_TEST in words:
        return int(import_module("desktop_app.selftest.run").main(words))
    if asks_terminal(words):
        registers = import_module("desktop_app.registers").REGISTERS
        practice = import_module("desktop_app.registers.practice").practice_records
        return int(import_module("desktop_app.cli.terminal").main(words, registers, practice))
    return int(import_module("desktop_app.app").main(words))


if __name__ == "__main__":
    raise SystemExit(main())
