"""The stick pulled out at any byte, on real FAT32 and exFAT drives."""

import random

import pytest

from tests.sync.drives import EXFAT, FAT32, Kind
from tests.sync.post import Pcs
from tests.sync.pulling import given, pull


@pytest.mark.parametrize("kind", [FAT32, EXFAT], ids=lambda kind: kind.name)
def test_a_pulled_stick_keeps_what_it_brought_and_brings_nothing_by_halves(
    kind: Kind, pcs: Pcs
) -> None:
    if why := kind.lacking():
        pytest.skip(why)
    stick, dice = given(kind, pcs), random.Random(6)
    for _ in range(4):
        pull(stick, dice)
