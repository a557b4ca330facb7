"""What each list says of a small house in which something of everything has happened."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.conftest import DIALECTS, Desk
from tests.queries.houses import stocked_desk
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import Listing, Row, View
from warehouse_app.queries.listings.orders import OrderState, customers, order_lines, orders, orders_of
from warehouse_app.queries.listings.picking import pick_lists
from warehouse_app.queries.listings.stock import balances_in, balances_of, items, ledger, ledger_of, locations
from warehouse_app.queries.listings.supply import purchase_lines, purchase_orders, receipts, suppliers
from warehouse_app.queries.reader import Reader
from warehouse_app.store.tables import TABLES

FOUNDED = date(2026, 3, 2)


@pytest.fixture(scope="module", params=DIALECTS)
def made(request: pytest.FixtureRequest) -> Iterator[Desk]:
    desk = stocked_desk(request.param, request, {})
    yield desk
    desk.store.close()


@pytest.fixture
def house(made: Desk) -> Desk:
    made.store.database.bind(TABLES)  # another test may have opened another house since
    return made


def read(desk: Desk, listing: Listing) -> list[Row]:
    return list(Reader(desk.store, listing, View()).all_rows())


def sums(desk: Desk, listing: Listing) -> dict[str, int]:
    return Reader(desk.store, listing, View()).totals()


def names(listing: Listing) -> tuple[str, ...]:
    return tuple(field.name for field in listing.fields)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


def placed(day: int) -> datetime:
    return datetime(2026, 2, day, 12, tzinfo=UTC)


def test_items_and_what_they_have(house: Desk) -> None:
    listing = items(house_settings())
    assert names(listing) == (
        *("sku", "item", "category", "unit", "on_hand", "allocatable", "allocated", "free", "waiting", "coming"),
        *("safety_stock", "reorder_point", "home", "supplier", "price", "cost", "release_date"),
        *("lot_tracked", "expiry_tracked", "serial_tracked"),
    )
    nothing = (0, None, None, None, None, None, None)
    assert read(house, listing) == [
        ("CUP", "Cup", "", "piece", 20, 14, 9, 5, 23, 12, *nothing, False, False, False),
        ("POT", "Pot", "", "piece", 0, 0, 0, 0, 2, 0, *nothing, False, False, False),
        ("TEA", "Tea", "", "piece", 45, 40, 30, 10, 0, 0, *nothing, True, True, False),
    ]
    assert sums(house, listing) == {"on_hand": 65, "allocatable": 54, "allocated": 39, "free": 15}


def test_nobody_waits_for_an_item_before_its_day(house: Desk) -> None:
    with house.store.database.atomic() as transaction:
        house.store.sql("UPDATE item SET release_date = ? WHERE sku = 'CUP'", (date(2026, 3, 5),))
        place = items(house_settings()).place("waiting")
        assert [row[place] for row in read(house, items(house_settings()))] == [0, 2, 0]
        house.store.sql("UPDATE item SET release_date = ? WHERE sku = 'CUP'", (date(2026, 3, 4),))
        assert [row[place] for row in read(house, items(house_settings()))] == [23, 2, 0]
        transaction.rollback()


def test_where_an_item_lies(house: Desk) -> None:
    listing = balances_of("CUP")
    assert names(listing) == (
        "sku",
        "item",
        "location",
        "kind",
        "lot",
        "expiry",
        "status",
        "quantity",
        "reserved",
        "blocked",
        "order",
    )
    assert read(house, listing) == [
        ("CUP", "Cup", "A-01", "storage", "", None, "available", 8, 4, 0, None),
        ("CUP", "Cup", "B-01", "bulk", "", None, "available", 6, 0, 0, None),
        ("CUP", "Cup", "Q-01", "quarantine", "", None, "quarantined", 4, 0, 0, None),
        ("CUP", "Cup", "T-01", "tote", "", None, "available", 2, 0, 0, "SO-1"),
    ]
    assert sums(house, listing) == {"quantity": 20, "reserved": 4}
    assert read(house, balances_of("NONE")) == []


def test_what_lies_in_a_place(house: Desk) -> None:
    assert read(house, balances_in("A-01")) == [
        ("CUP", "Cup", "A-01", "storage", "", None, "available", 8, 4, 0, None),
        ("TEA", "Tea", "A-01", "storage", "L0", date(2026, 2, 1), "available", 5, 0, 0, None),
        ("TEA", "Tea", "A-01", "storage", "L1", date(2026, 5, 1), "available", 40, 30, 0, None),
    ]


OPENED = at(2, 9, 0, 5)
PICKED = at(3, 1, 6, 40)
WHO = ("anna", "desk-1")
OPENING = ("opening stock", *WHO)
TEA_MOVES: list[Row] = [
    (OPENED, FOUNDED, "opening", "TEA", "Tea", 5, "A-01", "L0", "available", *OPENING, 2),
    (OPENED, FOUNDED, "opening", "TEA", "Tea", 40, "A-01", "L1", "available", *OPENING, 1),
]
CUP_MOVES: list[Row] = [
    (at(4, 9, 0, 17), date(2026, 3, 4), "receipt", "CUP", "Cup", 1, "B-01", "", "available", "GR-1", *WHO, 7),
    (at(3, 9, 0, 15), date(2026, 3, 3), "receipt", "CUP", "Cup", 1, "B-01", "", "available", "GR-1", *WHO, 6),
    (PICKED, FOUNDED, "pick", "CUP", "Cup", 2, "T-01", "", "available", "PL-1", *WHO, 5),
    (PICKED, FOUNDED, "pick", "CUP", "Cup", -2, "A-01", "", "available", "PL-1", *WHO, 4),
    (at(2, 9, 0, 8), FOUNDED, "receipt", "CUP", "Cup", 4, "B-01", "", "available", "GR-1", *WHO, 3),
    (OPENED, FOUNDED, "opening", "CUP", "Cup", 4, "Q-01", "", "quarantined", *OPENING, 2),
    (OPENED, FOUNDED, "opening", "CUP", "Cup", 10, "A-01", "", "available", *OPENING, 1),
]


def test_the_ledger_is_read_from_its_end(house: Desk) -> None:
    assert names(ledger()) == (
        *("at", "effective_on", "reason", "sku", "item", "quantity", "location", "lot", "status"),
        *("document", "actor", "workstation", "seq"),
    )
    assert read(house, ledger()) == CUP_MOVES + TEA_MOVES
    assert sums(house, ledger()) == {}


def test_the_moves_of_an_item_add_up_to_what_lies_there(house: Desk) -> None:
    assert read(house, ledger_of("CUP")) == CUP_MOVES
    assert read(house, ledger_of("TEA")) == TEA_MOVES
    assert sums(house, ledger_of("CUP")) == {"quantity": 20}


def test_places_and_what_is_in_them(house: Desk) -> None:
    assert names(locations()) == ("location", "kind", "zone", "aisle", "bay", "level", "capacity", "quantity", "items")
    assert read(house, locations()) == [
        ("A-01", "storage", "", "", "", "", None, 53, 2),
        ("B-01", "bulk", "", "", "", "", None, 6, 1),
        ("Q-01", "quarantine", "", "", "", "", None, 4, 1),
        ("T-01", "tote", "", "", "", "", None, 2, 1),
    ]


def test_orders_and_how_far_they_are(house: Desk) -> None:
    assert names(orders()) == (
        *("order", "placed", "customer_code", "customer", "rank_class", "ship_policy", "reference", "carrier"),
        *("lines", "ordered", "open", "allocated", "short", "state"),
    )
    first, third = ("C1", "One", "B", "partial", "", ""), ("C3", "Three", "C", "line-complete", "", "")
    second: Row = ("SO-2", placed(2), "C2", "Two", "A", "order-complete", "", "", 2, 5, 5, 0, 5, OrderState.WAITING)
    assert read(house, orders()) == [
        ("SO-6", placed(6), *first, 1, 0, 0, 0, 0, OrderState.CANCELLED),
        ("SO-5", placed(5), *third, 1, 20, 20, 0, 20, OrderState.WAITING),
        ("SO-4", placed(4), *first, 1, 5, 5, 5, 0, OrderState.ALLOCATED),
        ("SO-3", placed(3), *first, 1, 5, 0, 0, 0, OrderState.SHIPPED),
        second,
        ("SO-1", placed(1), *first, 2, 36, 36, 36, 0, OrderState.ALLOCATED),
    ]
    assert sums(house, orders()) == {"open": 66, "allocated": 41, "short": 25}
    assert read(house, orders_of("C2")) == [second]
    assert sums(house, orders_of("C2")) == {"open": 5, "allocated": 0, "short": 5}


def test_the_lines_of_an_order(house: Desk) -> None:
    listing = order_lines(house_settings(), "SO-1")
    assert names(listing) == (
        *(
            "line",
            "sku",
            "item",
            "quantity",
            "cancelled",
            "open",
            "allocated",
            "short",
            "picked",
            "shipped",
            "returned",
        ),
        *("lifted", "need_by", "promised", "price", "note"),
    )
    assert read(house, listing) == [
        (1, "TEA", "Tea", 30, 0, 30, 30, 0, 0, 0, 0, False, None, None, None, ""),
        (2, "CUP", "Cup", 6, 0, 6, 6, 0, 2, 0, 0, False, None, None, None, ""),
    ]
    assert sums(house, listing) == {"quantity": 36, "open": 36, "allocated": 36, "short": 0, "shipped": 0}
    waiting = order_lines(house_settings(), "SO-2")
    assert [(row[1], row[waiting.place("short")]) for row in read(house, waiting)] == [("CUP", 3), ("POT", 2)]


def test_customers_and_how_many_orders_they_have(house: Desk) -> None:
    nothing = ("",) * 7
    assert names(customers()) == (
        *("customer_code", "customer", "rank_class", "ship_policy", "weight", "minimum_shelf_life_days"),
        *("email", "phone", "street", "postcode", "city", "country", "language", "orders"),
    )
    assert read(house, customers()) == [
        ("C1", "One", "B", "partial", 1, 0, *nothing, 4),
        ("C2", "Two", "A", "order-complete", 1, 0, *nothing, 1),
        ("C3", "Three", "C", "line-complete", 1, 0, *nothing, 1),
    ]


def test_what_is_ordered_and_what_came_of_it(house: Desk) -> None:
    assert names(purchase_orders()) == (
        *("purchase_order", "supplier_code", "supplier", "ordered_on", "next_due"),
        *("lines", "ordered", "received", "to_come"),
    )
    assert read(house, purchase_orders()) == [("PO-1", "S1", "Potter", None, None, 1, 20, 8, 12)]
    assert names(purchase_lines("PO-1")) == (
        *("line", "sku", "item", "ordered", "received", "to_come", "due_on", "price"),
    )
    assert read(house, purchase_lines("PO-1")) == [(1, "CUP", "Cup", 20, 8, 12, None, None)]
    assert sums(house, purchase_lines("PO-1")) == {"ordered": 20, "received": 8, "to_come": 12}


def test_the_next_due_day_is_that_of_what_has_not_come(house: Desk) -> None:
    with house.store.database.atomic() as transaction:
        columns = "purchase_order_id, line, item_id, quantity, received, received_before, due_on"
        house.store.many(
            f"INSERT INTO purchase_line ({columns}) VALUES (1, ?, 1, 5, ?, 0, ?)",
            [(2, 5, date(2026, 3, 5)), (3, 1, date(2026, 3, 8)), (4, 9, date(2026, 3, 6)), (5, 0, date(2026, 3, 9))],
        )
        assert read(house, purchase_orders()) == [("PO-1", "S1", "Potter", None, date(2026, 3, 8), 5, 40, 23, 21)]
        transaction.rollback()


def test_receipts_count_what_was_not_taken_back(house: Desk) -> None:
    assert names(receipts()) == (
        *("receipt", "supplier_code", "supplier", "purchase_order", "status", "opened", "closed", "lines", "units"),
    )
    opened = at(2, 9, 0, 8)
    assert read(house, receipts()) == [("GR-1", "S1", "Potter", "PO-1", "open", opened, None, 3, 6)]
    with house.store.database.atomic() as transaction:
        house.store.sql("INSERT INTO receipt_reversal (receipt_line_id, action_id) VALUES (1, 1)")
        assert read(house, receipts()) == [("GR-1", "S1", "Potter", "PO-1", "open", opened, None, 2, 2)]
        transaction.rollback()


def test_suppliers(house: Desk) -> None:
    assert names(suppliers()) == (
        *("supplier_code", "supplier", "email", "lead_time_days", "over_receipt_percent", "purchase_orders"),
    )
    assert read(house, suppliers()) == [("S1", "Potter", "", None, 0, 1)]


def test_pick_lists_and_what_is_left_of_them(house: Desk) -> None:
    assert names(pick_lists()) == (
        *("pick_list", "status", "released_at", "released_by", "order", "orders", "customer", "rank_class"),
        *("stops", "units", "to_pick", "distance_mm"),
    )
    released = at(2, 9, 0, 12)
    assert read(house, pick_lists()) == [("PL-1", "released", released, "anna", "SO-1", 1, "One", "B", 2, 36, 34, None)]
    assert sums(house, pick_lists()) == {"stops": 2, "units": 36, "to_pick": 34}
