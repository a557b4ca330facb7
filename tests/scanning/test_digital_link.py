"""The fields of a GS1 Digital Link."""

import pytest

from warehouse_app.scanning.digital_link import is_link, split
from warehouse_app.scanning.element_strings import Element, Gs1Fault, Gs1Reason

YEAR = 2026
LINK = "https://id.gs1.org/01/04006381333931"


@pytest.mark.parametrize(
    ("uri", "elements"),
    [
        (LINK, [("01", "04006381333931")]),
        ("HTTP://Example.com:8080/a/b/01/04006381333931", [("01", "04006381333931")]),
        ("https://example.com/01/4006381333931", [("01", "04006381333931")]),
        ("https://example.com/01/96385074", [("01", "00000096385074")]),
        (
            f"{LINK}/22/2A/10/AB%2FC/21/A+1?17=261231&3103=001500",
            [
                ("01", "04006381333931"),
                ("22", "2A"),
                ("10", "AB/C"),
                ("21", "A+1"),
                ("17", "261231"),
                ("3103", "001500"),
            ],
        ),
        (f"{LINK}/235/X?10=A", [("01", "04006381333931"), ("235", "X"), ("10", "A")]),
        (f"{LINK}?&utm=1&single&17=261231#more", [("01", "04006381333931"), ("17", "261231")]),
        (
            "https://a/01/x/00/340123450000000000?02=04006381333931&37=48",
            [("00", "340123450000000000"), ("02", "04006381333931"), ("37", "48")],
        ),
        ("https://a/414/4000001000005/254/7", [("414", "4000001000005"), ("254", "7")]),
        ("https://a/417/4000001000005", [("417", "4000001000005")]),
    ],
)
def test_links_say_what_a_symbol_says(uri: str, elements: list[tuple[str, str]]) -> None:
    assert is_link(uri)
    assert split(uri, year=YEAR) == tuple(Element(*element) for element in elements)


@pytest.mark.parametrize(
    ("uri", "code", "facts"),
    [
        ("https://", Gs1Reason.LINK_MALFORMED, {}),
        ("https://example.com", Gs1Reason.LINK_MALFORMED, {}),
        ("https://[::1", Gs1Reason.LINK_MALFORMED, {}),
        ("https://exa$mple/01/04006381333931", Gs1Reason.LINK_MALFORMED, {}),
        (f"{LINK}/10/A B", Gs1Reason.LINK_MALFORMED, {}),
        (f"{LINK}/10/Ä", Gs1Reason.LINK_MALFORMED, {}),
        ("https://example.com/", Gs1Reason.LINK_WITHOUT_KEY, {}),
        ("https://example.com/shoes/41", Gs1Reason.LINK_WITHOUT_KEY, {}),
        ("https://example.com/10/ABC", Gs1Reason.LINK_WITHOUT_KEY, {}),
        (f"{LINK}/", Gs1Reason.LINK_WITHOUT_KEY, {}),
        (f"{LINK}/0112/A", Gs1Reason.LINK_WITHOUT_KEY, {}),
        (f"{LINK}/21/S/10/L", Gs1Reason.LINK_ORDER, {"ai": "01"}),
        (f"{LINK}/10/L/10/L", Gs1Reason.LINK_ORDER, {"ai": "01"}),
        (f"{LINK}/10/L/235/X", Gs1Reason.LINK_ORDER, {"ai": "01"}),
        (f"{LINK}?10=L", Gs1Reason.LINK_ORDER, {"ai": "10"}),
        (f"{LINK}/10/L?10=L", Gs1Reason.LINK_TWICE, {"ai": "10"}),
        (f"{LINK}?01=04006381333931", Gs1Reason.LINK_TWICE, {"ai": "01"}),
        (f"{LINK}?17=261231&17=261231", Gs1Reason.LINK_TWICE, {"ai": "17"}),
        (f"{LINK}?999=1", Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "999"}),
        (f"{LINK}?8=1", Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": "8"}),
        (f"{LINK}/10/", Gs1Reason.TOO_SHORT, {"ai": "10", "minimum": 1}),
        (f"{LINK}?99=", Gs1Reason.MALFORMED, {"ai": "99"}),
        (f"{LINK}?17=261331", Gs1Reason.DATE, {"ai": "17", "value": "261331"}),
        (f"{LINK}/10/A%00", Gs1Reason.CHARACTER, {"ai": "10"}),
        (f"{LINK}/10/A%1D21B", Gs1Reason.CHARACTER, {"ai": "10"}),
        (f"{LINK}?99=%D9%A3", Gs1Reason.CHARACTER, {"ai": "99"}),
        (f"{LINK}?240=A+B", Gs1Reason.CHARACTER, {"ai": "240"}),
        (
            "https://example.com/01/4006381333930",
            Gs1Reason.CHECK_DIGIT,
            {"ai": "01", "value": "04006381333930", "expected": 1},
        ),
        ("https://example.com/01/400638133393A", Gs1Reason.TOO_SHORT, {"ai": "01", "minimum": 14}),
        ("https://example.com/01/12345", Gs1Reason.TOO_SHORT, {"ai": "01", "minimum": 14}),
    ],
)
def test_other_addresses_are_refused(uri: str, code: Gs1Reason, facts: dict[str, str | int]) -> None:
    assert is_link(uri)
    assert split(uri, year=YEAR) == Gs1Fault(code, facts)


def test_only_the_web_is_a_link() -> None:
    assert [text for text in ("mailto:a@example.com", "4006381333931", "id.gs1.org/01/1", "") if is_link(text)] == []
