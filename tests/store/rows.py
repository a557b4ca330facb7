"""One good row of every table, as plain values, for tests that then spoil one of them."""

from datetime import date

from warehouse_app.store.database import Store

DAY = date(2026, 3, 2)
Row = dict[str, object]

FIRST: dict[str, Row] = {
    "action": {"action_id": "a1", "verb": "try", "actor": "anna", "workstation": "desk-1", "at": 1},
    "outbox": {"kind": "mail", "subject": "s", "payload": "p", "status": "waiting", "created_at": 1, "action_id": 1},
    "person": {"name": "anna", "role": 3},
    "supplier": {"code": "S1", "name": "Seven", "email": "", "lead_time_days": 3, "over_receipt_percent": 0},
    "customer": {
        **dict.fromkeys(("email", "language", "address", "street", "postcode", "city", "country", "phone"), ""),
        "code": "C1",
        "name": "Chip",
        "priority_class": "B",
        "weight": 1,
        "ship_policy": "partial",
        "minimum_shelf_life_days": 0,
    },
    "location": {
        **dict.fromkeys(("zone", "aisle", "bay", "level"), ""),
        "code": "L1",
        "x_mm": 1,
        "y_mm": 1,
        "kind": "storage",
        "capacity": 10,
    },
    "item": {
        "sku": "I1",
        "name": "Lamp",
        "unit": "piece",
        "pack_quantity": 1,
        "category": "",
        "lot_tracked": False,
        "expiry_tracked": False,
        "serial_tracked": False,
        "safety_stock": 0,
        "safety_stock_open_to": "",
        "reorder_point": 0,
        "price": 0,
        "cost": 0,
        "weight_g": 0,
        "volume_cm3": 0,
        "release_date": None,
        "home_location_id": 1,
        "supplier_id": 1,
        "lead_time_days": 0,
    },
    "barcode": {"code": "B1", "gtin": None, "item_id": 1, "pack_quantity": 1},
    "substitute": {"item_id": 1, "substitute_id": 2, "ratio": 1, "note": ""},
    "lot": {"item_id": 1, "code": "", "expiry": None},
    "item_stock": {
        "item_id": 1,
        "allocatable": 10,
        "allocated": 10,
        "version": 0,
        "ledger_seq": 0,
        "ledger_head": "",
        "short_since": 0,
        "fill_paused": False,
    },
    "balance": {"lot_id": 1, "location_id": 1, "status": "available", "quantity": 0},
    "move": {
        "item_id": 1,
        "seq": 1,
        "lot_id": 1,
        "location_id": 1,
        "status": "available",
        "quantity": 5,
        "reason": "receipt",
        "document": "R1",
        "corrects_id": None,
        "at": 1,
        "effective_on": DAY,
        "actor": "anna",
        "workstation": "desk-1",
        "action_id": 1,
        "prev_hash": "",
        "hash": "00",
    },
    "seal": {"day": DAY, "at": 1, "last_move": 1, "prev_hash": "", "hash": "00"},
    "delivery": {
        "supplier": "S1",
        "sku": "I1",
        "quantity": 1,
        "purchase_order": "",
        "ordered_on": DAY,
        "due_on": DAY,
        "received_on": DAY,
        "occurrence": 1,
    },
    "purchase_order": {"number": "P1", "supplier_id": 1, "ordered_on": DAY},
    "purchase_line": {
        "purchase_order_id": 1,
        "line": 1,
        "item_id": 1,
        "quantity": 5,
        "received": 2,
        "received_before": 2,
        "due_on": DAY,
        "price": 100,
    },
    "receipt": {
        "number": "R1",
        "purchase_order_id": 1,
        "supplier_id": 1,
        "status": "open",
        "opened_at": 1,
        "closed_at": None,
    },
    "receipt_line": {
        "receipt_id": 1,
        "purchase_line_id": 1,
        "lot_id": 1,
        "location_id": 1,
        "quantity": 5,
        "action_id": 1,
    },
    "receipt_reversal": {"receipt_line_id": 1, "action_id": 1},
    "sales_order": {
        "number": "O1",
        "customer_id": 1,
        "placed_at": 1,
        "priority_class": "",
        "ship_policy": None,
        "customer_reference": "",
        "carrier": "",
        "hold_reason": "",
    },
    "order_line": {
        "order_id": 1,
        "line": 1,
        "item_id": 1,
        "quantity": 20,
        "cancelled": 2,
        "picked": 9,
        "shipped": 4,
        "returned": 3,
        "allocated": 10,
        "rank_class": "B",
        "lifted": False,
        "placed_at": 1,
        "need_by": None,
        "first_promise": None,
        "ship_policy": "partial",
        "sell_multiple": 1,
        "price": 1,
        "note": "",
        "customer_id": 1,
        "pinned": 14,
        "not_before": None,
        "minimum_shelf_life_days": None,
        "shelf_life_days": 0,
        "on_hold": False,
        "passed_over": 0,
        "lifted_on": None,
        "gathers": False,
    },
    "cancellation": {"document": "K1", "line": 1, "order_line_id": 1, "cancelled": 1, "returned": 1, "action_id": 1},
    "run": {
        "mode": "fill",
        "policy": "first-come",
        "cause": "receipt",
        "at": 1,
        "house_day": DAY,
        "action_id": 1,
        "undoes_id": None,
    },
    "decision": {"run_id": 1, "item_id": 1, "free": 1, "lines": b"\0\0\0\0"},
    "intervention": {
        "order_id": 1,
        "order_line_id": 1,
        "kind": "pin",
        "value": "14",
        "why": "he called",
        "action_id": 1,
    },
    "allocation": {"order_line_id": 1, "lot_id": 1, "location_id": 1, "quantity": 5, "picked": 2, "returned": 3},
    "pick_list": {
        "number": "L1",
        "kind": "order",
        "status": "released",
        "released_at": 1,
        "released_by": "anna",
        "distance_mm": None,
        "s_shape_mm": None,
        "action_id": 1,
    },
    "pick_stop": {"pick_list_id": 1, "position": 1, "allocation_id": 1},
    "shipment": {"number": "H1", "order_id": 1, "carrier": "", "shipped_at": 1, "action_id": 1},
    "shipment_line": {"shipment_id": 1, "order_line_id": 1, "quantity": 1},
    "print_job": {
        "kind": "pick-list",
        "number": "L1",
        "copy": 0,
        "title": "Pick list L1",
        "pages": 1,
        "printer": "Laser",
        "sides": "as-set",
        "workstation": "desk-1",
        "state": "queued",
        "attempts": 0,
        "due_at": 1,
        "handed_at": None,
        "why": None,
        "action_id": 1,
        "pdf": b"%PDF",
    },
}

SECOND: dict[str, Row] = {
    "action": {"action_id": "a2"},
    "person": {"name": "ben"},
    "supplier": {"code": "S2"},
    "customer": {"code": "C2"},
    "location": {"code": "L2"},
    "item": {"sku": "I2"},
    "barcode": {"code": "B2"},
    "substitute": {"item_id": 2, "substitute_id": 1},
    "lot": {"code": "x"},
    "item_stock": {"item_id": 2},
    "balance": {"status": "quarantined"},
    "move": {"seq": 2},
    "purchase_order": {"number": "P2"},
    "purchase_line": {"line": 2},
    "receipt": {"number": "R2"},
    "receipt_reversal": {"receipt_line_id": 2},
    "sales_order": {"number": "O2"},
    "order_line": {"line": 2},
    "cancellation": {"line": 2},
    "decision": {"item_id": 2},
    "pick_list": {"number": "L2"},
    "pick_stop": {"allocation_id": 2, "position": 2},
    "shipment": {"number": "H2"},
    "print_job": {"copy": 1},
}
"""What a second good row of a table has otherwise: its keys."""


def insert(store: Store, table: str, row: Row) -> None:
    """Insert one row, without peewee's own checks."""
    marks = ", ".join("?" * len(row))
    store.sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def second(table: str, **spoiled: object) -> Row:
    """Return another row of `table`, good but for what is `spoiled`."""
    return {**FIRST[table], **SECOND.get(table, {}), **spoiled}


def furnish(store: Store) -> None:
    """Give a fresh house one row of every table, and a second item, lot and allocation to refer to."""
    with store.transaction():
        store.sql("UPDATE action SET action_id = 'a1' WHERE id = 1")  # the founding stands for it
        for table, row in FIRST.items():
            if table != "action":
                insert(store, table, row)
            if table in {"item", "allocation"}:
                insert(store, table, second(table))
