"""Trouble with the database becomes one refusal that a person understands; a bug stays a bug."""

import importlib
import sys
from pathlib import Path

import psycopg
import pytest
from peewee import DatabaseError, IntegrityError
from peewee import sqlite3 as driver  # type: ignore[attr-defined]  # the one that peewee picked

from tests.conftest import NOW, Desk
from tests.store.rows import furnish
from warehouse_app.domain.errors import Refused
from warehouse_app.store.database import Store, open_store, sqlite_is_safe
from warehouse_app.store.faults import StoreFault, without_password
from warehouse_app.store.migrate import migrate
from warehouse_app.store.tables import Setting


def refusal_of(url: str | Path, *, create: bool = False) -> Refused:
    """Return how opening `url` is refused."""
    with pytest.raises(Refused) as refusal:
        open_store(str(url), create=create)
    return refusal.value


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    refusal = refusal_of(tmp_path / "none.db")
    assert (refusal.code, refusal.facts) == (StoreFault.MISSING, {"place": str(tmp_path / "none.db")})
    assert list(tmp_path.iterdir()) == []


def test_folders_are_made_for_a_new_file(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/new/folder/house.db", create=True)
    assert store.path == tmp_path / "new" / "folder" / "house.db"
    assert store.path.exists()
    store.close()


@pytest.mark.parametrize("create", [True, False])
def test_a_place_below_a_file_cannot_hold_a_database(tmp_path: Path, create: bool) -> None:
    (tmp_path / "file").write_text("not a folder")
    refusal = refusal_of(tmp_path / "file" / "house.db", create=create)
    assert refusal.code is (StoreFault.UNOPENABLE if create else StoreFault.MISSING)
    assert refusal.facts == {"place": str(tmp_path / "file" / "house.db")}


def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).code is StoreFault.UNOPENABLE


def test_another_kind_of_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear customer, " * 500)
    for create in (True, False):
        assert refusal_of(letter, create=create).code is StoreFault.DAMAGED
    assert letter.read_text() == "Dear customer, " * 500
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_damaged_file_is_told_as_such(file_desk: Desk) -> None:
    furnish(file_desk.store)
    file_desk.store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    file_desk.store.close()
    with Path(file_desk.url).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (Path(file_desk.url).stat().st_size - 4096))
    with pytest.raises(Refused) as refusal:
        read_moves(file_desk.url)
    assert (refusal.value.code, refusal.value.facts) == (StoreFault.DAMAGED, {"place": file_desk.url})


def read_moves(url: str) -> None:
    """Open a database and read its ledger."""
    store = open_store(url)
    try:
        with store.transaction():
            store.sql("SELECT * FROM move").fetchall()
    finally:
        store.close()


def write_much(store: Store) -> None:
    """Write a supplier, and then more than a full disk takes."""
    with store.transaction():
        store.sql("INSERT INTO supplier (code, name, email, over_receipt_percent) VALUES ('S0', '', '', 0)")
        store.insert(Setting, ("name", "value"), [(f"n{n}", "x" * 4000) for n in range(50)])


def test_a_full_disk_is_told_and_nothing_is_half_there(file_desk: Desk) -> None:
    store = file_desk.store
    pages = store.sql("PRAGMA page_count").fetchone()[0]
    store.sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refused) as refusal:
        write_much(store)
    assert refusal.value.code is StoreFault.FULL
    assert store.sql("SELECT COUNT(*) FROM supplier").fetchone() == (0,)
    assert store.sql("SELECT COUNT(*) FROM setting WHERE value LIKE 'x%'").fetchone() == (0,)
    store.sql(f"PRAGMA max_page_count = {pages + 100}")
    with store.transaction():  # room was made: the same connection goes on
        store.insert(Setting, ("name", "value"), [("n", "x" * 4000)])
    assert store.sql("SELECT COUNT(*) FROM setting WHERE value LIKE 'x%'").fetchone() == (1,)


def test_a_database_that_may_only_be_read_is_told(file_desk: Desk) -> None:
    file_desk.store.sql("PRAGMA query_only = 1")  # as the file's permissions would, had root any
    with pytest.raises(Refused) as refusal, file_desk.store.transaction():
        file_desk.store.sql("DELETE FROM setting")
    assert (refusal.value.code, refusal.value.facts) == (StoreFault.READ_ONLY, {"place": file_desk.url})


@pytest.mark.parametrize("url", ["mysql://u:secret@host/db", "file:///x.db", "http://host/x"])
def test_a_url_of_another_kind_is_refused_without_its_password(url: str) -> None:
    refusal = refusal_of(url)
    assert refusal.code is StoreFault.URL
    assert "secret" not in str(refusal)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_a_server_that_does_not_answer_is_told_without_the_password(scheme: str, tmp_path: Path) -> None:
    refusal = refusal_of(f"{scheme}://anna:secret@/house?host={tmp_path}&connect_timeout=2&password=secret")
    assert refusal.code is StoreFault.UNREACHABLE
    place = f"postgresql://anna:…@/house?host={tmp_path}&connect_timeout=2&password=…"
    assert refusal.facts == {"place": place}
    assert "secret" not in str(refusal)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://anna:secret@host:5432/house", "postgresql://anna:…@host:5432/house"),
        ("postgresql://anna:se:cr%40et@host/house", "postgresql://anna:…@host/house"),
        ("postgresql://anna:se@cr/et@host/house", "postgresql://anna:…@host/house"),
        ("postgresql://anna@host:5432/house", "postgresql://anna@host:5432/house"),
        ("postgresql://host:5432/house", "postgresql://host:5432/house"),
        ("postgresql:///house?user=anna&password=secret", "postgresql:///house?user=anna&password=…"),
        ("postgresql:///h?password=secret&user=anna", "postgresql:///h?password=…&user=anna"),
        ("house.db", "house.db"),
    ],
)
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown


def test_without_the_driver_a_server_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ImportError):
        importlib.import_module("psycopg")
    assert refusal_of("postgresql://host/house").code is StoreFault.NO_DRIVER


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 44, 7), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_a_sqlite_with_the_bug_of_the_log_is_known(version: tuple[int, ...], safe: bool) -> None:
    assert sqlite_is_safe(version) is safe


def test_an_old_sqlite_is_refused_before_a_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 40, 1))
    refusal = refusal_of(tmp_path / "house.db", create=True)
    assert (refusal.code, refusal.facts) == (StoreFault.SQLITE_OLD, {"version": "3.40.1", "needed": "3.51.3"})
    assert list(tmp_path.iterdir()) == []


def test_a_bug_is_not_told_as_the_worlds_trouble(desk: Desk) -> None:
    with pytest.raises(DatabaseError, match="nowhere"), desk.store.transaction():
        desk.store.sql("SELECT 1 FROM nowhere")
    with pytest.raises(IntegrityError), desk.store.transaction():
        desk.store.sql("INSERT INTO setting (name, value) VALUES ('name', 'twice')")
    assert desk.store.sql("SELECT COUNT(*) FROM setting WHERE name = 'name'").fetchone() == (1,)


def lose_connection(store: Store, server: str) -> None:
    """Have the server end this connection in the middle of a transaction."""
    with store.transaction():
        store.sql("UPDATE setting SET value = '\"other\"' WHERE name = 'name'")
        process = store.sql("SELECT pg_backend_pid()").fetchone()[0]
        with psycopg.connect(server, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (process,))
        store.sql("SELECT 1")


def test_a_lost_connection_is_told_and_the_next_action_has_a_new_one(desk: Desk, postgresql: str) -> None:
    store = desk.store
    if store.dialect == "sqlite":
        assert store.sql("SELECT 1").fetchone() == (1,)
        return
    with pytest.raises(Refused) as refusal:
        lose_connection(store, postgresql)
    assert (refusal.value.code, refusal.value.facts) == (StoreFault.UNREACHABLE, {"place": store.place})
    with store.transaction():
        assert store.sql("SELECT value FROM setting WHERE name = 'name'").fetchone() == ('"Test house"',)
    assert migrate(store, now=NOW) is None
