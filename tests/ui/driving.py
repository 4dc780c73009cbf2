"""Somebody who presses anything: random keys, words, commands and buttons in a real window."""

import random
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget

from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window

WORDS = (
    "Nguyễn Thị Ẵm", "đặng văn", "hoà giải", "5/11", "051126", "hôm qua", "21:30", "99/99", "0",
    "001203004567", "Tổ dân phố 3", "«&<b>%", "Ế Ộ Ẵ", "x" * 300, " ", "-1", "khai quang",
)  # fmt: skip
KEYS = (
    "Tab", "Shift+Tab", "Return", "Shift+Return", "Escape", "Up", "Down", "Left", "Right", "Home",
    "End", "PgUp", "PgDown", "Space", "Delete", "Backspace", "F1", "F2", "F4", "F6", "F8",
    "Ctrl+Return", "Ctrl+S", "Ctrl+D", "Ctrl+Z", "Ctrl+N", "Ctrl+F", "Ctrl+K", "Ctrl+H", "Ctrl+P",
    "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Delete", "Ctrl+Insert", "+", "-",
)  # fmt: skip
LEAVING = {"quit", "lock"}
SETTLED_EVERY = 10
MENU_MILLISECONDS = 15
SHARES = 50, 18, 12, 14, 5, 1


class Driver:
    """Drives a window by chance; the same seed on the same book presses the same keys."""

    def __init__(self, window: Window, seed: int) -> None:
        self.window = window
        self.events = 0
        self._robot = Robot(window)
        self._chance = random.Random(seed)
        self._seed = seed
        # A menu under a button has an event loop of its own: only a clock gets at it.
        clock = QTimer(window, interval=MENU_MILLISECONDS)
        clock.timeout.connect(self._choose)
        clock.start()

    def drive(self, events: int) -> None:
        """Do so many things; an error says the seed and what was done last."""
        for _ in range(events):
            deeds = self._press, self._type, self._command, self._click, self._page, self._resize
            deed = self._chance.choices(deeds, SHARES)[0]
            try:
                deed()
                self._settle()
            except Exception as wrong:
                wrong.add_note(f"seed {self._seed}, event {self.events}: {deed.__name__}")
                raise
            self.events += 1

    def _press(self) -> None:
        self._robot.press(self._chance.choice(KEYS))

    def _type(self) -> None:
        self._robot.type(self._chance.choice(WORDS))

    def _command(self) -> None:
        commands = self.window.actions_of.commands
        names = [command.name for command in commands if command.name not in LEAVING]
        self.window.actions_of.action(self._chance.choice(names)).trigger()

    def _click(self) -> None:
        target: QWidget = QApplication.activeModalWidget() or self.window
        seen = [one for one in target.findChildren(QAbstractButton) if one.isVisible()]
        if seen:
            self._chance.choice(seen).click()

    def _page(self) -> None:
        bar = self.window.side_bar
        bar.choose(self._chance.choice([bar.home, *self.window.desk.registers]))

    def _resize(self) -> None:
        self.window.resize(self._chance.randint(640, 1600), self._chance.randint(360, 900))

    def _choose(self) -> None:
        """Take something from the menu that is open, or nothing."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            allowed = [one for one in menu.actions() if one.isEnabled() and one.text() != "Th&oát"]
            menu.close()
            if allowed and self._chance.random() < 0.5:
                self._chance.choice(allowed).trigger()

    def _settle(self) -> None:
        """Close what asks for a file or a printer, which lie outside the window."""
        QCoreApplication.processEvents()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and type(dialog).__module__.startswith("PySide6"):
            dialog.reject()
        if self.events % SETTLED_EVERY == 0:
            self._robot.until(lambda: not self.window.tasks.busy())


def memory_kib() -> int:
    """Return how much memory this process holds now, in KiB (Linux)."""
    status = Path("/proc/self/status").read_text("utf-8")
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines["VmRSS"].split()[0])
