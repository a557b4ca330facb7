"""Transactions, locks, snapshots, the clock and the copy that is made while others write."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from peewee import DatabaseError, IntegrityError
from peewee import sqlite3 as driver  # type: ignore[attr-defined]  # the one that peewee picked

from tests.conftest import Desk
from tests.store.rows import furnish, insert, second
from warehouse_app.domain.errors import Refused
from warehouse_app.store.database import CHUNK, Store, chunks, day, marks, open_store, rows
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.tables import Item, ItemStock, SalesOrder, Setting

T = TypeVar("T")


def elsewhere(store: Store, work: Callable[[], T]) -> Future[T]:
    """Run `work` in a thread with a connection of its own."""

    def run() -> T:
        try:
            store.connect()
            return work()
        finally:
            store.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run)


def name_of_house(store: Store) -> str:
    return str(store.sql("SELECT value FROM setting WHERE name = 'name'").fetchone()[0])


def rename(store: Store, name: str, *, then: Callable[[], object] = lambda: None) -> None:
    with store.transaction():
        store.sql("UPDATE setting SET value = ? WHERE name = 'name'", (name,))
        assert name_of_house(store) == name
        then()


def test_every_connection_has_the_settings_that_keep_a_confirmed_scan(file_desk: Desk) -> None:
    store = file_desk.store

    def settings() -> tuple[object, ...]:
        names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
        return tuple(store.sql(f"PRAGMA {name}").fetchone()[0] for name in names)

    expected = ("wal", 2, 1, 1, 30_000)
    assert settings() == expected
    assert elsewhere(store, settings).result() == expected
    store.close()
    again = open_store(file_desk.url)
    assert (again.sql("PRAGMA journal_mode").fetchone(), again.sql("PRAGMA synchronous").fetchone()) == (("wal",), (2,))
    again.close()


def test_a_transaction_is_whole_or_not_at_all(desk: Desk) -> None:
    store = desk.store
    with pytest.raises(ZeroDivisionError):
        rename(store, "gone", then=lambda: 1 // 0)
    assert name_of_house(store) == '"Test house"'
    rename(store, "kept")
    assert elsewhere(store, lambda: name_of_house(store)).result() == "kept"


def test_a_failed_inner_part_leaves_the_outer_one_alive(desk: Desk) -> None:
    store = desk.store
    with store.transaction():
        rename(store, "outer")
        with pytest.raises(IntegrityError), store.transaction():
            store.sql("INSERT INTO setting (name, value) VALUES ('more', '1'), ('name', '1')")
    assert name_of_house(store) == "outer"
    assert store.sql("SELECT COUNT(*) FROM setting WHERE name = 'more'").fetchone() == (0,)


def test_a_transaction_of_a_file_holds_the_write_lock_from_its_first_moment(file_desk: Desk) -> None:
    store = file_desk.store

    def impatient() -> StoreFault:
        store.sql("PRAGMA busy_timeout = 0")
        with pytest.raises(Refused) as refusal:
            rename(store, "second")
        assert refusal.value.facts == {"place": file_desk.url}
        return StoreFault(refusal.value.code)

    with store.transaction():
        assert elsewhere(store, impatient).result() is StoreFault.LOCKED
        assert elsewhere(store, lambda: name_of_house(store)).result() == '"Test house"'
    assert name_of_house(store) == '"Test house"'


def test_a_second_writer_waits_and_then_sees_what_the_first_wrote(desk: Desk) -> None:
    store = desk.store
    furnish(store)
    asked, seen = threading.Event(), []

    def take() -> None:
        asked.set()
        with store.transaction():
            query = store.locked(ItemStock.select(ItemStock.allocatable).where(ItemStock.item == 1))
            [[level]] = rows(query)
            seen.append(level)
            store.sql("UPDATE item_stock SET allocatable = ? WHERE item_id = 1", (level + 1,))

    def second_writer() -> None:
        try:
            take()
        finally:
            store.close()

    other = threading.Thread(target=second_writer)
    with store.transaction():
        query = store.locked(ItemStock.select(ItemStock.allocatable).where(ItemStock.item == 1))
        assert rows(query) == [(10,)]
        other.start()
        asked.wait()
        other.join(0.2)
        assert other.is_alive()
        assert seen == []
        store.sql("UPDATE item_stock SET allocatable = 50 WHERE item_id = 1")
    other.join()
    assert seen == [50]
    assert store.sql("SELECT allocatable FROM item_stock").fetchall() == [(51,)]


def test_who_writes_alone_waits_for_the_others_and_lets_readers_in(desk: Desk) -> None:
    store = desk.store
    order: list[str] = []

    def alone() -> None:
        with store.transaction():
            store.enter(alone=True)
            order.append("alone")

    with ThreadPoolExecutor(1) as pool:
        with store.transaction():
            store.enter(alone=False)
            waiting = pool.submit(alone)
            assert elsewhere(store, lambda: name_of_house(store)).result() == '"Test house"'
            assert not waiting.done()
            order.append("first")
        waiting.result()
        pool.submit(store.close).result()
    assert order == ["first", "alone"]


def test_those_who_need_not_be_alone_write_at_the_same_time(desk: Desk) -> None:
    if desk.store.dialect == "sqlite":
        pytest.skip("a SQLite file has one writer at a time")
    store = desk.store

    def beside() -> str:
        with store.transaction():
            store.enter(alone=False)
            return "done"

    with store.transaction():
        store.enter(alone=False)
        assert elsewhere(store, beside).result() == "done"


def test_a_snapshot_reads_one_state_while_others_write(desk: Desk) -> None:
    store = desk.store
    with store.snapshot():
        before = name_of_house(store)
        elsewhere(store, lambda: rename(store, "changed")).result()
        assert name_of_house(store) == before == '"Test house"'
        with store.snapshot():
            assert name_of_house(store) == before
    assert name_of_house(store) == "changed"
    with store.transaction(), store.snapshot():
        rename(store, "mine")
        assert name_of_house(store) == "mine"


def test_a_snapshot_of_a_server_cannot_write(desk: Desk) -> None:
    if desk.store.dialect == "postgresql":
        with pytest.raises(Refused) as refusal, desk.store.snapshot():
            desk.store.sql("DELETE FROM setting")
        assert refusal.value.code is StoreFault.READ_ONLY
    assert desk.store.sql("SELECT COUNT(*) FROM setting").fetchone() == (14,)


def test_the_clock_gives_the_present_instant_in_utc(desk: Desk) -> None:
    before = datetime.now(UTC)
    told = desk.store.now()
    after = datetime.now(UTC)
    assert told.tzinfo is UTC
    assert before - timedelta(seconds=2) <= told <= after + timedelta(seconds=2)
    with desk.store.transaction():
        first = desk.store.now()
        assert desk.store.now() >= first


def test_a_servers_clock_goes_on_inside_a_transaction(desk: Desk) -> None:
    with desk.store.transaction():
        first = desk.store.now()
        while (later := desk.store.now()) == first:
            pass
    assert later > first


def test_many_rows_are_inserted_and_read_back_as_they_were(desk: Desk) -> None:
    furnish(desk.store)
    instants = [0, 1, -1, 1_772_442_000_123_456]
    columns = ("number", "customer_id", "placed_at", "priority_class", "customer_reference", "carrier", "hold_reason")
    with desk.store.transaction():
        made = [(f"X{n}", 1, at, "A", "50% ?", "", "") for n, at in enumerate(instants)]
        desk.store.insert(SalesOrder, columns, made)
    query = SalesOrder.select(SalesOrder.placed_at, SalesOrder.customer_reference).where(
        SalesOrder.number.startswith("X")
    )
    found = rows(query.order_by(SalesOrder.number))
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert found == [(epoch + timedelta(microseconds=at), "50% ?") for at in instants]


def test_days_come_back_as_dates_from_plain_sql(desk: Desk) -> None:
    furnish(desk.store)
    insert(desk.store, "lot", second("lot", code="d", expiry=date(2026, 2, 28)))
    [(stored,)] = desk.store.sql("SELECT expiry FROM lot WHERE expiry < ?", (date(2026, 3, 1),)).fetchall()
    assert day(stored) == date(2026, 2, 28)
    assert day(None) is None
    found = desk.store.sql("SELECT COUNT(*) FROM lot WHERE expiry >= ?", (date(2026, 3, 1),)).fetchone()
    assert found == (0,)


def test_an_error_in_many_rows_is_peewees_own(desk: Desk) -> None:
    with pytest.raises(DatabaseError), desk.store.transaction():
        desk.store.insert(Setting, ("name", "value"), [("a", "1"), ("name", "2")])
    assert desk.store.sql("SELECT COUNT(*) FROM setting WHERE name = 'a'").fetchone() == (0,)


def test_keys_are_sorted_once_each_and_cut_into_statements() -> None:
    assert list(chunks([3, 1, 3, 2])) == [[1, 2, 3]]
    assert list(chunks([])) == []
    assert [len(some) for some in chunks(range(2 * CHUNK + 1))] == [CHUNK, CHUNK, 1]
    assert marks("abc") == "?, ?, ?"


def test_as_many_keys_as_a_chunk_has_fit_a_statement(desk: Desk) -> None:
    [keys] = chunks(range(CHUNK))
    found = desk.store.sql(f"SELECT COUNT(*) FROM item WHERE id IN ({marks(keys)})", keys).fetchone()
    assert found == (0,)
    assert rows(Item.select(Item.id).where(Item.id.in_(keys))) == []


def test_a_copy_made_while_another_writes_is_whole(file_desk: Desk, tmp_path: Path) -> None:
    store = file_desk.store
    store.insert(Setting, ("name", "value"), [("left", "0"), ("right", "0")])
    stop, started = threading.Event(), threading.Event()

    def write() -> int:
        count = 0
        while not stop.is_set():
            count += 1
            with store.transaction():
                for name in ("left", "right"):
                    store.sql("UPDATE setting SET value = ? WHERE name = ?", (f"{count}" * 500, name))
            started.set()
        store.close()
        return count

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        started.wait()
        for number in range(10):
            target = tmp_path / f"{number}.backup"
            target.write_text("an older copy")
            store.backup(target)
            copy = driver.connect(target)
            assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            query = "SELECT COUNT(DISTINCT value), MIN(value) > '0' FROM setting WHERE name IN ('left', 'right')"
            assert copy.execute(query).fetchall() == [(1, 1)]
            copy.close()
        stop.set()
        assert writing.result() > 0
    assert list(tmp_path.glob("*.part*")) == []


def test_a_copy_opens_as_a_house(file_desk: Desk, tmp_path: Path) -> None:
    file_desk.store.backup(tmp_path / "copy.db")
    file_desk.store.close()
    copied = open_store(str(tmp_path / "copy.db"))
    assert name_of_house(copied) == '"Test house"'
    copied.close()


@pytest.mark.parametrize("where", ["no folder/house.backup", "file/house.backup", "folder"])
def test_a_copy_that_cannot_be_written_is_told(file_desk: Desk, tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "folder" / "full").mkdir(parents=True)
    with pytest.raises(Refused) as refusal:
        file_desk.store.backup(tmp_path / where)
    assert (refusal.value.code, refusal.value.facts) == (StoreFault.UNOPENABLE, {"place": str(tmp_path / where)})
