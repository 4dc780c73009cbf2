"""Hủy một số: the number and why it goes; it stays in the book and is given to nobody else."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line, take_word
from desktop_app.ui.labels import label

NUMBER_WIDTH = 110


class Voiding(QWidget):
    """``given`` carries the number without its year, and the reason."""

    given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.number, self.reason = Line(), Line()
        self.number.setFixedWidth(NUMBER_WIDTH)
        self.number.setAccessibleName("Số cần hủy")
        self.reason.setAccessibleName("Lý do hủy số")
        self.reason.setPlaceholderText("Lý do, ví dụ: viết hỏng biên bản")
        self.number.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._give)
        self.year = label()
        self.go = button("Hủy số", self._give, sign="close")
        for line in (self.number, self.reason):
            line.textChanged.connect(self._allow)
            line.composed.connect(self._allow)
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addWidget(self.year)
        row.addWidget(self.reason, 1)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(label("Hủy một số", name="sectionTitle"))
        column.addLayout(row)
        self._allow()

    def show_year(self, year: int, upto: int) -> None:
        """Say of which year the number is, and the highest that may be voided."""
        self.year.setText(f"/{year}")
        self.number.setPlaceholderText(f"1 đến {upto}")

    def clear(self) -> None:
        """Take away what was typed."""
        self.number.clear()
        self.reason.clear()

    def _allow(self) -> None:
        number = self.number.words().strip()
        self.go.setEnabled(number.isdecimal() and bool(self.reason.words().strip()))

    def _give(self) -> None:
        take_word()
        if self.go.isEnabled():
            self.given.emit(self.number.text().strip(), self.reason.text())
