"""The steps of the first start, each a page with its own check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.office import office_of
from desktop_app.model.units import unit
from desktop_app.ui.buttons import button
from desktop_app.ui.composing import Line
from desktop_app.ui.editors.place import NO_UNIT, unit_options
from desktop_app.ui.editors.suggestions import Option, PickLine
from desktop_app.ui.labels import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

SHORTEST_PASSWORD = 8
FEWEST_NAME_WORDS = 2


class Step(QWidget):
    """A page of the first start. ``entered`` follows Enter in its last line."""

    title = ""
    next_words = "Tiếp tục"
    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 0, 8)
        self.column.setSpacing(8)

    def ready(self) -> bool:
        """Tell whether the officer may go on."""
        return True

    def complete(self) -> bool:
        """Tell whether what is written is right; show what is not."""
        return self.ready()

    def first(self) -> QWidget:
        """Return the widget to begin in."""
        return self

    def say(self, text: str) -> QLabel:
        """Add a line of words."""
        words = label(text, wraps=True)
        self.column.addWidget(words)
        return words


class UnitStep(Step):
    """Which ward: by its present name or an old one, without marks."""

    title = "Anh/chị làm việc ở Công an xã, phường nào?"

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self._just_picked = False
        self.say("Gõ tên xã, phường, đặc khu; không cần dấu, tên trước ngày 01/7/2025 cũng được.")
        self.line = PickLine(arrow=False)
        self.line.setPlaceholderText("Ví dụ: khai quang, hoặc vinh phuc phu tho")
        self.line.setAccessibleName("Tên xã, phường, đặc khu")
        self.line.nothing = NO_UNIT
        self.line.asked.connect(lambda words: self.line.offer(unit_options(words)))
        self.line.picked.connect(self._picked)
        self.line.typing.connect(self._typing)
        self.line.returnPressed.connect(self._enter)
        self.column.addWidget(self.line)
        self.chosen = self.say("")
        self.chosen.setObjectName("noticeWhat")
        self.column.addStretch()

    def ready(self) -> bool:
        return bool(self.code)

    def first(self) -> QWidget:
        return self.line

    def label(self) -> str:
        """Return the chosen unit's full name."""
        found = unit(self.code) if self.code else None
        return found.label() if found else ""

    def _picked(self, option: Option) -> None:
        self.code = option.value
        self.line.setText(self.label())
        office = office_of(self.code)
        self.chosen.setText(f"✓ {office.name}, {office.province}")
        self._just_picked = self.line.hasFocus()
        self.changed.emit()

    def _typing(self) -> None:
        self.code = ""
        self.chosen.setText("")
        self.changed.emit()

    def _enter(self) -> None:
        """The Enter that chose a unit shows it; the next one goes on."""
        if self.code and not self._just_picked:
            self.entered.emit()
        self._just_picked = False


class OfficerStep(Step):
    """Who works here, and the password."""

    title = "Cán bộ dùng sổ và mật khẩu"

    def __init__(self) -> None:
        super().__init__()
        self.say("Họ và tên cán bộ")
        self.name = self._line("Họ và tên cán bộ", "Ví dụ: Nguyễn Văn An")
        self.say(f"Mật khẩu (từ {SHORTEST_PASSWORD} ký tự; một câu dễ nhớ là tốt nhất)")
        self.password = self._line("Mật khẩu", "")
        self.say("Gõ lại mật khẩu")
        self.again = self._line("Gõ lại mật khẩu", "")
        for line in (self.password, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)
        self.wrong = self.say("")
        self.wrong.setProperty("message", "error")
        self.column.addStretch()

    def ready(self) -> bool:
        return bool(self.name.words().strip() and self.password.text() and self.again.text())

    def complete(self) -> bool:
        self.wrong.setText(self._complaint())
        if len(self.password.text()) < SHORTEST_PASSWORD:
            self.password.setFocus()
            self.password.selectAll()
        return not self.wrong.text()

    def first(self) -> QWidget:
        return self.name

    def _complaint(self) -> str:
        if len(self.name.text().split()) < FEWEST_NAME_WORDS:
            return "✕ Hãy ghi đủ họ và tên."
        if len(self.password.text()) < SHORTEST_PASSWORD:
            return f"✕ Mật khẩu cần từ {SHORTEST_PASSWORD} ký tự."
        if self.password.text() != self.again.text():
            return "✕ Hai lần gõ mật khẩu khác nhau."
        return ""

    def _line(self, name: str, example: str) -> Line:
        line = Line()
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.textChanged.connect(lambda _: self.changed.emit())
        line.composed.connect(self.changed)
        self.column.addWidget(line)
        return line


class ChoiceStep(Step):
    """A step without a line to type in: Enter goes on, as in the lines of the steps before."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class KindStep(ChoiceStep):
    """A book for real work, one to practise in, or the book that the post has already."""

    title = "Sổ thật, sổ tập hay vào đơn vị đã có sổ?"
    next_words = "Tạo sổ"

    def __init__(self) -> None:
        super().__init__()
        self.real = QRadioButton("Sổ thật: ghi việc thật của đơn vị")
        self.trial = QRadioButton("Sổ tập: để làm quen; mọi trang in và màn hình đều ghi rõ là tập")
        self.member = QRadioButton("Máy này vào đơn vị đã có sổ trên máy khác")
        self.member.setToolTip("Xin vào bằng USB; chỉ huy duyệt ở một máy đang dùng sổ")
        self.real.setChecked(True)
        for choice in (self.real, self.trial, self.member):
            self.column.addWidget(choice)
        self.member.toggled.connect(self._turned)
        self.say(
            "Sổ nằm trong một tệp mã hóa trên máy này; không có gì ra khỏi máy nếu anh/chị không"
            " tự sao lưu, in hoặc xuất."
        )
        self.column.addStretch()

    def _turned(self, joins: bool) -> None:
        self.next_words = "Tiếp tục" if joins else "Tạo sổ"
        self.changed.emit()

    @property
    def joins(self) -> bool:
        """Tell whether this PC joins a post that has a book."""
        return self.member.isChecked()

    @property
    def practice(self) -> bool:
        """Tell whether a practice book is wanted."""
        return self.trial.isChecked()

    def first(self) -> QWidget:
        return self.real


class RecoveryStep(ChoiceStep):
    """The recovery code, to be kept on paper: without it a forgotten password loses the book."""

    title = "Tờ khôi phục: in hoặc chép lại, cất vào két"
    printing = Signal()
    saving = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.say(
            "Nếu quên mật khẩu, chỉ mã dưới đây mở được sổ. Chương trình không giữ mã này và không"
            " hiện lại lần nữa."
        )
        self.code = label(name="recovery", wraps=True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName("Mã khôi phục")
        self.column.addWidget(self.code)
        self.whose = self.say("")
        self.say(
            "In tờ khôi phục hoặc chép mã ra giấy, cho vào phong bì dán kín, giao người giữ két."
            " Không chụp ảnh, không gửi qua mạng; bản PDF in xong thì xóa."
        )
        row = QHBoxLayout()
        row.addWidget(button("In tờ khôi phục", self.printing.emit, sign="print"))
        row.addWidget(button("Lưu PDF để in ở máy khác", self.saving.emit, sign="pdf"))
        row.addStretch()
        self.column.addLayout(row)
        self.kept = QCheckBox("Mã khôi phục đã ở trên giấy; tôi đã kiểm tra lại từng ký tự")
        self.kept.toggled.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.kept)
        self.column.addWidget(label("Phím cách: đánh dấu; Enter: tiếp tục", name="faint"))
        self.column.addStretch()

    def show_code(self, code: str, unit_name: str, officer: str) -> None:
        """Show the code with whose book it opens."""
        self.code.setText(code)
        self.whose.setText(f"Sổ của {unit_name}; cán bộ: {officer}")

    def ready(self) -> bool:
        return self.kept.isChecked()

    def first(self) -> QWidget:
        return self.kept
