"""A real trading house, from its files to a pick list in hand: every figure is exact.

Northwind is imported, one sees who waits for what, receives a delivery, sees who gets it and why, releases a pick list,
prints it, and reads every barcode of the page.
"""

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Desk
from tests.documents.rendering import read_texts
from warehouse_app.documents.pick_list import pick_list_pdf
from warehouse_app.domain.decisions import LineDecision, Reason, unpack
from warehouse_app.domain.errors import Fact
from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.exchange.reading import load_mapping, open_folder
from warehouse_app.queries.check import findings
from warehouse_app.queries.explain import Ahead, explain
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.pick_lists import pick_list_sheet
from warehouse_app.queries.queue import QueueRow, queue
from warehouse_app.queries.reasons import Part, ReasonPart
from warehouse_app.services.importing import Imported, checked, take_in
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import Received, receive
from warehouse_app.services.releasing import ReleasedList, release

pytestmark = pytest.mark.data

CHANG, SYRUP = "2", "3"

# Product: open demand, units in stock. Demand beyond stock, of 17 of the 77 products.
SHORT = {
    "1": (40, 39),
    "2": (62, 17),
    "7": (16, 15),
    "13": (44, 24),
    "16": (46, 29),
    "17": (12, 0),
    "21": (23, 3),
    "24": (30, 20),
    "28": (98, 26),
    "31": (20, 0),
    "35": (24, 20),
    "43": (36, 17),
    "49": (62, 10),
    "51": (24, 20),
    "53": (10, 0),
    "60": (73, 19),
    "64": (132, 22),
}


@pytest.fixture
def imported(desk: Desk, data: Path) -> Imported:
    """Return what the import of the whole house says."""
    sources = open_folder(data / "northwind", load_mapping("northwind"), zone=desk.zone)
    with checked(desk.store, sources, update=False) as prepared:
        return take_in(desk.store, desk.act(), prepared)


def rows_of(desk: Desk, sku: str = "") -> list[QueueRow]:
    with desk.store.snapshot():
        return [row for row in queue(desk.store, house_settings()) if sku in ("", row.sku)]


def waiting(desk: Desk, sku: str) -> list[tuple[int, str, int, int, int]]:
    """Return (order's rank in the item's queue, order, open, allocated, short) of an item."""
    rows = rows_of(desk, sku)
    return [(rank, row.order, row.open, row.allocated, row.short) for rank, row in enumerate(rows, start=1)]


def receive_chang(desk: Desk) -> Received:
    return receive(desk.store, desk.act(), [Goods(CHANG, 25)], purchase_order="NW-1")


def clean(desk: Desk) -> bool:
    with desk.store.snapshot():
        return list(findings(desk.store)) == []


def test_the_import_takes_in_every_row_and_says_what_its_rules_did(desk: Desk, imported: Imported) -> None:
    counts = {kind.kind.value: (kind.new, kind.changed, kind.unchanged) for kind in imported.kinds}
    assert counts == {
        "suppliers": (29, 0, 0),
        "locations": (125, 0, 0),
        "items": (77, 0, 0),
        "customers": (93, 0, 0),
        "stock": (72, 0, 0),
        "purchase-orders": (17, 0, 0),
        "orders": (2155, 0, 0),
    }
    left_out = {kind.kind.value: dict(kind.left_out) for kind in imported.kinds if kind.left_out}
    assert left_out == {"stock": {"nothing in stock": 5}, "purchase-orders": {"nothing on order": 60}}
    assert (imported.lines, imported.units) == (55, 727)
    assert clean(desk)


def test_the_same_files_again_change_nothing(desk: Desk, data: Path, imported: Imported) -> None:
    assert imported.units == 727
    before = rows_of(desk)
    sources = open_folder(data / "northwind", load_mapping("northwind"), zone=desk.zone)
    with checked(desk.store, sources, update=False) as prepared:
        again = take_in(desk.store, desk.act(), prepared)
    assert [(kind.new, kind.changed) for kind in again.kinds] == [(0, 0)] * 7
    assert (again.lines, again.units, again.changes.areas) == (0, 0, frozenset())
    assert rows_of(desk) == before


def test_21_orders_are_open_and_17_products_are_short(desk: Desk, imported: Imported) -> None:
    assert imported.lines == 55
    rows = rows_of(desk)
    assert len(rows) == 73
    assert len({row.order for row in rows}) == 21
    demand: dict[str, int] = {}
    allocated: dict[str, int] = {}
    for row in rows:
        demand[row.sku] = demand.get(row.sku, 0) + row.open
        allocated[row.sku] = allocated.get(row.sku, 0) + row.allocated
    short = {row.sku for row in rows if row.short}
    assert short == set(SHORT)
    assert {sku: (demand[sku], allocated[sku]) for sku in short} == SHORT
    assert [row.rank for row in rows] == list(range(1, 74))


def test_a_delivery_goes_to_whoever_waits_longest(desk: Desk, imported: Imported) -> None:
    assert imported.lines == 55
    assert waiting(desk, CHANG) == [
        (1, "11070", 20, 17, 3),
        (2, "11072", 8, 0, 8),
        (3, "11075", 10, 0, 10),
        (4, "11077", 24, 0, 24),
    ]
    others = [row for row in rows_of(desk) if row.sku != CHANG]
    received = receive_chang(desk)
    assert [(share.order, share.units, share.short) for share in received.shares] == [
        ("11070", 3, 0),
        ("11072", 8, 0),
        ("11075", 10, 0),
        ("11077", 4, 20),
    ]
    [booked] = received.booked
    assert (booked.sku, booked.quantity, booked.location) == (CHANG, 25, "A-01-2")
    assert (booked.ordered, booked.received, received.rest(CHANG)) == (40, 25, 0)
    assert waiting(desk, CHANG) == [
        (1, "11070", 20, 20, 0),
        (2, "11072", 8, 8, 0),
        (3, "11075", 10, 10, 0),
        (4, "11077", 24, 4, 20),
    ]
    assert [row for row in rows_of(desk) if row.sku != CHANG] == others
    assert clean(desk)


def test_what_was_decided_is_kept_and_told(desk: Desk, imported: Imported) -> None:
    assert imported.lines == 55
    receive_chang(desk)
    run, mode, policy, cause = desk.store.sql("SELECT id, mode, policy, cause FROM run ORDER BY id DESC").fetchone()
    assert (mode, policy, cause) == (Mode.FILL, Policy.FIRST_COME, "receipt")
    [(free, packed)] = desk.store.sql("SELECT free, lines FROM decision WHERE run_id = ?", (run,)).fetchall()
    ids = dict(
        desk.store.sql(
            "SELECT o.number, l.id FROM order_line l JOIN sales_order o ON o.id = l.order_id "
            "JOIN item i ON i.id = l.item_id WHERE i.sku = ? AND l.quantity > l.shipped",
            (CHANG,),
        )
    )
    assert free == 25
    assert unpack(packed) == [
        LineDecision(ids["11070"], 3, 17, 3, Reason.FILLED),
        LineDecision(ids["11072"], 8, 0, 8, Reason.FILLED),
        LineDecision(ids["11075"], 10, 0, 10, Reason.FILLED),
        LineDecision(ids["11077"], 24, 0, 4, Reason.PARTLY_FILLED),
    ]
    with desk.store.snapshot():
        told = explain(desk.store, house_settings(), "11077")
    chang = next(line for line in told.lines if line.sku == CHANG)
    first: dict[str, Fact] = {"order": "11070", "rank_class": "B", "due": date(1998, 6, 2)}
    assert (chang.open, chang.allocated, chang.short) == (24, 4, 20)
    assert chang.reason == (
        Part(Reason.PARTLY_FILLED, {"sku": CHANG, "gets": 4, "asked": 24}),
        Part(ReasonPart.LEFT_AFTER_DUE, {"left": 4, "lines": 3, **first}),
        Part(ReasonPart.FIRST, {}),
        Part(ReasonPart.LATE_RECEIPT, {"number": "NW-1", "units": 15, "due": date(1998, 5, 21)}),
    )
    camembert = next(line for line in told.lines if line.sku == "60")
    assert camembert.reason[0] == Part(Reason.OUT_OF_STOCK, {"sku": "60"})
    assert camembert.ahead == (
        Ahead("11058", 2, "BLAUS", "Blauer See Delikatessen", "B", 2),
        Ahead("11059", 3, "RICAR", "Ricardo Adocicados", "B", 35),
        Ahead("11061", 1, "GREAL", "Great Lakes Food Market", "B", 15),
    )


def test_the_ledger_says_what_came_from_where(desk: Desk, imported: Imported) -> None:
    assert imported.lines == 55
    received = receive_chang(desk)
    moves = desk.store.sql(
        "SELECT m.seq, loc.code, m.quantity, m.reason, m.document, m.actor, m.workstation FROM move m "
        "JOIN item i ON i.id = m.item_id JOIN location loc ON loc.id = m.location_id WHERE i.sku = ? ORDER BY m.seq",
        (CHANG,),
    ).fetchall()
    assert [tuple(move) for move in moves] == [
        (1, "A-01-2", 17, "opening", "opening stock", "anna", "desk-1"),
        (2, "A-01-2", 25, "receipt", received.receipt, "anna", "desk-1"),
    ]
    assert desk.store.sql("SELECT count(*) FROM move").fetchone()[0] == 73


def test_a_released_order_is_printed_and_every_barcode_reads(desk: Desk, imported: Imported) -> None:
    assert imported.lines == 55
    receive_chang(desk)
    released = release(desk.store, desk.act(), orders=["11070"])
    assert released.lists == (ReleasedList("PL-1", "11070", 3, 88),)
    assert released.left == ()
    with desk.store.snapshot():
        sheet = pick_list_sheet(desk.store, house_settings(), "PL-1", language="en")
    assert [(stop.bin, stop.sku, stop.quantity, stop.order) for stop in sheet.stops] == [
        ("A-01-1", "1", 39, "11070"),
        ("A-01-2", "2", 20, "11070"),
        ("G-01-1", "16", 29, "11070"),
    ]
    pages = read_texts(pick_list_pdf(sheet))
    bins_and_orders = [text for bin_ in ("A-01-1", "A-01-2", "G-01-1") for text in (f"L-{bin_}", "SO-11070")]
    assert len(pages) == 1
    assert sorted(pages[0]) == sorted(["PL-1", *bins_and_orders])
    assert release(desk.store, desk.act(), orders=["11070"]).lists == ()
    assert clean(desk)


def test_what_is_received_twice_by_one_action_is_booked_once(desk: Desk, imported: Imported) -> None:
    assert imported.lines == 55
    action = desk.act()
    first = receive(desk.store, action, [Goods(SYRUP, 20)], purchase_order="NW-1")
    assert receive(desk.store, action, [Goods(SYRUP, 20)], purchase_order="NW-1") == first
    assert desk.store.sql("SELECT count(*) FROM move WHERE reason = 'receipt'").fetchone()[0] == 1
