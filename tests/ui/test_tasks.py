"""Work away from the screen's thread: what it brings comes a piece at a time."""

from threading import Barrier

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.ui.tasks import WORKERS, Tasks
from desktop_app.ui.waiting import until


class Screen(QObject):
    """What else waits for its turn: a key, a picture to paint."""

    turn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.turn.connect(lambda: self.told.append("turn"), Qt.ConnectionType.QueuedConnection)

    def show(self, what: str) -> None:
        """Show what some work brought."""
        self.told.append(what)
        self.turn.emit()


@pytest.mark.usefixtures("qapp")
def test_the_screen_has_its_turn_between_two_pieces_that_come_at_once() -> None:
    tasks, screen, together = Tasks(), Screen(), Barrier(WORKERS + 1)
    tasks.start(screen, lambda _: "first", screen.show)
    tasks.start(screen, lambda _: "second", screen.show)
    for _ in range(WORKERS):  # when each worker is at one of these, both pieces are on their way
        tasks.start(screen, lambda _: together.wait(), lambda _: None)
    together.wait()
    assert screen.told == []
    until(lambda: not tasks.busy())
    tasks.close()
    assert sorted(one for one in screen.told if one != "turn") == ["first", "second"]
    assert screen.told[1] == "turn"
