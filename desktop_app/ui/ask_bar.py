"""A question inside the page: it waits above the fields and hides nothing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.ui.flow import FlowLayout
from desktop_app.ui.labels import emptied, label
from desktop_app.ui.notices import Step


class AskBar(QFrame):
    """A question with its answers as buttons, the safe one last; Esc takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("askBar")
        self._asked_from: QWidget | None = None
        self._question = label(name="noticeWhat", wraps=True)
        answers = QWidget()
        self._answers = FlowLayout(answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.addWidget(self._question)
        column.addWidget(answers)
        self.hide()

    def ask(self, question: str, *answers: Step) -> None:
        """Show the question and put the focus on its first answer."""
        emptied(self._answers)
        self._question.setText(question)
        self._asked_from = self.window().focusWidget()
        made = [self._answer(step) for step in answers]
        for answer in made:
            self._answers.addWidget(answer)
        self.show()
        made[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.window().focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            if self._asked_from is not None and isValid(self._asked_from):
                self._asked_from.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focused, QPushButton
        ):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _answer(self, step: Step) -> QPushButton:
        answer = QPushButton(step.text)

        def pressed() -> None:
            self.hide()
            step.do()

        answer.clicked.connect(pressed)
        return answer
