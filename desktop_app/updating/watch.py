"""How far an update is, and whether the officer stopped it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]
PARTS = 100


class Stopped(Exception):
    """The officer stopped before anything was switched."""


def never() -> bool:
    """Tell that nobody stops it."""
    return False


def silent(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class Watch:
    """Who watches some *steps* of work: each counts for PARTS of the progress told."""

    steps: int
    progress: Progress = silent
    cancelled: Callable[[], bool] = never

    def step(self, number: int) -> Progress:
        """Begin a step and return what tells how far it is. Both raise Stopped."""

        def told(done: int, total: int) -> None:
            if self.cancelled():
                raise Stopped
            part = PARTS * done // total if total else 0
            self.progress(PARTS * number + part, PARTS * self.steps)

        told(0, 1)
        return told
