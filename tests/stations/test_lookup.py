"""Looking up: whatever is scanned is told of in a few lines, and nothing is ever booked."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.every_code import ERROR, OK, WARN
from tests.stations.house import (
    CLOCK_GTIN,
    PEN_CASE,
    TEA_GTIN,
    TEA_LABEL,
    build,
    said,
    station_at,
    stock,
)
from warehouse_app.domain.records import ItemRecord, Kind, OrderLineRecord, PurchaseLineRecord, StockRecord
from warehouse_app.services.founding import turn_day
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release, unrelease
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.lookup.steps import Said
from warehouse_app.stations.words import Shared

ASKS = "Scan anything: a place, an item, an order, a purchase order, a pick list."
PLACED = datetime(2026, 2, 6, 9, tzinfo=UTC)


def told(desk: Desk, *scans: str) -> list[str]:
    """Return what a new station tells of each scan, without what it asks each time."""
    station = LookUpStation(desk.store, desk.act)
    sentences = [said(station.scan(text)) for text in scans]
    assert all(sentence.endswith(f" {ASKS}") for sentence in sentences)
    return [sentence.removesuffix(f" {ASKS}") for sentence in sentences]


def test_a_place_is_told_with_what_lies_there(desk: Desk) -> None:
    stock(build(desk))
    release(desk.store, desk.act())
    dock, shelf, *others = told(desk, "D-01", "A-02", "L-A-01", "Q-01", "L-X-01")
    assert dock == (
        "Place D-01 holds 28 units. At D-01 lie 20 × CUP, 5 × TEA (lot L77, until 30 Sep 2026), 3 × TEA (lot L78, "
        "until 30 Oct 2026)."
    )
    assert shelf == (
        "Place A-02 holds 47 units. At A-02 lie 30 × 24, 1 × CLOCK (lot SN1), 1 × CLOCK (lot SN2), 6 × MILK (until "
        "1 May 2026), 7 × PEN (3 reserved), 2 × PEN (in quarantine)."
    )
    assert others == [
        "Place A-01 holds 0 units; it has room for 100 in all. By the books nothing lies at A-01.",
        "Place Q-01 holds 4 units. At Q-01 lie 4 × PEN (in quarantine).",
        "Place X-01 only shapes the walk through the house; no goods lie there.",
    ]


def test_an_item_is_told_with_where_it_lies_who_waits_and_what_is_coming(desk: Desk) -> None:
    stock(build(desk))
    many = [OrderLineRecord(f"N-{number}", "C2", "PEN", 2, PLACED, line=1) for number in range(5)]
    keep(desk.store, desk.act(), Kind.ORDERS, many)
    due = desk.now.date().replace(day=9)
    keep(desk.store, desk.act(), Kind.PURCHASE_ORDERS, [PurchaseLineRecord("PO-9", "S1", "PEN", 5, due_on=due, line=1)])
    pen, box, case, cups = told(desk, "PEN", "BOX", PEN_CASE, "CUP-CASE")
    assert pen == (
        "Item PEN, Pen: 13 on hand, 7 allocated, 0 free. It lies at A-02: 7, Q-01: 4 (in quarantine), A-02: 2 (in "
        "quarantine). 6 units are waited for: N-2 for 2 (class B), N-3 for 2 (class B), N-4 for 2 (class B). To come: "
        "5 on PO-9 (due 9 Mar 2026), 50 on PO-7 (no date)."
    )
    assert box == (
        "Item BOX, Box: 0 on hand, 0 allocated, 0 free. By the books it lies nowhere. Nobody waits for it. Nothing is "
        "on order."
    )
    assert case == pen
    assert cups == (
        "Item CUP, Cup: 20 on hand, 6 allocated, 14 free. This code means a pack of 12. It lies at D-01: 20. Nobody "
        "waits for it. To come: 10 on PO-7 (no date), 5 on 8 (no date)."
    )


def test_long_lists_are_cut_and_say_how_many_more_there_are(stocked: Desk) -> None:
    waiting = [OrderLineRecord(f"N-{number:02}", "C2", "PEN", 2, PLACED, line=1) for number in range(14)]
    keep(stocked.store, stocked.act(), Kind.ORDERS, waiting)
    [pen] = told(stocked, "PEN")
    first = "N-02 for 2 (class B), N-03 for 2 (class B), N-04 for 2 (class B)"
    assert f"24 units are waited for: {first}, 9 more lines." in pen
    lines = [OrderLineRecord("BIG", "C1", "BOX", 1, PLACED, line=line) for line in range(1, 14)]
    keep(stocked.store, stocked.act(), Kind.ORDERS, lines)
    [big] = told(stocked, "SO-BIG")
    assert big.startswith("Order BIG of One (class A): 13 open, 0 allocated, 13 short. Lines: 1. BOX: 0 of 1, 1 short")
    assert big.count("1 short (out of stock") == 10
    assert big.endswith("), 3 more lines.")
    boxes = [StockRecord("BOX", "A-01", 1, f"B{number:02}") for number in range(13)]
    keep(stocked.store, stocked.act(), Kind.STOCK, boxes)
    place, item = told(stocked, "A-01", "BOX")
    assert place.startswith("Place A-01 holds 13 units; it has room for 100 in all. At A-01 lie 1 × BOX (lot B00), ")
    assert place.endswith("1 × BOX (lot B09), 3 more lines.")
    assert "A-01: 1 (lot B09), 3 more lines. Nobody waits for it." in item


def test_a_lot_is_told_with_where_it_lies_and_the_receipts_it_came_with(desk: Desk) -> None:
    stock(build(desk))
    station = station_at(desk, "PO-7", "2", TEA_LABEL, "A-02", "3", TEA_LABEL, "A-02", "WXUNDO", "WXDONE")
    station.scan("S2")
    station.scan(TEA_LABEL)
    assert station.scan("A-01").booked
    lot, other, clock = told(desk, TEA_LABEL, f"]C101{TEA_GTIN}10L78", f"]C101{CLOCK_GTIN}21SN2")
    assert lot == (
        "Lot L77 of item TEA, Tea: 8 on hand. It lies at D-01: 5 (lot L77, until 30 Sep 2026), A-02: 2 (lot L77, until "
        "30 Sep 2026), A-01: 1 (lot L77, until 30 Sep 2026). It came with GR-2 from Weaver (2 Mar 2026), GR-1 from "
        "Potter (2 Mar 2026)."
    )
    assert other == (
        "Lot L78 of item TEA, Tea: 3 on hand. It lies at D-01: 3 (lot L78, until 30 Oct 2026). No receipt of it is "
        "known."
    )
    assert clock == (
        "Item CLOCK, Clock, with the serial number SN2: 1 on hand. It lies at A-02: 1 (lot SN2). No receipt of it is "
        "known."
    )


def test_a_lot_or_serial_number_by_itself_is_told_of_as_on_its_label(desk: Desk) -> None:
    stock(build(desk))
    for alone, label in (("L78", f"]C101{TEA_GTIN}10L78"), ("SN2", f"]C101{CLOCK_GTIN}21SN2")):
        by_itself, on_label = told(desk, alone, label)
        assert by_itself == on_label
        assert ": 3 on hand" in by_itself or "the serial number SN2: 1 on hand" in by_itself
    receive(desk.store, desk.act(), [Goods("CUP", 1, "A-02", "L78")], supplier="S2")
    reply = LookUpStation(desk.store, desk.act).scan("L78")
    assert (reply.tone, reply.code) == (WARN, "code-of-two-lots")
    assert said(reply).startswith(
        "More than one item has the lot or serial number L78: CUP, TEA. Scan the item's own number, or a label "
        "that says both."
    )


def test_a_lot_is_told_with_the_orders_it_goes_to(desk: Desk) -> None:
    station = station_at(build(desk), "PO-7", "6", TEA_LABEL, "SO-O1", "T-01")
    assert station.scan("A-01").booked
    for untaken in (0, 1):
        if untaken:
            line = OrderLineRecord("O2", "C1", "TEA", 1, PLACED, line=1)
            keep(desk.store, desk.act(), Kind.ORDERS, [line])
            release(desk.store, desk.act())
        [lot] = told(desk, TEA_LABEL)
        second = "O2 of One (0 picked, 1 to be picked), " if untaken else ""
        assert lot.endswith(f" It goes to {second}O1 of Two (4 picked, 0 to be picked).")


def test_a_label_whose_lot_is_doubtful_is_told_as_its_item(stocked: Desk) -> None:
    # Without its separator the lot has swallowed the day of expiry.
    reply = LookUpStation(stocked.store, stocked.act).scan(f"01{TEA_GTIN}10AB17261231")
    assert (reply.code, Shared.LOT_UNCLEAR in [note.code for note in reply.notes]) == (Said.ITEM, True)


def test_a_blocked_lot_is_told_as_such(stocked: Desk) -> None:
    stocked.store.sql("INSERT INTO lot_block (lot_id, action_id) SELECT l.id, 1 FROM lot l WHERE l.code = 'L78'")
    [lot] = told(stocked, f"]C101{TEA_GTIN}10L78")
    assert "It lies at D-01: 3 (lot L78, until 30 Oct 2026, blocked)." in lot


def test_documents_are_told_with_how_far_they_are(desk: Desk) -> None:
    stock(build(desk))
    keep(desk.store, desk.act(), Kind.ORDERS, [OrderLineRecord("O2", "C2", "PEN", 9, PLACED, line=1)])
    release(desk.store, desk.act(), orders=["77"])
    order, purchase, other, done, lists, parcel, supplier = told(
        desk, "SO-O2", "PO-7", "PO-8", "PL-1", "PL-2", "PA-1", "S1"
    )
    assert order == (
        "Order O2 of Two (class B): 9 open, 4 allocated, 5 short. Lines: 1. PEN: 4 of 9, 5 short (partly filled: 4 of "
        "9, first in the queue, PO-7 (50 units) is on order, without a date)."
    )
    assert purchase == (
        "Purchase order PO-7 from Potter: 0 of 152 units have come, 152 are to come. To come: 10 × CUP (no date), "
        "20 × TEA (no date), 30 × MILK (no date), 2 × CLOCK (no date), 50 × PEN (no date), 40 × 24 (no date)."
    )
    assert other == "Purchase order 8 from Weaver: 0 of 5 units have come, 5 are to come. To come: 5 × CUP (no date)."
    assert done == "Pick list PL-1: 0 stops left. Nothing is left to fetch."
    assert lists == "Pick list PL-2: 1 stop left. To fetch: 3 × PEN at A-02 for 77."
    assert parcel == "Parcel PA-1 was sent for order O1."
    assert supplier == "This is supplier S1, Potter."
    move_stock(desk.store, desk.act(), Named("PEN", "A-02", 6), "D-01")
    changed = LookUpStation(desk.store, desk.act).scan("PL-2")
    assert (changed.tone, changed.code) == (WARN, Said.PICK_LIST)
    assert told(desk, "PL-2") == [
        (
            "Pick list PL-2: 1 stop left. To fetch: 1 × PEN at A-02 for 77. "
            "Changed since it was released, the latest first: 2 × PEN less for 77 at A-02."
        )
    ]
    unrelease(desk.store, desk.act(), "PL-2")
    gone = LookUpStation(desk.store, desk.act).scan("PL-2")
    assert (gone.tone, gone.code) == (ERROR, "pick-list-taken-back")


def test_a_purchase_order_of_which_all_has_come_says_so(stocked: Desk) -> None:
    assert station_at(stocked, "PO-8", "5", "CUP", "A-01").scan("WXDONE").tone is OK
    assert told(stocked, "PO-8") == [
        "Purchase order 8 from Weaver: 5 of 5 units have come, 0 are to come. All that was ordered is here."
    ]


@pytest.mark.parametrize("typed", ["C1", "c1"])
def test_a_customer_is_told_with_what_is_open(desk: Desk, typed: str) -> None:
    build(desk)
    reply = LookUpStation(desk.store, desk.act).scan(typed)
    assert (reply.tone, reply.code) == (OK, Said.CUSTOMER)
    assert said(reply).startswith("This is customer C1, One (class A). Open orders: SO-1042 (6 units). Scan anything")
    desk.store.sql("UPDATE order_line SET cancelled = quantity - shipped, allocated = 0")
    assert "Open orders" not in said(LookUpStation(desk.store, desk.act).scan(typed))
    assert "No order of theirs is open. " in said(LookUpStation(desk.store, desk.act).scan(typed))


def test_a_label_that_names_a_purchase_order_alone_tells_of_it(stocked: Desk) -> None:
    reply = LookUpStation(stocked.store, stocked.act).scan("]C1400PO-7")
    assert (reply.tone, reply.code, reply.facts["number"]) == (OK, Said.PURCHASE_ORDER, "PO-7")


def test_a_pre_order_is_not_short_and_what_lies_here_for_it_is_not_free(desk: Desk) -> None:
    build(desk)
    keep(desk.store, desk.act(), Kind.ITEMS, [ItemRecord("GAME", "Game", release_date=date(2026, 4, 1))])
    keep(desk.store, desk.act(), Kind.STOCK, [StockRecord("GAME", "A-02", 9)])
    lines = [
        OrderLineRecord("N-1", "C1", "GAME", 2, PLACED, line=1),
        OrderLineRecord("N-1", "C1", "PEN", 3, PLACED, line=2),
    ]
    keep(desk.store, desk.act(), Kind.ORDERS, lines)
    item, order = told(desk, "GAME", "N-1")
    assert item.startswith("Item GAME, Game: 9 on hand, 0 allocated, 9 kept until it is released on 1 Apr 2026. ")
    assert order.startswith(
        "Order N-1 of One (class A): 5 open, 0 allocated, 3 short. Lines: 1. GAME: 0 of 2 (not before 1 Apr 2026 "
        "(pre-order)), 2. PEN: 0 of 3, 3 short ("
    )
    # From that day on it is stock like any other.
    desk.now = datetime(2026, 4, 1, 9, tzinfo=UTC)
    turn_day(desk.store, desk.act())
    item, order = told(desk, "GAME", "N-1")
    assert item.startswith("Item GAME, Game: 9 on hand, 2 allocated, 7 free. ")
    assert "1. GAME: 2 of 2 (" in order


def test_a_line_of_which_nothing_is_open_says_why_and_no_numbers_of_nothing(desk: Desk) -> None:
    build(desk)
    lines = [
        OrderLineRecord("N-1", "C1", "PEN", 3, PLACED, shipped=3, line=1),
        OrderLineRecord("N-1", "C1", "CUP", 2, PLACED, cancelled=2, line=2),
    ]
    keep(desk.store, desk.act(), Kind.ORDERS, lines)
    [order] = told(desk, "N-1")
    assert order == (
        "Order N-1 of One (class A): 0 open, 0 allocated, 0 short. Lines: 1. PEN: all of it is shipped: 3, 2. CUP: "
        "all of it is cancelled: 2."
    )
