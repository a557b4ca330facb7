"""A house of version 4 that is at work keeps every row on its way to version 5, and its lines say whom they serve."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from peewee import DatabaseError, IntegrityError

from tests.conftest import DIALECTS, NOW
from tests.store.older import older_store
from tests.store.rows import DAY, FIRST, Row, insert, second
from warehouse_app.domain.decisions import LineDecision, Reason, pack
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.house import house_settings
from warehouse_app.store.database import Store
from warehouse_app.store.migrate import migrate, pending

LAST_OLD = "0004"
DECIDED = pack([LineDecision(1, 20, 0, 14, Reason.PARTLY_FILLED), LineDecision(2, 5, 0, 0, Reason.OUT_OF_STOCK)])
MORE: tuple[tuple[str, Row], ...] = (
    ("item", second("item")),
    ("customer", second("customer", minimum_shelf_life_days=30, priority_class="A")),
    ("item_stock", second("item_stock", allocatable=7, allocated=0, version=3)),
    ("lot", second("lot")),
    ("sales_order", second("sales_order", customer_id=2, ship_policy="order-complete")),
    ("order_line", second("order_line", quantity=5, cancelled=0, picked=0, shipped=0, returned=0, allocated=0)),
    ("order_line", second("order_line", order_id=2, item_id=2, rank_class="A", need_by=DAY, lifted=True)),
    ("run", second("run", mode="cut", policy="due-date", cause="expiry")),
    ("decision", second("decision", run_id=2, lines=DECIDED)),
    ("allocation", second("allocation")),
)
"""What the house has besides the first row of each table."""

ADDED: dict[str, dict[str, list[object]]] = {
    "sales_order": {"hold_reason": ["", ""]},
    "item_stock": {"short_since": [0, 0], "fill_paused": [False, False]},
    "order_line": {
        "customer_id": [1, 1, 2],
        "pinned": [0, 0, 0],
        "not_before": [None, None, None],
        "minimum_shelf_life_days": [None, None, None],
        "shelf_life_days": [12, 12, 30],
        "on_hold": [False, False, False],
        "passed_over": [0, 0, 0],
        "lifted_on": [None, None, None],
        "gathers": [False, False, False],
        "passed_in": [None, None, None],
    },
    "run": {"undoes_id": [None, None]},
    "item": {"minimum_shelf_life_days": [0, 0]},
    "purchase_line": {"over_receipt_percent": [None]},
    "receipt": {"advance_notice_id": [None]},
    "receipt_line": {"status": ["available"], "advance_notice_line_id": [None]},
}
"""The new columns, and what stands in them, row by row."""
SETTINGS = {
    "house_id": "h1",
    "name": "Ours",
    "time_zone": "UTC",
    "currency": "EUR",
    "house_day": DAY,
    "key_mark": "k",
    "policy": "due-date",
    "due_days": 9,
}

Rows = list[tuple[object, ...]]


def columns_of(store: Store, table: str) -> list[str]:
    return [column.name for column in store.database.get_columns(table)]


def told(store: Store, tables: dict[str, list[str]]) -> dict[str, Rows]:
    """Return every row of `tables`, in these columns."""
    return {
        table: sorted(store.sql(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=repr)
        for table, columns in tables.items()
    }


@pytest.fixture(params=DIALECTS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return a database as version 4 made it, with a house at work in it."""
    store = older_store(request, tmp_path, LAST_OLD)
    first = FIRST | {"customer": FIRST["customer"] | {"minimum_shelf_life_days": 12}}
    with store.transaction():
        for name, value in SETTINGS.items():
            insert(store, "setting", {"name": name, "value": msgspec.json.encode(value).decode()})
        there = store.database.get_tables()
        for table in [table for table in first if table in there]:
            known = columns_of(store, table)
            for row in (first[table], *(more for of, more in MORE if of == table)):
                insert(store, table, {name: value for name, value in row.items() if name in known})
    yield store
    store.close()


def test_every_row_is_kept_and_the_new_columns_are_filled(old: Store) -> None:
    tables = {table: columns_of(old, table) for table in old.database.get_tables() if table != "schema_migration"}
    before = told(old, tables)
    assert [len(before[table]) for table in ("order_line", "run", "decision", "move", "print_job")] == [3, 2, 2, 1, 1]
    assert all(before.values())
    assert len(pending(old)) == 4
    saved = migrate(old, now=NOW)
    assert told(old, tables) == before
    for table, added in ADDED.items():
        key = tables[table][0]
        assert sorted(columns_of(old, table)) == sorted([*tables[table], *added])
        for name, values in added.items():
            assert old.sql(f"SELECT {name} FROM {table} ORDER BY {key}").fetchall() == [(value,) for value in values]
    assert old.sql("SELECT COUNT(*) FROM intervention").fetchone() == (0,)
    assert (saved is not None) == (old.dialect == "sqlite")
    assert pending(old) == []


def test_the_house_goes_on_by_the_rules_that_it_had(old: Store) -> None:
    migrate(old, now=NOW)
    had = HouseSettings("h1", "Ours", "UTC", "EUR", date(2026, 3, 2), "k", Policy.DUE_DATE, 9)
    assert house_settings() == had
    assert (had.horizon_days, had.strict_packs, had.starved_after, had.gather_days) == (None, False, 5, 7)


def test_what_was_guarded_is_guarded_and_rows_go_on_to_be_counted(old: Store) -> None:
    migrate(old, now=NOW)
    for change in ("UPDATE run SET cause = 'x'", "DELETE FROM run"):
        with pytest.raises(DatabaseError, match="is append-only"):
            old.sql(change)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        insert(old, "decision", second("decision", run_id=3))
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        old.sql("DELETE FROM sales_order WHERE id = 2")
    insert(old, "run", second("run", mode="undo", undoes_id=1))
    insert(old, "order_line", second("order_line", line=3))
    assert old.sql("SELECT MAX(id), MAX(undoes_id) FROM run").fetchone() == (3, 1)
    assert old.sql("SELECT MAX(id) FROM order_line").fetchone() == (4,)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        insert(old, "run", second("run", mode="undo", undoes_id=1))
