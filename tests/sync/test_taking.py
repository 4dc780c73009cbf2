"""What a stick brings is taken file by file: what counts when some of it is not as it should be."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.desk.many import Stopped
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from tests.conftest import PASSWORD
from tests.furnishing import add_person
from tests.sync.laden import stretch
from tests.sync.post import Pcs

PERSONS = 6
PATIENCE = 20  # s until a test that waits in vain fails


@pytest.fixture
def two(pcs: Pcs) -> Pcs:
    """A post of two PCs that know the same; no segments are on the stick."""
    pcs.enlist()
    return knowing_the_same(pcs)


@pytest.fixture
def three(pcs: Pcs) -> Pcs:
    """The same with three PCs."""
    pcs.enlist()
    pcs.enlist("Lê Văn Ba")
    return knowing_the_same(pcs)


def knowing_the_same(pcs: Pcs) -> Pcs:
    """Carry the stick round until all have everything, and empty it."""
    pcs.carry()
    pcs.carry()
    for file in pcs.stick.rglob("*.sol"):
        file.unlink()
    return pcs


def written(desk: Desk, persons: int = PERSONS) -> tuple[int, int]:
    """Enter persons; return the numbers of the first and last change that made."""
    first = desk.book.head.seq + 1
    for number in range(persons):
        add_person(desk, f"Hồ Thị {'Ẩn' * (number + 1)}")
    return first, desk.book.head.seq


def twin(pcs: Pcs) -> Desk:
    """Copy the first PC's book as it is: two PCs that both take themselves for that one."""
    folder = pcs.desks[0].book.folder
    pcs.desks[0].close()
    copy = Path(shutil.copytree(folder, pcs.at / "sao-y"))
    pcs.desks[0], made = (
        open_book(one, REGISTERS, user=None, password=PASSWORD, clock=pcs.clock)
        for one in (folder, copy)
    )
    pcs.desks.append(made)
    assert made.book.head.device == pcs.desks[0].book.head.device
    return made


def test_a_fork_stops_that_pc_only_and_the_others_go_on(three: Pcs) -> None:
    first, second, third = three.desks
    other = twin(three)
    first = three.desks[0]
    add_person(first, "Một Lịch Sử")
    add_person(other, "Lịch Sử Khác")
    stretch(three, first, first.book.head.seq, first.book.head.seq)
    assert second.sync(three.stick).new == 1
    stretch(three, other, other.book.head.seq, other.book.head.seq)
    add_person(third, "Máy Ba Ghi")
    stretch(three, third, third.book.head.seq, third.book.head.seq)
    done = second.sync(three.stick)
    assert [why for _, why in done.refused if "hai lịch sử" in why]
    assert done.new == 1
    assert second.find("person", "may ba ghi").rows
    assert second.find("person", "mot lich su").rows
    assert not second.find("person", "lich su khac").rows
    assert second.check(full=True).ok


def test_of_two_histories_on_one_stick_one_is_taken_whole_and_none_of_the_other(
    three: Pcs,
) -> None:
    second, third = three.desks[1:]
    other = twin(three)
    first = three.desks[0]
    mine, theirs = written(first, 2), written(other, 3)
    stretch(three, first, *mine)
    stretch(three, other, *theirs)
    own = written(third, 1)
    stretch(three, third, *own)
    done = second.sync(three.stick)
    assert len([why for _, why in done.refused if "hai lịch sử" in why]) == 1
    assert done.received == (theirs[1] - theirs[0] + 1) + (own[1] - own[0] + 1), "the longer one"
    assert second.check(full=True).ok


def test_files_that_overlap_bring_each_change_once(two: Pcs) -> None:
    first, second = two.desks
    start, end = written(first)
    middle = (start + end) // 2
    for piece in ((start, middle), (middle, end), (start, end), (start + 1, middle + 1)):
        stretch(two, first, *piece)
    add = end - start + 1
    done = second.sync(two.stick)
    assert (done.received, done.new, done.refused, done.waiting) == (add, PERSONS, [], [])
    assert done.known == (middle - start + 1) + (end - middle + 1) + (middle - start + 1)
    assert second.digest().digest == first.digest().digest
    assert second.sync(two.stick).received == 0


def test_a_bad_file_in_the_middle_of_a_chain_lets_in_what_is_before_it_and_nothing_after(
    three: Pcs,
) -> None:
    first, second, third = three.desks
    start, end = written(first)
    assert end - start + 1 == PERSONS
    files = [stretch(three, first, at, at + 1) for at in range(start, end, 2)]
    whole = files[1].read_bytes()
    files[1].write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    stretch(three, third, *written(third, 1))
    done = second.sync(three.stick)
    assert (done.received, done.new) == (2 + 1, 2 + 1)
    assert [name for name, _ in done.refused] == [files[1].name]
    (waiting,) = done.waiting
    assert f"còn thiếu thay đổi {start + 2} đến {start + 3}" in waiting
    assert second.check(full=True).ok
    files[1].write_bytes(whole)
    done = second.sync(three.stick)
    assert (done.received, done.refused, done.waiting) == (4, [], [])


def test_who_writes_does_not_wait_for_a_slow_stick(two: Pcs) -> None:
    first, second = two.desks
    start, end = written(first)
    for at in range(start, end + 1):
        stretch(two, first, at, at)
    reading, go_on = Event(), Event()

    def slow(done: int, _: int) -> None:
        if done == 1:
            reading.set()
            assert go_on.wait(PATIENCE)

    with ThreadPoolExecutor(1) as worker:
        sync = worker.submit(second.sync, two.stick, progress=slow)
        try:
            assert reading.wait(PATIENCE)
            add_person(second, "Ghi Trong Lúc Chờ")
        finally:
            go_on.set()
        assert sync.result().new == PERSONS
    assert second.find("person", "ghi trong luc cho").rows
    assert second.check(full=True).ok


def test_a_stick_pulled_out_while_it_is_read_leaves_the_book_as_it_was(two: Pcs) -> None:
    first, second = two.desks
    start, end = written(first)
    for at in range(start, end + 1):
        stretch(two, first, at, at)
    before, lies = second.digest(), sorted(second.book.folder.iterdir())
    aside = two.at / "đã-rút"

    def pulled(done: int, _: int) -> None:
        if done == PERSONS // 2:
            two.stick.rename(aside)

    for dry_run in (True, False):
        with pytest.raises(Trouble, match="Không thấy USB") as told:
            second.sync(two.stick, dry_run=dry_run, progress=pulled)
        assert told.value.means == "Chưa có gì được nhận, chưa có gì được ghi."
        assert second.digest() == before
        assert sorted(second.book.folder.iterdir()) == lies
        two.stick.rmdir()
        aside.rename(two.stick)
    assert second.sync(two.stick).new == PERSONS


def test_a_stop_while_files_are_merged_takes_back_those_before(two: Pcs) -> None:
    first, second = two.desks
    start, end = written(first)
    for at in range(start, end + 1):
        stretch(two, first, at, at)
    before = second.digest()
    told: list[tuple[int, int]] = []

    def stopped() -> bool:
        return bool(told) and told[-1][0] >= told[-1][1] - 2

    with pytest.raises(Stopped):
        second.sync(two.stick, progress=lambda *far: told.append(far), cancelled=stopped)
    assert second.digest() == before
    assert second.sync(two.stick).new == PERSONS


def test_no_alarm_for_a_torn_file_that_another_of_the_same_stick_makes_good(two: Pcs) -> None:
    first, second = two.desks
    start, end = written(first)
    torn = stretch(two, first, start, end)
    torn.write_bytes(torn.read_bytes()[:100])
    stretch(two, first, start, end - 1)
    assert [name for name, _ in second.sync(two.stick).refused] == [torn.name]
    add_person(first)
    stretch(two, first, end, end + 1)
    done = second.sync(two.stick)
    assert (done.received, done.refused, done.waiting) == (2, [], [])
