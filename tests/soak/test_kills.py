"""Killed again and again for a long time."""

import random
from pathlib import Path

import pytest

from tests.conftest import Opener
from tests.store.crashing import Promised, hold_to_promise, kill_while_saving


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_kills_lose_nothing_that_was_reported(
    folder: Path, opened: Opener, seed: int
) -> None:
    desk = opened(folder)
    key = desk.book.key
    desk.close()
    promised, chance = Promised(), random.Random(seed)
    for _ in range(100):
        kill_while_saving(folder, chance, promised)
        hold_to_promise(folder, key, promised)
