"""The one renderer of entry forms: sections with their fields, two columns at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.model.field import Field
from desktop_app.model.kinds import LongText
from desktop_app.model.links import Address, Links, Refs, Rows
from desktop_app.model.query import Condition
from desktop_app.model.record import Problem, Record, Section
from desktop_app.ui.editors.editor import Context, Json
from desktop_app.ui.field_box import FieldBox
from desktop_app.ui.labels import label, named
from desktop_app.ui.waiting import breathe

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

COLUMNS = 2
SLICE_SECONDS = 0.01
MARGIN = 16
ALONE = (LongText, Rows, Refs, Address)


def sections_of(register: type[Record]) -> Iterator[Section]:
    """Yield the declared sections; fields no section names come last, in their own."""
    yield from register.form
    placed = {field.name for part in register.form for field in part.fields()}
    rest = tuple(field for name, field in register.fields.items() if name not in placed)
    main = tuple(field for field in rest if not isinstance(field, Links))
    links = tuple(field for field in rest if isinstance(field, Links))
    if main:
        yield Section("Thông tin khác" if register.form else "Thông tin", main)
    if links:
        yield Section("Liên quan", links)


def lines_of(section: Section) -> Iterator[tuple[Field[Any], ...]]:
    """Yield the lines of a section: declared rows in pairs, short fields joined in pairs."""
    waiting: list[Field[Any]] = []
    for item in section.items:
        if not isinstance(item, tuple) and not isinstance(item, ALONE):
            waiting.append(item)
            if len(waiting) < COLUMNS:
                continue
            yield tuple(waiting)
            waiting = []
            continue
        if waiting:
            yield tuple(waiting)
            waiting = []
        fields = item if isinstance(item, tuple) else (item,)
        for start in range(0, len(fields), COLUMNS):
            yield fields[start : start + COLUMNS]
    if waiting:
        yield tuple(waiting)


class FormBody(QScrollArea):
    """The scrolling fields of an entry form in tab order; they come one by one, by ``grow``."""

    changed = Signal()
    left = Signal(str)

    def __init__(self, register: type[Record], context: Context) -> None:
        super().__init__()
        self.boxes: dict[str, FieldBox] = {}
        self._last = ""
        self._top = 0
        # Later: when a box grows, the area has not yet grown with it.
        self._sight = QTimer(self, singleShot=True, interval=0)
        self._sight.timeout.connect(self._keep_in_sight)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = named(QWidget(), "formBody")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(MARGIN, MARGIN // 2, MARGIN, MARGIN)
        self._column.setSpacing(10)
        self.setWidget(inside)
        self._coming = self._parts(register, context)

    def grow(self) -> bool:
        """Build the next field; tell whether more may come."""
        return next(self._coming, False)

    def _parts(self, register: type[Record], context: Context) -> Iterator[bool]:
        if marks := _marks_of(register):
            self._column.addWidget(label(marks, name="faint", wraps=True))
        for section in sections_of(register):
            self._column.addWidget(label(section.title, name="sectionTitle"))
            grid = _grid()
            self._column.addLayout(grid)
            for row, fields in enumerate(lines_of(section)):
                for column, field in enumerate(fields):
                    box = self._box(field, context)
                    alone = len(fields) == 1 and (box.wide or len(section.items) == 1)
                    grid.addWidget(box, row, column, 1, COLUMNS if alone else 1)
                    box.ensurePolished()  # else all are dressed together when the form shows
                    yield True
        self._column.addStretch()

    def complete(self) -> None:
        """Build all fields that are still to come; the screen is painted meanwhile."""
        until = perf_counter() + SLICE_SECONDS
        while self.grow():
            if perf_counter() > until:
                breathe()
                until = perf_counter() + SLICE_SECONDS

    def value_of(self, name: str) -> Json:
        """Return the value that stands in a field now; None where there is none yet."""
        return self.boxes[name].read()[0] if name in self.boxes else None

    def values(self) -> dict[str, Json]:
        """Return the values that can be read; empty fields are left out."""
        read = {name: box.read()[0] for name, box in self.boxes.items()}
        return {name: value for name, value in read.items() if value is not None}

    def words(self) -> dict[str, str]:
        """Return, per field, the words that are no value yet."""
        typed = {name: box.editor.typed() for name, box in self.boxes.items()}
        return {name: words for name, words in typed.items() if words}

    def unreadable(self) -> list[Problem]:
        """Return what is wrong with words that are no value."""
        found = [box.read()[1] for box in self.boxes.values()]
        return [problem for problem in found if problem is not None]

    def fill(self, values: dict[str, Json], words: dict[str, str] | None = None) -> None:
        """Show other values, and words that are no value yet."""
        for name, box in self.boxes.items():
            box.editor.set_value(values.get(name))
            if words and name in words:
                box.editor.set_typed(words[name])

    def show_problems(self, problems: Sequence[Problem], everywhere: bool) -> list[Problem]:
        """Stand problems under their fields and return those shown.

        Unless *everywhere*, only fields that were visited and left complain.
        """
        wrong = self.unreadable()
        unread = {problem.field for problem in wrong}
        together = wrong + [one for one in problems if top_field(one) not in unread]
        focused = self.box_with_focus()
        shown: list[Problem] = []
        for name, box in self.boxes.items():
            ready = everywhere or (box.visited and box is not focused)
            mine = [one for one in together if top_field(one) == name] if ready else []
            box.show_problems(mine)
            shown += mine
        if everywhere:
            shown += [one for one in together if top_field(one) not in self.boxes]
        return shown

    def owed(self, problems: Sequence[Problem]) -> int:
        """Return how many empty fields and cells the rules want filled."""
        wanting = {(one.field, one.row) for one in problems if one.level == "error"}
        return sum(self._is_empty(field, row) for field, row in wanting)

    def _is_empty(self, field: str, row: int) -> bool:
        name, _, cell = field.partition(".")
        if name not in self.boxes:
            return False
        value, wrong = self.boxes[name].read()
        if not cell:
            return value is None and wrong is None
        lines = value or ()
        return row <= len(lines) and lines[row - 1].get(cell) is None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the present field where the eye is, and in sight, when others take room."""
        super().resizeEvent(event)
        form = self.parentWidget() or self
        top = form.mapTo(self.window(), QPoint()).y()
        if event.oldSize().isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - self._top)
        self._top = top
        self._keep_in_sight()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Bring the whole field into sight, not only the line of it that Tab reached."""
        moved = super().focusNextPrevChild(forward)
        self._keep_in_sight()
        return moved

    def _keep_in_sight(self) -> None:
        box = self.box_with_focus()
        if box is not None:
            self.ensureWidgetVisible(box, 0, MARGIN)

    def focus_first(self) -> None:
        """Put the focus where typing begins: the first empty field, else the first."""
        for name, box in self.boxes.items():
            if box.read() == (None, None):
                self.go(name)
                return
        self.step(0)

    def box_with_focus(self) -> FieldBox | None:
        """Return the field the officer is in."""
        focused = self.window().focusWidget()
        for box in self.boxes.values():
            if focused is not None and (box is focused or box.isAncestorOf(focused)):
                return box
        return None

    def go(self, name: str) -> None:
        """Put the focus into a field and bring it into sight with its message."""
        box = self.boxes.get(name)
        if box is not None:
            box.focus()
            self.ensureWidgetVisible(box, 0, MARGIN)

    def lead(self, problem: Problem) -> None:
        """Go to the field of a problem, in a child list to its cell."""
        self.go(top_field(problem))
        box = self.boxes.get(top_field(problem))
        if box is not None:
            box.editor.lead(problem.field.partition(".")[2], problem.row)

    def step(self, by: int) -> bool:
        """Go to the next or the previous field, 0: back into the last one; False at the end."""
        names = list(self.boxes)
        box = self.box_with_focus() or self.boxes.get(self._last)
        place = names.index(box.field.name) + by if box else 0
        if not 0 <= place < len(names):
            return False
        self.go(names[place])
        return True

    def _box_left(self, name: str) -> None:
        self._last = name
        self.left.emit(name)

    def _box(self, field: Field[Any], context: Context) -> FieldBox:
        box = FieldBox(field, context, self.widget())
        box.editor.beside = self.value_of
        name = field.name
        box.changed.connect(self.changed)
        box.left.connect(lambda: self._box_left(name))
        box.resized.connect(self._sight.start)
        passed = getattr(box.editor, "passed", None)
        if passed is not None:
            passed.connect(lambda forward: self.step(1 if forward else -1))
        self.boxes[name] = box
        return box


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(MARGIN)
    grid.setVerticalSpacing(8)
    for column in range(COLUMNS):
        grid.setColumnStretch(column, 1)
    return grid


def top_field(problem: Problem) -> str:
    """Return the field of the form a problem belongs to; a child list's cell to its list."""
    return problem.field.split(".")[0]


def _marks_of(register: type[Record]) -> str:
    """Return what the marks at the labels of the form mean."""
    needs = [field.required for field in register.fields.values()]
    marks = ["* phải ghi"] if True in needs else []
    if any(isinstance(need, Condition) for need in needs):
        marks.append("(*) có trường hợp phải ghi: bấm F1 ở mục đó để xem")
    return "   ".join(marks)
