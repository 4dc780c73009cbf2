"""Máy của đơn vị on the screen: six words let a PC in, a lost one is shut out after a warning."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.desk.enlisting import ask_to_join
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import LIGHT, PASSWORD, Clock, Founded
from tests.sync.post import Pcs
from tests.windows import Shower


@pytest.fixture
def pcs(tmp_path: Path, clock: Clock, founded: Founded) -> Iterator[Pcs]:
    """A post of one PC."""
    made = Pcs(tmp_path, clock)
    made.found(founded)
    yield made
    made.close()


def shown(window: Window) -> Robot:
    """Go to the page of the post's PCs."""
    window.actions_of.action("devices").trigger()
    robot = Robot(window)
    robot.until(lambda: not window.tasks.busy())
    return robot


def test_wrong_words_let_nobody_in_and_the_right_ones_do(
    pcs: Pcs, show: Shower, tmp_path: Path
) -> None:
    request = ask_to_join(tmp_path / "may-2", pcs.stick, "Trần Thị Hai", PASSWORD, passes=LIGHT)
    window = show(pcs.desks[0])
    robot = shown(window)
    page = window.post.devices
    page.approving.stick.choose(pcs.stick)
    robot.until(lambda: page.approving.requests)
    assert page.approving.words.hasFocus()
    assert [one.isChecked() for one in page.approving.stick.lines] == [True]
    robot.type("mot hai ba bon nam sau")
    robot.press("Return")
    robot.until(lambda: window.notices.refusals())
    assert "DB-11" in window.notices.refusals()[0]
    assert [one.state for one in pcs.desks[0].devices()] == ["here"]
    robot.press("Ctrl+A")
    robot.type(request.words)
    robot.press("Return")
    robot.until(lambda: page.devices.rowCount() == 2)
    assert {one.state for one in pcs.desks[0].devices()} == {"here", "in"}


def test_a_pc_is_shut_out_only_after_the_warning_and_this_one_never(pcs: Pcs, show: Shower) -> None:
    pcs.enlist()
    window = show(pcs.desks[0])
    robot = shown(window)
    page = window.post.devices
    states = [one.state for one in pcs.desks[0].devices()]
    page.devices.selectRow(states.index("here"))
    assert not page.revoke.isEnabled()
    page.devices.selectRow(states.index("in"))
    page.revoke.click()
    robot.press("Return")  # the safe answer is the first
    assert [one.state for one in pcs.desks[0].devices()] == states
    page.revoke.click()
    robot.press("Tab", "Return")
    robot.until(lambda: "out" in [one.state for one in pcs.desks[0].devices()])
