"""One window per book: a second start shows the first one's window and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MILLISECONDS = 500


class SingleWindow(QObject):
    """Listens for later starts on the same book folder; ``called`` follows each."""

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._name = "so-antt-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Tell whether this is the first start; otherwise the first one's window is called."""
        if self._call():
            return False
        # Nobody answers: what a crash left behind may go.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        connected = socket.waitForConnected(PATIENCE_MILLISECONDS)
        socket.abort()
        return connected

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.deleteLater()
            self.called.emit()
