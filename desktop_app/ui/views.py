"""The officer's own saved filters: the button that offers them, the line that names a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton

from desktop_app.desk.views import LONGEST_NAME, View
from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label


class ViewsButton(QPushButton):
    """Saved filters in a menu. ``opening`` asks for ``offer``; ``saving`` wants a name."""

    opening = Signal()
    chosen = Signal(object)
    dropped = Signal(str)
    saving = Signal()

    def __init__(self) -> None:
        super().__init__("Bộ lọc đã lưu ▾")
        self.setProperty("filter", True)
        self.setToolTip("Ctrl+L")
        self._menu = QMenu(self)
        self.dropping = QMenu("Xóa bộ lọc đã lưu", self)
        self._menu.aboutToShow.connect(self.opening)
        self.setMenu(self._menu)

    def offer(self, views: Sequence[View], present: View) -> None:
        """Fill the menu; the view that the list shows now is ticked."""
        self._menu.clear()
        for view in views:
            shown = replace(present, name=view.name) == view
            self._add(self._menu, view.name, checked=shown).triggered.connect(
                lambda _=False, view=view: self.chosen.emit(view)
            )
        self._menu.addSeparator()
        save = self._add(self._menu, "Lưu bộ lọc, thứ tự, cột đang dùng…")
        save.triggered.connect(self.saving)
        self.dropping.clear()
        for view in views:
            self._add(self.dropping, view.name).triggered.connect(
                lambda _=False, name=view.name: self.dropped.emit(name)
            )
        if views:
            self._menu.addMenu(self.dropping)

    def _add(self, menu: QMenu, words: str, *, checked: bool | None = None) -> QAction:
        action = QAction(words.replace("&", "&&"), menu, checkable=checked is not None)
        action.setChecked(bool(checked))
        menu.addAction(action)
        return action


class NameBar(QFrame):
    """One line that asks for a name; ``given`` carries it, Esc takes the line away."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("askBar")
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText("Ví dụ: Chưa ký ở tổ 3")
        self.name.setAccessibleName("Tên bộ lọc")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(label("Tên bộ lọc"))
        row.addWidget(self.name, 1)
        row.addWidget(button("Lưu bộ lọc", self._give, look="primary", tip="Enter"))
        row.addWidget(button("Không lưu", self._leave, tip="Esc"))
        self.hide()

    def ask(self) -> None:
        """Show the line, empty, and put the focus there."""
        self.name.clear()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.name.hasFocus():
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        self.given.emit(self.name.text())

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
