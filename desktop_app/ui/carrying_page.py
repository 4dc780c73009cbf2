"""Đồng bộ bằng USB: which stick, what it would bring, then take and write, then pull it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk.many import Stopped
from desktop_app.desk.permission import Action
from desktop_app.model.kinds import dotted
from desktop_app.model.trouble import Trouble
from desktop_app.ui.buttons import Link, button
from desktop_app.ui.editors.editor import Context
from desktop_app.ui.labels import emptied, label
from desktop_app.ui.progress import ProgressBar
from desktop_app.ui.scrolling import scrolling
from desktop_app.ui.stick_choice import StickChoice

if TYPE_CHECKING:
    from desktop_app.desk.carrying import Synced
    from desktop_app.desk.updating import Offer
    from desktop_app.ui.tasks import Task

WIDEST = 860
MOST_LINES = 12
LOOKED = "Xem trước: USB này mang gì tới (chưa ghi gì)"
DONE = "✓ Xong. Rút USB được."


class CarryingPage(QWidget):
    """``carried`` follows what changed the book; ``settling`` asks for the page of conflicts,
    ``updating`` for that of updates, with the stick.
    """

    carried = Signal()
    settling = Signal()
    updating = Signal(object)
    troubled = Signal(object)
    told = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._desk, self._tasks = context.desk, context.tasks
        self._working = False
        self.stick = StickChoice(context.tasks, context.desk.last_stick)
        self.stick.chosen.connect(self.look)
        self.progress = ProgressBar()
        self.heading = label(name="sectionTitle", wraps=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.take = button("Nhận và ghi", self.carry, look="primary", sign="usb")
        self.settle = button("Xử lý xung đột", self.settling.emit, sign="warning")
        self.undo = button("Hoàn tác lần đồng bộ này", self.take_back, sign="undo")
        self.update_found = Link()
        self.update_found.clicked.connect(lambda: self.updating.emit(self.stick.folder))
        area, column = scrolling(WIDEST)
        column.addWidget(label("USB", name="sectionTitle"))
        column.addWidget(self.stick)
        column.addWidget(self.update_found)
        column.addWidget(self.heading)
        column.addLayout(self._lines)
        column.addLayout(self._buttons())
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.addWidget(label("Đồng bộ bằng USB", name="pageTitle"))
        whole.addWidget(self.progress)
        whole.addWidget(area, 1)
        self.update_found.hide()
        self._clear()

    def activate(self) -> None:
        """Look for sticks when the page comes to sight; work that runs is left alone."""
        if not self._working:
            self._clear()
            self.update_found.hide()
            self.stick.look()
            self.stick.again.setFocus()

    def look(self) -> None:
        """Show what the chosen stick would bring; nothing is written, here or there."""
        folder = self.stick.folder
        if folder is None or self._working:
            return
        self._clear()
        self.heading.setText("Đang đọc USB…")
        self.heading.show()
        self._start(folder, dry_run=True)
        self._look_for_update(folder)

    def _look_for_update(self, folder: Path) -> None:
        """Tell of a newer version on the stick; where none can be taken, nothing is said here."""
        self.update_found.hide()
        desk = self._desk
        if desk.may(Action.UPDATE) and desk.version():
            self._tasks.start(
                self,
                lambda _: desk.offered(folder),
                self._show_update,
                failed=lambda _: None,
                lane="update",
            )

    def _show_update(self, found: Offer | None) -> None:
        if found is not None and found.newer:
            self.update_found.say(f"Có bản mới {found.version} trên USB: xem và cập nhật phần mềm")
            self.update_found.show()

    def carry(self) -> None:
        """Take and write. Cancelled before anything is written, nothing has changed."""
        folder = self.stick.folder
        if folder is not None and not self._working:
            self._start(folder, dry_run=False)

    def take_back(self) -> None:
        """Take the last merge back as changes of its own."""
        self._busy(working=True)
        desk = self._desk
        task = self._tasks.start(
            self, lambda _: desk.undo_sync(), self._taken_back, failed=self._failed, writes=True
        )
        self.progress.follow(task, "Đang hoàn tác")

    def _start(self, folder: Path, *, dry_run: bool) -> None:
        self._busy(working=True)
        desk = self._desk

        def work(task: Task) -> Synced:
            return desk.sync(
                folder, dry_run=dry_run, progress=task.report, cancelled=task.cancelled
            )

        task = self._tasks.start(
            self, work, self._looked if dry_run else self._done, failed=self._failed, writes=True
        )
        self.progress.follow(task, "Đang đọc USB" if dry_run else "Đang nhận và ghi")

    def _looked(self, found: Synced) -> None:
        self._busy(working=False)
        self._clear()
        self._head(LOOKED)
        self._show(found)
        self._say(
            "«Nhận và ghi» đưa những thay đổi này vào sổ, rồi ghi ra USB những gì máy khác còn"
            " thiếu. Không có giá trị nào bị ghi đè mất."
        )
        self.take.show()
        self.take.setFocus()

    def _done(self, done: Synced) -> None:
        self._busy(working=False)
        self._clear()
        self._head(DONE)
        self._show(done, written=True)
        writes = self._desk.may(Action.WRITE)
        self.undo.setVisible(writes and bool(done.new or done.changed))
        self.settle.setVisible(writes and bool(done.conflicts))
        (self.settle if writes and done.conflicts else self.stick.again).setFocus()
        self.carried.emit()

    def _taken_back(self, number: int) -> None:
        self._busy(working=False)
        self._clear()
        self._head(f"✓ Đã hoàn tác lần đồng bộ: {dotted(number)} hồ sơ trở về như trước.")
        self._say("Việc hoàn tác là thay đổi mới: đồng bộ lần sau sẽ mang sang các máy khác.")
        self.stick.again.setFocus()
        self.carried.emit()

    def _failed(self, wrong: BaseException) -> None:
        self._busy(working=False)
        self._clear()
        if isinstance(wrong, Stopped):
            self.told.emit("Đã dừng đồng bộ.", "Sổ và USB đều chưa có gì thay đổi.")
        elif isinstance(wrong, Trouble):
            self.troubled.emit(wrong)
        else:
            self._tasks.tell(wrong)
        # A stick that fails while it is written to has been read: its changes are in the book.
        self.carried.emit()
        self.stick.again.setFocus()

    # ------------------------------------------------------------------ what is shown

    def _show(self, found: Synced, *, written: bool = False) -> None:
        pairs = [
            ("Nhận từ máy", ", ".join(found.from_devices) or "không có gì mới"),
            ("Thay đổi nhận được", dotted(found.received)),
            ("Thay đổi đã có sẵn", dotted(found.known)),
            ("Hồ sơ mới", dotted(found.new)),
            ("Hồ sơ được sửa", dotted(found.changed)),
            ("Hồ sơ có xung đột", dotted(found.conflicts)),
        ]
        if written:
            pairs.append(("Đã ghi ra USB cho máy khác", f"{dotted(found.written)} thay đổi"))
            pairs.append(("So sổ với máy khác", _compared(found)))
        self._lines.addWidget(_grid(pairs))
        for words in found.waiting[:MOST_LINES]:
            self._say(f"◐ {words}. Phần đó sẽ vào sổ khi USB kia tới.")
        for file, why in found.refused[:MOST_LINES]:
            self._say(f"▲ Không nhận {file}: {why}. Tệp trên USB được giữ nguyên.", "warning")
        more = len(found.waiting) + len(found.refused) - 2 * MOST_LINES
        if more > 0:
            self._say(f"… và {dotted(more)} tệp khác.")
        for name in found.differing:
            self._say(
                f"✕ Sổ ở máy «{name}» lẽ ra giống sổ này mà khác. Không mất gì; hãy chạy"
                " «Kiểm tra sổ» ở cả hai máy và báo cán bộ kỹ thuật.",
                "error",
            )

    def _head(self, words: str) -> None:
        self.heading.setText(words)
        self.heading.show()

    def _say(self, words: str, level: str = "") -> None:
        line = label(words, wraps=True)
        line.setProperty("message", level)
        self._lines.addWidget(line)

    def _clear(self) -> None:
        emptied(self._lines)
        self.heading.hide()
        for each in (self.take, self.settle, self.undo):
            each.hide()

    def _busy(self, *, working: bool) -> None:
        self._working = working
        self.stick.setEnabled(not working)
        self.take.setEnabled(not working)
        self.undo.setEnabled(not working)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for each in (self.take, self.settle, self.undo):
            row.addWidget(each)
        row.addStretch()
        return row

    def texts(self) -> list[str]:
        """Return what the page says below the heading, line by line."""
        items = [self._lines.itemAt(place) for place in range(self._lines.count())]
        shown = [widget for item in items if (widget := item.widget()) is not None]
        return [each.accessibleName() or str(each.property("text")) for each in shown]


def _compared(found: Synced) -> str:
    return "có máy khác sổ, xem dưới" if found.differing else "không thấy khác nhau"


def _grid(pairs: list[tuple[str, str]]) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName("; ".join(f"{name}: {value}" for name, value in pairs))
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(pairs):
        grid.addWidget(label(name, name="faint"), row, 0)
        grid.addWidget(label(value, wraps=True), row, 1)
    return holder
