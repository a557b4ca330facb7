"""A delivery that is chosen rather than scanned, and where goods go in full, for whoever has room to show it."""

from datetime import date

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import moves, said, station_at
from warehouse_app.domain.records import ItemRecord, Kind, OrderLineRecord
from warehouse_app.queries.goods import delivery_of
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import GoodsTo, Tone
from warehouse_app.stations.words import Shared


def test_a_chosen_purchase_order_is_begun_as_if_it_was_scanned(floor: Desk) -> None:
    chosen, scanned = station_at(floor), station_at(floor)
    assert chosen.delivery is None
    assert chosen.begin(purchase_order="8") == scanned.scan("PO-8")
    assert chosen.delivery == scanned.delivery == delivery_of(floor.store, "8")
    assert chosen.begin(purchase_order="PO-7") == scanned.scan("PO-7")
    assert said(chosen.begin(purchase_order="PO-7")).startswith("Purchase order PO-7 from Potter: 0 of 152 units")
    assert (moves(floor), floor.acted) == (0, [])


def test_a_supplier_is_chosen_by_the_code_though_other_things_have_it_too(floor: Desk) -> None:
    floor.store.sql("UPDATE supplier SET code = '77' WHERE code = 'S2'")
    station = station_at(floor)
    assert station.scan("77").code == "code-of-two-kinds"
    reply = station.begin(supplier="77")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Said.BLIND, StepName.ITEM)
    assert said(reply).startswith("Goods from Weaver without a purchase order.")


def test_what_nobody_knows_is_refused(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.begin(purchase_order="PO-9")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-purchase-order-unknown", StepName.ITEM)
    assert station.begin(supplier="S9").code == "receipt-supplier-unknown"


def test_goods_in_hand_are_finished_first(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    other = station.begin(purchase_order="8")
    assert (other.tone, other.code, other.facts, other.step) == (
        Tone.WARN,
        Shared.IS_PURCHASE_ORDER,
        {"number": "8"},
        StepName.LOCATION,
    )
    assert station.begin(supplier="S1").code == Shared.IS_SUPPLIER
    assert station.scan("WXYES").booked


def test_where_goods_go_is_told_in_full_before_and_after_the_booking(floor: Desk) -> None:
    keep(
        floor.store,
        floor.act(),
        Kind.ORDERS,
        [OrderLineRecord(f"N-{number:02}", "C2", "BOX", 2, line=1) for number in range(12)],
    )
    station = station_at(floor, "S2", "WXQTY23")
    planned = station.scan("BOX").goods_to
    assert [(each.units, each.order, each.line, each.short, each.place) for each in planned] == [
        *((2, f"N-{number:02}", 1, 0, "D-01") for number in range(11)),
        (1, "N-11", 1, 1, "D-01"),
    ]
    assert {(each.customer, each.rank_class, each.since) for each in planned} == {("Two", "B", date(2026, 3, 2))}
    booked = station.scan("A-02").goods_to
    assert [each.place for each in booked] == ["A-02"] * 12
    assert [(each.units, each.order, each.short) for each in booked] == [
        (each.units, each.order, each.short) for each in planned
    ]


def test_what_nobody_waits_for_goes_to_its_place(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "10")
    order = GoodsTo(6, "A-01", "SO-1042", 1, "One", "A", date(2026, 2, 3), 0)
    assert station.scan("CUP").goods_to == (order, GoodsTo(4, "A-01"))
    floor.store.sql("UPDATE location SET kind = 'staging' WHERE code = 'D-01'")
    assert station_at(floor, "PO-7", "5").scan("PEN").goods_to[-1] == GoodsTo(2, "")


def test_other_replies_say_nothing_of_where_goods_go(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    for text in ("TEA", "WXBACK", "nonsense", "WXUNDO", "WXHELP"):
        assert station.scan(text).goods_to == ()


def test_goods_that_are_kept_as_safety_stock_say_so_and_how_many_orders_wait(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.ITEMS, [ItemRecord("SALT", "Salt", safety_stock=5, safety_stock_open_to="A")])
    orders = [OrderLineRecord(f"N-{number}", "C2", "SALT", 10, line=1) for number in (1, 2)]
    keep(floor.store, floor.act(), Kind.ORDERS, orders)
    station = station_at(floor, "S2", "WXQTY4")
    asked = station.scan("SALT")
    assert said(asked) == (
        "4 × SALT, Salt. 4 → D-01 (kept as safety stock; 2 orders wait). Scan the place where you put them; D-01 is "
        "proposed, and WXYES takes it."
    )
    assert asked.goods_to == (GoodsTo(4, "D-01", kept_from=2),)
    booked = station.scan("WXYES")
    assert "4 × SALT, Salt, in D-01. 4 → D-01 (kept as safety stock; 2 orders wait). " in said(booked)
    assert booked.goods_to == asked.goods_to
    # What fills the safety stock up stays, what is more is given.
    station.scan("WXQTY3")
    more, given = station.scan("SALT"), GoodsTo(2, "D-01", "N-1", 1, "Two", "B", date(2026, 3, 2), 8)
    assert more.goods_to == station.scan("WXYES").goods_to == (given, GoodsTo(1, "D-01", kept_from=2))
    assert " 2 → N-1 (class B, waits since 2 Mar 2026), 1 → D-01 (kept as safety stock; 2 orders wait). " in said(more)


def test_where_nobody_waits_the_safety_stock_is_not_named(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.ITEMS, [ItemRecord("SALT", "Salt", safety_stock=5, safety_stock_open_to="A")])
    station = station_at(floor, "S2", "WXQTY4")
    assert station.scan("SALT").goods_to == station.scan("WXYES").goods_to == (GoodsTo(4, "D-01"),)


def test_goods_that_are_kept_for_an_order_until_the_receipt_is_closed_say_so(floor: Desk) -> None:
    floor.store.sql("UPDATE order_line SET ship_policy = 'line-complete', quantity = 9")
    station = station_at(floor, "PO-7", "5")
    asked = station.scan("CUP")
    assert "5 → A-01 (kept for SO-1042 while more is to come). " in said(asked)
    refused = station.scan("SO-1042")
    assert (refused.tone, refused.code, refused.step) == (Tone.WARN, Said.KEPT_FOR_IT, asked.step)
    assert said(refused).startswith(
        "SO-1042 needs more CUP than this and counts on what is still to come: put these away, they are kept for it "
        "until the receipt is closed."
    )
    assert asked.goods_to == (GoodsTo(5, "A-01", kept_for=("SO-1042",)),)
    booked = station.scan("WXYES")
    assert "5 → A-01 (kept for SO-1042 while more is to come). " in said(booked)
    assert booked.goods_to == asked.goods_to
    station.scan("5")
    assert [each.order for each in station.scan("CUP").goods_to] == ["SO-1042"]


def test_a_label_that_names_a_purchase_order_alone_begins_it(floor: Desk) -> None:
    station = station_at(floor)
    reply = station.scan("]C1400PO-7")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Said.STARTED, StepName.ITEM)
    assert station.scan("]C14008").code == Said.SWITCHED
    assert station.scan("]C140099").code == "scan-unknown-gs1"
