"""The officer's window that is pictured, and how it is brought into a state."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer

from desktop_app.desk.desk import Desk
from desktop_app.ui.form import EntryForm
from desktop_app.ui.page import RegisterPage
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window

SIZE = 1366, 728
PAUSE = 1_000  # milliseconds: a field that was left is looked at sooner, a draft is kept later


@dataclass
class Stage:
    """An officer's window over an invented post whose clock stands still."""

    window: Window
    robot: Robot

    @property
    def desk(self) -> Desk:
        """The desk of the window."""
        return self.window.desk

    def page(self, table: str) -> RegisterPage:
        """Go to a register and wait for its list."""
        self.window.side_bar.choose(table)
        page = self.window.page
        if page is None:
            raise LookupError(table)
        self.robot.until(lambda: page.head.count.text())
        self.settle()
        return page

    def read(self, table: str) -> RegisterPage:
        """Have the first record of a register in sight."""
        page = self.page(table)
        page.focus_list()
        self.robot.press("Home", "Space")
        self.robot.until(page.current_id)
        self.robot.until(lambda: page.beside.top() is not None)
        self.settle()
        return page

    def form(self, table: str) -> EntryForm:
        """Open an empty entry form."""
        page = self.page(table)
        self.robot.press("Ctrl+N")
        self.robot.until(page.beside.typing)
        self.settle()
        top = page.beside.top()
        if not isinstance(top, EntryForm):
            raise TimeoutError(table)
        return top

    def settle(self) -> None:
        """Wait until no worker is busy and nothing is about to be asked of one."""
        self.robot.pause()
        self.robot.until(lambda: not self.window.tasks.busy() and not self._about_to_ask())
        self.robot.pause()

    def _about_to_ask(self) -> bool:
        timers = self.window.findChildren(QTimer)
        return any(
            one.isActive() and one.isSingleShot() and one.interval() < PAUSE for one in timers
        )
