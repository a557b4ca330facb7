"""A PostgreSQL server: how long it may be silent, and how to break off connections that wait for it.

Here is only how connections are made and ended; it needs the driver, which is an extra.
"""

import socket
import threading
from contextlib import suppress
from types import SimpleNamespace
from typing import Any
from weakref import WeakSet

import psycopg
from peewee import PostgresqlDatabase
from psycopg.conninfo import conninfo_to_dict

from warehouse_app.domain.errors import Refused
from warehouse_app.store.faults import StoreFault, without_password

_BOUNDS = {
    "connect_timeout": 5,
    # A server that has lost its power or its network says nothing: after some ten seconds it counts as gone. What a
    # statement takes is not bounded by these; a server that is only slow goes on answering the system's own probes.
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_PROBE_SECONDS = 2


class _Fraction(psycopg.adapt.Dumper):
    """The server would round a fraction in silence where SQLite's CHECK refuses it."""

    def dump(self, obj: float) -> bytes:
        raise TypeError(f"{obj} is a fraction; the house has whole numbers only")


class Server(PostgresqlDatabase):
    """A database on a server. What its address says of times goes before what is usual here.

    Raises Refused (StoreFault) where the address means nothing.
    """

    def __init__(self, url: str) -> None:
        try:
            told = conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            raise Refused(StoreFault.URL, place=without_password(url)) from error
        adapters = psycopg.adapt.AdaptersMap(psycopg.adapters)
        adapters.register_dumper(float, _Fraction)
        bounds: dict[str, Any] = {name: value for name, value in _BOUNDS.items() if name not in told}
        self._made: WeakSet[psycopg.Connection[Any]] = WeakSet()
        self._making = threading.Lock()
        self._hung_up = False
        context = SimpleNamespace(adapters=adapters, connection=None)
        super().__init__(url, prefer_psycopg3=True, autoconnect=False, context=context, **bounds)

    def answers(self) -> bool:
        """Return whether the server lets somebody in within two seconds."""
        try:
            psycopg.connect(self.database, connect_timeout=_PROBE_SECONDS).close()
        except psycopg.OperationalError:
            return False
        return True

    def hang_up(self) -> None:
        """Break off all connections, in whichever thread: what waits for an answer fails at once. There is no other."""
        with self._making:
            self._hung_up = True
            made = list(self._made)
        for connection in made:
            with suppress(psycopg.Error, OSError):  # it is closed already
                end = socket.socket(fileno=connection.fileno())
                try:
                    end.shutdown(socket.SHUT_RDWR)
                finally:
                    end.detach()

    def _connect(self) -> Any:
        self._refuse_if_hung_up()
        connection = super()._connect()  # type: ignore[misc]  # unlisted, but what peewee itself overrides
        with self._making:
            self._made.add(connection)
        try:
            self._refuse_if_hung_up()
        except psycopg.OperationalError:
            connection.close()
            raise
        return connection

    def _refuse_if_hung_up(self) -> None:
        if self._hung_up:
            raise psycopg.OperationalError("the connection is closed")
