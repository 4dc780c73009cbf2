"""Which stick: those plugged in, the one used last, or any folder; several are never guessed at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop_app.desk.carrying import plugged_in
from desktop_app.ui.buttons import button
from desktop_app.ui.dialogs.folder import ask_folder
from desktop_app.ui.labels import emptied, label
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_app.desk.carrying import StickLine

NONE = "Chưa thấy USB nào. Cắm USB, chờ vài giây rồi bấm «Tìm lại USB»."
SEVERAL = "Có nhiều nơi đồng bộ được: hãy chọn đúng USB của đơn vị."
USED = " — đã có tệp đồng bộ"
LAST = " — dùng lần trước"


class StickChoice(QWidget):
    """``chosen`` follows a choice, also the one that is made because there is only one stick."""

    chosen = Signal()

    def __init__(self, tasks: Tasks, last: Callable[[], Path | None] = lambda: None) -> None:
        super().__init__()
        self._tasks = tasks
        self._last = last
        self.folder: Path | None = None
        self.lines: list[QRadioButton] = []
        self._known: dict[Path, str] = {}
        self._words = label(name="faint", wraps=True)
        self._places = QVBoxLayout()
        self._places.setSpacing(2)
        row = QHBoxLayout()
        self.again = button("Tìm lại USB", self.look, sign="refresh")
        row.addWidget(self.again)
        row.addWidget(button("Chọn thư mục khác…", self._ask, sign="folder"))
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addLayout(self._places)
        column.addLayout(row)

    def look(self) -> None:
        """Look for sticks on a worker: a broken one may take its time."""
        self.folder = None
        self._tasks.start(self, lambda _: (plugged_in(), self._last()), self._found, lane="sticks")

    def choose(self, folder: Path) -> None:
        """Choose a folder, whatever it lies on."""
        self._known.setdefault(folder, "")
        self.folder = folder
        self._show()
        self.chosen.emit()

    def begin(self) -> None:
        """Put the focus where the choice is made."""
        (self.lines[0] if self.lines else self.again).setFocus()

    def show_known(self, known: dict[Path, str]) -> None:
        """Offer these folders, each with what more is known of it; the only one is chosen."""
        self._known = known
        self.folder = None
        if len(known) == 1:
            self.choose(next(iter(known)))
        else:
            self._show()

    def _found(self, found: tuple[list[StickLine], Path | None]) -> None:
        sticks, last = found
        known = {one.folder: USED if one.used else "" for one in sticks}
        known = known if last is None else known | {last: LAST}
        if self.folder is None:
            self.show_known(known)
        else:  # chosen meanwhile
            self._known = {self.folder: ""} | known
            self._show()

    def _show(self) -> None:
        emptied(self._places)
        self.lines = []
        for folder, more in self._known.items():
            line = QRadioButton(f"{folder}{more}".replace("&", "&&"))
            line.setChecked(folder == self.folder)
            line.clicked.connect(lambda _=False, one=folder: self.choose(one))
            self.lines.append(line)
            self._places.addWidget(line)
        words = NONE if not self._known else SEVERAL if self.folder is None else ""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _ask(self) -> None:
        ask_folder(self, "Chọn USB hoặc thư mục", self.folder or Path.home(), self.choose)
