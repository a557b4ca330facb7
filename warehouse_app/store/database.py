"""The one door to the database: open, transact, lock rows in key order, write many rows at once, back up."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from peewee import Database, PostgresqlDatabase, SqliteDatabase
from peewee import __exception_wrapper__ as as_peewee_errors  # type: ignore[attr-defined]  # unlisted, but stable
from peewee import sqlite3 as driver  # type: ignore[attr-defined]  # the newer one that peewee picked

from warehouse_app.domain.errors import Refused
from warehouse_app.store.faults import StoreFault, told, without_password
from warehouse_app.store.places import on_network_share
from warehouse_app.store.tables import TABLES, Table
from warehouse_app.store.tables.base import instant

Dialect = Literal["sqlite", "postgresql"]

CHUNK = 5_000
"""How many rows or keys one statement carries: below both databases' limits, above where larger ones stop paying."""

_SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # a confirmed scan survives a power cut
    "foreign_keys": 1,
    "cache_size": -64_000,
}
_LOCK_WAIT_SECONDS = 30

# SQLite versions with the fix of the WAL-reset corruption: sqlite.org/wal.html#walresetbug
_SAFE_FROM = (3, 51, 3)
_SAFE_BRANCHES = ((3, 44, 6), (3, 50, 7))


def sqlite_is_safe(version: tuple[int, ...]) -> bool:
    """Return whether this SQLite has the fix of the bug that can corrupt a write-ahead log with two writers."""
    return version >= _SAFE_FROM or any(version[:2] == branch[:2] and version >= branch for branch in _SAFE_BRANCHES)


class Store:
    """An open database. One is open at a time in a process; every thread has a connection of its own."""

    def __init__(self, database: Database, dialect: Dialect, place: str, path: Path | None) -> None:
        self.database = database
        self.dialect: Dialect = dialect
        self.place = place
        self.path = path
        database.bind(TABLES)

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.database.is_closed():
            self.database.close()

    def connect(self) -> None:
        """Open this thread's connection, if it has none yet."""
        with told(self.place):
            self.database.connect(reuse_if_open=True)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the body as one transaction that holds the write lock (SQLite) from its first moment."""
        self.connect()
        with told(self.place), self.database.atomic():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Run the body's reads against one unmoving state, without holding up writers."""
        self.connect()
        with told(self.place):
            if self.dialect == "sqlite":
                with self.database.atomic("DEFERRED"):
                    yield
            else:
                with self.database.atomic():
                    if self.database.transaction_depth() == 1:
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
        marks = ", ".join("?" * len(columns))
        self.many(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608 - our own names

    def locked(self, query: Any) -> Any:
        """Return `query` such that it locks the rows it reads; SQLite's writer holds the whole file already."""
        return query if self.dialect == "sqlite" else query.for_update()

    def lock_table(self, table: type[Table]) -> None:
        """Let nobody else write `table` until the transaction ends."""
        if self.dialect == "postgresql":
            name = table._meta.table_name  # noqa: SLF001 - peewee's documented place
            self.database.execute_sql(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE")

    def now(self) -> datetime:
        """Return the present instant: the server's on PostgreSQL, so that all desks share one clock."""
        if self.dialect == "sqlite":
            return datetime.now(UTC)
        row = self.database.execute_sql("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint").fetchone()
        return instant(int(row[0]))

    def backup(self, target: Path) -> None:
        """Write a consistent copy of a SQLite database to `target` in one step, while others go on working."""
        assert self.path is not None, "PostgreSQL is backed up with its own tools"
        unfinished = target.with_name(target.name + ".part")
        unfinished.unlink(missing_ok=True)
        self.connect()
        with told(str(target)):
            copy = driver.connect(unfinished)
            try:
                self.database.connection().backup(copy)
            finally:
                copy.close()
        unfinished.replace(target)

    def _dialected(self, statement: str) -> str:
        return statement if self.dialect == "sqlite" else statement.replace("?", "%s")


def open_store(url: str, *, create: bool = False) -> Store:
    """Open the database that `url` names: a path, sqlite:///path, or postgresql://….

    Raises Refused (StoreFault) where there is none and `create` is false, or where it cannot be opened safely.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return _open_postgresql(url)
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
    if on_network_share(path.parent):
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
    database = PostgresqlDatabase(url, prefer_psycopg3=True, autoconnect=False)
    store = Store(database, "postgresql", without_password(url), None)
    store.connect()
    return store
