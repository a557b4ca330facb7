"""Desks at which stations are tried, in the house of `tests.stations.house`."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import KEY, Desk
from tests.stations.house import build, stock
from warehouse_app.store.database import open_store


@pytest.fixture(scope="session")
def receiving_template(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """Return a file with the house."""
    path = tmp_path_factory.mktemp("receiving") / "house.db"
    shutil.copy(sqlite_template, path)
    store = open_store(str(path))
    store.key = KEY
    build(Desk(store, str(path)))
    store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture(scope="session")
def stocked_template(tmp_path_factory: pytest.TempPathFactory, receiving_template: Path) -> Path:
    """Return a file with the house in which something lies."""
    path = tmp_path_factory.mktemp("stocked") / "house.db"
    shutil.copy(receiving_template, path)
    store = open_store(str(path))
    store.key = KEY
    stock(Desk(store, str(path)))
    store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture
def stocked(stocked_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk in a copy of the house in which something lies, in a SQLite file."""
    url = str(shutil.copy(stocked_template, tmp_path / "house.db"))
    store = open_store(url)
    store.key = KEY
    yield Desk(store, url)
    store.close()


@pytest.fixture
def floor(receiving_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk in a copy of the house, in a SQLite file."""
    url = str(shutil.copy(receiving_template, tmp_path / "house.db"))
    store = open_store(url)
    store.key = KEY
    yield Desk(store, url)
    store.close()
