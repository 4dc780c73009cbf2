"""Makes a small real book of this program, with a bit of everything that a book can hold."""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from desktop_app.desk.desk import Desk
from desktop_app.desk.enlisting import ask_to_join, join
from desktop_app.desk.founding import Founding, create_book
from desktop_app.desk.permission import Role
from desktop_app.model.release import release
from desktop_app.registers import REGISTERS
from desktop_app.store.book import FORMAT
from desktop_app.store.driver import BOOK_FILE
from desktop_app.store.keyfile import KEY_FILE
from tests.conftest import LIGHT, PASSWORD, WARD, Clock
from tests.furnishing import add_person, furnish, valid

CHIEF, OFFICER = "Nguyễn Văn Bình", "Lê Thị Bình"
EVENTS = "patrol", "pledge", "mediation", "surrender"
ABOUT = "about.json"
CORRECTED = "đã sửa ở trụ sở"


def main(to: Path) -> None:
    """Make the book and put it into the new folder *to*."""
    to.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place:
        clock = Clock()
        home = Path(place) / "may-1"
        founding = Founding(WARD, CHIEF, PASSWORD, passes=LIGHT)
        chief = create_book(home, REGISTERS, founding, clock).desk
        about = _worked(chief, Path(place), clock)
        packed = chief.backup(Path(place) / "sao-luu").file  # vacuumed, and closed as a whole
        chief.close()
        with zipfile.ZipFile(packed) as archive:
            for name in (BOOK_FILE, KEY_FILE):
                archive.extract(name, to)
    (to / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _worked(chief: Desk, place: Path, clock: Clock) -> dict[str, Any]:
    chief.add_account(OFFICER, Role.OFFICER, PASSWORD, passes=LIGHT)
    furnish(chief)
    cases = {table: _case(chief, table) for table in EVENTS}
    _approve(chief, cases["pledge"])
    erased = add_person(chief, "Hồ Văn Xóa")
    chief.erase("person", erased, "hết thời hạn lưu")
    gone = add_person(chief, "Hồ Thị Bỏ")
    chief.delete("person", gone, "ghi nhầm")
    decided = _decided(chief, cases["mediation"], place, clock)
    form = next(one.code for one in chief.forms("pledge") if one.kind == "record")
    chief.note_printed(chief.print(form, ids=[cases["pledge"]]), "máy in HP")
    return {
        "version": release().version,
        "format": FORMAT,
        "made": clock().isoformat(),
        "password": PASSWORD,
        "accounts": [CHIEF, OFFICER],
        "counts": chief.counts(),
        "cases": cases,
        "note": CORRECTED,
        "found": {"register": "mediation", "typed": "buc tuong rao chung"},
        "approved": cases["pledge"],
        "printed": form,
        "erased": erased,
        "deleted": gone,
        "decided": {"register": "mediation", "id": cases["mediation"], "summary": decided},
    }


def _case(desk: Desk, table: str) -> str:
    """Add a record and correct it."""
    id = desk.add(table, valid(table)).id
    desk.edit(table, id, {"note": "đã sửa"})
    desk.edit(table, id, {"note": CORRECTED})
    return id


def _approve(chief: Desk, pledge: str) -> None:
    chief.allow_self_approval(True)
    chief.submit("pledge", pledge)
    chief.approve("pledge", pledge)


def _decided(chief: Desk, case: str, place: Path, clock: Clock) -> str:
    """Let two PCs write one field differently, decide it, and return what was decided."""
    stick = place / "usb"
    stick.mkdir()
    request = ask_to_join(place / "may-2", stick, OFFICER, PASSWORD, passes=LIGHT)
    chief.approve_device(stick, request.device, request.words)
    other = join(place / "may-2", stick, REGISTERS, PASSWORD, clock).desk
    chief.edit("mediation", case, {"summary": "Tranh chấp bức tường rào chung, ghi ở máy một"})
    other.edit("mediation", case, {"summary": "Tranh chấp bức tường rào chung, ghi ở máy hai"})
    for desk in (chief, other, chief):
        desk.sync(stick)
    chosen = "Tranh chấp bức tường rào chung, ghi ở máy hai"
    chief.decide("mediation", case, "summary", chosen)
    chief.sync(stick)
    other.close()
    return chosen


if __name__ == "__main__":
    main(Path(sys.argv[1]))
