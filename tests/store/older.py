"""A database as an earlier version of the program made it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import NOW
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.migrate import MIGRATIONS, migrate


def older_store(request: pytest.FixtureRequest, folder: Path, last: str) -> Store:
    """Return an empty database of the kind that a fixture's parameter names, with the migrations up to the `last`."""
    migrations = folder / "migrations"
    migrations.mkdir()
    for path in MIGRATIONS.glob("[0-9]*"):
        if path.name[: len(last)] <= last:
            (migrations / path.name).write_bytes(path.read_bytes())
    make: Callable[[], str] = request.getfixturevalue("new_database")
    store = open_store(str(folder / "house.db") if request.param == "sqlite" else make(), create=True)
    migrate(store, now=NOW, migrations=migrations)
    return store
