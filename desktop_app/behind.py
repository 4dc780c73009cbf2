"""What the app needs behind the login: the registers, a practice book, another version's start."""

import secrets
import sys
from importlib import import_module
from pathlib import Path

from desktop_app.cli.output import remark, say, speak_utf8
from desktop_app.desk.desk import Desk
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records
from desktop_app.registers.practice_day import DAY
from desktop_app.ui import start

PRACTICE_WARD = "08707"
PRACTICE_OFFICER = "Nguyễn Văn Tập"
PRACTICE_RECORDS = 200
PRACTICE_SEED = 1

__all__ = ["REGISTERS", "furnish", "practice_run", "start_again"]


def practice_run(folder: Path) -> int:
    """Make a practice book in *folder*, do the main job in its window, say what lies where."""
    speak_utf8()
    application = start.prepared(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    founding = Founding(PRACTICE_WARD, PRACTICE_OFFICER, secrets.token_urlsafe(), practice=True)
    try:
        desk = create_book(folder / "so", REGISTERS, founding).desk
        furnish(desk)
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


def furnish(desk: Desk) -> None:
    """Fill a practice book with an invented post."""
    desk.fill(practice_records(PRACTICE_RECORDS, PRACTICE_SEED, desk.present, desk.me))


def start_again() -> None:
    """Start the version that is the current one by now; only an update comes to this."""
    import_module("desktop_app.desk.releases").start_again()
