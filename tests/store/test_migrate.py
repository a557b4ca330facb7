"""A database is brought up to date whole or not at all, backed up first, and never when it is newer."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import IntegrityError
from peewee import sqlite3 as driver  # type: ignore[attr-defined]  # the one that peewee picked

from tests.conftest import DIALECTS, NOW, Desk
from warehouse_app.domain.errors import Refused
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.migrate import MIGRATIONS, is_empty, migrate, pending
from warehouse_app.store.tables import Supplier

OURS = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
"""The program's own migrations."""

_ADD_COLUMN = """
from peewee import CharField
def up(migrator, db):
    migrator.migrate(migrator.add_column("supplier", "city", CharField(default="")))
"""
_HALF_DONE = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE half (id INTEGER)")
    db.execute_sql("DELETE FROM setting")
    raise RuntimeError("no more")
"""
_REBUILD = """
def up(migrator, db):
    migrator.migrate(migrator.alter_column_type("supplier", "email", __import__("peewee").TextField()))
"""
_ORPHAN = """
def up(migrator, db):
    db.execute_sql("DELETE FROM supplier")
"""


def folder(tmp_path: Path, **more: str) -> Path:
    """Return a folder of migrations: the program's own under their names, and `more`."""
    made = tmp_path / "migrations"
    made.mkdir()
    for path in MIGRATIONS.glob("[0-9]*"):
        (made / path.name).write_bytes(path.read_bytes())
    for name, text in more.items():
        (made / f"{name.removeprefix('m')}.py").write_text(text)
    return made


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every table with its rows."""
    return {name: sorted(store.sql(f'SELECT * FROM "{name}"').fetchall()) for name in store.database.get_tables()}


@pytest.fixture(params=DIALECTS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return a database in which nothing was ever made."""
    sqlite = request.param == "sqlite"
    store = open_store(str(tmp_path / "house.db") if sqlite else request.getfixturevalue("new_database")(), create=True)
    yield store
    store.close()


def test_an_empty_database_is_made_without_a_backup(empty: Store, tmp_path: Path) -> None:
    assert is_empty(empty)
    assert pending(empty) == OURS
    assert migrate(empty, now=NOW) is None
    assert not is_empty(empty)
    assert pending(empty) == []
    assert list(tmp_path.glob("*.backup*")) == []
    assert migrate(empty, now=NOW) is None


def test_an_older_database_is_backed_up_and_then_migrated(desk: Desk, tmp_path: Path) -> None:
    Supplier.insert(code="S1", name="Seven", email="").execute()
    before = dump(desk.store)
    saved = migrate(desk.store, now=NOW, migrations=folder(tmp_path, m9001_city=_ADD_COLUMN))
    after = dump(desk.store)
    assert [(*row, "") for row in before["supplier"]] == after["supplier"]
    assert len(after["schema_migration"]) == len(OURS) + 1
    if desk.store.dialect == "postgresql":
        assert saved is None
        return
    assert saved == tmp_path / "house.db.before-9001_city-20260302T090000Z.backup"
    copy = driver.connect(saved)
    assert copy.execute("SELECT code, name FROM supplier").fetchall() == [("S1", "Seven")]
    assert copy.execute("SELECT name FROM schema_migration").fetchall() == [(name,) for name in OURS]
    copy.close()
    assert not list(tmp_path.glob("*.part*"))


def test_a_failing_migration_leaves_the_database_as_it_was(desk: Desk, tmp_path: Path) -> None:
    before = dump(desk.store)
    migrations = folder(tmp_path, m9001_city=_ADD_COLUMN, m9002_half=_HALF_DONE)
    with pytest.raises(RuntimeError, match="no more"):
        migrate(desk.store, now=NOW, migrations=migrations)
    assert dump(desk.store) == before
    assert "city" not in {column.name for column in desk.store.database.get_columns("supplier")}
    assert pending(desk.store, migrations) == ["9001_city", "9002_half"]


def test_a_first_migration_that_fails_leaves_an_empty_database_empty(empty: Store, tmp_path: Path) -> None:
    migrations = folder(tmp_path, m9001_half=_HALF_DONE)
    with pytest.raises(RuntimeError):
        migrate(empty, now=NOW, migrations=migrations)
    assert empty.database.get_tables() == []
    assert is_empty(empty)


def test_a_newer_database_is_refused_and_untouched(desk: Desk) -> None:
    store = desk.store
    with store.transaction():
        for name in ("9001_from_the_future", "9002_even_later"):
            store.sql("INSERT INTO schema_migration (name, applied) VALUES (?, '2031-01-01')", (name,))
    before = dump(store)
    file = Path(desk.url)
    if store.dialect == "sqlite":
        store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        content = file.read_bytes()
    for refused in (lambda: pending(store), lambda: migrate(store, now=NOW)):
        with pytest.raises(Refused) as refusal:
            refused()
        assert refusal.value.code is StoreFault.NEWER
        assert refusal.value.facts == {"place": store.place, "newest": "9002_even_later"}
    assert dump(store) == before
    if store.dialect == "sqlite":
        store.close()
        assert file.read_bytes() == content
        assert list(file.parent.glob("*backup*")) == []


def test_tables_that_others_refer_to_can_be_rebuilt(desk: Desk, tmp_path: Path) -> None:
    Supplier.insert(code="S1", name="Seven", email="").execute()
    desk.store.sql("INSERT INTO purchase_order (number, supplier_id) VALUES ('P1', 1)")
    migrate(desk.store, now=NOW, migrations=folder(tmp_path, m9001_rebuild=_REBUILD))
    assert desk.store.sql("SELECT number, supplier_id FROM purchase_order").fetchall() == [("P1", 1)]
    assert desk.store.sql("SELECT id, code FROM supplier").fetchall() == [(1, "S1")]
    with pytest.raises(IntegrityError):
        desk.store.sql("INSERT INTO purchase_order (number, supplier_id) VALUES ('P2', 99)")


def test_a_migration_that_leaves_references_to_nothing_is_undone(desk: Desk, tmp_path: Path) -> None:
    Supplier.insert(code="S1", name="Seven", email="").execute()
    desk.store.sql("INSERT INTO purchase_order (number, supplier_id) VALUES ('P1', 1)")
    with pytest.raises((AssertionError, IntegrityError)):
        migrate(desk.store, now=NOW, migrations=folder(tmp_path, m9001_orphan=_ORPHAN))
    assert desk.store.sql("SELECT code FROM supplier").fetchall() == [("S1",)]
    if desk.store.dialect == "sqlite":
        assert desk.store.sql("PRAGMA foreign_keys").fetchone() == (1,)


def test_desks_that_migrate_at_once_do_it_once(empty: Store) -> None:
    starting = threading.Barrier(2)
    trouble: list[BaseException] = []

    def start() -> None:
        try:
            empty.connect()
            starting.wait()
            migrate(empty, now=NOW)
        except BaseException as error:  # noqa: BLE001 - a thread has nobody to raise to
            trouble.append(error)
        finally:
            empty.close()

    desks = [threading.Thread(target=start) for _ in range(2)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert trouble == []
    assert [name for (name,) in empty.sql("SELECT name FROM schema_migration")] == OURS


def test_a_backup_that_cannot_be_written_stops_the_migration(
    file_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocking = tmp_path / "blocking"
    blocking.write_text("a file, not a folder")
    monkeypatch.setattr(file_desk.store, "path", blocking / "house.db")
    with pytest.raises(Refused) as refusal:
        migrate(file_desk.store, now=NOW, migrations=folder(tmp_path, m9001_city=_ADD_COLUMN))
    assert refusal.value.code is StoreFault.UNOPENABLE
    assert "city" not in {column.name for column in file_desk.store.database.get_columns("supplier")}
