"""One register's page: its list, and beside it the record, the entry form or the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.model.record import Record
from desktop_app.ui.editors.editor import Context, Created, Json
from desktop_app.ui.empty import EmptyList
from desktop_app.ui.form import EntryForm
from desktop_app.ui.history import HistoryPanel
from desktop_app.ui.list_view import ListView
from desktop_app.ui.page_head import PageHead
from desktop_app.ui.panel import SidePanel
from desktop_app.ui.record_panel import RecordPanel
from desktop_app.ui.table import ListModel, Wish

if TYPE_CHECKING:
    from desktop_app.desk.finding import Count
    from desktop_app.desk.records import Opened

MARGIN = 12
READ_MILLISECONDS = 150
FORM_SHARE = 0.58


class RegisterPage(QWidget):
    """A page. ``saved`` carries (register, id); ``printing`` asks for the print panel."""

    saved = Signal(str, str)
    troubled = Signal(object)
    printing = Signal()
    selection = Signal(bool)

    def __init__(self, register: type[Record], context: Context) -> None:
        super().__init__()
        self.register = register
        self.context = replace(context, create=self._create_nested)
        self.head = PageHead(register, self.context)
        self.lines = ListModel(register, self.context)
        self.view = ListView(self.lines)
        self.empty = EmptyList(register)
        self.panel = SidePanel()
        self._shown = QStackedWidget()
        self._wanted = ""
        self._last_saved = ""
        self._shared = False
        self._build()
        self._connect()

    # ------------------------------------------------------------------ the list

    def activate(self) -> None:
        """Read the list when the page comes to sight."""
        self.ask()
        self.focus_list()

    def ask(self, *, select: str = "") -> None:
        """Read list and count anew, then select a record."""
        self._wanted = select or self.view.current_id()
        wish = replace(
            self.lines.wish, text=self.head.search.text(), where=self.head.filters.where()
        )
        self.lines.ask(wish)
        desk, table = self.context.desk, self.register.table
        self.context.tasks.start(
            self, lambda _: desk.count(table, wish.text, wish.where), self._counted, lane="count"
        )

    def focus_list(self) -> None:
        """Put the focus into the list, or on the button an empty list offers."""
        if self._shown.currentWidget() is self.empty:
            self.empty.action.setFocus()
        else:
            self.view.setFocus()

    def focus_search(self) -> None:
        """Put the focus into the search."""
        self.head.search.setFocus()
        self.head.search.selectAll()

    def current_id(self) -> str:
        """Return the id of the record the officer works on."""
        for view in reversed(self.panel.views()):
            if isinstance(view, RecordPanel | HistoryPanel) and view.record is not None:
                return view.record.id
        return self.view.current_id()

    def refit(self) -> None:
        """Fit the list to another font size."""
        self.view.fit()

    def _counted(self, count: Count) -> None:
        self.head.show_count(count)

    def _arrived(self) -> None:
        found = bool(self.lines.lines)
        if not found:
            self.empty.tell(self.lines.wish, self.head.filters.told())
        self._shown.setCurrentWidget(self.view if found else self.empty)
        if self._wanted:
            self.view.select(self._wanted)
        self._wanted = ""
        self.selection.emit(bool(self.current_id()))

    def _show_all(self) -> None:
        self.head.search.clear()
        self.head.filters.clear()
        self.head.search_now()

    def _sort(self, wish: Wish) -> None:
        self.lines.wish = wish
        self.ask()

    # ------------------------------------------------------------------ the record beside it

    def read(self, id: str) -> None:
        """Show a record beside the list; a form being typed is never pushed away."""
        if not id or self.typing():
            return
        desk, table = self.context.desk, self.register.table
        self.context.tasks.start(
            self, lambda _: desk.open(table, id), self._opened, lane="open"
        )

    def keep_typing(self) -> None:
        """Keep what is being typed on the disk."""
        for view in self.panel.views():
            if isinstance(view, EntryForm):
                view.keep_draft()

    def typing(self) -> bool:
        """Tell whether an entry form is open."""
        return any(isinstance(view, EntryForm) for view in self.panel.views())

    def add(self) -> None:
        """Open an empty entry form; when one is open, go on in it."""
        self._open_form(None)

    def edit(self) -> None:
        """Open the entry form of the record the officer works on."""
        found = self.context.desk.record(self.current_id())
        if found is not None and not self.typing():
            self._open_form(found)

    def resume(self, id: str, values: dict[str, Json]) -> None:
        """Open the entry form with what was kept while typing."""
        record = self.context.desk.record(id) if id else None
        form = self._open_form(record)
        form.fill_draft(values)
        form.body.focus_first()

    def show_history(self) -> None:
        """Show who changed the record, when and how."""
        id = self.current_id()
        record = self.context.desk.record(id)
        if record is None or self.typing():
            return
        desk, table = self.context.desk, self.register.table
        history = HistoryPanel(record, self.context)
        history.closed.connect(lambda: self._close(history))
        history.restored.connect(lambda device, seq: self._restore(id, (device, seq)))
        if isinstance(self.panel.top(), RecordPanel):
            self.panel.push(history)
        else:
            self.panel.only(history)
        self.context.tasks.start(
            history, lambda _: desk.history(table, id), history.show_lines, lane="history"
        )
        history.setFocus()

    def done_with(self, id: str) -> None:
        """Show what became of a record after a change made elsewhere."""
        if not self.typing():
            for view in self.panel.views():
                self.panel.pop(view)
        self.ask(select=id)

    def show_side(self, view: QWidget) -> None:
        """Show another view beside the list."""
        self.panel.push(view)
        self._share()

    def close_side(self, view: QWidget) -> None:
        """Take a view away."""
        self._close(view)

    def _opened(self, opened: Opened) -> None:
        if self.typing():
            return
        top = self.panel.top()
        if isinstance(top, HistoryPanel):
            return
        panel = top if isinstance(top, RecordPanel) else None
        if panel is None:
            panel = RecordPanel(self.context)
            panel.editing.connect(self.edit)
            panel.history.connect(self.show_history)
            panel.printing.connect(self.printing)
            shown = panel
            panel.closed.connect(lambda: self._close(shown))
            self.panel.only(panel)
            self._share()
        panel.show_opened(opened)
        self.selection.emit(True)

    def _open_form(self, record: Record | None) -> EntryForm:
        for view in self.panel.views():
            if isinstance(view, EntryForm):
                view.body.step(0)
                return view
        form = self._form(self.register, record=record)
        form.saved.connect(lambda id: self._saved(form, id))
        self.panel.only(form)
        self._share()
        form.body.step(0) if record else form.body.focus_first()
        return form

    def _form(self, register: type[Record], **options: Any) -> EntryForm:
        form = EntryForm(register, self.context, **options)
        form.closed.connect(lambda: self._close(form))
        form.troubled.connect(self.troubled)
        form.previous = self._previous
        return form

    def _create_nested(self, table: str, words: str, created: Created) -> None:
        """Open, above the present form, the form of a record it refers to."""
        register = self.context.desk.registers[table]
        start = {register.called[0].name: words} if words and register.called else {}
        form = self._form(register, start=start)

        def saved(id: str) -> None:
            self.panel.pop(form)
            created(id)
            self.saved.emit(table, id)

        form.saved.connect(saved)
        self.panel.push(form)
        form.body.focus_first()

    def _saved(self, form: EntryForm, id: str) -> None:
        self._last_saved = id
        self.panel.pop(form)
        self.ask(select=id)
        self.read(id)
        self.focus_list()
        self.saved.emit(self.register.table, id)

    def _previous(self) -> Record | None:
        newest = self.lines.lines[0].id if self.lines.lines else ""
        return self.context.desk.record(self._last_saved or newest)

    def _restore(self, id: str, to: tuple[str, int]) -> None:
        self.context.desk.undo(self.register.table, id, to)
        self.done_with(id)
        self.read(id)
        self.saved.emit(self.register.table, id)

    def _close(self, view: QWidget) -> None:
        self.panel.pop(view)
        top = self.panel.top()
        if isinstance(top, EntryForm):
            top.body.step(0)
        else:
            self.focus_list()
        self.selection.emit(bool(self.current_id()))

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self._shown.addWidget(self.view)
        self._shown.addWidget(self.empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._shown, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self._reading = QTimer(self, singleShot=True, interval=READ_MILLISECONDS)
        self._reading.timeout.connect(lambda: self.read(self.view.current_id()))
        self.head.searched.connect(self.ask)
        self.lines.arrived.connect(self._arrived)
        self.view.selected.connect(lambda _: self._reading.start())
        self.view.opened.connect(self.edit)
        self.view.sorted_by.connect(self._sort)
        self.empty.adding.connect(self.add)
        self.empty.showing_all.connect(self._show_all)

    def _share(self) -> None:
        """Give the panel its share of the width; what the officer dragged stays."""
        if self._shared:
            return
        self._shared = True
        whole = self.splitter.width()
        self.splitter.setSizes([round(whole * (1 - FORM_SHARE)), round(whole * FORM_SHARE)])
