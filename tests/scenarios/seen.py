"""What a database says at one moment, read by plain SQL so that it owes nothing to the code that wrote it."""

import hashlib
from dataclasses import dataclass

from tests.scenarios.model import Heap, LineKey, Wanted
from warehouse_app.domain.decisions import unpack
from warehouse_app.domain.statuses import Mode, ShipPolicy
from warehouse_app.store.database import Store
from warehouse_app.store.tables import TABLES


@dataclass(frozen=True)
class SeenLine:
    """A line of an order: its id, its item, what it says of itself, and the stock it holds."""

    row: int
    sku: str
    wanted: Wanted
    allocated: int

    @property
    def open(self) -> int:
        """Units that are still to go out."""
        return self.wanted.quantity - self.wanted.cancelled - self.wanted.shipped


@dataclass(frozen=True)
class Given:
    """The units that the runs since some moment gave to lines (ids) and took from them, and what took them."""

    units: dict[int, int]
    takers: frozenset[str]
    last_run: int


@dataclass(frozen=True)
class Seen:
    """The state of the shop; `mark` stands for all rows of all tables.

    `stock` is (allocatable, allocated) by item, `lists` are the pick lists with their status, `actions` is how many are
    remembered.
    """

    lines: dict[LineKey, SeenLine]
    heaps: dict[Heap, int]
    stock: dict[str, tuple[int, int]]
    received: dict[tuple[str, str], int]
    open_receipts: set[str]
    lists: list[tuple[str, str]]
    actions: int
    given: Given
    mark: str


def look(store: Store, last_run: int) -> Seen:
    """Read the shop; `last_run` is the last allocation run that was known of before."""
    return Seen(
        {
            (number, line): SeenLine(
                row, sku, Wanted(quantity, cancelled, shipped, rank_class, ShipPolicy(policy)), allocated
            )
            for number, line, row, sku, quantity, cancelled, shipped, rank_class, policy, allocated in store.sql(
                "SELECT o.number, l.line, l.id, i.sku, l.quantity, l.cancelled, l.shipped, l.rank_class, "
                "l.ship_policy, l.allocated FROM order_line l JOIN sales_order o ON o.id = l.order_id "
                "JOIN item i ON i.id = l.item_id"
            )
        },
        {
            Heap(sku, lot, place): int(units)
            for sku, lot, place, units in store.sql(
                "SELECT i.sku, lot.code, p.code, SUM(m.quantity) FROM move m JOIN item i ON i.id = m.item_id "
                "JOIN lot ON lot.id = m.lot_id JOIN location p ON p.id = m.location_id "
                "GROUP BY i.sku, lot.code, p.code"
            )
        },
        {
            sku: (allocatable, allocated)
            for sku, allocatable, allocated in store.sql(
                "SELECT i.sku, s.allocatable, s.allocated FROM item_stock s JOIN item i ON i.id = s.item_id"
            )
        },
        {
            (number, sku): int(units)
            for number, sku, units in store.sql(
                "SELECT po.number, i.sku, SUM(p.received) FROM purchase_line p JOIN item i ON i.id = p.item_id "
                "JOIN purchase_order po ON po.id = p.purchase_order_id GROUP BY po.number, i.sku "
                "HAVING SUM(p.received) > 0"
            )
        },
        {
            name
            for (name,) in store.sql(
                "SELECT COALESCE(po.number, s.code) FROM receipt r JOIN supplier s ON s.id = r.supplier_id "
                "LEFT JOIN purchase_order po ON po.id = r.purchase_order_id WHERE r.status = 'open'"
            )
        },
        store.sql("SELECT number, status FROM pick_list ORDER BY id").fetchall(),
        store.sql("SELECT COUNT(*) FROM action").fetchone()[0],
        _given(store, last_run),
        _mark(store),
    )


def _given(store: Store, last_run: int) -> Given:
    units: dict[int, int] = {}
    takers: set[str] = set()
    for run, mode, cause, packed in store.sql(
        "SELECT r.id, r.mode, r.cause, d.lines FROM run r JOIN decision d ON d.run_id = r.id WHERE r.id > ?",
        (last_run,),
    ).fetchall():
        last_run = max(last_run, run)
        for row in unpack(packed):
            units[row.line] = units.get(row.line, 0) + row.gets
            assert (row.gets < 0) == (mode == Mode.CUT), (run, row)
            if row.gets < 0:
                takers.add(cause)
    return Given(units, frozenset(takers), last_run)


def _mark(store: Store) -> str:
    """Return a hash of all rows but the remembered actions, which grow by an action that had nothing to do."""
    digest = hashlib.blake2b()
    for table in TABLES:
        name = table._meta.table_name
        if name != "action":
            digest.update(name.encode())
            digest.update("\n".join(sorted(map(repr, store.sql(f'SELECT * FROM "{name}"')))).encode())
    return digest.hexdigest()
