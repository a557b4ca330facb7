"""What a code stands for: the first of its meanings that exists."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import (
    BOX_CASE,
    BOX_EAN,
    CLOCK_GTIN,
    CUP_EAN,
    PALLET,
    PEN_CASE,
    PEN_EAN,
    SSCC,
    TEA_GTIN,
    build,
)
from warehouse_app.domain.records import (
    AdvanceNoticeRecord,
    Kind,
    LocationRecord,
    OrderLineRecord,
    PurchaseLineRecord,
    Record,
)
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.queries.advance_notices import FoundPallet
from warehouse_app.queries.codes import (
    Ambiguous,
    CodeFault,
    FoundDocument,
    FoundItem,
    FoundLocation,
    FoundSupplier,
    OwnKind,
    Resolved,
    goods_under,
    resolve,
)
from warehouse_app.queries.received import FoundReceived
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.separator import GS
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods, Pallet
from warehouse_app.services.receiving import receive
from warehouse_app.stations.reply import Note
from warehouse_app.stations.words import what_it_is

CUP_14 = CUP_EAN.zfill(14)
MEASURED = "95901234123450"


@pytest.fixture
def house(file_desk: Desk) -> Desk:
    """Return a desk in a house with something of every kind."""
    return build(file_desk)


def meaning(desk: Desk, text: str, *, suppliers: bool = False) -> Resolved:
    return resolve(desk.store, text, year=2026, suppliers=suppliers)


def number_of(found: Resolved) -> str:
    """Return the code or number of a place or document; '' of all else."""
    if isinstance(found, FoundLocation):
        return found.place.code
    return found.number if isinstance(found, FoundDocument) else ""


def goods(desk: Desk, text: str) -> FoundItem:
    found = meaning(desk, text)
    assert isinstance(found, FoundItem), found
    return found


def label(*fields: str) -> str:
    return f"[)>\x1e06{GS}{GS.join(fields)}\x1e\x04"


def items(desk: Desk, text: str) -> tuple[str, int | None]:
    """Return the item and the pack that a code means."""
    found = goods(desk, text)
    return found.item.sku, found.pack


def test_codes_resolve_the_same_on_both_databases(desk: Desk) -> None:
    build(desk)
    assert items(desk, CUP_EAN) == ("CUP", 1)
    assert items(desk, BOX_CASE) == ("BOX", 8)
    assert meaning(desk, "SO-O1") == FoundDocument(OwnKind.ORDER, "O1")
    assert meaning(desk, "77") == Ambiguous(CodeFault.TWO_KINDS, "77", kinds=(OwnKind.LOCATION, OwnKind.ORDER))
    assert meaning(desk, "S2") == FoundSupplier("S2", "Weaver")
    assert isinstance(meaning(desk, "nothing"), UnknownCode)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SO-1042", FoundDocument(OwnKind.ORDER, "SO-1042")),
        ("SO-SO-1042", FoundDocument(OwnKind.ORDER, "SO-1042")),
        ("SO-O1", FoundDocument(OwnKind.ORDER, "O1")),
        ("so-O1", FoundDocument(OwnKind.ORDER, "O1")),
        ("O1", FoundDocument(OwnKind.ORDER, "O1")),
        ("]C0SO-O1", FoundDocument(OwnKind.ORDER, "O1")),
        (" SO-O1\r\n", FoundDocument(OwnKind.ORDER, "O1")),
        ("PO-7", FoundDocument(OwnKind.PURCHASE_ORDER, "PO-7")),
        ("PO-8", FoundDocument(OwnKind.PURCHASE_ORDER, "8")),
        ("8", FoundDocument(OwnKind.PURCHASE_ORDER, "8")),
        ("AN-7", FoundDocument(OwnKind.ADVANCE_NOTICE, "AN-7")),
        ("an-7", FoundDocument(OwnKind.ADVANCE_NOTICE, "AN-7")),
        ("PL-1", FoundDocument(OwnKind.PICK_LIST, "PL-1")),
        ("PA-1", FoundDocument(OwnKind.PARCEL, "PA-1")),
        ("S1", FoundSupplier("S1", "Potter")),
        ("WXDONE", CommandCode(Command.DONE)),
        ("WXQTY7", CommandCode(Command.QUANTITY, 7)),
    ],
)
def test_our_own_codes_with_their_prefix_or_without(house: Desk, text: str, found: Resolved) -> None:
    assert meaning(house, text) == found


def test_a_tote_has_the_prefix_of_what_is_sent_in_it_too_and_a_parcel_comes_first(house: Desk) -> None:
    keep(
        house.store, house.act(), Kind.LOCATIONS, [LocationRecord("T-01", kind=LocationKind.TOTE), LocationRecord("X")]
    )
    tote = meaning(house, "PA-T-01")
    assert isinstance(tote, FoundLocation)
    assert (tote.place.code, tote) == ("T-01", meaning(house, "L-T-01"))
    assert isinstance(meaning(house, "PA-X"), UnknownCode)
    house.store.sql("UPDATE shipment SET number = 'T-01'")
    assert meaning(house, "PA-T-01") == FoundDocument(OwnKind.PARCEL, "T-01")


@pytest.mark.parametrize(
    ("kind", "records", "text", "other"),
    [
        (Kind.LOCATIONS, [LocationRecord("L-77")], "L-77", "77"),
        (Kind.PURCHASE_ORDERS, [PurchaseLineRecord("PO-8", "S2", "CUP", 5, line=1)], "PO-8", "8"),
        (Kind.ORDERS, [OrderLineRecord("SO-O1", "C1", "CUP", 6, datetime(2026, 2, 3, 9, tzinfo=UTC), line=1)],
         "SO-O1", "O1"),
    ],
)  # fmt: skip
def test_a_barcode_that_is_printed_for_two_numbers_is_neither(
    desk: Desk, kind: Kind, records: list[Record], text: str, other: str
) -> None:
    build(desk)
    assert number_of(meaning(desk, text)) == other
    keep(desk.store, desk.act(), kind, records)
    found = meaning(desk, text)
    assert found == Ambiguous(CodeFault.TWO_NUMBERS, text, numbers=(text, other))
    prefix = text.removesuffix(other)
    assert what_it_is(found).head == Note(
        CodeFault.TWO_NUMBERS, {"text": text, "whole": text, "plain": other, "twice": prefix + text}
    )
    # Typed so, each is itself, unless its bare number is something else too.
    assert number_of(meaning(desk, prefix + text)) == text
    if other != "77":
        assert number_of(meaning(desk, other)) == other
    # The number that begins with the prefix twice has a barcode of its own.
    assert number_of(meaning(desk, prefix + prefix + text)) == ""


@pytest.mark.parametrize("text", [PALLET, f"00{SSCC}", SSCC, f"(00){SSCC}", "(00) 3 4012345 000000001 7"])
def test_a_pallet_is_what_the_notice_says_however_its_number_is_read(house: Desk, text: str) -> None:
    found = meaning(house, text)
    assert isinstance(found, FoundPallet)
    assert (found.sscc, found.notice, [(line.sku, line.quantity) for line in found.lines]) == (
        SSCC,
        "AN-7",
        [("CUP", 4)],
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("]C100340123450000000024", ScanFault.UNKNOWN_PALLET),
        ("340123450000000024", ScanFault.UNKNOWN_PALLET),
        ("340123450000000018", ScanFault.CHECK_DIGIT),
    ],
)
def test_a_pallet_that_nobody_announced_stays_unknown(house: Desk, text: str, fault: ScanFault) -> None:
    found = meaning(house, text)
    assert isinstance(found, UnknownCode)
    assert found.code is fault


def test_a_number_that_comes_again_is_the_pallet_of_which_something_is_to_come(house: Desk) -> None:
    again = AdvanceNoticeRecord("9", "S1", "PEN", 3, sscc=SSCC, line=1)
    keep(house.store, house.act(), Kind.ADVANCE_NOTICES, [again])
    later = meaning(house, SSCC)
    assert isinstance(later, FoundPallet)
    assert later.notice == "9"
    receive(house.store, house.act(), [], advance_notice="9", pallets=[Pallet(SSCC, "A-02")])
    assert isinstance(earlier := meaning(house, SSCC), FoundPallet)
    assert earlier.notice == "AN-7"
    receive(house.store, house.act(), [], advance_notice="AN-7", pallets=[Pallet(SSCC, "A-02")])
    assert isinstance(last := meaning(house, SSCC), FoundPallet)
    assert last.notice == "9"
    assert meaning(house, "AN-9") == meaning(house, "9") == FoundDocument(OwnKind.ADVANCE_NOTICE, "9")


@pytest.mark.parametrize(("text", "code"), [("L-A-01", "A-01"), ("A-01", "A-01"), ("l-77", "77"), ("]Q1L-77", "77")])
def test_places_with_their_prefix_or_without(house: Desk, text: str, code: str) -> None:
    found = meaning(house, text)
    assert isinstance(found, FoundLocation)
    assert found.place.code == code


def test_a_number_with_its_prefix_is_never_ambiguous(house: Desk) -> None:
    assert meaning(house, "SO-77") == FoundDocument(OwnKind.ORDER, "77")
    assert isinstance(meaning(house, "L-77"), FoundLocation)


def test_our_own_numbers_come_before_goods_and_goods_before_suppliers_unless_one_is_expected(house: Desk) -> None:
    house.store.sql("UPDATE item SET sku = 'O1' WHERE sku = '25'")
    assert meaning(house, "O1") == FoundDocument(OwnKind.ORDER, "O1")
    assert items(house, "24") == ("24", 1)
    assert meaning(house, "24", suppliers=True) == FoundSupplier("24", "Twenty-Four")
    assert meaning(house, "O1", suppliers=True) == FoundDocument(OwnKind.ORDER, "O1")
    assert meaning(house, "s1") == FoundSupplier("S1", "Potter")
    assert meaning(house, "s9") == UnknownCode(ScanFault.UNKNOWN, {"text": "s9"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CUP", ("CUP", 1)),
        ("BOX", ("BOX", 1)),
        ("CUP-CASE", ("CUP", 12)),
        (CUP_EAN, ("CUP", 1)),
        (f"]E0{CUP_EAN}", ("CUP", 1)),
        (CUP_14, ("CUP", 1)),
        (f"01{CUP_14}", ("CUP", 1)),
        (f"]d201{CUP_14}", ("CUP", 1)),
        (f"https://id.gs1.org/01/{CUP_14}", ("CUP", 1)),
        (TEA_GTIN[2:], ("TEA", 1)),
        (TEA_GTIN[1:], ("TEA", 1)),
        (TEA_GTIN, ("TEA", 1)),
        (BOX_EAN, ("BOX", 1)),
        (BOX_CASE, ("BOX", 8)),
        (PEN_EAN, ("PEN", 1)),
        (PEN_CASE, ("PEN", None)),
    ],
)
def test_goods_by_number_barcode_and_gtin(house: Desk, text: str, found: tuple[str, int | None]) -> None:
    assert items(house, text) == found


def teach(desk: Desk, sku: str, code: str, pack: int) -> None:
    """Give an item a barcode that is a GTIN."""
    desk.store.sql(
        "INSERT INTO barcode (code, gtin, item_id, pack_quantity) SELECT ?, ?, id, ? FROM item WHERE sku = ?",
        (code, code.zfill(14), pack, sku),
    )


def test_a_pack_that_the_table_has_is_what_the_table_says(house: Desk) -> None:
    teach(house, "BOX", BOX_CASE, 6)
    assert items(house, BOX_CASE) == ("BOX", 6)
    assert items(house, f"01{BOX_CASE}") == ("BOX", 6)


def test_a_barcode_exactly_as_scanned_comes_before_the_gtin_it_is(house: Desk) -> None:
    teach(house, "CUP", CUP_14, 4)
    assert items(house, CUP_14) == ("CUP", 4)
    assert items(house, CUP_EAN) == ("CUP", 1)
    # Two packs under one GTIN: which of them this is nobody knows.
    assert items(house, f"01{CUP_14}") == ("CUP", None)


def test_one_gtin_of_two_items_is_said_to_be_so(house: Desk) -> None:
    teach(house, "PEN", CUP_14, 1)
    assert meaning(house, f"01{CUP_14}") == Ambiguous(CodeFault.TWO_ITEMS, CUP_14, skus=("CUP", "PEN"))
    teach(house, "BOX", PEN_EAN.zfill(14), 1)
    assert meaning(house, PEN_CASE) == Ambiguous(CodeFault.TWO_ITEMS, PEN_CASE, skus=("BOX", "PEN"))


def test_a_measured_pack_has_no_unit_to_be_found_by(house: Desk) -> None:
    assert meaning(house, MEASURED) == UnknownCode(ScanFault.UNKNOWN_GTIN, {"gtin": MEASURED})


def test_a_label_says_lot_serial_days_and_our_purchase_order(house: Desk) -> None:
    found = goods(house, f"]C101{TEA_GTIN}1726093021S1{GS}4008{GS}10L1")
    assert found == FoundItem(found.item, 1, "L1", "S1", date(2026, 9, 30), "8")
    assert goods(house, f"]C101{TEA_GTIN}15260930").expiry == date(2026, 9, 30)
    assert goods(house, f"]C101{TEA_GTIN}1526093017261031").expiry == date(2026, 10, 31)
    assert goods(house, f"]C101{TEA_GTIN}400PO-8").purchase_order == "8"
    assert goods(house, f"]C101{TEA_GTIN}400PO-7").purchase_order == "PO-7"
    assert goods(house, f"]C101{TEA_GTIN}4007").purchase_order == "PO-7"
    assert goods(house, f"]C101{TEA_GTIN}400THEIRS").purchase_order == ""


def test_what_may_have_swallowed_other_fields_says_neither_lot_nor_serial(house: Desk) -> None:
    found = goods(house, f"01{TEA_GTIN}10AB17261231")
    assert (found.suspect, found.lot, found.serial, found.expiry) == (True, "", "", None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"]C102{CUP_14}3740", ("CUP", 40)),
        (f"]C102{BOX_CASE}3740", ("BOX", 320)),
        (f"]C102{PEN_CASE}3740", ("PEN", None)),
        (f"]C102{CUP_14}370", ("CUP", None)),
        (f"]C101{CUP_14}3025", ("CUP", 25)),
        (f"]C101{PEN_CASE}3025", ("PEN", 25)),
        (f"]C101{CUP_14}300", ("CUP", None)),
    ],
)
def test_a_label_says_how_many(house: Desk, text: str, found: tuple[str, int | None]) -> None:
    assert items(house, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"]C101{CUP_14}3103001500", ("CUP", None)),
        (f"]C101{CUP_14}3112000250", ("CUP", None)),
        (f"]C101{CUP_14}310300150030" + "4", ("CUP", 4)),
        (f"]C102{CUP_14}3103001500372", ("CUP", 2)),
        (f"]C101{MEASURED}", ("CUP", None)),
        (f"]C101{MEASURED}3103001500", ("CUP", None)),
        (f"]C101{MEASURED}3103001500306", ("CUP", 6)),
        (MEASURED, ("CUP", None)),
    ],
)
def test_how_many_units_a_weight_or_a_length_is_nobody_knows(
    house: Desk, text: str, found: tuple[str, int | None]
) -> None:
    teach(house, "CUP", MEASURED, 12)
    assert items(house, text) == found


def test_our_number_on_a_label_helps_where_nobody_taught_us_the_gtin(house: Desk) -> None:
    other = "04012345000016"
    assert isinstance(meaning(house, f"]C101{other}"), UnknownCode)
    assert items(house, f"]C101{other}241PEN") == ("PEN", None)
    assert items(house, f"]C101{other}240PEN") == ("PEN", None)
    assert items(house, f"]C101{other}240X{GS}241PEN") == ("PEN", None)
    assert items(house, f"]C101{other}241PEN{GS}306") == ("PEN", 6)
    assert items(house, f"]C101{CUP_14}241CUP") == ("CUP", 1)
    assert items(house, f"]C101{CUP_14}241THEIRS") == ("CUP", 1)
    assert isinstance(meaning(house, f"]C101{other}241NOTHING"), UnknownCode)
    assert items(house, f"]C101{other}240PEN{GS}241THEIRS") == ("PEN", None)


def test_a_suppliers_number_in_the_same_field_is_found_where_somebody_taught_it(house: Desk) -> None:
    teach(house, "BOX", "MAKER-9", 6)
    assert items(house, f"]C1240MAKER-9{GS}10L1") == ("BOX", 6)
    # Of which pack a GTIN is that nobody taught us, nobody knows.
    assert items(house, "]C10104012345000016240MAKER-9") == ("BOX", None)
    teach(house, "BOX", "04012345000016", 12)
    assert items(house, "]C10104012345000016240MAKER-9") == ("BOX", 12)


def test_a_label_with_data_identifiers_is_found_by_our_number_or_the_suppliers(house: Desk) -> None:
    teach(house, "BOX", "MAKER-9", 6)
    assert items(house, label("PPEN", "Q500")) == ("PEN", 500)
    assert items(house, label("PTHEIRS", "1PMAKER-9", "Q500")) == ("BOX", 500)
    assert items(house, label("1PMAKER-9")) == ("BOX", 6)
    assert items(house, label("PBOX", "1PMAKER-9")) == ("BOX", 1)
    assert items(house, label("PPEN", "1PTHEIRS")) == ("PEN", 1)
    # What the supplier calls it is no number that we gave, though we gave the same one to something.
    assert items(house, label("PCUP", "1PPEN", "Q5")) == ("CUP", 5)
    assert isinstance(meaning(house, label("1PPEN", "Q5")), UnknownCode)
    found = goods(house, label("1PMAKER-9", "Q12", "1TL7", "SS7", "K8", "14D20271231"))
    assert found == FoundItem(found.item, 12, "L7", "S7", date(2027, 12, 31), "8")
    unknown = meaning(house, label("1PNOTHING", "Q12"))
    assert isinstance(unknown, UnknownCode)
    assert unknown.code is ScanFault.UNKNOWN_GS1
    assert isinstance(meaning(house, label("PPEN", "Q1.5")), UnknownCode)


@pytest.mark.parametrize(
    ("text", "number", "skus"),
    [
        (f"]C101{CUP_14}241PEN", "PEN", ("CUP", "PEN")),
        (f"]C101{CUP_14}240PEN", "PEN", ("CUP", "PEN")),
        (f"]C101{CUP_14}240PEN{GS}241CUP", "PEN", ("CUP", "PEN")),
        (f"]C101{CUP_14}240MAKER-9", "MAKER-9", ("CUP", "BOX")),
        (f"]C101{CUP_14}241MAKER-9", "MAKER-9", ("CUP", "BOX")),
        (f"]C10104012345000016240MAKER-9{GS}241PEN", "MAKER-9", ("PEN", "BOX")),
        (f"]C102{CUP_14}376{GS}241PEN", "PEN", ("CUP", "PEN")),
        (f"]C1241CUP{GS}240PEN", "PEN", ("CUP", "PEN")),
        (label("PPEN", "1PMAKER-9"), "MAKER-9", ("PEN", "BOX")),
    ],
)
def test_a_label_that_names_two_of_our_items_is_neither(
    house: Desk, text: str, number: str, skus: tuple[str, ...]
) -> None:
    teach(house, "BOX", "MAKER-9", 6)
    assert meaning(house, text) == Ambiguous(CodeFault.TWO_ON_LABEL, number, skus=skus)


def test_eight_digits_are_the_number_that_the_house_has(house: Desk) -> None:
    """They may be a GTIN-8 and a UPC-E; where the house has both, nobody knows which, unless the scanner says so."""
    assert meaning(house, "00357586") == UnknownCode(ScanFault.UNKNOWN_GTIN, {"gtin": "003575000086"})
    teach(house, "PEN", "123456000070", 1)
    teach(house, "BOX", "003575000086", 1)
    assert items(house, "12345670") == items(house, "]E012345670") == ("PEN", 1)
    assert isinstance(meaning(house, "]E412345670"), UnknownCode)
    assert items(house, "00357586") == items(house, "]E000357586") == ("BOX", 1)
    teach(house, "CUP", "00000012345670", 2)
    for text in ("12345670", "]C012345670"):
        assert meaning(house, text) == Ambiguous(CodeFault.TWO_ITEMS, "12345670", skus=("CUP", "PEN"))
    assert items(house, "]E412345670") == ("CUP", 2)
    assert items(house, "]E012345670") == ("PEN", 1)


def test_eight_digits_as_they_were_entered_are_one_of_their_two_numbers(house: Desk) -> None:
    teach(house, "CUP", "12345670", 2)
    assert {items(house, text) for text in ("12345670", "]E412345670", "]E012345670")} == {("CUP", 2)}
    teach(house, "PEN", "123456000070", 1)
    assert meaning(house, "12345670") == Ambiguous(CodeFault.TWO_ITEMS, "12345670", skus=("CUP", "PEN"))
    # What the scanner says it read comes before what was entered without that.
    assert items(house, "]E412345670") == ("CUP", 2)
    assert items(house, "]E012345670") == ("PEN", 1)
    # An entry with it comes before all.
    house.store.sql("UPDATE barcode SET code = ']E012345670', gtin = NULL WHERE code = 'CUP-CASE'")
    assert items(house, "]E012345670") == ("CUP", 12)


def test_eight_digits_of_one_item_in_two_packs_ask_how_many(house: Desk) -> None:
    teach(house, "CUP", "00000012345670", 2)
    teach(house, "CUP", "123456000070", 12)
    assert items(house, "12345670") == ("CUP", None)
    assert (items(house, "]E412345670"), items(house, "]E012345670")) == (("CUP", 2), ("CUP", 12))
    teach(house, "CUP", "12345670", 6)
    assert items(house, "12345670") == ("CUP", 6)


def test_eight_digits_that_are_an_items_number_can_be_typed(house: Desk) -> None:
    house.store.sql("UPDATE item SET sku = '12345670' WHERE sku = 'CUP'")
    teach(house, "PEN", "00000012345670", 1)
    teach(house, "BOX", "123456000070", 1)
    assert items(house, "12345670") == ("12345670", 1)
    assert (items(house, "]E412345670"), items(house, "]E012345670")) == (("PEN", 1), ("BOX", 1))


@pytest.mark.parametrize(
    ("text", "item"),
    [
        (f"]C102{CUP_14}37" + "24105566", "CUP"),
        (f"]C101{CUP_14}30" + "52012", "CUP"),
        (label("PPEN", "7Q2KG"), "PEN"),
    ],
)
def test_how_many_is_not_said_by_a_label_that_says_it_uncertainly(house: Desk, text: str, item: str) -> None:
    found = goods(house, text)
    assert (found.item.sku, found.pack, found.pieces, found.uncounted) == (item, None, 0, True)


def test_an_amount_of_pieces_is_how_many(house: Desk) -> None:
    found = goods(house, label("PPEN", "7Q100PC"))
    assert (found.pack, found.uncounted) == (100, False)


def received(desk: Desk, text: str) -> FoundReceived:
    found = meaning(desk, text)
    assert isinstance(found, FoundReceived), found
    return found


def test_the_label_of_received_goods_is_what_was_booked_in(desk: Desk) -> None:
    build(desk)
    may = date(2026, 5, 1)
    receive(desk.store, desk.act(), [Goods("TEA", 6, "A-02", "L1", may)], supplier="S1")
    wrong = desk.act()
    receive(desk.store, wrong, [Goods("PEN", 3, "A-02"), Goods("MILK", 4, "A-02", expiry=may)], supplier="S1")
    found = received(desk, "GR-1/1")
    [tea] = found.goods
    assert (found.code, found.receipt, tea[1:]) == ("GR-1/1", "GR-1", ("L1", may, 6, False))
    assert goods_under(found) == FoundItem(tea.item, 6, "L1", "", may)
    both = received(desk, "GR-1/2")
    assert [(each.item.sku, each.lot, each.quantity) for each in both.counting] == [
        ("PEN", "", 3),
        ("MILK", "2026-05-01", 4),
    ]
    assert goods_under(both) is None
    milk = received(desk, "]C0gr-1/2/2")
    assert [(each.item.sku, each.quantity) for each in milk.goods] == [("MILK", 4)]
    assert milk.code == "GR-1/2/2"
    undo_receipt(desk.store, desk.act(), wrong.action_id)
    back = received(desk, "GR-1/2/1")
    assert ([each.taken_back for each in back.goods], back.counting, goods_under(back)) == ([True], (), None)
    # The next one is the third, whatever became of the second.
    receive(desk.store, desk.act(), [Goods("CLOCK", 1, "A-02", "SN1")], supplier="S1")
    clock = goods_under(received(desk, "GR-1/3"))
    assert clock == FoundItem(clock.item, 1, "SN1", "SN1") if clock else False
    assert meaning(desk, "GR-1") == FoundDocument(OwnKind.RECEIPT, "GR-1")


@pytest.mark.parametrize("text", ["GR-2", "GR-1/2", "GR-1/1/2", "GR-1/0", "GR-1/", "GR-1/1/1/1", "1", "1/1", "GR-"])
def test_what_no_receipt_has_is_unknown(house: Desk, text: str) -> None:
    receive(house.store, house.act(), [Goods("PEN", 3, "A-02")], supplier="S1")
    fault = ScanFault.NO_RECEIPT if text.startswith("GR-") else ScanFault.UNKNOWN
    assert meaning(house, text) == UnknownCode(ScanFault.PREFIX_ONLY if text == "GR-" else fault, {"text": text})


@pytest.mark.parametrize("text", ["GR-1", "GR-1/1", "GR-1/1/1"])
def test_whatever_somebody_has_called_so_comes_before_the_label(house: Desk, text: str) -> None:
    receive(house.store, house.act(), [Goods("PEN", 3, "A-02")], supplier="S1")
    assert isinstance(meaning(house, text), FoundReceived | FoundDocument)
    house.store.sql("UPDATE supplier SET code = ? WHERE code = 'S2'", (text,))
    assert meaning(house, text) == FoundSupplier(text, "Weaver")
    teach(house, "CUP", "CUP-6", 6)
    house.store.sql("UPDATE barcode SET code = ? WHERE code = 'CUP-6'", (text,))
    assert items(house, text) == ("CUP", 6)
    house.store.sql("UPDATE barcode SET code = 'CUP-6' WHERE code = ?", (text,))
    house.store.sql("UPDATE item SET sku = ? WHERE sku = '25'", (text,))
    assert items(house, text) == (text, 1)
    house.store.sql("UPDATE sales_order SET number = ? WHERE number = 'O1'", (text,))
    assert meaning(house, text) == FoundDocument(OwnKind.ORDER, text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ScanFault.EMPTY),
        ("4006381333930", ScanFault.CHECK_DIGIT),
        ("4012345000017", ScanFault.CHECK_DIGIT),
        ("U-secret", ScanFault.UNKNOWN_BADGE),
        ("WXFOO", ScanFault.UNKNOWN_COMMAND),
        (f"00{CLOCK_GTIN}0000", ScanFault.UNKNOWN_PALLET),
        ("' OR 1=1 --", ScanFault.UNKNOWN),
        ("%", ScanFault.UNKNOWN),
    ],
)
def test_what_nothing_has_is_unknown_and_says_why(house: Desk, text: str, fault: ScanFault) -> None:
    found = meaning(house, text)
    assert isinstance(found, UnknownCode)
    assert found.code is fault


def test_a_barcode_that_is_the_number_of_another_item_names_neither(house: Desk) -> None:
    teach(house, "CUP", "PEN", 6)
    assert meaning(house, "PEN") == Ambiguous(CodeFault.TWO_ITEMS, "PEN", skus=("CUP", "PEN"))
    house.store.sql("UPDATE barcode SET gtin = NULL WHERE code = 'PEN'")
    teach(house, "BOX", "BOX", 8)
    assert items(house, "BOX") == ("BOX", 8)


def test_an_indicator_is_the_case_only_where_no_other_is_known_to_be(house: Desk) -> None:
    first, second = BOX_CASE, "29780201379628"
    assert (items(house, first), items(house, second)) == (("BOX", 8), ("BOX", 8))
    teach(house, "BOX", first, 8)
    assert (items(house, first), items(house, second)) == (("BOX", 8), ("BOX", None))
