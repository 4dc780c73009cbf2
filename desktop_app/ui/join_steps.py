"""The steps of a PC that joins a post with a book: lay a request, wait with six words, come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.desk import enlisting
from desktop_app.model.record import Registers
from desktop_app.ui.buttons import button
from desktop_app.ui.first_steps import ChoiceStep
from desktop_app.ui.labels import label
from desktop_app.ui.stick_choice import StickChoice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.desk.enlisting import Joined, Waiting
    from desktop_app.ui.tasks import Task, Tasks


@dataclass(frozen=True)
class Joining:
    """What a PC without a book asks of the desk, for the book that is to lie in *folder*."""

    folder: Path
    registers: Registers

    def waiting(self) -> Waiting | None:
        """Return the request this PC has laid and not yet come in by."""
        return enlisting.waiting(self.folder)

    def ask(self, stick: Path, officer: str, password: str, unit_code: str) -> str:
        """Lay a request on a stick; return its six words. Raises Trouble."""
        asked = enlisting.ask_to_join(self.folder, stick, officer, password, unit_code=unit_code)
        return asked.words

    def join(self, stick: Path, password: str) -> Callable[[Task], Joined]:
        """Return the work that takes the whole book from a stick. It raises Trouble."""
        return lambda task: enlisting.join(
            self.folder,
            stick,
            self.registers,
            password,
            progress=task.report,
            cancelled=task.cancelled,
        )


class AskStep(ChoiceStep):
    """Which stick carries the request."""

    title = "Xin vào đơn vị: cắm USB vào máy này"
    next_words = "Ghi yêu cầu ra USB"

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.say(
            "Máy này sẽ ghi ra USB một yêu cầu xin vào đơn vị. Yêu cầu không chứa hồ sơ nào và"
            " không chứa mật khẩu."
        )
        self.stick = StickChoice(tasks)
        self.stick.chosen.connect(self.changed)
        self.column.addWidget(self.stick)
        self.column.addStretch()

    def ready(self) -> bool:
        return self.stick.folder is not None

    def first(self) -> QWidget:
        return self.stick.again


class WordsStep(ChoiceStep):
    """The six words, what to do with them, and the way in when the stick comes back."""

    title = "Sáu chữ của máy này"
    next_words = "Vào đơn vị"
    starting_over = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.words = label(name="recovery", wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setAccessibleName("Sáu chữ")
        self.column.addWidget(self.words)
        self.say(
            "1. Mang USB tới một máy của đơn vị đang dùng sổ; ở đó chỉ huy mở menu Sổ → Máy của đơn"
            " vị, chọn máy này và gõ sáu chữ trên. Đọc trực tiếp hoặc qua điện thoại, không chép"
            " sáu chữ vào USB."
        )
        self.say("2. Mang USB về, cắm lại vào máy này, chọn USB, gõ mật khẩu rồi bấm «Vào đơn vị».")
        self.stick = StickChoice(tasks)
        self.stick.chosen.connect(self.changed)
        self.column.addWidget(self.stick)
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("Mật khẩu đã đặt khi xin vào")
        self.password.setPlaceholderText("Mật khẩu đã đặt khi xin vào đơn vị")
        self.password.textChanged.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.password)
        self.column.addWidget(
            label(
                "Tắt chương trình lúc chờ cũng được: mở lại là về đúng bước này.",
                name="faint",
                wraps=True,
            )
        )
        over = button("Bỏ yêu cầu này, làm lại từ đầu", self.starting_over.emit, look="flat")
        self.column.addWidget(over, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()

    def show_request(self, words: str) -> None:
        """Show the six words."""
        self.words.setText(words)

    def ready(self) -> bool:
        return self.stick.folder is not None and bool(self.password.text())

    def first(self) -> QWidget:
        return self.stick.again if self.password.text() else self.password
