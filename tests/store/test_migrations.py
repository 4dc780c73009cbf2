"""Migrations run once per book, and what was applied is known."""

from typing import Any

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.store import migrations


def lamps_get_a_shelf(db: Any) -> None:
    """A step that would fail if it ran twice."""
    db["shelf"].create({"id": int})


def lamps_lose_it(db: Any) -> None:
    """A step that fails half way."""
    db["shelf"].insert({"id": 1})
    raise LookupError("no shelf")


def test_a_step_runs_once_and_is_known_afterwards(desk: Desk) -> None:
    connection = desk.book.writer.connection
    steps = (lamps_get_a_shelf,)
    assert migrations.pending(connection, steps) == ["lamps_get_a_shelf"]
    migrations.apply(connection, steps)
    assert migrations.pending(connection, steps) == []
    migrations.apply(connection, steps)
    assert connection.execute("SELECT count(*) FROM shelf").fetchone() == (0,)


def test_a_step_that_fails_leaves_nothing_and_stays_pending(desk: Desk) -> None:
    connection = desk.book.writer.connection
    steps = lamps_get_a_shelf, lamps_lose_it
    with pytest.raises(LookupError):
        migrations.apply(connection, steps)
    assert migrations.pending(connection, steps) == ["lamps_lose_it"]
    assert connection.execute("SELECT count(*) FROM shelf").fetchone() == (0,)
