"""Two PCs of one post and one stick, by the window: let in, write, carry, decide, carry, print."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.enlisting import ask_to_join, join
from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from desktop_app.ui.paper import Order
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import LIGHT, PASSWORD, Clock, Founded
from tests.furnishing import furnish, valid, values
from tests.windows import Shower

CASE = "mediation"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder as the stick."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def first(tmp_path: Path, founded: Founded, clock: Clock) -> Iterator[Desk]:
    """The post's PC, with one mediation case."""
    folder = founded.copied(tmp_path / "may-1")
    desk = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=clock)
    furnish(desk)
    desk.add(CASE, valid(CASE))
    yield desk
    desk.close()


@pytest.fixture
def joined() -> Iterator[list[Desk]]:
    """The desks of PCs that came in; closed after their windows."""
    desks: list[Desk] = []
    yield desks
    for desk in desks:
        desk.close()


def let_in(window: Window, stick: Path, words: str) -> None:
    """Let the PC in that asks on the stick."""
    robot = Robot(window)
    window.actions_of.action("devices").trigger()
    robot.until(lambda: not window.tasks.busy())
    page = window.post.devices
    page.approving.stick.choose(stick)
    robot.until(lambda: page.approving.requests)
    robot.type(words)
    robot.press("Return")
    robot.until(lambda: page.devices.rowCount() == 2)


def carry(window: Window, stick: Path) -> list[str]:
    """Plug the stick in and press Enter; return what the page tells in the end."""
    robot = Robot(window)
    window.activateWindow()
    robot.until(window.isActiveWindow)
    robot.press("Ctrl+U")
    page = window.post.carrying
    page.stick.choose(stick)
    robot.until(page.take.hasFocus)
    robot.press("Return")
    robot.until(lambda: page.heading.text().startswith("✓ Xong. Rút USB được."))
    return page.texts()


def written(window: Window, id: str, place: str) -> None:
    """Correct two fields of the case in its entry form, by keys."""
    robot = Robot(window)
    window.activateWindow()
    robot.until(window.isActiveWindow)
    window.open_record(CASE, id)
    robot.until(lambda: not window.tasks.busy())
    robot.press("F2")
    form = window.page_of(CASE).beside.top()
    robot.fill(form, "summary", f"hòa giải tại {place}")  # type: ignore[arg-type]  # F2 opened the form
    robot.fill(form, "note", f"ghi ở {place}")  # type: ignore[arg-type]  # as above
    robot.press("Ctrl+Return")
    robot.until(lambda: values(window.desk, id).get("note") == f"ghi ở {place}")
    robot.until(lambda: not window.tasks.busy())


def printed(window: Window, id: str) -> None:
    """Print the case on its own form."""
    register = window.desk.registers[CASE]
    order = next(form for form in window.desk.forms(CASE) if form.kind != "list")
    assert order.code in register.prints
    window.paper.make(Order(order.code, order.title, ids=(id,)))


def previewed(window: Window) -> None:
    """Wait until the print is in sight."""
    paper = window.paper
    Robot(window).until(lambda: window.stack.currentWidget() is paper.preview)


def test_two_pcs_edit_one_case_an_officer_decides_by_keys_and_both_books_are_equal(
    first: Desk, joined: list[Desk], stick: Path, show: Shower, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "may-2"
    request = ask_to_join(folder, stick, "Trần Thị Hai", PASSWORD, passes=LIGHT)
    here = show(first)
    let_in(here, stick, request.words)
    second = join(folder, stick, REGISTERS, PASSWORD, clock).desk
    joined.append(second)
    there = show(second)
    (line,) = first.find(CASE).rows
    id = line.id

    written(here, id, "trụ sở phường")
    written(there, id, "nhà văn hóa")
    carry(here, stick)
    told = carry(there, stick)
    assert any("Hồ sơ có xung đột: 1" in words for words in told)

    robot = Robot(there)
    printed(there, id)
    robot.until(there.notices.refusals)
    assert "IN-04" in there.notices.refusals()[0]
    there.notices.press("Xử lý xung đột")
    panel = there.post.settling.panel
    robot.until(lambda: panel.boxes and panel.boxes[0].buttons["0"].hasFocus())
    mine = [
        next(key for key, made in box.buttons.items() if "Máy này" in made.accessibleName())
        for box in panel.boxes
    ]
    robot.press(*mine, "Return")
    robot.until(lambda: not second.conflicts())
    assert values(second, id)["note"] == "ghi ở nhà văn hóa"

    carry(there, stick)
    carry(here, stick)
    assert values(first, id) == values(second, id)
    assert first.digest() == second.digest()
    assert not first.conflicts()
    for window in (here, there):
        printed(window, id)
        previewed(window)
