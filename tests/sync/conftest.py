"""A post with several PCs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Clock, Founded
from tests.sync.post import Pcs


@pytest.fixture
def pcs(tmp_path: Path, clock: Clock, founded: Founded) -> Iterator[Pcs]:
    """A post whose first PC is open."""
    made = Pcs(tmp_path, clock)
    made.found(founded)
    yield made
    made.close()
