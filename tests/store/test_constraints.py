"""What the database itself refuses, whoever writes and however."""

import pytest
from peewee import DatabaseError, IntegrityError

from tests.conftest import Desk
from tests.store.rows import FIRST, SECOND, furnish, insert, second
from warehouse_app.store.database import Store
from warehouse_app.store.tables import APPEND_ONLY, TABLES

GUARDED = sorted(table._meta.table_name for table in APPEND_ONLY)

REFUSED: list[tuple[str, dict[str, object]]] = [
    ("person", {"role": 0}),
    ("person", {"role": 4}),
    ("supplier", {"lead_time_days": -1}),
    ("supplier", {"over_receipt_percent": -1}),
    ("customer", {"priority_class": ""}),
    ("customer", {"priority_class": "a"}),
    ("customer", {"priority_class": "1"}),
    ("customer", {"weight": 0}),
    ("customer", {"ship_policy": "whole"}),
    ("customer", {"minimum_shelf_life_days": -1}),
    ("location", {"kind": "shelf"}),
    ("location", {"capacity": 0}),
    ("item", {"pack_quantity": 0}),
    ("item", {"safety_stock": -1}),
    ("item", {"reorder_point": -1}),
    ("item", {"price": -1}),
    ("item", {"cost": -1}),
    ("item", {"weight_g": -1}),
    ("item", {"volume_cm3": -1}),
    ("item", {"lead_time_days": -1}),
    ("item", {"minimum_shelf_life_days": -1}),
    ("barcode", {"pack_quantity": 0}),
    ("substitute", {"ratio": 0}),
    ("substitute", {"substitute_id": 2}),
    ("item_stock", {"allocated": -1}),
    ("item_stock", {"allocatable": -1, "allocated": 0}),
    ("item_stock", {"allocated": 11}),
    ("balance", {"quantity": -1}),
    ("balance", {"status": "lost"}),
    ("move", {"quantity": 0}),
    ("move", {"seq": 0}),
    ("move", {"status": "lost"}),
    ("move", {"reason": "because"}),
    ("delivery", {"quantity": 0}),
    ("purchase_line", {"line": 0}),
    ("purchase_line", {"quantity": 0}),
    ("purchase_line", {"quantity": 1_000_000_000}),
    ("purchase_line", {"received": 1}),
    ("purchase_line", {"received_before": -1}),
    ("purchase_line", {"price": -1}),
    ("purchase_line", {"over_receipt_percent": -1}),
    ("advance_notice_line", {"line": 0}),
    ("advance_notice_line", {"quantity": 0}),
    ("advance_notice_line", {"quantity": 1_000_000_000}),
    ("receipt", {"status": "ajar"}),
    ("receipt_line", {"quantity": 0}),
    ("receipt_line", {"status": "lost"}),
    ("purchase_closing", {"units": 0}),
    ("stop_change", {"units": 0, "replanned": 0}),
    ("stop_change", {"replanned": 4}),
    ("stop_change", {"replanned": -1}),
    ("stock_count", {"status": "doubted"}),
    ("count_line", {"expected": -1}),
    ("count_line", {"counted": -1}),
    ("count_line", {"status": "lost"}),
    ("sales_order", {"priority_class": "b"}),
    ("sales_order", {"ship_policy": ""}),
    ("order_line", {"line": 0}),
    ("order_line", {"quantity": 0, "cancelled": 0, "picked": 0, "shipped": 0, "returned": 0, "allocated": 0}),
    ("order_line", {"quantity": 1_000_000_000}),
    ("order_line", {"cancelled": -1}),
    ("order_line", {"cancelled": 7}),
    ("order_line", {"quantity": 15}),
    ("order_line", {"shipped": -1, "returned": -1, "picked": 0}),
    ("order_line", {"shipped": 10}),
    ("order_line", {"returned": 5}),
    ("order_line", {"returned": -1}),
    ("order_line", {"picked": 3}),
    ("order_line", {"picked": 15}),
    ("order_line", {"allocated": -1, "picked": 4}),
    ("order_line", {"allocated": 15}),
    ("order_line", {"ship_policy": "whole"}),
    ("order_line", {"sell_multiple": 0}),
    ("order_line", {"price": -1}),
    ("order_line", {"pinned": -1}),
    ("order_line", {"minimum_shelf_life_days": -1}),
    ("order_line", {"shelf_life_days": -1}),
    ("order_line", {"passed_over": -1}),
    ("cancellation", {"cancelled": -1}),
    ("cancellation", {"returned": -1}),
    ("run", {"mode": "take"}),
    ("run", {"policy": "loudest"}),
    ("intervention", {"kind": "whim"}),
    ("allocation", {"quantity": 0, "picked": 0, "returned": 0}),
    ("allocation", {"picked": -1}),
    ("allocation", {"returned": -1}),
    ("allocation", {"picked": 3}),
    ("pick_list", {"status": "lost"}),
    ("pick_stop", {"position": 0}),
    ("shipment_line", {"quantity": 0}),
    ("print_job", {"copy": -1}),
    ("print_job", {"pages": 0}),
    ("print_job", {"printer": ""}),
    ("print_job", {"sides": "both"}),
    ("print_job", {"state": "lost"}),
    ("print_job", {"attempts": -1}),
    ("print_job", {"handed_at": 1}),
    ("print_job", {"state": "handed-over"}),
    ("print_job", {"state": "queued", "pdf": None}),
    ("print_job", {"state": "uncertain", "pdf": None}),
    ("print_job", {"state": "failed", "pdf": None}),
]
WHOLE = [
    *(("item", name) for name in ("pack_quantity", "safety_stock", "reorder_point", "price", "cost")),
    *(("barcode", "pack_quantity"), ("substitute", "ratio"), ("balance", "quantity"), ("move", "quantity")),
    *(("item_stock", "allocatable"), ("item_stock", "allocated"), ("delivery", "quantity")),
    *(("purchase_line", name) for name in ("quantity", "received", "received_before", "price")),
    ("receipt_line", "quantity"),
    *(("order_line", name) for name in ("quantity", "cancelled", "picked", "shipped", "returned", "allocated")),
    *(("order_line", "sell_multiple"), ("order_line", "price"), ("order_line", "pinned")),
    *(("cancellation", "cancelled"), ("cancellation", "returned"), ("decision", "free")),
    *(("allocation", "quantity"), ("allocation", "picked"), ("allocation", "returned"), ("shipment_line", "quantity")),
    *(("print_job", "copy"), ("print_job", "attempts"), ("purchase_closing", "units")),
    *(("stop_change", "units"), ("stop_change", "replanned"), ("count_line", "expected"), ("count_line", "counted")),
]


@pytest.fixture
def store(desk: Desk) -> Store:
    """Return a store with one row in every table."""
    furnish(desk.store)
    return desk.store


def count(store: Store, table: str) -> int:
    return int(store.sql(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


def test_a_second_row_of_every_table_is_taken(store: Store) -> None:
    known = {table._meta.table_name for table in TABLES}
    assert set(FIRST) == known - {"setting"}
    for table in FIRST:
        before = count(store, table)
        if table not in {"item", "allocation"}:
            insert(store, table, second(table))
            assert count(store, table) == before + 1


def test_no_check_of_the_database_lets_a_bad_value_in(store: Store) -> None:
    wrongly_taken = []
    for table, spoiled in REFUSED:
        good_keys = {"sku": "I9"} if table == "item" else {}
        before = count(store, table)
        try:
            insert(store, table, second(table, **good_keys, **spoiled))
        except IntegrityError as error:
            assert "check" in str(error).lower(), (table, spoiled, error)  # noqa: PT017 - many cases, one house
        else:
            wrongly_taken.append((table, spoiled))
        assert count(store, table) == before or (table, spoiled) in wrongly_taken
    assert wrongly_taken == []


def test_no_quantity_and_no_price_may_be_a_fraction(store: Store) -> None:
    wrongly_taken = []
    for table, column in WHOLE:
        good_keys: dict[str, object] = {"sku": "I9"} if table == "item" else {}
        for value in (3.5, 33.59):
            try:
                insert(store, table, second(table, **good_keys, **{column: value}))
            except (IntegrityError, TypeError):
                continue
            wrongly_taken.append((table, column, value))
    assert wrongly_taken == []


def test_a_fraction_does_not_slip_in_by_an_update_either(store: Store) -> None:
    with pytest.raises((IntegrityError, TypeError)):
        store.many("UPDATE order_line SET quantity = ? WHERE id = ?", [(33.59, 1)])
    assert store.sql("SELECT quantity FROM order_line").fetchall() == [(20,)]


def test_keys_are_unique(store: Store) -> None:
    for table in SECOND:
        before = count(store, table)
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            insert(store, table, FIRST[table])
        assert count(store, table) == before


def test_an_allocation_is_on_one_list_only(store: Store) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        insert(store, "pick_stop", second("pick_stop", allocation_id=1))
    assert count(store, "pick_stop") == 1


def test_every_reference_leads_somewhere(store: Store) -> None:
    dangling = []
    for table in TABLES:
        name = table._meta.table_name
        for field in table._meta.refs:
            row = second(name, **{field.column_name: 999})
            if name == "item":
                row["sku"] = "I9"
            try:
                insert(store, name, row)
            except IntegrityError as error:
                assert "foreign key" in str(error).lower()  # noqa: PT017 - many cases, one house
            else:
                dangling.append((name, field.column_name))
    assert dangling == []


@pytest.mark.parametrize("table", ["item", "lot", "location", "customer", "action", "sales_order"])
def test_what_is_referred_to_cannot_be_removed(store: Store, table: str) -> None:
    before = count(store, table)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        store.sql(f"DELETE FROM {table}")
    assert count(store, table) == before


@pytest.mark.parametrize("table", GUARDED)
def test_append_only_tables_refuse_every_change(store: Store, table: str) -> None:
    column = next(iter(FIRST[table]))
    key = "run_id, item_id" if table == "decision" else "id"
    again = f"INSERT INTO {table} SELECT * FROM {table}"
    before = store.sql(f"SELECT * FROM {table}").fetchall()
    changes = [
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        again + f" WHERE 1 = 1 ON CONFLICT ({key}) DO UPDATE SET {column} = excluded.{column}",
    ]
    if store.dialect == "sqlite":
        changes.append(f"REPLACE INTO {table} SELECT * FROM {table}")
    else:
        changes += [f"TRUNCATE {table} CASCADE", f"TRUNCATE {table} RESTART IDENTITY CASCADE"]
    assert len(before) == 1
    for change in changes:
        with pytest.raises(DatabaseError, match="is append-only"):
            store.sql(change)
        assert store.sql(f"SELECT * FROM {table}").fetchall() == before


def test_append_only_tables_take_new_rows(store: Store) -> None:
    for table in GUARDED:
        insert(store, table, second(table))
        assert count(store, table) == 2
