"""Killing a PC while it takes and gives, and what must be true of book and stick afterwards."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from desktop_app.sync import segment
from desktop_app.sync.myself import myself
from tests.conftest import PASSWORD
from tests.sync.post import Pcs

CARRIER = [sys.executable, "-m", "tests.sync.carrier"]


def kill_while_carrying(pcs: Pcs, chance: random.Random) -> None:
    """Let the second PC carry in a process of its own and kill it somewhere in the middle."""
    desk = pcs.desks[1]
    folder, key, me = desk.book.folder, desk.book.key, desk.me
    desk.close()
    process = subprocess.Popen(
        [*CARRIER, str(folder), key.hex(), me, str(pcs.stick)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    for _ in range(chance.randrange(1, 4)):
        assert process.stdout.readline() == "carry\n"
    for _ in range(chance.randrange(2_000_000)):
        pass  # so that the blow falls anywhere within taking and giving
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()
    user = "Trần Thị Hai"
    pcs.desks[1] = open_book(folder, REGISTERS, user=user, password=PASSWORD, clock=pcs.clock)


def hold(pcs: Pcs) -> None:
    """Whatever has a name on the stick is whole; the book is whole; the next visit mends all."""
    me = myself(pcs.desks[0].book)
    for file in pcs.stick.rglob("*.sol"):
        segment.opened(segment.unsealed(file.read_bytes(), me.keys), me.roster)
    assert pcs.desks[1].check(full=True).ok
    for done in pcs.carry(1, 0, 1):
        assert done.refused == []
        assert done.waiting == []
    assert pcs.desks[0].digest().digest == pcs.desks[1].digest().digest
