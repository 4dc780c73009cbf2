"""The one place that knows every room: it opens the book and shows the window."""

import argparse
import secrets
import sys
from importlib import import_module
from pathlib import Path

from desktop_app.cli.output import remark, say, speak_utf8
from desktop_app.desk.desk import Desk
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.trouble import Trouble
from desktop_app.paths import data_folder
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records
from desktop_app.registers.practice_day import DAY
from desktop_app.ui import start

PRACTICE_WARD = "08707"
PRACTICE_OFFICER = "Nguyễn Văn Tập"
PRACTICE_RECORDS = 200
PRACTICE_SEED = 1


def main(words: list[str]) -> int:
    """Show the window, as the words of the command line ask, and return the exit code."""
    options = _window_options().parse_args(words)
    if options.practice_run:
        return practice_run(Path(options.practice_run).absolute())
    return start.run(data_folder(options.data), REGISTERS, _furnish)


def practice_run(folder: Path) -> int:
    """Make a practice book in *folder*, do the main job in its window, say what lies where."""
    speak_utf8()
    application = start.prepared(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    founding = Founding(PRACTICE_WARD, PRACTICE_OFFICER, secrets.token_urlsafe(), practice=True)
    try:
        desk = create_book(folder / "so", REGISTERS, founding).desk
        _furnish(desk)
        # Only now: it brings Qt's library of tests along, which no officer's start needs.
        practised = import_module("desktop_app.ui.practice_run").practise
        made: list[Path] = practised(desk, DAY, folder, REGISTERS)
    except Trouble as trouble:
        remark(str(trouble))
        return 1
    lines = [f"Đã ghi, tìm, sửa và in {len(DAY)} hồ sơ trong sổ tập. Ảnh màn hình và bản in PDF:"]
    say("\n".join([*lines, *(f"  {file}" for file in made)]))
    del application
    return 0


def _furnish(desk: Desk) -> None:
    """Fill a practice book with an invented post."""
    desk.fill(practice_records(PRACTICE_RECORDS, PRACTICE_SEED, desk.present, desk.me))


def _window_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data")
    parser.add_argument("--practice-run")
    return parser
