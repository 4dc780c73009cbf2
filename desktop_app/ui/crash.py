"""What happens when the program itself is wrong: one dialog, in Vietnamese, details to copy."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
)

from desktop_app.ui.buttons import button
from desktop_app.ui.labels import label

log = logging.getLogger("desktop_app")


class CrashDialog(QDialog):
    """Says that what is saved is safe, and offers the details for the technician."""

    def __init__(self, details: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle("Chương trình gặp lỗi")
        self.resize(620, 360)
        self.details = QPlainTextEdit(details, readOnly=True)
        self.details.setAccessibleName("Chi tiết lỗi")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label("Chương trình vừa gặp một lỗi.", name="panelTitle"))
        words = (
            "Mọi hồ sơ đã lưu vẫn nguyên vẹn; nội dung đang gõ đã được giữ làm nháp. Hãy đóng rồi"
            " mở lại chương trình. Nếu còn lỗi, sao chép chi tiết dưới đây gửi cán bộ kỹ thuật; chi"
            " tiết không chứa nội dung hồ sơ."
        )
        column.addWidget(label(words, wraps=True))
        column.addWidget(self.details, 1)
        row = QHBoxLayout()
        row.addWidget(button("Sao chép chi tiết", self.copy))
        row.addStretch()
        row.addWidget(button("Đóng thông báo", self.accept, look="primary"))
        column.addLayout(row)

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())


class Crashes:
    """The last place an error comes to."""

    shown: CrashDialog | None = None

    @classmethod
    def install(cls) -> None:
        """Catch what nobody caught."""
        sys.excepthook = cls._caught

    @classmethod
    def show_error(cls, wrong: BaseException) -> None:
        """Log an error without anybody's data and show the dialog, once at a time."""
        details = details_of(wrong)
        log.error("%s", details)
        if cls.shown is not None:
            return
        dialog = CrashDialog(details)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(cls._closed)
        cls.shown = dialog
        QTimer.singleShot(0, dialog, dialog.open)

    @classmethod
    def _closed(cls) -> None:
        cls.shown = None

    @classmethod
    def _caught(
        cls, kind: type[BaseException], wrong: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt) or QApplication.instance() is None:
            sys.__excepthook__(kind, wrong, trace)
            return
        cls.show_error(wrong)


def details_of(wrong: BaseException) -> str:
    """Return where the error happened: files, lines, functions, its class; never its message,
    which might quote a record."""
    frames = traceback.extract_tb(wrong.__traceback__)
    lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    system = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    return "\n".join([type(wrong).__name__, *lines, system])
