"""From the password to the open book; a new password, and a book unpacked from a backup."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.desk.door import Account, book_exists
from desktop_app.desk.permission import Role
from desktop_app.desk.roles import roles, stopped
from desktop_app.model import moments
from desktop_app.model.record import Registers
from desktop_app.model.trouble import Trouble
from desktop_app.store import accesslog, attempts, backup, keyfile, keys
from desktop_app.store.accesslog import Access, note
from desktop_app.store.attempts import Tried
from desktop_app.store.book import Book
from desktop_app.store.building import built_aside
from desktop_app.store.digesting import digest
from desktop_app.store.keyfile import RECOVERY, KeyFile, Wrap
from desktop_app.store.place import refuse_unsafe
from desktop_app.store.tries import Ticks
from desktop_app.store.writing import wall
from desktop_app.sync.myself import renew, woken_elsewhere

WRONG_TRIES, TRIES_RESET = "wrong_tries", "tries_reset"
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Restored:
    """A book unpacked from a backup, as a new device of the post."""

    digest: str
    device: str


def open_book(  # noqa: PLR0913 - keywords that read as the question asked at the door
    folder: Path,
    registers: Registers,
    *,
    user: str | None,
    password: str,
    writing: bool = True,
    clock: Clock = moments.now,
    ticks: Ticks = time.monotonic,
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
    wrap = _wrap_for(keyfile.read_keys(folder), user)
    with attempts.counted(folder, wrap.name, ticks) as before:
        key = keys.unwrapped(wrap, password)
    opened = Book(folder, key, registers, clock, writing=writing)
    try:
        if writing and woken_elsewhere(opened):
            with opened.transaction():
                renew(opened)
        desk = Desk(opened, wrap.officer_id, _role_of(opened, wrap))
        _note_tries(desk, wrap.name, before)
    except BaseException:
        opened.close()
        raise
    return desk


def _role_of(opened: Book, wrap: Wrap) -> Role:
    """Return an account's role. The book knows it, not the file of keys, which could be old."""
    role = roles(opened).get(wrap.officer_id)
    if role is None or wrap.officer_id in stopped(opened):
        raise Trouble(
            f"Tài khoản «{wrap.name}» đã bị ngừng.",
            "Sổ vẫn nguyên vẹn và vẫn khóa.",
            "Hãy nhờ chỉ huy đơn vị mở lại tài khoản này.",
            "MO-05",
        )
    return role


def _note_tries(desk: Desk, name: str, before: Tried) -> None:
    """Note wrong passwords of before, and a count that went back: its file was meddled with."""
    last = accesslog.last_reason(desk.reading().connection, WRONG_TRIES)
    known = int(last.partition(":")[0]) if last else 0
    if before.total < known:
        desk.note_access(TRIES_RESET, "", "", f"{name}: {known} → {before.total}")
    if before.total != known:
        desk.note_access(WRONG_TRIES, "", "", f"{before.total}: {name} {before.wrong}")


def reset_password(  # noqa: PLR0913 - the code, who, the new password, and the book it opens
    folder: Path,
    registers: Registers,
    code: str,
    user: str | None,
    password: str,
    clock: Clock = moments.now,
) -> Account:
    """Give an officer a new password with the recovery sheet's code; this is noted in the book.

    Raises Trouble when the code does not open the book or the password is too short.
    """
    key_file = keyfile.read_keys(folder)
    account = _wrap_for(key_file, user)
    sealed = next((wrap for wrap in key_file.wraps if wrap.name == RECOVERY), None)
    if sealed is None:
        raise Trouble(
            "Sổ này không có mã khôi phục.",
            "Sổ vẫn nguyên vẹn và vẫn khóa.",
            "Hãy mở sổ bằng mật khẩu của một cán bộ khác.",
            "MO-04",
        )
    try:
        key = keys.unwrapped(sealed, keys.tidy_code(code))
    except keyfile.WrongPassword:
        raise Trouble(
            "Mã khôi phục không đúng.",
            "Sổ vẫn nguyên vẹn và vẫn khóa; mật khẩu cũ vẫn dùng được.",
            "Hãy gõ lại đủ tám nhóm chữ trên tờ khôi phục; tờ cũ không mở được sau khi lập tờ mới.",
            "MO-06",
        ) from None
    renewed = keys.wrapped(
        key, account.name, account.officer_id, password, passes=keys.calibrated()
    )
    with closing(Book(folder, key, registers, clock, writing=False)) as opened:
        _role_of(opened, account)
        with opened.logging() as connection:
            who = Access(wall(clock()), account.officer_id, "recover", "", "", account.name)
            note(connection, who)
            keyfile.write_keys(folder, key_file.with_wrap(renewed))
    attempts.unlock(folder, account.name)
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
        wrap = _wrap_for(keyfile.read_keys(aside), user)
        key = keys.unwrapped(wrap, password)
        with closing(Book(aside, key, registers, clock)) as opened:
            with opened.transaction() as into:
                renew(opened)
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
