"""The one place that knows every room: it opens the book and shows the window."""

import argparse
import sys

from desktop_app.paths import data_folder
from desktop_app.registers import REGISTERS
from desktop_app.ui import start


def main(words: list[str]) -> int:
    """Show the window, as the words of the command line ask, and return the exit code."""
    options = _window_options().parse_args(words)
    return start.run(data_folder(options.data), REGISTERS, sys.argv[:1])


def _window_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data")
    parser.add_argument("--practice-run")
    return parser
