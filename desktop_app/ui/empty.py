"""What an empty list says: what the register is for, or which filter leaves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.model.record import Record
from desktop_app.ui.buttons import button
from desktop_app.ui.filters import FilterChip
from desktop_app.ui.labels import emptied
from desktop_app.ui.table import Wish
from desktop_app.ui.theme import picture

PICTURE = 56
WIDTH = 460
LEAST_WIDTH = 220


class EmptyList(QWidget):
    """The words in the middle of an empty list and the next thing to do, for who *adds*."""

    adding = Signal()
    showing_all = Signal()
    dropping_words = Signal()

    def __init__(self, register: type[Record], parent: QWidget, *, adds: bool) -> None:
        super().__init__(parent)
        self._register = register
        self._adds = adds
        self._narrowed = False
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self.picture.setPixmap(picture(register.icon, "accent", PICTURE))
        self.words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.words.setMinimumWidth(LEAST_WIDTH)
        self.words.setMaximumWidth(WIDTH)
        self.action = button("", self._act, look="primary")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(self.picture)
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(self.words, 10)
        middle.addStretch()
        column.addLayout(middle)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        self._causes = QVBoxLayout()
        column.addLayout(self._causes)
        column.addStretch(2)
        self.tell(Wish(), ())

    def tell(self, wish: Wish, filters: Sequence[FilterChip]) -> None:
        """Say why there is nothing to see, and offer to take each cause away."""
        self._narrowed = wish.narrowed
        name = (self._register.singular or self._register.title).lower()
        if self._narrowed:
            words = wish.text.strip()
            causes = [f"chữ «{words}»"] if words else []
            told = ", ".join(chip.told() for chip in filters)
            causes += [f"bộ lọc {told}"] if filters else []
            self.words.setText(f"Không có hồ sơ nào khớp {' và '.join(causes)}.")
            self.action.setText("Xem tất cả")
        else:
            self.words.setText(self._register.explains or f"Chưa có {name} nào.")
            self.action.setText(f"+ Thêm {name}  (Ctrl+N)")
        self.action.setVisible(self._narrowed or self._adds)
        self.action.setAccessibleDescription(self.words.text())
        self._offer(wish.text.strip(), filters)

    def _offer(self, words: str, filters: Sequence[FilterChip]) -> None:
        """Offer to take away one cause of several; the only one goes with the button above."""
        emptied(self._causes)
        if len(filters) + bool(words) < 2:
            return
        offers = [(f"Bỏ chữ «{words}»", self.dropping_words.emit)] if words else []
        offers += [(f"Bỏ lọc {chip.told()}", chip.drop) for chip in filters]
        for text, do in offers:
            made = button(text.replace("&", "&&"), do)
            self._causes.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)

    def offers(self) -> list[QPushButton]:
        """Return the buttons that take one cause away."""
        items = [self._causes.itemAt(place) for place in range(self._causes.count())]
        return [made for item in items if isinstance(made := item.widget(), QPushButton)]

    def _act(self) -> None:
        if self._narrowed:
            self.showing_all.emit()
        else:
            self.adding.emit()
