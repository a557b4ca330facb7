"""A house to work in: content that tests take in as an import does, and short ways to read what became of it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Unpack

import pytest

from tests.conftest import Desk
from tests.queries.houses import add_balance, append_move, genuine, the_item, the_line, the_lot, the_place
from tests.services.furnishing import Furnishing, rows_of
from warehouse_app.domain.decisions import unpack
from warehouse_app.domain.errors import Fact, Refused
from warehouse_app.domain.records import (
    RECORD_OF,
    CancellationRecord,
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
from warehouse_app.domain.statuses import LocationKind, Mode, Role
from warehouse_app.queries.check import findings
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.plans import Plan, Request, plan
from warehouse_app.services.allocating import plan_and_apply
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.founding import turn_day
from warehouse_app.services.house_rules import RuleChange, choose_rules
from warehouse_app.services.importing import Handed, Imported, checked, take_in
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive

KIND_OF: dict[type[Record], Kind] = {record: kind for kind, record in RECORD_OF.items()}
KIND_OF[CancellationRecord] = Kind.ORDERS

SUPPLIERS = (SupplierRecord("ACME", "Acme"), SupplierRecord("EASY", "Easy-going", over_receipt_percent=10))
PLACES = (
    LocationRecord("DOCK", kind=LocationKind.DOCK),
    LocationRecord("STAGE", kind=LocationKind.STAGING),
    LocationRecord("QUAR", kind=LocationKind.QUARANTINE),
    LocationRecord("TOTE", kind=LocationKind.TOTE),
    LocationRecord("PACK", kind=LocationKind.PACKING),
    LocationRecord("GATE", kind=LocationKind.DEPOT, x_mm=0, y_mm=0),
    LocationRecord("A-1", x_mm=0, y_mm=1_000),
    LocationRecord("A-2", x_mm=0, y_mm=3_000),
    LocationRecord("B-1", x_mm=4_000, y_mm=1_000),
    LocationRecord("B-2", x_mm=4_000, y_mm=3_000, capacity=10),
    LocationRecord("F-1", x_mm=8_000, y_mm=1_000, kind=LocationKind.PICK_FACE),
)
ITEMS = (
    ItemRecord("LAMP", "Lamp"),
    ItemRecord("CORD", "Cord"),
    ItemRecord("PLUG", "Plug"),
    ItemRecord("MILK", "Milk", lot_tracked=True, expiry_tracked=True),
    ItemRecord("TOOL", "Tool", serial_tracked=True),
    ItemRecord("GAME", "Game", release_date=date(2026, 4, 1)),
    ItemRecord("SALT", "Salt", safety_stock=4, safety_stock_open_to="A"),
)
CUSTOMERS = (
    CustomerRecord("ANN", "Ann", priority_class="A"),
    CustomerRecord("BEN", "Ben"),
    CustomerRecord("CAT", "Cat", priority_class="C"),
)


def take(desk: Desk, *records: Record, update: bool = False) -> Imported:
    """Take records of any kinds in with one import."""
    of_kind: dict[Kind, list[Record]] = {kind: [] for kind in Kind}
    for record in records:
        of_kind[KIND_OF[type(record)]].append(record)
    feeds = [Handed(kind, some) for kind, some in of_kind.items() if some]
    with checked(desk.store, feeds, update=update) as prepared:
        return take_in(desk.store, desk.act(), prepared)


_KNOWN_BY_NAME = Furnishing()


def furnished(desk: Desk) -> Iterator[Desk]:
    """Yield the desk with what the house knows by name; in the end no invariant may be broken."""
    if not _KNOWN_BY_NAME.repeat(desk):
        empty = rows_of(desk.store)
        take(desk, *SUPPLIERS, *PLACES, *ITEMS, *CUSTOMERS)
        _KNOWN_BY_NAME.learn(desk, empty)
    yield desk
    assert broken(desk) == []


def at(day: int, hour: int = 8) -> datetime:
    """Return an instant of February 2026, the month before the tests' present."""
    return datetime(2026, 2, day, hour, tzinfo=UTC)


def order(number: str, customer: str, day: int, *lines: tuple[str, int], **more: object) -> list[OrderLineRecord]:
    """Return an order placed on a day of February, with lines of (SKU, quantity) numbered from 1."""
    return [
        OrderLineRecord(number, customer, sku, quantity, at(day), line=line)._replace(**more)  # type: ignore[arg-type]
        for line, (sku, quantity) in enumerate(lines, start=1)
    ]


def purchase(number: str, *lines: tuple[str, int], **more: object) -> list[PurchaseLineRecord]:
    """Return a purchase order from Acme with lines of (SKU, quantity) numbered from 1."""
    return [
        PurchaseLineRecord(number, "ACME", sku, quantity, line=line)._replace(**more)  # type: ignore[arg-type]
        for line, (sku, quantity) in enumerate(lines, start=1)
    ]


def opening(sku: str, quantity: int, place: str = "A-1", **more: object) -> StockRecord:
    """Return opening stock."""
    return StockRecord(sku, place, quantity)._replace(**more)  # type: ignore[arg-type]


def come(desk: Desk, sku: str, quantity: int, place: str = "", **more: object) -> None:
    """Let goods come in from Acme, with a receipt of their own."""
    goods = Goods(sku, quantity, place or "A-1", **more)  # type: ignore[arg-type]
    receive(desk.store, desk.act(), [goods], supplier="ACME", close=True)


def turn_to(desk: Desk, day: date) -> None:
    """Let a new day begin."""
    desk.now = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    turn_day(desk.store, desk.act())


def set_house(desk: Desk, **rules: Unpack[RuleChange]) -> None:
    """Change rules of the house."""
    choose_rules(desk.store, desk.act(), rules)


@service(Role.ADMIN)
def _send(work: Work, order: str, line: int, units: int, place: str) -> Changes:
    row = the_line(order, line)
    [(item, sku)] = work.store.sql(
        f"SELECT i.id, i.sku FROM order_line l JOIN item i ON i.id = l.item_id WHERE l.id = {row}"
    )
    [(lot, location)] = work.store.sql(f"SELECT {the_lot(sku)}, {the_place(place)}")
    append_move(work.store, item, lot, location, -units, reason="ship", action=work.row, hasher=genuine)
    add_balance(work.store, lot, location, -units)
    work.store.sql(
        "UPDATE order_line SET picked = picked + ?, shipped = shipped + ?, allocated = allocated - ?, "
        f"pinned = CASE WHEN pinned > ? THEN pinned - ? ELSE 0 END WHERE id = {row}",
        (units, units, units, units, units),
    )
    work.store.sql(
        "UPDATE item_stock SET allocated = allocated - ?, allocatable = allocatable - ?, version = version + 1 "
        f"WHERE item_id = {the_item(sku)}",
        (units, units),
    )
    return work.changes


def send(desk: Desk, order: str, units: int, *, line: int = 1, place: str = "A-1") -> None:
    """Ship `units` that a line holds, straight from where they lie, of an item that has no lots."""
    _send(desk.store, desk.act(), order, line, units, place)


REDISTRIBUTE = Request(Mode.REDISTRIBUTE)


def planned(desk: Desk, request: Request = REDISTRIBUTE) -> Plan:
    """Return what a run would do."""
    with desk.store.snapshot():
        return plan(desk.store, house_settings(), request)


def redistributed(desk: Desk, request: Request = REDISTRIBUTE, *, go_on: bool = False) -> dict[str, int]:
    """Plan a run and apply it; return what the lines hold afterwards."""
    plan_and_apply(desk.store, desk.act(), request, go_on=go_on)
    return held(desk)


def refusal(desk: Desk, call: Callable[[], object]) -> tuple[object, dict[str, Fact]]:
    """Do what must be refused and change nothing; return the code and the facts."""
    before = (counts(desk), held(desk), versions(desk))
    with pytest.raises(Refused) as refused:
        call()
    assert (counts(desk), held(desk), versions(desk)) == before
    return refused.value.code, dict(refused.value.facts)


def held(desk: Desk, *orders: str) -> dict[str, int]:
    """Return what each line ("ORDER/LINE") holds, of all orders or these."""
    found = desk.store.sql(
        "SELECT o.number, l.line, l.allocated FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "ORDER BY o.number, l.line"
    )
    return {f"{number}/{line}": units for number, line, units in found if not orders or number in orders}


def level(desk: Desk, sku: str) -> tuple[int, int]:
    """Return how many units of an item may be promised, and are."""
    statement = "SELECT s.allocatable, s.allocated FROM item_stock s JOIN item i ON i.id = s.item_id WHERE i.sku = ?"
    allocatable, allocated = desk.store.sql(statement, (sku,)).fetchone()
    return allocatable, allocated


def versions(desk: Desk) -> dict[str, int]:
    """Return how often each item's stock was changed."""
    return dict(desk.store.sql("SELECT i.sku, s.version FROM item_stock s JOIN item i ON i.id = s.item_id").fetchall())


def lying(desk: Desk, sku: str) -> dict[str, int]:
    """Return the balances of an item: "PLACE" or "PLACE@LOT", and units."""
    found = desk.store.sql(
        "SELECT loc.code, lot.code, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id "
        "JOIN item i ON i.id = lot.item_id JOIN location loc ON loc.id = b.location_id WHERE i.sku = ?",
        (sku,),
    )
    return {f"{place}@{lot}" if lot else place: units for place, lot, units in found}


def runs(desk: Desk, since: int = 0) -> list[tuple[int, str, str, str]]:
    """Return (id, mode, policy, cause) of the runs after that id."""
    statement = "SELECT id, mode, policy, cause FROM run WHERE id > ? ORDER BY id"
    return [(run, mode, policy, cause) for run, mode, policy, cause in desk.store.sql(statement, (since,))]


def last_run(desk: Desk) -> int:
    """Return the id of the last run, 0 where there was none."""
    return int(desk.store.sql("SELECT COALESCE(MAX(id), 0) FROM run").fetchone()[0])


Told = tuple[str, int, int, int, str]
"""A decision: "ORDER/LINE", asked, had, gets and reason."""


def decisions(desk: Desk, run: int) -> dict[str, tuple[int, list[Told]]]:
    """Return, for each SKU that a run decided about, what it could give and its decisions in rank order."""
    names = {
        line: f"{number}/{place}"
        for line, number, place in desk.store.sql(
            "SELECT l.id, o.number, l.line FROM order_line l JOIN sales_order o ON o.id = l.order_id"
        )
    }
    found = desk.store.sql(
        "SELECT i.sku, d.free, d.lines FROM decision d JOIN item i ON i.id = d.item_id "
        "WHERE d.run_id = ? ORDER BY i.id",
        (run,),
    ).fetchall()
    return {
        sku: (free, [(names[row.line], row.asked, row.had, row.gets, row.reason.value) for row in unpack(lines)])
        for sku, free, lines in found
    }


def ids(desk: Desk, table: str, *names: str) -> frozenset[int]:
    """Return the ids of items (by SKU) or customers (by code)."""
    column = {"item": "sku", "customer": "code"}[table]
    found = dict(desk.store.sql(f"SELECT {column}, id FROM {table}").fetchall())
    return frozenset(found[name] for name in names)


def count(desk: Desk, table: str) -> int:
    """Return how many rows a table has."""
    return int(desk.store.sql(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


TABLES: Sequence[str] = ("move", "balance", "lot", "receipt", "receipt_line", "run", "decision", "order_line", "action")


def counts(desk: Desk) -> dict[str, int]:
    """Return how many rows the tables have that verbs write into."""
    return {table: count(desk, table) for table in TABLES}


def broken(desk: Desk) -> list[object]:
    """Return every invariant that is broken."""
    with desk.store.snapshot():
        return list(findings(desk.store))
