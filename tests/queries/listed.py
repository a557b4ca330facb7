"""A house whose lists have empty cells, equal cells and capitals, and the order of its lists told by Python."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cmp_to_key
from typing import Any, NamedTuple

from tests.conftest import Desk
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import FieldKind, Key, Listing, Row, Sort, Value, View
from warehouse_app.queries.listings.orders import customers, order_lines, orders, orders_of
from warehouse_app.queries.listings.picking import pick_lists
from warehouse_app.queries.listings.queue import back_orders
from warehouse_app.queries.listings.stock import balances_in, balances_of, items, ledger, ledger_of, locations
from warehouse_app.queries.listings.supply import purchase_lines, purchase_orders, receipts, suppliers
from warehouse_app.queries.paging import rows_of
from warehouse_app.store.database import Store
from warehouse_app.store.tables.base import instant_number

FIRST_DAY = date(2026, 3, 1)
PLACED = datetime(2026, 2, 1, 12, tzinfo=UTC)

Dice = random.Random


def fill(desk: Desk, seed: int = 1) -> None:
    """Write rows into every table that a listing reads, behind the back of the program and fast."""
    dice, store = random.Random(seed), desk.store
    with store.transaction():
        _catalogue(store, dice)
        _demand(store, dice)
        _supply(store, dice)
        _work(store, dice)


def _insert(store: Store, table: str, rows: list[dict[str, Any]]) -> None:
    columns = list(rows[0])
    marks = ", ".join("?" * len(columns))
    store.many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", [tuple(row.values()) for row in rows])


def _maybe(dice: Dice, value: Any) -> Any:
    return value if dice.random() < 0.6 else None


def _day(dice: Dice) -> date:
    return FIRST_DAY + timedelta(days=dice.randrange(4))


def _name(dice: Dice) -> str:
    return dice.choice(["Lamp", "lamp", "LAMP", "Cord 5%", "cord_x", "Äpfel", "Tea", "tea", "Zinc", "apple"])


def _catalogue(store: Store, dice: Dice) -> None:
    texts = dict.fromkeys(("email", "language", "address", "street", "postcode", "city", "country", "phone"), "")
    _insert(
        store,
        "supplier",
        [
            {
                "code": f"S{n:02}",
                "name": _name(dice),
                "email": "",
                "lead_time_days": _maybe(dice, dice.randrange(3)),
                "over_receipt_percent": dice.randrange(2),
            }
            for n in range(6)
        ],
    )
    _insert(
        store,
        "location",
        [
            {
                **dict.fromkeys(("bay", "level"), ""),
                "code": f"L{n:02}",
                "zone": dice.choice("ab"),
                "aisle": dice.choice("xy"),
                "kind": dice.choice(["storage", "bulk", "dock"]),
                "capacity": _maybe(dice, 1 + dice.randrange(3)),
            }
            for n in range(9)
        ],
    )
    _insert(
        store,
        "item",
        [
            {
                "sku": f"I{n:02}",
                "name": _name(dice),
                "unit": "piece",
                "pack_quantity": 1,
                "category": dice.choice(["a", "B"]),
                "lot_tracked": dice.random() < 0.5,
                "expiry_tracked": dice.random() < 0.5,
                "serial_tracked": False,
                "safety_stock": dice.randrange(3),
                "safety_stock_open_to": "",
                "minimum_shelf_life_days": 0,
                "reorder_point": _maybe(dice, dice.randrange(3)),
                "price": _maybe(dice, dice.randrange(300)),
                "cost": _maybe(dice, dice.randrange(300)),
                "release_date": _maybe(dice, _day(dice)),
                "home_location_id": _maybe(dice, 1 + dice.randrange(9)),
                "supplier_id": _maybe(dice, 1 + dice.randrange(6)),
            }
            for n in range(15)
        ],
    )
    _insert(
        store,
        "item_stock",
        [
            {
                "item_id": n,
                "allocatable": 9 + dice.randrange(3),
                "allocated": dice.randrange(3),
                "version": 0,
                "ledger_seq": 0,
                "ledger_head": "",
                "short_since": 0,
                "fill_paused": False,
            }
            for n in range(1, 12)
        ],
    )
    _insert(
        store,
        "customer",
        [
            {
                **texts,
                "code": f"C{n:02}",
                "name": _name(dice),
                "priority_class": dice.choice("ABC"),
                "weight": 1 + dice.randrange(2),
                "ship_policy": dice.choice(["partial", "line-complete"]),
                "minimum_shelf_life_days": 0,
                "city": dice.choice(["Ulm", "ulm", ""]),
            }
            for n in range(7)
        ],
    )


def _demand(store: Store, dice: Dice) -> None:
    placed = [instant_number(PLACED + timedelta(hours=dice.randrange(40))) for _ in range(60)]
    made: list[dict[str, Any]] = [
        {
            "number": f"SO-{n:02}",
            "customer_id": 1 + dice.randrange(7),
            "placed_at": at,
            "priority_class": dice.choice(["", "A"]),
            "ship_policy": _maybe(dice, "order-complete"),
            "customer_reference": dice.choice(["", "ref", "Ref"]),
            "carrier": dice.choice(["", "van"]),
            "hold_reason": "",
        }
        for n, at in enumerate(placed)
    ]
    _insert(store, "sales_order", made)
    lines: list[dict[str, Any]] = []
    for order, at in enumerate(placed[:57], start=1):
        for line in range(1, 8 if order == 4 else 1 + dice.randrange(1, 6)):
            quantity = 1 + dice.randrange(6)
            cancelled = dice.choice([0, 0, 0, quantity, dice.randrange(quantity)])
            shipped = dice.choice([0, 0, quantity - cancelled])
            lines.append(
                {
                    "order_id": order,
                    "line": line,
                    "item_id": 1 + dice.randrange(15),
                    "quantity": quantity,
                    "cancelled": cancelled,
                    "picked": shipped,
                    "shipped": shipped,
                    "returned": 0,
                    "allocated": dice.choice([0, quantity - cancelled - shipped]),
                    "rank_class": dice.choice("ABC"),
                    "lifted": dice.random() < 0.2,
                    "placed_at": at,
                    "need_by": _maybe(dice, _day(dice)),
                    "first_promise": _maybe(dice, _day(dice)),
                    "ship_policy": "partial",
                    "sell_multiple": 1,
                    "price": _maybe(dice, dice.randrange(3)),
                    "note": dice.choice(["", "fast"]),
                    "customer_id": made[order - 1]["customer_id"],
                    "pinned": 0,
                    "shelf_life_days": 0,
                    "on_hold": False,
                    "passed_over": 0,
                    "gathers": False,
                }
            )
    _insert(store, "order_line", lines)


def _supply(store: Store, dice: Dice) -> None:
    _insert(
        store,
        "purchase_order",
        [
            {
                "number": f"PO-{n:02}",
                "supplier_id": 1 + dice.randrange(6),
                "ordered_on": _maybe(dice, _day(dice)),
            }
            for n in range(14)
        ],
    )
    _insert(
        store,
        "purchase_line",
        [
            {
                "purchase_order_id": order,
                "line": line,
                "item_id": 1 + dice.randrange(15),
                "quantity": 5,
                "received": dice.choice([0, 0, 3, 5, 7]),
                "received_before": 0,
                "due_on": _maybe(dice, _day(dice)),
                "price": _maybe(dice, dice.randrange(3)),
            }
            for order in range(1, 13)
            for line in range(1, 7 if order == 3 else 2 + dice.randrange(4))
        ],
    )
    _insert(
        store,
        "receipt",
        [
            {
                "number": f"RC-{n:02}",
                "purchase_order_id": _maybe(dice, 1 + dice.randrange(12)),
                "supplier_id": 1 + dice.randrange(6),
                "status": dice.choice(["open", "closed"]),
                "opened_at": instant_number(PLACED + timedelta(hours=dice.randrange(3))),
                "closed_at": _maybe(dice, instant_number(PLACED + timedelta(hours=dice.randrange(3)))),
            }
            for n in range(12)
        ],
    )
    _insert(
        store,
        "lot",
        [
            {"item_id": item, "code": dice.choice(["", "a", "B"]), "expiry": _maybe(dice, _day(dice))}
            for item in range(1, 16)
        ],
    )
    _insert(
        store,
        "receipt_line",
        [
            {
                "receipt_id": 1 + dice.randrange(12),
                "lot_id": 1 + dice.randrange(15),
                "location_id": 1 + dice.randrange(9),
                "quantity": 1 + dice.randrange(3),
                "action_id": 1,
                "status": "available",
            }
            for _ in range(20)
        ],
    )
    _insert(store, "receipt_reversal", [{"receipt_line_id": line, "action_id": 1} for line in (3, 8)])
    _insert(
        store,
        "balance",
        [
            {"lot_id": lot, "location_id": place, "status": status, "quantity": dice.choice([0, 1, 1, 2, 3])}
            for lot in range(1, 16)
            for place in dice.sample(range(1, 10), 5)
            for status in ("available", "quarantined")
        ],
    )
    moves = [1 + dice.randrange(7) for _ in range(60)]
    _insert(
        store,
        "move",
        [
            {
                "item_id": item,
                "seq": moves[: at + 1].count(item),
                "lot_id": item,
                "location_id": 1 + dice.randrange(9),
                "status": dice.choice(["available", "quarantined"]),
                "quantity": dice.choice([-2, 1, 3]),
                "reason": dice.choice(["receipt", "pick"]),
                "document": dice.choice(["PL-1", "RC-1", ""]),
                "at": instant_number(PLACED + timedelta(hours=dice.randrange(5))),
                "effective_on": _day(dice),
                "actor": dice.choice(["anna", "Ben"]),
                "workstation": "desk-1",
                "action_id": 1,
                "prev_hash": "",
                "hash": "",
            }
            for at, item in enumerate(moves)
        ],
    )


def _work(store: Store, dice: Dice) -> None:
    _insert(
        store,
        "allocation",
        [
            {
                "order_line_id": 1 + dice.randrange(40),
                "lot_id": 1 + dice.randrange(15),
                "location_id": 1 + dice.randrange(9),
                "quantity": 3,
                "picked": dice.randrange(2),
                "returned": dice.choice([0, 2]),
            }
            for _ in range(30)
        ],
    )
    _insert(
        store,
        "pick_list",
        [
            {
                "number": f"PL-{n:02}",
                "kind": "order",
                "status": dice.choice(["released", "done"]),
                "released_at": instant_number(PLACED + timedelta(hours=dice.randrange(3))),
                "released_by": dice.choice(["anna", "Ben"]),
                "distance_mm": _maybe(dice, dice.randrange(3) * 1000),
                "action_id": 1,
            }
            for n in range(11)
        ],
    )
    stops = [(1 + dice.randrange(9), allocation) for allocation in range(1, 31)]
    _insert(
        store,
        "pick_stop",
        [
            {"pick_list_id": number, "position": at, "allocation_id": allocation}
            for at, (number, allocation) in enumerate(stops, start=1)
        ],
    )


# The listings, and in which order each stands by itself


class Listed(NamedTuple):
    """A listing, and its own order: fields of its rows, with - before those that descend; the key may be one."""

    make: Callable[[Store], Listing]
    order: tuple[str, ...]


LISTED: dict[str, Listed] = {
    "back-orders": Listed(lambda store: back_orders(store, house_settings()), ("rank_class", "-lifted", "placed")),
    "items": Listed(lambda _: items(house_settings()), ("sku",)),
    "balances-of": Listed(lambda _: balances_of("I00"), ("location", "sku", "lot")),
    "balances-in": Listed(lambda _: balances_in("L03"), ("location", "sku", "lot")),
    "ledger": Listed(lambda _: ledger(), ("-key",)),
    "ledger-of": Listed(lambda _: ledger_of("I03"), ("-seq",)),
    "locations": Listed(lambda _: locations(), ("location",)),
    "orders": Listed(lambda _: orders(), ("-placed", "-key")),
    "orders-of": Listed(lambda _: orders_of("C01"), ("-placed", "-key")),
    "order-lines": Listed(lambda _: order_lines(house_settings(), "SO-03"), ("line",)),
    "customers": Listed(lambda _: customers(), ("customer_code",)),
    "purchase-orders": Listed(lambda _: purchase_orders(), ("-key",)),
    "purchase-lines": Listed(lambda _: purchase_lines("PO-02"), ("line",)),
    "receipts": Listed(lambda _: receipts(), ("-key",)),
    "suppliers": Listed(lambda _: suppliers(), ("supplier_code",)),
    "pick-lists": Listed(lambda _: pick_lists(), ("-key",)),
}


def every_row(store: Store, listing: Listing) -> dict[Key, Row]:
    """Return all rows of a listing by their keys, in no order."""
    source = " ".join([listing.table, *(join.text for join in listing.joins if join.alias != "every")])
    keys = store.sql(f"SELECT {listing.key} FROM {source} WHERE {listing.where.text}", listing.where.values).fetchall()
    return rows_of(store, listing, [key for (key,) in keys])


def in_order(listed: Listed, listing: Listing, rows: dict[Key, Row], view: View) -> list[Key]:
    """Return the keys of the rows as the view must have them."""
    terms: list[tuple[str, bool, bool]] = []
    if view.sort is not None:
        terms.append((view.sort.field, view.sort.descending, not listing.field(view.sort.field).in_index))
    terms += [(name.lstrip("-"), name.startswith("-"), False) for name in listed.order]
    terms.append(("key", False, False))

    def value(key: Key, name: str, *, as_people_sort: bool) -> Value:
        found = key if name == "key" else rows[key][listing.place(name)]
        return found.lower() if isinstance(found, str) and as_people_sort and name != "key" else found

    def compare(one: Key, other: Key) -> int:
        for name, descending, as_people_sort in terms:
            first, second = (value(key, name, as_people_sort=as_people_sort) for key in (one, other))
            if first != second:
                return _order(first, second, descending=descending)
        return 0

    return sorted(rows, key=cmp_to_key(compare))


def _order(first: Any, second: Any, *, descending: bool) -> int:
    if first is None or second is None:
        return 1 if first is None else -1  # what is empty comes last, whichever way
    return -1 if (first < second) != descending else 1


def every_sort(listing: Listing) -> list[View]:
    """Return the view in the listing's own order, and by each field both ways."""
    return [View()] + [View(Sort(field.name, down)) for field in listing.fields for down in (False, True)]


def kinds_of(value: Value) -> set[FieldKind]:
    """Return of which kinds a field may be that has this value."""
    match value:
        case bool():
            return {FieldKind.FLAG}
        case int():
            return {FieldKind.NUMBER, FieldKind.MONEY}
        case datetime():
            return {FieldKind.INSTANT}
        case date():
            return {FieldKind.DAY}
        case str():
            return {FieldKind.TEXT}
        case None:
            return set(FieldKind) - {FieldKind.FLAG}
