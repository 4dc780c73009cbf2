"""The key file: a random key, wrapped for each officer and for the sealed sheet."""

import json
from pathlib import Path

import pytest

from desktop_app.desk.door import accounts
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store import keyfile, keys
from tests.conftest import OFFICER_NAME, PASSWORD, WARD, Founded


def test_the_password_and_the_recovery_code_open_the_same_key(founded: Founded) -> None:
    officer, sheet = keyfile.read_keys(founded.folder).wraps
    key = keys.unwrapped(officer, PASSWORD)
    assert len(key) == 32
    assert keys.unwrapped(sheet, founded.recovery) == key
    typed = founded.recovery.lower().replace("-", " ")
    assert keys.unwrapped(sheet, keys.tidy_code(typed)) == key


@pytest.mark.parametrize("code", ["", "AAAA-BBBB", PASSWORD])
def test_another_code_opens_nothing(founded: Founded, code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        keys.unwrapped(keyfile.read_keys(founded.folder).wraps[1], code)
    assert trouble.value.code == "MK-02"


def test_a_password_typed_with_parted_marks_opens_too(founded: Founded) -> None:
    parted = "mo\u031b\u0309 sổ lúc sa\u0301ng sớm"
    assert keys.unwrapped(keyfile.read_keys(founded.folder).wraps[0], parted)


def test_stretching_costs_what_the_rules_ask(tmp_path: Path) -> None:
    create_book(tmp_path / "so", REGISTERS, Founding(WARD, OFFICER_NAME, PASSWORD)).desk.close()
    for wrap in keyfile.read_keys(tmp_path / "so").wraps:
        assert wrap.memory >= 64 * 1024 * 1024
        assert wrap.passes >= 3


def test_recovery_codes_hold_160_bits_and_no_look_alikes() -> None:
    codes = {keys.new_recovery_code() for _ in range(200)}
    assert len(codes) == 200
    letters = set("".join(codes)) - {"-"}
    assert len(letters) >= 31
    assert letters.isdisjoint("01IO")
    assert all(len(code.replace("-", "")) == 32 for code in codes)


def test_a_short_password_is_refused_and_nothing_is_made() -> None:
    with pytest.raises(Trouble) as trouble:
        keys.wrapped(b"k" * 32, "Ai", "x", "1234567")
    assert trouble.value.code == "MK-01"


def test_a_second_officer_gets_a_wrap_of_his_own(folder: Path) -> None:
    known = keyfile.read_keys(folder)
    key = keys.unwrapped(known.wraps[0], PASSWORD)
    more = known.with_wrap(keys.wrapped(key, "Lê Thị Bình", "id-2", "mật khẩu thứ hai"))
    keyfile.write_keys(folder, more)
    read = keyfile.read_keys(folder)
    assert [wrap.name for wrap in read.accounts()] == [OFFICER_NAME, "Lê Thị Bình"]
    found = read.wrap_of("le thi binh")
    assert found is not None
    assert keys.unwrapped(found, "mật khẩu thứ hai") == key
    assert len(read.with_wrap(found).wraps) == len(read.wraps)
    assert not list(folder.glob("*.moi"))


def test_the_key_file_tells_who_may_open_and_nothing_else(founded: Founded) -> None:
    text = (founded.folder / keyfile.KEY_FILE).read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert founded.recovery not in text
    assert set(json.loads(text)["wraps"][0]) == {
        "name", "officer_id", "salt", "box", "memory", "passes",
    }  # fmt: skip
    assert [account.name for account in accounts(founded.folder)] == [OFFICER_NAME]
