"""The one door to the database: open, transact, lock rows in key order, write many rows at once, back up."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from peewee import Database, SqliteDatabase
from peewee import __exception_wrapper__ as as_peewee_errors  # type: ignore[attr-defined]  # unlisted, but stable
from peewee import sqlite3 as driver  # type: ignore[attr-defined]  # the newer one that peewee picked

from warehouse_app.domain.errors import Refused
from warehouse_app.store.faults import StoreFault, told, without_password
from warehouse_app.store.places import on_network_share
from warehouse_app.store.tables import TABLES, Table
from warehouse_app.store.tables.base import instant

if TYPE_CHECKING:
    from warehouse_app.store.server import Server

K = TypeVar("K", int, str)
Dialect = Literal["sqlite", "postgresql"]

CHUNK = 5_000
"""How many rows or keys one statement carries: below both databases' limits, above where larger ones stop paying."""

_SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # a confirmed scan survives a power cut
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else REPLACE removes rows of append-only tables unseen
    "cache_size": -64_000,
}
_LOCK_WAIT_SECONDS = 30
_TURNSTILE = 7_305_411
"""The number of PostgreSQL's advisory lock that `enter` takes; any, as long as all desks use the same."""

# The standard library's own adapter is deprecated; a day is stored as its ISO text.
driver.register_adapter(date, date.isoformat)

# SQLite versions with the fix of the WAL-reset corruption: sqlite.org/wal.html#walresetbug
_SAFE_FROM = (3, 51, 3)
_SAFE_BRANCHES = ((3, 44, 6), (3, 50, 7))


def sqlite_is_safe(version: tuple[int, ...]) -> bool:
    """Return whether this SQLite has the fix of the bug that can corrupt a write-ahead log with two writers."""
    return version >= _SAFE_FROM or any(version[:2] == branch[:2] and version >= branch for branch in _SAFE_BRANCHES)


def rows(query: Any) -> list[tuple[Any, ...]]:
    """Return all rows of a peewee `query` as plain tuples, its fields converted."""
    return list(query.tuples())


def day(value: date | str | None) -> date | None:
    """Return a calendar day as plain SQL gave it: PostgreSQL has dates, SQLite their ISO text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def chunks(keys: Iterable[K]) -> Iterator[list[K]]:
    """Yield `keys`, sorted and each once, in lists that one statement can carry."""
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), CHUNK):
        yield wanted[start : start + CHUNK]


def marks(values: Sequence[object]) -> str:
    """Return the `?, ?, …` that stands for `values` in a statement."""
    return ", ".join("?" * len(values))


def literal(text: str) -> str:
    """Return `text` such that `LIKE … ESCAPE '!'` takes each of its characters as it is."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


class Store:
    """An open database. One is open at a time in a process; every thread has a connection of its own."""

    def __init__(
        self, database: Database, dialect: Dialect, place: str, path: Path | None, server: "Server | None" = None
    ) -> None:
        self.database = database
        self.dialect: Dialect = dialect
        self.place = place
        self.path = path
        self._server = server
        self.key = b""
        """The key of the ledger's chain; `house` sets it from where it is kept, outside the database."""
        database.bind(TABLES, bind_refs=False, bind_backrefs=False)  # all of them: none need be looked for

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.database.is_closed():
            self.database.close()

    def connect(self) -> None:
        """Open this thread's connection, if it has none yet."""
        with told(self.place):
            self.database.connect(reuse_if_open=True)

    def answers(self) -> bool:
        """Return whether the database answers, after two seconds at most; a file always does."""
        return self._server is None or self._server.answers()

    def hang_up(self) -> None:
        """Give a server up for good: what waits for it in any thread fails at once. A file has nobody to give up."""
        if self._server is not None:
            self._server.hang_up()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the body as one transaction that holds the write lock (SQLite) from its first moment."""
        self.connect()
        with self._told(), self.database.atomic():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Run the body's reads against one unmoving state, without holding up writers; inside a transaction, in it."""
        self.connect()
        outermost = not self.database.in_transaction()
        with self._told():
            if self.dialect == "sqlite":
                with self.database.atomic("DEFERRED"):
                    yield
            else:
                with self.database.atomic():
                    if outermost:
                        self.database.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    yield

    def sql(self, statement: str, parameters: Sequence[Any] = ()) -> Any:
        """Run one statement with `?` for its parameters; return the cursor."""
        return self.database.execute_sql(self._dialected(statement), tuple(parameters))

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement once for each of `rows`."""
        with as_peewee_errors:
            self.database.cursor().executemany(self._dialected(statement), rows)

    def insert(self, table: type[Table], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert many `rows` of plain database values. Column names are the table's own, foreign keys with `_id`."""
        name = table._meta.table_name  # noqa: SLF001 - peewee's documented place
        self.many(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks(columns)})", rows)

    def locked(self, query: Any) -> Any:
        """Return `query` such that it locks the rows it reads; SQLite's writer holds the whole file already."""
        return query if self.dialect == "sqlite" else query.for_update()

    @property
    def locking(self) -> str:
        """What a SELECT ends with that locks the rows it reads."""
        return "" if self.dialect == "sqlite" else " FOR UPDATE"

    def enter(self, *, alone: bool) -> None:
        """Begin to write: together with others, or `alone`, once they are done and before others may begin.

        Call it first in a transaction, whose end lets the others in again. SQLite's writer is always alone.
        """
        if self.dialect == "postgresql":
            shared = "" if alone else "_shared"
            self.database.execute_sql(f"SELECT pg_advisory_xact_lock{shared}({_TURNSTILE})")

    def now(self) -> datetime:
        """Return the present instant: the server's on PostgreSQL, so that all desks share one clock."""
        if self.dialect == "sqlite":
            return datetime.now(UTC)
        self.connect()
        with self._told():
            asked = self.database.execute_sql("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
            return instant(int(asked.fetchone()[0]))

    def backup(self, target: Path) -> None:
        """Write a consistent copy of a SQLite database to `target` in one step, while others go on working."""
        assert self.path is not None, "PostgreSQL is backed up with its own tools"
        unfinished = target.with_name(target.name + ".part")
        self.connect()
        try:
            unfinished.unlink(missing_ok=True)
            with told(str(target)), as_peewee_errors:
                copy = driver.connect(unfinished)
                try:
                    self.database.connection().backup(copy)
                finally:
                    copy.close()
            unfinished.replace(target)
        except OSError as error:
            raise Refused(StoreFault.UNOPENABLE, place=str(target)) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Do what `told` does, and give a lost connection up, so that the next action makes a new one."""
        try:
            with told(self.place):
                yield
        except Refused as refusal:
            if refusal.code is StoreFault.UNREACHABLE and not self.database.in_transaction():
                self.close()
            raise

    def _dialected(self, statement: str) -> str:
        return statement if self.dialect == "sqlite" else statement.replace("?", "%s")


def open_store(url: str, *, create: bool = False) -> Store:
    """Open the database that `url` names: a path, sqlite:///path, or postgresql://….

    Raises Refused (StoreFault) where there is none and `create` is false, or where it cannot be opened safely.
    """
    scheme, _, address = url.partition("://")
    if scheme in {"postgresql", "postgres"}:
        return _open_postgresql(f"postgresql://{address}")
    if "://" in url and not url.startswith("sqlite:///"):
        raise Refused(StoreFault.URL, place=without_password(url))
    return _open_sqlite(Path(url.removeprefix("sqlite:///")), create=create)


def _open_sqlite(path: Path, *, create: bool) -> Store:
    version = driver.sqlite_version_info
    if not sqlite_is_safe(version):
        raise Refused(StoreFault.SQLITE_OLD, version=".".join(map(str, version)), needed=".".join(map(str, _SAFE_FROM)))
    if not path.exists() and not create:
        raise Refused(StoreFault.MISSING, place=str(path))
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(StoreFault.UNOPENABLE, place=str(path)) from error
    if on_network_share(path.resolve().parent):
        raise Refused(StoreFault.NETWORK, place=str(path))
    database = SqliteDatabase(
        str(path), pragmas=_SQLITE_PRAGMAS, lock_type="IMMEDIATE", timeout=_LOCK_WAIT_SECONDS, autoconnect=False
    )
    store = Store(database, "sqlite", str(path), path)
    store.connect()
    return store


def _open_postgresql(url: str) -> Store:
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra: who keeps her data in a file does without
    except ImportError as error:
        raise Refused(StoreFault.NO_DRIVER) from error
    from warehouse_app.store.server import Server  # noqa: PLC0415 - it needs the driver

    server = Server(url)
    store = Store(server, "postgresql", without_password(url), None, server)
    store.connect()
    return store
