"""Killed while it takes and gives: nothing is applied by halves, nothing on the stick is torn."""

import random

from tests.furnishing import add_person
from tests.sync.killing import hold, kill_while_carrying
from tests.sync.post import Pcs


def test_a_pc_killed_while_carrying_leaves_book_and_stick_whole(pcs: Pcs) -> None:
    pcs.enlist()
    chance = random.Random(7)
    for number in range(4):
        add_person(pcs.desks[0], f"Vũ Văn {'An' * (number + 1)}")
        pcs.carry(0)
        kill_while_carrying(pcs, chance)
        hold(pcs)
