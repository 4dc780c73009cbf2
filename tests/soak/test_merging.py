"""Very many histories of a post's PCs, and merges killed again and again."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.store.histories import Histories
from tests.store.judging import post
from tests.store.replicas import replica
from tests.store.test_merging_killed import filled, kills

HISTORIES = int(os.environ.get("SO_ANTT_SOAK_HISTORIES", "2000"))


@pytest.mark.soak
def test_very_many_histories_end_as_causality_says() -> None:
    with post() as Histories.pool:
        run_state_machine_as_test(
            Histories,
            settings=settings(
                max_examples=HISTORIES,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


@pytest.mark.soak
def test_a_hundred_killed_merges_leave_whole_deliveries(tmp_path: Path) -> None:
    filled(tmp_path / "giver")
    replica(tmp_path / "taker", "bbbb").book.close()
    assert len(kills(tmp_path / "giver", tmp_path / "taker", 100, random.Random(7))) > 3
