"""What a desk is told before it books is what the booking then does."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import NOW, Desk
from tests.queries.houses import keep
from tests.stations.house import build
from warehouse_app.domain.records import (
    CustomerRecord,
    ItemRecord,
    Kind,
    OrderLineRecord,
    PurchaseLineRecord,
    StockRecord,
)
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.goods import delivery_of, expected_lines, item_of
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.preview import (
    OpenReceipt,
    Planned,
    Progress,
    first_share,
    open_receipts,
    planned_shares,
    progress_of,
)
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive

PLACED = datetime(2026, 2, 10, 9, tzinfo=UTC)
CUSTOMERS = [
    CustomerRecord("W", "Whole", priority_class="A", ship_policy=ShipPolicy.ORDER_COMPLETE),
    CustomerRecord("L", "Line", priority_class="B", ship_policy=ShipPolicy.LINE_COMPLETE),
    CustomerRecord("P", "Part", priority_class="C"),
]
ORDERS = [
    OrderLineRecord("W-1", "W", "HAT", 5, PLACED, line=1),
    OrderLineRecord("W-1", "W", "CAP", 3, PLACED, line=2),
    OrderLineRecord("L-1", "L", "HAT", 9, PLACED, line=1),
    OrderLineRecord("P-1", "P", "HAT", 12, PLACED, line=1, sell_multiple=4),
    OrderLineRecord("P-2", "P", "HAT", 7, PLACED, line=1),
    OrderLineRecord("P-3", "P", "SOON", 7, PLACED, line=1),
]
ITEMS = [
    ItemRecord("HAT", "Hat", safety_stock=2, safety_stock_open_to="B"),
    ItemRecord("CAP", "Cap"),
    ItemRecord("SOON", "Soon", release_date=date(2026, 4, 1)),
]


def told_and_done(
    desk: Desk, sku: str, quantity: int, expiry: date | None = None, lot: str = ""
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return who would get `quantity` of an item, and who got it when it was booked."""
    item = item_of(desk.store, sku)
    assert item is not None
    told = planned_shares(desk.store, house_settings(), item.id, quantity, expiry=expiry, lot=lot)
    answer = receive(desk.store, desk.act(), [Goods(sku, quantity, "A-02", lot, expiry)], supplier="S1")
    assert answer.kept_from.get(sku, 0) == told.kept_from
    done: list[tuple[object, ...]] = [
        (share.order, share.line, share.customer, share.rank_class, share.placed_at, share.units, share.short)
        for share in answer.shares
    ]
    return [tuple(share) for share in told.shares], done


@pytest.mark.parametrize(("lot", "expiry"), [("L1", None), ("", date(2027, 1, 31)), ("L1", date(2027, 1, 31))])
def test_nobody_would_get_goods_of_a_blocked_lot(desk: Desk, lot: str, expiry: date | None) -> None:
    build(desk)
    for kind, records in ((Kind.ITEMS, ITEMS), (Kind.CUSTOMERS, CUSTOMERS), (Kind.ORDERS, ORDERS)):
        keep(desk.store, desk.act(), kind, records)
    receive(desk.store, desk.act(), [Goods("HAT", 1, "A-02", lot, expiry)], supplier="S1")
    block_lot(desk.store, desk.act(), "HAT", lot or "2027-01-31", why="mould")
    assert told_and_done(desk, "HAT", 8, expiry, lot) == ([], [])
    unblock_lot(desk.store, desk.act(), "HAT", lot or "2027-01-31", why="clean")
    told, done = told_and_done(desk, "HAT", 8, expiry, lot)
    assert told == done
    assert told


@pytest.mark.parametrize(
    ("lot", "expiry", "is_aside"),
    [
        ("BAD", None, False),
        ("OLD", None, False),
        ("NEW", NOW.date() - timedelta(days=1), False),
        ("NEW", None, True),
        ("GOOD", None, False),
    ],
)
def test_goods_that_are_set_aside_leave_to_others_what_was_kept_for_who_counts_on_them(
    desk: Desk, lot: str, expiry: date | None, is_aside: bool
) -> None:
    build(desk)
    keep(desk.store, desk.act(), Kind.ITEMS, [ItemRecord("HERB", "Herb", lot_tracked=True)])
    keep(desk.store, desk.act(), Kind.CUSTOMERS, CUSTOMERS)
    waits = [OrderLineRecord(f"{who}-1", who, "HERB", units, PLACED, line=1) for who, units in (("L", 9), ("P", 7))]
    keep(desk.store, desk.act(), Kind.ORDERS, waits)
    keep(desk.store, desk.act(), Kind.PURCHASE_ORDERS, [PurchaseLineRecord("PO-1", "S1", "HERB", 12, line=1)])
    yesterday = NOW.date() - timedelta(days=1)
    blocked = [Goods("HERB", 1, "A-02", "BAD"), Goods("HERB", 1, "A-02", "OLD", yesterday)]
    receive(desk.store, desk.act(), blocked, supplier="S1", close=True)
    block_lot(desk.store, desk.act(), "HERB", "BAD", why="mould")
    receive(desk.store, desk.act(), [Goods("HERB", 5, "A-02", "GOOD")], purchase_order="PO-1")
    herb, on = item_of(desk.store, "HERB"), delivery_of(desk.store, "PO-1")
    assert herb is not None
    assert on is not None

    def told(units: int) -> Planned:
        about = (herb.id, units, on.purchase_order, expiry, lot)
        return planned_shares(desk.store, house_settings(), *about, is_aside=is_aside)

    # Four more make the nine that L-1 must have at once; three of the seven to come may be missing.
    good = lot == "GOOD"
    assert told(3).shares == []
    first = first_share(desk.store, house_settings(), herb.id, 4, on.purchase_order, expiry, lot)
    # What is called wet only later is good as yet.
    assert (first.order if first else "") == ("L-1" if good or is_aside else "")
    planned = told(4)
    assert (planned.is_aside, planned.kept_from, planned.kept_for) == (not good, 0, ())
    gets = [("L-1", 9, 0)] if good else [("P-1", 5, 2)]
    assert [(share.order, share.units, share.short) for share in planned.shares] == gets
    goods = Goods("HERB", 4, "Q-01" if is_aside else "A-02", lot, expiry, quarantine="wet" if is_aside else "")
    done = receive(desk.store, desk.act(), [goods], purchase_order="PO-1")
    assert [(share.order, share.units, share.short) for share in done.shares] == gets


def test_the_pause_of_an_item_that_an_order_ties_is_not_ended(desk: Desk) -> None:
    build(desk)
    for kind, records in ((Kind.ITEMS, ITEMS), (Kind.CUSTOMERS, CUSTOMERS), (Kind.ORDERS, ORDERS)):
        keep(desk.store, desk.act(), kind, records)
    receive(desk.store, desk.act(), [Goods("CAP", 3, "A-02")], supplier="S1")
    desk.store.sql(
        "UPDATE item_stock SET fill_paused = ? WHERE item_id = (SELECT id FROM item WHERE sku = 'CAP')", (True,)
    )
    told, done = told_and_done(desk, "HAT", 8)
    assert told == done
    assert [(share[0], share[5]) for share in told] == [("P-1", 4), ("P-2", 2)]
    desk.store.sql("UPDATE item_stock SET fill_paused = ?", (False,))
    told, done = told_and_done(desk, "HAT", 8)
    assert told == done
    assert ("W-1", 5) in [(share[0], share[5]) for share in told]


def test_who_would_get_goods_is_who_gets_them(desk: Desk) -> None:
    build(desk)
    for kind, records in ((Kind.ITEMS, ITEMS), (Kind.CUSTOMERS, CUSTOMERS), (Kind.ORDERS, ORDERS)):
        keep(desk.store, desk.act(), kind, records)
    some: dict[int, list[tuple[object, object]]] = {}
    for quantity in (1, 4, 5, 8, 9, 11, 14, 15, 18, 23, 27, 33, 40):
        with desk.store.database.atomic() as example:
            receive(desk.store, desk.act(), [Goods("CAP", 3, "A-02")], supplier="S1")
            told, done = told_and_done(desk, "HAT", quantity)
            assert told == done
            some[quantity] = [(share[0], share[5]) for share in told]
            example.rollback()
    assert some[4] == [("P-2", 2)]
    assert some[8] == [("W-1", 5), ("P-2", 1)]
    assert some[14] == [("W-1", 5), ("L-1", 9)]
    assert some[40] == [("W-1", 5), ("L-1", 9), ("P-1", 12), ("P-2", 7)]


def test_goods_that_nobody_may_have_yet_or_whose_order_stays_incomplete_go_to_nobody(file_desk: Desk) -> None:
    build(file_desk)
    for kind, records in ((Kind.ITEMS, ITEMS), (Kind.CUSTOMERS, CUSTOMERS), (Kind.ORDERS, ORDERS)):
        keep(file_desk.store, file_desk.act(), kind, records)
    assert told_and_done(file_desk, "SOON", 50) == ([], [])
    assert told_and_done(file_desk, "CAP", 3) == ([], [])


TODAY = NOW.date()
KEPT = date(2026, 6, 30)


def test_goods_that_do_not_say_their_day_last_as_long_as_their_lot(desk: Desk) -> None:
    build(desk)
    keep(desk.store, desk.act(), Kind.ITEMS, [ItemRecord("HERB", "Herb", lot_tracked=True)])
    keep(desk.store, desk.act(), Kind.CUSTOMERS, CUSTOMERS)
    demanding = OrderLineRecord("P-1", "P", "HERB", 9, PLACED, line=1, minimum_shelf_life_days=30)
    keep(desk.store, desk.act(), Kind.ORDERS, [demanding])
    for lot, days in (("SHORT", 29), ("LONG", 30)):
        receive(desk.store, desk.act(), [Goods("HERB", 1, "A-02", lot, TODAY + timedelta(days=days))], supplier="S1")
    assert told_and_done(desk, "HERB", 4, lot="SHORT") == ([], [])
    told, done = told_and_done(desk, "HERB", 4, lot="LONG")
    assert told == done
    assert [share[5] for share in told] == [4]


@pytest.mark.parametrize(
    ("sku", "expiry", "gets"),
    [
        ("HERB", None, {"D-1": 5, "D-2": 4, "D-3": 3, "D-4": 2}),
        ("JAM", KEPT, {"D-1": 5, "D-2": 4, "D-3": 3, "D-4": 2}),
        ("JAM", KEPT - timedelta(days=1), {"D-1": 5, "D-2": 4, "D-4": 2}),
        ("JAM", date(2026, 4, 1), {"D-1": 5, "D-4": 2}),
        ("JAM", TODAY, {"D-1": 5}),
        ("JAM", TODAY - timedelta(days=1), {}),
    ],
)
@pytest.mark.parametrize("there", [0, 6])
def test_who_would_get_goods_that_must_last_is_who_gets_them(
    desk: Desk, sku: str, expiry: date | None, gets: dict[str, int], there: int
) -> None:
    build(desk)
    lives = {"D-1": 0, "D-2": 60, "D-3": (KEPT - TODAY).days, "D-4": 20}
    orders = [
        OrderLineRecord(number, "P", sku, units, PLACED, line=1, minimum_shelf_life_days=lives[number])
        for number, units in (("D-1", 5), ("D-2", 4), ("D-3", 3), ("D-4", 2))
    ]
    # What lies there already is held by a line that asks for a life of its own.
    held = OrderLineRecord("D-0", "P", sku, 6, PLACED - timedelta(days=1), line=1, minimum_shelf_life_days=10)
    stock = StockRecord(sku, "A-02", there, expiry=date(2026, 4, 5) if expiry else None)
    tracked = ItemRecord("JAM", "Jam", expiry_tracked=True)
    keep(desk.store, desk.act(), Kind.ITEMS, [tracked, ItemRecord("HERB", "Herb")])
    keep(desk.store, desk.act(), Kind.CUSTOMERS, CUSTOMERS)
    if there:
        keep(desk.store, desk.act(), Kind.STOCK, [stock])
        keep(desk.store, desk.act(), Kind.ORDERS, [held])
    keep(desk.store, desk.act(), Kind.ORDERS, orders)
    told, done = told_and_done(desk, sku, 20, expiry)
    assert told == done
    assert {share[0]: share[5] for share in told} == gets


def test_progress_counts_all_lines_of_an_item(file_desk: Desk) -> None:
    build(file_desk)
    store = file_desk.store
    delivery, cup, box = delivery_of(store, "PO-7"), item_of(store, "CUP"), item_of(store, "BOX")
    assert delivery is not None
    assert cup is not None
    assert box is not None
    assert delivery.purchase_order is not None
    file_desk.store.sql(
        "INSERT INTO purchase_line (purchase_order_id, line, item_id, quantity, received, received_before) "
        "VALUES (?, 9, ?, 25, 30, 0)",
        (delivery.purchase_order, cup.id),
    )
    expected = expected_lines(file_desk.store, delivery.purchase_order)
    progress = progress_of(delivery, expected, cup.id)
    assert progress == Progress(ordered=35, received=30, to_come=10, most=38)
    # Ten are to come on the first line, whatever the second has too many.
    assert [progress.is_too_much(units) for units in (8, 10, 11)] == [False, False, True]
    assert progress_of(delivery, expected, box.id) is None


def test_the_latest_open_receipts_are_told(file_desk: Desk) -> None:
    build(file_desk)
    assert open_receipts(file_desk.store, most=5) == []
    receive(file_desk.store, file_desk.act(), [Goods("CUP", 2, "A-02")], purchase_order="PO-7")
    receive(file_desk.store, file_desk.act(), [Goods("CUP", 1, "A-02")], supplier="S2")
    receive(file_desk.store, file_desk.act(), [Goods("CUP", 1, "A-02")], purchase_order="8", close=True)
    blind, ordered = OpenReceipt("GR-2", "", "S2", 1), OpenReceipt("GR-1", "PO-7", "S1", 2)
    assert open_receipts(file_desk.store, most=5) == [blind, ordered]
    assert open_receipts(file_desk.store, most=1) == [blind]
