"""What is wrong with the record being typed: counted, each line leading to its field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.model.record import Problem
from desktop_app.ui.buttons import Link
from desktop_app.ui.field_box import SIGNS
from desktop_app.ui.labels import label, named

MOST_HEIGHT = 132


class ProblemList(QFrame):
    """The errors and warnings of a form; ``chosen`` carries the Problem."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problemList")
        self._problems: list[Problem] = []
        self.count = label(name="noticeWhat")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        column.addWidget(self.count)
        column.addWidget(self._area)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List the problems, errors first."""
        self._problems = sorted(problems, key=lambda one: one.level != "error")
        self.setVisible(bool(self._problems))
        if not self._problems:
            return
        self.count.setText(counted(self._problems))
        inside = named(QWidget(), "problemLines")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for problem in self._problems:
            column.addWidget(self._line(problem))
        column.addStretch()
        self._area.setWidget(inside)
        wanted = min(inside.sizeHint().height() + 4, MOST_HEIGHT)
        self._area.setFixedHeight(wanted)

    def texts(self) -> list[str]:
        """Return the sentences listed."""
        return [problem.text for problem in self._problems]

    def following(self, field: str, row: int) -> Problem | None:
        """Return the next problem after the one at *field* and *row*, round and round."""
        firsts: dict[tuple[str, int], Problem] = {}
        for problem in self._problems:
            firsts.setdefault((problem.field, problem.row), problem)
        places = list(firsts)
        here = [at for at in ((field, row), (field.split(".")[0], 0)) if at in firsts]
        place = places.index(here[0]) + 1 if here else 0
        return firsts[places[place % len(places)]] if places else None

    def _line(self, problem: Problem) -> QPushButton:
        button = Link(f"{SIGNS[problem.level]} {problem.text}")
        button.setToolTip(problem.text)
        button.setProperty("level", problem.level)
        button.clicked.connect(lambda: self.chosen.emit(problem))
        return button


def counted(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(problem.level == "error" for problem in problems)
    parts = []
    if errors:
        parts.append(f"{errors} lỗi phải sửa")
    if len(problems) > errors:
        parts.append(f"{len(problems) - errors} điều cần xem lại")
    return f"{', '.join(parts)} (F8: đi tới mục tiếp theo)"
