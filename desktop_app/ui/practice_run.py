"""The main job done in the real window by key presses: the proof on a machine without a screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.model.record import Registers
from desktop_app.ui.form import EntryForm
from desktop_app.ui.history import HistoryPanel
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.print_panel import PrintPanel
from desktop_app.ui.robot import Robot
from desktop_app.ui.start import Start

if TYPE_CHECKING:
    from desktop_app.desk.desk import Desk
    from desktop_app.ui.window import Window

SIZE = 1366, 728


class Job(Protocol):
    """What is typed for one record; see the registers' day of practice."""

    @property
    def register(self) -> str:
        """The register's name."""

    @property
    def typed(self) -> Mapping[str, str]:
        """Field to words."""

    @property
    def lines(self) -> Mapping[str, Sequence[Sequence[str]]]:
        """Child list to the cells of its lines."""

    @property
    def words(self) -> str:
        """What finds the record again."""

    @property
    def corrected(self) -> tuple[str, str]:
        """The field put right, and its new words."""

    @property
    def form(self) -> str:
        """The printed form."""


@dataclass
class Hands:
    """The officer of the practice run: does a job in a window, taking a picture of each step."""

    window: Window
    folder: Path
    made: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.robot = Robot(self.window)

    def do(self, job: Job) -> Path:
        """Record, find without marks, correct, look at the history, print; return the PDF."""
        page = self.open(job.register)
        self.record(page, job)
        self.find(page, job.words)
        self.correct(page, job)
        self.look_back(page)
        return self.print(page, job)

    def open(self, register: str) -> RegisterPage:
        """Go to a register."""
        self.window.side_bar.choose(register)
        page = self.window.page
        if page is None:
            raise LookupError(register)
        self.robot.until(lambda: page.head.count.text(), "the list was not counted")
        return page

    def record(self, page: RegisterPage, job: Job) -> None:
        """Type a new record and save it, passing the warnings."""
        self.robot.press("Ctrl+N")
        form = self.form(page)
        for name in form.body.boxes:
            if name in job.typed:
                self.robot.fill(form, name, job.typed[name])
            elif name in job.lines:
                self.robot.fill_grid(form, name, job.lines[name])
        self._picture(f"{job.register}-1-ghi")
        self.save(page)
        self._picture(f"{job.register}-2-da-luu")

    def find(self, page: RegisterPage, words: str) -> None:
        """Find a record by words typed without marks."""
        self.robot.press("Ctrl+F")
        self.robot.type(words)
        self.robot.until(lambda: page.head.count.text() == "1 dòng", f"not found: {words}")
        self.robot.until(lambda: len(page.lines.lines) == 1)
        self._picture(f"{page.register.table}-3-tim")

    def correct(self, page: RegisterPage, job: Job) -> None:
        """Open the record found and put a field right."""
        page.focus_list()
        self.robot.press("Home", "F2")
        name, text = job.corrected
        self.robot.fill(self.form(page), name, text)
        self.save(page)

    def look_back(self, page: RegisterPage) -> None:
        """Open the history."""
        self.robot.press("Ctrl+H")
        self.robot.until(lambda: self._history(page), "no history")
        self._picture(f"{page.register.table}-4-lich-su")
        self.robot.press("Escape")

    def print(self, page: RegisterPage, job: Job) -> Path:
        """Preview the record on its form and save the PDF."""
        paper = self.window.paper
        self.robot.press("Ctrl+P")
        panel = page.beside.top()
        if not isinstance(panel, PrintPanel):
            raise TimeoutError("no print panel")
        panel.choose(job.form, "record")
        self.robot.press("Return")
        self.robot.until(self._previewed, "no preview")
        self.robot.until(lambda: paper.preview.pages.is_drawn(1), "no page drawn")
        self._picture(f"{page.register.table}-5-ban-in")
        file = self.folder / f"{job.form}.pdf"
        paper.save(file)
        self.robot.until(lambda: file.is_file() and not self.window.tasks.busy(), "no PDF saved")
        self.robot.press("Escape")
        self.made.append(file)
        return file

    def form(self, page: RegisterPage) -> EntryForm:
        """Return the entry form in sight."""
        self.robot.until(page.beside.typing, "no entry form")
        top = page.beside.top()
        if not isinstance(top, EntryForm):
            raise TimeoutError("no entry form")
        return top

    def save(self, page: RegisterPage) -> None:
        """Save; where only warnings stand, save once more. Raises ValueError on an error."""
        form = self.form(page)
        self.robot.press("Ctrl+Return")
        if page.beside.typing() and form.waiting_for_consent():
            self.robot.press("Ctrl+Return")
        if page.beside.typing():
            raise ValueError(form.problem_list.texts())
        self.robot.until(lambda: page.beside.top() is not None, "the saved record is not shown")

    def _previewed(self) -> bool:
        """Tell whether the preview is in sight. Raises ValueError when printing was refused."""
        refused = self.window.notices.refusals()
        if refused:
            raise ValueError(refused)
        return self.window.stack.currentWidget() is self.window.paper.preview

    def _history(self, page: RegisterPage) -> bool:
        top = page.beside.top()
        return isinstance(top, HistoryPanel) and bool(top.lines)

    def _picture(self, name: str) -> None:
        number = sum(file.suffix == ".png" for file in self.made) + 1
        self.made.append(self.robot.picture(self.folder / f"{number:02d}-{name}.png"))


def practise(desk: Desk, jobs: Iterable[Job], pictures: Path, registers: Registers) -> list[Path]:
    """Show the window of a practice book and do the jobs in it one after another, by key presses.

    Return the pictures and PDFs made.
    """
    window = Start(pictures, lambda: registers).open(desk)
    hands = Hands(window, pictures)
    window.resize(*SIZE)
    try:
        for job in jobs:
            hands.do(job)
        return hands.made
    finally:
        window.close()
        desk.close()
