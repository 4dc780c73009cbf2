"""Remembering what was worked out: in a batch the same words and lines come again and again."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
MOST = 60_000
"""A ward's names need only a few thousand words."""

MOST_SET = 2_000
"""Lines of type are larger than words, and seldom the same beyond one job."""


class Kept(dict[K, V]):
    """Answers by question; all are dropped when they become too many."""

    def __init__(self, work_out: Callable[[K], V], most: int = MOST) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, question: K) -> V:
        answer = self._work_out(question)
        if len(self) >= self._most:
            self.clear()
        self[question] = answer
        return answer
