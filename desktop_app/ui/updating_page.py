"""Cập nhật phần mềm: which stick, what is new there, the steps one by one, then open again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.desk.many import Stopped
from desktop_app.desk.updating import BACK, FORWARD, PARTS, WouldLose
from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import emptied, label
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.scrolling import scrolling
from desktop_app.ui.stick_choice import StickChoice

if TYPE_CHECKING:
    from desktop_app.desk.updating import Offer, Updated, WentBack
    from desktop_app.ui.tasks import Task

WIDEST = 860
TITLE = "Cập nhật phần mềm"
AHEAD, DOING, DONE = "○", "●", "✓"
NO_UPDATES = (
    "Bản đang chạy không nhận cập nhật bằng USB (chạy từ mã nguồn, hoặc không có khóa của nơi phát"
    " hành). Hãy cài bản mới bằng bộ cài đặt."
)
SAFE = (
    "Sổ được sao lưu, bản mới được thử trên một bản chép của sổ rồi mới chuyển. Tắt máy giữa chừng"
    " thì bản cũ hoặc bản mới chạy, sổ vẫn nguyên vẹn. Bản mới không khởi động được thì phần mềm"
    " tự trở về bản cũ."
)
AGAIN = "Hãy lưu việc đang làm, rồi đóng và mở lại phần mềm để dùng bản này."


class UpdatingPage(QWidget):
    """``restarting`` asks to end and start the other version; ``returning`` also to put the book
    of before the update in its place first.
    """

    troubled = Signal(object)
    told = Signal(str, str)
    restarting = Signal()
    returning = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk, self._tasks = context.desk, context.tasks
        self._working = False
        self.offer: Offer | None = None
        self.running = label(wraps=True)
        self.stick = StickChoice(context.tasks)
        self.stick.chosen.connect(self.look)
        self.progress = ProgressBar()
        self.heading = label(name="sectionTitle", wraps=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.steps: list[QLabel] = []
        self.go = button("Cập nhật", self.update_now, look="primary", sign="refresh")
        self.again = button(
            "Đóng và mở lại phần mềm", self.restarting.emit, look="primary", sign="refresh"
        )
        self.back = button("Trở về bản trước", self.go_back, sign="undo")
        self.give_up = button(
            "Trở về, dùng sổ trước khi cập nhật", self.returning.emit, look="danger", sign="undo"
        )
        self._build()

    def _build(self) -> None:
        area, column = scrolling(WIDEST)
        column.addWidget(self.running)
        column.addWidget(self.stick)
        column.addWidget(self.heading)
        column.addLayout(self._lines)
        row = QHBoxLayout()
        for each in (self.go, self.again, self.back, self.give_up):
            row.addWidget(each)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addWidget(label(TITLE, name="pageTitle"))
        whole.addWidget(self.progress)
        whole.addWidget(area, 1)
        self._clear()

    def activate(self) -> None:
        """Look for sticks when the page comes to sight; work that runs is left alone."""
        if self._working:
            return
        self._clear()
        version = self._desk.version()
        self.running.setText(f"Bản đang dùng: {version}" if version else NO_UPDATES)
        self.stick.setVisible(bool(version))
        self._offer_back()
        if version:
            self.stick.look()
            self.stick.again.setFocus()

    def look(self) -> None:
        """Show what the chosen stick offers; nothing is written."""
        folder = self.stick.folder
        if folder is None or self._working:
            return
        self._clear()
        desk = self._desk
        self._tasks.start(
            self, lambda _: desk.offered(folder), self._looked, failed=self._failed, lane="look"
        )

    def update_now(self) -> None:
        """Update. Cancelled before the switch, nothing has changed."""
        folder = self.stick.folder
        if folder is None or self._working:
            return
        desk = self._desk

        def work(task: Task) -> Updated:
            return desk.update(folder, task.report, task.cancelled)

        self._start(work, FORWARD, self._updated, "Đang cập nhật")

    def go_back(self) -> None:
        """Go back to the version before; what would be lacking is told first."""
        desk = self._desk

        def work(task: Task) -> WentBack:
            return desk.go_back(task.report, task.cancelled)

        self._start(work, BACK, self._went_back, "Đang trở về")

    def _start(
        self,
        work: Callable[[Task], Any],
        steps: tuple[str, ...],
        done: Callable[[Any], None],
        title: str,
    ) -> None:
        self._clear()
        self._working = True
        self.stick.setEnabled(False)
        self.heading.setText(f"{title}…")
        self.heading.show()
        self.steps = [self._say(f"{AHEAD} {words}") for words in steps]
        task = self._tasks.start(self, work, done, failed=self._failed, writes=True)
        task.progressed.connect(self._moved)
        self.progress.follow(task, title)

    def _moved(self, done: int, _total: int) -> None:
        for number, line in enumerate(self.steps):
            at = done // PARTS
            sign = DONE if number < at else DOING if number == at else AHEAD
            line.setText(f"{sign} {line.text()[2:]}")

    # ------------------------------------------------------------------ outcomes

    def _looked(self, found: Offer | None) -> None:
        self._clear()
        self.offer = found
        self.heading.show()
        if found is None:
            self.heading.setText("USB này không có gói cập nhật.")
        elif not found.newer:
            self.heading.setText(f"Bản trên USB ({found.version}) không mới hơn bản đang dùng.")
        else:
            self.heading.setText(f"Có bản mới {found.version} trên USB")
            self._say(f"Chữ ký của nơi phát hành đúng. Cần {found.megabytes} MB trên ổ đĩa.")
            for line in found.news.splitlines():
                self._say(f"- {line.removeprefix('- ')}")
            self._say(SAFE)
            self.go.setText(f"Cập nhật lên bản {found.version}")
            self.go.show()
            self.go.setFocus()
        self._offer_back()

    def _updated(self, done: Updated) -> None:
        self._rest()
        self._ready(f"✓ Đã cập nhật lên bản {done.after}.", done.backup)

    def _went_back(self, done: WentBack) -> None:
        self._rest()
        self._ready(f"✓ Đã trở về bản {done.version}.", str(done.kept))

    def _ready(self, words: str, backup: str) -> None:
        self.heading.setText(words)
        self.heading.show()
        self._say(f"Bản sao lưu sổ lúc này: {backup}")
        self._say(AGAIN)
        self.again.show()
        self.again.setFocus()

    def _failed(self, wrong: BaseException) -> None:
        self._rest()
        if isinstance(wrong, WouldLose):
            self.heading.setText(wrong.what)
            self.heading.show()
            self._say(wrong.means)
            self._say("Chỉ trở về khi bản đang dùng không làm việc được.")
            self.give_up.show()
        elif isinstance(wrong, Stopped):
            self.told.emit("Đã dừng.", "Bản đang dùng vẫn chạy; sổ chưa có gì thay đổi.")
        elif isinstance(wrong, Trouble):
            self.troubled.emit(wrong)
        else:
            self._tasks.tell(wrong)
        self.stick.again.setFocus()

    def _rest(self) -> None:
        self._working = False
        self.stick.setEnabled(True)
        self._clear()

    def _offer_back(self) -> None:
        previous = self._desk.previous_version()
        self.back.setText(f"Trở về bản {previous}")
        self.back.setVisible(bool(previous))

    def _say(self, words: str) -> QLabel:
        line = label(words, wraps=True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.addWidget(line)
        return line

    def _clear(self) -> None:
        emptied(self._lines)
        self.steps = []
        self.heading.hide()
        for each in (self.go, self.again, self.back, self.give_up):
            each.hide()

    def texts(self) -> list[str]:
        """Return what the page says below the heading, line by line."""
        items = [self._lines.itemAt(place) for place in range(self._lines.count())]
        found = [item.widget() for item in items if item is not None]
        return [each.text() for each in found if isinstance(each, QLabel)]
