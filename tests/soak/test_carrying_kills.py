"""Killed two hundred times while carrying."""

import random

import pytest

from tests.furnishing import add_person
from tests.sync.conftest import pcs
from tests.sync.killing import hold, kill_while_carrying
from tests.sync.post import Pcs

__all__ = ["pcs"]


@pytest.mark.soak
def test_two_hundred_kills_while_carrying_tear_nothing(pcs: Pcs) -> None:
    pcs.enlist()
    chance = random.Random(11)
    for number in range(200):
        add_person(pcs.desks[0], f"Vũ Văn {'An' * (number % 9 + 1)}")
        pcs.carry(0)
        kill_while_carrying(pcs, chance)
        hold(pcs)
