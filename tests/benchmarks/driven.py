"""The window of a large book, driven in a process of its own, which prints its figures.

``python -m tests.benchmarks.driven FOLDER``; key and officer come on standard input. A process
that has filled a book would show that memory too. A heartbeat on the screen's thread measures the
longest time in which nothing could be painted or typed.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.model import moments
from desktop_app.registers import REGISTERS
from desktop_app.store.book import Book
from desktop_app.ui import start
from desktop_app.ui.form import EntryForm
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.benchmarks.bare import PLAIN
from tests.benchmarks.eyes import Heartbeat, Painted, timed_arrival
from tests.benchmarks.filling import RARE_NAME
from tests.benchmarks.finding import MISS
from tests.benchmarks.measure import STATUS, Figure, Watch, ms, percentile

TIMES, SECONDS_DRIVEN = 5, 60
SIZE = 1366, 728
LARGEST_FORM = "patrol"
WRITTEN_FORM, WRITTEN = "person", {"full_name": "Lò Thị Ẵm", "sex": "Nữ", "birth_date": "1980"}
ASKED = RARE_NAME.split()[0].replace("ấ", "a"), "nguyen", "ng", MISS, "nguyen van", "nguyễn"


@dataclass
class Hands:
    """The officer who is timed: a window, and the keys pressed in it."""

    window: Window
    robot: Robot

    def page(self, table: str) -> RegisterPage:
        """Go to a register and wait for its list."""
        self.window.side_bar.choose(table)
        page = self.window.page
        if page is None:
            raise LookupError(table)
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until no worker is busy."""
        self.robot.pause()
        self.robot.until(lambda: not self.window.tasks.busy())

    def timed(
        self, page: RegisterPage, act: Callable[[], object], ready: Callable[[], object]
    ) -> float:
        """Return the seconds from an action to the list painted as it should be."""
        taken = timed_arrival(page, page.view.viewport(), act, ready)
        self.settle()
        return taken


def driven(folder: Path, key: bytes, me: str) -> list[Figure]:
    """Measure one window over the book in *folder*."""
    start.prepared([])
    desk = Desk(Book(folder, key, REGISTERS, moments.now), me, Role.CHIEF)
    shown = Window(desk)
    shown.resize(*SIZE)
    shown.show()
    shown.activateWindow()
    hands = Hands(shown, Robot(shown))
    hands.settle()
    try:
        parts = _opening, _turning, _filtering, _form, _writing
        figures = [figure for part in parts for figure in _watched(part, hands)]
        return figures + _memory(hands)
    finally:
        shown.close()
        desk.close()


def _watched(part: Callable[[Hands], list[Figure]], hands: Hands) -> list[Figure]:
    """Measure a part, and how long the screen stood still meanwhile."""
    beats = Heartbeat()
    figures = part(hands)
    beats.stop()
    longest, name = max(beats.gaps), part.__name__.strip("_")
    work = f"longest stand-still of the screen ({name}), p99.9 {ms(percentile(beats.gaps, 0.999))}"
    return [*figures, Figure(work, ms(longest), "", None, "<= 50 ms", longest <= 0.05)]


def _opening(hands: Hands) -> list[Figure]:
    """Open each register's list for the first time."""
    laps: dict[str, float] = {}
    for table in hands.window.desk.registers:
        page = hands.window.page_of(table)
        choose = partial(hands.window.side_bar.choose, table)
        laps[table] = hands.timed(page, choose, page.lines.rowCount)
    slowest = max(laps, key=laps.__getitem__)
    return [
        _figure(f"open the list of {PLAIN}", laps[PLAIN], 0.15),
        _figure(f"open the slowest list ({slowest})", laps[slowest], 0.15),
    ]


def _turning(hands: Hands) -> list[Figure]:
    """Go to the end, sort by given name, turn ten pages."""
    page = hands.page(PLAIN)
    page.focus_list()
    press = partial(QTest.keyClick, page.view)
    end, named, pages = Watch(), Watch(), Watch()
    for _ in range(TIMES):
        press(Qt.Key.Key_Home)
        hands.settle()
        to_end = partial(press, Qt.Key.Key_End)
        end.laps.append(hands.timed(page, to_end, lambda: not page.lines.below))
        name = page.register.columns.index(page.register.fields["signer_person_id"])
        click = partial(page.view.horizontalHeader().sectionClicked.emit, name)
        named.laps.append(hands.timed(page, click, page.lines.rowCount))
        press(Qt.Key.Key_Home)
        hands.settle()
        painted = Painted(page.view.viewport(), lambda: True)
        begun = time.perf_counter()
        for _ in range(10):
            press(Qt.Key.Key_PageDown)
        painted.wait()
        pages.laps.append(time.perf_counter() - begun)
        hands.settle()
    return [
        _figure("End key", end.p95(), 0.2),
        _figure("sort by given name", named.p95(), 0.5),
        _figure("ten pages", pages.p95(), 0.15),
    ]


def _filtering(hands: Hands) -> list[Figure]:
    """Type each word of the query set; from its last key to the lines, or to their absence."""
    page, watch = hands.page(PLAIN), Watch()
    for text in ASKED * TIMES:
        page.head.search.clear()
        hands.settle()
        page.focus_search()
        hands.robot.type(text[:-1])
        hands.settle()
        sought = page.empty if text == MISS else page.view.viewport()
        key = partial(QTest.keyClicks, page.head.search, text[-1])
        watch.laps.append(timed_arrival(page, sought, key, partial(_asks, page, text)))
    page.head.search.clear()
    hands.settle()
    return [_figure("last key to the filtered lines painted, p95", watch.p95(), 0.15)]


def _asks(page: RegisterPage, text: str) -> bool:
    return page.lines.wish.text == text


def _form(hands: Hands) -> list[Figure]:
    """Open the entry form of the largest register: again at once, and after a look at the list."""
    page = hands.page(LARGEST_FORM)
    at_once, later = Watch(), Watch()
    for _ in range(TIMES):
        at_once.laps.append(_form_painted(hands, page))
        hands.robot.until(page.beside.waiting.ready)
        later.laps.append(_form_painted(hands, page))
    return [
        _figure("the largest entry form painted, asked for at once", at_once.p95(), 0.1),
        _figure("the same, a second after the list came", later.p95(), 0.1),
    ]


def _form_painted(hands: Hands, page: RegisterPage) -> float:
    """Return the seconds until an entry form is painted, and close it."""
    begun = time.perf_counter()
    page.add()
    form = page.beside.top()
    if form is None:
        raise LookupError(LARGEST_FORM)
    Painted(form, form.isVisible).wait()
    taken = time.perf_counter() - begun
    hands.settle()
    hands.robot.press("Escape")
    hands.robot.until(lambda: not page.beside.typing())
    return taken


def _writing(hands: Hands) -> list[Figure]:
    """Fill in a form, let its draft be kept, save it; from the key to the record in its list."""
    page, watch = hands.page(WRITTEN_FORM), Watch()
    for _ in range(TIMES):
        page.add()
        form = page.beside.top()
        if not isinstance(form, EntryForm):
            raise TypeError(WRITTEN_FORM)
        form.body.fill(WRITTEN)
        form.keeping.keep()
        hands.settle()
        new = partial(_another, page, page.view.current_id())
        watch.laps.append(hands.timed(page, form.save, new))
    return [_figure("a record saved and in its list", watch.p95(), 0.5)]


def _another(page: RegisterPage, before: str) -> bool:
    return page.view.current_id() not in ("", before)


def _memory(hands: Hands) -> list[Figure]:
    """Drive the largest list for a while and look at the memory held."""
    page = hands.page(PLAIN)
    before = _resident()
    until = time.monotonic() + SECONDS_DRIVEN
    while time.monotonic() < until:
        page.focus_list()
        hands.robot.press("End", "PgUp", "PgUp", "Home", "PgDown", "PgDown", "Space")
        page.focus_search()
        hands.robot.type("nguyen")
        hands.settle()
        page.head.search.clear()
        hands.settle()
    after = _resident()
    growth = after / before
    work = f"memory with the list of {PLAIN} after {SECONDS_DRIVEN} s of driving"
    return [
        Figure(work, f"{after:.0f} MB", "", None, "<= 220 MB", after <= 220),
        Figure("growth of the memory meanwhile", "", "", growth, "<= 1.1", growth <= 1.1),
    ]


def _resident() -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _figure(work: str, taken: float, most: float) -> Figure:
    return Figure(work, ms(taken), "", None, f"<= {ms(most)}", taken <= most)


if __name__ == "__main__":
    secret, officer = sys.stdin.read().split()
    measured = driven(Path(sys.argv[1]), bytes.fromhex(secret), officer)
    sys.stdout.write(json.dumps([asdict(figure) for figure in measured]))
