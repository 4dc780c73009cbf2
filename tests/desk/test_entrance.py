"""Before a book is open: making one, opening one, who may."""

from pathlib import Path

import pytest

from desktop_app.desk.door import accounts, book_exists
from desktop_app.desk.entrance import open_book
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store.driver import BOOK_FILE
from desktop_app.store.keyfile import KEY_FILE, WrongPassword
from desktop_app.store.tries import TRIES_FILE
from tests.conftest import OFFICER_NAME, PASSWORD, WARD, Clock, Opener


def test_a_new_book_knows_its_ward_and_its_first_officer(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "moi" / "du-lieu"
    assert not book_exists(folder)
    created = create_book(
        folder, REGISTERS, Founding(WARD, " Lê  Thị Bi\u0300nh ", PASSWORD), clock
    )
    desk = created.desk
    assert book_exists(folder)
    assert desk.unit.full_name == "Phường Vĩnh Yên"
    assert desk.my_name == "Lê Thị Bình"
    assert [account.name for account in accounts(folder)] == ["Lê Thị Bình"]
    assert desk.counts() == dict.fromkeys(REGISTERS, 0) | {"officer": 1}
    assert desk.check(full=True).ok
    assert not desk.practice
    assert sorted(file.name for file in folder.iterdir() if file.name.startswith("so.antt")) == [
        BOOK_FILE, f"{BOOK_FILE}-shm", f"{BOOK_FILE}-wal",
    ]  # fmt: skip
    desk.close()


def test_a_practice_book_says_so(tmp_path: Path) -> None:
    founding = Founding(WARD, OFFICER_NAME, PASSWORD, practice=True)
    desk = create_book(tmp_path / "tap", REGISTERS, founding).desk
    assert desk.practice
    desk.close()


@pytest.mark.parametrize(
    ("founding", "code"),
    [
        (Founding("99999", OFFICER_NAME, PASSWORD), "TA-01"),
        (Founding("25", OFFICER_NAME, PASSWORD), "TA-01"),
        (Founding("", OFFICER_NAME, PASSWORD), "TA-01"),
        (Founding(WARD, "", PASSWORD), "TA-03"),
        (Founding(WARD, " \u200b ", PASSWORD), "TA-03"),
        (Founding(WARD, OFFICER_NAME, "1234567"), "MK-01"),
        (Founding(WARD, OFFICER_NAME, ""), "MK-01"),
    ],
)
def test_a_book_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, founding: Founding, code: str
) -> None:
    with pytest.raises(Trouble) as trouble:
        create_book(tmp_path / "moi", REGISTERS, founding)
    assert trouble.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_book_is_never_made_over_another(folder: Path) -> None:
    before = (folder / BOOK_FILE).read_bytes()
    with pytest.raises(Trouble) as trouble:
        create_book(folder, REGISTERS, Founding(WARD, OFFICER_NAME, PASSWORD))
    assert trouble.value.code == "TA-02"
    assert (folder / BOOK_FILE).read_bytes() == before


def test_keys_of_a_book_that_was_moved_away_are_kept(folder: Path, tmp_path: Path) -> None:
    (folder / BOOK_FILE).rename(tmp_path / "cat-di.antt")
    old = (folder / KEY_FILE).read_bytes()
    created = create_book(folder, REGISTERS, Founding(WARD, OFFICER_NAME, PASSWORD))
    created.desk.close()
    assert (folder / f"{KEY_FILE}.cu-1").read_bytes() == old
    assert (folder / KEY_FILE).read_bytes() != old


def test_the_only_officer_need_not_say_who_he_is(folder: Path, opened: Opener) -> None:
    assert opened(folder).my_name == OFFICER_NAME


@pytest.mark.parametrize("user", ["nguyen van binh", "NGUYỄN VĂN BÌNH", "Nguyễn Văn Bình"])
def test_an_officer_is_known_however_the_name_is_typed(folder: Path, user: str) -> None:
    desk = open_book(folder, REGISTERS, user=user, password=PASSWORD)
    assert desk.my_name == OFFICER_NAME
    desk.close()


@pytest.mark.parametrize("user", ["Không Có", "@recovery"])
def test_an_unknown_officer_is_told_who_may_open(folder: Path, user: str) -> None:
    with pytest.raises(Trouble, match=OFFICER_NAME) as trouble:
        open_book(folder, REGISTERS, user=user, password=PASSWORD)
    assert trouble.value.code == "MO-03"


def test_a_folder_without_a_book_is_told_with_the_way_on(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        open_book(tmp_path, REGISTERS, user=None, password=PASSWORD)
    assert trouble.value.code == "MO-02"


def test_a_wrong_password_leaves_the_book_free_for_the_right_one(
    folder: Path, opened: Opener
) -> None:
    with pytest.raises(Trouble):
        opened(folder, password="mật khẩu khác hẳn")
    assert opened(folder).check(full=True).ok


def test_where_wrong_tries_cannot_be_counted_the_password_still_decides(folder: Path) -> None:
    (folder / TRIES_FILE / "bị giữ").mkdir(parents=True)
    with pytest.raises(WrongPassword):
        open_book(folder, REGISTERS, user=None, password="mật khẩu sai hẳn")
    open_book(folder, REGISTERS, user=None, password=PASSWORD).close()
