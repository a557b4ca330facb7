"""One window for each database and person: a second start raises the first window, and ends.

A lock file says who is first; that file names its process, so that the lock of one that was killed is found to be
stale. The second start hands over what it was asked to show through a local socket that only its own user may use.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_ANSWER = b"shown\n"
_WAIT_MS = 3_000
_LONGEST = 10_000
_LONGEST_PATH = 100
"""Of a socket, which the systems limit to some hundred characters."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A second start wants the window: raised, and on `page` ("" for where it is)."""

    page: str = ""


def place_of(url: str) -> str:
    """Return what is the same for every spelling of a database's address, without its password."""
    if url.startswith(("postgresql://", "postgres://")):
        parts = urlsplit(re.sub(r"(://[^:/@]*):.*@", r"\1@", url))
        user, _, hosts = parts.netloc.rpartition("@")
        servers = ",".join(host.removesuffix(":5432") for host in hosts.lower().split(","))
        return f"postgresql://{user}@{servers}{parts.path}?{_without_password(parts.query)}"
    return str(Path(url.removeprefix("sqlite:///")).resolve())


class OneInstance(QObject):
    """The only window of `user` on the database at `place`, once `claim` has said so.

    `folder` is where the lock and the socket lie; the person's own run-time folder unless told otherwise.
    """

    asked = Signal(object)
    """Wanted."""

    def __init__(self, user: str, place: str, folder: Path | None = None) -> None:
        super().__init__()
        folder = folder or _own_folder()
        mark = hashlib.sha256(f"{user}\0{place}".encode()).hexdigest()[:16]
        self._lock = QLockFile(str(folder / f"warehouse-app-{mark}.lock"))
        self._lock.setStaleLockTime(0)  # only a lock whose process is gone is stale, however old it is
        path = str(folder / f"warehouse-app-{mark}.socket")
        self._name = path if len(path) <= _LONGEST_PATH else f"warehouse-app-{mark}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def claim(self) -> bool:
        """Be the one window, and listen to later starts; return False where there is one already."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        # Where no lock can be written at all there may be two windows: the database keeps them apart too.
        QLocalServer.removeServer(self._name)  # left behind by one that was killed
        self._server.listen(self._name)
        return True

    def hand_over(self, wanted: Wanted) -> bool:
        """Ask the window that is there to show itself; return whether it has answered."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(msgspec.json.encode(wanted) + b"\n")
        answered = socket.waitForReadyRead(_WAIT_MS) and socket.readLine().data() == _ANSWER
        socket.disconnectFromServer()
        return answered

    def release(self) -> None:
        """Let another be the one window."""
        self._server.close()
        self._lock.unlock()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        try:
            wanted = msgspec.json.decode(socket.readLine().data(), type=Wanted)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        self.asked.emit(wanted)


def bring_to_front(window: QWidget) -> None:
    """Show a window above the others, however it was hidden."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()


def _own_folder() -> Path:
    """Return a folder of this person alone where the system has one, else that of temporary files."""
    for location in (QStandardPaths.StandardLocation.RuntimeLocation, QStandardPaths.StandardLocation.TempLocation):
        path = QStandardPaths.writableLocation(location)
        if path:
            return Path(path)
    return Path.home()


def _without_password(query: str) -> str:
    return "&".join(part for part in query.split("&") if "password" not in part.partition("=")[0].casefold())
