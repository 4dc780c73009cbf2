"""Backups: opened and counted before they count, thinned with care, restored as a new device."""

import json
import random
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.desk.desk import Desk
from desktop_app.desk.door import book_exists
from desktop_app.desk.entrance import open_book, restore_backup
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store.backup import CONTENTS, ENDING, kept_by_age, thin
from desktop_app.store.driver import BOOK_FILE
from desktop_app.store.keyfile import KEY_FILE
from tests.conftest import OFFICER_NAME, PASSWORD, Clock, Opener
from tests.furnishing import add_person, furnish, valid


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A book with one of everything."""
    furnish(desk)
    for register in ("patrol", "pledge", "mediation", "surrender"):
        desk.add(register, valid(register))
    return desk


def test_a_backup_restores_to_an_equal_book_of_a_new_device(
    filled: Desk, tmp_path: Path, clock: Clock
) -> None:
    made = filled.backup()
    assert (made.verified, made.records) == (True, filled.digest().records)
    to = tmp_path / "may-khac"
    restored = restore_backup(made.file, to, REGISTERS, OFFICER_NAME, PASSWORD, clock)
    assert restored.digest == made.digest == filled.digest().digest
    assert restored.device != filled.book.meta("device")
    other = open_book(to, REGISTERS, user=None, password=PASSWORD, clock=clock)
    assert other.digest() == filled.digest()
    assert other.check(full=True).ok
    assert other.book.meta("device") == restored.device
    person = add_person(other, "Lê Thị Bình")
    assert other.history("person", person)[0].device == restored.device
    assert other.check(full=True).ok
    log = other.reading().connection.execute("SELECT action, officer FROM access ORDER BY n")
    assert log.fetchall()[-1] == ("restore", filled.me)
    other.close()


def test_a_backup_lies_beside_the_data_folder_and_is_logged(desk: Desk) -> None:
    made = desk.backup()
    assert made.file.parent == desk.book.folder.with_name("du-lieu-sao-luu")
    assert made.file.name == "so-antt-20261123-140000.antt-sao-luu"
    assert [one.file for one in desk.backups()] == [made.file]
    assert desk.last_backup() == made
    actions = desk.reading().connection.execute("SELECT action FROM access").fetchall()
    assert actions == [("backup",)]
    assert sorted(file.name for file in made.file.parent.iterdir()) == [made.file.name]


def test_two_backups_of_one_second_do_not_overwrite_each_other(desk: Desk) -> None:
    assert desk.backup().file != desk.backup().file
    assert len(desk.backups()) == 2


@pytest.mark.parametrize("inside", ["", "sao-luu", "a/../b"])
def test_a_backup_into_the_data_folder_is_refused(desk: Desk, inside: str) -> None:
    with pytest.raises(Trouble) as trouble:
        desk.backup(desk.book.folder / inside)
    assert trouble.value.code == "SL-01"


def test_a_backup_tells_of_the_moment_it_was_made_though_saving_goes_on(desk: Desk) -> None:
    add_person(desk)
    first = desk.backup()
    add_person(desk, "Lê Thị Bình")
    second = desk.backup()
    assert (first.records, second.records) == (2, 3)
    assert first.digest != second.digest


def test_restoring_over_anything_is_refused(desk: Desk, folder: Path) -> None:
    made = desk.backup()
    desk.close()
    before = sorted(file.name for file in folder.iterdir())
    with pytest.raises(Trouble) as trouble:
        restore_backup(made.file, folder, REGISTERS, None, PASSWORD)
    assert trouble.value.code == "SL-02"
    assert sorted(file.name for file in folder.iterdir()) == before


@pytest.mark.parametrize(
    ("user", "password", "code"),
    [(None, "mật khẩu khác hẳn", "MK-02"), ("Không Có", PASSWORD, "MO-03")],
)
def test_a_refused_restore_leaves_nothing_behind(
    desk: Desk, tmp_path: Path, user: str | None, password: str, code: str
) -> None:
    made = desk.backup()
    with pytest.raises(Trouble) as trouble:
        restore_backup(made.file, tmp_path / "moi", REGISTERS, user, password)
    assert trouble.value.code == code
    assert not (tmp_path / "moi").exists()
    assert not book_exists(tmp_path / "moi")


def _flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 4
    file.write_bytes(content)


def _cut(file: Path, size: int) -> None:
    file.write_bytes(file.read_bytes()[:size])


def _random(file: Path) -> None:
    file.write_bytes(random.Random(2).randbytes(9_000))


def _repacked(file: Path, **changed: bytes | None) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = {"book": BOOK_FILE, "keys": KEY_FILE, "contents": CONTENTS}
    for name, content in changed.items():
        if content is None:
            del parts[names[name]]
        else:
            parts[names[name]] = content
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut in the middle": lambda file: _cut(file, 50_000),
    "cut at its end": lambda file: _cut(file, -1),
    "emptied": lambda file: _cut(file, 0),
    "not a zip": _random,
    "a flipped bit of the book": lambda file: _flip(file, 60_000),
    "another book": lambda file: _repacked(file, book=b"x" * 9_000),
    "no book": lambda file: _repacked(file, book=None),
    "no keys": lambda file: _repacked(file, keys=None),
    "keys of nonsense": lambda file: _repacked(file, keys=b"[]"),
    "no contents": lambda file: _repacked(file, contents=None),
    "contents of a list": lambda file: _repacked(file, contents=b"[1]"),
    "contents without a day": lambda file: _repacked(file, contents=b'{"made": "x"}'),
    "contents of wrong types": lambda file: _repacked(
        file,
        contents=json.dumps(
            {"made": "2026-11-23T14:00:00", "records": "many", "digest": 5, "sha256": None}
        ).encode(),
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_backup_is_refused_and_never_listed_as_whole(
    desk: Desk, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    whole = desk.backup()
    made = desk.backup()
    damage(made.file)
    with pytest.raises(Trouble) as trouble:
        restore_backup(made.file, tmp_path / "moi", REGISTERS, None, PASSWORD)
    assert trouble.value.code == "SL-03"
    assert not (tmp_path / "moi").exists()
    verified = {one.file: one.verified for one in desk.backups()}
    assert verified == {whole.file: True, made.file: False}
    assert desk.last_backup() == whole


def test_random_damage_to_a_backup_is_never_restored(desk: Desk, tmp_path: Path) -> None:
    made = desk.backup()
    whole, chance = made.file.read_bytes(), random.Random(3)
    told = 0
    for _ in range(60):
        at = chance.randrange(len(whole))
        _flip(made.file, at)
        try:
            found = restore_backup(made.file, tmp_path / "moi", REGISTERS, None, PASSWORD)
        except Trouble:
            told += 1
        else:  # a bit of the zip's own book-keeping that says nothing
            assert found.digest == made.digest
            shutil.rmtree(tmp_path / "moi")
        made.file.write_bytes(whole)
    assert told > 50


def test_a_backup_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        restore_backup(tmp_path / "không-có", tmp_path / "moi", REGISTERS, None, PASSWORD)
    assert trouble.value.code == "SL-04"


NOW = datetime.fromisoformat("2026-11-23T14:00")
MOMENTS = st.datetimes(NOW - timedelta(days=900), NOW + timedelta(days=3))


@given(moments=st.lists(MOMENTS, max_size=60, unique=True))
def test_thinning_keeps_the_newest_and_one_of_every_period(moments: list[datetime]) -> None:
    files = [(Path(str(number)), moment) for number, moment in enumerate(moments)]
    kept = {moment for file, moment in files if file in kept_by_age(files, NOW)}
    assert bool(kept) == bool(moments)
    for moment in moments:
        if NOW - moment < timedelta(days=1):
            assert moment in kept
        if NOW - moment <= timedelta(days=6):
            assert any(other.date() == moment.date() for other in kept)
        if NOW - moment <= timedelta(days=27):
            week = moment.isocalendar()[:2]
            assert any(other.isocalendar()[:2] == week for other in kept)
        if NOW - moment <= timedelta(days=340):
            assert any((o.year, o.month) == (moment.year, moment.month) for o in kept)
    old = [moment for moment in kept if NOW - moment > timedelta(days=1)]
    assert len(old) <= 8 + 5 + 13 + 1
    assert kept_by_age(files, NOW) == kept_by_age(files[::-1], NOW)


def test_a_year_of_daily_backups_is_thinned_to_seven_days_four_weeks_twelve_months(
    desk: Desk, clock: Clock
) -> None:
    made = desk.backup()
    folder = made.file.parent
    for days in range(1, 500):
        moment = clock() - timedelta(days=days)
        copy = folder / f"so-antt-{moment:%Y%m%d-%H%M%S}{ENDING}"
        shutil.copy(made.file, copy)
        _restamp(copy, moment)
    desk.backup()
    kept = desk.backups()
    assert 7 + 4 + 12 <= len(kept) <= 7 + 4 + 12 + 2  # today has two
    assert len({one.made[:7] for one in kept}) == 13
    assert len({one.made[:10] for one in kept if one.made > "2026-11-16"}) == 8
    assert kept[0].made == made.made
    assert min(one.made for one in kept) >= "2025-11"


def _restamp(file: Path, moment: datetime) -> None:
    with zipfile.ZipFile(file) as archive:
        contents = json.loads(archive.read(CONTENTS))
    _repacked(file, contents=json.dumps(contents | {"made": moment.isoformat()}).encode())


def test_a_damaged_newer_backup_never_pushes_out_the_last_good_one(
    desk: Desk, clock: Clock
) -> None:
    good = desk.backup()
    clock.forward(days=800)
    bad = desk.backup(good.file.parent)
    _flip(bad.file, 60_000)
    assert thin(good.file.parent, clock()) == []
    newest = desk.backup()
    files = {one.file: one.verified for one in desk.backups()}
    assert files == {newest.file: True, bad.file: False}  # damage is left for someone to look at


def test_a_backup_opens_with_the_password_of_its_day(desk: Desk, opened: Opener) -> None:
    made = desk.backup()
    with zipfile.ZipFile(made.file) as archive:
        assert sorted(archive.namelist()) == sorted([BOOK_FILE, KEY_FILE, CONTENTS])
        assert archive.read(KEY_FILE) == (desk.book.folder / KEY_FILE).read_bytes()
        assert b"SQLite" not in archive.read(BOOK_FILE)[:100]


def test_an_old_backup_that_another_program_holds_stays_and_harms_nothing(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, remove = desk.backup(), Path.unlink

    def unlink(file: Path, missing_ok: bool = False) -> None:
        if file == held.file:
            raise PermissionError(13, "đang được dùng", str(file))
        remove(file, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    clock.forward(days=800)
    newest = desk.backup()
    assert [one.file for one in desk.backups()] == [newest.file, held.file]
    monkeypatch.undo()
    assert thin(held.file.parent, clock()) == [held.file]
