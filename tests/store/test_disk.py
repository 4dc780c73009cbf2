"""Full disks and folders that may only be read: told in words, the book stays whole."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from tests.conftest import OFFICER_NAME, PASSWORD, WARD, Founded, Opener
from tests.furnishing import add_person
from tests.store.crashing import Promised, hold_to_promise
from tests.store.saver import NOTE

ROOT = Path(__file__).parents[2]


@contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """Mount a real file system of a given size; skip where mounting is not permitted."""
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)]
    if sys.platform == "win32" or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a file system may not be mounted here")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk on which a book fits, but not for long."""
    with small_disk(tmp_path / "o-nho", "5m") as at:
        yield at


def fill_up(disk: Path, spare: int = 0) -> Path:
    """Write a file that takes all the room but *spare* bytes."""
    ballast = disk / "phim.bin"
    with ballast.open("wb") as file:
        free = os.statvfs(disk)
        file.write(b"\0" * max(0, free.f_bavail * free.f_bsize - spare))
    return ballast


def until_refused(deed: Callable[[], object]) -> int:
    """Do it until the disk is full; return how often it was done before that was told."""
    for times in range(400):
        try:
            deed()
        except Trouble as trouble:
            if trouble.code != "OD-01":
                raise
            return times
    pytest.fail("the disk never became full")


@pytest.mark.parametrize("spare", [0, 4_096, 20_000, 65_536, 150_000])
def test_on_a_full_disk_a_save_is_refused_in_words_and_works_after_freeing(
    disk: Path, founded: Founded, opened: Opener, spare: int
) -> None:
    desk = opened(founded.copied(disk / "du-lieu"))
    add_person(desk)
    ballast = fill_up(disk, spare)
    saved = 1 + until_refused(lambda: add_person(desk, note=NOTE))
    assert desk.counts()["person"] == saved
    assert desk.check(full=True).ok
    ballast.unlink()
    add_person(desk, "Lê Thị Bình")
    assert desk.counts()["person"] == saved + 1
    assert len(desk.find("person", "le binh").rows) == 1
    desk.close()
    again = opened(disk / "du-lieu")
    assert again.check(full=True).ok
    assert again.counts()["person"] == saved + 1


def test_on_a_full_disk_every_other_deed_is_refused_in_words_too(
    disk: Path, founded: Founded, opened: Opener
) -> None:
    desk = opened(founded.copied(disk / "du-lieu"))
    person = add_person(desk, note=NOTE)
    draft = desk.add("surrender", {"offence": "Trộm cắp"}, draft=True).id
    desk.drop_draft("none")
    before = desk.digest()
    ballast = fill_up(disk)
    deeds = (
        lambda: desk.edit("person", person, {"note": NOTE + "x"}),
        lambda: desk.delete("person", person, NOTE),
        lambda: desk.add_many("person", [{"full_name": "Vũ An", "note": NOTE}] * 9, draft=True),
        lambda: desk.backup(disk / "sao-luu"),
        lambda: desk.keep_draft("k", "person", "", {"note": NOTE * 9}),
        lambda: desk.set_setting("x", NOTE * 3),
        lambda: desk.open("surrender", draft, NOTE * 3),
        lambda: desk.edit_office({"address": NOTE * 3}),
        lambda: desk.repair(),
    )
    for deed in deeds:
        until_refused(deed)
    ballast.unlink()
    assert desk.check(full=True).ok
    made = desk.digest()
    assert made.records == before.records
    for deed in deeds[3:-1]:
        deed()


def test_a_book_that_does_not_fit_is_not_made_at_all(tmp_path: Path) -> None:
    with small_disk(tmp_path / "o-be", "200k") as disk:
        founding = Founding(WARD, OFFICER_NAME, PASSWORD)
        with pytest.raises(Trouble) as trouble:
            create_book(disk / "du-lieu", REGISTERS, founding)
        assert trouble.value.code == "OD-01"
        assert list(disk.iterdir()) == []


def test_a_file_size_limit_is_told_in_words(folder: Path, opened: Opener) -> None:
    desk = opened(folder)
    key = desk.book.key
    desk.close()
    limit = (
        "import resource, runpy, sys; n = 2_000_000; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (n, n)); sys.argv = ['saver', sys.argv[1]]; "
        "runpy.run_module('tests.store.saver', run_name='__main__')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", limit, str(folder)],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    lines = ran.stdout.splitlines()
    assert lines[0] == "open"
    assert lines[-1].startswith("trouble OD-0")
    promised = Promised()
    for line in lines[1:-1]:
        promised.hears(line)
    assert promised.added
    hold_to_promise(folder, key, promised)


def test_a_disk_that_may_only_be_read_is_told_in_words(
    tmp_path: Path, founded: Founded, opened: Opener
) -> None:
    with small_disk(tmp_path / "o-chi-doc", "4m") as disk:
        folder = founded.copied(disk / "du-lieu")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(Trouble) as trouble:
            opened(folder)
        assert trouble.value.code == "OD-02"
        with pytest.raises(Trouble) as trouble:
            create_book(disk / "khac", REGISTERS, Founding(WARD, OFFICER_NAME, PASSWORD))
        assert trouble.value.code == "OD-02"


def test_a_folder_without_the_right_to_write_is_told_in_words(folder: Path) -> None:
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("needs another user to be without the right")
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    for above in list(folder.parents)[:3]:  # what pytest closes to other users
        above.chmod(0o755)
    assert _as_nobody(folder) == "trouble OD-02\n"


def test_a_folder_that_may_not_be_entered_is_told_in_words(folder: Path) -> None:
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("needs another user to be without the right")
    folder.parent.chmod(0o700)
    assert _as_nobody(folder) == "trouble OD-02\n"


def _as_nobody(folder: Path) -> str:
    """Return what a user without rights is told.

    The rights are dropped after the program is loaded: the project itself may lie where only
    root may look.
    """
    dropping = (
        "import encodings.ascii, os, sys; from pathlib import Path; "
        "from tests.store.saver import main; "
        "os.setgroups([]); os.setgid(65534); os.setuid(65534); main(Path(sys.argv[1]), 1)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", dropping, str(folder)], capture_output=True, text=True, cwd=ROOT
    )
    return ran.stdout or ran.stderr


def test_a_reading_desk_needs_no_right_to_write_while_the_book_is_open(
    desk: Desk, opened: Opener
) -> None:
    add_person(desk)
    assert opened(desk.book.folder, writing=False).counts()["person"] == 1
