"""How SQLite reads what a receipt asks for: by the indexes made for it, and never what was shipped long ago."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import Desk
from tests.queries.planned import fill_house, plans
from warehouse_app.domain.statuses import Policy
from warehouse_app.domain.supply import Supply
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.waiting import (
    OPEN,
    considered_lines,
    demands_of,
    items_of_whole_orders,
    lives_held,
    queued_lines,
    rules_of,
    spare_by_life,
)
from warehouse_app.queries.whereabouts import allocated_units
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.store.database import Store

Read = Callable[[Store], object]

QUEUE = "SEARCH ol USING INDEX order_line_waiting (item_id=?)"
BY_ROW = "SEARCH i USING INTEGER PRIMARY KEY (rowid=?); SEARCH s USING INTEGER PRIMARY KEY (rowid=?)"
BY_CUSTOMER = (
    "CO-ROUTINE claim; SEARCH ol USING INDEX order_line_item (item_id=? AND id>?); USE TEMP B-TREE FOR GROUP BY; "
    "SCAN claim; SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"
)
OF_ORDER = "SEARCH ol USING INDEX order_line_order_id_line (order_id=?)"
_CLOSED = "SEARCH pc USING INDEX purchase_closing_purchase_line_id (purchase_line_id=?)"
ANNOUNCED = (
    f"SEARCH l USING INDEX purchase_line_item_id (item_id=?); CORRELATED SCALAR SUBQUERY 2; {_CLOSED}; CORRELATED "
    "SCALAR SUBQUERY 3; SEARCH r USING INDEX receipt_purchase_order_id (purchase_order_id=?); "
    f"USE TEMP B-TREE FOR GROUP BY; CORRELATED SCALAR SUBQUERY 1; {_CLOSED}"
)
_CAME = (
    "SEARCH rl USING INDEX receipt_line_announced (advance_notice_line_id=?); CORRELATED SCALAR SUBQUERY {}; "
    "SEARCH rv USING COVERING INDEX receipt_reversal_receipt_line_id (receipt_line_id=?)"
)
NOTICED = (
    "SEARCH l USING INDEX advance_notice_line_item_id (item_id=?); CORRELATED SCALAR SUBQUERY 4; "
    f"{_CAME.format(3)}; SEARCH n USING INTEGER PRIMARY KEY (rowid=?); CORRELATED SCALAR SUBQUERY 5; "
    "SEARCH r USING INDEX receipt_advance_notice_id (advance_notice_id=?); USE TEMP B-TREE FOR GROUP BY; "
    f"CORRELATED SCALAR SUBQUERY 2; {_CAME.format(1)}"
)
OF_OTHERS = "SEARCH other USING INDEX order_line_order_id_line (order_id=?); LIST SUBQUERY 1; "

LONG = {"order_line", "ol", "l", "other", "sales_order", "o", "item_stock", "lot", "balance", "b", "decision"}
"""The tables that grow with the house, and what statements call them."""


@pytest.fixture
def house(file_desk: Desk) -> Desk:
    """Return a house in which most lines of an item are shipped; the others wait, or hold stock."""
    fill_house(file_desk)
    with file_desk.store.transaction():
        for change in (
            "picked = 5, shipped = 5 WHERE order_id % 4 > 0",
            "allocated = 5, shelf_life_days = 10 WHERE order_id % 12 = 0",
            "ship_policy = 'order-complete' WHERE order_id % 20 = 4",
            "passed_over = 1 WHERE order_id % 36 = 8",
        ):
            assert file_desk.store.sql(f"UPDATE order_line SET {change}").rowcount >= 50
        file_desk.store.sql("INSERT INTO supplier (code, name, email, over_receipt_percent) VALUES ('S1', 'S', '', 0)")
        file_desk.store.sql(
            "INSERT INTO location (code, zone, aisle, bay, level, kind) VALUES ('A', '', '', '', '', 'storage')"
        )
    return file_desk


def demands(store: Store) -> object:
    rules = rules_of(replace(house_settings(), policy=Policy.FAIR_SHARE))
    return demands_of(store, queued_lines(store, [7]), rules)


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        (lambda store: queued_lines(store, [7]), {QUEUE}),
        (
            lambda store: queued_lines(store, [7], OPEN),
            {"SEARCH ol USING INDEX order_line_open (item_id=?)"},
        ),
        (
            lambda store: items_of_whole_orders(store, [7]),
            {OF_OTHERS + "SEARCH order_line USING INDEX order_line_whole (item_id=?); USE TEMP B-TREE FOR DISTINCT"},
        ),
        (lambda store: considered_lines(store, {7: Supply(5), 8: Supply(0)}), {QUEUE, OF_ORDER, ANNOUNCED, NOTICED}),
        (
            demands,
            {
                QUEUE,
                BY_ROW,
                BY_CUSTOMER,
            },
        ),
        (
            lambda store: lives_held(store, 7),
            {"SEARCH order_line USING INDEX order_line_open (item_id=?); USE TEMP B-TREE FOR DISTINCT"},
        ),
    ],
    ids=["queue", "open", "orders that ship complete", "considered", "demands", "shelf lives"],
)
def test_what_waits_for_an_item_is_read_from_its_own_index(
    house: Desk, monkeypatch: pytest.MonkeyPatch, read: Read, wanted: set[str]
) -> None:
    assert read(house.store)
    assert set(plans(house, lambda: read(house.store), monkeypatch)) == wanted


def test_the_shelf_lives_of_an_item_are_read_from_its_lots_and_open_lines(
    house: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(house.store, house.act(), [Goods("I7", 1, "A")], supplier="S1")
    day = house_settings().house_day
    assert list(spare_by_life(house.store, 7, [10], day)) == [10]
    steps = steps_of(plans(house, lambda: spare_by_life(house.store, 7, [10], day), monkeypatch))
    assert "SEARCH lot USING INDEX lot_item_id_code (item_id=?)" in steps
    assert "SEARCH ol USING INDEX order_line_open (item_id=?)" in steps
    assert {step for step in steps if step.startswith("SCAN")} == set()


def test_what_is_given_of_an_item_is_read_from_its_open_lines(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    [(holding,)] = house.store.sql("SELECT COUNT(*) FROM order_line WHERE item_id = 7 AND allocated > 0")
    assert holding > 1
    assert allocated_units(house.store, 7) == 5 * holding
    steps = steps_of(plans(house, lambda: allocated_units(house.store, 7), monkeypatch))
    assert "SEARCH order_line USING INDEX order_line_open (item_id=?)" in steps


def steps_of(found: list[str]) -> list[str]:
    return [step for plan in found for step in plan.split("; ")]


@pytest.mark.parametrize("policy", Policy)
def test_a_receipt_reads_order_lines_by_these_indexes_only(
    house: Desk, monkeypatch: pytest.MonkeyPatch, policy: Policy
) -> None:
    house.store.sql("UPDATE setting SET value = ? WHERE name = 'policy'", (f'"{policy.value}"',))
    found = plans(house, lambda: receive(house.store, house.act(), [Goods("I7", 40, "A")], supplier="S1"), monkeypatch)
    steps = steps_of(found)
    assert {step.split()[1] for step in steps if step.startswith("SCAN")} & LONG == set()
    assert ("order_line_item" in " ".join(steps)) == policy.divides
    assert "SEARCH order_line USING INDEX order_line_passed (item_id=?)" in steps
