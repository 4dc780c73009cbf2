"""How a later start calls the window of the first one; the only place that needs Qt's network."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket


class Calls(QObject):
    """Listens under *name*; ``called`` follows each call."""

    called = Signal()

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.deleteLater()
            self.called.emit()


def call(name: str, milliseconds: int) -> bool:
    """Call whoever listens under *name*; tell whether somebody does."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    connected = socket.waitForConnected(milliseconds)
    socket.abort()
    return connected
