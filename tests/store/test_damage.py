"""Damaged, cut off, missing, newer: answered in words, never with silently wrong data."""

import json
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store import keyfile, keys
from desktop_app.store.book import FORMAT, Book
from desktop_app.store.driver import BOOK_FILE, connect
from desktop_app.store.keyfile import KEY_FILE
from desktop_app.store.refusals import in_words
from tests.conftest import PASSWORD, Clock, Founded, Opener
from tests.furnishing import add_person, furnish, valid


def test_a_wrong_password_opens_nothing(folder: Path, opened: Opener) -> None:
    with pytest.raises(Trouble, match="Mật khẩu không đúng") as trouble:
        opened(folder, password="mật khẩu khác hẳn")
    assert trouble.value.code == "MK-02"


def _cut(file: Path, size: int) -> None:
    with file.open("r+b") as book:
        book.truncate(size)


def _overwrite(file: Path, content: bytes) -> None:
    file.write_bytes(content)


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (lambda folder: _cut(folder / BOOK_FILE, 0), "TS-02"),
    "cut to a part of a page": (lambda folder: _cut(folder / BOOK_FILE, 100), "TS-02"),
    "cut to one page": (lambda folder: _cut(folder / BOOK_FILE, 4096), "TS-02"),
    "cut in the middle": (
        lambda folder: _cut(folder / BOOK_FILE, (folder / BOOK_FILE).stat().st_size // 2),
        "TS-02",
    ),
    "random bytes": (
        lambda folder: _overwrite(folder / BOOK_FILE, random.Random(1).randbytes(40_960)),
        "TS-02",
    ),
    "a plain text": (
        lambda folder: _overwrite(folder / BOOK_FILE, b"SQLite format 3\x00" + b"x" * 9_000),
        "TS-02",
    ),
    "no key file": (lambda folder: (folder / KEY_FILE).unlink(), "KH-01"),
    "a key file of nothing": (lambda folder: _overwrite(folder / KEY_FILE, b""), "KH-02"),
    "a key file of bytes": (lambda folder: _overwrite(folder / KEY_FILE, b"\xff\x00\x01"), "KH-02"),
    "a key file of a list": (lambda folder: _overwrite(folder / KEY_FILE, b"[1]"), "KH-02"),
    "a key file nested without end": (
        lambda folder: _overwrite(folder / KEY_FILE, b"[" * 100_000),
        "KH-02",
    ),
}


@pytest.mark.parametrize(("damage", "code"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_told_at_the_door(
    folder: Path, opened: Opener, damage: Callable[[Path], None], code: str
) -> None:
    damage(folder)
    before = (folder / BOOK_FILE).read_bytes()
    with pytest.raises(Trouble) as trouble:
        opened(folder)
    assert trouble.value.code == code
    assert (folder / BOOK_FILE).read_bytes() == before


@pytest.mark.parametrize("replaced", [False, True])
def test_a_thread_that_first_reads_when_the_book_was_taken_away_is_told_and_makes_no_file(
    folder: Path, opened: Opener, replaced: bool
) -> None:
    desk = opened(folder)
    aside = desk.book.path.rename(folder / "so.cat")
    if replaced:
        desk.book.path.write_bytes(aside.read_bytes())

    with ThreadPoolExecutor(1) as pool:
        for ask in (lambda: desk.count("person"), lambda: desk.check(full=True)):
            with pytest.raises(Trouble) as refused:
                pool.submit(ask).result()
            assert refused.value.code == "TS-05"

    assert desk.book.path.exists() == replaced
    aside.replace(desk.book.path)
    assert desk.check(full=True).ok


def test_a_missing_book_is_told_at_the_door(folder: Path, opened: Opener) -> None:
    (folder / BOOK_FILE).unlink()
    with pytest.raises(Trouble) as trouble:
        opened(folder)
    assert trouble.value.code == "MO-02"


@pytest.mark.parametrize(
    "change",
    [
        {"salt": "!!"}, {"salt": "AAAA"}, {"box": ""}, {"box": "AAAA"}, {"box": 5}, {"name": None},
        {"memory": 0}, {"memory": -1}, {"memory": 10**15}, {"memory": "64"}, {"passes": 0},
        {"passes": 10**9}, {"memory": 1}, {"more": 1},
    ],
)  # fmt: skip
def test_a_meddled_key_file_is_told_at_the_door(
    folder: Path, opened: Opener, change: dict[str, object]
) -> None:
    document = json.loads((folder / KEY_FILE).read_text(encoding="utf-8"))
    document["wraps"][0] |= change
    (folder / KEY_FILE).write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        opened(folder)
    assert trouble.value.code == "KH-02"


@pytest.mark.parametrize("journal", [False, True], ids=["closed", "after a crash"])
def test_a_newer_book_is_refused_and_not_a_byte_of_it_changes(
    folder: Path, opened: Opener, founded: Founded, journal: bool
) -> None:
    connection = connect(folder / BOOK_FILE, _key(founded), writing=True)
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    if journal:  # the writer is still there, its last word only in the journal
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("UPDATE meta SET value = 'x' WHERE name = 'none'")
    else:
        connection.close()
    before = _hashes(folder)
    for writing in (True, False):
        with pytest.raises(Trouble, match=f"định dạng {FORMAT + 1}") as trouble:
            opened(folder, writing=writing)
        assert trouble.value.code == "PB-01"
        assert _hashes(folder) == before
    connection.close()


def test_a_newer_format_that_only_the_journal_knows_is_refused_too(
    folder: Path, opened: Opener, founded: Founded
) -> None:
    connection = connect(folder / BOOK_FILE, _key(founded), writing=True)
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    with pytest.raises(Trouble) as trouble:
        opened(folder)
    assert trouble.value.code == "PB-01"
    connection.close()


def _hashes(folder: Path) -> dict[str, str]:
    files = (file for file in folder.iterdir() if file.suffix != ".lock")
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files}


def _key(founded: Founded) -> bytes:
    return keys.unwrapped(keyfile.read_keys(founded.folder).accounts()[0], PASSWORD)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A closed book of some pages."""
    furnish(desk)
    for number in range(60):
        add_person(desk, f"Vũ Văn An {'abcdefghij'[number % 10]}", note="dài " * 50)
    desk.add("patrol", valid("patrol"))
    desk.close()
    return desk


def read_all(folder: Path, key: bytes) -> tuple[str, str]:
    """Open, read everything and check; return the digest and what was wrong."""
    book = Book(folder, key, REGISTERS, Clock(), writing=False)
    desk = Desk(book, "", Role.CHIEF)
    try:
        for register in desk.registers:
            for line in desk.find(register, limit=500).rows:
                desk.history(register, line.id)
        whole = desk.check(full=True)
        return desk.digest().digest, "" if whole.ok else whole.findings[0].code
    finally:
        desk.close()


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bits_are_found_at_the_door_or_by_the_check_never_read_as_data(
    filled: Desk, founded: Founded, seed: int
) -> None:
    folder, key = filled.book.folder, _key(founded)
    file = folder / BOOK_FILE
    whole = file.read_bytes()
    truth = read_all(folder, key)
    assert truth[1] == ""
    chance = random.Random(seed)
    for _ in range(15):
        at = chance.randrange(len(whole))
        flipped = bytes([whole[at] ^ (1 << chance.randrange(8))])
        file.write_bytes(whole[:at] + flipped + whole[at + 1 :])
        assert _told(folder, key), f"byte {at} of {len(whole)} went unseen"


def _told(folder: Path, key: bytes) -> bool:
    """Tell whether something was said, in words, of a damaged book that was read whole."""
    try:
        return bool(read_all(folder, key)[1])
    except Exception as error:  # noqa: BLE001 - whatever the driver raises must have words
        return in_words(error) is not None


def test_the_book_closes_without_leaving_a_journal(filled: Desk) -> None:
    assert sorted(file.name for file in filled.book.folder.iterdir()) == [
        "dang-nhap.lock",
        KEY_FILE,
        BOOK_FILE,
        "so.lock",
    ]
