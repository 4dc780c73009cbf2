"""Cấp số hồ sơ: each register's book of numbers, who waits for one; moving a book, voiding one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk.permission import Action
from desktop_app.model.kinds import dotted
from desktop_app.model.trouble import Trouble
from desktop_app.ui.ask_bar import AskBar
from desktop_app.ui.buttons import Link, button
from desktop_app.ui.labels import emptied, label
from desktop_app.ui.notices import Step
from desktop_app.ui.scrolling import scrolling
from desktop_app.ui.small_table import SmallTable
from desktop_app.ui.voiding import Voiding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.desk.carrying import DeviceLine
    from desktop_app.desk.numbering import NumberBook
    from desktop_app.ui.editors.editor import Context

BOOKS = "Sổ", "Năm", "Máy giữ sổ số", "Số tiếp theo", "Chờ số", "Số còn trống", "Số trùng"
EXPLAINS = (
    "Mỗi sổ, mỗi năm một máy giữ sổ số và cấp số; máy khác để hồ sơ chờ số, hoặc gõ số của sổ giấy."
    " Số đã cấp không đổi và không cấp lại."
)
WIDEST = 1000
MOST_NUMBERS = 12
MOST_LINKS = 12
NOBODY = "chưa mở"
EMPTY_IT = "Hãy xóa trống mục «Số» ở hồ sơ rồi cấp số mới."
HOLDER_LOST = "Máy giữ sổ số đã mất…"
FOUNDER_LOST = "Máy lập sổ của đơn vị đã mất…"  # it alone opens the books
Waiting = list[tuple[str, str]]  # (id, caption)


class NumbersPage(QWidget):
    """``opened`` carries (register, id) of a record to go to, ``settling`` its id."""

    opened = Signal(str, str)
    settling = Signal()
    troubled = Signal(object)
    told = Signal(str, str)
    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk, self._tasks = context.desk, context.tasks
        self._known: list[NumberBook] = []
        self._devices: list[DeviceLine] = []
        self.ask_bar = AskBar()
        self.books = SmallTable(BOOKS, "Sổ số")
        self.books.itemSelectionChanged.connect(self._chosen)
        self.hand_on = button("Chuyển sang máy khác…", self._ask_move, sign="usb")
        self.lost = button(HOLDER_LOST, self._ask_lost, look="danger", sign="warning")
        self.voiding = Voiding()
        self.voiding.given.connect(self._void)
        self.heading = label(name="sectionTitle", wraps=True)
        self.state = label(wraps=True)
        self.twice = Link()
        self.twice.setProperty("level", "warning")
        self.twice.clicked.connect(lambda: self.settling.emit())
        self.links: list[Link] = []
        self._lines = QVBoxLayout()
        self._build()

    def activate(self) -> None:
        """Read the books of numbers when the page comes to sight."""
        self.read()
        self.books.setFocus()

    def read(self) -> None:
        """Read the books of numbers and the post's PCs, on a worker."""
        desk = self._desk

        def work(_: object) -> tuple[list[NumberBook], list[DeviceLine]]:
            books = desk.number_books(unopened=True)
            return books, desk.devices() if desk.may(Action.CARRY) else []

        self._tasks.start(self, work, lambda found: self._show(*found), lane="numbers")

    def _show(self, books: list[NumberBook], devices: list[DeviceLine]) -> None:
        row = max(self.books.chosen_row(), 0)
        self._known, self._devices = books, devices
        self.books.fill([_told(one, self._title(one)) for one in books])
        if books:
            self.books.selectRow(min(row, len(books) - 1))
        self._chosen()

    def _title(self, one: NumberBook) -> str:
        return self._desk.registers[one.register].title

    def _book(self) -> NumberBook | None:
        row = self.books.chosen_row()
        return self._known[row] if 0 <= row < len(self._known) else None

    def _chosen(self) -> None:
        one = self._book()
        moves = self._desk.may(Action.DEVICES)
        others = [each for each in self._devices if each.state == "in"]
        self.hand_on.setVisible(moves)
        self.hand_on.setEnabled(one is not None and one.here and bool(others))
        self.lost.setVisible(moves and one is not None and not (one.here or one.opens))
        self.lost.setText(HOLDER_LOST if one is None or one.holder else FOUNDER_LOST)
        emptied(self._lines)
        self.links = []
        self.heading.setText(f"{self._title(one)}, năm {one.year}" if one else "")
        self.state.setText(_standing(one) if one else "")
        self.twice.setVisible(bool(one and one.twice))
        self.twice.say("▲ Có số trùng. Bấm để mở trang Cần xử lý")
        holds = one is not None and one.here and self._desk.may(Action.WRITE)
        self.voiding.setVisible(holds)
        if one is not None:
            self.voiding.show_year(one.year, one.next)
            self._read_waiting(one)

    def _read_waiting(self, one: NumberBook) -> None:
        desk = self._desk

        def work(_: object) -> Waiting:
            ids = desk.waiting_for_number(one.register, one.year)[:MOST_LINKS]
            return [(id, desk.caption(id)) for id in ids]

        self._tasks.start(self, work, lambda found: self._show_waiting(one, found), lane="waiting")

    def _show_waiting(self, one: NumberBook, found: Waiting) -> None:
        if one is not self._book():
            return
        emptied(self._lines)
        self.links = []
        for id, caption in found:
            link = Link(f"◐ Chờ số: {caption}")
            link.clicked.connect(lambda _=False, id=id: self.opened.emit(one.register, id))
            self.links.append(link)
            self._lines.addWidget(link)
        more = one.waiting - len(found)
        if more > 0:
            self._lines.addWidget(label(f"… và {dotted(more)} hồ sơ khác.", name="faint"))

    # ------------------------------------------------------------------ moving and voiding

    def _ask_move(self) -> None:
        one = self._book()
        if one is not None and self.hand_on.isEnabled():
            self.ask_bar.ask(
                f"Chuyển sổ số «{self._title(one)}» năm {one.year} sang máy nào? Từ lúc đó máy này"
                f" không cấp số của sổ ấy nữa; máy kia cấp tiếp từ số {one.next}, sau khi USB đã"
                " mang việc chuyển tới.",
                Step("Thôi, giữ lại", self.books.setFocus),
                *self._towards(one, lost=False),
            )

    def _ask_lost(self) -> None:
        one = self._book()
        if one is not None:
            held = f"do máy «{one.holder_name}» giữ" if one.holder else "chưa máy nào mở"
            self.ask_bar.ask(
                f"Sổ số «{self._title(one)}» năm {one.year} {held}. Chỉ mở ở máy khác khi máy giữ"
                f" sổ số đã mất hoặc hỏng hẳn: máy mới cấp từ số {one.next}, cao hơn mọi số máy"
                " này đã thấy. Nếu máy cũ còn dùng, hai máy có thể cấp trùng số. Mở ở máy nào?",
                Step("Thôi, để như cũ", self.books.setFocus),
                *self._towards(one, lost=True),
            )

    def _towards(self, one: NumberBook, *, lost: bool) -> list[Step]:
        """Return a step for each PC that the book may go to."""
        wanted = ("in", "here") if lost else ("in",)
        able = [each for each in self._devices if each.state in wanted and each.id != one.holder]
        names = [each.name for each in able]

        def step(each: DeviceLine) -> Step:
            same = names.count(each.name) > 1
            name = f"{each.name} ({each.id})" if same else each.name
            here = " (máy này)" if each.state == "here" else ""
            return Step(f"«{name}»{here}", lambda: self._move(one, each, lost=lost))

        return [step(each) for each in able]

    def _move(self, one: NumberBook, to: DeviceLine, *, lost: bool) -> None:
        try:
            self._desk.move_numbers(one.register, to.id, year=one.year, lost=lost)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self.told.emit(
            f"Đã chuyển sổ số «{self._title(one)}» năm {one.year} sang máy «{to.name}».",
            "Hãy đồng bộ bằng USB để các máy khác cũng biết.",
        )
        self._again()

    def _void(self, place: str, reason: str) -> None:
        one = self._book()
        if one is None:
            return
        try:
            bearing = self._desk.void_number(one.register, f"{place}/{one.year}", reason)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self.voiding.clear()
        names = ", ".join(self._desk.caption(each) for each in bearing)
        still = f"Hồ sơ còn mang số này: {names}. {EMPTY_IT}" if names else ""
        self.told.emit(f"Đã hủy số {place}/{one.year}; số này không cấp lại.", still)
        self._again()

    def _again(self) -> None:
        self.changed.emit()
        self.read()
        self.books.setFocus()

    def _build(self) -> None:
        area, column = scrolling(WIDEST)
        column.addWidget(label(EXPLAINS, name="faint", wraps=True))
        column.addWidget(self.books)
        row = QHBoxLayout()
        row.addWidget(self.hand_on)
        row.addWidget(self.lost)
        row.addStretch()
        column.addLayout(row)
        for each in (self.heading, self.state, self.twice):
            column.addWidget(each)
        column.addLayout(self._lines)
        column.addWidget(self.voiding)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addWidget(label("Cấp số hồ sơ", name="pageTitle"))
        whole.addWidget(self.ask_bar)
        whole.addWidget(area, 1)


def _told(one: NumberBook, title: str) -> tuple[str, ...]:
    holder = f"{one.holder_name} (máy này)" if one.here else one.holder_name
    return (
        title,
        str(one.year),
        holder if one.holder else NOBODY,
        str(one.next),
        dotted(one.waiting),
        _listed(one.gaps),
        _listed(one.twice),
    )


def _standing(one: NumberBook) -> str:
    """Return in words what is to be known of a book of numbers beside its line in the table."""
    if not one.holder:
        return "Sổ số này chưa mở: hồ sơ đầu tiên được cấp số ở máy lập đơn vị sẽ mở sổ."
    known = [f"{dotted(one.waiting)} hồ sơ chờ số." if one.waiting else "Không hồ sơ nào chờ số."]
    known += [f"Số {place} đã hủy: {why}." for place, why in sorted(one.void.items())]
    return "\n".join(known)


def _listed(numbers: Sequence[int]) -> str:
    """Return numbers as a list; a long one ends with how many more there are.

    >>> _listed([2, 5]), _listed(range(20))[-18:]
    ('2, 5', '10, 11 và 8 số nữa')
    """
    words = ", ".join(str(number) for number in numbers[:MOST_NUMBERS])
    more = len(numbers) - MOST_NUMBERS
    return f"{words} và {more} số nữa" if more > 0 else words
