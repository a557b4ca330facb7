"""What a database says at one moment, read by plain SQL so that it owes nothing to the code that wrote it."""

import hashlib
from dataclasses import dataclass
from datetime import date

from tests.scenarios.model import Wanted
from tests.scenarios.stock import Heap, LineKey
from warehouse_app.domain.decisions import unpack
from warehouse_app.domain.statuses import CountStatus, Mode, ShipPolicy, StockStatus
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables import TABLES


@dataclass(frozen=True)
class SeenLine:
    """A line of an order: its id, its item, what it says of itself, and the stock it holds.

    `fixed` of that is picked, put aside, or on a list, `in_hand` is picked; `lifted` and `gathers` are what the guard
    against starving did to it.
    """

    row: int
    sku: str
    wanted: Wanted
    allocated: int
    fixed: int
    in_hand: int
    lifted: bool
    gathers: bool

    @property
    def open(self) -> int:
        """Units that are still to go out."""
        return self.wanted.quantity - self.wanted.cancelled - self.wanted.shipped

    @property
    def short(self) -> int:
        """Units that it still waits for."""
        return self.open - self.allocated

    @property
    def loose(self) -> int:
        """Units that it holds, and that are neither pinned to it nor fixed."""
        return max(0, self.allocated - max(self.fixed, self.wanted.pinned))


@dataclass(frozen=True)
class SeenRun:
    """A run of allocation: by line (id), what it says that the line had, and what it gave it (negative: took)."""

    number: int
    mode: Mode
    cause: str
    had: dict[int, int]
    gets: dict[int, int]


@dataclass(frozen=True)
class Seen:
    """The state of the shop; `mark` stands for all rows of all tables.

    `stock` is (allocatable, allocated) by item, `paused` the items that nothing is given of by itself, `lists` are the
    pick lists with their status, `reserved` is what is to be fetched for which line from where, `aside` the part of it
    that is on no list since it is put aside, `counts` are those of
    places (by number: the place and how far it is), `actions` is how many are remembered, `codes` are those that were
    taught, `runs` those that nobody had seen before, `effective` the days from which moves count that nobody had.
    """

    lines: dict[LineKey, SeenLine]
    heaps: dict[Heap, int]
    reserved: dict[tuple[LineKey, Heap], int]
    aside: dict[tuple[LineKey, Heap], int]
    counts: dict[str, tuple[str, CountStatus]]
    stock: dict[str, tuple[int, int]]
    received: dict[tuple[str, str], int]
    open_receipts: set[str]
    lists: list[tuple[str, str]]
    actions: int
    paused: set[str]
    codes: dict[str, tuple[str, int]]
    runs: list[SeenRun]
    last_run: int
    effective: set[date]
    last_move: int
    mark: str

    def had(self, at: LineKey) -> int:
        """Return what a line held, none where it was not there."""
        return self.lines[at].allocated if at in self.lines else 0


_LINES = (
    "SELECT o.number, l.line, l.id, i.sku, l.allocated, COALESCE((SELECT "
    "SUM(a.quantity - a.picked - a.returned) FROM allocation a WHERE a.order_line_id = l.id), 0), "
    "l.picked - l.shipped, l.lifted, l.gathers, l.not_before, l.on_hold, l.quantity, l.cancelled, l.shipped, "
    "l.rank_class, l.ship_policy, l.shelf_life_days, l.pinned, l.returned FROM order_line l "
    "JOIN sales_order o ON o.id = l.order_id JOIN item i ON i.id = l.item_id"
)

_RESERVED = (
    "SELECT o.number, l.line, i.sku, lot.code, p.code, SUM(a.quantity - a.picked - a.returned) FROM allocation a "
    "JOIN order_line l ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id "
    "JOIN lot ON lot.id = a.lot_id JOIN item i ON i.id = lot.item_id JOIN location p ON p.id = a.location_id "
    "WHERE a.quantity - a.picked - a.returned > 0{} GROUP BY o.number, l.line, i.sku, lot.code, p.code"
)
_ON_NO_LIST = " AND NOT EXISTS (SELECT 1 FROM pick_stop s WHERE s.allocation_id = a.id)"


def look(store: Store, last_run: int, last_move: int) -> Seen:
    """Read the shop; `last_run` and `last_move` are the last that were known of before."""
    runs = _runs(store, last_run)
    moves = store.sql("SELECT id, effective_on FROM move WHERE id > ?", (last_move,)).fetchall()
    return Seen(
        _lines(store),
        {
            Heap(sku, lot, place, StockStatus(status)): int(units)
            for sku, lot, place, status, units in store.sql(
                "SELECT i.sku, lot.code, p.code, m.status, SUM(m.quantity) FROM move m JOIN item i ON i.id = m.item_id "
                "JOIN lot ON lot.id = m.lot_id JOIN location p ON p.id = m.location_id "
                "GROUP BY i.sku, lot.code, p.code, m.status HAVING SUM(m.quantity) <> 0"
            )
        },
        _reserved(store, ""),
        _reserved(store, _ON_NO_LIST),
        {
            number: (place, CountStatus(status))
            for number, place, status in store.sql(
                "SELECT c.number, p.code, c.status FROM stock_count c JOIN location p ON p.id = c.location_id"
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
                "SELECT COALESCE(n.number, po.number, s.code) FROM receipt r JOIN supplier s ON s.id = r.supplier_id "
                "LEFT JOIN purchase_order po ON po.id = r.purchase_order_id "
                "LEFT JOIN advance_notice n ON n.id = r.advance_notice_id WHERE r.status = 'open'"
            )
        },
        store.sql("SELECT number, status FROM pick_list ORDER BY id").fetchall(),
        store.sql("SELECT COUNT(*) FROM action").fetchone()[0],
        {
            sku
            for (sku,) in store.sql(
                "SELECT i.sku FROM item_stock s JOIN item i ON i.id = s.item_id WHERE s.fill_paused"
            )
        },
        {
            code: (sku, pack)
            for code, sku, pack in store.sql(
                "SELECT b.code, i.sku, b.pack_quantity FROM barcode b JOIN item i ON i.id = b.item_id"
            )
        },
        runs,
        max([last_run, *(run.number for run in runs)]),
        {on for _, stored in moves if (on := day(stored))},
        max([last_move, *(move for move, _ in moves)]),
        _mark(store),
    )


def _reserved(store: Store, which: str) -> dict[tuple[LineKey, Heap], int]:
    return {
        ((number, line), Heap(sku, lot, place)): int(units)
        for number, line, sku, lot, place, units in store.sql(_RESERVED.format(which))
    }


def _lines(store: Store) -> dict[LineKey, SeenLine]:
    lines: dict[LineKey, SeenLine] = {}
    for number, line, row, sku, allocated, hard, in_hand, lifted, gathers, since, on_hold, *says in store.sql(_LINES):
        quantity, cancelled, shipped, rank_class, ship_policy, life, pinned, returned = says
        wanted = Wanted(
            quantity,
            cancelled,
            shipped,
            rank_class,
            ShipPolicy(ship_policy),
            life,
            since and day(since),
            pinned,
            bool(on_hold),
            returned,
        )
        lines[number, line] = SeenLine(
            row, sku, wanted, allocated, int(hard) + in_hand, in_hand, bool(lifted), bool(gathers)
        )
    return lines


def _runs(store: Store, last_run: int) -> list[SeenRun]:
    runs: dict[int, SeenRun] = {}
    for number, mode, cause, packed in store.sql(
        "SELECT r.id, r.mode, r.cause, d.lines FROM run r JOIN decision d ON d.run_id = r.id WHERE r.id > ? "
        "ORDER BY r.id",
        (last_run,),
    ).fetchall():
        run = runs.setdefault(number, SeenRun(number, Mode(mode), cause, {}, {}))
        for row in unpack(packed):
            assert row.line not in run.had, (number, row)
            assert mode in {Mode.REDISTRIBUTE, Mode.UNDO} or (row.gets < 0) == (mode == Mode.CUT), (number, row)
            run.had[row.line], run.gets[row.line] = row.had, row.gets
    return list(runs.values())


def _mark(store: Store) -> str:
    """Return a hash of all rows but the remembered actions, which grow by an action that had nothing to do."""
    digest = hashlib.blake2b()
    for table in TABLES:
        name = table._meta.table_name
        if name != "action":
            digest.update(name.encode())
            digest.update("\n".join(sorted(map(repr, store.sql(f'SELECT * FROM "{name}"')))).encode())
    return digest.hexdigest()
