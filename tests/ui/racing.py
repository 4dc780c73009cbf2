"""Starts of the program at the same moment, for the tests of the single window."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
Racer = subprocess.Popen[str]


@contextmanager
def racers(number: int) -> Iterator[list[Racer]]:
    """Keep programs ready to start; they end with the block."""
    command = [sys.executable, "-m", "tests.ui.racer"]
    pipe = subprocess.PIPE
    ready = [
        subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
        for _ in range(number)
    ]
    try:
        yield ready
    finally:
        for racer in ready:
            racer.kill()
            racer.communicate()


def say(racers: list[Racer], words: str) -> list[str]:
    """Say the same to all at once; return the answers."""
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write(f"{words}\n")
        racer.stdin.flush()
    return [racer.stdout.readline().strip() for racer in racers if racer.stdout is not None]


def race(racers: list[Racer], folder: Path, times: int) -> None:
    """Start all at once, again and again: one is the first, and all others reach it."""
    others = ["called"] * (len(racers) - 1)
    for time in range(times):
        answers = say(racers, str(folder))
        assert sorted(answers) == sorted(["first", *others]), (time, answers)
        say(racers, "-")
