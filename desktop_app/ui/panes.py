"""F6: the focus goes round the parts of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.ui.window import Window


def next_pane(window: Window) -> None:
    """Move the focus between side bar, list and panel."""
    page = window.page
    panes: list[QWidget] = [window.side_bar]
    if page is not None:
        panes.append(page.view)
        panes += [view for view in (page.beside.top(),) if view is not None]
    focused = window.focusWidget()
    inside = [pane is focused or pane.isAncestorOf(focused) for pane in panes if focused]
    place = inside.index(True) if True in inside else -1
    target = panes[(place + 1) % len(panes)]
    if target not in (window.side_bar, page and page.view):
        target.focusNextChild()
    target.setFocus(Qt.FocusReason.TabFocusReason)
