"""The one place that knows every room: it shows the login, and opens what lies behind it."""

import argparse
from pathlib import Path
from types import ModuleType

from desktop_app.paths import data_folder
from desktop_app.ui import start


def main(words: list[str]) -> int:
    """Show the window, as the words of the command line ask, and return the exit code."""
    options = _window_options().parse_args(words)
    if options.practice_run:
        done: int = _behind().practice_run(Path(options.practice_run).absolute())
        return done
    code = start.run(
        data_folder(options.data),
        lambda: _behind().REGISTERS,
        lambda desk: _behind().furnish(desk),
    )
    if code == start.RESTART:
        _behind().start_again()
        return 0
    return code


def _behind() -> ModuleType:
    from desktop_app import behind  # noqa: PLC0415 - only once the login is painted

    return behind


def _window_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data")
    parser.add_argument("--practice-run")
    return parser
