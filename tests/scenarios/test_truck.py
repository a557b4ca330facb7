"""A Monday morning at the dock: a truck from Brandt with the twelve lines of PO-77, from the ramp to the paper.

Ilse is a clerk, Tomasz a lead. Two customers wait: Café Lindqvist (class A) takes what there is, Hotel Adler wants all
of its order or nothing. What Ilse scans stands in `dock.scan(…)`, what the scanner tells her after it.
"""

from datetime import UTC, date, datetime

from tests.conftest import Desk
from tests.scenarios.truck import Article, Dock, Lying
from warehouse_app.domain.records import (
    CustomerRecord,
    LocationRecord,
    OrderLineRecord,
    PurchaseLineRecord,
    StockRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import DocumentKind, LocationKind, Role, ShipPolicy
from warehouse_app.scanning.gtin import gtin14
from warehouse_app.services.closing_short import close_short
from warehouse_app.services.counting import approve_count

HOUSE = "Harbour Stores Bremen"
PEOPLE = {"ilse": Role.CLERK, "tomasz": Role.LEAD}
BRANDT = SupplierRecord("BRANDT", "Brandt Wholesale", over_receipt_percent=5)
MONDAY = date(2026, 3, 2)
CAFE_ORDERED, HOTEL_ORDERED = datetime(2026, 2, 23, 10, tzinfo=UTC), datetime(2026, 2, 20, 10, tzinfo=UTC)

LOT_AND_EXPIRY = frozenset({"lot", "expiry"})
TRUCK = (
    # ordered, number, name, bin, code on a piece, in a case, what else the goods must say
    Article(48, "MUG", "Stoneware mug", "A-01", "4001234001012", 12),
    Article(36, "PLATE", "Dinner plate", "A-02", "4001234001029", 12),
    Article(2, "KETTLE", "Electric kettle", "A-03", "4001234001036", says=frozenset({"serial"})),
    Article(6, "LAMP", "Desk lamp", "A-04", "BR-4711-L"),  # Brandt's own code
    Article(40, "TOWEL", "Tea towel", "A-05", "4001234001050", 10),
    Article(50, "SOAP", "Hand soap 250 ml", "A-06", "4001234001067"),
    Article(30, "CANDLE", "Beeswax candle", "B-01", ""),  # nobody knows its code yet
    Article(24, "TEA", "Earl Grey 100 g", "B-02", "4001234001081", says=LOT_AND_EXPIRY),
    Article(20, "COFFEE", "Coffee beans 1 kg", "B-03", "4001234001098", 10, LOT_AND_EXPIRY),
    Article(36, "MILK", "Oat milk 1 l", "B-04", "4001234001104", says=frozenset({"expiry"})),
    Article(15, "CHOC", "Dark chocolate 70 %", "B-05", "4001234001111", says=LOT_AND_EXPIRY),
    Article(10, "TRAY", "Bamboo tray", "B-06", "4001234001128"),
)
"""PO-77, line by line."""
EAN = {article.sku: article.code for article in TRUCK if article.code.isdigit()}
MUG_CASE, PLATE_CASE, TOWEL_CASE = "14001234001019", "14001234001026", "14001234001057"
"""The codes on the cases: the digits of the piece behind a 1, and another check digit."""
CANDLE_EAN = "4001234001074"

GS = "\x1d"
"""The group separator, which ends a field of a label whose length varies."""
KETTLE_LABEL = "]d2" + "01" + "04001234001036" + "21" + "K-90001"
COFFEE_LABELS = (
    "]C1" + "01" + "14001234001095" + "10" + "LC-8841" + GS + "17" + "270131",
    "]C1" + "10" + "LC-8842" + GS + "17" + "270228" + "01" + "14001234001095",
)

CUSTOMERS = (
    CustomerRecord("CAFE", "Café Lindqvist", priority_class="A"),
    CustomerRecord("HOTEL", "Hotel Adler", ship_policy=ShipPolicy.ORDER_COMPLETE),
)
WAITING = (
    OrderLineRecord("SO-1042", "CAFE", "MUG", 30, CAFE_ORDERED, line=1),
    OrderLineRecord("SO-1042", "CAFE", "COFFEE", 24, CAFE_ORDERED, line=2),
    OrderLineRecord("SO-1043", "HOTEL", "MUG", 12, HOTEL_ORDERED, line=1),
    OrderLineRecord("SO-1043", "HOTEL", "TOWEL", 20, HOTEL_ORDERED, line=2),
    OrderLineRecord("SO-1043", "HOTEL", "SOAP", 40, HOTEL_ORDERED, line=3),
)
IN_STOCK = (StockRecord("MUG", "A-01", 5), StockRecord("TRAY", "B-06", 7))

PLACES = (
    LocationRecord("GATE", kind=LocationKind.DEPOT, x_mm=0, y_mm=0),
    LocationRecord("DOCK-1", kind=LocationKind.DOCK, x_mm=0, y_mm=1_000),
    LocationRecord("Q-01", kind=LocationKind.QUARANTINE),
    LocationRecord("TOTE-1", kind=LocationKind.TOTE),
    *(LocationRecord(f"A-{bay:02}", x_mm=4_000, y_mm=2_000 * bay) for bay in range(1, 7)),
    *(LocationRecord(f"B-{bay:02}", x_mm=8_000, y_mm=2_000 * bay) for bay in range(1, 7)),
)

CAME = (
    "MUG Stoneware mug DOCK-1 48 4 × 12 piece",
    "PLATE Dinner plate A-02 24 2 × 12 piece",
    "PLATE Dinner plate Q-01 12 1 × 12 piece Set aside: case crushed, seven plates broken",
    "KETTLE Electric kettle K-90001 A-03 1 piece",
    "KETTLE Electric kettle K-90002 A-03 1 piece",
    "LAMP Desk lamp A-04 6 piece",
    "TOWEL Tea towel DOCK-1 30 3 × 10 piece",
    "CANDLE Beeswax candle B-01 30 piece",
    "SOAP Hand soap 250 ml A-06 58 piece",
    "TEA Earl Grey 100 g E2611 30 Nov 2026 B-02 24 piece",
    "COFFEE Coffee beans 1 kg LC-8841 31 Jan 2027 B-03 10 1 × 10 piece",
    "COFFEE Coffee beans 1 kg LC-8842 28 Feb 2027 TOTE-1 tote for SO-1042 10 1 × 10 piece",
    "MILK Oat milk 1 l 15 Oct 2026 B-04 36 piece",
    "CHOC Dark chocolate 70 % CH-77 14 Feb 2026 Q-01 15 piece Set aside: expired on 14 Feb 2026",
    "TRAY Bamboo tray B-06 10 piece",
    "TRAY Bamboo tray Q-01 2 piece Set aside: more than ordered",
    "In all 317 units",
)
"""What came, as the note has it: item, lot and day, where it was put, how many, and how many cases that are."""
GOODS = "Item Lot / expires Place Quantity"
STOCK_IN_THE_END = (
    Lying("MUG", "", "A-01", "available", 5 + 48),
    Lying("PLATE", "", "A-02", "available", 24),
    Lying("PLATE", "", "Q-01", "quarantined", 12),
    Lying("KETTLE", "K-90001", "A-03", "available", 1),
    Lying("KETTLE", "K-90002", "A-03", "available", 1),
    Lying("LAMP", "", "A-04", "available", 6),
    Lying("TOWEL", "", "A-05", "available", 30),
    Lying("SOAP", "", "A-06", "available", 58),
    Lying("CANDLE", "", "B-01", "available", 30),
    Lying("TEA", "E2611", "B-02", "available", 24),
    Lying("COFFEE", "LC-8841", "B-03", "available", 10),
    Lying("COFFEE", "LC-8842", "TOTE-1", "available", 10),
    Lying("MILK", "2026-10-15", "B-04", "available", 36),  # no lot was asked: the day is its name
    Lying("CHOC", "CH-77", "Q-01", "quarantined", 15),
    Lying("TRAY", "", "B-06", "available", 7 + 10 - 1),
    Lying("TRAY", "", "Q-01", "quarantined", 2),
)

SCAN_DELIVERY = (
    "Scan a purchase order, an advance notice or a pallet, or a supplier's code for goods that nobody announced."
)
SCAN_ITEM = "Scan an item, or a quantity first; WXDONE when all is in."
SCAN_SOAP = "Scan the item: 58 pieces, or 58 cases if you scan a case."
TOO_MUCH_SOAP = (
    "58 × SOAP, Hand soap 250 ml.",
    "That makes 58 of 50 ordered on PO-77 (0 are received); 52 would pass.",
)
ACCEPT = "Accept them? WXYES (a lead), WXNO, or the right number of units; or scan a quarantine place for them."


def test_codes_of_the_story_are_as_they_are_printed() -> None:
    printed = [*EAN.values(), MUG_CASE, PLATE_CASE, TOWEL_CASE, CANDLE_EAN]
    assert [code for code in printed if gtin14(code) is None] == []
    assert len(set(printed)) == len(printed) == 14


def test_a_truck_with_twelve_lines(desk: Desk) -> None:
    dock = Dock(desk, HOUSE)
    before_the_truck_comes(dock)
    ilse_opens_the_delivery(dock)
    mugs_by_the_case_and_who_gets_them(dock)
    plates_in_the_wrong_bin_and_a_damaged_case(dock)
    kettles_each_with_its_number_and_lamps_by_the_code_of_brandt(dock)
    towels_of_which_ten_are_missing(dock)
    two_things_that_ilse_may_not_do(dock)
    tomasz_comes_and_may(dock)
    tea_of_which_lot_and_day_are_asked_and_coffee_whose_label_says_them(dock)
    the_second_box_of_coffee_goes_straight_into_a_tote(dock)
    the_lights_go_out(dock)
    milk_and_chocolate_that_is_too_old(dock)
    two_trays_too_many_are_set_aside(dock)
    the_receipt_is_closed(dock)
    from_the_dock_to_the_bins(dock)
    who_waits_for_coffee(dock)
    a_tray_is_missing_in_its_bin(dock)
    no_more_towels_will_come(dock)
    the_goods_received_note(dock)
    the_list_of_differences(dock)
    what_the_house_holds_in_the_end(dock)


# --- before nine o'clock ---


def before_the_truck_comes(dock: Dock) -> None:
    """Five mugs lie in the house, and the café has them already; the hotel waits for all of its order."""
    dock.bring(BRANDT, *PLACES, *(record for article in TRUCK for record in article.records()))
    dock.bring(*CUSTOMERS, *IN_STOCK, *WAITING)
    dock.bring(
        *(
            PurchaseLineRecord("PO-77", "BRANDT", article.sku, article.ordered, due_on=MONDAY, line=line)
            for line, article in enumerate(TRUCK, start=1)
        )
    )
    dock.know(PEOPLE)
    assert dock.holds() == {"SO-1042/1": 5, "SO-1042/2": 0, "SO-1043/1": 0, "SO-1043/2": 0, "SO-1043/3": 0}


def ilse_opens_the_delivery(dock: Dock) -> None:
    dock.scan("PO-77").warns("Nobody is signed in here.").asks("Scan your badge.")
    dock.scan("U-ilse").says("Signed in: ilse.").asks(SCAN_DELIVERY)
    dock.scan("WXRECEIVE").says("Receiving goods.", "WXBACK goes one step back").asks(SCAN_DELIVERY)
    dock.scan("PO-77").says(
        "Purchase order PO-77 from Brandt Wholesale: 0 of 317 units have come, 317 are to come.",
        "Still to come: 48 × MUG, 36 × PLATE, 2 × KETTLE, 6 × LAMP, 40 × TOWEL, 50 × SOAP, 30 × CANDLE, 24 × TEA, "
        "20 × COFFEE, 36 × MILK, 2 more lines.",
    ).asks(SCAN_ITEM)


# --- the truck is unloaded ---


def mugs_by_the_case_and_who_gets_them(dock: Dock) -> None:
    """Four cases of twelve. The café gets what it still waits for; nothing is booked before the place is scanned."""
    dock.scan("4").says("Quantity: 4.").asks("Scan the item: 4 pieces, or 4 cases if you scan a case.")
    dock.scan(MUG_CASE).says(
        "48 × MUG, Stoneware mug.",
        "0 of 48 ordered on PO-77 received, 48 to come.",
        "25 → SO-1042 (class A, waits since 23 Feb 2026), 23 → A-01 (kept for SO-1043 while more is to come).",
    ).asks("Scan the place where you put them; A-01 is proposed, and WXYES takes it.")
    assert dock.holds()["SO-1042/1"] == 5
    dock.scan("L-DOCK-1").books(
        "Booked on GR-1: 48 × MUG, Stoneware mug, in DOCK-1.",
        "25 → SO-1042 (class A, waits since 23 Feb 2026), 23 → DOCK-1 (kept for SO-1043 while more is to come).",
        "48 of 48 ordered on PO-77 received, 0 to come.",
    )
    # The hotel gets nothing yet: its soap and its towels are not here.
    assert dock.holds() == {"SO-1042/1": 30, "SO-1042/2": 0, "SO-1043/1": 0, "SO-1043/2": 0, "SO-1043/3": 0}


def plates_in_the_wrong_bin_and_a_damaged_case(dock: Dock) -> None:
    """Two cases are whole. Ilse scans the bin beside the right one, sees it, and takes it back."""
    dock.scan("2", PLATE_CASE, "L-A-03").books("Booked on GR-1: 24 × PLATE, Dinner plate, in A-03.", "24 → A-03.")
    dock.scan("WXUNDO").books(
        "Taken back from GR-1: 24 × PLATE, Dinner plate, from A-03.", "0 of 36 ordered on PO-77 received, 36 to come."
    )
    dock.scan("2", PLATE_CASE, "L-A-02").books("Booked on GR-1: 24 × PLATE, Dinner plate, in A-02.", "24 → A-02.")
    # The third was dropped.
    dock.scan(PLATE_CASE, "L-Q-01").says("12 × PLATE, Dinner plate.").asks(
        "Why are they set aside? 1 = damaged, 2 = wrong item, 3 = will not last long enough, 4 = more than ordered; or "
        "type the reason."
    )
    dock.scan("case crushed, seven plates broken").books(
        "Booked on GR-1: 12 × PLATE, Dinner plate, in Q-01.",
        "Set aside: case crushed, seven plates broken. No order gets it until a lead releases it.",
        "36 of 36 ordered on PO-77 received, 0 to come.",
    )


def kettles_each_with_its_number_and_lamps_by_the_code_of_brandt(dock: Dock) -> None:
    """The label of one kettle says its number; of the other only the barcode can be read."""
    dock.scan(KETTLE_LABEL).says("1 × KETTLE, Electric kettle.", "Serial number K-90001.")
    dock.scan("WXYES").books("Booked on GR-1: 1 × KETTLE, Electric kettle, in A-03.")
    dock.scan(EAN["KETTLE"]).says("1 × KETTLE, Electric kettle.").asks("Scan or type the serial number.")
    dock.scan("K-90001").says("1 × KETTLE, Electric kettle.", "Serial number K-90001.")
    dock.scan("WXYES").refuses("KETTLE with the serial number K-90001 is in the house already.")
    dock.scan("K-90002").says("1 × KETTLE, Electric kettle.", "Serial number K-90002.")
    dock.scan("WXYES").books("Booked on GR-1: 1 × KETTLE, Electric kettle, in A-03.", "1 → A-03.", "2 of 2 ordered")
    dock.scan("6", "BR-4711-L").says(
        "6 × LAMP, Desk lamp.", "0 of 6 ordered on PO-77 received, 6 to come.", "6 → A-04."
    )
    dock.scan("WXYES").books("Booked on GR-1: 6 × LAMP, Desk lamp, in A-04.")


def towels_of_which_ten_are_missing(dock: Dock) -> None:
    """Three cases of ten came instead of four; the line stays open."""
    dock.scan("3", TOWEL_CASE, "L-DOCK-1").books(
        "Booked on GR-1: 30 × TOWEL, Tea towel, in DOCK-1.",
        "30 → DOCK-1 (kept for SO-1043 while more is to come).",
        "30 of 40 ordered on PO-77 received, 10 to come.",
    )
    assert dock.holds()["SO-1043/2"] == 0


def two_things_that_ilse_may_not_do(dock: Dock) -> None:
    """Nobody knows the code on the candles. Of the soap Brandt may send 5 % more, which makes 52, and 58 came."""
    dock.scan(CANDLE_EAN).refuses(
        f"No item has the barcode {CANDLE_EAN} yet. Scan another code of the article, or ask a lead to teach this one "
        "to its item."
    ).asks(SCAN_ITEM)
    dock.scan("58", EAN["SOAP"]).says(*TOO_MUCH_SOAP).asks(ACCEPT)
    dock.scan("WXYES").refuses("A lead must do this. Ask one to scan their badge.").asks(ACCEPT)
    dock.scan("WXBACK").says("One step back; nothing was booked.").asks(SCAN_SOAP)


def tomasz_comes_and_may(dock: Dock) -> None:
    """He teaches the code, one piece a scan, and accepts the soap. With that the hotel's order is complete."""
    dock.scan("U-tomasz").says("Signed in: tomasz.", "What was begun here and not booked stays.").asks(SCAN_SOAP)
    dock.scan("WXBACK", "PO-77").says(
        "Going on with receipt GR-1 of purchase order PO-77 from Brandt Wholesale: 122 of 317 units have come, 195 are "
        "to come.",
        "Still to come: 10 × TOWEL, 50 × SOAP",
    )
    dock.scan("30", CANDLE_EAN).refuses(f"Nothing here has the code {CANDLE_EAN} yet.").asks(
        f"To teach {CANDLE_EAN}, scan the number of its item or a code of it that is known; else WXBACK."
    )
    dock.scan("CANDLE").says("CANDLE, Beeswax candle.").asks(
        f"How many of CANDLE does one scan of {CANDLE_EAN} mean? Type the number (piece), 1 for a single one; else "
        "WXBACK."
    )
    dock.scan("1").says(
        f"{CANDLE_EAN} is known from now on: one scan means 1 × CANDLE (piece).",
        "30 × CANDLE, Beeswax candle.",
        "0 of 30 ordered",
    )
    dock.scan("WXYES").books("Booked on GR-1: 30 × CANDLE, Beeswax candle, in B-01.", "30 → B-01.")
    dock.scan("58", EAN["SOAP"]).says(*TOO_MUCH_SOAP).asks(ACCEPT)
    dock.scan("WXYES").says(
        "58 × SOAP, Hand soap 250 ml.",
        "0 of 50 ordered on PO-77 received, 50 to come.",
        "40 → SO-1043 (class B, waits since 20 Feb 2026), 18 → A-06.",
    )
    dock.scan("WXYES").books(
        "Booked on GR-1: 58 × SOAP, Hand soap 250 ml, in A-06.",
        "40 → SO-1043 (class B, waits since 20 Feb 2026), 18 → A-06.",
        "Also now given: 12 × MUG → SO-1043 (class B), 20 × TOWEL → SO-1043 (class B).",
        "58 of 50 ordered on PO-77 received, 0 to come.",
    )
    assert dock.holds() == {"SO-1042/1": 30, "SO-1042/2": 0, "SO-1043/1": 12, "SO-1043/2": 20, "SO-1043/3": 40}
    dock.scan("U-ilse").says("Signed in: ilse.", "What was begun here and not booked stays.").asks(SCAN_ITEM)


def tea_of_which_lot_and_day_are_asked_and_coffee_whose_label_says_them(dock: Dock) -> None:
    """Both boxes of coffee are given to the café; four bags of what it wants are still missing then."""
    dock.scan("24", EAN["TEA"]).says("24 × TEA, Earl Grey 100 g.").asks("Scan or type the lot.")
    dock.scan("E2611").says("24 × TEA, Earl Grey 100 g.", "Lot E2611.", "Until which day may it be used?")
    dock.scan("31.11.2026").refuses("This is no day of the calendar. Type it as 2027-12-31 or 271231.")
    dock.scan("2026-11-30").says("24 × TEA, Earl Grey 100 g.", "Lot E2611.", "To be used until 30 Nov 2026.")
    dock.scan("WXYES").books("Booked on GR-1: 24 × TEA, Earl Grey 100 g, in B-02.")
    dock.scan(COFFEE_LABELS[0]).says("10 × COFFEE, Coffee beans 1 kg.", "Lot LC-8841.", "To be used until 31 Jan 2027.")
    dock.scan("WXYES").books(
        "Booked on GR-1: 10 × COFFEE, Coffee beans 1 kg, in B-03.",
        "10 → SO-1042 (class A, waits since 23 Feb 2026).",
        "10 of 20 ordered on PO-77 received, 10 to come.",
    )
    assert (dock.holds()["SO-1042/2"], dock.fixed(), dock.labels()) == (10, [], [])


def the_second_box_of_coffee_goes_straight_into_a_tote(dock: Dock) -> None:
    """No bin for what leaves today: from here on the box is the café's, and nobody else can get it."""
    dock.scan(COFFEE_LABELS[1]).says("10 × COFFEE, Coffee beans 1 kg.", "Lot LC-8842.", "To be used until 28 Feb 2027.")
    dock.scan("SO-1042").says("10 × COFFEE (piece) go to SO-1042.").asks(
        "Scan the staging place or the tote in which they are put aside for SO-1042."
    )
    dock.scan("L-TOTE-1").books(
        "Booked on GR-1: 10 × COFFEE, Coffee beans 1 kg, in TOTE-1.",
    )
    assert dock.fixed() == [("SO-1042", "COFFEE", "LC-8842", 10)]
    assert dock.labels() == ["SO-1042 Café Lindqvist 10 piece · COFFEE Coffee beans 1 kg"]
    assert dock.holds()["SO-1042/2"] == 20


def the_lights_go_out(dock: Dock) -> None:
    """Ilse has the milk in her hands, and has not scanned its place yet. What was booked is still there."""
    dock.scan("36", EAN["MILK"], "261015").says("36 × MILK, Oat milk 1 l.", "To be used until 15 Oct 2026.")
    before = dock.stock()
    dock.power_cut()
    assert dock.stock() == before
    dock.scan("U-ilse").says("Signed in: ilse.")
    dock.scan("WXHELP").says("Receiving goods.").asks(f"Open receipts: PO-77 (GR-1). {SCAN_DELIVERY}")
    dock.scan("PO-77").says("Going on with receipt GR-1 of purchase order PO-77 from Brandt Wholesale")


def milk_and_chocolate_that_is_too_old(dock: Dock) -> None:
    dock.scan("36", EAN["MILK"], "261015", "L-B-04").books("Booked on GR-1: 36 × MILK, Oat milk 1 l, in B-04.")
    dock.scan("15", EAN["CHOC"], "CH-77", "2026-02-14").warns(
        "15 × CHOC, Dark chocolate 70 %.",
        "Lot CH-77.",
        "Expired: to be used until 14 Feb 2026. Put these goods in quarantine; nobody gets them.",
    )
    dock.scan("WXYES").books(
        "Booked on GR-1: 15 × CHOC, Dark chocolate 70 %, in Q-01.",
        "It expired on 14 Feb 2026, so that no order gets it: it is in quarantine.",
    )


def two_trays_too_many_are_set_aside(dock: Dock) -> None:
    """Two more came than were ordered. Ilse puts ten away, and the two where nobody gets them."""
    dock.scan("12", EAN["TRAY"]).says(
        "12 × TRAY, Bamboo tray.", "That makes 12 of 10 ordered on PO-77 (0 are received); 10 would pass."
    )
    dock.scan("WXNO").says(
        "Not accepted: set 2 × TRAY aside. Go on with the 10 that pass.", "10 × TRAY, Bamboo tray."
    ).asks("Scan the place where you put them; B-06 is proposed, and WXYES takes it.")
    dock.scan("WXYES").books("Booked on GR-1: 10 × TRAY, Bamboo tray, in B-06.")
    dock.scan("2", EAN["TRAY"]).says(
        "2 × TRAY, Bamboo tray.", "That makes 12 of 10 ordered on PO-77 (10 are received); 10 would pass."
    )
    dock.scan("L-Q-01").says("2 × TRAY, Bamboo tray.", "Why are they set aside?")
    dock.scan("4").books(
        "Booked on GR-1: 2 × TRAY, Bamboo tray, in Q-01.",
        "Set aside: more than ordered. No order gets it until a lead releases it.",
        "12 of 10 ordered on PO-77 received, 0 to come.",
    )


def the_receipt_is_closed(dock: Dock) -> None:
    dock.scan("WXDONE").says(
        "Receipt GR-1 of PO-77 is closed with 317 units.", "1 line of PO-77 has units still to come."
    )
    dock.scan("WXDONE").warns("No delivery is being received here, so there is nothing to close.")


# --- after the truck has gone ---


def from_the_dock_to_the_bins(dock: Dock) -> None:
    dock.scan("WXMOVE").says("Moving goods.").asks("Scan the place from which you carry goods.")
    dock.scan("L-DOCK-1").says("From DOCK-1.", "At DOCK-1 lie 48 × MUG, 30 × TOWEL.")
    dock.scan("4", MUG_CASE).says("48 × MUG, Stoneware mug.", "48 lie at DOCK-1.").asks(
        "Scan the place where you put them, or type another number of units; A-01 is proposed, and WXYES takes it."
    )
    dock.scan("WXYES").books("Moved from DOCK-1 to A-01: 48 × MUG, Stoneware mug.")
    dock.scan("3", TOWEL_CASE, "WXYES").books("Moved from DOCK-1 to A-05: 30 × TOWEL, Tea towel.")
    dock.scan("WXDONE").says("Done at DOCK-1.")


def who_waits_for_coffee(dock: Dock) -> None:
    dock.scan("WXLOOKUP").says("Looking up.")
    dock.scan(EAN["COFFEE"]).says("Item COFFEE, Coffee beans 1 kg: 20 on hand,").asks(
        "It lies at B-03: 10 (lot LC-8841, until 31 Jan 2027), TOTE-1: 10 (lot LC-8842, until 28 Feb 2027, for "
        "SO-1042). 4 units are waited for: SO-1042 for 4 (class A). Nothing is on order. Scan anything: a place, an "
        "item, an order, a purchase order, a pick list."
    )
    dock.scan("PO-77").says(
        "Purchase order PO-77 from Brandt Wholesale: 317 of 317 units have come, 10 are to come.",
        "10 of them are more than was ordered.",
        "To come: 10 × TOWEL (due 2 Mar 2026).",
    )
    dock.scan("SO-1043").says(
        "Order SO-1043 of Hotel Adler (class B): 72 open, 72 allocated, 0 short.",
        "Lines: 1. MUG: 12 of 12 (filled), 2. TOWEL: 20 of 20 (filled), 3. SOAP: 40 of 40 (filled).",
    )


def a_tray_is_missing_in_its_bin(dock: Dock) -> None:
    """Seven lay there, ten came, sixteen are there. Ilse counts twice, and is not told what the books say."""
    dock.scan("WXCOUNT").says("Counting places.")
    dock.scan("L-B-06").says("Count CS-1 of B-06: all that lies there is counted.")
    dock.scan("16", EAN["TRAY"]).says("Counted: 16 × TRAY, Bamboo tray; 16 by now.")
    dock.scan("WXDONE").warns(
        "Count CS-1 of B-06 does not agree with the books: count all that lies there once more. The second count is "
        "CS-2."
    )
    dock.scan("16", EAN["TRAY"]).says("Counted: 16 × TRAY, Bamboo tray; 16 by now.")
    dock.scan("WXDONE").says("Count CS-2 of B-06 does not agree with the books either: a lead decides.")
    assert Lying("TRAY", "", "B-06", "available", 17) in dock.stock()
    dock.scan("WXOUT").says("Signed out: ilse.")
    # Tomasz decides, at his desk.
    [missing] = approve_count(dock.desk.store, dock.desk.act("tomasz"), "CS-2").differences
    assert (missing.sku, missing.expected, missing.counted) == ("TRAY", 17, 16)


def no_more_towels_will_come(dock: Dock) -> None:
    """Brandt says on the telephone that there are no more; Tomasz closes the line."""
    closed = close_short(dock.desk.store, dock.desk.act("tomasz"), "PO-77", 5, why="sold out at Brandt")
    assert (closed.sku, closed.ordered, closed.received, closed.units) == ("TOWEL", 40, 30, 10)
    dock.scan("U-tomasz", "WXLOOKUP", "PO-77").says(
        "Purchase order PO-77 from Brandt Wholesale: 317 of 317 units have come, 0 are to come.",
        "10 of them are more than was ordered.",
        "Nothing more is to come.",
    )


# --- on paper, and in the books ---


def the_goods_received_note(dock: Dock) -> None:
    """It lists what came, line by line as it was booked, what was a mistake, and who was given what."""
    note = dock.paper(DocumentKind.GOODS_RECEIVED_NOTE, "GR-1")
    assert note.words.startswith("Goods received note GR-1 Supplier Brandt Wholesale Supplier's code BRANDT ")
    assert "Purchase order PO-77 Booked by ilse, tomasz Opened 2 Mar 2026, 09:00 Closed 2 Mar 2026, 09:00" in note.words
    note.lists("Goods received", GOODS, *CAME, until="Booked by mistake")
    note.lists(
        "Booked by mistake and taken back: not counted above",
        GOODS,
        "PLATE Dinner plate A-03 24 2 × 12 piece Taken back 2 Mar 2026, 09:00 by ilse",
        until="Against",
    )
    came = {line.sku: line.ordered for line in TRUCK} | {"TOWEL": 30, "SOAP": 58, "TRAY": 12}
    note.lists(
        "Against the purchase order",
        "Item Ordered This receipt Received in all To come",
        *(f"{line.sku} {line.name} {line.ordered} {came[line.sku]} {came[line.sku]} 0" for line in TRUCK),
        until="Given",
    )
    note.lists(
        "Given to orders as it came",
        "Order / line Customer Item Units",
        "SO-1042 / 1 Café Lindqvist MUG 25",
        "SO-1043 / 3 Hotel Adler SOAP 40",
        "SO-1043 / 1 Hotel Adler MUG 12",
        "SO-1043 / 2 Hotel Adler TOWEL 20",
        "SO-1042 / 2 Café Lindqvist COFFEE 20",
        until="Driver: name, date, signature",
    )


def the_list_of_differences(dock: Dock) -> None:
    """Brandt is told what is missing, what was too much, and what nobody can use, each with why."""
    told = dock.paper(DocumentKind.DIFFERENCE_LIST, "PO-77")
    assert told.words.startswith("Difference list PO-77 Supplier Brandt Wholesale Supplier's code BRANDT ")
    assert "Purchase order PO-77 Receipts GR-1 Too little" in told.words
    columns = "Item Ordered Received in all Difference"
    missing = "TOWEL Tea towel 40 30 -10 Not expected any more: sold out at Brandt"
    told.lists("Too little", columns, missing, until="Too much")
    told.lists(
        "Too much",
        columns,
        "SOAP Hand soap 250 ml 50 58 8 More than was ordered",
        "TRAY Bamboo tray 10 12 2 More than was ordered",
        until="Wrong or damaged",
    )
    told.lists(
        "Wrong or damaged",
        "Item Lot / expires Quantity",
        "PLATE Dinner plate 12 Set aside: case crushed, seven plates broken · Receipt GR-1",
        "CHOC Dark chocolate 70 % CH-77 14 Feb 2026 15 Set aside: expired on 14 Feb 2026 · Receipt GR-1",
        "TRAY Bamboo tray 2 Set aside: more than ordered · Receipt GR-1",
    )


def what_the_house_holds_in_the_end(dock: Dock) -> None:
    assert dock.stock() == STOCK_IN_THE_END
    assert dock.holds() == {"SO-1042/1": 30, "SO-1042/2": 20, "SO-1043/1": 12, "SO-1043/2": 20, "SO-1043/3": 40}
    assert dock.moves() == {
        "opening": (2, 12),
        "receipt": (17, 317 + 24),
        "correction": (1, -24),  # the plates that were scanned into the wrong bin
        "move": (4, 0),  # each has two ends
        "pick": (2, 0),  # the coffee in the tote
        "count": (1, -1),
    }
    counting = ["begin_count", "tally", "finish_count", "tally", "finish_count"]
    receiving = ["receive", "undo_receipt", "receive", "queue_print", "receive", "close_receipt"]
    assert dock.done_by("ilse") == [*receiving, "move_stock", *counting]
    assert dock.done_by("tomasz") == ["teach_code", "receive", "approve_count", "close_short"]
    assert dock.is_sound()
