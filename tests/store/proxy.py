"""A server's address behind which the line can go dead: nobody says that it did, and nothing comes back any more."""

import select
import socket
import threading
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit, urlunsplit


class Proxy:
    """Passes on what goes to a server and comes from it, until it is told to be silent."""

    def __init__(self, url: str) -> None:
        self._behind = urlsplit(url)
        self._folder = parse_qs(self._behind.query)["host"][0]
        self._silent = threading.Event()
        self._over = threading.Event()
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._let_in)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """The database at this address."""
        port = self._door.getsockname()[1]
        user = self._behind.username or "postgres"
        return urlunsplit(("postgresql", f"{user}@127.0.0.1:{port}", self._behind.path, "sslmode=disable", ""))

    def fall_silent(self) -> None:
        """Pass nothing on any more, in either direction; who calls is still let in, and then hears nothing."""
        self._silent.set()

    def close(self) -> None:
        """Hang up."""
        self._over.set()
        for thread in self._threads:
            thread.join()
        for end in (*self._ends, self._door):
            end.close()

    def _let_in(self) -> None:
        while not self._over.is_set():
            if not select.select([self._door], [], [], 0.05)[0]:
                continue
            here, _ = self._door.accept()
            there = socket.socket(socket.AF_UNIX)
            there.connect(f"{self._folder}/.s.PGSQL.5432")
            self._ends += [here, there]
            thread = threading.Thread(target=self._pass_on, args=(here, there))
            self._threads.append(thread)
            thread.start()

    def _pass_on(self, here: socket.socket, there: socket.socket) -> None:
        other = {here: there, there: here}
        while not self._over.is_set():
            for end in select.select([here, there], [], [], 0.05)[0]:
                with suppress(OSError):
                    data = end.recv(65536)
                    if self._silent.is_set():
                        continue
                    if not data:
                        other[end].shutdown(socket.SHUT_WR)
                        return
                    other[end].sendall(data)
