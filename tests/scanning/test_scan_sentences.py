"""Everything that can be wrong with a scan is said in words."""

from warehouse_app.scanning.codes import UnknownCode, read
from warehouse_app.scanning.data_identifiers import LabelReason
from warehouse_app.scanning.element_strings import Gs1Reason
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.separator import GS
from warehouse_app.texts import say
from warehouse_app.texts.scans import SENTENCES

GTIN = "0104006381333931"
LINK = "https://id.gs1.org/01/04006381333931"
EXAMPLES: dict[ScanFault | Gs1Reason | LabelReason, str] = {
    ScanFault.EMPTY: "",
    ScanFault.TOO_LONG: "x" * 10_000,
    ScanFault.UNDECODABLE: "A\udcff",
    ScanFault.UNPRINTABLE: "A\x07",
    ScanFault.SPACE: "A\u00a0B",
    ScanFault.UNKNOWN: "{text}",
    ScanFault.UNKNOWN_BADGE: "U-1",
    ScanFault.UNKNOWN_COMMAND: "WXFOO",
    ScanFault.UNKNOWN_GTIN: "4006381333931",
    ScanFault.UNKNOWN_GS1: GTIN,
    ScanFault.UNKNOWN_PALLET: "]C100340123450000000000",
    ScanFault.NO_LOCATION: "L-ZZ",
    ScanFault.NO_ORDER: "SO-9999",
    ScanFault.NO_PURCHASE_ORDER: "PO-99",
    ScanFault.NO_ADVANCE_NOTICE: "AN-99",
    ScanFault.NO_PICK_LIST: "PL-99",
    ScanFault.NO_PARCEL: "PA-99",
    ScanFault.NO_RECEIPT: "GR-9/9",
    ScanFault.PREFIX_ONLY: "PO-",
    ScanFault.SHOP_NUMBER: "2311111112345",
    ScanFault.QUANTITY: "WXQTY0",
    ScanFault.CHECK_DIGIT: "4006381333930",
    ScanFault.NOT_A_GTIN: "]E0123",
    ScanFault.UPC_A_CUT: "]E0036000291452",
    ScanFault.BRACKETS: "(01)04006381333931(10)ABC",
    Gs1Reason.EMPTY: f"]C1{GS}",
    Gs1Reason.UNKNOWN_IDENTIFIER: "]C189",
    Gs1Reason.TOO_SHORT: "]C110",
    Gs1Reason.TOO_LONG: "]C110" + "x" * 21,
    Gs1Reason.NOT_DIGITS: "]C120xx",
    Gs1Reason.CHARACTER: "]C110 x",
    Gs1Reason.CHECK_DIGIT: "]C10104006381333930",
    Gs1Reason.CHECK_CHARACTERS: "]C180131987654Ad4X4bL5ttr2310cXK",
    Gs1Reason.DATE: "]C117261301",
    Gs1Reason.TIME: "]C170032601312460",
    Gs1Reason.COUNTRY: "]C1422851",
    Gs1Reason.CURRENCY: "]C1391098712",
    Gs1Reason.COMPANY_PREFIX: "]C1401123",
    Gs1Reason.COUPON: "]C18110106141416543213150110120",
    Gs1Reason.VALUE: "]C180010000123451239",
    Gs1Reason.DIFFERENT_VALUES: f"]C110A{GS}10B",
    Gs1Reason.EXCLUSIVE: f"]C1{GTIN}371",
    Gs1Reason.INCOMPLETE: "]C10204006381333931",
    Gs1Reason.LINK_MALFORMED: "https://",
    Gs1Reason.LINK_WITHOUT_KEY: "https://a/",
    Gs1Reason.LINK_ORDER: f"{LINK}?10=A",
    Gs1Reason.LINK_TWICE: f"{LINK}?99=A&99=A",
    LabelReason.FORMAT: "[)>\x1e05\x1dPA",
    LabelReason.FIELD: "[)>\x1e06\x1d-\x1e",
    LabelReason.TOO_LONG: "[)>\x1e06\x1dS" + "1" * 51 + "\x1e",
    LabelReason.CHARACTER: "[)>\x1e06\x1dPé\x1e",
    LabelReason.QUANTITY: "[)>\x1e06\x1dQ1.5\x1e",
    LabelReason.DATE: "[)>\x1e06\x1d14D20261331\x1e",
    LabelReason.DATE_FAR: "[)>\x1e06\x1d14D99991231\x1e",
    LabelReason.DIFFERENT_VALUES: "[)>\x1e06\x1dPA\x1dPB\x1e",
}


def test_every_fault_has_a_sentence_and_every_sentence_a_fault() -> None:
    assert [*EXAMPLES] == [*ScanFault, *Gs1Reason, *LabelReason]
    assert [*SENTENCES] == [code.value for code in EXAMPLES]


def test_every_fault_can_be_said() -> None:
    said = {}
    for code, text in EXAMPLES.items():
        unknown = read(text, year=2026)[-1]
        assert isinstance(unknown, UnknownCode)
        assert unknown.code is code
        said[code] = say(unknown.code, unknown.facts)
    assert len(set(said.values())) == len(said)
    assert said[ScanFault.UNKNOWN].startswith("Nothing here has the code {text}.")
    assert said[ScanFault.TOO_LONG].startswith("This scan has 10,000 characters; more than 4,096 cannot be a code.")
    assert said[ScanFault.CHECK_DIGIT].startswith("4006381333930 is misread or mistyped: its last digit should be 1.")
    assert said[Gs1Reason.TOO_LONG].startswith("Field (10) of the label's GS1 code is longer than 20 characters.")
    assert said[Gs1Reason.TOO_SHORT].startswith("Field (10) of the label's GS1 code is empty; it needs 1 character.")
    assert said[Gs1Reason.COUNTRY].startswith("Field (422) of the label's GS1 code has the country 851, which does not")
    assert said[Gs1Reason.NOT_DIGITS].startswith("Field (20) of the label's GS1 code may have digits only, but “x”")
    assert said[LabelReason.QUANTITY].startswith(
        "Field Q of the label gives the quantity 1.5, which is no whole number."
    )


def test_no_sentence_names_a_field_that_the_fault_does_not_give() -> None:
    for text in EXAMPLES.values():
        unknown = read(text, year=2026)[-1]
        assert isinstance(unknown, UnknownCode)
        if text != "{text}":  # a code may look like a placeholder
            assert "{" not in say(unknown.code, unknown.facts)
