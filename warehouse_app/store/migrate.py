"""Bring a database to this program's version: backed up first, all or nothing, and never a newer one touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from playhouse.migrations import Runner

from warehouse_app.domain.errors import Refused
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault, told

MIGRATIONS = Path(__file__).parent / "migrations"
_HISTORY = "schema_migration"
_MIGRATING = 0x7761_7265_686F_7573
"""The server's lock that one migration at a time holds."""


def pending(store: Store, migrations: Path = MIGRATIONS) -> list[str]:
    """Return the names of the migrations that `store` still needs, oldest first.

    Raises Refused (StoreFault.NEWER) where the database knows migrations that this program does not.
    """
    with told(store.place):
        status = Runner(store.database, str(migrations), _HISTORY).status()
    unknown = sorted(row.name for row in status if row.path is None)
    if unknown:
        raise Refused(StoreFault.NEWER, place=store.place, newest=unknown[-1])
    return [row.name for row in status if row.applied is None]


def is_empty(store: Store) -> bool:
    """Return whether nothing of ours was ever put into this database."""
    with told(store.place):
        return not store.database.table_exists(_HISTORY)


def is_foreign(store: Store) -> bool:
    """Return whether this database holds tables, but none of ours."""
    with told(store.place):
        return is_empty(store) and bool(store.database.get_tables())


def migrate(store: Store, *, now: datetime, migrations: Path = MIGRATIONS) -> Path | None:
    """Apply what is pending, in one transaction; return where the backup made before lies, if there was one to make.

    A migration that fails leaves the database as it was. On PostgreSQL the house's own backup is the administrator's.
    """
    waiting = pending(store, migrations)
    if not waiting:
        return None
    saved = None
    if store.path is not None and not is_empty(store):
        saved = store.path.with_name(f"{store.path.name}.before-{waiting[0]}-{now:%Y%m%dT%H%M%SZ}.backup")
        store.backup(saved)
    with _rebuilding(store), store.transaction():
        if store.dialect == "postgresql":
            # Desks of a new version that start together: one migrates, the others then find it done.
            store.sql("SELECT pg_advisory_xact_lock(?)", (_MIGRATING,))
        Runner(store.database, str(migrations), _HISTORY).up()
        if store.dialect == "sqlite" and (broken := store.sql("PRAGMA foreign_key_check").fetchall()):
            raise AssertionError(f"the migrations left references to nothing: {broken[:3]}")
    return saved


@contextmanager
def _rebuilding(store: Store) -> Iterator[None]:
    """Let SQLite drop and rename tables that others refer to, which its foreign keys forbid inside a transaction."""
    if store.dialect == "postgresql":
        yield
        return
    store.sql("PRAGMA foreign_keys = 0")
    try:
        yield
    finally:
        store.sql("PRAGMA foreign_keys = 1")
