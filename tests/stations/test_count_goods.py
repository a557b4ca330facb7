"""Goods as they are counted: packs, digits, serial numbers, lots and days, and labels that say some of it."""

from datetime import date

from tests.conftest import Desk
from tests.stations.house import BOX_CASE, CLOCK_GTIN, CUP_EAN, PEN_CASE, TEA_GTIN, TEA_LABEL, build, said, station_at
from tests.stations.test_count import MORE, come, counter_at
from warehouse_app.queries.check import findings
from warehouse_app.queries.counts import Counted, counted_in
from warehouse_app.services.counting import approve_count, begin_count, finish_count, tally
from warehouse_app.stations.count.steps import Said
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared
from warehouse_app.store.database import day


def test_a_quantity_counts_packs_of_the_scanned_code(floor: Desk) -> None:
    station = counter_at(floor, "A-01")
    for scans, units in (
        (["CUP"], 1),
        (["CUP-CASE"], 12),
        (["3", "CUP-CASE"], 36),
        (["WXQTY5", "CUP"], 5),
        (["2", "7", "CUP"], 7),
        ([PEN_CASE, "20"], 20),
        (["2", PEN_CASE, "WXQTY20"], 40),
        ([BOX_CASE], 8),
    ):
        replies = [station.scan(text) for text in scans]
        assert (replies[-1].code, replies[-1].facts["quantity"]) == (Said.TALLIED, units)
    assert counted_in(floor.store, "CS-1") == [
        Counted("BOX", "Box", "", 8),
        Counted("CUP", "Cup", "", 61),
        Counted("PEN", "Pen", "", 60),
    ]


def test_digits_that_are_an_items_number_are_that_item(floor: Desk) -> None:
    station = counter_at(floor, "A-01")
    assert said(station.scan("24")) == (
        "Counted: 1 × 24, Twenty-four; 1 by now. 24 was taken for the item; if you meant a quantity, scan WXUNDO, then "
        f"WXQTY24. {MORE}"
    )
    assert said(station.scan("WXUNDO")) == f"Taken off again: 1 × 24, Twenty-four; 0 by now. {MORE}"
    station.scan("WXQTY24")
    assert station.scan("24").facts["quantity"] == 24
    floor.store.sql("UPDATE item SET lot_tracked = 1 WHERE sku = '24'")
    assert said(station.scan("24")) == (
        "1 × 24, Twenty-four. 24 was taken for the item; for a quantity scan WXBACK, then WXQTY24. Scan or type the "
        "lot."
    )


def test_serial_numbers_are_counted_once_each(floor: Desk) -> None:
    station = counter_at(floor, "A-01")
    assert said(station.scan(f"]C101{CLOCK_GTIN}21SN1")) == f"Counted: CLOCK, Clock, serial number SN1. {MORE}"
    twice = station.scan(f"]C101{CLOCK_GTIN}21SN1")
    assert said(twice) == f"CLOCK with the serial number SN1 is counted already; it was not counted again. {MORE}"
    assert (twice.tone, twice.step, twice.booked) == (Tone.ERROR, StepName.ITEM, False)
    assert said(station.scan("CLOCK")) == "1 × CLOCK, Clock. Scan or type the serial number."
    assert (station.scan("SN1").code, station.step) == (Said.SERIAL_TWICE, counter_at(floor, "A-01").step)
    station.scan("CLOCK")
    assert station.scan("SN2").code == Said.TALLIED_SERIAL
    assert counted_in(floor.store, "CS-1") == [Counted("CLOCK", "Clock", "SN1", 1), Counted("CLOCK", "Clock", "SN2", 1)]
    station.scan("2")
    for several in ("CLOCK", f"]C102{CLOCK_GTIN}3703"):
        reply = station.scan(several)
        assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "goods-serial-is-one", StepName.ITEM)
        station.scan("WXBACK")
    station.scan("A-01")
    # What was not counted is not what WXUNDO takes off.
    station.scan("CLOCK")
    station.scan("SN3")
    station.scan("CLOCK")
    assert station.scan("SN1").code == Said.SERIAL_TWICE
    assert said(station.scan("WXUNDO")).startswith("Taken off again: 1 × CLOCK, Clock, SN3; 0 of it by now.")


def test_a_day_is_asked_for_only_where_the_house_does_not_know_the_lot(floor: Desk) -> None:
    come(floor, "TEA", 5, lot="L77", expiry=date(2026, 9, 30))
    station = counter_at(floor, "A-01", "TEA")
    assert station.scan("L77").code == Said.TALLIED_LOT
    station.scan("TEA")
    assert said(station.scan("L99")) == (
        "1 × TEA, Tea. Lot L99. Until which day may it be used? Type it as 2027-12-31 or 271231."
    )
    assert said(station.scan("261231")).startswith("Counted: 1 × TEA, Tea; 1 of lot L99 by now.")
    # Goods without a lot number go by their day.
    assert station.scan("MILK").step is StepName.EXPIRY
    assert said(station.scan("2026-05-01")).startswith("Counted: 1 × MILK, Milk; 1 to be used until 1 May 2026 by now.")
    assert counted_in(floor.store, "CS-1") == [
        Counted("MILK", "Milk", "2026-05-01", 1),
        Counted("TEA", "Tea", "L77", 1),
        Counted("TEA", "Tea", "L99", 1),
    ]


def test_a_label_says_the_lot_that_is_asked_for_and_its_day(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "TEA")
    other = station.scan(f"]C101{CLOCK_GTIN}10L5")
    assert (other.tone, other.code, other.step) == (Tone.WARN, Shared.IS_ITEM, StepName.LOT)
    assert station.scan(TEA_LABEL).code == Said.TALLIED_LOT
    assert counted_in(floor.store, "CS-1") == [Counted("TEA", "Tea", "L77", 1)]
    days = floor.store.sql("SELECT expiry FROM lot WHERE code = 'L77'").fetchall()
    assert [str(day) for (day,) in days] == ["2026-09-30"]


def test_what_a_label_says_beyond_what_its_item_needs_makes_no_lot(floor: Desk) -> None:
    station = counter_at(floor, "A-01")
    assert station.scan(f"]C1010{CUP_EAN}17261231" + "10L5").code == Said.TALLIED
    assert counted_in(floor.store, "CS-1") == [Counted("CUP", "Cup", "", 1)]


def test_a_label_that_contradicts_the_house_is_refused(floor: Desk) -> None:
    come(floor, "TEA", 5, lot="L77", expiry=date(2026, 10, 30))
    reply = counter_at(floor, "A-01").scan(TEA_LABEL)
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "goods-lot-has-other-expiry", StepName.ITEM)
    assert counted_in(floor.store, "CS-1") == []


def test_a_label_whose_lot_is_unclear_is_asked_for_it(floor: Desk) -> None:
    reply = counter_at(floor, "A-01").scan(f"01{TEA_GTIN}10AB17261231")
    assert (reply.step, reply.notes[0].code) == (StepName.LOT, Shared.LOT_UNCLEAR)
    assert counted_in(floor.store, "CS-1") == []


def test_a_lot_that_is_the_code_of_something_else_is_asked_about_unless_the_house_knows_it(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "TEA")
    doubted = station.scan("A-02")
    assert said(doubted) == (
        "This is location A-02. Finish the count of A-01 first: WXDONE. If A-02 is what is printed all the same, scan "
        "WXYES. Scan or type the lot."
    )
    assert said(station.scan("WXNO")) == "1 × TEA, Tea. Scan or type the lot."
    assert station.scan("WXYES").code == Shared.NOT_NOW
    station.scan("A-02")
    assert station.scan("WXYES").step is StepName.EXPIRY
    station.scan("261231")
    station.scan("TEA")
    assert station.scan("A-02").code == Said.TALLIED_LOT
    assert counted_in(floor.store, "CS-1") == [Counted("TEA", "Tea", "A-02", 2)]


def test_a_lot_whose_receipt_was_taken_back_is_asked_for_its_day(desk: Desk) -> None:
    build(desk)
    dock = station_at(desk, "PO-7", "TEA", "L9", "280101", "A-02")
    assert dock.scan("WXUNDO").booked
    station = counter_at(desk, "A-02", "TEA")
    asked = station.scan("L9")
    assert said(asked) == "1 × TEA, Tea. Lot L9. Until which day may it be used? Type it as 2027-12-31 or 271231."
    counted = station.scan("270630")
    assert (counted.tone, counted.code, counted.step) == (Tone.OK, Said.TALLIED_LOT, StepName.ITEM)
    assert counted_in(desk.store, "CS-1") == [Counted("TEA", "Tea", "L9", 1)]
    [(stored,)] = desk.store.sql("SELECT expiry FROM lot WHERE code = 'L9'")
    assert day(stored) == date(2027, 6, 30)


def test_a_lot_without_a_day_of_an_item_that_expires_since_is_counted(desk: Desk) -> None:
    build(desk)
    desk.store.sql("UPDATE item SET expiry_tracked = ? WHERE sku = 'TEA'", (False,))
    come(desk, "TEA", 3, "A-02", "L9")
    come(desk, "TEA", 2, "A-02", "L8")
    # Nothing of L8 lies there any more.
    number = begin_count(desk.store, desk.act(), "A-02").number
    tally(desk.store, desk.act(), number, "TEA", 3, lot="L9")
    finish_count(desk.store, desk.act(), number)
    approve_count(desk.store, desk.act(), number)
    desk.store.sql("UPDATE item SET expiry_tracked = ? WHERE sku = 'TEA'", (True,))
    station = counter_at(desk, "A-02", "TEA")
    # What lies there is known as it is; its label may say more than the books keep.
    assert station.scan("L9").code == Said.TALLIED_LOT
    assert station.scan(f"]C101{TEA_GTIN}17280131" + "10L9").facts["counted"] == 2
    assert (station.scan("TEA").step, station.scan("L8").step) == (StepName.LOT, StepName.EXPIRY)
    assert station.scan("280101").code == Said.TALLIED_LOT
    days = desk.store.sql("SELECT code, expiry FROM lot WHERE code IN ('L8', 'L9') ORDER BY code").fetchall()
    assert [(code, day(expiry)) for code, expiry in days] == [("L8", date(2028, 1, 1)), ("L9", None)]
    assert list(findings(desk.store)) == []
