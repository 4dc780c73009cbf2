"""Merging, case by case: what comes in, what is refused, what waits, what is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.replicas import Replica, replica

LAMP = "0190a000-0000-7000-8000-000000000001"
OTHER = "0190a000-0000-7000-8000-000000000002"
KEEPER = "0190a000-0000-7000-8000-00000000000a"
TEACHER = "0190a000-0000-7000-8000-00000000000b"


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Replica, Replica, Replica]]:
    """Three PCs of a post with empty books."""
    three = tuple(replica(tmp_path / name * 2, name * 16) for name in "abc")
    yield three  # type: ignore[misc]  # three they are
    for pc in three:
        pc.book.close()
