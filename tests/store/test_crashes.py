"""Killed in the middle of a save, started twice at once: nothing lost, nothing by halves."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.trouble import Trouble
from tests.conftest import Opener
from tests.furnishing import add_person
from tests.store.crashing import SAVER, Promised, hold_to_promise, kill_while_saving

ROOT = Path(__file__).parents[2]


def test_a_process_killed_while_saving_loses_nothing_it_reported(
    folder: Path, opened: Opener
) -> None:
    desk = opened(folder)
    key = desk.book.key
    desk.close()
    promised, chance = Promised(), random.Random(9)
    for _ in range(10):
        kill_while_saving(folder, chance, promised)
        hold_to_promise(folder, key, promised)
    assert len(promised.added) > 10


def test_a_crash_after_the_first_page_of_a_checkpoint_loses_nothing(
    folder: Path, opened: Opener, tmp_path: Path
) -> None:
    desk = opened(folder)
    people = [add_person(desk, note="Ghi chú " * 400, alias=str(each)) for each in range(20)]
    left = tmp_path / "left"
    shutil.copytree(folder, left, ignore=shutil.ignore_patterns("*-shm", "so.lock"))
    journal = (left / "so.antt-wal").read_bytes()
    size = int.from_bytes(journal[8:12])
    frames = [journal[at : at + 24 + size] for at in range(32, len(journal), 24 + size)]
    first = [frame[24:] for frame in frames if int.from_bytes(frame[:4]) == 1]
    with (left / "so.antt").open("r+b") as file:
        file.write(first[-1])  # it tells of pages that the file does not have yet
    after = opened(left)
    assert {line.id for line in after.find("person").rows} == set(people)
    assert after.check(full=True).ok


def test_a_second_writer_is_refused_and_a_reader_is_let_in(desk: Desk, opened: Opener) -> None:
    with pytest.raises(Trouble, match="đang được mở") as trouble:
        opened(desk.book.folder)
    assert trouble.value.code == "MO-01"
    reader = opened(desk.book.folder, writing=False)
    person = add_person(desk)
    assert [line.id for line in reader.find("person").rows] == [person]


def test_a_reader_cannot_write(desk: Desk, opened: Opener) -> None:
    reader = opened(desk.book.folder, writing=False)
    with pytest.raises(Trouble) as trouble:
        add_person(reader)
    assert trouble.value.code == "OD-02"
    assert desk.counts()["person"] == 0


def test_what_a_reader_opens_of_restricted_registers_is_logged(desk: Desk, opened: Opener) -> None:
    draft = desk.add("surrender", {"offence": "Trộm cắp"}, draft=True).id
    reader = opened(desk.book.folder, writing=False)
    reader.open("surrender", draft, "giao ban")
    logged = desk.reading().connection.execute("SELECT action, record, why FROM access")
    assert logged.fetchall() == [("open", draft, "giao ban")]
    assert desk.check(full=True).ok


def test_after_closing_the_next_one_may_write(desk: Desk, opened: Opener) -> None:
    desk.close()
    add_person(opened(desk.book.folder))


def test_of_two_processes_that_start_at_once_one_writes_and_one_is_told(folder: Path) -> None:
    for _ in range(3):
        pair = [
            subprocess.Popen([*SAVER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
            for _ in range(2)
        ]
        first = [process.stdout.readline() for process in pair if process.stdout]
        for process in pair:
            process.kill()
            process.communicate()
        assert sorted(first) == ["open\n", "trouble MO-01\n"]
