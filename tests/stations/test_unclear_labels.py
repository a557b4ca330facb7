"""Labels that are not to be taken at their word: lost separators, units of their own, two items; digits like them."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import CUP_EAN, PEN_EAN, TEA_GTIN, balances, codes, mover_at, moves, said, station_at
from tests.stations.test_count import counter_at
from warehouse_app.domain.records import BarcodeRecord, Kind
from warehouse_app.queries.codes import CodeFault
from warehouse_app.queries.counts import Counted, counted_in
from warehouse_app.scanning.data_identifiers import LabelReason
from warehouse_app.scanning.element_strings import Gs1Reason
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.separator import GS
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

CUP_14 = CUP_EAN.zfill(14)
SWALLOWED = [f"]C102{CUP_14}37" + "24" + "105566", f"]C101{CUP_14}30" + "5" + "2012"]
"""24 cups of lot 5566, and 5 cups of variant 12, whose separator was lost."""
HIDDEN = [
    f"]C101{CUP_14}" + text for text in ("10AB" + "3012", "10AB" + "3712", "400PO-7" + "3012", "10AB" + "3103001500")
]
"""12 cups, or 1.5 kg, whose number is in the field before: its separator was lost."""


# --- how many ---


@pytest.mark.parametrize("text", [*SWALLOWED, *HIDDEN])
def test_a_count_that_swallowed_a_field_is_asked_for_wherever_goods_are_scanned(stocked: Desk, text: str) -> None:
    before = moves(stocked)
    for station in (station_at(stocked, "S1"), station_at(stocked, "PO-7"), counter_at(stocked, "A-01")):
        reply = station.scan(text)
        assert (reply.tone, codes(reply), reply.step, reply.booked) == (
            Tone.ASK,
            [Shared.ITEM, Shared.COUNT_UNCLEAR, Shared.ASK_QUANTITY],
            StepName.QUANTITY,
            False,
        )
    assert (moves(stocked), counted_in(stocked.store, "CS-1")) == (before, [])
    assert mover_at(stocked, "D-01").scan(text).step == StepName.QUANTITY


def test_what_is_typed_for_it_is_booked_and_counted(floor: Desk) -> None:
    station = station_at(floor, "S1", SWALLOWED[0])
    assert station.scan("24").facts["quantity"] == 24
    assert station.scan("A-02").booked
    assert balances(floor) == {("CUP", "", "A-02"): 24}
    counter = counter_at(floor, "A-02", SWALLOWED[0])
    counter.scan("24")
    assert counted_in(floor.store, "CS-1") == [Counted("CUP", "Cup", "", 24)]


@pytest.mark.parametrize("text", ["10AB", "10AB30", "10AB3012A", f"10AB{GS}3012", "400PO-1", "30" + "12"])
def test_what_hides_no_count_asks_nothing(stocked: Desk, text: str) -> None:
    assert station_at(stocked, "S1").scan(f"]C101{CUP_14}{text}").step is StepName.LOCATION


def test_a_count_with_its_separator_asks_nothing(floor: Desk) -> None:
    reply = station_at(floor, "S1").scan(f"]C102{CUP_14}37" + f"24{GS}105566")
    assert (reply.step, reply.facts["quantity"]) == (StepName.LOCATION, 24)


def test_an_amount_with_a_unit_is_how_many_only_where_that_is_the_piece(floor: Desk) -> None:
    pieces = station_at(floor, "S1").scan(f"[)>\x1e06{GS}PCUP{GS}7Q100PC\x1e\x04")
    assert (pieces.step, pieces.facts["quantity"]) == (StepName.LOCATION, 100)
    weight = station_at(floor, "S1").scan(f"[)>\x1e06{GS}PCUP{GS}7Q25KG\x1e\x04")
    assert (weight.step, Shared.COUNT_UNCLEAR in codes(weight)) == (StepName.QUANTITY, True)


# --- lots ---


@pytest.mark.parametrize("swallowed", ["3202001500", "422276", "3922001234", "91XYZ", "2112345"])
def test_a_lot_of_two_characters_that_swallowed_any_field_is_asked_for_once(floor: Desk, swallowed: str) -> None:
    text = f"]C101{TEA_GTIN}17260930" + f"10AB{swallowed}"
    asked = station_at(floor, "PO-7").scan(text)
    assert (asked.step, Shared.LOT_UNCLEAR in codes(asked)) == (StepName.LOT, True)
    station = station_at(floor, "PO-7", text, f"AB{swallowed}")
    assert station.scan("A-02").booked
    assert balances(floor) == {("TEA", f"AB{swallowed}", "A-02"): 1}
    assert station_at(floor, "PO-7").scan(text).step == StepName.LOCATION


def test_a_label_with_a_lot_longer_than_any_is_refused_wherever_goods_are_scanned(stocked: Desk) -> None:
    before = (moves(stocked), balances(stocked))
    stations = (
        station_at(stocked, "PO-7"),
        station_at(stocked, "PO-7", "TEA"),
        counter_at(stocked, "D-01"),
        mover_at(stocked, "D-01"),
    )
    for station in stations:
        step = station.step
        reply = station.scan(f"]C101{TEA_GTIN}17260930" + "10" + "L" * 21)
        assert (reply.tone, reply.code, reply.facts) == (Tone.ERROR, Gs1Reason.TOO_LONG, {"ai": "10", "maximum": 20})
        assert (reply.booked, station.step) == (False, step)
    assert ((moves(stocked), balances(stocked)), counted_in(stocked.store, "CS-1")) == (before, [])
    assert station_at(stocked, "PO-7").scan(f"]C101{TEA_GTIN}17260930" + "10" + "L" * 20).step is StepName.LOCATION


@pytest.mark.parametrize("lot", ["L21-4711", "A10123", "L260131", "20260131", "B1992A", "L250131A"])
def test_an_ordinary_lot_is_not_asked_for(floor: Desk, lot: str) -> None:
    reply = station_at(floor, "PO-7").scan(f"]C101{TEA_GTIN}17260930" + f"10{lot}")
    assert reply.step == StepName.LOCATION
    assert f"Lot {lot}." in said(reply)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0220261130120000", Gs1Reason.CHECK_DIGIT),
        ("0212345678901231", Gs1Reason.INCOMPLETE),
        ("00202611301200001234", Gs1Reason.CHECK_DIGIT),
        ("]C00220261130120000", Gs1Reason.CHECK_DIGIT),
    ],
)
def test_digits_that_begin_like_a_label_are_a_lot_where_somebody_says_so(
    floor: Desk, text: str, reason: Gs1Reason
) -> None:
    lot = text.removeprefix("]C0")
    for sku, after in (("CLOCK", StepName.LOCATION), ("TEA", StepName.EXPIRY)):
        station = station_at(floor, "PO-7", sku)
        doubted = station.scan(text)
        assert (doubted.tone, doubted.code, doubted.step) == (
            Tone.ERROR,
            reason,
            StepName.LOT if sku == "TEA" else StepName.SERIAL,
        )
        assert f"If {lot} is what is printed all the same, scan WXYES." in said(doubted)
        reply = station.scan("WXYES")
        assert (reply.step, reply.facts.get("lot", lot)) == (after, lot)
    marked = station_at(floor, "PO-7", "CLOCK").scan(f"]C1{lot}")
    assert Shared.LOT_DOUBTED not in codes(marked)
    assert marked.tone is Tone.ERROR
    assert moves(floor) == 0


RUN_TOGETHER = ["1726093010L77", "1126010117260930", "200210L77", "]C01726093010L77", CUP_EAN + PEN_EAN]
"""A second symbol of a label whose scanner does not say what it read, and two numbers of goods without an end."""
SHOP = "2311111112345"
"""A number that a shop gave itself."""
CUT = ["L-", "PO-", "u-", "WXQTY-1", "WXQTY 5", "wxqty1.5"]
"""What is left of labels and cards of ours, or was mistyped for one."""


@pytest.mark.parametrize("sku", ["TEA", "CLOCK"])
@pytest.mark.parametrize("text", [*RUN_TOGETHER, SHOP, *CUT])
def test_what_was_meant_to_be_something_else_is_a_lot_only_where_somebody_says_so(
    floor: Desk, text: str, sku: str
) -> None:
    lot = text.removeprefix("]C0")
    station = station_at(floor, "PO-7", sku)
    doubted = station.scan(text)
    assert (doubted.tone, codes(doubted)[1], doubted.step) == (
        Tone.ERROR,
        Shared.LOT_DOUBTED,
        StepName.LOT if sku == "TEA" else StepName.SERIAL,
    )
    assert f"If {lot} is what is printed all the same, scan WXYES." in said(doubted)
    assert station.scan("WXYES").step is (StepName.EXPIRY if sku == "TEA" else StepName.LOCATION)
    assert moves(floor) == 0


def test_why_a_lot_is_doubted_is_said(floor: Desk) -> None:
    reasons = [station_at(floor, "PO-7", "TEA").scan(text).code for text in (*RUN_TOGETHER, SHOP, *CUT)]
    assert reasons == [
        *[ScanFault.UNKNOWN] * 5,
        ScanFault.SHOP_NUMBER,
        *[ScanFault.PREFIX_ONLY] * 3,
        *[ScanFault.QUANTITY] * 3,
    ]


@pytest.mark.parametrize(
    "lot",
    [
        # One field, a field that is cut short, and the year of a lot with what may be a field behind it.
        *("10L77", "172609301", "1726093011L77", "20261012", "2026100001", "2024-10-0001"),
        # Numbers, and two of them of which one is no EAN-13.
        *("2026.07", "0", "-5", CUP_EAN + "5901234123450", CUP_EAN[:-1] + PEN_EAN),
    ],
)
def test_a_lot_of_digits_is_taken_as_it_is(floor: Desk, lot: str) -> None:
    reply = station_at(floor, "PO-7", "TEA").scan(lot)
    assert (reply.tone, reply.step) == (Tone.ASK, StepName.EXPIRY)
    assert f"Lot {lot}." in said(reply)


# --- days ---


@pytest.mark.parametrize("text", [f"]C101{TEA_GTIN}10L9", "]C111260303", f"]C101{TEA_GTIN}11260303", "]C110L9"])
def test_a_label_without_a_last_day_says_so(floor: Desk, text: str) -> None:
    reply = station_at(floor, "PO-7", "TEA", "L9").scan(text)
    assert (reply.tone, reply.code, reply.step) == (Tone.WARN, Shared.NO_LAST_DAY, StepName.EXPIRY)
    assert said(reply).startswith(
        "This code says no last day of use. If one is printed on the goods, type it as 2027-12-31 or 271231."
    )


def test_the_day_of_a_label_counts_whose_lot_swallowed_a_field_behind_the_lot_in_hand(floor: Desk) -> None:
    swallowed = f"]C101{TEA_GTIN}17260930" + "10AB2112345"
    reply = station_at(floor, "PO-7", "TEA", "AB").scan(swallowed)
    assert (reply.tone, reply.step) == (Tone.ASK, StepName.LOCATION)
    assert "1 × TEA, Tea. Lot AB. To be used until 30 Sep 2026." in said(reply)
    for lot, text in (("AC", swallowed), ("AB", f"]C101{TEA_GTIN}17260930" + "10ABC")):
        other = station_at(floor, "PO-7", "TEA", lot).scan(text)
        assert (other.tone, other.code, other.step) == (Tone.WARN, Shared.OTHER_LOT, StepName.EXPIRY)


@pytest.mark.parametrize("day", ["99991231", "00010101"])
def test_a_day_of_another_century_on_a_label_is_none(floor: Desk, day: str) -> None:
    reply = station_at(floor, "PO-7").scan(f"[)>\x1e06{GS}PMILK{GS}Q4{GS}14D{day}\x1e\x04")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, LabelReason.DATE_FAR, StepName.ITEM)
    assert f"Field 14D of the label, {day}, is a day too far off to be right" in said(reply)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("17261231", date(2026, 12, 31)),
        ("15261231", date(2026, 12, 31)),
        ("17261200", date(2026, 12, 31)),
        ("]C117261200", date(2026, 12, 31)),
        ("261200", date(2026, 12, 31)),
        ("20261231", date(2026, 12, 31)),
        ("20761231", date(2076, 12, 31)),
    ],
)
def test_a_day_may_stand_in_its_field(floor: Desk, typed: str, day: date) -> None:
    reply = station_at(floor, "PO-7", "MILK").scan(typed)
    assert (reply.step, reply.notes[0].facts) == (StepName.LOCATION, {"expiry": day})


@pytest.mark.parametrize(
    "typed", ["11260101", "00260930", "1726-12-31", "31.12.1726", "19761231", "20771231", "12.12.9999"]
)
def test_a_day_of_another_century_is_none(floor: Desk, typed: str) -> None:
    reply = station_at(floor, "PO-7", "MILK").scan(typed)
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, Shared.EXPIRY_FAR, StepName.EXPIRY)
    assert said(reply).startswith("This day is too far off to be right. Type it as 2027-12-31 or 271231.")


@pytest.mark.parametrize("typed", ["17261331", "20261331", "0000-01-01", "1726123"])
def test_no_day_is_made_of_what_is_none(floor: Desk, typed: str) -> None:
    reply = station_at(floor, "PO-7", "MILK").scan(typed)
    assert (reply.code, reply.step) == (Shared.EXPIRY_UNREAD, StepName.EXPIRY)


# --- which item ---


def test_a_label_of_two_items_is_taken_for_neither(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.BARCODES, [BarcodeRecord("PEN", "MAKER-9")])
    for text, skus in (
        (f"[)>\x1e06{GS}PCUP{GS}1PMAKER-9\x1e\x04", ("CUP", "PEN")),
        (f"]C101{TEA_GTIN}241CUP", ("TEA", "CUP")),
    ):
        reply = station_at(floor, "PO-7").scan(text)
        assert (reply.tone, reply.code, reply.step) == (Tone.WARN, CodeFault.TWO_ON_LABEL, StepName.ITEM)
        assert reply.facts["skus"] == skus
    assert said(reply).startswith("This label names more than one item: TEA, CUP.")


def test_the_suppliers_number_of_goods_is_none_of_ours(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    alone = station.scan(f"[)>\x1e06{GS}1P24{GS}Q4\x1e\x04")
    assert (alone.tone, alone.code, alone.step) == (Tone.ERROR, ScanFault.UNKNOWN_GS1, StepName.ITEM)
    beside = station.scan(f"[)>\x1e06{GS}PCUP{GS}1P24{GS}Q4\x1e\x04")
    assert (beside.tone, beside.step, beside.facts["sku"], beside.facts["quantity"]) == (
        Tone.ASK,
        StepName.LOCATION,
        "CUP",
        4,
    )
    keep(floor.store, floor.act(), Kind.BARCODES, [BarcodeRecord("PEN", "MAKER-9", 3)])
    coded = station_at(floor, "PO-7").scan(f"[)>\x1e06{GS}1PMAKER-9\x1e\x04")
    assert (coded.step, coded.facts["sku"], coded.facts["quantity"]) == (StepName.LOCATION, "PEN", 3)


# --- UPC-E ---


def test_a_upc_e_is_taught_as_its_upc_a_and_is_no_ean_8(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    asked = station.scan("]E007654307")
    assert (asked.code, asked.facts, asked.step) == (Said.NEW_CODE, {"code": "076000005437"}, StepName.TEACH)
    station.scan("CUP")
    assert station.scan("1").code == Said.TAUGHT
    for text in ("]E007654307", "07654307", "076000005437", "]E0076000005437"):
        assert station_at(floor, "PO-7").scan(text).facts["sku"] == "CUP", text
    other = station_at(floor, "PO-7").scan("]E407654307")
    assert (other.tone, other.code) == (Tone.ERROR, ScanFault.CHECK_DIGIT)


@pytest.mark.parametrize("text", ["]E000357586", "00357586"])
def test_a_upc_e_whose_digits_are_a_gtin_8_too_is_taught(floor: Desk, text: str) -> None:
    station = station_at(floor, "PO-7")
    assert station.scan(text).facts == {"code": "003575000086"}
    station.scan("CUP")
    assert station.scan("6").code == Said.TAUGHT
    for again in ("]E000357586", "00357586", "003575000086"):
        reply = station_at(floor, "PO-7").scan(again)
        assert (reply.facts["sku"], reply.facts["quantity"]) == ("CUP", 6), again


def test_an_ean_8_is_taught_as_one_though_its_digits_are_a_known_upc_e(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    for text, code, sku in (("]E012345670", "123456000070", "PEN"), ("]E412345670", "00000012345670", "CUP")):
        assert station.scan(text).facts == {"code": code}
        station.scan(sku)
        assert station.scan("1").code == Said.TAUGHT
        station.scan("WXBACK")
    for text, sku in (("]E012345670", "PEN"), ("]E412345670", "CUP")):
        assert station_at(floor, "PO-7").scan(text).facts["sku"] == sku, text
    asked = station_at(floor, "PO-7").scan("12345670")
    assert (asked.tone, asked.code, asked.step) == (Tone.WARN, CodeFault.TWO_ITEMS, StepName.ITEM)
    assert said(asked).startswith("More than one item has the barcode 12345670: CUP, PEN. Scan the item's own number, ")
