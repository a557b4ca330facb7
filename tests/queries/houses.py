"""A small house in which something of everything has happened, and ways to change it behind the program's back.

On its last day, 2026-03-04: `TEA` has moves 1 and 2 (lot L1, and lot L0 that expired before the founding), `CUP` has
moves 1 to 7 (opening, quarantine, receipt, pick out and in; seal of 03-03; receipt; seal of 03-04; receipt).
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import KEY, Desk, fresh_desk
from warehouse_app.domain.ledger import ChainedMove, move_hash
from warehouse_app.domain.records import (
    CustomerRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    OrderLineRecord,
    PurchaseLineRecord,
    Record,
    StockRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind, Role, ShipPolicy, StockStatus
from warehouse_app.services.catalogue import KEYED, CatalogueSaver
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.founding import turn_day
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lines import Cancelled, cancel_units
from warehouse_app.services.notice_entry import NoticeSaver
from warehouse_app.services.opening import OpeningSaver
from warehouse_app.services.order_entry import OrderSaver
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.purchase_entry import PurchaseSaver
from warehouse_app.services.receiving import receive
from warehouse_app.services.references import References
from warehouse_app.services.releasing import release
from warehouse_app.services.saving import Given, Saver, store_one
from warehouse_app.store.database import Store, day, open_store

Hasher = Callable[[str, ChainedMove], str]

_SAVERS: dict[Kind, Callable[[Given], Saver]] = {
    Kind.STOCK: OpeningSaver,
    Kind.PURCHASE_ORDERS: PurchaseSaver,
    Kind.ADVANCE_NOTICES: NoticeSaver,
    Kind.ORDERS: OrderSaver,
}
PLACED = {number: datetime(2026, 2, number, 12, tzinfo=UTC) for number in range(1, 7)}
"""When order SO-1 to SO-6 was placed."""


@service(Role.ADMIN)
def keep(work: Work, kind: Kind, records: Sequence[Record]) -> Changes:
    """Store records of one kind as an import would, history included."""
    given = Given(frozenset(records[0]._fields), update=False, references=References())
    saver = CatalogueSaver(kind, given) if kind in KEYED else _SAVERS[kind](given)
    store_one(work, saver, list(enumerate(records, start=1)), cause="import")
    return work.changes


@service(Role.ADMIN)
def take_back(work: Work, order: str, line: int, units: int) -> Changes:
    """Log `units` of a line as returned."""
    [(row,)] = work.store.sql(f"SELECT {the_line(order, line)}")
    cancel_units(work, [Cancelled("CR-1", 1, row, 0, units)])
    return work.changes


@service(Role.ADMIN)
def pick(work: Work, order: str, line: int, *, out_of: str, into: str, units: int) -> Changes:
    """Book `units` of a released line from its place into a tote, as a picker will."""
    row = the_line(order, line)
    [(allocation, item, lot)] = work.store.sql(
        "SELECT a.id, l.item_id, a.lot_id FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
        f"WHERE l.id = {row}"
    )
    for place, quantity in ((out_of, -units), (into, units)):
        [(location,)] = work.store.sql(f"SELECT {the_place(place)}")
        append_move(work.store, item, lot, location, quantity, reason="pick", action=work.row, hasher=genuine)
        add_balance(work.store, lot, location, quantity)
    work.store.sql(f"UPDATE allocation SET picked = picked + {units} WHERE id = {allocation}")
    work.store.sql(f"UPDATE order_line SET picked = picked + {units} WHERE id = {row}")
    work.store.sql(
        f"UPDATE item_stock SET allocated = allocated - {units}, allocatable = allocatable - {units} "
        f"WHERE item_id = {item}"
    )
    return work.changes


def stock(desk: Desk) -> None:
    """Let in a new house happen something of everything."""
    far, gone = date(2026, 5, 1), date(2026, 2, 1)
    for kind, records in (
        (Kind.SUPPLIERS, [SupplierRecord("S1", "Potter")]),
        (
            Kind.LOCATIONS,
            [
                LocationRecord("A-01"),
                LocationRecord("B-01", kind=LocationKind.BULK),
                LocationRecord("T-01", kind=LocationKind.TOTE),
                LocationRecord("Q-01", kind=LocationKind.QUARANTINE),
            ],
        ),
        (
            Kind.ITEMS,
            [
                ItemRecord("TEA", "Tea", lot_tracked=True, expiry_tracked=True),
                ItemRecord("CUP", "Cup"),
                ItemRecord("POT", "Pot"),
            ],
        ),
        (
            Kind.CUSTOMERS,
            [
                CustomerRecord("C1", "One"),
                CustomerRecord("C2", "Two", priority_class="A", ship_policy=ShipPolicy.ORDER_COMPLETE),
                CustomerRecord("C3", "Three", priority_class="C", ship_policy=ShipPolicy.LINE_COMPLETE),
            ],
        ),
        (
            Kind.STOCK,
            [
                StockRecord("TEA", "A-01", 40, "L1", far),
                StockRecord("TEA", "A-01", 5, "L0", gone),
                StockRecord("CUP", "A-01", 10),
                StockRecord("CUP", "Q-01", 4, status=StockStatus.QUARANTINED),
            ],
        ),
        (
            Kind.ORDERS,
            [
                OrderLineRecord("SO-1", "C1", "TEA", 30, PLACED[1], line=1),
                OrderLineRecord("SO-1", "C1", "CUP", 6, PLACED[1], line=2),
                OrderLineRecord("SO-2", "C2", "CUP", 3, PLACED[2], line=1),
                OrderLineRecord("SO-2", "C2", "POT", 2, PLACED[2], line=2),
                OrderLineRecord("SO-3", "C1", "TEA", 5, PLACED[3], line=1, shipped=5),
                OrderLineRecord("SO-4", "C1", "CUP", 8, PLACED[4], line=1, cancelled=3),
                OrderLineRecord("SO-5", "C3", "CUP", 20, PLACED[5], line=1),
            ],
        ),
        (Kind.PURCHASE_ORDERS, [PurchaseLineRecord("PO-1", "S1", "CUP", 20, line=1, received=2)]),
    ):
        keep(desk.store, desk.act(), kind, records)
    receive(desk.store, desk.act(), [Goods("CUP", 4, "B-01")], purchase_order="PO-1")
    keep(desk.store, desk.act(), Kind.ORDERS, [OrderLineRecord("SO-6", "C1", "CUP", 2, PLACED[6], line=1)])
    cancel_order(desk.store, desk.act(), "SO-6")
    take_back(desk.store, desk.act(), "SO-3", 1, 1)
    release(desk.store, desk.act(), orders=["SO-1"])
    pick(desk.store, desk.act(), "SO-1", 2, out_of="A-01", into="T-01", units=2)
    for _ in range(2):
        desk.now += timedelta(days=1)
        turn_day(desk.store, desk.act())
        receive(desk.store, desk.act(), [Goods("CUP", 1, "B-01")], purchase_order="PO-1")


def stocked_desk(dialect: str, request: pytest.FixtureRequest, stocked: dict[str, str]) -> Desk:
    """Open a copy of the stocked house; `stocked` keeps where it was made, by kind of database."""
    folder = request.getfixturevalue("tmp_path_factory").mktemp("stocked")
    if dialect not in stocked:
        desk = fresh_desk(dialect, request, folder)
        stock(desk)
        if dialect == "sqlite":
            desk.store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        desk.store.close()
        stocked[dialect] = desk.url
    if dialect == "sqlite":
        url = str(shutil.copy(stocked[dialect], folder / "copy.db"))
    else:
        url = request.getfixturevalue("new_database")(stocked[dialect].split("?")[0].rpartition("/")[2])
    store = open_store(url)
    store.key = KEY
    return Desk(store, url)


def the_item(sku: str) -> str:
    """Return the SQL that selects the id of an item."""
    return f"(SELECT id FROM item WHERE sku = '{sku}')"


def the_place(code: str) -> str:
    """Return the SQL that selects the id of a location."""
    return f"(SELECT id FROM location WHERE code = '{code}')"


def the_lot(sku: str, code: str = "") -> str:
    """Return the SQL that selects the id of a lot."""
    return f"(SELECT id FROM lot WHERE item_id = {the_item(sku)} AND code = '{code}')"


def the_line(order: str, line: int) -> str:
    """Return the SQL that selects the id of an order line."""
    order_id = f"(SELECT id FROM sales_order WHERE number = '{order}')"
    return f"(SELECT id FROM order_line WHERE order_id = {order_id} AND line = {line})"


@contextmanager
def from_outside(desk: Desk) -> Iterator[None]:
    """Let the body write whatever it likes, as somebody may who has the database in his hands."""
    if desk.store.dialect == "sqlite":
        triggers = desk.store.sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        before = ["PRAGMA foreign_keys = 0", "PRAGMA ignore_check_constraints = 1"]
        before += [f"DROP TRIGGER {name}" for name, _ in triggers]
        after = ["PRAGMA foreign_keys = 1", "PRAGMA ignore_check_constraints = 0", *(made for _, made in triggers)]
    else:
        checks = desk.store.sql(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
        ).fetchall()
        drops = [f'ALTER TABLE {table} DROP CONSTRAINT "{name}"' for table, name in checks if "." not in table]
        before = ["SET session_replication_role = replica", "; ".join(drops)]
        after = ["SET session_replication_role = origin"]
    for statement in before:
        desk.store.sql(statement)
    try:
        yield
    finally:
        for statement in after:
            desk.store.sql(statement)


def genuine(prev_hash: str, move: ChainedMove) -> str:
    """Return the hash that the program itself would write."""
    return move_hash(KEY, prev_hash, move)


_COLUMNS = (
    "item_id, seq, lot_id, location_id, status, quantity, reason, document, corrects_id, at, effective_on, actor, "
    "workstation, action_id"
)


def append_move(
    store: Store,
    item: int,
    lot: int,
    location: int,
    quantity: int,
    *,
    reason: str,
    action: int,
    hasher: Hasher,
    document: str = "PL-1",
) -> None:
    """Add a move to the end of an item's chain, and to its stock, with a hash of the caller's making."""
    [(seq, head)] = store.sql("SELECT ledger_seq, ledger_head FROM item_stock WHERE item_id = ?", (item,))
    at, on = 1_772_500_000_000_000, date(2026, 3, 2)
    move = ChainedMove(
        item, seq + 1, lot, location, "available", quantity, reason, document, None, at, on, "anna", "desk-1", action
    )
    made = hasher(head, move)
    marks = ", ".join("?" * (len(move) + 2))
    store.sql(f"INSERT INTO move ({_COLUMNS}, prev_hash, hash) VALUES ({marks})", (*move, head, made))
    store.sql("UPDATE item_stock SET ledger_seq = ?, ledger_head = ? WHERE item_id = ?", (seq + 1, made, item))


def add_balance(store: Store, lot: int, location: int, units: int) -> None:
    """Change a balance as its move says."""
    if not store.sql(
        "UPDATE balance SET quantity = quantity + ? WHERE lot_id = ? AND location_id = ? AND status = 'available'",
        (units, lot, location),
    ).rowcount:
        store.sql("INSERT INTO balance VALUES (?, ?, 'available', ?)", (lot, location, units))


def rewrite_tail(desk: Desk, sku: str, since: int, hasher: Hasher, *, first_link: str | None = None) -> None:
    """Hash an item's moves from number `since` on anew, and let its stock end there, so that all seems to agree."""
    item, prev = desk.store.sql(
        f"SELECT {the_item(sku)}, COALESCE((SELECT hash FROM move WHERE item_id = {the_item(sku)} AND seq = ?), '')",
        (since - 1,),
    ).fetchone()
    prev = prev if first_link is None else first_link
    for row in desk.store.sql(
        f"SELECT {_COLUMNS} FROM move WHERE item_id = ? AND seq >= ? ORDER BY seq", (item, since)
    ).fetchall():
        move = ChainedMove(*row)
        effective_on = day(move.effective_on)
        assert effective_on is not None
        move = move._replace(effective_on=effective_on)
        made = hasher(prev, move)
        desk.store.sql(
            "UPDATE move SET prev_hash = ?, hash = ? WHERE item_id = ? AND seq = ?", (prev, made, item, move.seq)
        )
        prev = made
    desk.store.sql("UPDATE item_stock SET ledger_head = ? WHERE item_id = ?", (prev, item))
