"""Receiving as it is lived: deliveries, labels, quantities, lots, too much of it, and what goes wrong on the way."""

from datetime import timedelta

import pytest

from tests.conftest import Desk
from tests.stations.house import (
    BOX_CASE,
    BOX_EAN,
    CLOCK_GTIN,
    CUP_EAN,
    EXPIRES,
    PEN_CASE,
    PEN_EAN,
    TEA_GTIN,
    TEA_LABEL,
    balances,
    build,
    moves,
    said,
    station_at,
)
from warehouse_app.domain.statuses import Role
from warehouse_app.scanning.element_strings import GS
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Action
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive_steps import Said, StepName
from warehouse_app.stations.reply import Reply, Tone
from warehouse_app.texts import fact_text

NOBODY_ELSE = "Scan an item, or a quantity first; WXDONE when all is in."


def allocated(desk: Desk, order: str) -> int:
    """Return the units that an order's first line has."""
    found = desk.store.sql(
        "SELECT l.allocated FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "WHERE l.line = 1 AND o.number = ?",
        (order,),
    )
    return int(found.fetchone()[0])


def received(desk: Desk) -> list[tuple[str, int]]:
    """Return the units received of each purchase line of which some have come."""
    found = desk.store.sql(
        "SELECT p.number, l.line, l.received FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id "
        "WHERE l.received > 0 ORDER BY p.number, l.line"
    )
    return [(f"{number}/{line}", units) for number, line, units in found]


def codes(reply: Reply) -> list[str]:
    """Return the codes of all sentences of a reply."""
    return [reply.code, *(note.code for note in reply.notes)]


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
    assert (asked.code, asked.step) == (Said.ITEM, StepName.QUANTITY)
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
    assert (reply.tone, reply.code, reply.step, moves(floor)) == (Tone.WARN, Said.NO_PLACE, StepName.LOCATION, 0)
    assert "2 → stock" in said(station.scan("5"))
    assert station.scan("L-A-02").booked


def test_goods_that_need_more_than_a_number_are_asked_for_it_one_at_a_time(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    assert [station.scan(text).step for text in ("4", "TEA", "L5", "2026-09-30", "A-02")] == [
        StepName.ITEM,
        StepName.LOT,
        StepName.EXPIRY,
        StepName.LOCATION,
        StepName.ITEM,
    ]
    assert [station.scan(text).step for text in ("MILK", "270400", "A-02")] == [
        StepName.EXPIRY,
        StepName.LOCATION,
        StepName.ITEM,
    ]
    assert [station.scan(text).step for text in ("CLOCK", "SN 1", "A-02")] == [
        StepName.SERIAL,
        StepName.LOCATION,
        StepName.ITEM,
    ]
    assert balances(floor) == {
        ("TEA", "L5", "A-02"): 4,
        ("MILK", "2027-04-30", "A-02"): 1,
        ("CLOCK", "SN 1", "A-02"): 1,
    }
    assert allocated(floor, "O1") == 4


def test_a_label_brings_lot_expiry_count_and_purchase_order(floor: Desk) -> None:
    station = station_at(floor)
    label = f"]C102{TEA_GTIN}3717{GS}15260930400PO-7{GS}10L9"
    reply = station.scan(label)
    assert said(reply) == (
        "17 × TEA, Tea. Purchase order PO-7 from Potter: 0 of 152 units have come, 152 are to come. Lot L9. To be used "
        f"until {fact_text(EXPIRES)}. 0 of 20 ordered on PO-7 received, 20 to come. "
        "4 → O1 (class B, waits since 4 Feb 2026), 13 → D-01. Scan the place where you put them; D-01 is proposed, and WXYES takes it."
    )
    assert station.scan("WXYES").booked
    assert balances(floor) == {("TEA", "L9", "D-01"): 17}
    assert floor.store.sql("SELECT expiry FROM lot").fetchall() == [(EXPIRES.isoformat(),)]
    assert station.scan("WXBACK").step is StepName.DELIVERY


def test_a_label_that_names_another_order_is_not_booked_on_this_one(floor: Desk) -> None:
    for scans in (("PO-7",), ("S1",)):
        station = station_at(floor, *scans)
        reply = station.scan(f"]C101{TEA_GTIN}4008{GS}10L9{GS}17260930")
        assert (reply.tone, reply.code, reply.step) == (Tone.WARN, Said.OF_OTHER_ORDER, StepName.ITEM)
        assert reply.facts["number"] == "8"
    # An order number of theirs that is none of ours says nothing.
    reply = station_at(floor, "PO-7").scan(f"]C101{TEA_GTIN}400THEIRS{GS}10L9{GS}17260930")
    assert (reply.code, reply.step) == (Said.GOODS, StepName.LOCATION)


def test_a_lot_that_may_have_swallowed_the_next_field_is_asked_for(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan(f"01{TEA_GTIN}10AB17261231")
    assert (reply.step, codes(reply)) == (StepName.LOT, [Said.GOODS, Said.LOT_UNCLEAR, Said.ASK_LOT])
    again = station.scan(f"01{TEA_GTIN}10AB17261231")
    assert (again.tone, again.code, again.step) == (Tone.WARN, Said.LOT_UNCLEAR, StepName.LOT)
    assert station.scan("AB").step is StepName.EXPIRY
    assert station.scan("261231").step is StepName.LOCATION
    assert station.scan("A-02").facts["lot"] == "AB"


def test_an_item_that_is_not_tracked_has_no_lot_whatever_its_label_says(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan(f"]C1010{CUP_EAN}17260930" + "10L9")
    assert codes(reply) == [Said.GOODS, Said.PROGRESS, Said.GOES, Said.ASK_PROPOSED]
    assert station.scan("A-01").booked
    assert balances(floor) == {("CUP", "", "A-01"): 1}


def test_pieces_with_a_serial_number_come_one_by_one(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "2")
    reply = station.scan("CLOCK")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-serial-is-one", StepName.ITEM)
    assert station.scan("WXBACK").step is StepName.ITEM
    assert station.scan(f"]C101{CLOCK_GTIN}21SN7").step is StepName.LOCATION
    twice = station.scan("2")
    assert (twice.tone, twice.code, twice.step) == (Tone.ERROR, "receipt-serial-is-one", StepName.LOCATION)
    assert station.scan("A-02").booked
    station.scan(f"]C101{CLOCK_GTIN}21SN7")
    there = station.scan("A-02")
    assert (there.tone, there.code, there.step) == (Tone.ERROR, "receipt-serial-there", StepName.SERIAL)
    assert "SN7" in said(there)
    station.scan("SN8")
    assert station.scan("A-02").booked
    assert balances(floor) == {("CLOCK", "SN7", "A-02"): 1, ("CLOCK", "SN8", "A-02"): 1}


def test_a_lot_that_is_the_code_of_something_else_is_doubted_until_confirmed(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA")
    doubted = station.scan("A-02")
    assert (doubted.tone, doubted.step) == (Tone.WARN, StepName.LOT)
    assert said(doubted) == (
        "This is location A-02. If A-02 is what is printed all the same, scan WXYES. Scan or type the lot."
    )
    assert station.scan("WXNO").step is StepName.LOT
    assert station.scan("WXYES").code is Said.NOT_NOW
    station.scan("A-02")
    confirmed = station.scan("WXYES")
    assert (confirmed.step, confirmed.notes[0].facts) == (StepName.EXPIRY, {"lot": "A-02"})
    assert station.scan("WXBACK").step is StepName.LOT
    assert station.scan(f"]C1010{CUP_EAN}10L1").code is Said.IS_ITEM
    assert station.scan("x" * 81).code is Said.LOT_TOO_LONG
    assert station.scan(f"A{GS}B").tone is Tone.ERROR
    assert station.scan("x" * 80).step is StepName.EXPIRY
    assert moves(floor) == 0


@pytest.mark.parametrize("typed", ["2026-02-30", "260230", "30.09.2026", "26093", "20260930", "٢٦٠٩٣٠", "2026-9-30"])
def test_what_is_no_day_is_refused_and_asked_for_again(floor: Desk, typed: str) -> None:
    station = station_at(floor, "PO-7", "MILK")
    reply = station.scan(typed)
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, Said.EXPIRY_UNREAD, StepName.EXPIRY)


def test_a_day_can_come_from_a_label(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "MILK")
    assert station.scan("]C117260930").notes[0].facts == {"expiry": EXPIRES}
    assert station.scan("D-01").facts["expiry"] == EXPIRES


def test_the_same_lot_with_another_day_is_asked_for_its_day_again(floor: Desk) -> None:
    station = station_at(floor, "PO-7", TEA_LABEL, "D-01", "TEA", "L77", "2026-10-31")
    reply = station.scan("D-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-lot-has-other-expiry", StepName.EXPIRY)
    assert fact_text(EXPIRES) in said(reply)
    assert moves(floor) == 1
    station.scan("2026-09-30")
    assert station.scan("D-01").booked
    assert balances(floor) == {("TEA", "L77", "D-01"): 2}


def test_expired_goods_are_warned_about_and_nobody_gets_them(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "OLD")
    reply = station.scan("2026-03-01")
    assert (reply.tone, reply.step) == (Tone.WARN, StepName.LOCATION)
    assert said(reply).startswith(
        "1 × TEA, Tea. Lot OLD. Expired: to be used until 1 Mar 2026. Put these goods in quarantine; nobody gets them."
    )
    assert "O1" not in said(reply)
    assert "1 → Q-01" in said(station.scan("Q-01"))
    assert allocated(floor, "O1") == 0


def test_goods_may_be_used_on_their_last_day(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "NEW")
    reply = station.scan("2026-03-02")
    assert (reply.tone, "1 → O1" in said(reply)) == (Tone.ASK, True)


def test_what_is_put_in_quarantine_goes_to_nobody(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    reply = station.scan("Q-01")
    assert (reply.booked, "1 → Q-01" in said(reply), allocated(floor, "SO-1042")) == (True, True, 0)


def test_more_than_ordered_within_the_tolerance_passes_unasked(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "11", "CUP")
    assert station.scan("A-01").booked
    assert received(floor) == [("PO-7/1", 11)]
    asked = station.scan("CUP")
    assert (asked.tone, asked.step) == (Tone.ASK, StepName.OVER)
    assert said(asked) == (
        "1 × CUP, Cup. That makes 12 of 10 ordered on PO-7 (11 are received); 11 would pass. Accept them? WXYES (a "
        "lead), WXNO, or the right number of units."
    )


def test_more_than_tolerated_is_booked_only_when_accepted(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "6", "CUP")
    assert station.scan("A-01").step is StepName.OVER
    assert station.scan("WXNO").step is StepName.ITEM
    assert (moves(floor), floor.acted) == (0, [])
    station = station_at(floor, "PO-8", "6", "CUP", "WXYES")
    # What was accepted was six; another number is another question.
    assert station.scan("7").step is StepName.OVER
    assert station.scan("6").step is StepName.OVER
    station.scan("WXOK")
    assert station.scan("A-01").booked
    assert received(floor) == [("8/1", 6)]


def test_only_a_lead_accepts_too_much(floor: Desk) -> None:
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', ?)", (int(Role.CLERK),))
    station = station_at(floor, "PO-8", "6", "CUP")
    reply = station.scan("WXYES")
    assert (reply.tone, reply.code, reply.step, moves(floor)) == (Tone.ERROR, "role-needed", StepName.OVER, 0)
    assert reply.facts["role"] == "lead"
    station.scan("5")
    assert station.scan("A-01").booked


def test_what_another_desk_received_meanwhile_makes_it_too_much(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "5", "CUP")
    receive(floor.store, floor.act(), [Goods("CUP", 2, "A-02")], purchase_order="8")
    reply = station.scan("A-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, "receipt-over-tolerance", StepName.OVER)
    assert received(floor) == [("8/1", 2)]
    station.scan("WXYES")
    assert station.scan("A-01").booked
    assert received(floor) == [("8/1", 7)]


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
    assert (station.scan("PO-8").code, station.scan("WXHELP").facts) == (Said.IS_PURCHASE_ORDER, {"delivery": "PO-7"})
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


def test_a_misread_barcode_is_refused_with_a_sentence_and_nothing_pending(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan("4006381333930")
    assert (reply.tone, reply.step) == (Tone.ERROR, StepName.ITEM)
    assert said(reply).startswith(
        "4006381333930 is misread or mistyped: its last digit should be 1. Scan again, or compare it with the label."
    )
    assert station.scan("L-A-01").code is Said.IS_LOCATION
    assert moves(floor) == 0


def test_more_than_can_be_kept_is_refused_before_it_is_asked_about(floor: Desk) -> None:
    station = station_at(floor, "S1", "WXQTY999999999")
    reply = station.scan("CUP-CASE")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-quantity", StepName.ITEM)


def test_what_vanished_meanwhile_is_said_and_the_dialogue_goes_on_where_it_can_be_mended(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "CUP")
    floor.store.sql("UPDATE purchase_line SET item_id = (SELECT id FROM item WHERE sku = 'PEN') WHERE quantity = 5")
    reply = station.scan("A-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-item-not-ordered", StepName.ITEM)
    station.scan("PEN")
    floor.store.sql("UPDATE purchase_order SET number = '9' WHERE number = '8'")
    reply = station.scan("A-01")
    assert (reply.code, reply.step) == ("receipt-purchase-order-unknown", StepName.DELIVERY)
    assert moves(floor) == 0


def test_an_item_that_became_tracked_meanwhile_is_asked_for_what_it_needs(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    floor.store.sql("UPDATE item SET lot_tracked = 1 WHERE sku = 'CUP'")
    reply = station.scan("A-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-lot-needed", StepName.LOT)
    station.scan("L1")
    assert station.scan("A-01").booked
    assert balances(floor) == {("CUP", "L1", "A-01"): 1}


def test_trouble_with_the_database_is_a_reply_and_the_step_is_kept(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    floor.store.sql("PRAGMA query_only = 1")
    reply = station.scan("A-01")
    assert (reply.tone, reply.code, reply.step, reply.booked) == (
        Tone.ERROR,
        "database-read-only",
        StepName.LOCATION,
        False,
    )
    floor.store.sql("PRAGMA query_only = 0")
    assert station.scan("A-01").booked
    assert moves(floor) == 1


def test_each_booking_is_an_action_of_its_own(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP", "A-01", "CUP", "A-01")
    assert len({action.action_id for action in floor.acted}) == len(floor.acted) == 2
    assert [action.now - floor.acted[0].now for action in floor.acted] == [timedelta(0), timedelta(seconds=1)]
    assert station.scan("WXBACK").booked is False
    assert moves(floor) == 2


def test_a_repeated_action_books_once(floor: Desk) -> None:
    def same() -> Action:
        return floor.act(action_id="the same")

    for _ in range(2):
        station = ReceiveStation(floor.store, same)
        for text in ("PO-7", "CUP"):
            station.scan(text)
        assert station.scan("A-01").booked
    assert moves(floor) == 1


def test_long_lists_are_summed_up(floor: Desk) -> None:
    line = "INSERT INTO purchase_line (purchase_order_id, line, item_id, quantity, received, received_before) "
    some = "SELECT p.id, ?, i.id, 1, 0, 0 FROM purchase_order p, item i WHERE p.number = 'PO-7' AND i.sku = 'CUP'"
    for number in range(10, 17):
        floor.store.sql(line + some, (number,))
    assert "1 × CUP, 1 × CUP, 1 × CUP, 1 × CUP, 3 more lines." in said(station_at(floor).scan("PO-7"))
    order = (
        "INSERT INTO order_line (order_id, line, item_id, quantity, cancelled, picked, shipped, returned, allocated, "
    )
    order += "rank_class, lifted, placed_at, ship_policy, sell_multiple, note) "
    of_one = "SELECT o.id, ?, i.id, 1, 0, 0, 0, 0, 0, 'B', 0, 0, 'partial', 1, '' FROM sales_order o, item i "
    for number in range(2, 14):
        floor.store.sql(order + of_one + "WHERE o.number = 'O1' AND i.sku = 'CUP'", (number,))
    reply = station_at(floor, "S1", "2").scan("CUP-CASE")
    assert said(reply).startswith(
        "24 × CUP, Cup. 6 → SO-1042 (class A, waits since 3 Feb 2026), 1 → O1 (class B, waits since 1 Jan 1970), "
    )
    assert "(class B, waits since 1 Jan 1970), 3 → 3 more lines, 6 → A-01. Scan the place" in said(reply)
