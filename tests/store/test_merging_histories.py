"""Many random histories of several PCs, judged by the truth of causality."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.store.histories import Histories
from tests.store.judging import post


def test_several_pcs_know_and_dispute_what_causality_says() -> None:
    with post() as Histories.pool:
        run_state_machine_as_test(
            Histories, settings=settings(max_examples=200, stateful_step_count=15, deadline=None)
        )
