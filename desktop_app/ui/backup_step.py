"""The last step of the first start: where backups go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.buttons import button
from desktop_app.ui.dialogs.folder import ask_folder
from desktop_app.ui.first_steps import Step


class BackupStep(Step):
    """Where backups go: beside the data unless another folder is chosen.

    ``chosen`` carries the folder, or None for the usual one.
    """

    title = "Bản sao lưu để ở đâu?"
    next_words = "Sao lưu lần đầu và mở sổ"
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.say(
            "Máy hỏng thì chỉ bản sao lưu cứu được sổ. Bản sao lưu cũng được mã hóa; bấm Ctrl+B"
            " bất cứ lúc nào để sao lưu."
        )
        self.place = self.say("")
        self.place.setObjectName("noticeWhat")
        self.say(
            "Tốt nhất là một ổ cứng khác của máy, hoặc mỗi tuần chép thêm ra USB cất trong tủ."
        )
        row = QHBoxLayout()
        self.other = button("Chọn thư mục khác…", self._ask, sign="folder")
        self.usual = button("Về nơi thường dùng", lambda: self.chosen.emit(None))
        row.addWidget(self.other)
        row.addWidget(self.usual)
        row.addStretch()
        self.column.addLayout(row)
        self.column.addStretch()

    def show_folder(self, folder: Path) -> None:
        """Show where backups go now."""
        self.place.setText(str(folder))

    def first(self) -> QWidget:
        return self.other

    def _ask(self) -> None:
        ask_folder(self, "Chọn thư mục sao lưu", Path(self.place.text()), self.chosen.emit)
