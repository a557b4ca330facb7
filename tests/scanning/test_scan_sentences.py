"""Everything that can be wrong with a scan is said in words."""

from warehouse_app.scanning.codes import ScanFault, UnknownCode, read
from warehouse_app.scanning.element_strings import Gs1Reason
from warehouse_app.scanning.separator import GS
from warehouse_app.texts import say
from warehouse_app.texts.scans import SENTENCES

GTIN = "0104006381333931"
LINK = "https://id.gs1.org/01/04006381333931"
EXAMPLES: dict[ScanFault | Gs1Reason, str] = {
    ScanFault.EMPTY: "",
    ScanFault.TOO_LONG: "x" * 10_000,
    ScanFault.UNDECODABLE: "A\udcff",
    ScanFault.UNPRINTABLE: "A\x07",
    ScanFault.UNKNOWN: "{text}",
    ScanFault.UNKNOWN_BADGE: "U-1",
    ScanFault.UNKNOWN_COMMAND: "WXFOO",
    ScanFault.UNKNOWN_GTIN: "4006381333931",
    ScanFault.UNKNOWN_GS1: GTIN,
    ScanFault.QUANTITY: "WXQTY0",
    ScanFault.CHECK_DIGIT: "4006381333930",
    ScanFault.NOT_A_GTIN: "]E0123",
    Gs1Reason.EMPTY: f"]C1{GS}",
    Gs1Reason.UNKNOWN_IDENTIFIER: "]C189",
    Gs1Reason.TOO_SHORT: "]C110",
    Gs1Reason.TOO_LONG: "]C110" + "x" * 21,
    Gs1Reason.NOT_DIGITS: "]C120xx",
    Gs1Reason.CHARACTER: "]C110 x",
    Gs1Reason.CHECK_DIGIT: "]C10104006381333930",
    Gs1Reason.DATE: "]C117261301",
    Gs1Reason.MALFORMED: "]C1253",
    Gs1Reason.DIFFERENT_VALUES: f"]C110A{GS}10B",
    Gs1Reason.EXCLUSIVE: f"]C1{GTIN}371",
    Gs1Reason.INCOMPLETE: "]C10204006381333931",
    Gs1Reason.LINK_MALFORMED: "https://",
    Gs1Reason.LINK_WITHOUT_KEY: "https://a/",
    Gs1Reason.LINK_ORDER: f"{LINK}?10=A",
    Gs1Reason.LINK_TWICE: f"{LINK}?99=A&99=A",
}


def test_every_fault_has_a_sentence_and_every_sentence_a_fault() -> None:
    assert [*EXAMPLES] == [*ScanFault, *Gs1Reason]
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
