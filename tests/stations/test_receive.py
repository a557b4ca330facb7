"""Receiving as it is lived: deliveries, quantities, too much of it, going on, and what fits where."""

import pytest

from tests.conftest import Desk
from tests.stations.house import (
    BOX_CASE,
    BOX_EAN,
    CUP_EAN,
    PEN_CASE,
    PEN_EAN,
    TEA_LABEL,
    allocated,
    balances,
    build,
    codes,
    moves,
    received,
    said,
    station_at,
)
from warehouse_app.services.changes import Area
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

NOBODY_ELSE = "Scan an item, or a quantity first; WXDONE when all is in."


def test_a_delivery_is_received_and_everybody_is_told_who_gets_it(desk: Desk) -> None:
    build(desk)
    station = ReceiveStation(desk.store, desk.act)
    assert said(station.scan("PO-7")) == (
        "Purchase order PO-7 from Potter: 0 of 152 units have come, 152 are to come. Still to come: 10 × CUP, "
        f"20 × TEA, 30 × MILK, 2 × CLOCK, 50 × PEN, 40 × 24. {NOBODY_ELSE}"
    )
    station.scan("10")
    acted = len(desk.acted)
    planned = station.scan(CUP_EAN)
    assert said(planned) == (
        "10 × CUP, Cup. 0 of 10 ordered on PO-7 received, 10 to come. 6 → SO-1042 (class A, waits since 3 Feb 2026), "
        "4 → A-01. Scan the place where you put them; A-01 is proposed, and WXYES takes it."
    )
    assert (moves(desk), allocated(desk, "SO-1042"), len(desk.acted)) == (0, 0, acted)
    booked = station.scan("L-A-02")
    assert said(booked) == (
        "Booked on GR-1: 10 × CUP, Cup, in A-02. 6 → SO-1042 (class A, waits since 3 Feb 2026), 4 → A-02. "
        f"10 of 10 ordered on PO-7 received, 0 to come. {NOBODY_ELSE}"
    )
    assert {Area.STOCK, Area.RECEIPTS, Area.QUEUE, Area.PURCHASE_ORDERS} <= booked.changes.areas
    assert len(desk.acted) == acted + 1
    assert balances(desk) == {("CUP", "", "A-02"): 10}
    assert (moves(desk), allocated(desk, "SO-1042"), received(desk)) == (1, 6, [("PO-7/1", 10)])
    station.scan(TEA_LABEL)
    assert station.scan("WXYES").booked
    assert balances(desk) == {("CUP", "", "A-02"): 10, ("TEA", "L77", "D-01"): 1}
    assert allocated(desk, "O1") == 1
    closed = station.scan("WXDONE")
    assert (closed.tone, closed.booked, closed.step) == (Tone.OK, False, StepName.DELIVERY)
    assert said(closed).startswith(
        "Receipt GR-1 of PO-7 is closed with 11 units. 5 lines of PO-7 have units still to come. Scan a purchase order"
    )
    assert moves(desk) == 2
    assert desk.store.sql("SELECT number, status FROM receipt").fetchall() == [("GR-1", "closed")]


def test_one_scan_is_one_pack_and_a_number_before_it_makes_it_so_many(floor: Desk) -> None:
    station = station_at(floor, "S1")
    for scans, units in (
        (["CUP"], 1),
        (["CUP-CASE"], 12),
        (["3", "CUP-CASE"], 36),
        (["WXQTY5", CUP_EAN], 5),
        (["2", "7", CUP_EAN], 7),
        ([BOX_EAN], 1),
        ([BOX_CASE], 8),
        (["WXQTY2", BOX_CASE], 16),
    ):
        replies = [station.scan(text) for text in scans]
        assert replies[-1].facts["quantity"] == units
        assert station.scan("A-02").facts["quantity"] == units
    assert balances(floor) == {("CUP", "", "A-02"): 61, ("BOX", "", "A-02"): 25}


def test_a_pack_of_unknown_size_is_asked_about_rather_than_guessed(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    asked = station.scan(PEN_CASE)
    assert (asked.code, asked.step) == (Shared.ITEM, StepName.QUANTITY)
    assert said(asked) == "PEN, Pen. How many units (piece) of PEN are in this pack? Type the number."
    assert station.scan("12").facts["quantity"] == 12
    station.scan("WXBACK")
    station.scan("WXBACK")
    station.scan("2")
    assert said(station.scan(PEN_CASE)).endswith("are in each of the 2 packs? Type the number.")
    assert station.scan("12").facts["quantity"] == 24
    # Counted in units by whoever opened them, so corrected in units.
    assert station.scan("23").facts["quantity"] == 23
    assert station.scan("D-01").booked
    assert balances(floor) == {("PEN", "", "D-01"): 23}


def test_a_number_while_the_place_is_asked_corrects_the_units(floor: Desk) -> None:
    station = station_at(floor, "PO-7", CUP_EAN)
    assert said(station.scan("7")).startswith("7 × CUP, Cup. 0 of 10 ordered on PO-7 received, 10 to come. 6 → SO-1042")
    assert station.scan("WXQTY8").facts["quantity"] == 8
    assert station.scan("WXBACK").step is StepName.ITEM
    station.scan(CUP_EAN)
    station.scan("9")
    assert moves(floor) == 0
    assert station.scan("A-01").facts["quantity"] == 9
    assert balances(floor) == {("CUP", "", "A-01"): 9}


def test_the_proposed_place_follows_what_fits(floor: Desk) -> None:
    station = station_at(floor, "S1", "100", "CUP")
    assert station.scan("WXYES").facts["place"] == "A-01"
    assert said(station.scan("CUP")).endswith("D-01 is proposed, and WXYES takes it.")


def test_where_no_place_can_be_proposed_one_must_be_scanned(floor: Desk) -> None:
    floor.store.sql("UPDATE location SET kind = 'staging' WHERE code = 'D-01'")
    station = station_at(floor, "PO-7")
    assert said(station.scan(PEN_EAN)).endswith(
        "1 → 77 (class B, waits since 5 Feb 2026). Scan the place where you put them."
    )
    station.scan("5")
    reply = station.scan("WXYES")
    assert (reply.tone, reply.code, reply.step, moves(floor)) == (Tone.WARN, Shared.NO_PLACE, StepName.LOCATION, 0)
    assert "2 → stock" in said(station.scan("5"))
    assert station.scan("L-A-02").booked


def test_more_than_ordered_within_the_tolerance_passes_unasked(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "11", "CUP")
    assert station.scan("A-01").booked
    assert received(floor) == [("PO-7/1", 11)]
    asked = station.scan("CUP")
    assert (asked.tone, asked.step) == (Tone.ASK, StepName.OVER)
    assert said(asked) == (
        "1 × CUP, Cup. That makes 12 of 10 ordered on PO-7 (11 are received); 11 would pass. Accept them? WXYES (a "
        "lead), WXNO, or the right number of units; or scan a quarantine place for them."
    )


def test_more_than_tolerated_is_booked_only_when_accepted(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "6", "CUP")
    assert station.scan("A-01").step is StepName.OVER
    assert station.scan("WXNO").step is StepName.LOCATION
    assert (moves(floor), floor.acted) == (0, [])
    station = station_at(floor, "PO-8", "6", "CUP", "WXYES")
    # What was accepted was six; another number is another question.
    assert station.scan("7").step is StepName.OVER
    assert station.scan("6").step is StepName.OVER
    station.scan("WXOK")
    assert station.scan("A-01").booked
    assert received(floor) == [("8/1", 6)]


def test_a_blind_receipt_takes_any_item_from_a_supplier(floor: Desk) -> None:
    station = station_at(floor)
    assert said(station.scan("S2")).startswith("Goods from Weaver without a purchase order.")
    nothing = station.scan("WXDONE")
    assert (nothing.code, nothing.facts) == (Said.NOTHING_TO_CLOSE, {"delivery": "Weaver"})
    station.scan("8")
    assert said(station.scan("CUP")).startswith(
        "8 × CUP, Cup. 6 → SO-1042 (class A, waits since 3 Feb 2026), 2 → A-01."
    )
    booked = station.scan("WXYES")
    assert codes(booked) == [Said.BOOKED, Said.GOES, Said.ASK_ITEM]
    assert (received(floor), balances(floor)) == ([], {("CUP", "", "A-01"): 8})
    again = station_at(floor).scan("S2")
    assert said(again).startswith("Going on with receipt GR-1 from Weaver without a purchase order: 8 units so far.")
    closed = station.scan("WXDONE")
    assert said(closed).startswith("Receipt GR-1 of Weaver is closed with 8 units. Scan a purchase order")


def test_an_open_receipt_is_gone_on_with_and_named_to_whoever_asks(floor: Desk) -> None:
    for scans in (("PO-7", "CUP", "A-01"), ("S2", "BOX", "A-01"), ("PO-8", "CUP", "A-01")):
        station_at(floor, *scans)
    help_text = said(station_at(floor).scan("WXHELP"))
    assert "Open receipts: 8 (GR-3), S2 (GR-2), PO-7 (GR-1)." in help_text
    assert "Open receipts: 8 (GR-3), S2 (GR-2), PO-7 (GR-1)." in said(station_at(floor).scan("CUP"))
    reply = station_at(floor).scan("PO-8")
    assert said(reply).startswith(
        "Going on with receipt GR-3 of purchase order 8 from Weaver: 1 of 5 units have come, 4 are to come. Still to "
        "come: 4 × CUP."
    )
    station_at(floor, "PO-8", "4", "CUP", "A-01", "WXDONE")
    all_here = station_at(floor).scan("PO-8")
    assert codes(all_here) == [Said.STARTED, Said.ALL_HERE, Said.ASK_ITEM]


def test_another_purchase_order_is_switched_to_only_where_no_item_is_pending(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    assert (station.scan("PO-8").code, station.scan("WXHELP").facts) == (Shared.IS_PURCHASE_ORDER, {"delivery": "PO-7"})
    assert station.scan("A-01").booked
    switched = station.scan("PO-8")
    assert said(switched).startswith("Switched from PO-7 to purchase order 8 from Weaver: 0 of 5 units have come")
    station.scan("CUP")
    assert station.scan("A-01").booked
    assert received(floor) == [("8/1", 1), ("PO-7/1", 1)]


def test_a_number_that_is_also_an_item_of_the_delivery_is_that_item_and_says_so(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    taken = station.scan("24")
    assert taken.facts["sku"] == "24"
    assert "24 was taken for the item; for a quantity scan WXBACK, then WXQTY24." in said(taken)
    station.scan("WXBACK")
    # Item 25 is not of this delivery, so 25 is how many.
    assert station.scan("25").facts == {"packs": 25}
    assert station.scan("24").facts["quantity"] == 25
    assert station.scan("A-02").booked
    assert balances(floor) == {("24", "", "A-02"): 25}
    # Where nothing was announced every item may come.
    assert station_at(floor, "S1").scan("25").facts["sku"] == "25"


def test_long_lists_are_summed_up(floor: Desk) -> None:
    line = "INSERT INTO purchase_line (purchase_order_id, line, item_id, quantity, received, received_before) "
    some = "SELECT p.id, ?, i.id, 1, 0, 0 FROM purchase_order p, item i WHERE p.number = 'PO-7' AND i.sku = 'CUP'"
    for number in range(10, 17):
        floor.store.sql(line + some, (number,))
    assert "1 × CUP, 1 × CUP, 1 × CUP, 1 × CUP, 3 more lines." in said(station_at(floor).scan("PO-7"))
    order = (
        "INSERT INTO order_line (order_id, line, item_id, quantity, cancelled, picked, shipped, returned, allocated, "
    )
    order += "rank_class, lifted, placed_at, ship_policy, sell_multiple, note, customer_id, pinned, shelf_life_days, "
    order += "on_hold, passed_over, gathers) "
    of_one = "SELECT o.id, ?, i.id, 1, 0, 0, 0, 0, 0, 'B', 0, 0, 'partial', 1, '', o.customer_id, 0, 0, 0, 0, 0 "
    of_one += "FROM sales_order o, item i "
    for number in range(2, 14):
        floor.store.sql(order + of_one + "WHERE o.number = 'O1' AND i.sku = 'CUP'", (number,))
    reply = station_at(floor, "S1", "2").scan("CUP-CASE")
    assert said(reply).startswith(
        "24 × CUP, Cup. 6 → SO-1042 (class A, waits since 3 Feb 2026), 1 → O1 (class B, waits since 1 Jan 1970), "
    )
    assert "(class B, waits since 1 Jan 1970), 3 → 3 more lines, 6 → A-01. Scan the place" in said(reply)


@pytest.mark.parametrize("number", ["3", "WXQTY3"])
def test_a_number_in_hand_is_not_dropped_by_the_end_of_a_receipt(floor: Desk, number: str) -> None:
    for begun in (("PO-7", "CUP", "A-01"), ("S2", "CUP", "A-01"), ("AN-7", "CUP", "A-01")):
        station = station_at(floor, *begun, number)
        reply = station.scan("WXDONE")
        assert (reply.tone, reply.code, reply.step, reply.facts) == (
            Tone.WARN,
            Shared.PACKS_OF_WHAT,
            StepName.ITEM,
            {"packs": 3},
        )
        assert said(reply) == (
            "3 of what? Scan the item, or WXBACK to forget the number. Nothing else was done. "
            "Scan the item: 3 pieces, or 3 cases if you scan a case."
        )
        assert station.scan("PEN").facts["quantity"] == 3
        station = station_at(floor, begun[0], number, "WXBACK")
        assert station.scan("WXDONE").code == Said.CLOSED
