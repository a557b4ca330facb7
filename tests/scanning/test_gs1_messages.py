"""What a GS1 symbol says, what it may say together, and when it is not to be trusted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.scanning.element_strings import Element, Gs1Fault, Gs1Reason
from warehouse_app.scanning.gs1 import Besides, Gs1Message, Measure, MeasureKind, Party, PartyRole, parse
from warehouse_app.scanning.separator import GS

YEAR = 2026
GTIN = "0104006381333931"
CONTENT = "0204006381333931"
CSET_82 = "".join(chr(code) for code in range(0x21, 0x7B) if chr(code) not in "#$@[\\]^`")


def test_a_pallet_says_all_that_receiving_uses() -> None:
    text = (
        f"0034012345000000000002040063813339313748{GS}240MAKER1{GS}241SKU-1{GS}400PO-7{GS}10LOT{GS}21SER{GS}3012{GS}"
        "209911260102132601031526020317270200310300150031520000424104000001000005414400000100000599WE"
    )
    assert parse(text, year=YEAR) == Gs1Message(
        sscc="340123450000000000",
        content_gtin="04006381333931",
        count=48,
        lot="LOT",
        production_date=date(2026, 1, 2),
        packaging_date=date(2026, 1, 3),
        best_before=date(2026, 2, 3),
        expiry=date(2027, 2, 28),
        variant="99",
        serial="SER",
        quantity=12,
        measures=(Measure(MeasureKind.NET_WEIGHT_KG, 1500, 3), Measure(MeasureKind.VOLUME_L, 42, 2)),
        additional_id="MAKER1",
        customer_part="SKU-1",
        purchase_order="PO-7",
        parties=(Party(PartyRole.SHIP_TO, "4000001000005"), Party(PartyRole.LOCATION, "4000001000005")),
        other=(Element("99", "WE"),),
    )


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        (GTIN, Besides()),
        (f"{GTIN}17270228152602033012{GS}10LOT", Besides()),
        (f"{GTIN}11260102", Besides(production_date=date(2026, 1, 2))),
        (f"{GTIN}13260103", Besides(packaging_date=date(2026, 1, 3))),
        (f"{GTIN}2002", Besides(variant="02")),
        (f"{GTIN}4134000001000005", Besides(parties=(Party(PartyRole.SHIP_FOR, "4000001000005"),))),
    ],
)
def test_what_asks_nothing_stands_apart(text: str, besides: Besides) -> None:
    message = parse(text, year=YEAR)
    assert isinstance(message, Gs1Message)
    assert message.besides == besides


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        (f"{GTIN}240A{GS}241B", "B"),
        (f"{GTIN}240A", "A"),
        (f"{GTIN}241B", "B"),
        (GTIN, None),
    ],
)
def test_our_number_is_the_customers_part_number_first(text: str, sku: str | None) -> None:
    message = parse(text, year=YEAR)
    assert isinstance(message, Gs1Message)
    assert message.our_sku == sku


@pytest.mark.parametrize(("decimals", "kind"), [(n % 6, kind) for n, kind in enumerate(MeasureKind)])
def test_measures_are_whole_numbers_with_decimals(decimals: int, kind: MeasureKind) -> None:
    message = parse(f"{GTIN}{kind}{decimals}000195", year=YEAR)
    assert isinstance(message, Gs1Message)
    assert message.measures == (Measure(kind, 195, decimals),)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        (f"10A{GS}10B", Gs1Reason.DIFFERENT_VALUES, {"ai": "10"}),
        (f"{GTIN}0114006381333938", Gs1Reason.DIFFERENT_VALUES, {"ai": "01"}),
        (f"{GTIN}02040063813339313748", Gs1Reason.EXCLUSIVE, {"ai": "01", "other": "02"}),
        (f"{GTIN}3748", Gs1Reason.EXCLUSIVE, {"ai": "01", "other": "37"}),
        (f"{GTIN}2555412345000150", Gs1Reason.EXCLUSIVE, {"ai": "01", "other": "255"}),
        (f"21A{GS}235B", Gs1Reason.EXCLUSIVE, {"ai": "21", "other": "235"}),
        (f"{GTIN}31000000013101000010", Gs1Reason.EXCLUSIVE, {"ai": "3100", "other": "3101"}),
        ("0204006381333931", Gs1Reason.INCOMPLETE, {"ai": "02", "other": "37"}),
        (f"3748{GS}10A", Gs1Reason.INCOMPLETE, {"ai": "37", "other": "02"}),
        ("0104006381333930", Gs1Reason.CHECK_DIGIT, {"ai": "01", "value": "04006381333930", "expected": 1}),
        ("", Gs1Reason.EMPTY, {}),
    ],
)
def test_contradictions_are_refused(text: str, code: Gs1Reason, facts: dict[str, str | int]) -> None:
    assert parse(text, year=YEAR) == Gs1Fault(code, facts)


@pytest.mark.parametrize("text", [f"10A{GS}10A", f"{GTIN}{GTIN}", f"{GTIN}3100000001" * 2])
def test_the_same_twice_is_said_once(text: str) -> None:
    assert parse(text, year=YEAR) == parse(text[: len(text) // 2], year=YEAR)
    assert isinstance(parse(text, year=YEAR), Gs1Message)


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        # Something after the lot or serial, and no separator anywhere.
        (f"{GTIN}10ABC17261231", True),
        (f"{GTIN}10ABC1726123121X", True),
        (f"{GTIN}10A3103001500", True),
        (f"{GTIN}10ABC123213456", True),
        (f"{GTIN}21SER123104567", True),
        (f"{GTIN}21SER17261231", True),
        (f"{GTIN}10A{GTIN}", True),  # two scans run together
        ("10A0104006381333931", True),
        ("21A4104000001000005", True),
        ("10AAA400PO-7", True),
        # One character before it is enough, and fields count that nothing here uses.
        (f"{GTIN}10AB210415", True),
        (f"{GTIN}10AB2112345", True),
        (f"{GTIN}10A2412345", True),
        (f"{GTIN}21A400PO-7", True),
        (f"{GTIN}10ABC3202001500", True),
        (f"{GTIN}10ABC3695001500", True),
        (f"{GTIN}10ABC422276", True),
        (f"{GTIN}10ABC42012345", True),
        (f"{GTIN}10ABC3922001234", True),
        (f"{GTIN}10ABC91XYZ", True),
        (f"{GTIN}10ABC22XYZ", True),
        (f"{GTIN}10ABC1726123130521AB", True),  # one after another, the count among them
        # The lot may look like much and still be one.
        (f"{GTIN}10ABC", False),
        (f"{GTIN}1017261231", False),
        (f"{GTIN}10ABC17261331", False),
        (f"{GTIN}10ABC12321X", False),
        (f"{GTIN}10L21-4711", False),
        (f"{GTIN}10A10123", False),
        (f"{GTIN}10L260131", False),
        (f"{GTIN}1020260131", False),
        (f"{GTIN}10B1992A", False),
        (f"{GTIN}10A91123", False),
        (f"{GTIN}10L250131A", False),
        (f"{GTIN}10ABC422851", False),  # no such country
        (f"{GTIN}10ABC3206001500", False),
        (f"{GTIN}10ABC3202001500X", False),
        (f"{GTIN}1726123110ABC17261231", False),
        (f"{GTIN}241ABC17261231", False),
        # A separator shows that the scanner sends them.
        (f"{GTIN}10ABC17261231{GS}", False),
        (f"{GS}{GTIN}10ABC17261231", False),
        (f"{GTIN}10ABC{GS}17261231", False),
        ("https://id.gs1.org/01/04006381333931/10/ABC17261231", False),
    ],
)
def test_a_lost_separator_makes_suspect(text: str, *, suspect: bool) -> None:
    message = parse(text, year=YEAR)
    assert isinstance(message, Gs1Message)
    assert message.suspect is suspect


@pytest.mark.parametrize(
    ("text", "uncounted"),
    [
        (f"{CONTENT}37" + "24" + "105566", True),
        (f"{CONTENT}37" + "24" + "107", True),
        (f"{GTIN}30" + "5" + "2012", True),
        (f"{GTIN}30" + "5" + "21123", True),
        (f"{GTIN}30" + "5" + "2401", True),
        (f"{GTIN}30" + "5" + "422276", True),
        (f"{GTIN}11260101" + "30" + "5" + "4007", True),
        # Digits that no field is in.
        (f"{GTIN}30" + "12", False),
        (f"{GTIN}30" + "100", False),
        (f"{GTIN}30" + "1200", False),
        (f"{GTIN}30" + "2026", False),
        (f"{GTIN}30" + "10000", False),
        (f"{GTIN}30" + "23012", False),
        (f"{CONTENT}37" + "105566", False),
        # It ends where the symbol says so, or before a field that needs no separator.
        (f"{CONTENT}37" + f"24105566{GS}", False),
        (f"{CONTENT}37" + f"24{GS}105566", False),
        (f"{GS}{CONTENT}37" + "24105566", False),
        ("https://id.gs1.org/01/04006381333931?30=52012", False),
    ],
)
def test_a_count_that_may_have_swallowed_a_field_is_none(text: str, *, uncounted: bool) -> None:
    message = parse(text, year=YEAR)
    assert isinstance(message, Gs1Message)
    assert (message.uncounted, message.suspect) == (uncounted, False)


@given(lot=st.text(CSET_82, min_size=1, max_size=20), day=st.dates(date(1980, 1, 1), date(2070, 12, 31)))
def test_an_expiry_swallowed_by_a_lot_is_never_booked_unseen(lot: str, day: date) -> None:
    apart = parse(f"{GTIN}10{lot}{GS}17{day:%y%m%d}", year=YEAR)
    assert isinstance(apart, Gs1Message)
    assert (apart.gtin, apart.lot, apart.expiry, apart.suspect) == ("04006381333931", lot, day, False)
    merged = parse(f"{GTIN}10{lot}17{day:%y%m%d}", year=YEAR)
    if len(lot) > 12:
        assert merged == Gs1Fault(Gs1Reason.TOO_LONG, {"ai": "10", "maximum": 20})
    else:
        assert isinstance(merged, Gs1Message)
        assert merged.suspect
