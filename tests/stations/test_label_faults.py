"""What is misread, cut short, of other goods or of our own is never booked as a lot, a day, a reason or a new code."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import (
    CLOCK_GTIN,
    CUP_EAN,
    PALLET,
    SSCC,
    TEA_GTIN,
    TEA_LABEL,
    balances,
    codes,
    mover_at,
    moves,
    said,
    station_at,
)
from tests.stations.test_count import counter_at
from warehouse_app.domain.records import BarcodeRecord, ItemRecord, Kind, OrderLineRecord
from warehouse_app.queries.codes import CodeFault
from warehouse_app.scanning.element_strings import Gs1Reason
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.separator import GS
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.lookup.steps import Said as LookUp
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

CUP_14 = CUP_EAN.zfill(14)
OTHER = "04012345000016"
"""A GTIN that nobody has."""
UNKNOWN_SSCC = "340123450000000024"
MISREAD = {
    f"]C101{CLOCK_GTIN}17271301": Gs1Reason.DATE,
    "]C10104006381333930": Gs1Reason.CHECK_DIGIT,
    "https://id.gs1.org/01/04006381333930": Gs1Reason.CHECK_DIGIT,
    "]E004252615": ScanFault.CHECK_DIGIT,
    "]E0123": ScanFault.NOT_A_GTIN,
    "]E0123456789012": ScanFault.UPC_A_CUT,
    "]E09780201379600": ScanFault.UNKNOWN_GTIN,
    "[)>\x1e05\x1dPA": "label-format",
    f"(01){TEA_GTIN}(10)L77": ScanFault.BRACKETS,
    "U-secret": ScanFault.UNKNOWN_BADGE,
}
"""Codes with a slip in them, which stand for nothing themselves, and what is wrong with each."""
PLAIN = ["260931", "0042", "20271231", "1000000", UNKNOWN_SSCC]
"""Texts that may be the lot that is printed on goods."""
DOUBTED = {
    "4006381333930": ScanFault.CHECK_DIGIT,
    "5449000000996": ScanFault.UNKNOWN_GTIN,
    "96385074": ScanFault.UNKNOWN_GTIN,
    "WXFOO": ScanFault.UNKNOWN_COMMAND,
    "WXDNOE": ScanFault.UNKNOWN_COMMAND,
}
"""Texts that are most likely another code than a lot, misread or scanned in its place."""


def label(*fields: str) -> str:
    return f"[)>\x1e06{GS}{GS.join(fields)}\x1e\x04"


def lots(desk: Desk) -> set[str]:
    return {code for (code,) in desk.store.sql("SELECT code FROM lot")}


# --- lots and serial numbers ---


@pytest.mark.parametrize("text", MISREAD)
def test_a_code_with_a_slip_is_no_lot_and_no_serial_number_wherever_one_is_asked_for(stocked: Desk, text: str) -> None:
    before = moves(stocked), lots(stocked)
    for station in (
        station_at(stocked, "PO-7", "CLOCK"),
        station_at(stocked, "PO-7", "TEA"),
        counter_at(stocked, "A-01", "CLOCK"),
        counter_at(stocked, "A-01", "TEA"),
        mover_at(stocked, "A-02", "CLOCK"),
        mover_at(stocked, "D-01", "TEA"),
    ):
        step = station.step
        reply = station.scan(text)
        assert (reply.tone, reply.code, reply.booked) == (Tone.ERROR, MISREAD[text], False)
        assert station.step == step
        assert "secret" not in f"{reply.facts}{said(reply)}"
    assert (moves(stocked), lots(stocked)) == before


def test_a_number_of_ours_that_nothing_has_is_a_lot_only_where_somebody_says_so(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA")
    doubted = station.scan("L-2024")
    assert (doubted.tone, doubted.code, doubted.step) == (Tone.ERROR, ScanFault.NO_LOCATION, StepName.LOT)
    assert station.scan("WXYES").step == StepName.EXPIRY
    station.scan("260930")
    assert station.scan("A-02").booked
    assert balances(floor) == {("TEA", "L-2024", "A-02"): 1}


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_text_is_a_lot_as_before(floor: Desk, text: str) -> None:
    station = station_at(floor, "PO-7", "CLOCK")
    assert station.scan(text).step == StepName.LOCATION
    assert station.scan("A-02").booked
    assert balances(floor) == {("CLOCK", text, "A-02"): 1}


@pytest.mark.parametrize("text", DOUBTED)
@pytest.mark.parametrize("sku", ["CLOCK", "TEA"])
def test_what_looks_like_another_code_is_a_lot_only_where_somebody_says_so(floor: Desk, sku: str, text: str) -> None:
    station = station_at(floor, "PO-7", sku)
    asks = station.step
    doubted = station.scan(text)
    assert (doubted.tone, doubted.code, doubted.step) == (Tone.ERROR, DOUBTED[text], asks_for(sku))
    assert codes(doubted)[1] == Shared.LOT_DOUBTED
    assert f"If {text} is what is printed all the same, scan WXYES." in said(doubted)
    assert station.scan("WXNO").code == Shared.GOODS
    assert station.step == asks
    station.scan(text)
    assert station.scan("WXYES").step == (StepName.LOCATION if sku == "CLOCK" else StepName.EXPIRY)
    if sku == "TEA":
        station.scan("261231")
    assert station.scan("A-02").booked
    assert balances(floor) == {(sku, text, "A-02"): 1}
    # A lot that is known is no question any more.
    assert station.scan(sku).step == asks_for(sku)
    assert station.scan(text).code == Shared.GOODS


def asks_for(sku: str) -> StepName:
    return StepName.SERIAL if sku == "CLOCK" else StepName.LOT


def test_a_lot_that_is_announced_is_no_question(floor: Desk) -> None:
    floor.store.sql("UPDATE advance_notice_line SET lot = 'WXFOO' WHERE line = 2")
    assert station_at(floor, "AN-7", "TEA").scan("WXFOO").step == StepName.EXPIRY


def test_a_lot_that_the_house_has_is_taken_whatever_its_text_looks_like(stocked: Desk) -> None:
    stocked.store.sql("UPDATE lot SET code = 'U-17' WHERE code = 'SN1'")
    assert mover_at(stocked, "A-02", "CLOCK").scan("U-17").step == StepName.TARGET
    assert counter_at(stocked, "A-02", "CLOCK").scan("U-17").facts["lot"] == "U-17"


def test_a_label_without_a_lot_is_answered_by_what_it_is(floor: Desk) -> None:
    for sku in ("TEA", "CLOCK"):
        assert station_at(floor, "PO-7", sku).scan(PALLET).code == Shared.IS_PALLET
        unknown = station_at(floor, "PO-7", sku).scan(f"]C100{UNKNOWN_SSCC}")
        assert (unknown.tone, unknown.code) == (Tone.ERROR, ScanFault.UNKNOWN_PALLET)
        assert station_at(floor, "PO-7", sku).scan(f"]C101{CUP_14}").code == Shared.IS_ITEM
    # It is of the goods in hand, and just does not say it.
    assert station_at(floor, "PO-7", "TEA").scan(f"]C101{TEA_GTIN}").code == Shared.LOT_UNCLEAR


@pytest.mark.parametrize("swallowed", ["3012", "37144", "2001"])
def test_a_count_or_variant_that_the_lot_swallowed_is_asked_about_unless_the_house_has_that_lot(
    floor: Desk, swallowed: str
) -> None:
    text = f"01{TEA_GTIN}17260930" + f"10AB{swallowed}"
    station = station_at(floor, "PO-7")
    asked = station.scan(text)
    # What may be a count is asked for as such too, and first.
    first = StepName.LOT if swallowed == "2001" else StepName.QUANTITY
    assert (asked.step, Shared.LOT_UNCLEAR in codes(asked)) == (first, True)
    assert first is StepName.LOT or station.scan("12").step is StepName.LOT
    at_lot = station_at(floor, "PO-7", "TEA").scan(text)
    assert (at_lot.tone, at_lot.code, at_lot.step) == (Tone.WARN, Shared.LOT_UNCLEAR, StepName.LOT)
    station = station_at(floor, "PO-7", "TEA", f"AB{swallowed}", "260930")
    assert station.scan("A-02").booked
    known = station_at(floor, "PO-7").scan(text)
    assert (known.step, Shared.LOT_UNCLEAR in codes(known)) == (StepName.LOCATION, False)
    assert f"Lot AB{swallowed}." in said(known)
    assert station_at(floor, "PO-7", "TEA").scan(text).step == StepName.LOCATION


# --- labels of other goods ---


def test_a_label_of_another_item_gives_neither_lot_nor_day(floor: Desk) -> None:
    for fields, answer in (
        (f"01{CUP_14}17260930", Shared.IS_ITEM),
        (f"01{CUP_14}1726093010L5", Shared.IS_ITEM),
        (f"01{OTHER}1726093010L5", ScanFault.UNKNOWN_GS1),
        (f"00{SSCC}1726093010L5", Shared.IS_PALLET),
    ):
        at_lot = station_at(floor, "PO-7", "TEA")
        at_day = station_at(floor, "PO-7", "TEA", "L5")
        for station, step in ((at_lot, StepName.LOT), (at_day, StepName.EXPIRY)):
            reply = station.scan(f"]C1{fields}")
            assert (reply.code, reply.step) == (answer, step), fields


def test_a_label_gives_the_day_of_its_own_lot_only(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "L5")
    other = station.scan(TEA_LABEL)
    assert (other.tone, other.code, other.step) == (Tone.WARN, Shared.OTHER_LOT, StepName.EXPIRY)
    assert said(other).startswith("This label names L77, but the goods in hand are of L5.")
    # Neither what names no goods nor what names no lot can be of another.
    for text in (f"]C101{TEA_GTIN}17260930", "]C117260930", f"]C101{TEA_GTIN}1726093010L5"):
        reply = station_at(floor, "PO-7", "TEA", "L5").scan(text)
        assert reply.step == StepName.LOCATION, text
        assert "To be used until 30 Sep 2026." in said(reply)


@pytest.mark.parametrize("text", MISREAD)
def test_at_the_day_a_code_says_what_is_wrong_with_it(floor: Desk, text: str) -> None:
    reply = station_at(floor, "PO-7", "TEA", "L5").scan(text)
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, MISREAD[text], StepName.EXPIRY)


# --- teaching ---


@pytest.mark.parametrize(
    ("text", "code", "goods"),
    [
        (f"]C101{OTHER}1726093010L5", OTHER, 3),
        (f"https://id.gs1.org/01/{OTHER}/10/L5?17=260930", OTHER, 3),
        (f"]C101{OTHER}1726093010L5{GS}304", OTHER, 4),
        (f"]C102{OTHER}1726093010L5{GS}372", OTHER, 6),
        (label("1PMAKER-9", "1TL5", "Q4", "14D20260930"), "MAKER-9", 4),
    ],
)
def test_the_label_of_an_unknown_article_teaches_what_names_it_and_goes_on_with_the_rest(
    floor: Desk, text: str, code: str, goods: int
) -> None:
    station = station_at(floor, "PO-7")
    asked = station.scan(text)
    assert (asked.tone, asked.code, asked.step, asked.facts) == (
        Tone.ERROR,
        Said.NEW_CODE,
        StepName.TEACH,
        {"code": code},
    )
    station.scan("TEA")
    taught = station.scan("3")
    assert (taught.code, taught.step) == (Said.TAUGHT, StepName.LOCATION)
    assert f"{goods} × TEA, Tea. Lot L5. To be used until 30 Sep 2026." in said(taught)
    assert station.scan("A-02").booked
    assert balances(floor) == {("TEA", "L5", "A-02"): goods}
    assert floor.store.sql("SELECT pack_quantity FROM barcode WHERE code = ?", (code,)).fetchone() == (3,)
    assert station_at(floor, "PO-7").scan(text).step == StepName.LOCATION


OURS = {
    "PO-99": (ScanFault.NO_PURCHASE_ORDER, "There is no purchase order PO-99."),
    "SO-9999": (ScanFault.NO_ORDER, "There is no order SO-9999."),
    "L-ZZ": (ScanFault.NO_LOCATION, "There is no place ZZ."),
    "PL-99": (ScanFault.NO_PICK_LIST, "There is no pick list PL-99."),
    "AN-99": (ScanFault.NO_ADVANCE_NOTICE, "There is no advance notice AN-99."),
    "PA-99": (ScanFault.NO_PARCEL, "There is no parcel PA-99."),
    "GR-9/9": (ScanFault.NO_RECEIPT, "There is no receipt, and no label of received goods, GR-9/9."),
    "L-": (ScanFault.PREFIX_ONLY, "L- is only the beginning of a code;"),
    "PO-": (ScanFault.PREFIX_ONLY, "PO- is only the beginning of a code;"),
    "U-": (ScanFault.PREFIX_ONLY, "U- is only the beginning of a code;"),
    "WXQTY-1": (ScanFault.QUANTITY, "WXQTY-1 is no quantity"),
    "0": (ScanFault.QUANTITY, "0 is no quantity"),
    "-5": (ScanFault.QUANTITY, "-5 is no quantity"),
    "1.5": (ScanFault.QUANTITY, "1.5 is no quantity"),
    UNKNOWN_SSCC: (ScanFault.UNKNOWN_PALLET, f"This is the number of a pallet or a parcel ({UNKNOWN_SSCC})"),
    label("PTHEIRS", "Q4"): (ScanFault.UNKNOWN_GS1, "The label is readable"),
    label("1PPO-99", "Q4"): (ScanFault.UNKNOWN_GS1, "The label is readable"),
    "]C10102311111112345": (ScanFault.UNKNOWN_GS1, "The label is readable"),
}


@pytest.mark.parametrize("text", OURS)
def test_what_is_like_our_own_or_a_number_says_so_and_is_never_taught(floor: Desk, text: str) -> None:
    fault, beginning = OURS[text]
    reply = station_at(floor, "PO-7").scan(text)
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, fault, StepName.ITEM)
    assert said(reply).startswith(beginning)


def test_a_lead_teaches_the_label_that_somebody_else_has_scanned(floor: Desk) -> None:
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1), ('lea', 2)")
    told = station_at(floor, "PO-7").scan(f"]C101{OTHER}10L5")
    assert (told.tone, codes(told)[:2], told.step) == (
        Tone.ERROR,
        [ScanFault.UNKNOWN_GS1, Said.LEAD_MAY_TEACH],
        StepName.ITEM,
    )
    # Of what cannot be taught nobody says so.
    assert Said.LEAD_MAY_TEACH not in codes(station_at(floor, "PO-7").scan("]C110L5"))


# --- reasons ---

NO_REASON = {text: fault for text, (fault, _) in OURS.items() if text not in {"0", "-5", "1.5"}} | {
    "U-secret": ScanFault.UNKNOWN_BADGE,
    "L-Q-02": ScanFault.NO_LOCATION,
    "GR-1/9": ScanFault.NO_RECEIPT,
    "(01)04006381333931": ScanFault.BRACKETS,
    **dict.fromkeys(["0", "-5", "1.5", "1234567"], Shared.NO_SUCH_REASON),
    "340123450000000018": ScanFault.CHECK_DIGIT,
}


@pytest.mark.parametrize("text", NO_REASON)
def test_no_misread_code_becomes_a_reason(floor: Desk, text: str) -> None:
    for scans, step in (
        (("PO-7", "CUP", "Q-01"), StepName.WHY),
        (("PO-7", "WXSHORT", "CUP"), StepName.WHY_NOT),
        (("AN-7", PALLET, "Q-01"), StepName.WHY),
    ):
        reply = station_at(floor, *scans).scan(text)
        assert (reply.code, reply.step, reply.booked) == (NO_REASON[text], step, False), scans
    assert moves(floor) == 0


@pytest.mark.parametrize("words", ["wet", "L-shaped dent", "PO-7 was cancelled by them", "2 broken"])
def test_words_are_a_reason_whatever_they_begin_with(floor: Desk, words: str) -> None:
    assert station_at(floor, "PO-7", "CUP", "Q-01").scan(words).booked


# --- how many ---


def test_a_measured_pack_is_asked_about_however_its_number_is_read(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.ITEMS, [ItemRecord("CHEESE", "Cheese", unit="kg")])
    keep(floor.store, floor.act(), Kind.BARCODES, [BarcodeRecord("CHEESE", "90614141000015")])
    for text in ("90614141000015", "]C10190614141000015"):
        reply = station_at(floor, "S1").scan(text)
        assert (codes(reply), reply.step) == ([Shared.ITEM, Shared.ASK_QUANTITY], StepName.QUANTITY), text
    said_so = station_at(floor, "S1").scan("]C101906141410000153103012500")
    assert said(said_so) == (
        "CHEESE, Cheese. The label says 12.500 kg. How many units (kg) of CHEESE are in this pack? Type the number."
    )
    counted = counter_at(floor, "A-02").scan("]C101906141410000153103012500")
    assert Shared.LABEL_SAYS in codes(counted)
    assert station_at(floor, "S1").scan("]C101906141410000153103012000").facts["quantity"] == 12


def test_a_number_that_is_a_place_and_something_else_is_no_quantity_where_a_place_is_asked_for(stocked: Desk) -> None:
    for station in (
        station_at(stocked, "PO-7", "CUP"),
        station_at(stocked, "AN-7", PALLET),
        mover_at(stocked, "D-01", "CUP"),
    ):
        step = station.step
        reply = station.scan("77")
        assert (reply.tone, reply.code) == (Tone.WARN, Shared.NUMBER_IS_PLACE)
        assert "L-77" in said(reply)
        assert station.step == step
        assert station.scan("L-77").booked


# --- numbers without their prefix ---


def test_digits_find_a_document_where_they_can_be_nothing_else(floor: Desk) -> None:
    begun = station_at(floor).scan("7")
    assert (begun.code, begun.facts["number"]) == (Said.STARTED, "PO-7")
    look_up = LookUpStation(floor.store, floor.act)
    assert look_up.scan("1042").code == LookUp.ORDER
    assert look_up.scan("7").code == LookUp.PURCHASE_ORDER
    assert look_up.scan("9999").code == ScanFault.UNKNOWN
    one = OrderLineRecord("SO-7", "C1", "CUP", 1, floor.now, line=1)
    keep(floor.store, floor.act(), Kind.ORDERS, [one])
    two = station_at(floor).scan("7")
    assert (two.tone, two.code, two.step) == (Tone.WARN, CodeFault.TWO_KINDS, StepName.DELIVERY)


def test_digits_stay_a_quantity_or_a_lot_where_they_can_be_one(floor: Desk) -> None:
    assert station_at(floor, "PO-7").scan("7").code == Shared.PACKS
    assert station_at(floor, "PO-7", "CUP").scan("7").facts["quantity"] == 7
    # That many of it would be booked, though order 1042 waits for some.
    assert station_at(floor, "PO-7", "PEN").scan("1042").facts["quantity"] == 1042
    floor.store.sql("UPDATE sales_order SET number = '3' WHERE number = 'O1'")
    assert station_at(floor, "PO-7", "PEN").scan("3").facts["quantity"] == 3
    assert station_at(floor, "PO-7", "TEA").scan("7").step == StepName.EXPIRY


# --- smaller things ---


def test_a_upc_without_its_zero_is_read(floor: Desk) -> None:
    assert station_at(floor, "PO-7").scan(f"]E0{CLOCK_GTIN[2:]}").step == StepName.SERIAL


def test_goods_that_only_expire_are_counted_by_their_day(stocked: Desk) -> None:
    reply = counter_at(stocked, "A-02", "6", "MILK").scan("2026-05-01")
    assert (reply.code, reply.facts["expiry"]) == ("count-tallied-day", date(2026, 5, 1))
    assert said(reply).startswith("Counted: 6 × MILK, Milk; 6 to be used until 1 May 2026 by now.")
