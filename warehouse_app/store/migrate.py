"""Bring a database to this program's version: backed up first, all or nothing, and never a newer one touched."""

from datetime import datetime
from pathlib import Path

from playhouse.migrations import Runner

from warehouse_app.domain.errors import Refused
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault, told

MIGRATIONS = Path(__file__).parent / "migrations"
_HISTORY = "schema_migration"


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
    with store.transaction():
        Runner(store.database, str(migrations), _HISTORY).up()
    return saved
