"""Labels, lots, serial numbers and days, as receiving reads or asks for them."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import (
    CLOCK_GTIN,
    CUP_EAN,
    EXPIRES,
    TEA_GTIN,
    TEA_LABEL,
    allocated,
    balances,
    codes,
    moves,
    received,
    said,
    station_at,
)
from warehouse_app.domain.records import BarcodeRecord, Kind, OrderLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.scanning.separator import GS
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import GoodsTo, Tone
from warehouse_app.stations.words import Shared
from warehouse_app.texts import fact_text


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
        "4 → O1 (class B, waits since 4 Feb 2026), 13 → D-01. "
        "Scan the place where you put them; D-01 is proposed, and WXYES takes it."
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
    assert (reply.code, reply.step) == (Shared.GOODS, StepName.LOCATION)


def test_a_lot_that_may_have_swallowed_the_next_field_is_asked_for(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan(f"01{TEA_GTIN}10AB17261231")
    assert (reply.step, codes(reply)) == (StepName.LOT, [Shared.GOODS, Shared.LOT_UNCLEAR, Shared.ASK_LOT])
    again = station.scan(f"01{TEA_GTIN}10AB17261231")
    assert (again.tone, again.code, again.step) == (Tone.WARN, Shared.LOT_UNCLEAR, StepName.LOT)
    assert station.scan("AB").step is StepName.EXPIRY
    assert station.scan("261231").step is StepName.LOCATION
    assert station.scan("A-02").facts["lot"] == "AB"


@pytest.mark.parametrize("lot", ["L9", "]C11726123110L9"])
def test_a_day_that_a_label_said_stays_whatever_the_lot_is_read_from(floor: Desk, lot: str) -> None:
    station = station_at(floor, "PO-7")
    assert station.scan(f"]C101{TEA_GTIN}17260930").step is StepName.LOT
    assert station.scan(lot).step is StepName.LOCATION
    assert station.scan("A-02").facts["expiry"] == EXPIRES
    assert balances(floor) == {("TEA", "L9", "A-02"): 1}


def test_an_item_that_is_not_tracked_has_no_lot_whatever_its_label_says(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan(f"]C1010{CUP_EAN}17260930" + "10L9")
    assert codes(reply) == [Shared.GOODS, Said.PROGRESS, Said.GOES, Said.ASK_PROPOSED]
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
    assert station.scan("WXYES").code is Shared.NOT_NOW
    station.scan("A-02")
    confirmed = station.scan("WXYES")
    assert (confirmed.step, confirmed.notes[0].facts) == (StepName.EXPIRY, {"lot": "A-02"})
    assert station.scan("WXBACK").step is StepName.LOT
    assert station.scan(f"]C1010{CUP_EAN}10L1").code is Shared.IS_ITEM
    assert station.scan("x" * 81).code is Shared.LOT_TOO_LONG
    assert station.scan(f"A{GS}B").tone is Tone.ERROR
    assert station.scan("x" * 80).step is StepName.EXPIRY
    assert moves(floor) == 0


@pytest.mark.parametrize("typed", ["2026-09-30", "20260930", "260930", "30.09.2026"])
def test_a_day_may_be_typed_in_the_usual_ways(floor: Desk, typed: str) -> None:
    station = station_at(floor, "PO-7", "MILK")
    assert station.scan(typed).notes[0].facts == {"expiry": EXPIRES}


def test_eight_digits_are_no_day_where_an_item_has_them_as_its_code(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "MILK")
    assert station.scan("20260903").notes[0].facts == {"expiry": date(2026, 9, 3)}
    keep(floor.store, floor.act(), Kind.BARCODES, [BarcodeRecord("CUP", "20260903")])
    other = station_at(floor, "PO-7", "MILK").scan("20260903")
    assert (other.tone, other.step) == (Tone.WARN, StepName.EXPIRY)
    assert said(other).startswith("This is item CUP, Cup.")


@pytest.mark.parametrize(
    "typed",
    ["2026-02-30", "20260230", "260230", "30.02.2026", "30.09.26", "26093", "2026-0930", "٢٦٠٩٣٠", "2026-9-30"],
)
def test_what_is_no_day_is_refused_and_asked_for_again(floor: Desk, typed: str) -> None:
    station = station_at(floor, "PO-7", "MILK")
    reply = station.scan(typed)
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, Shared.EXPIRY_UNREAD, StepName.EXPIRY)


def test_a_day_can_come_from_a_label(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "MILK")
    assert station.scan("]C117260930").notes[0].facts == {"expiry": EXPIRES}
    assert station.scan("D-01").facts["expiry"] == EXPIRES


def test_the_same_lot_with_another_day_is_asked_for_its_day_again(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "L77", "2026-10-31")
    # Meanwhile somebody else says what they know of it.
    station_at(floor, "PO-7", TEA_LABEL, "D-01")
    reply = station.scan("D-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-lot-has-other-expiry", StepName.EXPIRY)
    assert fact_text(EXPIRES) in said(reply)
    assert moves(floor) == 1
    station.scan("2026-09-30")
    assert station.scan("D-01").booked
    assert balances(floor) == {("TEA", "L77", "D-01"): 2}


def test_a_label_with_another_day_than_its_lot_is_told_at_once_and_the_goods_can_be_set_aside(floor: Desk) -> None:
    station = station_at(floor, "PO-7", TEA_LABEL, "D-01")
    reply = station.scan(f"]C101{TEA_GTIN}1726103110L77")
    assert (reply.tone, reply.step) == (Tone.WARN, StepName.LOCATION)
    assert Said.OTHER_DAY in codes(reply)
    assert fact_text(EXPIRES) in said(reply)
    assert station.scan("Q-01").step is StepName.WHY
    assert station.scan("says October").booked
    assert balances(floor) == {("TEA", "L77", "D-01"): 1, ("TEA", "L77", "Q-01"): 1}
    # One that says a day which is past needs a reason too: that of the lot is not.
    station.scan(f"]C101{TEA_GTIN}1725103110L77")
    assert station.scan("Q-01").step is StepName.WHY
    assert station.scan("says 2025").booked
    assert balances(floor) == {("TEA", "L77", "D-01"): 1, ("TEA", "L77", "Q-01"): 2}


def test_who_asks_for_shelf_life_is_said_to_get_what_lasts_so_long(floor: Desk) -> None:
    line = OrderLineRecord("M-1", "C1", "MILK", 5, floor.now, line=1, minimum_shelf_life_days=60)
    keep(floor.store, floor.act(), Kind.ORDERS, [line])
    station = station_at(floor, "PO-7", "8", "MILK")
    assert "M-1" not in said(station.scan("2026-04-30"))
    assert station.scan("SO-M-1").code is Said.NOT_FOR
    assert [station.scan(text).step for text in ("WXBACK", "2026-05-01")] == [StepName.EXPIRY, StepName.LOCATION]
    assert station.scan("SO-M-1").facts == {"order": "M-1", "units": 5, "sku": "MILK", "unit": "piece"}
    assert station.scan("S-01").booked
    assert allocated(floor, "M-1") == 5


def test_no_order_is_given_expired_goods_by_its_code(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "OLD")
    assert station.scan("2026-03-01").tone is Tone.WARN
    reply = station.scan("SO-O1")
    assert (reply.code, reply.step, moves(floor)) == (Said.EXPIRED, StepName.LOCATION, 0)


@pytest.mark.parametrize("lot", ["OLD", "BAD", "L1"])
def test_goods_that_nobody_gets_say_who_then_gets_what_was_kept_for_an_order_that_counts_on_them(
    floor: Desk, lot: str
) -> None:
    first = datetime(2026, 2, 1, 9, tzinfo=UTC)
    whole = OrderLineRecord("N-1", "C1", "TEA", 20, first, line=1, ship_policy=ShipPolicy.LINE_COMPLETE)
    keep(floor.store, floor.act(), Kind.ORDERS, [whole])
    day = {"OLD": "2026-03-01"}.get(lot, "2026-09-30")
    if lot == "BAD":
        bad = [Goods("TEA", 1, "A-02", lot, date(2026, 9, 30))]
        receive(floor.store, floor.act(), bad, supplier="S2", close=True)
        block_lot(floor.store, floor.act(), "TEA", lot, why="mould")
    receive(floor.store, floor.act(), [Goods("TEA", 6, "A-02", "L1", date(2026, 9, 30))], purchase_order="PO-7")
    assert allocated(floor, "O1") == 0
    # With those that are to come and those that are there it has just its twenty.
    station = station_at(floor, "PO-7", "TEA")
    scanned = station.scan(lot)
    asked = station.scan(day) if scanned.step is StepName.EXPIRY else scanned
    to = GoodsTo(4, "", "O1", 1, "Two", "B", date(2026, 2, 4), 0, "TEA")
    is_left = lot != "L1"
    assert ("Others are then given what lies here: 4 × TEA → O1 (class B). " in said(asked)) == is_left
    assert (to in asked.goods_to, sum(each.units for each in asked.goods_to)) == (is_left, 5 if is_left else 1)
    booked = station.scan("A-02")
    assert (booked.booked, allocated(floor, "O1")) == (True, 4 if is_left else 0)
    assert ("Also now given: 4 × TEA → O1 (class B). " in said(booked)) == is_left
    assert booked.goods_to == ((to,) if is_left else (GoodsTo(1, "A-02", kept_for=("N-1",)),))


def test_expired_goods_are_warned_about_and_nobody_gets_them(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "OLD")
    reply = station.scan("2026-03-01")
    assert (reply.tone, reply.step) == (Tone.WARN, StepName.LOCATION)
    assert said(reply).startswith(
        "1 × TEA, Tea. Lot OLD. Expired: to be used until 1 Mar 2026. Put these goods in quarantine; nobody gets them."
    )
    assert "O1" not in said(reply)
    # Where such goods lie is proposed, and nobody has to say why.
    reply = station.scan("WXYES")
    assert (reply.booked, reply.facts["place"]) == (True, "Q-01")
    assert "It expired on 1 Mar 2026, so that no order gets it: it is in quarantine." in said(reply)
    assert (allocated(floor, "O1"), received(floor), lying_as(floor)) == (0, [("PO-7/2", 1)], {"quarantined": 1})
    # Put elsewhere they are quarantined there.
    station = station_at(floor, "PO-7", "TEA")
    reply = station.scan("OLD")
    # Its day is known by now.
    assert (reply.tone, reply.step, codes(reply)[2]) == (Tone.WARN, StepName.LOCATION, Said.EXPIRED)
    assert "D-01" not in said(reply)
    assert station.scan("A-02").booked
    assert lying_as(floor) == {"quarantined": 2}


def test_goods_may_be_used_on_their_last_day(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "NEW")
    reply = station.scan("2026-03-02")
    assert (reply.tone, "1 → O1" in said(reply)) == (Tone.ASK, True)


def test_what_is_put_in_quarantine_goes_to_nobody(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "3", "CUP")
    reply = station.scan("Q-01")
    assert (reply.tone, reply.step, reply.booked) == (Tone.ASK, StepName.WHY, False)
    assert said(reply) == (
        "3 × CUP, Cup. Why are they set aside? 1 = damaged, 2 = wrong item, 3 = will not last long enough, 4 = more "
        "than ordered; or type the reason."
    )
    assert station.scan("5").code == Shared.NO_SUCH_REASON
    assert station.scan("x" * 501).code in {Shared.REASON_TOO_LONG, "scan-too-long"}
    reply = station.scan("1")
    assert said(reply).startswith(
        "Booked on GR-1: 3 × CUP, Cup, in Q-01. Set aside: damaged. No order gets it until a lead releases it. "
        "3 of 10 ordered on PO-7 received, 7 to come."
    )
    assert (reply.booked, reply.goods_to, allocated(floor, "SO-1042")) == (True, (), 0)
    assert (received(floor), lying_as(floor)) == ([("PO-7/1", 3)], {"quarantined": 3})
    station.scan("CUP")
    station.scan("Q-01")
    assert station.scan("WXBACK").step is StepName.LOCATION
    station.scan("Q-01")
    assert station.scan("the box  is wet").booked
    assert floor.store.sql("SELECT why FROM action_reason ORDER BY id").fetchall() == [
        ("damaged",),
        ("the box is wet",),
    ]
    # What was set aside by mistake is taken back like any other booking.
    assert station.scan("WXUNDO").booked
    assert (received(floor), lying_as(floor)) == ([("PO-7/1", 3)], {"quarantined": 3})


def test_what_was_not_ordered_can_only_be_set_aside(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan("BOX")
    assert (reply.tone, reply.step) == (Tone.WARN, StepName.LOCATION)
    assert said(reply).startswith(
        "1 × BOX, Box. BOX is not on purchase order PO-7. Set the goods aside, or go back and receive them without an "
        "order. 1 → Q-01."
    )
    reply = station.scan("A-02")
    # It is still in hand, and the place for it proposed.
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-item-not-ordered", StepName.LOCATION)
    assert said(reply).endswith("Scan the place where you put them; Q-01 is proposed, and WXYES takes it.")
    assert moves(floor) == 0
    assert station.scan("WXYES").step is StepName.WHY
    assert station.scan("2").booked
    assert (received(floor), balances(floor)) == ([], {("BOX", "", "Q-01"): 1})
    # A house without a place for such goods refuses them at once.
    floor.store.sql("UPDATE location SET kind = 'bulk' WHERE code = 'Q-01'")
    reply = station.scan("BOX")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-item-not-ordered", StepName.ITEM)


def test_another_lot_is_the_answer_to_a_doubted_one(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA")
    for text in ("A-02", "L9", "WXBACK"):
        reply = station.scan(text)
    assert (codes(reply), reply.step) == ([Shared.BACK, Shared.ASK_LOT], StepName.LOT)
    assert station.scan("WXYES").code == Shared.NOT_NOW


def lying_as(desk: Desk) -> dict[str, int]:
    """Return the units that lie in each state."""
    found = desk.store.sql("SELECT status, SUM(quantity) FROM balance WHERE quantity > 0 GROUP BY status")
    return {status: int(units) for status, units in found}


def test_goods_of_a_blocked_lot_are_warned_about_and_nobody_gets_them(floor: Desk) -> None:
    station = station_at(floor, "PO-7", TEA_LABEL, "WXYES")
    block_lot(floor.store, floor.act(), "TEA", "L77", why="recall")
    reply = station.scan(TEA_LABEL)
    assert (reply.tone, reply.step) == (Tone.WARN, StepName.LOCATION)
    assert said(reply).startswith(
        "1 × TEA, Tea. Lot L77. To be used until 30 Sep 2026. Lot L77 is blocked. Put these goods in quarantine; "
        "nobody gets them. 1 of 20 ordered on PO-7 received, 19 to come. 1 → Q-01."
    )
    waiting = station.scan("SO-O1")
    assert (waiting.tone, waiting.code, waiting.facts, waiting.step) == (
        Tone.WARN,
        Said.BLOCKED,
        {"lot": "L77"},
        StepName.LOCATION,
    )
    booked = station.scan("WXYES")
    assert (booked.booked, booked.step) == (True, StepName.ITEM)
    assert lying_as(floor) == {"quarantined": 2}
