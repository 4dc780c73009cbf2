"""One window per book: races of starts, and what a killed program leaves behind."""

from pathlib import Path

import pytest

from tests.ui.racing import race, racers, say


def test_of_starts_at_the_same_moment_one_is_the_first(tmp_path: Path) -> None:
    with racers(3) as ready:
        race(ready, tmp_path, 20)


@pytest.mark.parametrize("time", range(2))
def test_a_killed_program_does_not_stand_in_the_way(tmp_path: Path, time: int) -> None:
    folder = tmp_path / str(time)
    with racers(2) as (killed, next_one):
        assert say([killed], str(folder)) == ["first"]
        assert say([next_one], str(folder)) == ["called"]
        killed.kill()
        killed.wait()
        assert say([next_one], str(folder)) == ["first"]
