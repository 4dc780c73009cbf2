"""The stick pulled out at two hundred places of a delivery, on each kind of drive."""

import os
import random

import pytest

from tests.sync.conftest import pcs
from tests.sync.drives import EXFAT, FAT32, Kind
from tests.sync.post import Pcs
from tests.sync.pulling import given, pull

__all__ = ["pcs"]

PULLS = int(os.environ.get("SO_ANTT_SOAK_PULLS", "200"))


@pytest.mark.soak
@pytest.mark.parametrize("kind", [FAT32, EXFAT], ids=lambda kind: kind.name)
def test_a_stick_pulled_two_hundred_times_loses_and_invents_nothing(kind: Kind, pcs: Pcs) -> None:
    if why := kind.lacking():
        pytest.skip(why)
    stick, dice = given(kind, pcs, persons=150), random.Random(1)
    for _ in range(PULLS):
        pull(stick, dice)
    print(kind.name, dict(stick.pulled), "gives to mend, at most:", dict(stick.gives))
    assert set(stick.taken) == set(stick.digests), "each end was seen: nothing yet, and all of it"
