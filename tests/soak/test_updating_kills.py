"""Killed at every single point of an update, and of the way back."""

from pathlib import Path

import pytest

from tests.updating.conftest import pc, unlocked
from tests.updating.killing import Scene, Updater
from tests.updating.test_kills import kill_updates, kill_ways_back, scene, updated, updater

__all__ = ["pc", "scene", "unlocked", "updated", "updater"]

EVERY = 10_000


@pytest.mark.soak
def test_an_update_killed_at_every_point(scene: Scene, updater: Updater, tmp_path: Path) -> None:
    assert kill_updates(scene, updater, tmp_path, EVERY) == {"1.0.0", "1.1.0"}


@pytest.mark.soak
def test_a_way_back_killed_at_every_point(updated: Scene, updater: Updater, tmp_path: Path) -> None:
    left = kill_ways_back(updated, updater, tmp_path, EVERY)
    assert left >= {("1.1.0", False), ("1.1.0", True)}
    assert ("1.0.0", False) not in left
