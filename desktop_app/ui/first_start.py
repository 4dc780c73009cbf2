"""The first start: which ward, which officer, which password, the recovery sheet, then the book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.ui import theme
from desktop_app.ui.backup_step import BackupStep
from desktop_app.ui.buttons import button
from desktop_app.ui.crash import Crashes
from desktop_app.ui.first_steps import KindStep, OfficerStep, RecoveryStep, Step, UnitStep
from desktop_app.ui.join_steps import AskStep, Joining, WordsStep
from desktop_app.ui.labels import label
from desktop_app.ui.notices import Notices
from desktop_app.ui.outlet import Outlet
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.small_screen import SmallScreen
from desktop_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from desktop_app.desk.desk import Desk
    from desktop_app.desk.enlisting import Joined
    from desktop_app.desk.founding import Created

SIZE = 760, 620


@dataclass(frozen=True)
class Wanted:
    """What the officer chose for the new book."""

    unit_code: str
    officer_name: str
    password: str
    practice: bool


class FirstStart(QWidget):
    """Five steps, a book and its first backup; nothing is made before the third. A PC that joins
    a post has two more and may be shut down between them.

    ``opened`` carries the desk, and the backup or what stood in its way.
    """

    opened = Signal(object, object)

    def __init__(self, found: Callable[[Wanted], Created], joining: Joining) -> None:
        super().__init__()
        self.setObjectName("startWindow")
        self.setWindowTitle("Bắt đầu — Sổ ANTT")
        self.setWindowIcon(theme.icon("logo", "accent"))
        self._found = found
        self._joining = joining
        self._created: Any = None
        self._handed_on = False
        self._left = False
        self._tasks = Tasks(self)
        self._tasks.troubled.connect(self._refused)
        self._tasks.broken.connect(Crashes.show_error)
        self.notices = Notices()
        self.unit, self.officer, self.kind = UnitStep(), OfficerStep(), KindStep()
        self.recovery, self.backups = RecoveryStep(), BackupStep()
        self.ask, self.words = AskStep(self._tasks), WordsStep(self._tasks)
        self.words.starting_over.connect(lambda: self._show(0))
        self.progress = ProgressBar()
        self._outlet = Outlet(self, self._tasks, self.notices, self.progress)
        self.recovery.printing.connect(self._print_sheet)
        self.recovery.saving.connect(self._save_sheet)
        self.backups.chosen.connect(self._choose_backups)
        self._stack = QStackedWidget()
        self.place = label(name="faint")
        self.heading = label(name="pageTitle", wraps=True)
        self.back = button("Quay lại", lambda: self._show(self._place() - 1))
        self.next = button("Tiếp tục", self.go_on, look="primary")
        self._build()
        self._begin()

    @property
    def steps(self) -> list[Step]:
        """Return the steps of the way that was chosen."""
        joining: list[Step] = [self.ask, self.words] if self.kind.joins else []
        return [self.unit, self.officer, self.kind, *joining, self.recovery, self.backups]

    def _begin(self) -> None:
        """Begin at the first step, or where a PC that asked to join went away from."""
        waiting = self._joining.waiting()
        if waiting is None:
            self._show(0)
            return
        self.kind.member.setChecked(True)
        self.officer.name.setText(waiting.officer)
        self.words.show_request(waiting.words)
        self.words.stick.look()
        self._show(self.steps.index(self.words))

    def _place(self) -> int:
        shown = self._stack.currentWidget()
        return next(place for place, step in enumerate(self.steps) if step is shown)

    def go_on(self) -> None:
        """Go to the next step, make the book after the third, open it after the last."""
        step = self.steps[self._place()]
        if not step.complete():
            return
        if step is self.kind and not self.kind.joins:
            self._make()
        elif step is self.ask:
            self._lay_request()
        elif step is self.words:
            self._join()
        elif step is self.backups:
            self._back_up()
        else:
            self._show(self._place() + 1)

    def _lay_request(self) -> None:
        stick, joining = self.ask.stick.folder, self._joining
        officer, password = self.officer.name.text(), self.officer.password.text()
        unit_code = self.unit.code
        if stick is None:
            return
        self.next.setEnabled(False)
        self._tasks.start(
            self,
            lambda _: joining.ask(stick, officer, password, unit_code),
            self._laid,
            lane="make",
        )

    def _laid(self, words: str) -> None:
        self.words.show_request(words)
        self.words.password.setText(self.officer.password.text())
        if self.ask.stick.folder is not None:
            self.words.stick.choose(self.ask.stick.folder)
        self._show(self.steps.index(self.words))

    def _join(self) -> None:
        stick = self.words.stick.folder
        if stick is None or not self.next.isEnabled():
            return
        self.next.setEnabled(False)
        work = self._joining.join(stick, self.words.password.text())
        task = self._tasks.start(self, work, self._made, failed=self._not_joined, writes=True)
        self.progress.follow(task, "Đang nhận sổ của đơn vị")

    def _not_joined(self, wrong: BaseException) -> None:
        self._tasks.tell(wrong)
        self._show(self._place())

    def _back_up(self) -> None:
        """Make the first backup; the book opens whatever becomes of it."""
        desk: Desk = self._created.desk
        self.next.setEnabled(False)
        self.next.setText("Đang sao lưu lần đầu…")
        task = self._tasks.start(
            self, lambda _: desk.backup(), self._hand_on, failed=self._hand_on, writes=True
        )
        self.progress.follow(task, "Đang sao lưu lần đầu")

    def _hand_on(self, outcome: object) -> None:
        if self._left:
            return
        self._handed_on = True
        self.opened.emit(self._created.desk, outcome)
        self.close()

    def _make(self) -> None:
        wanted = Wanted(
            self.unit.code,
            self.officer.name.text(),
            self.officer.password.text(),
            self.kind.practice,
        )
        self.next.setEnabled(False)
        self.next.setText("Đang tạo sổ…")
        self._tasks.start(self, lambda _: self._found(wanted), self._made, lane="make")

    def _made(self, created: Created | Joined) -> None:
        if self._left:
            created.desk.close()
            return
        self._created = created
        unit = created.desk.unit.label()
        self.recovery.show_code(created.recovery, unit, self.officer.name.text())
        self.backups.show_folder(created.desk.backup_folder())
        self._show(self.steps.index(self.recovery))

    def _choose_backups(self, folder: Path | None) -> None:
        desk: Desk = self._created.desk
        try:
            desk.choose_backup_folder(folder)
        except Trouble as trouble:
            self.notices.trouble(trouble)
        self.backups.show_folder(desk.backup_folder())

    def _save_sheet(self) -> None:
        desk = self._created.desk
        sheet = desk.recovery_sheet(self._created.recovery)
        self._outlet.ask_where(desk, sheet, self.recovery.title)

    def _print_sheet(self) -> None:
        desk = self._created.desk
        sheet = desk.recovery_sheet(self._created.recovery)
        self._outlet.ask_printer(desk, sheet, self.recovery.title, self.recovery.kept.setFocus)

    def _refused(self, trouble: Trouble) -> None:
        self.notices.trouble(trouble)
        self._show(self._place())

    def _changed(self, step: Step) -> None:
        if step is self._stack.currentWidget():
            self.next.setEnabled(step.ready())
            self.next.setText(step.next_words)
            self.place.setText(f"Bước {self._place() + 1}/{len(self.steps)}")

    def _show(self, number: int) -> None:
        step = self.steps[number]
        self._stack.setCurrentWidget(step)
        self.place.setText(f"Bước {number + 1}/{len(self.steps)}")
        self.heading.setText(step.title)
        last = self.words if self.kind.joins else self.recovery
        self.back.setVisible(0 < number < self.steps.index(last))
        self.next.setText(step.next_words)
        self.next.setEnabled(step.ready())
        if step is self.ask:
            self.ask.stick.look()
        begin = self.next if step is self.backups else step.first()
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the new book when its window never opened."""
        self._left = True
        self._tasks.close()
        if self._created is not None and not self._handed_on:
            self._created.desk.close()
        super().closeEvent(event)

    def _build(self) -> None:
        for step in (
            self.unit, self.officer, self.kind, self.ask, self.words, self.recovery, self.backups,
        ):  # fmt: skip
            self._stack.addWidget(step)
            step.changed.connect(lambda one=step: self._changed(one))
            step.entered.connect(self.go_on)
        theme.fit_on_screen(self, QSize(*SIZE))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(10)
        column.addWidget(self.place)
        column.addWidget(self.heading)
        column.addWidget(self.notices)
        column.addWidget(self.progress)
        column.addWidget(SmallScreen(self._stack), 1)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.next)
        column.addLayout(row)
