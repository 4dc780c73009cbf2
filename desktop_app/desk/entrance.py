"""Before a book is open: is there one, who may open it, make one, open one, restore one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.model import moments
from desktop_app.model.links import new_id
from desktop_app.model.query import Condition
from desktop_app.model.record import Occurrence, Record, Registers
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.model.units import unit
from desktop_app.model.validation import problems
from desktop_app.store import backup, book, keys, refusals
from desktop_app.store.accesslog import Access, note
from desktop_app.store.book import BOOK_FILE, Book, new_device
from desktop_app.store.building import built_aside
from desktop_app.store.digesting import digest
from desktop_app.store.keys import RECOVERY, KeyFile, Wrap
from desktop_app.store.place import refuse_unsafe
from desktop_app.store.refusals import refused_by_disk
from desktop_app.store.writing import Deed, add, wall

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Account:
    """Someone who may open the book on this PC."""

    name: str
    officer_id: str


@dataclass(frozen=True)
class Created:
    """A new book, open, with the recovery code to print and seal."""

    desk: Desk
    recovery: str
    device: str


@dataclass(frozen=True)
class Restored:
    """A book unpacked from a backup, as a new device of the post."""

    digest: str
    device: str


def book_exists(folder: Path) -> bool:
    """Tell whether there is a book in *folder*. Raises Trouble when it may not be entered."""
    try:
        return (folder / BOOK_FILE).exists()
    except OSError as error:
        raise refused_by_disk(error) from error


def in_words(error: BaseException) -> Trouble | None:
    """Return what to tell of an error that came up at an open book; None when it is a bug."""
    return refusals.in_words(error)


def accounts(folder: Path) -> list[Account]:
    """Return who may open the book in *folder*. Raises Trouble when its keys are unreadable."""
    return [Account(wrap.name, wrap.officer_id) for wrap in keys.read_keys(folder).accounts()]


@dataclass(frozen=True)
class Founding:
    """What a new book starts with."""

    unit_code: str
    officer_name: str
    password: str
    practice: bool = False


def create_book(
    folder: Path, registers: Registers, founding: Founding, clock: Clock = moments.now
) -> Created:
    """Make a new encrypted book with its first officer. Raises Trouble; then nothing is made."""
    found = unit(founding.unit_code)
    if found is None or found.is_province:
        raise Trouble(
            f"Không có xã, phường, đặc khu nào mang mã «{founding.unit_code}».",
            "Chưa tạo sổ.",
            "Hãy chọn đơn vị trong danh mục năm 2026.",
            "TA-01",
        )
    _refuse_existing(folder)
    refuse_unsafe(folder)
    name, officer_id, key = clean(founding.officer_name), new_id(), keys.new_key()
    code = keys.new_recovery_code()
    officer = _first_officer(registers, name, officer_id, clock())
    wraps = (
        keys.wrapped(key, name, officer_id, founding.password),
        keys.wrapped(key, RECOVERY, "", code),
    )
    with built_aside(folder) as aside:
        meta = {"unit": found.code, "practice": str(int(founding.practice))}
        book.create(aside, key, registers, meta)
        keys.write_keys(aside, KeyFile(wraps))
        with closing(Book(aside, key, registers, clock)) as new, new.transaction() as into:
            add(new, into, officer, Deed(officer_id, "add"))
    opened = Book(folder, key, registers, clock)
    return Created(Desk(opened, officer_id), code, opened.meta("device"))


def open_book(  # noqa: PLR0913 - keywords that read as the question asked at the door
    folder: Path,
    registers: Registers,
    *,
    user: str | None,
    password: str,
    writing: bool = True,
    clock: Clock = moments.now,
) -> Desk:
    """Open the book in *folder* for an officer. Raises Trouble in words."""
    if not book_exists(folder):
        raise Trouble(
            f"Chưa có sổ nào trong thư mục «{folder}».",
            "Chưa có gì bị thay đổi.",
            "Hãy tạo sổ mới (init) hoặc khôi phục từ bản sao lưu (restore).",
            "MO-02",
        )
    refuse_unsafe(folder)
    wrap = _wrap_for(keys.read_keys(folder), user)
    key = keys.unwrapped(wrap, password)
    return Desk(Book(folder, key, registers, clock, writing=writing), wrap.officer_id)


def reset_password(folder: Path, code: str, user: str | None, password: str) -> Account:
    """Give an officer a new password with the recovery sheet's code; nothing else changes.

    Raises Trouble when the code does not open the book or the password is too short.
    """
    key_file = keys.read_keys(folder)
    account = _wrap_for(key_file, user)
    sealed = next((wrap for wrap in key_file.wraps if wrap.name == RECOVERY), None)
    if sealed is None:
        raise Trouble(
            "Sổ này không có mã khôi phục.",
            "Sổ vẫn nguyên vẹn và vẫn khóa.",
            "Hãy mở sổ bằng mật khẩu của một cán bộ khác.",
            "MO-04",
        )
    key = keys.unwrapped(sealed, keys.tidy_code(code))
    renewed = keys.wrapped(key, account.name, account.officer_id, password)
    keys.write_keys(folder, key_file.with_wrap(renewed))
    return Account(account.name, account.officer_id)


def restore_backup(  # noqa: PLR0913 - what is restored, where to, and who asks
    file: Path,
    to: Path,
    registers: Registers,
    user: str | None,
    password: str,
    clock: Clock = moments.now,
) -> Restored:
    """Unpack a backup into the empty folder *to* and give it a device id of its own.

    Raises Trouble; nothing is then left in *to*.
    """
    refuse_unsafe(to)
    backup.refuse_occupied(to)
    with built_aside(to) as aside:
        backup.unpack(file, aside)
        wrap = _wrap_for(keys.read_keys(aside), user)
        key = keys.unwrapped(wrap, password)
        with closing(Book(aside, key, registers, clock)) as opened:
            with opened.transaction() as into:
                opened.set_meta("device", new_device())
                entry = Access(wall(clock()), wrap.officer_id, "restore", "", "", file.name)
                note(into.connection, entry)
            return Restored(digest(opened.reading()).digest, opened.meta("device"))


def _wrap_for(key_file: KeyFile, user: str | None) -> Wrap:
    known = key_file.accounts()
    if user is None and len(known) == 1:
        return known[0]
    found = key_file.wrap_of(user) if user else None
    if found is None or found.name == RECOVERY:
        names = "; ".join(wrap.name for wrap in known)
        raise Trouble(
            f"Không có tài khoản «{user}» ở sổ này." if user else "Chưa nêu tên người dùng.",
            "Sổ vẫn nguyên vẹn và vẫn khóa.",
            f"Các tài khoản: {names}.",
            "MO-03",
        )
    return found


def _refuse_existing(folder: Path) -> None:
    if book_exists(folder):
        raise Trouble(
            f"Thư mục «{folder}» đã có một sổ.",
            "Sổ đang có không bị đụng tới; chưa tạo sổ mới.",
            "Hãy chọn thư mục khác, hoặc mở sổ đang có.",
            "TA-02",
        )


def _first_officer(registers: Registers, name: str, id: str, present: datetime) -> Record:
    """Return the first officer's record, incomplete in rank and position until edited."""
    kind = registers[Occurrence.officer_id.targets[0]]
    values = kind.founding(name, present.date().isoformat())
    record = kind({field: value for field, value in values.items() if value}, id)
    wrong = [p for p in problems(record, _Nobody(present)) if p.level == "error"]
    if wrong:
        raise Trouble(
            f"Tên cán bộ chưa dùng được: {wrong[0].text}.",
            "Chưa tạo sổ.",
            "Hãy ghi đủ họ và tên cán bộ.",
            "TA-03",
        )
    return record


@dataclass(frozen=True)
class _Nobody:
    """What the first officer's rules may ask: a book in which nobody stands yet."""

    present: datetime

    def record(self, id: str) -> Record | None:
        return None

    def matches(self, register: str, condition: Condition, besides: str = "") -> list[str]:
        return []
