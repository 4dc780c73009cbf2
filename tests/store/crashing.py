"""Killing a process in the middle of its saves, and what must be true of its book afterwards."""

import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.registers import REGISTERS
from desktop_app.store.book import Book
from tests.conftest import Clock

SAVER = [sys.executable, "-m", "tests.store.saver"]


@dataclass
class Promised:
    """What saves were reported done before the process died."""

    added: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)

    def hears(self, line: str) -> None:
        """Take down one line of the process."""
        word, *rest = line.split()
        if word == "add":
            self.added.update(rest)
        elif word == "many":
            self.added.update(rest[1:])
        elif word == "delete":
            self.deleted.update(rest)


def kill_while_saving(folder: Path, chance: random.Random, promised: Promised) -> None:
    """Let a process save, kill it after a few saves and a little more, note what it promised."""
    process = subprocess.Popen(
        [*SAVER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    for _ in range(chance.randrange(12)):
        promised.hears(process.stdout.readline())
    for _ in range(chance.randrange(60_000)):
        pass  # so that the blow falls anywhere within a save
    os.kill(process.pid, signal.SIGKILL)
    for line in process.stdout.read().splitlines():
        promised.hears(line)
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()


def hold_to_promise(folder: Path, key: bytes, promised: Promised) -> None:
    """Open the book that the dead process left and hold it against what was promised."""
    desk = Desk(Book(folder, key, REGISTERS, Clock()), "", Role.CHIEF)
    try:
        assert desk.check(full=True).ok
        verdict = desk.book.writer.connection.execute("PRAGMA integrity_check").fetchone()
        assert verdict == ("ok",)
        for id in promised.added:
            assert desk.record(id) is not None, "a reported save is gone"
        for id in promised.deleted:
            record = desk.record(id)
            assert record is not None
            assert record.deleted, "a reported deletion is gone"
        made = desk.book.writer.connection.execute(
            'SELECT count(*) FROM change WHERE payload LIKE \'%"alias":"%"kind":"add"%\''
        ).fetchone()[0]
        assert made % 5 == 0, "a batch was half applied"
    finally:
        desk.close()
