"""Killed in the middle of a merge: the delivery is in the book as a whole or not at all."""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.store import writing
from tests.store.merger import DELIVERY
from tests.store.replicas import Keeper, Lamp, Replica, opened, replica

MERGER = [sys.executable, "-m", "tests.store.merger"]
LAMPS = 1_200


def filled(folder: Path) -> None:
    """Make the book of a PC that wrote lamps and changed each once."""
    pc = replica(folder, "aaaa")
    keeper = "0190a000-0000-7000-8000-00000000000a"
    with pc.book.transaction() as into, writing.adding(pc.book, into) as some:
        deed = writing.Deed("officer", "add")
        some.add(Keeper({"name": "Lê Sen"}, keeper), deed)
        ids = [f"0190a000-0000-7000-8000-{number:012}" for number in range(LAMPS)]
        for number, id in enumerate(ids):
            some.add(Lamp({"code": f"Đèn {number}", "keeper_id": keeper}, id), deed)
    with pc.book.transaction() as into:
        for id in ids:
            lamp = into.record(id)
            assert lamp is not None
            writing.alter(pc.book, into, lamp, {"height": 5}, writing.Deed("officer", "edit"))
    pc.book.close()


def kill_while_merging(giver: Path, taker: Path, chance: random.Random) -> int:
    """Let a process merge and kill it somewhere in a delivery; return what it said it knew."""
    process = subprocess.Popen(
        [*MERGER, str(giver), str(taker)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    said = 0
    for _ in range(chance.randrange(1, 6)):
        line = process.stdout.readline().strip()
        said = int(line) if line.isdecimal() else said
    for _ in range(chance.randrange(2_000_000)):
        pass  # so that the blow falls anywhere within a merge
    os.kill(process.pid, signal.SIGKILL)
    for line in process.stdout.read().split():
        said = int(line) if line.isdecimal() else said
    process.wait()
    process.stdout.close()
    return said


def hold_whole(pc: Replica, said: int) -> None:
    """Hold a dead process's book against what it reported."""
    known = pc.known().get("aaaa", 0)
    assert known >= said, "a merge that was reported done is gone"
    assert known % DELIVERY == 0 or known == 1 + 2 * LAMPS, "a delivery was half applied"
    pc.hold_to_ledger()


@pytest.fixture
def giver(tmp_path: Path) -> Path:
    """The folder of a PC that has much to give."""
    filled(tmp_path / "giver")
    return tmp_path / "giver"


def kills(giver: Path, taker: Path, times: int, chance: random.Random) -> set[int]:
    """Kill as often as asked; return how far the books were found to know the giver."""
    found: set[int] = set()
    for _ in range(times):
        said = kill_while_merging(giver, taker, chance)
        pc = opened(taker)
        hold_whole(pc, said)
        known = pc.known().get("aaaa", 0)
        pc.book.close()
        found.add(known)
        if known == 1 + 2 * LAMPS:
            shutil.rmtree(taker)
            replica(taker, "bbbb").book.close()
    return found


def test_a_killed_merge_leaves_whole_deliveries(giver: Path, tmp_path: Path) -> None:
    taker = tmp_path / "taker"
    replica(taker, "bbbb").book.close()
    assert kills(giver, taker, 5, random.Random(5))
    pc, source = opened(taker), opened(giver)
    pc.takes_all_of(source)
    assert pc.digest() == source.digest()
    pc.hold_to_rebuilding()
    for each in (pc, source):
        each.book.close()
