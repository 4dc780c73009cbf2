"""A post with several PCs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Clock, Founded
from tests.furnishing import add_person
from tests.sync.post import Pcs


@pytest.fixture
def pcs(tmp_path: Path, clock: Clock, founded: Founded) -> Iterator[Pcs]:
    """A post whose first PC is open."""
    made = Pcs(tmp_path, clock)
    made.found(founded)
    yield made
    made.close()


@pytest.fixture
def laden(pcs: Pcs) -> Pcs:
    """A post of two PCs; the stick brings the second one a person that the first entered."""
    pcs.enlist()
    pcs.carry()
    add_person(pcs.desks[0])
    pcs.carry(0)
    return pcs
