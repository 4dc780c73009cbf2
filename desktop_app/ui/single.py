"""One window per book: a second start shows the first one's window and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MILLISECONDS = 5_000
STEP_MILLISECONDS = 50


class SingleWindow(QObject):
    """Listens for later starts on the same book folder; ``called`` follows each.

    A lock file decides who is the first: of two starts at the same moment exactly one gets it,
    and what a killed program left behind does not count. ``answered`` tells whether the first
    one took a later start's call.
    """

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.answered = True
        self._name = "so-antt-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # a window may stand open for days
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Tell whether this is the first start; otherwise the first one's window is called."""
        patience = QDeadlineTimer(PATIENCE_MILLISECONDS)
        while True:
            if self._first():
                QLocalServer.removeServer(self._name)
                self._server.listen(self._name)
                return True
            # The first may hold the lock and not listen yet, or end this very moment.
            self.answered = self._call()
            if self.answered or patience.hasExpired():
                return False

    def _first(self) -> bool:
        if self._lock.tryLock(STEP_MILLISECONDS):
            return True
        # Where no lock can be written (a full disk) the book's own lock has to do.
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        connected = socket.waitForConnected(STEP_MILLISECONDS)
        socket.abort()
        return connected

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.deleteLater()
            self.called.emit()
