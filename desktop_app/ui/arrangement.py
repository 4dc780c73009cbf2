"""How the officer arranges a list: its columns, and the filters saved under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from desktop_app.desk.views import Layout, View
from desktop_app.model.trouble import Busy, Trouble
from desktop_app.ui.column_panel import ColumnPanel
from desktop_app.ui.columns import choosable

if TYPE_CHECKING:
    from desktop_app.ui.page import RegisterPage

PAUSE_MILLISECONDS = 800


class Arrangement(QObject):
    """The part of a register's page that remembers, for this officer on this PC."""

    def __init__(self, page: RegisterPage) -> None:
        super().__init__(page)
        self._page = page
        self._desk, self._table = page.context.desk, page.register.table
        layout = self._desk.layout(self._table)
        page.view.widths = dict(layout.widths)
        page.lines.wish = replace(page.lines.wish, columns=tuple(layout.columns))
        own = tuple(field.name for field in page.register.columns)
        self._kept = Layout(tuple(layout.columns) or own, dict(layout.widths))
        self._columns: tuple[str, ...] = ()
        self._panel: ColumnPanel | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.keep)
        page.view.arranged.connect(self._pause.start)
        views = page.head.views
        views.opening.connect(lambda: views.offer(self._desk.views(self._table), self.present()))
        views.chosen.connect(self.show_view)
        views.dropped.connect(self._drop)
        page.head.name_bar.given.connect(self._save)
        header = page.view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda _: self.choose_columns())

    # ------------------------------------------------------------------ columns

    def arrived(self) -> None:
        """Let the columns stand as asked for, now that lines with them are here."""
        wanted = tuple(field.name for field in self._page.lines.columns)
        if wanted != self._columns:
            self._columns = wanted
            self._page.view.straighten()

    def keep(self) -> None:
        """Keep columns and widths, if they changed."""
        self._pause.stop()
        view = self._page.view
        present = Layout(view.order_of_columns(), dict(view.widths))
        if present == self._kept:
            return
        try:
            self._desk.keep_layout(self._table, present)
        except Busy:
            self._pause.start()
        except Trouble as trouble:
            self._page.troubled.emit(trouble)
        else:
            self._kept = present

    def choose_columns(self) -> None:
        """Show the panel of columns beside the list."""
        page = self._page
        if self._panel is not None or page.beside.typing():
            return
        panel = ColumnPanel(choosable(page.register), page.view.order_of_columns())
        panel.changed.connect(self._show_columns)
        panel.reset.connect(self._reset)
        panel.closed.connect(lambda: page.beside.close_view(panel))
        panel.destroyed.connect(self._forget_panel)
        self._panel = panel
        page.beside.show_view(panel)
        panel.focus_first()

    def _forget_panel(self) -> None:
        self._panel = None

    def _show_columns(self, names: Sequence[str]) -> None:
        lines = self._page.lines
        lines.ask(
            replace(lines.wish, columns=tuple(names)), self._page.view.current_id(), around=True
        )
        self._pause.start()

    def _reset(self) -> None:
        self._page.view.widths.clear()
        own = [field.name for field in self._page.register.columns]
        if self._panel is not None:
            self._panel.show_chosen(own)
        self._show_columns(own)

    # ------------------------------------------------------------------ saved filters

    def present(self, name: str = "") -> View:
        """Return how the list is looked at now, under a name."""
        page, wish = self._page, self._page.lines.wish
        return View(
            name,
            page.head.search.text().strip(),
            page.head.filters.where(),
            wish.sort,
            wish.descending,
            list(page.view.order_of_columns()),
        )

    def show_view(self, view: View) -> None:
        """Look at the list in a way saved earlier."""
        page = self._page
        page.head.set_text(view.text)
        page.head.filters.set_where(view.where)
        page.lines.wish = replace(
            page.lines.wish,
            sort=view.sort if view.sort in page.register.fields else "",
            descending=view.descending,
            columns=tuple(view.columns),
        )
        page.ask(top=True)
        page.focus_list()

    def _save(self, name: str) -> None:
        try:
            self._desk.keep_view(self._table, self.present(name))
        except Trouble as trouble:
            self._page.troubled.emit(trouble)
        else:
            self._page.head.name_bar.hide()
            self._page.focus_list()

    def _drop(self, name: str) -> None:
        try:
            self._desk.drop_view(self._table, name)
        except Trouble as trouble:
            self._page.troubled.emit(trouble)
