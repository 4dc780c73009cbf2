"""What every entry form is made of: title, question, fields, help, what is wrong, buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.ask_bar import AskBar
from desktop_app.ui.buttons import Link, button
from desktop_app.ui.field_help import help_of
from desktop_app.ui.form_body import FormBody
from desktop_app.ui.labels import label
from desktop_app.ui.panel import PanelFoot, PanelHead
from desktop_app.ui.problem_list import ProblemList

SAVE, SAVE_ANYWAY = "Lưu hồ sơ (Ctrl+Enter)", "Vẫn lưu (Ctrl+Enter)"


class FormFrame(QWidget):
    """The parts of an entry form in their places; *close*, *save* and *keep* are its buttons."""

    def __init__(
        self,
        body: FormBody,
        parent: QWidget | None,
        *,
        close: Callable[[], object],
        save: Callable[[], object],
        keep: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.body = body
        self.head = PanelHead("", "Đóng (Esc)", close)
        self.ask_bar = AskBar()
        self.help = label(name="helpStrip", wraps=True)
        self.help.hide()
        self.problem_list = ProblemList()
        tip = "Lưu dù còn thiếu; nháp không vào báo cáo"
        self.keep = button("Lưu nháp", keep, tip=tip)
        self.save_button = button(SAVE, save, look="primary", sign="save", tip="Hoặc Ctrl+S")
        self.owed = Link()
        self.owed.setToolTip("Bấm hoặc F8: đi tới mục còn thiếu")
        self.owed.clicked.connect(self.next_problem)
        self.owed.hide()
        self.note = label(name="faint", wraps=True)
        self.note.hide()
        self._place(PanelFoot(self.keep, self.save_button))

    def next_problem(self) -> None:
        """Go to the next field or cell with a problem, round and round."""
        box = self.body.box_with_focus()
        problem = self.problem_list.following(*(box.place() if box else ("", 0)))
        if problem is not None:
            self.body.lead(problem)

    def show_help(self) -> None:
        """Say what the present field is for, with an example; again to hide it."""
        box = self.body.box_with_focus()
        text = help_of(box.field) if box else ""
        self.help.setVisible((bool(text) and text != self.help.text()) or self.help.isHidden())
        self.help.setText(text)

    def show_owed(self, number: int) -> None:
        """Tell how many fields must still be filled."""
        self.owed.say(f"Còn {number} mục bắt buộc")
        self.owed.setVisible(number > 0)

    def show_note(self, words: str) -> None:
        """Say a word beside the buttons."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _place(self, foot: PanelFoot) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.owed)
        beside.addWidget(self.note)
        foot.row.insertLayout(0, beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.ask_bar)
        column.addWidget(self.body, 1)
        column.addWidget(self.help)
        column.addWidget(self.problem_list)
        column.addWidget(foot)
