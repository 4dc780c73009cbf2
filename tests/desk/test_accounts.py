"""Accounts of a PC: who is let in, as what, how often wrong, and how a lost password is mended."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book, reset_password
from desktop_app.desk.permission import Role
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store import accesslog, keyfile, keys
from desktop_app.store.keyfile import KEY_FILE
from desktop_app.store.tries import TRIES_FILE, Waiting
from tests.conftest import LIGHT, OFFICER_NAME, PASSWORD, STAFF, Clock, Founded, Opener, Sitting

OFFICER = STAFF[Role.OFFICER]


class Door:
    """A book's door; the machine's running time goes on only when told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running = 1_000.0
        self.clock = Clock()

    def knock(self, password: str, user: str = OFFICER_NAME) -> Desk:
        return open_book(
            self.folder,
            REGISTERS,
            user=user,
            password=password,
            clock=self.clock,
            ticks=lambda: self.running,
        )

    def wrong(self, times: int = 1) -> list[Trouble]:
        found = []
        for _ in range(times):
            with pytest.raises(Trouble) as refused:
                self.knock("sai mật khẩu")
            found.append(refused.value)
        return found


@pytest.fixture
def door(folder: Path) -> Door:
    return Door(folder)


def logged(desk: Desk, action: str) -> list[str]:
    entries = accesslog.entries(desk.reading().connection)
    return [entry.why for entry in entries if entry.action == action]


def test_after_five_wrong_passwords_a_minute_is_waited_then_twice_as_long(door: Door) -> None:
    assert [trouble.code for trouble in door.wrong(5)] == ["MK-02"] * 5
    for minutes in (1, 2, 4, 8, 16):
        (waiting,) = door.wrong()
        assert isinstance(waiting, Waiting)
        assert waiting.seconds == minutes * 60
        with pytest.raises(Waiting):
            door.knock(PASSWORD)  # the right one waits too
        door.running += minutes * 60
        assert door.wrong()[0].code == "MK-02"
    door.running += 100_000
    assert door.wrong()[0].code == "MK-06"
    with pytest.raises(Trouble, match="MK-06"):
        door.knock(PASSWORD)


def test_the_right_password_clears_the_count_and_the_book_notes_it(door: Door) -> None:
    door.wrong(4)
    desk = door.knock(PASSWORD)
    assert logged(desk, "wrong_tries") == [f"4: {OFFICER_NAME} 4"]
    desk.close()
    door.wrong(4)
    door.knock(PASSWORD).close()


@pytest.mark.parametrize("days", [-4_000, -1, 1, 4_000])
def test_no_change_of_the_clock_shortens_the_wait(door: Door, days: int) -> None:
    door.wrong(5)
    door.clock.forward(days=days)
    assert isinstance(door.wrong()[0], Waiting)


def test_a_restart_does_not_shorten_the_wait(door: Door) -> None:
    door.wrong(5)
    door.running = 59  # the machine runs for less time than before: it was started again
    assert door.wrong()[0].code == "MK-05"
    door.running = 60
    door.knock(PASSWORD).close()


def test_a_count_set_back_by_hand_is_noted(door: Door) -> None:
    door.wrong(4)
    door.knock(PASSWORD).close()
    (door.folder / TRIES_FILE).unlink()
    desk = door.knock(PASSWORD)
    assert logged(desk, "tries_reset") == [f"{OFFICER_NAME}: 4 → 0"]
    desk.close()


@pytest.mark.parametrize("garbage", [b"", b"\xff", b"[]", b'{"accounts": 3, "total": 1}'])
def test_a_damaged_count_locks_nobody_out(door: Door, garbage: bytes) -> None:
    (door.folder / TRIES_FILE).write_bytes(garbage)
    door.knock(PASSWORD).close()


def test_a_damaged_key_file_is_no_wrong_password(door: Door) -> None:
    file = door.folder / KEY_FILE
    whole = file.read_text(encoding="utf-8")
    document = json.loads(whole)
    document["wraps"][0]["box"] = "AAAA"
    file.write_text(json.dumps(document), encoding="utf-8")
    for _ in range(6):
        with pytest.raises(Trouble, match="KH-02"):
            door.knock(PASSWORD)
    file.write_text(whole, encoding="utf-8")
    door.knock(PASSWORD).close()


def test_the_chief_or_the_sheet_unlocks(staffed: Founded, tmp_path: Path, opened: Opener) -> None:
    folder = staffed.copied(tmp_path / "khoa")
    door = Door(folder)
    for _ in range(20):
        door.running += 10_000
        with pytest.raises(Trouble):
            door.knock("sai mật khẩu", OFFICER)
    with pytest.raises(Trouble, match="MK-06"):
        door.knock(PASSWORD, OFFICER)
    chief = opened(folder, user=OFFICER_NAME)
    assert [one.name for one in chief.accounts() if one.locked] == [OFFICER]
    chief.unlock_account(OFFICER)
    chief.close()
    door.knock(PASSWORD, OFFICER).close()

    reset_password(folder, REGISTERS, staffed.recovery, OFFICER, "mật khẩu mới tinh")
    desk = door.knock("mật khẩu mới tinh", OFFICER)
    assert logged(desk, "recover") == [OFFICER]
    desk.close()


def test_a_new_sheet_voids_the_old(staffed: Founded, tmp_path: Path, opened: Opener) -> None:
    folder = staffed.copied(tmp_path / "phieu")
    chief = opened(folder, user=OFFICER_NAME)
    code = chief.new_recovery()
    chief.close()
    with pytest.raises(Trouble, match="MO-06"):
        reset_password(folder, REGISTERS, staffed.recovery, OFFICER, "mật khẩu mới tinh")
    reset_password(folder, REGISTERS, code, OFFICER, "mật khẩu mới tinh")
    opened(folder, user=OFFICER, password="mật khẩu mới tinh")


def test_an_officer_changes_his_own_password(desk_of: Sitting, opened: Opener) -> None:
    desk = desk_of(Role.OFFICER)
    with pytest.raises(Trouble, match="MK-02"):
        desk.change_password("không phải", "mật khẩu thứ hai")
    with pytest.raises(Trouble, match="MK-01"):
        desk.change_password(PASSWORD, "ngắn")
    desk.change_password(PASSWORD, "mật khẩu thứ hai")
    desk.close()
    with pytest.raises(Trouble, match="MK-02"):
        opened(desk.book.folder, user=OFFICER)
    opened(desk.book.folder, user=OFFICER, password="mật khẩu thứ hai")


def test_a_stopped_account_opens_nothing_even_with_the_old_key_file(
    desk_of: Sitting, opened: Opener
) -> None:
    chief = desk_of(Role.CHIEF)
    file = chief.book.folder / KEY_FILE
    before = file.read_bytes()
    chief.disable_account(OFFICER)
    assert [one.name for one in chief.accounts() if one.disabled] == [OFFICER]
    chief.close()
    with pytest.raises(Trouble, match="MO-03"):
        opened(chief.book.folder, user=OFFICER)
    file.write_bytes(before)
    with pytest.raises(Trouble, match="MO-05"):
        opened(chief.book.folder, user=OFFICER)
    chief = opened(chief.book.folder, user=OFFICER_NAME)
    chief.disable_account(OFFICER)
    again = chief.add_account(OFFICER, Role.READER, "mật khẩu thứ hai", passes=LIGHT)
    chief.close()
    desk = opened(chief.book.folder, user=OFFICER, password="mật khẩu thứ hai")
    assert (desk.me, desk.role) == (again.officer_id, Role.READER)
    assert len(desk.find("officer", OFFICER).rows) == 1


def test_a_chief_is_always_left(desk_of: Sitting) -> None:
    chief = desk_of(Role.CHIEF)
    with pytest.raises(Trouble, match="TK-03"):
        chief.disable_account(OFFICER_NAME)
    with pytest.raises(Trouble, match="TK-03"):
        chief.set_role(OFFICER_NAME, Role.OFFICER)
    chief.set_role(OFFICER, Role.CHIEF)
    chief.set_role(OFFICER_NAME, Role.OFFICER)
    with pytest.raises(Trouble, match="QU-01"):
        chief.accounts()


def test_unknown_and_doubled_names_are_told(desk_of: Sitting) -> None:
    chief = desk_of(Role.CHIEF)
    with pytest.raises(Trouble, match="TK-02"):
        chief.set_role("Không Có Ai", Role.READER)
    with pytest.raises(Trouble, match="TK-01"):
        chief.add_account("le thi binh", Role.READER, PASSWORD)
    with pytest.raises(Trouble, match="TK-01"):
        chief.add_account("  ", Role.READER, PASSWORD)
    with pytest.raises(Trouble, match="MK-01"):
        chief.add_account("Hồ Thị Mới", Role.READER, "ngắn")
    assert len(chief.accounts()) == 4


def test_the_key_file_says_how_far_a_password_is_stretched() -> None:
    passes = keys.calibrated()
    assert keyfile.PASSES <= passes <= keyfile.MOST_PASSES
    wrap = keys.wrapped(bytes(32), "a", "b", PASSWORD, passes=passes)
    assert (wrap.memory, wrap.passes) == (64 * 1024 * 1024, passes)
    assert keys.unwrapped(wrap, PASSWORD) == bytes(32)
    with pytest.raises(Trouble, match="MK-02"):
        keys.unwrapped(replace(wrap, passes=passes + 1), PASSWORD)
