"""One register's page: its list, and beside it the record, the entry form or the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.desk.many import Chosen
from desktop_app.desk.permission import Action
from desktop_app.model.record import Record
from desktop_app.ui.arrangement import Arrangement
from desktop_app.ui.beside import Beside
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.empty import EmptyList
from desktop_app.ui.list_view import ListView
from desktop_app.ui.page_head import PageHead
from desktop_app.ui.table import ListModel, Wish
from desktop_app.ui.theme import USUAL_POINTS, points

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from desktop_app.desk.finding import Count

MARGIN = 12
ROOM_FOR_BOTH_AT_USUAL_POINTS = 760
READ_MILLISECONDS = 150


class RegisterPage(QWidget):
    """A page. ``saved`` carries (register, id); ``printing`` asks for the print panel."""

    saved = Signal(str, str)
    troubled = Signal(object)
    printing = Signal()
    settling = Signal(str)
    selection = Signal(bool)
    counted = Signal(int, str, bool)

    def __init__(
        self, register: type[Record], context: Context, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.register = register
        self.context = context
        self.writes = context.desk.may(Action.WRITE)
        # Each part is made where it stands: what moves to another parent is dressed anew.
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._left = QWidget(self._splitter)
        self.head = PageHead(register, context, self._left)
        self._shown = QStackedWidget(self._left)
        self.lines = ListModel(register, context)
        self.view = ListView(self.lines, self._shown)
        self.empty = EmptyList(register, self._shown, adds=self.writes)
        self.beside = Beside(register, context, self._splitter)
        self._last_saved = ""
        self._build()
        self._connect()
        self.arrangement = Arrangement(self)

    # ------------------------------------------------------------------ the list

    def activate(self) -> None:
        """Read the list when the page comes to sight."""
        self.ask()
        self.focus_list()

    def ask(self, *, select: str = "", top: bool = False) -> None:
        """Read list and count anew; stand on the record to *select* wherever it is listed now.

        Without one the list stays where it is, unless it was asked for something else, or for
        its *top*. When the record left the list, its neighbour is stood on.
        """
        wish = self._wish()
        same = replace(wish, columns=()) == replace(self.lines.wish, columns=())
        here = self.view.current_id()
        around = not top and (bool(select) or same)
        instead = self.view.neighbour_id() if around else ""
        self.lines.ask(wish, select or here, around=around, instead=instead)
        desk, table = self.context.desk, self.register.table
        self.context.tasks.start(
            self, lambda _: desk.count(table, wish.text, wish.where), self._counted, lane="count"
        )

    def _wish(self) -> Wish:
        head = self.head
        return replace(self.lines.wish, text=head.search.words(), where=head.filters.where())

    def focus_list(self) -> None:
        """Put the focus into the list, or on the button an empty list offers."""
        if self._shown.currentWidget() is not self.empty:
            self.view.setFocus()
        elif not self.empty.action.isHidden():
            self.empty.action.setFocus()
        else:
            self.focus_search()

    def focus_search(self) -> None:
        """Put the focus into the search."""
        self.head.search.setFocus()
        self.head.search.selectAll()

    def current_id(self) -> str:
        """Return the id of the record the officer works on."""
        return self.beside.current_id() or self.view.current_id()

    def chosen(self, *, all_listed: bool) -> Chosen:
        """Return the records of the chosen lines, or all that the list finds."""
        if all_listed:
            wish = self.lines.wish
            return Chosen(self.register.table, text=wish.text, where=wish.where)
        return Chosen(self.register.table, self.view.selected_ids())

    def offer_views(self) -> None:
        """Open the list of the officer's own saved filters."""
        self.head.views.showMenu()

    def choose_columns(self) -> None:
        """Let the officer choose the columns."""
        self.arrangement.choose_columns()

    def rest(self) -> None:
        """Keep what is being typed and arranged, for the last time: the window closes."""
        self.beside.rest()
        self.arrangement.keep()

    def refit(self) -> None:
        """Fit the page to another font size or theme."""
        self.view.fit()
        self.beside.read(self.beside.current_id())
        self.beside.waiting.let_go()
        self._prepare()

    def may_print(self) -> bool:
        """Tell whether the officer's role may print records of this register."""
        return self.context.desk.may(Action.PRINT, restricted=self.register.restricted)

    def add(self) -> None:
        """Open an empty entry form; when one is open, go on in it."""
        self.beside.add()

    def edit(self) -> None:
        """Open the entry form of the record the officer works on; who only reads reads it."""
        if self.writes:
            self.beside.edit(self.current_id())
        else:
            self.beside.insist(self.current_id())

    def copy(self) -> None:
        """Open the entry form of a new record that begins as the one the officer works on."""
        self.beside.copy(self.current_id())

    def show_history(self) -> None:
        """Show who changed the record, when and how."""
        self.beside.show_history(self.current_id())

    def done_with(self, id: str) -> None:
        """Show what became of a record after a change made elsewhere."""
        self.beside.clear()
        self.ask(select=id)

    def _saved(self, table: str, id: str) -> None:
        if table == self.register.table:
            self._last_saved = id
            self.ask(select=id)
            if not self.beside.typing():
                self.focus_list()
        self.saved.emit(table, id)

    def _closed(self) -> None:
        self.focus_list()
        self.selection.emit(bool(self.current_id()))
        self._prepare()

    def _prepare(self) -> None:
        """Have the entry form ready for who may want it next."""
        if self.writes and self.isVisible() and not self.beside.typing():
            self.beside.waiting.prepare()

    def _previous(self) -> Record | None:
        if self._last_saved:
            return self.context.desk.record(self._last_saved)
        newest = self.context.desk.find(self.register.table, limit=1).rows
        return newest[0].record if newest else None

    def _counted(self, count: Count) -> None:
        self.head.show_count(count)
        self.tell_counts(relisted=True)

    def tell_counts(self, *, relisted: bool = False) -> None:
        """Tell how many lines are chosen and how many the list has."""
        chosen = len(self.view.selectionModel().selectedRows())
        listed = "Mọi hồ sơ đang lọc" if self.lines.wish.narrowed else "Cả sổ, không lọc"
        self.counted.emit(chosen, f"{listed}: {self.head.count.text()}", relisted)

    def _chosen(self) -> None:
        self.head.show_chosen(len(self.view.selectionModel().selectedRows()))
        self.tell_counts()
        self.selection.emit(bool(self.current_id()))
        self._prepare()

    def _arrived(self) -> None:
        found = bool(self.lines.lines)
        if not found:
            self.empty.tell(self.lines.wish, self.head.filters.chosen())
        self._shown.setCurrentWidget(self.view if found else self.empty)
        self.arrangement.arrived()
        self.view.land()
        self._chosen()

    def show_all(self) -> None:
        """Take the words and every filter off."""
        self.head.search.clear()
        self.head.filters.clear()
        self.head.search_now()

    def _want(self, id: str) -> None:
        self._reading.stop()
        self.beside.insist(id)

    def _sort(self, wish: Wish) -> None:
        self.lines.ask(wish, self.view.current_id())

    def _make_room(self) -> None:
        """On a screen too narrow for both, the list gives way to what stands beside it."""
        panel = max(self.beside.minimumSizeHint().width(), self.beside.minimumWidth())
        least = self._left.minimumSizeHint().width() + panel
        room = max(least, ROOM_FOR_BOTH_AT_USUAL_POINTS * points() / USUAL_POINTS)
        inside = self._left.isAncestorOf(self.focusWidget() or self)
        self._left.setVisible(self.width() >= room)
        if inside and self._left.isHidden():
            # Otherwise Qt gives the focus of what is hidden to whatever comes next in the window.
            QTimer.singleShot(0, self.beside, self.beside.take_focus)

    def _turned(self) -> None:
        if self.beside.top() is not None:
            self._make_room()
        self.selection.emit(bool(self.current_id()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.beside.top() is not None:
            self._make_room()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.beside.waiting.let_go()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self._shown.addWidget(self.view)
        self._shown.addWidget(self.empty)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._shown, 1)
        self._splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def _connect(self) -> None:
        self._reading = QTimer(self, singleShot=True, interval=READ_MILLISECONDS)
        self._reading.timeout.connect(lambda: self.beside.read(self.view.current_id()))
        self.beside.previous = self._previous
        self.beside.filling.connect(self._make_room)
        self.beside.emptied.connect(self._left.show)
        self.beside.saved.connect(self._saved)
        self.beside.troubled.connect(self.troubled)
        self.beside.printing.connect(self.printing)
        self.beside.settling.connect(self.settling)
        self.beside.closed.connect(self._closed)
        self.beside.opened.connect(lambda: self.selection.emit(True))
        self.beside.turned.connect(self._turned)
        self.head.searched.connect(self.ask)
        self.lines.arrived.connect(self._arrived)
        self.view.selected.connect(lambda _: self._reading.start())
        self.view.wanted.connect(self._want)
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self.view.opened.connect(self.edit)
        self.view.sorted_by.connect(self._sort)
        self.empty.adding.connect(self.add)
        self.empty.showing_all.connect(self.show_all)
        self.empty.dropping_words.connect(self.head.search.clear)
        self.head.clearing.connect(self.show_all)
