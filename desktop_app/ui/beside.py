"""What stands beside a register's list: the record, its entry form, its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.desk.altering import ensure_open
from desktop_app.desk.permission import Action
from desktop_app.model.copying import copied
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.ui.composing import take_word
from desktop_app.ui.dialogs.reason import supplementing
from desktop_app.ui.editors.editor import Context, Created, Json
from desktop_app.ui.form import EntryForm
from desktop_app.ui.history import HistoryPanel
from desktop_app.ui.panel import SidePanel
from desktop_app.ui.reaching import Reaching
from desktop_app.ui.reason_panel import ReasonPanel
from desktop_app.ui.record_panel import RecordPanel
from desktop_app.ui.waiting_form import WaitingForm

if TYPE_CHECKING:
    from desktop_app.desk.records import Opened

SHARE = 0.58
OF_A_RECORD = (RecordPanel, HistoryPanel, ReasonPanel)


class Beside(SidePanel):
    """The panel at the right; ``saved`` carries (register, id), ``closed`` follows a view's end."""

    saved = Signal(str, str)
    troubled = Signal(object)
    printing, opened, closed = Signal(), Signal(), Signal()
    settling, step_wanted, numbering = Signal(str), Signal(str), Signal(str)

    def __init__(self, register: type[Record], context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.register = register
        create = self._create_nested if context.desk.may(Action.WRITE) else None
        self.context = replace(context, create=create)
        self.previous: Callable[[], Record | None] = lambda: None
        self._shared = False
        self._insisted = ""
        self.reaching = Reaching(self)
        self.waiting = WaitingForm(register, self.context, self.stack)

    def current_id(self) -> str:
        """Return the id of the record in sight; empty when none is."""
        for view in reversed(self.views()):
            if isinstance(view, OF_A_RECORD) and view.record is not None:
                return view.record.id
        return ""

    def read(self, id: str, why: str = "") -> None:
        """Show a record beside the list; a form being typed is never pushed away.

        Where a reason is wanted and *why* is empty, it is asked for in the record's place.
        """
        self._insisted = ""
        self._read(id, why)

    def insist(self, id: str) -> None:
        """Show a record that the officer means; a reason wanted for it takes the focus."""
        top = self.top()
        if isinstance(top, ReasonPanel) and top.record.id == id:
            top.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._insisted = id
        self._read(id)

    def _read(self, id: str, why: str = "") -> None:
        if not id or self.typing():
            return
        desk, table = self.context.desk, self.register.table
        self.context.tasks.start(
            self,
            lambda _: desk.open(table, id, why),
            self._opened,
            failed=lambda wrong: self.reaching.refused(id, wrong, focus=self._insisted == id),
            lane="open",
        )

    def rest(self) -> None:
        """Keep what is being typed on the disk, for the last time: the window closes."""
        take_word()
        for view in self.views():
            if isinstance(view, EntryForm):
                view.keeping.rest()

    def save(self) -> None:
        """Save what is being typed."""
        top = self.top()
        if isinstance(top, EntryForm):
            top.save()

    def keep(self) -> bool:
        """Keep what is being typed on the disk; tell whether all of it is there."""
        take_word()
        forms = [view for view in self.views() if isinstance(view, EntryForm)]
        return min([form.keeping.keep_now() for form in forms], default=True)

    def shows_record(self) -> bool:
        """Tell whether a record to read may take the place of what is here."""
        return self.top() is None or isinstance(self.top(), RecordPanel | ReasonPanel)

    def typing(self) -> bool:
        """Tell whether an entry form is open."""
        return any(isinstance(view, EntryForm) for view in self.views())

    def add(self) -> None:
        """Open an empty entry form; when one is open, go on in it."""
        self._open_form(None)

    def edit(self, id: str) -> None:
        """Open the entry form of a record."""
        self.reaching.reach(id, self._correct)

    def _correct(self, found: Record) -> None:
        if found.erased:
            self.read(found.id)
            return
        try:
            ensure_open(found)
        except Trouble as closed:
            self.troubled.emit(closed)
        else:
            self._open_form(found)

    def copy(self, id: str) -> None:
        """Open the entry form of a new record that begins as the record *id*."""
        self.reaching.reach(id, lambda record: self._open_form(None, copied(record)))

    def resume(self, id: str, values: dict[str, Json], key: str = "") -> None:
        """Open an entry form, above one being typed, with what was kept under *key*."""
        for view in self.views():
            if isinstance(view, EntryForm) and view.keeping.key == key:
                view.body.step(0)
                return
        form = self._new_form(self.context.desk.record(id) if id else None)
        form.fill_draft(values, key)
        form.body.focus_first()

    def show_history(self, id: str) -> None:
        """Show who changed the record, when and how."""
        self.reaching.reach(id, self._show_history)

    def _show_history(self, record: Record) -> None:
        id = record.id
        desk, table = self.context.desk, self.register.table
        history = HistoryPanel(record, self.context)
        history.closed.connect(lambda: self.close_view(history))
        history.restored.connect(
            lambda device, seq: self._restore(
                id, lambda why: desk.undo(table, id, (device, seq), why)
            )
        )
        history.field_restored.connect(
            lambda name, device, seq: self._restore(
                id, lambda why: desk.restore_field(table, id, name, (device, seq), why)
            )
        )
        if isinstance(self.top(), RecordPanel):
            self.push(history)
        else:
            self.only(history)
        self.context.tasks.start(
            history, lambda _: desk.history(table, id), history.show_lines, lane="history"
        )
        history.setFocus()

    def clear(self) -> None:
        """Take everything away but a form being typed."""
        if not self.typing():
            for view in self.views():
                self.pop(view)

    def show_only(self, view: QWidget) -> None:
        """Show a view of a record in the place of all that is here."""
        self.only(view)
        self._share()
        self.opened.emit()

    def show_view(self, view: QWidget) -> None:
        """Show another view beside the list."""
        self.push(view)
        self._share()

    def close_view(self, view: QWidget) -> None:
        """Take a view away; the one below, or the list, takes the focus."""
        self.pop(view)
        top = self.top()
        if isinstance(top, EntryForm):
            top.body.step(0)
        else:
            self.closed.emit()

    def _opened(self, opened: Opened) -> None:
        if self.typing() or not self.shows_record():
            return
        top = self.top()
        panel = top if isinstance(top, RecordPanel) else None
        inside = self.isAncestorOf(self.window().focusWidget() or self)
        if panel is None:
            panel = RecordPanel(self.context)
            panel.editing.connect(lambda: self.edit(self.current_id()))
            panel.history.connect(lambda: self.show_history(self.current_id()))
            panel.printing.connect(self.printing)
            panel.step_wanted.connect(self.step_wanted)
            panel.numbering.connect(self.numbering)
            panel.settling.connect(lambda: self.settling.emit(self.current_id()))
            shown = panel
            panel.closed.connect(lambda: self.close_view(shown))
            self.only(panel)
            self._share()
        panel.show_opened(opened)
        if inside:
            panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _open_form(self, record: Record | None, start: dict[str, Json] | None = None) -> None:
        for view in self.views():
            if isinstance(view, EntryForm):
                view.body.step(0)
                return
        form = self._new_form(record, start)
        form.body.step(0) if record else form.body.focus_first()
        for kept in self.context.desk.drafts() if record else ():
            if kept.key == form.keeping.key:
                form.offer_draft(kept.values, datetime.fromisoformat(kept.at))

    def _new_form(self, record: Record | None, start: dict[str, Json] | None = None) -> EntryForm:
        form = self._bound(self.waiting.take())
        form.begin(record, start)
        form.saved.connect(lambda id: self._saved(form, id))
        self.push(form) if self.typing() else self.only(form)
        self._share()
        return form

    def _bound(self, form: EntryForm) -> EntryForm:
        form.closed.connect(lambda: self.close_view(form))
        form.troubled.connect(self.troubled)
        form.previous = self.previous
        return form

    def _create_nested(self, table: str, words: str, created: Created) -> None:
        """Open, above the present form, the form of a record it refers to."""
        register = self.context.desk.registers[table]
        start = {register.called[0].name: words} if words and register.called else {}
        form = self._bound(EntryForm(register, self.context, self.stack))
        form.begin(start=start)
        below = self.top()
        box = below.body.box_with_focus() if isinstance(below, EntryForm) else None
        if isinstance(below, EntryForm) and box is not None:
            name = box.field.name
            form.closed.connect(lambda: below.body.go(name))

        def saved(id: str) -> None:
            self.pop(form)
            created(id)
            self.saved.emit(table, id)

        form.saved.connect(saved)
        form.head.title.setText(f"{form.head.title.text()} (xong sẽ quay lại hồ sơ đang ghi)")
        self.push(form)
        form.body.go(next(iter(start))) if start else form.body.focus_first()

    def _saved(self, form: EntryForm, id: str) -> None:
        self.pop(form)
        self.read(id)
        self.saved.emit(self.register.table, id)
        top = self.top()
        if isinstance(top, EntryForm):
            top.body.step(0)

    def _restore(self, id: str, restore: Callable[[str], object]) -> None:
        def restored(why: str) -> None:
            self.context.tasks.meanwhile(lambda: restore(why))
            self.clear()
            self.read(id)
            self.saved.emit(self.register.table, id)

        caption = self.context.desk.caption(id)
        supplementing(self.window(), caption, restored, self.troubled.emit)

    def _share(self) -> None:
        """Give the panel its share of the width once; what the officer drags stays."""
        splitter = self.parent()
        if self._shared or not isinstance(splitter, QSplitter):
            return
        self._shared = True
        whole = splitter.width()
        splitter.setSizes([round(whole * (1 - SHARE)), round(whole * SHARE)])
