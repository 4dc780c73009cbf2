"""The place above the page where the program says what happened, what it means, what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label
from desktop_app.ui.theme import colour

Tone = Literal["calm", "done", "due", "late"]
SIGNS = {"calm": "ⓘ", "done": "✓", "due": "▲", "late": "✕"}
SHOWN_MILLISECONDS = 6_000
MOST = 3


@dataclass(frozen=True)
class Step:
    """Something the officer can do about a notice, as a button."""

    text: str
    do: Callable[[], object]


class Notice(QFrame):
    """One message with its buttons and a cross; it never covers what the officer works on."""

    closed = Signal()

    def __init__(self, what: str, more: str, tone: Tone, steps: Sequence[Step]) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", tone)
        self.setAccessibleName(f"{what} {more}".strip())
        self.what = label(f"{SIGNS[tone]}  {what}", name="noticeWhat", wraps=True)
        self.what.setStyleSheet(f"color: {colour(tone).name()}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.what)
        self.more = label(more, wraps=True)
        if more:
            words.addWidget(self.more)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addLayout(words, 1)
        for step in steps:
            row.addWidget(self._button(step))
        row.addWidget(self._cross())

    def _button(self, step: Step) -> QPushButton:
        button = QPushButton(step.text)

        def pressed() -> None:
            self.closed.emit()
            step.do()

        button.clicked.connect(pressed)
        return button

    def _cross(self) -> QPushButton:
        return button("", self.closed.emit, look="flat", sign="close", tip="Đóng thông báo")


class Notices(QWidget):
    """The notices above the page, newest at the bottom, three at most."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 0)
        self._column.setSpacing(6)
        self._shown: list[Notice] = []
        self._passing: Notice | None = None
        self.hide()

    def tell(
        self,
        what: str,
        more: str = "",
        *,
        tone: Tone = "calm",
        steps: Sequence[Step] = (),
        passing: bool = False,
    ) -> Notice:
        """Show a notice; a *passing* one leaves by itself."""
        self._drop_same(what)
        if passing and self._passing is not None:
            self._drop(self._passing)
        notice = Notice(what, more, tone, steps)
        notice.closed.connect(lambda: self._drop(notice))
        self._column.addWidget(notice)
        self._shown.append(notice)
        if len(self._shown) > MOST:
            self._drop(self._shown[0])
        if passing:
            self._passing = notice
            QTimer.singleShot(SHOWN_MILLISECONDS, notice, lambda: self._drop(notice))
        self.show()
        return notice

    def trouble(self, trouble: Trouble, *steps: Step) -> Notice:
        """Show a refusal: what happened, what it means, what to do, and its code."""
        more = f"{trouble.means} {trouble.do} (Mã: {trouble.code})".strip()
        return self.tell(trouble.what, more, tone="late", steps=steps)

    def texts(self) -> list[str]:
        """Return what the notices say, oldest first."""
        return [notice.accessibleName() for notice in self._shown]

    def press(self, words: str) -> None:
        """Press the button with these words, as a click does."""
        for notice in self._shown:
            for found in notice.findChildren(QPushButton):
                if found.text() == words:
                    found.click()
                    return

    def refusals(self) -> list[str]:
        """Return what the red notices say."""
        red = [notice for notice in self._shown if notice.property("tone") == "late"]
        return [notice.accessibleName() for notice in red]

    def _drop_same(self, what: str) -> None:
        for notice in list(self._shown):
            if notice.what.text().endswith(f"  {what}"):
                self._drop(notice)

    def _drop(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            self._passing = None if self._passing is notice else self._passing
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown))
