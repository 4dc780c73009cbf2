"""Making a new book: for which unit, with which first officer, under which password."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.desk.door import book_exists
from desktop_app.desk.entrance import Clock
from desktop_app.desk.permission import Role
from desktop_app.desk.roles import ACCOUNTS, kept_roles
from desktop_app.model import moments
from desktop_app.model.links import new_id
from desktop_app.model.query import Condition
from desktop_app.model.record import Occurrence, Record, Registers
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.model.units import Unit, unit
from desktop_app.model.validation import cleaned, problems
from desktop_app.store import book, keyfile, keys
from desktop_app.store.book import Book
from desktop_app.store.building import built_aside
from desktop_app.store.keyfile import RECOVERY, KeyFile
from desktop_app.store.place import refuse_unsafe
from desktop_app.store.writing import Deed, add
from desktop_app.sync.myself import found_post


@dataclass(frozen=True)
class Created:
    """A new book, open, with the recovery code to print and seal."""

    desk: Desk
    recovery: str
    device: str


@dataclass(frozen=True)
class Founding:
    """What a new book starts with; *passes* of the stretching, else as this PC is fast."""

    unit_code: str
    officer_name: str
    password: str
    practice: bool = False
    passes: int | None = None


def create_book(
    folder: Path, registers: Registers, founding: Founding, clock: Clock = moments.now
) -> Created:
    """Make a new encrypted book with its first officer. Raises Trouble; then nothing is made."""
    found = known_unit(founding.unit_code)
    refuse_existing(folder)
    refuse_unsafe(folder)
    name, officer_id, key = clean(founding.officer_name), new_id(), keys.new_key()
    code = keys.new_recovery_code()
    officer = first_officer(registers, name, officer_id, clock())
    wraps = (
        keys.wrapped(
            key,
            name,
            officer_id,
            founding.password,
            passes=founding.passes or keys.calibrated(),
        ),
        keys.wrapped(key, RECOVERY, "", code),
    )
    with built_aside(folder) as aside:
        meta = {"unit": found.code, "practice": str(int(founding.practice))}
        book.create(aside, key, registers, meta)
        keyfile.write_keys(aside, KeyFile(wraps))
        with closing(Book(aside, key, registers, clock)) as new, new.transaction() as into:
            add(new, into, officer, Deed(officer_id, "add"))
            found_post(new)
            new.set_meta(ACCOUNTS, json.dumps(kept_roles({officer_id: Role.CHIEF})))
    opened = Book(folder, key, registers, clock)
    return Created(Desk(opened, officer_id, Role.CHIEF), code, opened.meta("device"))


def known_unit(code: str) -> Unit:
    """Return the commune or ward of a *code*. Raises Trouble when there is none."""
    found = unit(code)
    if found is None or found.is_province:
        raise Trouble(
            f"Không có xã, phường, đặc khu nào mang mã «{code[:60]}».",
            "Chưa tạo sổ.",
            "Hãy chọn đơn vị trong danh mục năm 2026.",
            "TA-01",
        )
    return found


def refuse_existing(folder: Path) -> None:
    """Raise Trouble when there is a book in *folder* already."""
    if book_exists(folder):
        raise Trouble(
            f"Thư mục «{folder}» đã có một sổ.",
            "Sổ đang có không bị đụng tới; chưa tạo sổ mới.",
            "Hãy chọn thư mục khác, hoặc mở sổ đang có.",
            "TA-02",
        )


def first_officer(registers: Registers, name: str, id: str, present: datetime) -> Record:
    """Return the first officer's record, incomplete in rank and position until edited."""
    kind = registers[Occurrence.officer_id.targets[0]]
    values, odd = cleaned(kind, kind.founding(name, present.date().isoformat()))
    record = kind({field: value for field, value in values.items() if value}, id)
    wrong = [p for p in (*odd, *problems(record, _Nobody(present))) if p.level == "error"]
    if wrong:
        raise unfit_name(wrong[0].text)
    return record


def unfit_name(why: str) -> Trouble:
    """Return what to tell when nobody can be called so."""
    return Trouble(
        f"Tên cán bộ chưa dùng được: {why}.",
        "Chưa tạo sổ.",
        "Hãy ghi đủ họ và tên cán bộ.",
        "TA-03",
    )


@dataclass(frozen=True)
class _Nobody:
    """What the first officer's rules may ask: a book in which nobody stands yet."""

    present: datetime

    def record(self, id: str) -> Record | None:
        return None

    def matches(self, register: str, condition: Condition, besides: str = "") -> list[str]:
        return []

    def voided(self, register: str, number: str) -> str:
        return ""
