"""One window per book: a second start shows the first one's window and ends."""

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QDir, QLockFile, QObject, Signal

from desktop_app.ui import rooms

PATIENCE_MILLISECONDS = 5_000
STEP_MILLISECONDS = 50


class SingleWindow(QObject):
    """Keeps later starts on the same book folder away; ``called`` follows each, once it listens.

    A lock file decides who is the first: of two starts at the same moment exactly one gets it,
    and what a killed program left behind does not count. ``answered`` tells whether the first
    one took a later start's call.
    """

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.answered = True
        self._name = f"so-antt-{_digest(str(folder.resolve()))[:24]}"
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # a window may stand open for days
        self._calls: QObject | None = None

    def claim(self) -> bool:
        """Tell whether this is the first start; otherwise the first one's window is called."""
        patience = QDeadlineTimer(PATIENCE_MILLISECONDS)
        while True:
            if self._first():
                return True
            # The first may hold the lock and not listen yet, or end this very moment.
            self.answered = rooms.calling.call(self._name, STEP_MILLISECONDS)
            if self.answered or patience.hasExpired():
                return False

    def listen(self) -> None:
        """Hear later starts from now on; this waits until the first window was painted."""
        if self._calls is None:
            self._calls = calls = rooms.calling.Calls(self._name, self)
            calls.called.connect(self.called)

    def _first(self) -> bool:
        if self._lock.tryLock(STEP_MILLISECONDS):
            return True
        # Where no lock can be written (a full disk) the book's own lock has to do.
        return self._lock.error() != QLockFile.LockError.LockFailedError


def _digest(text: str) -> str:
    digest = QCryptographicHash.hash(text.encode(), QCryptographicHash.Algorithm.Sha256)
    return bytes(digest.toHex().data()).decode()
