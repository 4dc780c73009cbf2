"""The entry form: typing a new record or correcting one, beside the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.model.record import Problem, Record
from desktop_app.model.trouble import Trouble
from desktop_app.model.validation import state_warning
from desktop_app.ui.composing import take_word
from desktop_app.ui.dialogs.reason import supplementing
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.form_body import FormBody
from desktop_app.ui.form_frame import SAVE, SAVE_ANYWAY, FormFrame
from desktop_app.ui.keeping import Keeping, Values
from desktop_app.ui.keys import bind_keys
from desktop_app.ui.notices import Step

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_app.desk.records import Saved

CHECK_MILLISECONDS = 300
TYPED = "@typed"
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryForm(FormFrame):
    """One record being typed, from ``begin`` on. ``saved`` carries its id, ``closed`` follows
    the end.

    What is typed is kept as a draft within two seconds after the last key.
    """

    saved = Signal(str)
    closed = Signal()
    troubled = Signal(object)

    def __init__(
        self, register: type[Record], context: Context, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            FormBody(register, context),
            parent,
            close=self.close_asking,
            save=self.save,
            keep=self.save_draft,
        )
        self.register = register
        self.context = context
        self.id = ""
        self.previous: Callable[[], Record | None] = lambda: None
        self._before: Values = {}
        self._passed: set[Problem] = set()
        self._all_shown = False
        self.keeping = Keeping(context, register.table, self._kept, self)

    def begin(self, record: Record | None = None, start: Values | None = None) -> None:
        """Let the officer type: correct *record*, or write a new one that begins as *start*."""
        self.body.complete()
        name = (self.register.singular or self.register.title).lower()
        self.head.title.setText(f"{'Sửa' if record else 'Thêm'}: {name}")
        if record is not None:
            self.id, self._before = record.id, dict(record.values)
            self.keeping.begin(record.id)
        else:
            self._before = self.context.desk.new_values(self.register.table)
        self.body.fill({**self._before, **(start or {})})
        self._connect()
        self._check_later()

    def grow(self) -> bool:
        """Build the next part of the form; tell whether more may come."""
        return self.body.grow()

    def changes(self) -> Values:
        """Return what differs from the record as it was; None empties a field."""
        found: Values = {}
        for name, box in self.body.boxes.items():
            value, wrong = box.read()
            if wrong is None and value != self._before.get(name):
                found[name] = value
        return found

    def dirty(self) -> bool:
        """Tell whether anything was typed that is not saved."""
        return bool(self.changes() or self.body.words())

    def waiting_for_consent(self) -> bool:
        """Tell whether warnings stand and saving once more passes them."""
        return bool(self._passed)

    def fill_draft(self, kept: Values, key: str = "") -> None:
        """Put back what was kept while typing, also words that were no value yet."""
        earlier = self._before if self.id else {}
        self.body.fill({**earlier, **kept}, kept.get(TYPED) or {})
        self.keeping.key = key or self.keeping.key
        self._check_later()

    def offer_draft(self, kept: Values, at: datetime) -> None:
        """Show what was kept of this record instead of what is saved, and ask whether to go on."""
        self.fill_draft(kept)
        self.ask_bar.ask(
            f"Phần gõ dở lúc {at:%H:%M %d/%m/%Y}, chưa lưu.",
            Step("Gõ tiếp", lambda: self.body.step(0)),
            Step("Bỏ phần gõ dở", self._start_over),
        )

    def _start_over(self) -> None:
        self.keeping.forget()
        self.body.fill(self._before)
        self.body.step(0)

    def _connect(self) -> None:
        self.keeping.kept.connect(lambda: self.show_note("Đã giữ phần đang gõ"))
        self.keeping.troubled.connect(self.troubled)
        self._check_pause = QTimer(self, singleShot=True, interval=CHECK_MILLISECONDS)
        self._check_pause.timeout.connect(self._check)
        self.body.changed.connect(self._changed)
        self.body.left.connect(lambda _: self._check_later())
        self.problem_list.chosen.connect(self.body.lead)
        bind_keys(
            self,
            {
                "F8": self.next_problem,
                "Ctrl+D": self.repeat,
            },
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        focused = self.window().focusWidget()
        if event.key() in RETURNS and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in RETURNS:
            if not self.body.step(-1 if shift else 1) and not shift:
                self.save_button.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_asking()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        self.keeping.soon()
        self._check_later()
        if self._passed:
            self._passed = set()
            self.save_button.setText(SAVE)

    def _kept(self) -> Values:
        """Return what a kept draft holds: values, and words that are no value yet."""
        if not self.dirty():
            return {}
        words = self.body.words()
        values = self.changes() if self.id else self.body.values()
        return values | ({TYPED: words} if words else {})

    def _check_later(self) -> None:
        self._check_pause.start()

    def _check(self) -> None:
        """Ask the rules on a worker; show what concerns the fields already visited."""
        desk, values = self.context.desk, self.body.values()
        self.context.tasks.start(
            self,
            lambda _: desk.problems(self.register.table, values, self.id),
            self._show,
            lane="check",
        )

    def _show(self, problems: list[Problem]) -> list[Problem]:
        """Show problems where they belong and return those shown, in the order of the form."""
        shown = self.body.show_problems(problems, self._all_shown)
        self.problem_list.show_problems(shown)
        self.show_owed(self.body.owed(problems))
        return shown

    def save(self) -> None:
        """Save when nothing is wrong; a warning asks once more, an error leads to its field."""
        take_word()
        wrong = self.body.unreadable()
        problems = wrong + self._found()
        self._all_shown = True
        shown = self._show(problems[len(wrong) :])
        errors = [one for one in shown if one.level == "error"]
        warnings = {one for one in problems if one.level == "warning"}
        if errors:
            self.body.lead(errors[0])
            return
        if not warnings <= self._passed:
            self._passed = warnings
            self.save_button.setText(SAVE_ANYWAY)
            self.save_button.setFocus()
            return
        self._write(draft=False)

    def _found(self) -> list[Problem]:
        """Return what the rules say, and a step backwards in the record's lifecycle."""
        desk, table, values = self.context.desk, self.register.table, self.body.values()
        found = self.context.tasks.meanwhile(lambda: desk.problems(table, values, self.id))
        return found + list(state_warning(self.register(values, self.id), self._before))

    def save_draft(self) -> None:
        """Save as a draft: only words that are no value stand in the way."""
        take_word()
        wrong = self.body.unreadable()
        if wrong:
            self._all_shown = True
            self._show([])
            self.body.lead(wrong[0])
            return
        self._write(draft=True)

    def _write(self, *, draft: bool) -> None:
        caption = self.context.desk.caption(self.id) if self.id else ""
        supplementing(self.window(), caption, partial(self._save, draft), self._refused)

    def _save(self, draft: bool, why: str) -> None:
        values = self.changes() if self.id else self.body.values()
        saved = self.context.tasks.meanwhile(lambda: self._written(values, draft=draft, why=why))
        self._forget()
        self.saved.emit(saved.id)

    def _refused(self, trouble: Trouble) -> None:
        self._show(list(getattr(trouble, "problems", ())))
        self.troubled.emit(trouble)

    def _written(self, values: Values, *, draft: bool, why: str) -> Saved:
        desk, table = self.context.desk, self.register.table
        if self.id:
            return desk.edit(table, self.id, values, reason=why, draft=True if draft else None)
        return desk.add(table, values, draft=draft)

    def _forget(self) -> None:
        self._check_pause.stop()
        self.keeping.forget()

    def next_problem(self) -> None:
        """Go to the next field with a problem; where none is shown yet, look for all of them."""
        if not self.problem_list.texts():
            self._all_shown = True
            self._show(self._found())
        super().next_problem()

    def repeat(self) -> None:
        """Write the previous record's value into the present field."""
        box = self.body.box_with_focus()
        if box is None or box.editor.repeat_above():
            return
        earlier = self.previous()
        if earlier is None:
            return
        box.editor.set_value(earlier.values.get(box.field.name))
        self._changed()

    def close_asking(self) -> None:
        """Close; when something was typed, ask first, and keep it meanwhile."""
        if not self.help.isHidden():
            self.help.hide()
            return
        if not self.dirty():
            self.discard()
            return
        self.keeping.keep()
        self.ask_bar.ask(
            "Có nội dung chưa lưu.",
            Step("Lưu hồ sơ", self.save),
            Step("Lưu nháp", self.save_draft),
            Step("Bỏ nội dung vừa gõ", self.discard),
            Step("Gõ tiếp", lambda: self.body.step(0)),
        )

    def discard(self) -> None:
        """Close without saving."""
        self._forget()
        self.closed.emit()
