"""The order of reading: from the text of a scan to typed candidates."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warehouse_app.scanning.codes import (
    MAX_LENGTH,
    AdvanceNoticeCode,
    BadgeCode,
    Candidate,
    Command,
    CommandCode,
    Gs1Code,
    GtinCode,
    ItemCode,
    LocationCode,
    OrderCode,
    ParcelCode,
    PickListCode,
    PurchaseOrderCode,
    ReceivedCode,
    UnknownCode,
    quantity,
    read,
)
from warehouse_app.scanning.element_strings import Gs1Reason
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.gtin import expected_check_digit, upc_a_of
from warehouse_app.scanning.separator import GS

YEAR = 2026
EAN = "4006381333931"
BARE = (LocationCode, OrderCode, PurchaseOrderCode, AdvanceNoticeCode, PickListCode, ParcelCode)


def bare(text: str, *, without: type | None = None) -> tuple[Candidate, ...]:
    """Return the candidates of a bare number, in their order."""
    return tuple(kind(text, bare=True) for kind in BARE if kind is not without)


def unknown(text: str, fault: ScanFault = ScanFault.UNKNOWN) -> UnknownCode:
    return UnknownCode(fault, {"text": text})


def ean_unknown(text: str) -> tuple[Candidate, ...]:
    return GtinCode(text.zfill(14)), UnknownCode(ScanFault.UNKNOWN_GTIN, {"gtin": text})


@pytest.mark.parametrize("command", [command for command in Command if command is not Command.QUANTITY])
def test_a_command_stands_alone(command: Command) -> None:
    for text in (command.value, command.value.lower(), f"]C0{command}", f" {command}\r\n"):
        assert read(text, year=YEAR) == (CommandCode(command),)


def test_the_commands_are_those_of_the_cards() -> None:
    cards = "OK CANCEL UNDO SHORT SKIP DONE PRINT QTY BACK YES NO OUT HELP RECEIVE MOVE PICK PACK COUNT LOOKUP"
    assert [command.value for command in Command] == [f"WX{card}" for card in cards.split()]


@pytest.mark.parametrize(
    ("text", "number"),
    [("WXQTY1", 1), ("WXQTY12", 12), ("wxqty007", 7), ("]C0WXQTY999999999", 999_999_999)],
)
def test_a_quantity_card_carries_its_number(text: str, number: int) -> None:
    assert read(text, year=YEAR) == (CommandCode(Command.QUANTITY, number),)


@pytest.mark.parametrize("text", ["WXQTY", "WXQTY0", "WXQTY000", "WXQTY1000000000", "WXQTY" + "9" * 20])
def test_a_quantity_card_without_a_quantity_is_refused(text: str) -> None:
    assert read(text, year=YEAR) == (UnknownCode(ScanFault.QUANTITY, {"text": text, "maximum": 999_999_999}),)


@pytest.mark.parametrize("text", ["WXFOO", "WXQTY1A", "WX100", "WXQTY٣"])
def test_what_only_looks_like_a_command_may_still_be_a_number(text: str) -> None:
    fault = ScanFault.UNKNOWN_COMMAND if text.isascii() else ScanFault.UNKNOWN
    assert read(text, year=YEAR) == (*bare(text), ItemCode(text), unknown(text, fault))


@pytest.mark.parametrize(
    ("text", "own", "kind", "fault"),
    [
        ("L-A-03-2", (LocationCode("L-A-03-2"), LocationCode("A-03-2")), LocationCode, ScanFault.NO_LOCATION),
        ("SO-O1", (OrderCode("SO-O1"), OrderCode("O1")), OrderCode, ScanFault.NO_ORDER),
        ("PO-7", (PurchaseOrderCode("PO-7"), PurchaseOrderCode("7")), PurchaseOrderCode, ScanFault.NO_PURCHASE_ORDER),
        ("AN-4", (AdvanceNoticeCode("AN-4"), AdvanceNoticeCode("4")), AdvanceNoticeCode, ScanFault.NO_ADVANCE_NOTICE),
        ("PL-12", (PickListCode("PL-12"), PickListCode("12")), PickListCode, ScanFault.NO_PICK_LIST),
        ("PA-5", (ParcelCode("PA-5"), ParcelCode("5")), ParcelCode, ScanFault.NO_PARCEL),
        ("so-O1", (OrderCode("so-O1"), OrderCode("SO-O1"), OrderCode("O1")), OrderCode, ScanFault.NO_ORDER),
    ],
)
def test_own_prefixes_try_the_whole_text_first(
    text: str, own: tuple[Candidate, ...], kind: type, fault: ScanFault
) -> None:
    # A place is not called by its prefix.
    last = unknown(text.removeprefix("L-"), fault)
    assert read(text, year=YEAR) == (*own, *bare(text, without=kind), ItemCode(text), last)


@pytest.mark.parametrize("text", ["10-5566", "O1", "7", "A-03-2", "21ABC", "]", "]C", "425261", "001234"])
def test_bare_numbers_come_before_goods_and_never_read_as_a_lot(text: str) -> None:
    assert read(text, year=YEAR) == (*bare(text), ItemCode(text), unknown(text))


@pytest.mark.parametrize(
    ("text", "received"),
    [
        ("GR-1", (ReceivedCode("GR-1"),)),
        ("gr-1", (ReceivedCode("GR-1"),)),
        ("GR-1/3", (ReceivedCode("GR-1/3"), ReceivedCode("GR-1", 3))),
        ("]C0GR-1/3", (ReceivedCode("GR-1/3"), ReceivedCode("GR-1", 3))),
        ("GR-1/3/2", (ReceivedCode("GR-1/3/2"), ReceivedCode("GR-1/3", 2), ReceivedCode("GR-1", 3, 2))),
        ("GR-1/0", (ReceivedCode("GR-1/0"),)),
        ("GR-1/", (ReceivedCode("GR-1/"),)),
        ("GR-/3", (ReceivedCode("GR-/3"), ReceivedCode("GR-", 3))),
        ("GR-1/1234567", (ReceivedCode("GR-1/1234567"),)),
        ("GR-1/٣", (ReceivedCode("GR-1/٣"),)),
        ("A/3", ()),
        ("SO-1/2", ()),
        ("GR1/2", ()),
    ],
)
def test_the_label_of_received_goods_comes_after_all_that_somebody_may_have_called_so(
    text: str, received: tuple[Candidate, ...]
) -> None:
    found = read(text, year=YEAR)
    body = text.removeprefix("]C0")
    items = (ItemCode(text),) if body == text else (ItemCode(text), ItemCode(body))
    fault = ScanFault.NO_ORDER if body.startswith("SO-") else ScanFault.UNKNOWN
    last = unknown(body, ScanFault.NO_RECEIPT if received else fault)
    assert found[-1 - len(received) - len(items) :] == (*items, *received, last)
    assert [each for each in found if isinstance(each, ReceivedCode)] == list(received)


def test_a_badge_is_a_secret() -> None:
    token = "0f8fad5bd9cb469fa16570867728950e"
    candidates = read(f"U-{token}", year=YEAR)
    assert candidates[0] == BadgeCode(token)
    assert token not in repr(candidates[0])
    assert candidates[-1] == UnknownCode(ScanFault.UNKNOWN_BADGE)
    assert token not in repr(candidates[-1])
    assert read("U-", year=YEAR) == (*bare("U-"), ItemCode("U-"), unknown("U-", ScanFault.PREFIX_ONLY))


@pytest.mark.parametrize("text", ["96385074", "036000291452", EAN, "14006381333938", "10000014", "123456789012"])
def test_eight_to_fourteen_digits_are_a_gtin(text: str) -> None:
    assert read(text, year=YEAR) == (ItemCode(text), *ean_unknown(text))


@pytest.mark.parametrize(
    "text",
    ["00000017", "20000004", "2311111112345", "0200000000004", "200000000004", "0400000000008", "12000000000005"],
)
def test_a_number_that_a_shop_gives_itself_is_called_so(text: str) -> None:
    """It is read like any other, an entry of the house comes first; only what is said of an unknown one differs."""
    assert read(text, year=YEAR) == (
        ItemCode(text),
        GtinCode(text.zfill(14)),
        UnknownCode(ScanFault.SHOP_NUMBER, {"gtin": text}),
    )


def test_the_indicator_says_the_pack() -> None:
    assert GtinCode("04006381333931").indicator == 0
    assert GtinCode("14006381333938").indicator == 1


@pytest.mark.parametrize(
    ("text", "gtins"),
    [
        ("04252614", ["042100005264"]),  # no GTIN-8: the check digit of one would be 0
        ("14252611", ["142100005261"]),
        ("]C004252614", ["042100005264"]),
        ("00357586", ["003575000086", "00357586"]),  # no company has a GTIN-8 that begins with 0
        ("]C000357586", ["003575000086", "00357586"]),
        ("]E000357586", ["003575000086"]),
        ("12345670", ["12345670", "123456000070"]),
        ("]E412345670", ["12345670"]),
        ("]E012345670", ["123456000070"]),
        ("00000000", ["000000000000"]),  # one number, however it is read
    ],
)
def test_eight_digits_may_be_a_upc_e(text: str, gtins: list[str]) -> None:
    body = text[3:] if text.startswith("]") else text
    fault = ScanFault.SHOP_NUMBER if gtins == ["000000000000"] else ScanFault.UNKNOWN_GTIN
    candidates = read(text, year=YEAR)
    assert candidates[-len(gtins) - 2 :] == (
        ItemCode(body),
        *(GtinCode(gtin.zfill(14)) for gtin in gtins),
        UnknownCode(fault, {"gtin": gtins[0]}),
    )


def test_of_eight_digits_that_are_a_gtin_8_of_a_shop_it_is_said_only_where_they_are_nothing_else() -> None:
    assert read("]E400357586", year=YEAR)[-2:] == (
        GtinCode("00000000357586"),
        UnknownCode(ScanFault.SHOP_NUMBER, {"gtin": "00357586"}),
    )
    assert read("]E407654307", year=YEAR)[2:] == (
        UnknownCode(ScanFault.CHECK_DIGIT, {"text": "07654307", "expected": 5}),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("04252615", 4),  # neither a GTIN-8 nor a UPC-E, which it would be rather
        ("14252612", 7),
        ("340123450000000018", 7),  # the number of a pallet, with a slip in it
        ("4012345000017", 6),  # read as GS1 it would be AI 401
        ("96385075", 4),  # read as GS1 it would be AI 96
        ("15210527", 4),  # read as GS1 it would be a best-before day
        ("400638133393", 0),
        ("24006381333931", 5),
    ],
)
def test_or_nothing_beside_an_exact_entry(text: str, expected: int) -> None:
    candidates = read(text, year=YEAR)
    assert candidates[-2:] == (ItemCode(text), UnknownCode(ScanFault.CHECK_DIGIT, {"text": text, "expected": expected}))
    assert candidates[:-2] == (bare(text) if len(text) == 18 else ())


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        (f"]E0{EAN}", EAN),
        ("]E00036000291452", "0036000291452"),
        ("]E004252614", "042100005264"),  # UPC-E, written out
        ("]E496385074", "96385074"),
        (f"]E3{EAN}12", EAN),
        (f"]E3{EAN}52495", EAN),
    ],
)
def test_ean_symbols_carry_gtins(text: str, gtin: str) -> None:
    assert read(text, year=YEAR) == (ItemCode(text), ItemCode(text[3:]), *ean_unknown(gtin))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("]E04006381333930", UnknownCode(ScanFault.CHECK_DIGIT, {"text": "4006381333930", "expected": 1})),
        ("]E004252615", UnknownCode(ScanFault.CHECK_DIGIT, {"text": "04252615", "expected": 4})),
        ("]E496385075", UnknownCode(ScanFault.CHECK_DIGIT, {"text": "96385075", "expected": 4})),
        ("]E0036000291452", unknown("036000291452", ScanFault.UPC_A_CUT)),  # UPC-A, its zero left out
        ("]E0036000291453", unknown("036000291453", ScanFault.UPC_A_CUT)),
        ("]E024252614", unknown("24252614", ScanFault.NOT_A_GTIN)),
        (f"]E0{EAN}{EAN}", unknown(EAN + EAN, ScanFault.NOT_A_GTIN)),
        ("]E0WXOK", unknown("WXOK", ScanFault.NOT_A_GTIN)),
        (f"]E3{EAN}", unknown(EAN, ScanFault.NOT_A_GTIN)),
        (f"]E4{EAN}", unknown(EAN, ScanFault.NOT_A_GTIN)),
        ("]E0٤006381333931", unknown("٤006381333931", ScanFault.NOT_A_GTIN)),
    ],
)
def test_ean_symbols_carry_nothing_else(text: str, fault: UnknownCode) -> None:
    assert read(text, year=YEAR) == (ItemCode(text), ItemCode(text[3:]), fault)


def test_digits_of_another_symbology_may_be_a_number_or_a_gtin() -> None:
    items = ItemCode(f"]C0{EAN}"), ItemCode(EAN)
    assert read(f"]C0{EAN}", year=YEAR) == (*bare(EAN), *items, *ean_unknown(EAN))
    assert read("]I114006381333938", year=YEAR)[-2] == GtinCode("14006381333938")
    assert read("]C010000001", year=YEAR)[-1] == UnknownCode(ScanFault.CHECK_DIGIT, {"text": "10000001", "expected": 7})


@pytest.mark.parametrize("aim", ["]C1", "]e0", "]d2", "]Q3", "]J1"])
def test_gs1_symbols_are_gs1_only(aim: str) -> None:
    body = f"01{0}{EAN}10SO-1"
    message = Gs1Message(gtin=EAN.zfill(14), lot="SO-1")
    assert read(f"{aim}{body}", year=YEAR) == (
        ItemCode(f"{aim}{body}"),
        ItemCode(body),
        Gs1Code(message),
        unknown(body, ScanFault.UNKNOWN_GS1),
    )
    assert read(f"{aim}10-5566", year=YEAR)[2:] == (
        Gs1Code(Gs1Message(lot="-5566")),
        unknown("10-5566", ScanFault.UNKNOWN_GS1),
    )
    assert read(f"{aim}WXOK", year=YEAR)[2:] == (UnknownCode(Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "WXOK"}),)
    assert read(aim, year=YEAR) == (UnknownCode(ScanFault.EMPTY),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"010{EAN}", Gs1Message(gtin=f"0{EAN}")),
        (f"020{EAN}3748", Gs1Message(content_gtin=f"0{EAN}", count=48)),
        ("00340123450000000000", Gs1Message(sscc="340123450000000000")),
        (f"10A{GS}010{EAN}", Gs1Message(gtin=f"0{EAN}", lot="A")),
        (f"10A{GS}21B", Gs1Message(lot="A", serial="B")),
        (f"{GS}10A", Gs1Message(lot="A")),
        (f"2099010{EAN}", Gs1Message(gtin=f"0{EAN}", variant="99")),
        (f"https://id.gs1.org/01/0{EAN}/10/A", Gs1Message(gtin=f"0{EAN}", lot="A")),
        (f"]C0010{EAN}10A", Gs1Message(gtin=f"0{EAN}", lot="A")),
        (f"]Q1HTTPS://a/01/{EAN}", Gs1Message(gtin=f"0{EAN}")),
        (f"]d1https://a/01/{EAN}", Gs1Message(gtin=f"0{EAN}")),
        (f"]Q3https://a/01/{EAN}", Gs1Message(gtin=f"0{EAN}")),
    ],
)
def test_without_the_right_identifier_gs1_is_told_by_structure(text: str, message: Gs1Message) -> None:
    assert read(text, year=YEAR)[-2] == Gs1Code(message)


def test_gs1_with_separators_and_web_addresses_are_no_numbers() -> None:
    for text in (f"10A{GS}21B", f"https://id.gs1.org/01/0{EAN}"):
        candidates = read(text, year=YEAR)
        assert candidates[0] == ItemCode(text)
        assert len(candidates) == 3


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "0104006381333930",
            UnknownCode(Gs1Reason.CHECK_DIGIT, {"ai": "01", "value": "04006381333930", "expected": 1}),
        ),
        (f"010{EAN}17261301", UnknownCode(Gs1Reason.DATE, {"ai": "17", "value": "261301"})),
        (f"ABC{GS}DEF", UnknownCode(Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "ABC"})),
        ("https://example.com/shop", UnknownCode(Gs1Reason.LINK_WITHOUT_KEY)),
        ("https://example.com", UnknownCode(Gs1Reason.LINK_WITHOUT_KEY)),
        ("https://example.com?q=1", UnknownCode(Gs1Reason.LINK_WITHOUT_KEY)),
        ("1726123110A", unknown("1726123110A")),
        (f"(01)0{EAN}", unknown(f"(01)0{EAN}", ScanFault.BRACKETS)),
        ("(10)ABC", unknown("(10)ABC", ScanFault.BRACKETS)),
        ("(A)1", unknown("(A)1")),
        ("9" * 50, unknown("9" * 40 + "…")),
    ],
)
def test_what_claims_to_be_gs1_is_told_why_it_is_not(text: str, fault: UnknownCode) -> None:
    candidates = read(text, year=YEAR)
    assert candidates[-1] == fault
    assert ItemCode(text) in candidates
    assert not any(isinstance(candidate, Gs1Code | GtinCode) for candidate in candidates)


def test_a_doubled_scan_is_refused() -> None:
    assert read(f"010{EAN}10LOT1010{EAN}10LOT1", year=YEAR)[-1] == UnknownCode(
        Gs1Reason.TOO_LONG, {"ai": "10", "maximum": 20}
    )
    assert read(EAN + EAN, year=YEAR)[-1] == unknown(EAN + EAN)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", UnknownCode(ScanFault.EMPTY)),
        (" \t\r\n", UnknownCode(ScanFault.EMPTY)),
        ("]E0", UnknownCode(ScanFault.EMPTY)),
        ("]XX", UnknownCode(ScanFault.EMPTY)),
        ("x" * 4097, UnknownCode(ScanFault.TOO_LONG, {"length": 4097, "maximum": 4096})),
        (" " * 10_000, UnknownCode(ScanFault.EMPTY)),
        (f" {'x' * 4097}\r\n", UnknownCode(ScanFault.TOO_LONG, {"length": 4097, "maximum": 4096})),
        ("AB\x00", UnknownCode(ScanFault.UNPRINTABLE, {"position": 3, "character": "U+0000"})),
        ("A\nB", UnknownCode(ScanFault.UNPRINTABLE, {"position": 2, "character": "U+000A"})),
        ("A\u202eB", UnknownCode(ScanFault.UNPRINTABLE, {"position": 2, "character": "U+202E"})),
        ("AB\x1eC", UnknownCode(ScanFault.UNPRINTABLE, {"position": 3, "character": "U+001E"})),
        ("[)>\x1e06\x1dPA\x1c\x1e", UnknownCode(ScanFault.UNPRINTABLE, {"position": 10, "character": "U+001C"})),
        ("A\udcffB", UnknownCode(ScanFault.UNDECODABLE, {"position": 2, "character": "U+DCFF"})),
    ],
)
def test_what_cannot_be_read_is_a_value(text: str, fault: UnknownCode) -> None:
    assert read(text, year=YEAR) == (fault,)


def test_the_longest_text_is_still_looked_at() -> None:
    text = "x" * MAX_LENGTH
    for scanned in (text, f"{text}\r\n", f" {text}\n"):
        assert read(scanned, year=YEAR) == (*bare(text), ItemCode(text), unknown("x" * 40 + "…"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        (" 12\r", 12),
        ("999999", 999_999),
        ("]C048", 48),
        ("1000000", None),
        ("96385074", None),
        ("9638507", None),
        ("0", None),
        ("012", None),
        ("-1", None),
        ("1.5", None),
        ("1 000", None),
        ("²", None),
        ("٣", None),
        ("", None),
        ("12x", None),
        ("WXQTY12", None),
        ("]C112", None),
        ("]E012", None),
        ("1" * 10_000, None),
    ],
)
def test_digits_that_stand_for_a_quantity(text: str, number: int | None) -> None:
    assert quantity(text) == number


_ANY_TEXT = st.text(st.characters(), max_size=300)
_LIKE_A_SCAN = st.lists(
    st.sampled_from(
        [
            *("]C1", "]E0", "]E4", "]d2", "]Q3", "]C0", "]Q1", "https://a/", "/", "?", "&", "=", "%", "%00", "[", GS),
            *("00", "01", "02", "10", "17", "20", "21", "30", "310", "37", "400", "414", "8003", "99", "WX", "WXQTY"),
            *("0" + EAN, EAN, "260100", "ABC", "5", "L-", "SO-", "GR-", "U-", " ", "é", "\ud800", "٣"),
        ]
    ),
    max_size=20,
).map("".join)


@given(_ANY_TEXT | _LIKE_A_SCAN, st.integers(1960, 2100))
@example("]", YEAR)
@example("]Ya", YEAR)
@example("https://[", YEAR)
@example("]Q1https://[::1/01/1", YEAR)
def test_any_text_is_read_alike_twice_and_never_raises(text: str, year: int) -> None:
    candidates = read(text, year=year)
    assert candidates == read(text, year=year)
    if not isinstance(candidates[0], CommandCode):
        assert [isinstance(candidate, UnknownCode) for candidate in candidates].index(True) == len(candidates) - 1
    else:
        assert len(candidates) == 1
    number = quantity(text)
    assert number is None or 1 <= number <= 999_999


@given(
    length=st.sampled_from([8, 12, 13, 14]),
    digits=st.text("0123456789", min_size=14, max_size=14),
    place=st.integers(0, 13),
    other=st.integers(1, 9),
    aim=st.sampled_from(["", "]C0", "]E0", "]E4"]),
)
def test_a_gtin_with_one_digit_changed_is_never_taken(
    length: int, digits: str, place: int, other: int, aim: str
) -> None:
    payload = digits[: length - 1]
    gtin = f"{payload}{expected_check_digit(payload + '0')}"
    assert GtinCode(gtin.zfill(14)) in read(gtin, year=YEAR)
    place %= length
    changed = f"{gtin[:place]}{(int(gtin[place]) + other) % 10}{gtin[place + 1 :]}"
    # Eight digits may be a UPC-E too, another number with a check digit of its own; ]E0 says so of all eight.
    upc_a = upc_a_of(changed) if length == 8 and aim != "]E4" else None
    if upc_a is None or upc_a[-1] != changed[-1]:
        for text in (f"{aim}{changed}", f"01{changed.zfill(14)}"):
            read_as = read(text, year=YEAR)
            assert not [code for code in read_as if isinstance(code, GtinCode | Gs1Code)]
