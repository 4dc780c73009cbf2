"""A thousand races of starts."""

from pathlib import Path

import pytest

from tests.ui.racing import race, racers


@pytest.mark.soak
def test_a_thousand_races_have_one_first_each(tmp_path: Path) -> None:
    with racers(3) as ready:
        race(ready, tmp_path, 1_000)
